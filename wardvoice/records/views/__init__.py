"""The pages of the room."""

from wardvoice.records.views import mine, removing, schedule, ward
from wardvoice.records.views.room import bp

__all__ = ["bp", "mine", "removing", "schedule", "ward"]
