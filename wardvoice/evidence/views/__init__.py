"""The pages of the evidence."""

from wardvoice.evidence.views import criteria, hospital, paper, taken, ward
from wardvoice.evidence.views.room import bp

__all__ = ["bp", "criteria", "hospital", "paper", "taken", "ward"]
