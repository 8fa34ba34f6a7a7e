"""The pages of the meetings: coming and past, planning, the rhythm, and what stands on every agenda."""

from wardvoice.meetings.views import planning, rhythm
from wardvoice.meetings.views.room import bp

__all__ = ["bp", "planning", "rhythm"]
