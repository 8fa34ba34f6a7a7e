"""An alert is raised by its writer's word alone, taken by one person, and closed by somebody once it is over."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from wardvoice.alerts import rules
from wardvoice.alerts.models import Alert, ClosedAlert
from wardvoice.core.policy import May
from wardvoice.storage.apart_work import ApartWork


def raise_alert(work: ApartWork, *, place: str, about_staff: bool = False, pressed: str | None = None) -> Alert:
    """Call somebody to a screen of the ward. What is called from there already is joined and counted, never dropped.

    `pressed` names the sheet that was sent: sent twice, it counts once. What was taken long ago calls anew.
    """
    work.require(May.CALL_FOR_HELP)
    mark = sha256(pressed.encode()).digest() if pressed else None
    alert = _from_there(work, place, about_staff)
    if alert is None:
        alert = Alert(ward_id=work.ward_id, place=place, about_staff=about_staff, raised_at=work.now, repeats=0)
        work.session.add(alert)
    elif mark is None or mark != alert.pressed:
        _repeat(work, alert)
    alert.pressed = mark
    work.session.flush()
    return alert


def take_alert(work: ApartWork, *, alert: Alert) -> Alert:
    """Say that one is going there. Stale for the second of two: the first is on the way."""
    work.require(May.SEE_ALERTS, alert)
    rules.may_take(alert.taken_at)
    alert.taken_at, alert.taken_by = work.now, work.actor.id
    alert.taken_off_ward = alert.about_staff or not (work.actor.at_ward_screen or work.actor.is_of_the_ward)
    return alert


def close_alert(work: ApartWork, *, alert: Alert) -> ClosedAlert:
    """Say that it is over: place, times and names go; the day, the shift and the minutes until it was taken stay."""
    work.require(May.SEE_ALERTS, alert)
    rules.may_close(alert.taken_at)
    left = _what_stays(work, alert)
    work.session.delete(alert)
    return left


def _from_there(work: ApartWork, place: str, about_staff: bool) -> Alert | None:
    same = (Alert.ward_id == work.ward_id, Alert.place == place, Alert.about_staff == about_staff)
    return work.session.scalar(select(Alert).where(*same).with_for_update())


def _repeat(work: ApartWork, alert: Alert) -> None:
    """Count it; where whoever took it should be there by now, the old one is written off and a new one begins.

    What nobody has taken long after the duty list was called is called there once more.
    """
    if not rules.calls_again(alert.taken_at, work.now):
        alert.repeats += 1
        if alert.taken_at is None and rules.calls_again(alert.passed_on_at, work.now):
            alert.passed_on_at = None
        return
    _what_stays(work, alert)
    alert.raised_at, alert.repeats, alert.passed_on_at = work.now, 0, None
    alert.taken_at, alert.taken_by, alert.taken_off_ward = None, None, False


def _what_stays(work: ApartWork, alert: Alert) -> ClosedAlert:
    shift = rules.shift_of(work.clock.local(alert.raised_at))
    left = ClosedAlert(
        ward_id=alert.ward_id,
        day=shift.day,
        shift=shift.name,
        minutes=rules.minutes_until(alert.raised_at, _taken(alert)),
        about_staff=alert.about_staff,
    )
    work.session.add(left)
    return left


def _taken(alert: Alert) -> datetime:
    assert alert.taken_at is not None, "nobody writes off what was never taken"
    return alert.taken_at
