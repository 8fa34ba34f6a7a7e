"""The pages of the agenda: adding, one's own item, hiding and answering, and preparing."""

from wardvoice.agenda.views import (
    adding,
    answering,
    aside,
    deciding,
    hiding,
    items,
    linking,
    meetings,
    preparing,
    slips,
    splitting,
    supporting,
)
from wardvoice.agenda.views.room import bp

__all__ = [
    "adding",
    "answering",
    "aside",
    "bp",
    "deciding",
    "hiding",
    "items",
    "linking",
    "meetings",
    "preparing",
    "slips",
    "splitting",
    "supporting",
]
