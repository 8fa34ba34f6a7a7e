"""The life of a promise, and the names of all that can be said about one (rules.md, The life of an action)."""

from __future__ import annotations

from enum import StrEnum

from wardvoice.core.workflow import Workflow


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
