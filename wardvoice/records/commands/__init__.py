"""What is done about records: a schedule is set and agreed, something is held, and what is over goes."""

from wardvoice.records.commands.going import let_go
from wardvoice.records.commands.holding import hold, lift
from wardvoice.records.commands.keeping import agree, drop, set_schedule

__all__ = ["agree", "drop", "hold", "let_go", "lift", "set_schedule"]
