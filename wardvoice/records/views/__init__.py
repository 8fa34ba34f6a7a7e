"""The pages of the room."""

from wardvoice.records.views import mine, schedule, ward
from wardvoice.records.views.room import bp

__all__ = ["bp", "mine", "schedule", "ward"]
