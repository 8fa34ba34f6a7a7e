"""Whose mail is due, what needs them, and what their calendar shows."""

from wardvoice.diary.queries.calendar import Calendar, Due, Held, calendar_behind
from wardvoice.diary.queries.needs import OfWard, what_needs
from wardvoice.diary.queries.parts import Part, diary_of, parts_of, to_mail

__all__ = [
    "Calendar",
    "Due",
    "Held",
    "OfWard",
    "Part",
    "calendar_behind",
    "diary_of",
    "parts_of",
    "to_mail",
    "what_needs",
]
