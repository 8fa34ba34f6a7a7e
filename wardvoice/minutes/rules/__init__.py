"""What makes sense in the meeting room, when a meeting may end, and when its minutes are agreed."""

from wardvoice.minutes.rules.fair import (
    DIFFERENTLY_DAYS,
    MINUTES_DAYS,
    Fair,
    RemarkKind,
    Side,
    SpokeAs,
    days_late,
    is_open_to_memories,
    may_be_put_right,
    may_press,
    may_remember_differently,
    may_take_back,
    side_of,
    spoke_as,
)
from wardvoice.minutes.rules.room import (
    MOST_HANDS,
    Raised,
    answers_have_promises,
    hands_make_sense,
    stopping_makes_sense,
)

__all__ = [
    "DIFFERENTLY_DAYS",
    "MINUTES_DAYS",
    "MOST_HANDS",
    "Fair",
    "Raised",
    "RemarkKind",
    "Side",
    "SpokeAs",
    "answers_have_promises",
    "days_late",
    "hands_make_sense",
    "is_open_to_memories",
    "may_be_put_right",
    "may_press",
    "may_remember_differently",
    "may_take_back",
    "side_of",
    "spoke_as",
    "stopping_makes_sense",
]
