"""The pages of the evidence."""

from wardvoice.evidence.views import comments, criteria, hospital, log, paper, taken, ward
from wardvoice.evidence.views.room import bp

__all__ = ["bp", "comments", "criteria", "hospital", "log", "paper", "taken", "ward"]
