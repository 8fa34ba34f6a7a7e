"""The history of a promise in sentences: who did what, when, and in whose words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wardvoice.actions.rules import Question, Reply, ReportKind, Source
from wardvoice.actions.words.cards import QUESTIONS
from wardvoice.agenda.words.history import removal_asked, removal_ended
from wardvoice.core.history import Happened
from wardvoice.storage.history import Remembered
from wardvoice.web.timeline import Names, Sentence, Told, actor, by, day_in, fixed, told, unknown, words_removed

_: Callable[..., str] = gettext


def tell(remembered: Iterable[Remembered], names: Names) -> list[Told]:
    """Return a timeline of everything that happened, oldest first."""
    return [_told(row, names) for row in remembered]


def people_in(remembered: Iterable[Remembered]) -> set[UUID]:
    """Return the accounts that a history speaks of, so that their names can be looked up at once."""
    named = [(row.body["person"], row.fact("owner"), row.fact("instead_of")) for row in remembered]
    return {UUID(one) for three in named for one in three if _is_id(one)}


def sentence(row: Remembered, names: Names) -> str:
    """Return what happened as one sentence that blames nobody."""
    return _SENTENCES.get(Happened(row.what), unknown)(row, names)


def _told(row: Remembered, names: Names) -> Told:
    quote = next((words for name in ("words", "because") if (words := row.fact(name))), "")
    return told(row, sentence(row, names), quote)


def _promised(row: Remembered, names: Names) -> str:
    who, due = names.get(UUID(row.fact("owner")), _("Somebody")), day_in(row, "due")
    if row.fact("told"):
        return _("%(who)s was given this for %(day)s, was not there, and was told.", who=who, day=due)
    if row.fact("sure"):
        return _("%(who)s promised this for %(day)s. It was asked to be said more clearly, and kept.", who=who, day=due)
    return _("%(who)s promised this for %(day)s.", who=who, day=due)


def _brought(row: Remembered, names: Names) -> str:
    who, line = names.get(UUID(row.fact("owner")), _("Somebody")), row.fact("line")
    told = [f"{label} “{text}”" for name, label in _AS_TOLD.items() if (text := row.fact(name))]
    said = _("Brought from an old list, line %(line)s. It is the job of %(who)s now.", line=line, who=who)
    return _("%(said)s The list says: %(told)s.", said=said, told="; ".join(told)) if told else said


_AS_TOLD = {
    "asked": _l("what was asked"),
    "whose": _l("whose job"),
    "when": _l("by when"),
    "how": _l("how it stands"),
    "remarks": _l("remarks"),
}


def _not_mine(row: Remembered, names: Names) -> str:
    who, perhaps = actor(row, names), row.fact("perhaps")
    if perhaps:
        return _("%(who)s says that it is not theirs. It might be for: %(perhaps)s.", who=who, perhaps=perhaps)
    return _("%(who)s says that it is not theirs.", who=who)


def _moved(row: Remembered, names: Names) -> str:
    return _(
        "%(who)s promised %(to)s instead of %(before)s. The first date stays: %(first)s.",
        who=actor(row, names),
        to=day_in(row, "to"),
        before=day_in(row, "instead_of"),
        first=day_in(row, "first_date"),
    )


def _progress(row: Remembered, names: Names) -> str:
    if row.fact("kind") == ReportKind.NO_CHANGE.value:
        return _("%(who)s says why nothing has changed yet.", who=actor(row, names))
    return _("%(who)s says how far it is.", who=actor(row, names))


def _done(row: Remembered, names: Names) -> str:
    if row.fact("late"):
        return _("%(who)s says it is done, after the first date.", who=actor(row, names))
    return _("%(who)s says it is done.", who=actor(row, names))


def _cannot(row: Remembered, names: Names) -> str:
    return _("%(who)s says it cannot be done, and asks the meeting.", who=actor(row, names))


def _confirmation(row: Remembered, _names: Names) -> str:
    if row.fact("source") == Source.ROOM.value:
        return _hands(row)
    asked = QUESTIONS[Question(row.fact("question"))]
    who = _("Who asked for it") if row.fact("source") == Source.RAISER.value else _("A patient")
    said = _("%(who)s answered “%(asked)s”: %(reply)s.", who=who, asked=asked, reply=_REPLY[Reply(row.fact("reply"))])
    return (
        said
        if row.fact("counts")
        else _("%(said)s The name is newer than the “done”, so it is not counted.", said=said)
    )


_REPLY = {
    Reply.YES: _l("yes"),
    Reply.PARTLY: _l("partly"),
    Reply.NO: _l("no"),
    Reply.CANNOT_TELL: _l("cannot tell"),
}


def _hands(row: Remembered) -> str:
    counts = {name: row.fact(name) for name in ("yes", "partly", "no", "unsure")}
    if row.fact("question") == Question.LET_OFF.value:
        return _("The meeting was asked if we may leave it: %(yes)s hands for, %(no)s against.", **counts)
    said = _("Hands in the meeting: yes %(yes)s, partly %(partly)s, no %(no)s, cannot tell %(unsure)s.", **counts)
    return _("%(said)s Counted on paper.", said=said) if row.fact("on_paper") else said


def _owner(row: Remembered, names: Names) -> str:
    new, old = (names.get(UUID(row.fact(name)), _("Somebody")) for name in ("owner", "instead_of"))
    return _("New owner: %(new)s. Before: %(old)s.", new=new, old=old)


def _cover(said: Any) -> Sentence:
    return lambda row, names: str(said) % {"who": names.get(UUID(row.fact("owner")), _("Somebody"))}


_SENTENCES: dict[Happened, Sentence] = {
    Happened.PROMISE_MADE: _promised,
    Happened.PROMISE_BROUGHT: _brought,
    Happened.PROMISE_TAKEN: by(_l("%(who)s says: yes, this is mine.")),
    Happened.PROMISE_NOT_MINE: _not_mine,
    Happened.DATE_MOVED: _moved,
    Happened.PROGRESS_REPORTED: _progress,
    Happened.DONE_REPORTED: _done,
    Happened.CANNOT_REPORTED: _cannot,
    Happened.CONFIRMATION_GIVEN: _confirmation,
    Happened.OWNER_CHANGED: _owner,
    Happened.COVER_ASKED: _cover(_l("The owner is away over the date. %(who)s is asked to cover.")),
    Happened.COVER_TAKEN: _cover(_l("%(who)s covers while the owner is away.")),
    Happened.COVER_DECLINED: _cover(_l("%(who)s cannot cover. Somebody else is asked.")),
    Happened.ACTION_CONFIRMED: fixed(_l("Patients confirmed: it happened.")),
    Happened.ACTION_REOPENED: fixed(_l("Patients say it is not done. The promise is open again.")),
    Happened.LET_OFF_ACCEPTED: fixed(_l("The meeting agreed to leave it.")),
    Happened.LET_OFF_REFUSED: fixed(_l("The meeting did not agree. The promise is open again.")),
    Happened.REMOVAL_ASKED: removal_asked,
    Happened.REMOVAL_ENDED: removal_ended,
    Happened.WORDS_REMOVED: words_removed,
}


def _is_id(value: Any) -> bool:
    try:
        return bool(value) and UUID(value) is not None
    except ValueError:
        return False
