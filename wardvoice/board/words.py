"""The board's words on screen: where an item stands, and what happens next."""

from __future__ import annotations

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from wardvoice.agenda.rules import HideBecause
from wardvoice.board.queries import Gap, Show
from wardvoice.board.rules import Stage

STAGES: dict[Stage, LazyString] = {
    Stage.RECEIVED: _l("We have it"),
    Stage.ON_AGENDA: _l("On the agenda"),
    Stage.PUT_OFF: _l("Waits for the next meeting"),
    Stage.CARRIED_OVER: _l("Not answered yet"),
    Stage.UNANSWERED_AGAIN: _l("Waits for an answer again"),
    Stage.SAID_NO: _l("The answer is no"),
    Stage.PASSED_ON: _l("Passed on"),
    Stage.PROMISED: _l("Promised"),
    Stage.ANSWERED: _l("Answered"),
    Stage.CLOSED: _l("Finished"),
    Stage.WITHDRAWN: _l("Taken back"),
    Stage.MERGED: _l("Put together with another"),
}
TONES: dict[Stage, str] = {
    Stage.RECEIVED: "ontheway",
    Stage.ON_AGENDA: "ontheway",
    Stage.PUT_OFF: "waiting",
    Stage.CARRIED_OVER: "waiting",
    Stage.UNANSWERED_AGAIN: "overdue",
    Stage.SAID_NO: "said",
    Stage.PASSED_ON: "waiting",
    Stage.PROMISED: "ontheway",
    Stage.ANSWERED: "kept",
    Stage.CLOSED: "kept",
    Stage.WITHDRAWN: "letoff",
    Stage.MERGED: "letoff",
}
"""Which look of `.wv-state` goes with a stage; the word and an icon say the same."""

SHOWS: dict[Show, LazyString] = {
    Show.ALL: _l("Everything"),
    Show.OPEN: _l("Still open"),
    Show.ANSWERED: _l("Answered"),
    Show.GOOD: _l("Good things"),
}
GAPS: dict[Gap, LazyString] = {
    Gap.UNREAD: _l("The words come when a rep has read them."),
    Gap.PICTURES: _l("Raised in pictures."),
    Gap.REMOVED: _l("These words were removed after the time the law sets."),
}
HIDDEN: dict[HideBecause, LazyString] = {
    HideBecause.NAMES_SOMEBODY: _l("The words are hidden: they name somebody."),
    HideBecause.PRIVATE_HEALTH: _l("The words are hidden: they tell about somebody's health."),
    HideBecause.THREAT: _l("The words are hidden: somebody could feel threatened."),
    HideBecause.SECURITY: _l("The words are hidden: they could make the ward unsafe."),
    HideBecause.HATE: _l("The words are hidden: they are hateful."),
}
