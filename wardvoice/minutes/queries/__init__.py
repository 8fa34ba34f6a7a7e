"""Questions about one meeting's minutes: its lines, what became of them, and what still waits for an outcome."""

from wardvoice.minutes.queries.agreeing import (
    Agreement,
    Beside,
    Waiting,
    all_waiting,
    count_remarks,
    is_waiting,
    minutes_of,
    read,
    remark,
    version_of,
    with_waiting,
)
from wardvoice.minutes.queries.earlier import Earlier, earlier
from wardvoice.minutes.queries.lines import Gap, Given, Line, lines, lines_with
from wardvoice.minutes.queries.open_ends import answers_without_promise, entry, last_answer
from wardvoice.minutes.queries.room import Part, Room, Step, asked_in_room, room

__all__ = [
    "Agreement",
    "Beside",
    "Earlier",
    "Gap",
    "Given",
    "Line",
    "Part",
    "Room",
    "Step",
    "Waiting",
    "all_waiting",
    "answers_without_promise",
    "asked_in_room",
    "count_remarks",
    "earlier",
    "entry",
    "is_waiting",
    "last_answer",
    "lines",
    "lines_with",
    "minutes_of",
    "read",
    "remark",
    "room",
    "version_of",
    "with_waiting",
]
