"""The lists behind the figures: a line for each thing that was looked at, without anybody's words or name (E2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from wardvoice.actions.rules import Class
from wardvoice.actions.words import state
from wardvoice.agenda.rules import Answer, ItemKind, Topic
from wardvoice.agenda.words import ANSWERS, KINDS, TOPICS
from wardvoice.evidence.rules.facts import Decided, Expected, Held, ItemFacts, MeetingFacts, PromiseFacts, Voice
from wardvoice.evidence.rules.figures import Figure
from wardvoice.web.frame import day as written


class Leads(StrEnum):
    """Where a line leads, for whoever may go there."""

    ITEM = "item"
    PROMISE = "promise"
    MEETING = "meeting"


@dataclass(frozen=True)
class Row:
    """One line of a list: its day, what it is, more about it, and whether it counts in the number above."""

    day: date
    what: str
    more: str
    counts: bool = False
    leads: Leads | None = None
    thing_id: UUID | None = None


VOICES = {
    "item": _l("Something for the meeting"),
    "support": _l("“This matters to me too”"),
    "reply": _l("A reply: did it happen?"),
    "answer": _l("A reply to an answer"),
    "question": _l("A reply to a question of the week"),
}


def rows(figure: Figure) -> list[Row]:
    """Return the list behind a figure, the newest first."""
    counted = set(figure.counted)
    found = [LINES[type(one)](one, one in counted) for one in figure.of or figure.counted]
    return sorted(found, key=lambda row: (row.day, str(row.thing_id or "")), reverse=True)


def _item(thing: ItemFacts, counts: bool) -> Row:
    what = f"{TOPICS[Topic(thing.topic)]} · {KINDS[ItemKind(thing.kind)]}"
    return Row(thing.received_on, what, _joined(_of_item(thing)), counts, Leads.ITEM, thing.id)


def _of_item(thing: ItemFacts) -> Iterator[str]:
    if thing.answer is None:
        yield _("no answer yet")
    elif thing.answered_on is None:
        yield str(ANSWERS[Answer(thing.answer)])
    else:
        yield _("%(answer)s, answered on %(day)s", answer=ANSWERS[Answer(thing.answer)], day=written(thing.answered_on))
    if thing.answer is not None and not thing.holds:
        yield _("the answer no longer holds")
    if thing.refused:
        yield _("not accepted")
    if thing.agendas > 1:
        yield ngettext("on %(num)s agenda", "on %(num)s agendas", thing.agendas)
    if thing.raised > 1:
        yield ngettext("asked %(num)s time", "asked %(num)s times", thing.raised)
    if thing.led_to_change:
        yield _("a promise for it was kept")


def _promise(thing: PromiseFacts, counts: bool) -> Row:
    about = TOPICS[Topic(thing.topic)] if thing.topic else _("no topic")
    return Row(thing.first_date, str(about), _joined(_of_promise(thing)), counts, Leads.PROMISE, thing.id)


def _of_promise(thing: PromiseFacts) -> Iterator[str]:
    yield state(Class(thing.kind)).words.rstrip(".")
    yield _("promised on %(day)s", day=written(thing.made_on))
    yield ngettext("%(num)s day before", "%(num)s days before", thing.days_promised)
    if thing.times_moved:
        yield ngettext("moved %(num)s time", "moved %(num)s times", thing.times_moved)
    if thing.reopens:
        yield ngettext("opened again %(num)s time", "opened again %(num)s times", thing.reopens)
    if thing.imported:
        yield _("from an old list")


def _meeting(thing: MeetingFacts, counts: bool) -> Row:
    patients = _("patients: %(count)s", count=thing.patients)
    if thing.on_ward:
        patients = _("patients: %(count)s of %(all)s", count=thing.patients, all=thing.on_ward)
    said = [patients, _("staff: %(count)s", count=thing.staff)]
    if thing.has_minutes:
        agreed = written(thing.minutes_on) if thing.minutes_on else None
        said.append(_("minutes agreed on %(day)s", day=agreed) if agreed else _("minutes not agreed yet"))
    return Row(thing.day, _("Meeting"), _joined(said), counts, Leads.MEETING, thing.id)


def _expected(thing: Expected, counts: bool) -> Row:
    return Row(thing.day, _("A meeting day"), "", counts)


def _decided(thing: Decided, counts: bool) -> Row:
    return Row(thing.day, _("Somebody who can decide"), "", counts)


def _held(thing: Held, counts: bool) -> Row:
    return Row(thing.first, _("A ward name"), _("in use since this day"), counts)


def _voice(thing: Voice, counts: bool) -> Row:
    return Row(thing.day, str(VOICES[thing.once[0]]), "", counts)


def _day(thing: date, counts: bool) -> Row:
    return Row(thing, _("A day"), "", counts)


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(str(part) for part in parts)


LINES: dict[type, Callable[[Any, bool], Row]] = {
    ItemFacts: _item,
    PromiseFacts: _promise,
    MeetingFacts: _meeting,
    Expected: _expected,
    Decided: _decided,
    Held: _held,
    Voice: _voice,
    date: _day,
}
