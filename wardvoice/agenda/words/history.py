"""The history of an item in sentences: who did what, when, and in whose words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wardvoice.agenda.rules import (
    Answer,
    CarriedBecause,
    EntryState,
    EscalatedBecause,
    HideBecause,
    LeftAs,
    WrittenBy,
)
from wardvoice.agenda.words import invited
from wardvoice.agenda.words.labels import ANSWERS, CARRIED, COUNCIL_REASONS, HIDE_BECAUSE, WRITERS
from wardvoice.core.history import Happened
from wardvoice.storage.history import Remembered
from wardvoice.web.timeline import Names, Sentence, Told, actor, by, day_in, fixed, told, unknown, words_removed

_: Callable[..., str] = gettext

QUOTED = frozenset(
    {
        Happened.ITEM_PUT_OFF,
        Happened.ITEM_ANSWERED,
        Happened.ANSWER_CORRECTED,
        Happened.ITEM_CARRIED,
        Happened.COUNCIL_ANSWERED,
    }
)
"""Events whose words everybody may read; an item's own words are shown only as the page shows them."""
UNTOLD = frozenset({Happened.SUPPORT_GIVEN, Happened.SUPPORT_TAKEN_BACK, Happened.STEPPED_ASIDE})
"""Told on no page: on a small ward the day alone could show who it was. That somebody stepped aside is no sign."""


def tell(remembered: Iterable[Remembered], names: Names) -> list[Told]:
    """Return a timeline of everything that happened, oldest first."""
    rows = [row for row in remembered if Happened(row.what) not in UNTOLD]
    return [told(row, sentence(row, names), _quote(row)) for row in rows]


def people_in(remembered: Iterable[Remembered]) -> set[UUID]:
    """Return the accounts that a history speaks of, so that their names can be looked up at once."""
    named = [one for row in remembered for one in (row.body["person"], row.fact("given_by"), row.fact("decider"))]
    return {UUID(one) for one in named if one}


def sentence(row: Remembered, names: Names) -> str:
    """Return what happened as one sentence that blames nobody."""
    return _SENTENCES.get(Happened(row.what), unknown)(row, names)


def _raised(row: Remembered, names: Names) -> str:
    pen = row.fact("written_by")
    if pen is None:
        return _("A patient put this on the list.")
    who = names.get(UUID(row.body["person"]), "") if row.body["person"] else ""
    if row.fact("handed_in_on"):
        when = day_in(row, "handed_in_on")
        who = who or _upper(WRITERS[WrittenBy(pen)])
        return _("A patient handed this in on paper on %(day)s. %(who)s typed it in.", day=when, who=who)
    return _("%(who)s wrote this down for a patient.", who=who or _upper(WRITERS[WrittenBy(pen)]))


def _placed(row: Remembered, names: Names) -> str:
    when = day_in(row)
    if not row.fact("by_itself"):
        return _("%(who)s put it on the agenda for %(day)s.", who=actor(row, names), day=when)
    if row.fact("unread"):
        return _("It went onto the agenda for %(day)s by itself. Nobody had read it yet.", day=when)
    return _("It went onto the agenda for %(day)s by itself.", day=when)


def _moved(row: Remembered, names: Names) -> str:
    before, place = row.fact("place_before"), row.fact("place")
    return _("%(who)s moved it from place %(before)s to %(place)s.", who=actor(row, names), before=before, place=place)


def _put_off(row: Remembered, names: Names) -> str:
    return _("%(who)s put it off. It waits until after %(day)s.", who=actor(row, names), day=day_in(row))


def _taken_off(row: Remembered, names: Names) -> str:
    when = day_in(row)
    return _("%(who)s took it off the agenda for %(day)s. It waits again.", who=actor(row, names), day=when)


def _answered(row: Remembered, names: Names) -> str:
    who = names.get(UUID(row.fact("given_by")), _("Staff")) if row.fact("given_by") else _("Staff")
    said = _("%(who)s answered: %(answer)s.", who=who, answer=_lower(ANSWERS[Answer(row.fact("answer"))]))
    if row.fact("passed_to"):
        said = _("%(who)s passed it to %(to)s.", who=who, to=row.fact("passed_to"))
    if row.fact("review_on"):
        return _("%(said)s We look at this again on %(day)s.", said=said, day=day_in(row, "review_on"))
    if row.fact("by_when"):
        return _("%(said)s It will be so by %(day)s.", said=said, day=day_in(row, "by_when"))
    if row.fact("check_on"):
        return _("%(said)s We check on %(day)s.", said=said, day=day_in(row, "check_on"))
    return said


def _carried(row: Remembered, _names: Names) -> str:
    when, because = day_in(row), row.fact("because")
    if because == EntryState.NOT_HELD.value:
        return _("The meeting on %(day)s was not held. It waits for the next one.", day=when)
    reason = CARRIED[CarriedBecause(because)]
    return _("It waits for the meeting after %(day)s: %(because)s.", day=when, because=reason)


def _to_council(text: Any) -> Sentence:
    return lambda row, _names: f"{text} {COUNCIL_REASONS[EscalatedBecause(row.fact('reason'))]}"


def _council_answered(row: Remembered, names: Names) -> str:
    if row.fact("added"):
        return _("The patients’ council added to its answer.")
    if row.fact("given_by"):
        return _("Before the patients’ council: %(said)s", said=_answered(row, names))
    return _("The patients’ council answered: %(answer)s.", answer=_lower(ANSWERS[Answer(row.fact("answer"))]))


