"""What can change about signing on: what groups give, whose account is whose, and what follows when somebody comes."""

from wardvoice.signon.commands.arriving import Arrival, arrive
from wardvoice.signon.commands.forgetting import forget_knocks
from wardvoice.signon.commands.keeping import end_group_part, give_group_part, link, unlink
from wardvoice.signon.commands.tries import let_go, take_ticket

__all__ = [
    "Arrival",
    "arrive",
    "end_group_part",
    "forget_knocks",
    "give_group_part",
    "let_go",
    "link",
    "take_ticket",
    "unlink",
]
