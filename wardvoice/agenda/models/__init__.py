"""Tables of the agenda: what was said, and what it got."""

from wardvoice.agenda.models.given import AgendaEntry, AnswerReply, Correction, Decider, DeciderAt, Outcome
from wardvoice.agenda.models.said import Escalation, Hiding, Item, ItemLink, ItemNote, Split, Support

__all__ = [
    "AgendaEntry",
    "AnswerReply",
    "Correction",
    "Decider",
    "DeciderAt",
    "Escalation",
    "Hiding",
    "Item",
    "ItemLink",
    "ItemNote",
    "Outcome",
    "Split",
    "Support",
]
