"""The pages of the evidence."""

from wardvoice.evidence.views import hospital, ward
from wardvoice.evidence.views.room import bp

__all__ = ["bp", "hospital", "ward"]
