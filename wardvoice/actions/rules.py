"""The life of a promise, who counts when patients are asked, and how follow-through is classed (rules.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.workflow import Workflow

FAR_DAYS = 28
"""A first date further away than this needs a reason (F1)."""
PATIENCE_DAYS = 14
"""After these days and two meeting days an unanswered "done?" reads "staff say done"; so long may two patients' no
reopen what was confirmed."""
PATIENCE_MEETINGS = 2
STILL_FIXED_AFTER = timedelta(weeks=6)
"""When "is it still fixed?" is asked (F8)."""
ROOM_QUORUM = 3
"""Answers in the room below this number decide nothing."""
VOICES = 2
"""How many patients decide while no raiser has answered."""


class ActionState(StrEnum):
    """Where a promise stands."""

    OPEN = "open"
    DONE_SAID = "done-said"
    CANNOT_SAID = "cannot-said"
    CONFIRMED = "confirmed"
    LET_OFF = "let-off"


_S = ActionState
LIFE: Workflow[ActionState] = Workflow(
    "action",
    ActionState,
    _S.OPEN,
    {
        _S.OPEN: {
            "report": _S.OPEN,
            "move_date": _S.OPEN,
            "hand_over": _S.OPEN,
            "report_done": _S.DONE_SAID,
            "report_cannot": _S.CANNOT_SAID,
        },
        _S.DONE_SAID: {"confirm": _S.CONFIRMED, "reopen": _S.OPEN, "hand_over": _S.DONE_SAID},
        _S.CANNOT_SAID: {"accept": _S.LET_OFF, "refuse": _S.OPEN, "hand_over": _S.CANNOT_SAID},
        _S.CONFIRMED: {"reopen": _S.OPEN},
    },
)
UNFINISHED = frozenset({_S.OPEN, _S.DONE_SAID, _S.CANNOT_SAID})


class ReportKind(StrEnum):
    """What staff report on a promise."""

    PROGRESS = "progress"
    NO_CHANGE = "no-change"
    DONE = "done"
    CANNOT = "cannot"


class Question(StrEnum):
    """What patients are asked."""

    HAPPENED = "happened"
    STILL_FIXED = "still-fixed"
    LET_OFF = "let-off"


class Source(StrEnum):
    """Who answers: whoever raised it, other patients by ward name, or hands in the room."""

    RAISER = "raiser"
    PATIENTS = "patients"
    ROOM = "room"


class Reply(StrEnum):
    """The four replies to "did it happen?"."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    CANNOT_TELL = "cannot-tell"


class Verdict(StrEnum):
    """What the replies decide."""

    CONFIRM = "confirm"
    REOPEN = "reopen"


class Class(StrEnum):
    """Follow-through: every promise is in exactly one class."""

    KEPT_ON_TIME = "kept-on-time"
    KEPT_LATE = "kept-late"
    AGREED_NOT_TO = "agreed-not-to"
    ASKED_TO_BE_LET_OFF = "asked-to-be-let-off"
    STAFF_SAY_DONE = "staff-say-done"
    WAITING_FOR_PATIENTS = "waiting-for-patients"
    DISPUTED = "disputed"
    NOT_KEPT = "not-kept"
    MOVED = "moved"
    ON_THE_WAY = "on-the-way"


# --- making a promise ------------------------------------------------------------------------------------------------

_VAGUE = re.compile(
    r"\b(look(?:ing)? (?:in ?)?to|monitor\w*|raise (?:it |this )?with|be mindful|keep an eye|consider|explore|"
    r"review(?:ing)? (?:it|this)|discuss(?:ed)?|feed ?back|liaise|try to|when possible|as soon as possible|asap)\b",
    re.IGNORECASE,
)


def vague_part(words: str) -> str | None:
    """Return the part of a promise that patients could not see happen, or None (F10). A hint, never a judgement."""
    found = _VAGUE.search(words)
    return found.group(0) if found else None


