"""The pages of people: the doors, ward names and cards, a rep's rest, and accounts of staff."""

from wardvoice.people.views import (
    absences,
    accounts,
    cards,
    conduct,
    covers,
    doors,
    drafts,
    duties,
    enrolling,
    keys,
    mail,
    names,
    newcomer,
    own,
    resting,
    taken,
)
from wardvoice.people.views.room import bp

__all__ = [
    "absences",
    "accounts",
    "bp",
    "cards",
    "conduct",
    "covers",
    "doors",
    "drafts",
    "duties",
    "enrolling",
    "keys",
    "mail",
    "names",
    "newcomer",
    "own",
    "resting",
    "taken",
]
