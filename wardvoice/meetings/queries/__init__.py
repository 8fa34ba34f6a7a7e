"""Questions about meetings, always asked for one ward."""

from wardvoice.meetings.queries.before import ground_rule, ground_rules, outreach_round, rounds, standing_rounds
from wardvoice.meetings.queries.meetings import (
    attendance,
    coming,
    coming_and_last,
    coming_or_last,
    earlier_coming,
    last_held,
    meeting,
    meetings_by_id,
    next_meeting,
    not_held_since_last,
    parted,
    past,
    planned_on,
)
from wardvoice.meetings.queries.rhythm import (
    rhythm_facts,
    rhythm_now,
    rhythms_now,
    standing_by_kind,
    standing_item,
    standing_items,
)

__all__ = [
    "attendance",
    "coming",
    "coming_and_last",
    "coming_or_last",
    "earlier_coming",
    "ground_rule",
    "ground_rules",
    "last_held",
    "meeting",
    "meetings_by_id",
    "next_meeting",
    "not_held_since_last",
    "outreach_round",
    "parted",
    "past",
    "planned_on",
    "rhythm_facts",
    "rhythm_now",
    "rhythms_now",
    "rounds",
    "standing_by_kind",
    "standing_item",
    "standing_items",
    "standing_rounds",
]
