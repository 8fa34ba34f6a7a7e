"""Questions about what is said in private: its writer's, its readers', and the little that the ward may know."""

from wardvoice.concerns.queries.readers import (
    Case,
    Line,
    Opened,
    case,
    checklist,
    covered_late,
    inbox,
    log_lines,
    opened,
    retellings,
    to_approve,
)
from wardvoice.concerns.queries.told import Told, answers_for_everyone, themes_told
from wardvoice.concerns.queries.writers import (
    Mine,
    holders_of,
    letters_for_writer,
    meeting_weekday,
    mine,
    waiting,
)

__all__ = [
    "Case",
    "Line",
    "Mine",
    "Opened",
    "Told",
    "answers_for_everyone",
    "case",
    "checklist",
    "covered_late",
    "holders_of",
    "inbox",
    "letters_for_writer",
    "log_lines",
    "meeting_weekday",
    "mine",
    "opened",
    "retellings",
    "themes_told",
    "to_approve",
    "waiting",
]
