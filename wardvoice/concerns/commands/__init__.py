"""What writers, readers and the clock can change in private."""

from wardvoice.concerns.commands.counting import count_quarters
from wardvoice.concerns.commands.keeping import delete_concern, hold, let_go, note_reference, sign_not_needed
from wardvoice.concerns.commands.passing import Notes, pass_on
from wardvoice.concerns.commands.reading import (
    acknowledge,
    answer,
    check_off,
    close,
    look_into,
    note_opening,
    pass_complaint_on,
    record_protection,
    record_workers_answer,
)
from wardvoice.concerns.commands.releasing import release_due
from wardvoice.concerns.commands.sending import dispute, send, withdraw, write_back
from wardvoice.concerns.commands.telling import Words, approve, drop, note_reading, propose, reply, show

__all__ = [
    "Notes",
    "Words",
    "acknowledge",
    "answer",
    "approve",
    "check_off",
    "close",
    "count_quarters",
    "delete_concern",
    "dispute",
    "drop",
    "hold",
    "let_go",
    "look_into",
    "note_opening",
    "note_reading",
    "note_reference",
    "pass_complaint_on",
    "pass_on",
    "propose",
    "record_protection",
    "record_workers_answer",
    "release_due",
    "reply",
    "send",
    "show",
    "sign_not_needed",
    "withdraw",
    "write_back",
]
