"""The pages of the room."""

from wardvoice.records.views import mine, removing, schedule, taken, ward
from wardvoice.records.views.room import bp

__all__ = ["bp", "mine", "removing", "schedule", "taken", "ward"]