def promise_makes_sense(
    words: str | None, *, due: date | None, far_because: str | None, today: date, sure: bool
) -> str:
    """Return the promise's words: what patients will see, by a day from today on; far away only with a reason."""
    said = (words or "").strip()
    if not said:
        raise RuleBroken(N_("Say what will be done, so that patients can see it."), field="words")
    part = vague_part(said)
    if part and not sure:
        raise RuleBroken(
            N_("“%(part)s”: how would patients see that it is done? Say it so, or tick that you mean it as it is."),
            field="words",
            part=part,
        )
    date_makes_sense(due, today)
    assert due is not None
    if is_far(due, today) and not (far_because or "").strip():
        raise RuleBroken(
            N_("This is more than %(days)s days away. Say why it takes so long."), field="far_because", days=FAR_DAYS
        )
    return said


def is_far(due: date, today: date) -> bool:
    """Return whether a first date is so far away that it needs a reason (F1)."""
    return due > today + timedelta(days=FAR_DAYS)


def date_makes_sense(due: date | None, today: date, field: str = "due") -> None:
    """A promise is for today or a later day, within two years."""
    if due is None:
        raise RuleBroken(N_("Choose the day by which it is done."), field=field)
    if due < today:
        raise RuleBroken(N_("This day has passed. Choose today or a later day."), field=field)
    if due > today + timedelta(days=731):
        raise RuleBroken(N_("Choose a day within two years."), field=field)


def owner_makes_sense(*, in_post: bool, post_ends_on: date | None, due: date) -> None:
    """The owner is a person in post, whose post does not end before the date (F1)."""
    if not in_post:
        raise RuleBroken(N_("This person no longer works here. Choose somebody in post."), field="owner")
    if post_ends_on is not None and post_ends_on < due:
        raise RuleBroken(
            N_("This person's post ends before that day. Choose somebody who will still be here."), field="owner"
        )


def new_date_makes_sense(current: date, to: date | None, because: str | None, today: date) -> None:
    """A new date is another day from today on, and has a reason that everybody reads (F2)."""
    date_makes_sense(to, today, field="to")
    if to == current:
        raise RuleBroken(N_("This is the day that stands already. Choose another."), field="to")
    if not (because or "").strip():
        raise RuleBroken(N_("Say why the date moves. Everybody on the ward will read it."), field="because")


def report_makes_sense(kind: ReportKind, words: str | None) -> str:
    """Return the report's words; every report says something, also "no change because …" (F5)."""
    said = (words or "").strip()
    if not said:
        asks = {
            ReportKind.DONE: N_("Say what was done."),
            ReportKind.CANNOT: N_("Say why it cannot be done."),
            ReportKind.NO_CHANGE: N_("Say why there is no change yet."),
            ReportKind.PROGRESS: N_("Say in one line how far it is."),
        }
        raise RuleBroken(asks[kind], field="words")
    return said


# --- did it happen? --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Voice:
    """One reply to the question now open, oldest first in a sequence.

    For ROOM the four numbers are hands; for a ward name `reply` is set and `voice` tells two people apart.
    `counts` is False for a ward name first used after the "done?", whose reply is kept and not counted.
    """

    source: Source
    reply: Reply | None = None
    voice: str | None = None
    yes: int = 0
    partly: int = 0
    no: int = 0
    counts: bool = True


def verdict(replies: Sequence[Voice], *, confirmed: bool, in_first_days: bool, question: Question) -> Verdict | None:
    """Return what the replies decide, or None (rules.md, The life of an action).

    A raiser's word decides, one no or partly outweighing any yes. While no raiser has answered two patients' no
    reopens (also what was confirmed, in the first 14 days), else two yes or a room of at least three confirms, and a
    room with more no than yes reopens. `question` STILL_FIXED is counted in the same way, without the 14 days.
    """
    raisers = _last_words(replies, Source.RAISER)
    if raisers:
        return Verdict.CONFIRM if all(reply is Reply.YES for reply in raisers) else Verdict.REOPEN
    patients = _last_words(replies, Source.PATIENTS)
    yes = sum(reply is Reply.YES for reply in patients)
    undo = not confirmed or question is Question.STILL_FIXED
    if len(patients) - yes >= VOICES and (undo or in_first_days):
        return Verdict.REOPEN
    if yes >= VOICES:
        return Verdict.CONFIRM
    return _room_says(replies, may_reopen=undo)


def _last_words(replies: Iterable[Voice], source: Source) -> list[Reply]:
    """Each person's last reply that says something; "cannot tell" is no answer and takes nothing back."""
    last: dict[str | None, Reply] = {}
    for reply in replies:
        if reply.source is source and reply.counts and reply.reply not in (None, Reply.CANNOT_TELL):
            assert reply.reply is not None
            last[reply.voice] = reply.reply
    return list(last.values())


