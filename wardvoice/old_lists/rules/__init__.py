"""What the lines of an old list say: columns, days and states, as people write them."""

from wardvoice.old_lists.rules.lines import Line, Reading, Told, read
from wardvoice.old_lists.rules.states import Stands

__all__ = ["Line", "Reading", "Stands", "Told", "read"]
