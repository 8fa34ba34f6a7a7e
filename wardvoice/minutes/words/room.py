"""The meeting room and the lines of the minutes on screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from wardvoice.actions.models import Confirmation
from wardvoice.actions.rules import Question
from wardvoice.actions.words import who
from wardvoice.agenda.rules import CarriedBecause, WrittenBy
from wardvoice.agenda.words import (
    AFTER_OUT,
    ANSWERS,
    CARRIED,
    HIDE_BECAUSE,
    KINDS,
    TOPIC_ICONS,
    TOPICS,
    WRITERS,
    matters_to,
)
from wardvoice.meetings.models import Hands, Meeting
from wardvoice.meetings.rules import Present
from wardvoice.meetings.words import (
    DECIDES,
    PRESENT,
    STATE_LOOKS,
    STATES,
    not_held_words,
    when_and_where,
    written_up,
)
from wardvoice.meetings.words import (
    KINDS as MEETING_KINDS,
)
from wardvoice.minutes.queries import Gap, Given, Line, Part, Step
from wardvoice.minutes.rules import Timer
from wardvoice.web.frame import clock, day

__all__ = [
    "DECIDES",
    "MEETING_KINDS",
    "PRESENT",
    "STATES",
    "STATE_LOOKS",
    "not_held_words",
    "when_and_where",
    "written_up",
]

_: Callable[..., str] = gettext

GAPS = {
    Gap.UNREAD: _l("No rep has read this yet. The words come later."),
    Gap.PICTURES: _l("Asked in pictures, without words."),
    Gap.REMOVED: _l("The words were taken out. What came of it stays."),
}
PARTS = {
    Part.HERE: _l("Who is here"),
    Part.PROMISES: _l("Promises"),
    Part.END: _l("The end"),
}


def title(line: Line) -> str:
    """Return what a line is called: an item's kind and topic, or what stands on every agenda."""
    if line.item is None:
        return line.words or _("On every agenda")
    return f"{KINDS[line.item.kind]} · {TOPICS[line.item.topic]}"


def in_short(line: Line) -> str:
    """Return a line in few words, for a list of steps."""
    said = (line.part or line.words or title(line)).strip().splitlines()[0]
    return said if len(said) <= 44 else f"{said[:43].rsplit(' ', 1)[0]}…"


def picture(line: Line) -> str:
    """Return the icon that stands for a line's topic."""
    if line.item is None:
        return "question" if line.week else "list"
    return TOPIC_ICONS[line.item.topic]


def gap(line: Line) -> str:
    """Return why there are no words to read; nothing if there are."""
    if line.gap is Gap.HIDDEN and line.hidden_because is not None:
        return _("The words are hidden. %(because)s.", because=HIDE_BECAUSE[line.hidden_because])
    return str(GAPS[line.gap]) if line.gap else ""


def marks(line: Line) -> list[str]:
    """Return how often an item was raised and carried over, to how many it matters, and who held the pen."""
    found = [_("raised %(times)s times", times=line.raised)] if line.raised > 1 else []
    if line.carried:
        found.append(_("carried over: %(times)s", times=line.carried))
    found += matters_to(line.others)
    if line.item is not None and line.item.written_by is not None:
        found.append(_("written down by %(who)s", who=WRITERS[WrittenBy(line.item.written_by)]))
    if line.after is not None:
        text = str(AFTER_OUT[line.after])
        found.append(text[:1].lower() + text[1:])
    return found


def step(one: Step) -> str:
    """Return the name of a step of the meeting."""
    return in_short(one.line) if one.line else str(PARTS[one.part])


def answer(given: Given) -> str:
    """Return an outcome in few words: the answer, or why the item waits."""
    outcome = given.outcome
    if outcome.answer is None:
        return _("Waits for the next meeting: %(why)s.", why=_why(given))
    if outcome.passed_to:
        return _("Passed to %(whom)s", whom=outcome.passed_to)
    return str(ANSWERS[outcome.answer])


def answer_more(given: Given) -> str:
    """Return who gave an answer, and when it is looked at again."""
    said = _("%(who)s said this.", who=who(given.by)) if given.by else ""
    if given.outcome.review_on:
        said = _("%(said)s We look at it again on %(day)s.", said=said, day=day(given.outcome.review_on))
    if given.outcome.by_when:
        said = _("%(said)s It will be so by %(day)s.", said=said, day=day(given.outcome.by_when))
    if given.outcome.check_on:
        said = _("%(said)s We check on %(day)s.", said=said, day=day(given.outcome.check_on))
    return said.strip()


def soon(weeks: int, today: date) -> tuple[str, str]:
    """Return how a promise for some weeks from now reads, and which day that is."""
    return ngettext("In %(num)s week", "In %(num)s weeks", weeks), day(today + timedelta(weeks=weeks))


def timer(running: Timer, now: datetime) -> str:
    """Return since when a line is on and until when it was planned, in one line that needs no scripts."""
    since, until = clock(running.since), clock(running.until(now))
    if running.still_since:
        stands = clock(running.still_since)
        return _("On since %(since)s. The time stands still since %(still)s.", since=since, still=stands)
    return _("On since %(since)s, planned until %(until)s.", since=since, until=until)


def accepted(given: Given) -> str:
    """Return whether the answer was accepted; nothing while nobody has said."""
    if given.accepted is None:
        return ""
    return _("The answer is accepted.") if given.accepted else _("The answer is not accepted.")


def hands(counted: Hands) -> str:
    """Return a show of hands in one sentence, patients and staff apart."""
    patients = _(
        "Patients: %(a)s for, %(b)s against, %(c)s not sure.",
        a=counted.patients_for,
        b=counted.patients_against,
        c=counted.patients_unsure,
    )
    staff = _(
        "Staff: %(a)s for, %(b)s against, %(c)s not sure.",
        a=counted.staff_for,
        b=counted.staff_against,
        c=counted.staff_unsure,
    )
    return f"{patients} {staff}"


def replies(counted: Confirmation) -> str:
    """Return what the room said about a promise in this meeting."""
    if counted.question is Question.LET_OFF:
        return _("Patients’ hands: %(a)s for leaving it, %(b)s against.", a=counted.yes, b=counted.no)
    return _(
        "Patients’ hands: yes %(yes)s, partly %(partly)s, no %(no)s, cannot tell %(unsure)s.",
        yes=counted.yes,
        partly=counted.partly,
        no=counted.no,
        unsure=counted.unsure,
    )


def attendance(meeting: Meeting, heads: dict[Present, int]) -> str:
    """Return how many patients came of how many on the ward, and how many for each member of staff (G5)."""
    patients = heads.get(Present.PATIENTS, 0)
    said = _("%(here)s of %(all)s patients were here.", here=patients, all=meeting.patients_on_ward)
    staff = sum(heads.get(one, 0) for one in (Present.WARD_STAFF, Present.MANAGER, Present.OTHER_STAFF))
    if not staff:
        return _("%(said)s No staff were here.", said=said)
    rate = f"{patients / staff:.1f}".removesuffix(".0")
    return _("%(said)s Patients for each member of staff: %(rate)s.", said=said, rate=rate)


def _why(given: Given) -> str:
    because, words = given.outcome.carried_because, given.outcome.carried_words
    if because is None or because is CarriedBecause.OTHER:
        return words or str(CARRIED[CarriedBecause.OTHER])
    return f"{CARRIED[because]} ({words})" if words else str(CARRIED[because])