def _room_says(replies: Sequence[Voice], *, may_reopen: bool) -> Verdict | None:
    rooms = [reply for reply in replies if reply.source is Source.ROOM]
    if not rooms:
        return None
    last = rooms[-1]
    against = last.no + last.partly
    if last.yes + against < ROOM_QUORUM or last.yes == against:
        return None
    if last.yes > against:
        return Verdict.CONFIRM
    return Verdict.REOPEN if may_reopen else None


def let_off_verdict(hands_for: int, hands_against: int) -> bool | None:
    """Return whether the room lets the owner off: at least three patients for, and more for than against (rules.md)."""
    if hands_for >= ROOM_QUORUM and hands_for > hands_against:
        return True
    return False if hands_against > hands_for else None


def hands_make_sense(**hands: int | None) -> None:
    """Hands are counted from 0 to 200."""
    for name, count in hands.items():
        if count is None or not 0 <= count <= 200:
            raise RuleBroken(N_("Count the hands: a number from 0 to 200."), field=name)


def missing_part_is_said(reply: Reply, words: str | None) -> None:
    """Partly says what is missing (F4)."""
    if reply is Reply.PARTLY and not (words or "").strip():
        raise RuleBroken(N_("Say what is still missing."), field="words")


# --- how it is classed -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ActionFacts:
    """A promise as the rules see it.

    `done_on` is the day of the last "done?"; `meeting_days` counts those of the rhythm since then, held or not;
    `reopened` says that patients said no or partly to the last "done?".
    """

    state: ActionState
    first_date: date
    due: date
    done_on: date | None = None
    confirmed_on: date | None = None
    reopened: bool = False
    meeting_days: int = 0


def is_overdue(facts: ActionFacts, today: date) -> bool:
    """Return whether today is after the current date and there is no "done?"."""
    return facts.state is ActionState.OPEN and today > facts.due


def is_late(facts: ActionFacts) -> bool:
    """Return whether the last "done?" came after the first date."""
    return facts.done_on is not None and facts.done_on > facts.first_date


def follow_through(facts: ActionFacts, today: date) -> Class:
    """Return the class of a promise: the first line of the table in rules.md that fits."""
    if facts.state is ActionState.CONFIRMED:
        return Class.KEPT_LATE if is_late(facts) else Class.KEPT_ON_TIME
    if facts.state is ActionState.LET_OFF:
        return Class.AGREED_NOT_TO
    if facts.state is ActionState.CANNOT_SAID:
        return Class.ASKED_TO_BE_LET_OFF
    if facts.state is ActionState.DONE_SAID:
        return Class.STAFF_SAY_DONE if patience_is_over(facts, today) else Class.WAITING_FOR_PATIENTS
    return _class_of_open(facts, today)


def _class_of_open(facts: ActionFacts, today: date) -> Class:
    if facts.reopened:
        return Class.DISPUTED
    if is_overdue(facts, today):
        return Class.NOT_KEPT
    return Class.MOVED if today > facts.first_date else Class.ON_THE_WAY


def patience_is_over(facts: ActionFacts, today: date) -> bool:
    """Return whether nobody has answered a "done?" for 14 days and two meeting days."""
    assert facts.done_on is not None
    return today >= facts.done_on + timedelta(days=PATIENCE_DAYS) and facts.meeting_days >= PATIENCE_MEETINGS


def asks_still_fixed(facts: ActionFacts, today: date) -> bool:
    """Return whether "is it still fixed?" is asked now: six weeks after patients confirmed it (F8)."""
    return (
        facts.state is ActionState.CONFIRMED
        and facts.confirmed_on is not None
        and today >= facts.confirmed_on + STILL_FIXED_AFTER
    )


def open_question(facts: ActionFacts, today: date) -> Question | None:
    """Return what patients may answer now, or None while staff have said nothing."""
    if facts.state is ActionState.DONE_SAID:
        return Question.HAPPENED
    if facts.state is ActionState.CONFIRMED:
        return Question.STILL_FIXED if asks_still_fixed(facts, today) else Question.HAPPENED
    return None
