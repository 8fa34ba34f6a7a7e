"""The pages of the evidence."""

from wardvoice.evidence.views import hospital, paper, taken, ward
from wardvoice.evidence.views.room import bp

__all__ = ["bp", "hospital", "paper", "taken", "ward"]
