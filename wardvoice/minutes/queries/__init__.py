"""Questions about one meeting's minutes: its lines, what became of them, and what still waits for an outcome."""

from wardvoice.minutes.queries.lines import Gap, Given, Line, lines
from wardvoice.minutes.queries.open_ends import answers_without_promise, entry

__all__ = ["Gap", "Given", "Line", "answers_without_promise", "entry", "lines"]
