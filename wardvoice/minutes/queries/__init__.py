"""Questions about one meeting's minutes: its lines, what became of them, and what still waits for an outcome."""

from wardvoice.minutes.queries.earlier import Earlier, earlier
from wardvoice.minutes.queries.lines import Gap, Given, Line, lines
from wardvoice.minutes.queries.open_ends import answers_without_promise, entry, last_answer
from wardvoice.minutes.queries.room import Part, Room, Step, asked_in_room, room

__all__ = [
    "Earlier",
    "Gap",
    "Given",
    "Line",
    "Part",
    "Room",
    "Step",
    "answers_without_promise",
    "asked_in_room",
    "earlier",
    "entry",
    "last_answer",
    "lines",
    "room",
]
