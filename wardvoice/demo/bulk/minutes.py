"""Twins of the commands about minutes: said to be a fair record, and remembered differently."""

from __future__ import annotations

from wardvoice.core.history import Happened
from wardvoice.demo.bulk.line import Line
from wardvoice.demo.bulk.pen import Pen
from wardvoice.minutes.models import Remark
from wardvoice.minutes.rules import RemarkKind, Side, side_of, spoke_as


def say_fair(pen: Pen, *, minutes: Line) -> Line:
    """As `minutes.commands.say_fair`."""
    side = side_of(pen.actor)
    if side is Side.PATIENTS:
        said = {"patients_at": pen.now, "patients_by_id": pen.actor.id, "patients_as": spoke_as(pen.actor)}
    else:
        said = {"staff_at": pen.now, "staff_by_id": pen.actor.id}
    pen.change(minutes, **said)
    agreed = minutes.patients_at is not None and minutes.staff_at is not None
    what = Happened.MINUTES_AGREED if agreed else Happened.MINUTES_SAID_FAIR
    pen.record(what, minutes, meeting=minutes.meeting_id, side=side, spoke_as=minutes.patients_as)
    return minutes


def remember_differently(pen: Pen, *, minutes: Line, words: str) -> Line:
    """As `minutes.commands.remember_differently`, beside the whole and without a name."""
    remarks, side = pen.here.remarks, side_of(pen.actor)
    remarks[minutes.id] += 1
    remark = pen.new(
        Remark,
        ward_id=minutes.ward_id,
        minutes_id=minutes.id,
        n=remarks[minutes.id],
        kind=RemarkKind.DIFFERENTLY,
        side=side,
        words=words,
        day=pen.today,
    )
    told = {"meeting": minutes.meeting_id, "entry": None, "side": side, "words": words}
    pen.record(Happened.MINUTES_REMEMBERED_DIFFERENTLY, remark, **told)
    return remark
