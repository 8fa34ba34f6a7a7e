"""What looks serious, who hears of it when, and what may be promised; nothing but the standard library."""

from wardvoice.alerts.rules.life import LIFE, AlertState, calls_again, may_close, may_take, minutes_until, state_of
from wardvoice.alerts.rules.listening import (
    Missing,
    Proof,
    command_is_proven,
    due_for_duty,
    missing,
    must_try_command,
    promise,
    still_ticks,
)
from wardvoice.alerts.rules.serious import looks_serious
from wardvoice.alerts.rules.shifts import Shift, ShiftName, shift_of

__all__ = [
    "LIFE",
    "AlertState",
    "Missing",
    "Proof",
    "Shift",
    "ShiftName",
    "calls_again",
    "command_is_proven",
    "due_for_duty",
    "looks_serious",
    "may_close",
    "may_take",
    "minutes_until",
    "missing",
    "must_try_command",
    "promise",
    "shift_of",
    "state_of",
    "still_ticks",
]
