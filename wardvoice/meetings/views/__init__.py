"""The pages of the meetings: coming and past, planning, the rhythm, and what stands on every agenda."""

from wardvoice.meetings.views import ground, outreach, planning, rhythm, taken
from wardvoice.meetings.views.room import bp

__all__ = ["bp", "ground", "outreach", "planning", "rhythm", "taken"]
