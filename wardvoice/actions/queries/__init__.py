"""Questions about promises: which there are, how they stand, whose they are. Always scoped to a ward."""

from wardvoice.actions.queries.cards import ActionCard, Move, Said
from wardvoice.actions.queries.facts import facts, facts_of, meeting_days_since
from wardvoice.actions.queries.finding import (
    action,
    is_raiser,
    item_of_slip,
    last_reply_of,
    last_word_of,
    name_came_before,
    of_items,
    of_outcomes,
    replies,
    who_reported,
)
from wardvoice.actions.queries.gathering import Gathered, card, cards, cards_where, first_due_from, gather
from wardvoice.actions.queries.listing import (
    Listed,
    Needs,
    Shelf,
    concerns_person,
    listed,
    needs_of,
    spoken_of_in,
    what_needs_me,
)
from wardvoice.actions.queries.owners import Owner, heir, is_away, managers, owner, owners, who_can_own

__all__ = [
    "ActionCard",
    "Gathered",
    "Listed",
    "Move",
    "Needs",
    "Owner",
    "Said",
    "Shelf",
    "action",
    "card",
    "cards",
    "cards_where",
    "concerns_person",
    "facts",
    "facts_of",
    "first_due_from",
    "gather",
    "heir",
    "is_away",
    "is_raiser",
    "item_of_slip",
    "last_reply_of",
    "last_word_of",
    "listed",
    "managers",
    "meeting_days_since",
    "name_came_before",
    "needs_of",
    "of_items",
    "of_outcomes",
    "owner",
    "owners",
    "replies",
    "spoken_of_in",
    "what_needs_me",
    "who_can_own",
    "who_reported",
]
