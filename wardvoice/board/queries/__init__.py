"""What the ward reads together: the board, the next agenda, one item, and one's own things."""

from wardvoice.board.queries.agenda import (
    AgendaLine,
    MeetingShown,
    NextAgenda,
    agenda_lines,
    last_meeting,
    meeting,
    next_agenda,
    next_meeting,
)
from wardvoice.board.queries.answers import Answered, answers_of
from wardvoice.board.queries.asked import Asked, Gap
from wardvoice.board.queries.board import Board, Show, board
from wardvoice.board.queries.council import BeforeCouncil, last_of_council
from wardvoice.board.queries.deciding import ToDecide, meetings_and_invitations, missed_twice
from wardvoice.board.queries.given import Given
from wardvoice.board.queries.item import Found, find
from wardvoice.board.queries.lines import Line
from wardvoice.board.queries.mine import MyThings, my_things, open_lines, open_lines_anywhere, taken_along
from wardvoice.board.queries.story import Story, Tie, Tied, story

__all__ = [
    "AgendaLine",
    "Answered",
    "Asked",
    "BeforeCouncil",
    "Board",
    "Found",
    "Gap",
    "Given",
    "Line",
    "MeetingShown",
    "MyThings",
    "NextAgenda",
    "Show",
    "Story",
    "Tie",
    "Tied",
    "ToDecide",
    "agenda_lines",
    "answers_of",
    "board",
    "find",
    "last_meeting",
    "last_of_council",
    "meeting",
    "meetings_and_invitations",
    "missed_twice",
    "my_things",
    "next_agenda",
    "next_meeting",
    "open_lines",
    "open_lines_anywhere",
    "story",
    "taken_along",
]
