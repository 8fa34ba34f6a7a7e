"""Where an item stands, in one word, and what happens next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wardvoice.board.queries import Found, Line, Show
from wardvoice.board.rules import Stage
from wardvoice.web.frame import day

_: Callable[..., str] = gettext


@dataclass(frozen=True)
class StageShown:
    """How a stage is shown: words, picture and colour, never colour alone."""

    words: str
    icon: str
    colour: str


_STAGES = {
    Stage.RECEIVED: (_l("We have it"), "list", "ontheway"),
    Stage.ON_AGENDA: (_l("On the agenda"), "list", "ontheway"),
    Stage.PUT_OFF: (_l("Put off"), "moved", "moved"),
    Stage.CARRIED_OVER: (_l("Not answered yet"), "waiting", "waiting"),
    Stage.UNANSWERED_AGAIN: (_l("Needs an answer again"), "overdue", "overdue"),
    Stage.SAID_NO: (_l("Answered: no"), "aloud", "said"),
    Stage.PASSED_ON: (_l("Passed on"), "moved", "moved"),
    Stage.PROMISED: (_l("Promised"), "clock", "ontheway"),
    Stage.ANSWERED: (_l("Answered"), "aloud", "said"),
    Stage.CLOSED: (_l("Finished"), "kept", "kept"),
    Stage.WITHDRAWN: (_l("Taken back"), "reopened", "letoff"),
    Stage.MERGED: (_l("Put together with another"), "list", "letoff"),
}
SHOWS = {
    Show.ALL: _l("Everything"),
    Show.OPEN: _l("Still open"),
    Show.ANSWERED: _l("Answered"),
    Show.GOOD: _l("Good things"),
}


def stage_shown(stage: Stage) -> StageShown:
    """Return how a stage is shown."""
    words, icon, colour = _STAGES[stage]
    return StageShown(str(words), icon, colour)


def next_step(line: Line, found: Found) -> str:
    """Return what happens next with an item, and who does it."""
    words = _WAITING.get(line.stage)
    if words is not None:
        return words(found.meeting_day or found.next_day)
    return _AFTERWARDS[line.stage](line)


def _in_the_meeting(on: date | None) -> str:
    return _("We talk about it on %(day)s.", day=day(on)) if on else _("We talk about it in the next meeting.")


def _for_the_rep(on: date | None) -> str:
    if on is None:
        return _("The rep puts it on the next agenda.")
    return _("The rep puts it on the agenda for %(day)s.", day=day(on))


def _review(line: Line) -> str:
    review = line.answered.answer.review_on if line.answered.answer else None
    return _("We look at this no again on %(day)s.", day=day(review)) if review else ""


def _check(line: Line) -> str:
    answer = line.answered.answer
    if answer is None or answer.check_on is None:
        return ""
    return _("%(who)s has it now. We check on %(day)s.", who=answer.passed_to or "", day=day(answer.check_on))


_WAITING: dict[Stage, Callable[[date | None], str]] = {
    Stage.RECEIVED: _for_the_rep,
    Stage.PUT_OFF: _for_the_rep,
    Stage.CARRIED_OVER: _in_the_meeting,
    Stage.ON_AGENDA: _in_the_meeting,
    Stage.UNANSWERED_AGAIN: _for_the_rep,
}
_AFTERWARDS: dict[Stage, Callable[[Line], str]] = {
    Stage.SAID_NO: _review,
    Stage.PASSED_ON: _check,
    Stage.PROMISED: lambda _line: _("Staff do what they promised. Then we ask you if it happened."),
    Stage.ANSWERED: lambda _line: _("Nothing more. You can ask for it again at any time."),
    Stage.CLOSED: lambda _line: _("Nothing more. If it breaks again, tell us."),
    Stage.WITHDRAWN: lambda _line: _("Nothing. Its author took it back."),
    Stage.MERGED: lambda _line: _("It gets the same answer as the other one."),
}
