"""Questions about meetings, always asked for one ward."""

from wardvoice.meetings.queries.meetings import (
    attendance,
    coming,
    coming_and_last,
    earlier_coming,
    last_held,
    meeting,
    meetings_by_id,
    next_meeting,
    not_held_since_last,
    past,
    planned_on,
)
from wardvoice.meetings.queries.rhythm import rhythm_facts, rhythm_now, rhythms_now, standing_item, standing_items

__all__ = [
    "attendance",
    "coming",
    "coming_and_last",
    "earlier_coming",
    "last_held",
    "meeting",
    "meetings_by_id",
    "next_meeting",
    "not_held_since_last",
    "past",
    "planned_on",
    "rhythm_facts",
    "rhythm_now",
    "rhythms_now",
    "standing_item",
    "standing_items",
]
