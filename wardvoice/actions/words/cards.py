"""A promise's card on screen: how its state reads, whose job it is, what happens next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wardvoice.actions.queries import ActionCard, Owner, Shelf
from wardvoice.actions.rules import (
    NOT_MINE_DAYS,
    ActionState,
    Class,
    Question,
    Reply,
    ReportKind,
    may_still_say_not_mine,
)
from wardvoice.people.models import Account
from wardvoice.web.frame import day

_: Callable[..., str] = gettext


@dataclass(frozen=True)
class State:
    """How a state is shown: words, picture and colour, never colour alone."""

    words: str
    icon: str
    colour: str


_STATES = {
    Class.KEPT_ON_TIME: (_l("Done. Patients say yes."), "kept", "kept"),
    Class.KEPT_LATE: (_l("Done late. Patients say yes."), "kept", "late"),
    Class.AGREED_NOT_TO: (_l("We agreed to leave it"), "ok", "letoff"),
    Class.ASKED_TO_BE_LET_OFF: (_l("Staff say it cannot be done"), "problem", "letoff"),
    Class.STAFF_SAY_DONE: (_l("Staff say done"), "done-said", "said"),
    Class.WAITING_FOR_PATIENTS: (_l("Did it happen?"), "waiting", "waiting"),
    Class.DISPUTED: (_l("Patients say: not done"), "reopened", "disputed"),
    Class.NOT_KEPT: (_l("The day has passed"), "overdue", "overdue"),
    Class.MOVED: (_l("Moved to a later day"), "moved", "moved"),
    Class.ON_THE_WAY: (_l("On the way"), "clock", "ontheway"),
}

REPLIES = {
    Reply.YES: _l("Yes"),
    Reply.PARTLY: _l("Partly"),
    Reply.NO: _l("No"),
    Reply.CANNOT_TELL: _l("I cannot tell"),
}
REPLY_ICONS = {Reply.YES: "kept", Reply.PARTLY: "contrast", Reply.NO: "problem", Reply.CANNOT_TELL: "question"}

REPORTS = {
    ReportKind.PROGRESS: _l("Progress"),
    ReportKind.NO_CHANGE: _l("No change, because"),
    ReportKind.DONE: _l("Done"),
    ReportKind.CANNOT: _l("It cannot be done"),
}

SHELVES = {
    Shelf.UNFINISHED: _l("Not finished"),
    Shelf.OVERDUE: _l("The day has passed"),
    Shelf.WAITING: _l("Did it happen?"),
    Shelf.CANNOT: _l("Cannot be done"),
    Shelf.CONFIRMED: _l("Done"),
    Shelf.LET_OFF: _l("Left"),
    Shelf.ALL: _l("All"),
}

QUESTIONS = {
    Question.HAPPENED: _l("Did it happen?"),
    Question.STILL_FIXED: _l("Is it still fixed?"),
    Question.LET_OFF: _l("May we leave it?"),
}


def state(kind: Class) -> State:
    """Return how a follow-through class is shown."""
    words, icon, colour = _STATES[kind]
    return State(str(words), icon, colour)


def who(person: Owner | Account) -> str:
    """Return somebody as the ward knows them: "Tom (nurse)"."""
    return f"{person.name} ({person.job})" if person.job else person.name


def owner_words(card: ActionCard) -> str:
    """Return whose job it is, and what the ward should know about that."""
    if card.owner_gone:
        return _gone(card)
    if card.not_mine:
        return _not_mine(card)
    if card.asks_owner:
        return _asked(card)
    if card.owner_since:
        return _("%(who)s, new owner since %(day)s", who=who(card.owner), day=day(card.owner_since))
    return who(card.owner)


def owner_in_short(card: ActionCard) -> str:
    """Return whose job a promise is as Easy Read tells it: without the reasons, which the other page has."""
    if card.not_mine and not card.owner_gone:
        return _("%(who)s says: not mine", who=who(card.owner))
    return owner_words(card)


def _not_mine(card: ActionCard) -> str:
    said = _("given to %(who)s, who says it is not theirs", who=who(card.owner))
    said = f"{said}: {card.not_mine_because.rstrip('.')}" if card.not_mine_because else said
    return _("%(said)s. It might be for: %(perhaps)s", said=said, perhaps=card.perhaps) if card.perhaps else said


def _asked(card: ActionCard) -> str:
    given = _("given to %(who)s, who has not said yes yet", who=who(card.owner))
    return _("%(given)s. The old list says: %(perhaps)s", given=given, perhaps=card.perhaps) if card.perhaps else given


def is_it_yours(card: ActionCard) -> str:
    """Return how an owner is asked who was not there when they were named."""
    assert card.asked_on is not None
    if card.imported:
        return _("This came from the ward's old list on %(day)s. Is it yours?", day=day(card.asked_on))
    return _("You were given this in the meeting of %(day)s. Is it yours?", day=day(card.asked_on))


def may_say_not_mine(card: ActionCard, today: date) -> bool:
    """Return whether its owner can still say that a promise is not theirs."""
    return may_still_say_not_mine(card.asked_on, today)


def not_mine_until(card: ActionCard) -> date:
    """Return the last day for that."""
    assert card.asked_on is not None
    return card.asked_on + timedelta(days=NOT_MINE_DAYS)


def _gone(card: ActionCard) -> str:
    if card.heir:
        return _("%(who)s has left. %(heir)s has it now.", who=who(card.owner), heir=card.heir)
    return _("%(who)s has left. Nobody has it: there is no ward manager.", who=who(card.owner))


def away_words(card: ActionCard) -> str:
    """Return until when the owner is away, now or over the date, and who covers; nothing while they are there."""
    days = card.away_over_date or (card.away_now if card.unfinished else None)
    if days is None:
        return ""
    if days == card.away_now:
        away = _("%(name)s is away until %(day)s.", name=card.owner.name, day=day(days.ends_on))
    else:
        start, end = day(days.starts_on), day(days.ends_on)
        away = _("%(name)s is away from %(start)s to %(end)s.", name=card.owner.name, start=start, end=end)
    return f"{away} {_who_covers(card)}".strip()


def _who_covers(card: ActionCard) -> str:
    if card.away_over_date is None:
        return ""
    if card.cover_taken_on:
        return _("%(who)s covers.", who=card.cover)
    return _("%(who)s is asked to cover.", who=card.cover) if card.cover else _("Nobody covers yet.")


def moved_words(card: ActionCard) -> str:
    """Return how often a date was moved, to when and why; nothing if it never was."""
    move = card.last_move
    if move is None:
        return ""
    times = _("once") if card.times_moved == 1 else _("%(times)s times", times=card.times_moved)
    if not move.because:
        return _("moved %(times)s to %(day)s", times=times, day=day(move.to))
    return _("moved %(times)s to %(day)s: %(because)s", times=times, day=day(move.to), because=move.because)


def said_words(card: ActionCard) -> str:
    """Return the last line that staff reported, with what sort of line it is."""
    if card.said is None or not card.said.words:
        return ""
    return f"{_SAID[card.said.kind]} {card.said.words}"


_SAID = {
    ReportKind.PROGRESS: _l("Staff say:"),
    ReportKind.NO_CHANGE: _l("No change, because:"),
    ReportKind.DONE: _l("What was done:"),
    ReportKind.CANNOT: _l("It cannot be done, because:"),
}


def next_step(card: ActionCard) -> str:
    """Return what happens next, and who does it."""
    name = card.owner.name
    if card.state is ActionState.OPEN:
        return _next_for_owner(card, name)
    if card.state is ActionState.CANNOT_SAID:
        return _("The next meeting decides if we can leave it.")
    if card.state is ActionState.DONE_SAID:
        return _done_said(card, name)
    if card.state is ActionState.LET_OFF:
        return _("Nothing. The meeting agreed to leave it.")
    return _after_confirmed(card)


def _done_said(card: ActionCard, name: str) -> str:
    if card.imported and card.said is None:
        return _("The old list says that it is done. Patients say if it happened.")
    return _("%(name)s says it is done. Patients say if it happened.", name=name)


def _next_for_owner(card: ActionCard, name: str) -> str:
    if card.owner_gone or card.not_mine or card.asks_owner:
        return _until_somebody_has_it(card, name)
    if card.kind is Class.DISPUTED:
        return _("%(name)s looks at it again and says what comes next.", name=name)
    if card.overdue:
        return _("%(name)s says what comes next.", name=name)
    doer = card.cover if card.is_covered else name
    return _("%(name)s does it by %(day)s. Then we ask you.", name=doer, day=day(card.due))


def _until_somebody_has_it(card: ActionCard, name: str) -> str:
    if card.owner_gone and card.heir:
        return _("%(heir)s says what comes next.", heir=card.heir)
    if card.owner_gone:
        return _("The hospital finds somebody who does it.")
    if card.not_mine:
        return _("The ward manager finds somebody who does it.")
    return _("%(name)s says if it is theirs.", name=name)


def _after_confirmed(card: ActionCard) -> str:
    if card.question is Question.STILL_FIXED:
        return _("It is six weeks now. Patients say if it is still fixed.")
    assert card.asks_again_on is not None
    return _("On %(day)s we ask if it is still fixed.", day=day(card.asks_again_on))


def question(card: ActionCard) -> str:
    """Return the question that patients may answer now; nothing while there is none."""
    return str(QUESTIONS[card.question]) if card.question else ""
