"""How minutes stand between patients and staff: draft or agreed, in time or late, and what stands beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from wardvoice.actions.words import who
from wardvoice.agenda.rules import COUNCIL_ANSWER_DAYS
from wardvoice.meetings.models import Meeting
from wardvoice.minutes.models import Remark
from wardvoice.minutes.queries import Agreement, Beside, Given
from wardvoice.minutes.rules import MINUTES_DAYS, Side, SpokeAs, days_late
from wardvoice.web.frame import day
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_ward

_: Callable[..., str] = gettext

SPOKE_AS = {
    SpokeAs.REP: _l("the rep"),
    SpokeAs.DEPUTY: _l("the deputy rep"),
    SpokeAs.PEER: _l("a peer supporter"),
    SpokeAs.ADVOCATE: _l("the advocate"),
    SpokeAs.LISTENER: _l("the independent listener"),
}
REMEMBER = {
    Side.PATIENTS: _l("Patients remember this differently:"),
    Side.STAFF: _l("Staff remember this differently:"),
}
PUT_RIGHT = {
    Side.PATIENTS: _l("Put right by patients on %(day)s:"),
    Side.STAFF: _l("Put right by staff on %(day)s:"),
}
MISSING = {Side.PATIENTS: _l("the patients"), Side.STAFF: _l("the staff")}


def draft_or_agreed(found: Agreement) -> str:
    """Return whether this is a draft or what both sides agreed, and since when."""
    agreed = found.minutes.fair.agreed_at
    if agreed is None:
        return _("This is a draft. It is not agreed yet.")
    return _("Patients and staff agreed these minutes on %(day)s.", day=_day(agreed))


def yeses(found: Agreement) -> list[str]:
    """Return who said "This is a fair record", side by side."""
    kept, nobody = found.minutes, _("nobody yet")
    patients = nobody
    if kept.patients_at and kept.patients_as:
        patients = _("%(who)s, on %(day)s", who=SPOKE_AS[kept.patients_as], day=_day(kept.patients_at))
    staff = nobody
    if kept.staff_at and found.staff_by:
        staff = _("%(who)s, on %(day)s", who=who(found.staff_by), day=_day(kept.staff_at))
    return [_("For the patients: %(who)s.", who=patients), _("For the staff: %(who)s.", who=staff)]


def unagreed_by_a_rep(found: Agreement) -> str:
    """Return that no rep agreed, where somebody else said yes for the patients; nothing where a rep did."""
    spoke = found.minutes.patients_as
    return "" if spoke in (None, SpokeAs.REP, SpokeAs.DEPUTY) else _("Not agreed by a rep.")


def how_late(meeting: Meeting, found: Agreement) -> str:
    """Return after how many days the minutes came out, or how many have passed, against those promised (G2)."""
    agreed, today = _agreed_on(found), _today()
    days = ((agreed or today) - meeting.day).days
    late = days_late(meeting.day, agreed, today)
    if agreed and late:
        said: str = ngettext(
            "Published %(num)s day after the meeting. %(most)s were promised.",
            "Published %(num)s days after the meeting. %(most)s were promised.",
            days,
            most=MINUTES_DAYS,
        )
        return said
    if agreed:
        return _("Published on %(day)s, in time.", day=day(agreed))
    if late:
        return _("Late: %(num)s days since the meeting. %(most)s were promised.", num=days, most=MINUTES_DAYS)
    return _("To be agreed by %(day)s.", day=day(meeting.day + timedelta(days=MINUTES_DAYS)))


def who_is_missing(sides: Iterable[Side]) -> str:
    """Return whose yes is missing, in words."""
    return _(" and ").join(str(MISSING[side]) for side in sides)


def beside(one: Beside) -> str:
    """Return who remembers it differently: the side, or the ward name of whoever chose to stand there by it."""
    if one.remark.author_id is None:
        return str(REMEMBER[one.remark.side])
    name = _("A former patient") if one.name_rests or one.name is None else one.name
    return _("%(name)s remembers this differently:", name=name)


def put_right(remark: Remark) -> str:
    """Return on which day which side put something right."""
    return str(PUT_RIGHT[remark.side]) % {"day": day(remark.day)}


def seen(remark: Remark) -> str:
    """Return which side has seen a correction of the other, and when; or that it has not yet."""
    other = Side.STAFF if remark.side is Side.PATIENTS else Side.PATIENTS
    on = remark.seen_by(other)
    if on is None:
        return _("Not yet seen by the staff.") if other is Side.STAFF else _("Not yet seen by the patients.")
    if other is Side.STAFF:
        return _("Seen by the staff on %(day)s.", day=day(on))
    return _("Seen by the patients on %(day)s.", day=day(on))


def not_accepted(given: Given) -> str:
    """Return who owes an answer instead of one that was not accepted, and by when (F11); nothing otherwise.

    Of the council's own answers its page tells: only what came from a ward goes on from there.
    """
    if given.refused_on is None or this_ward().is_council:
        return ""
    due = given.refused_on + timedelta(days=COUNCIL_ANSWER_DAYS)
    return _("It goes to the patients’ council. An answer is due by %(day)s.", day=day(due))


def _agreed_on(found: Agreement) -> date | None:
    agreed = found.minutes.fair.agreed_at
    return the_hall().clock.day_of(agreed) if agreed else None


def _day(moment: datetime) -> str:
    return day(the_hall().clock.day_of(moment))


def _today() -> date:
    clock = the_hall().clock
    return clock.day_of(clock.now())