def _hidden(row: Remembered, names: Names) -> str:
    because = _lower(HIDE_BECAUSE[HideBecause(row.fact("because"))])
    if row.fact("danger"):
        return _("%(who)s hid the words for one day: %(because)s.", who=actor(row, names), because=because)
    return _("%(who)s asked to hide the words: %(because)s.", who=actor(row, names), because=because)


def removal_asked(row: Remembered, names: Names) -> str:
    """Say who asked that words go for good, and why; which words is told to nobody."""
    because = _lower(HIDE_BECAUSE[HideBecause(row.fact("because"))])
    return _("%(who)s asked to remove some words for good: %(because)s.", who=actor(row, names), because=because)


removal_ended: Sentence = by(_l("%(who)s decided that the words stay."))
"""What became of such a request where the words do not go."""


def _accepted(row: Remembered, _names: Names) -> str:
    return _verdict(row, _("Who asked says: the answer is good enough."), _("The room accepted the answer"))


def _not_accepted(row: Remembered, _names: Names) -> str:
    return _verdict(row, _("Who asked says: the answer is not good enough."), _("The room did not accept the answer"))


def _hands(row: Remembered, _names: Names) -> str:
    patients, staff = (
        {key: row.fact(f"{who}_{name}") for key, name in (("a", "for"), ("b", "against"), ("c", "unsure"))}
        for who in ("patients", "staff")
    )
    counted = _("Patients: %(a)s for, %(b)s against, %(c)s not sure.", **patients)
    return f"{_('Hands were counted.')} {counted} {_('Staff: %(a)s for, %(b)s against, %(c)s not sure.', **staff)}"


def _left(row: Remembered, _names: Names) -> str:
    if row.fact("left_as") == LeftAs.REP.value:
        return _("Who asked has left the ward. They handed it to the rep.")
    return _("Who asked has left the ward and let it go.")


def _verdict(row: Remembered, raiser: str, room: str) -> str:
    if row.fact("yes") is None:
        return raiser
    counts = {name: row.fact(name) for name in ("yes", "no", "unsure")}
    return _("%(room)s: %(yes)s for, %(no)s against, %(unsure)s not sure.", room=room, **counts)


_SENTENCES: dict[Happened, Sentence] = {
    Happened.ITEM_RAISED: _raised,
    Happened.ITEM_REWORDED: fixed(_l("Who asked said it in other words.")),
    Happened.ITEM_WITHDRAWN: fixed(_l("Who asked took it back.")),
    Happened.ITEM_READ: by(_l("%(who)s has read it.")),
    Happened.NOTE_ADDED: fixed(_l("Who asked added something.")),
    Happened.SUPPORT_GIVEN: fixed(_l("It matters to one more patient.")),
    Happened.SUPPORT_TAKEN_BACK: fixed(_l("A patient took back that it matters to them.")),
    Happened.WORDS_HIDDEN: _hidden,
    Happened.HIDING_AGREED: by(_l("%(who)s agreed. The words are hidden now.")),
    Happened.HIDING_ENDED: by(_l("%(who)s ended the hiding. The words are back.")),
    Happened.ITEM_MERGED: by(_l("%(who)s made it part of another item that asks for the same.")),
    Happened.MERGE_UNDONE: by(_l("%(who)s let it stand for itself again.")),
    Happened.ITEM_SPLIT: by(_l("%(who)s split it: it asks for two things. The words stay whole.")),
    Happened.ITEM_SPLIT_OFF: by(_l("%(who)s made this from an item that asks for two things.")),
    Happened.SPLIT_UNDONE: by(_l("%(who)s made both parts one again.")),
    Happened.ITEM_LINKED: by(_l("%(who)s found that the same was asked before.")),
    Happened.ITEM_UNLINKED: by(_l("%(who)s took back that the same was asked before.")),
    Happened.ITEM_LEFT: _left,
    Happened.ITEM_PLACED: _placed,
    Happened.ITEM_TAKEN_OFF: _taken_off,
    Happened.ITEM_MOVED: _moved,
    Happened.ITEM_PUT_OFF: _put_off,
    **invited.SENTENCES,
    Happened.ITEM_ANSWERED: _answered,
    Happened.ANSWER_CORRECTED: by(_l("%(who)s added to the answer.")),
    Happened.ANSWER_ACCEPTED: _accepted,
    Happened.ANSWER_NOT_ACCEPTED: _not_accepted,
    Happened.ITEM_CARRIED: _carried,
    Happened.SENT_TO_COUNCIL: _to_council(_l("It went to the patients’ council.")),
    Happened.COUNCIL_RECEIVED: _to_council(_l("It came from its ward.")),
    Happened.COUNCIL_ANSWERED: _council_answered,
    Happened.COUNCIL_ANSWER_ACCEPTED: fixed(_l("Who asked says: the council’s answer is good enough.")),
    Happened.COUNCIL_ANSWER_NOT_ACCEPTED: fixed(_l("Who asked says: the council’s answer is not good enough.")),
    Happened.HANDS_COUNTED: _hands,
    Happened.REMOVAL_ASKED: removal_asked,
    Happened.REMOVAL_ENDED: removal_ended,
    Happened.WORDS_REMOVED: words_removed,
}


def _quote(row: Remembered) -> str:
    if Happened(row.what) not in QUOTED:
        return ""
    said = [row.fact(name) for name in ("words", "because")]
    codes = {code.value for code in (*CarriedBecause, EntryState.NOT_HELD)}
    return next((words for words in said if words and words not in codes), "")


def _lower(text: Any) -> str:
    return f"{str(text)[:1].lower()}{str(text)[1:]}"


def _upper(text: Any) -> str:
    return f"{str(text)[:1].upper()}{str(text)[1:]}"
