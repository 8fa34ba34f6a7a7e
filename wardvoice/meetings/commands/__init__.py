"""What can be done about meetings: plan them, open them, count who is there."""

from wardvoice.meetings.commands.ground import add_ground_rules, remove_ground_rule
from wardvoice.meetings.commands.holding import count_attendance, name_scribe, open_meeting, say_who_does_what
from wardvoice.meetings.commands.outreach import correct_round, count_round
from wardvoice.meetings.commands.planning import plan_ahead, plan_meeting, set_length, set_rhythm
from wardvoice.meetings.commands.standing import add_standing_item, remove_standing_item

__all__ = [
    "add_ground_rules",
    "add_standing_item",
    "correct_round",
    "count_attendance",
    "count_round",
    "name_scribe",
    "open_meeting",
    "plan_ahead",
    "plan_meeting",
    "remove_ground_rule",
    "remove_standing_item",
    "say_who_does_what",
    "set_length",
    "set_rhythm",
]
