"""The pages of the evidence."""

from wardvoice.evidence.views import comments, complaints, criteria, hospital, log, paper, private, summary, taken, ward
from wardvoice.evidence.views.room import bp

__all__ = [
    "bp",
    "comments",
    "complaints",
    "criteria",
    "hospital",
    "log",
    "paper",
    "private",
    "summary",
    "taken",
    "ward",
]
