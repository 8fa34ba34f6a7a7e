"""What the ward reads together: the board, the next agenda, one item, and one's own things."""

from wardvoice.board.queries.agenda import (
    AgendaLine,
    MeetingShown,
    agenda_lines,
    last_meeting,
    meeting,
    next_meeting,
)
from wardvoice.board.queries.answers import Answered, Given, answers_of
from wardvoice.board.queries.asked import Asked, Gap
from wardvoice.board.queries.board import Board, Line, Show, board

__all__ = [
    "AgendaLine",
    "Answered",
    "Asked",
    "Board",
    "Gap",
    "Given",
    "Line",
    "MeetingShown",
    "Show",
    "agenda_lines",
    "answers_of",
    "board",
    "last_meeting",
    "meeting",
    "next_meeting",
]
