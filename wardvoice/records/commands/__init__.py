"""What is done about records: a schedule is set and agreed, something is held, what is over or asked to go goes."""

from wardvoice.records.commands.going import let_go
from wardvoice.records.commands.holding import hold, lift
from wardvoice.records.commands.keeping import agree, drop, set_schedule
from wardvoice.records.commands.removing import agree_removal, ask_removal, end_removal

__all__ = [
    "agree",
    "agree_removal",
    "ask_removal",
    "drop",
    "end_removal",
    "hold",
    "let_go",
    "lift",
    "set_schedule",
]
