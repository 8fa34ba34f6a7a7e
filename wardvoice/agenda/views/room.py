"""The room itself, what its pieces need wherever they are included, and the slip of whoever has no name."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import Blueprint, request

from wardvoice.agenda import queries, words
from wardvoice.agenda.models import Item
from wardvoice.agenda.queries.aside import in_hand
from wardvoice.agenda.rules import ItemState
from wardvoice.agenda.views.tools import item_tools
from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May, may
from wardvoice.storage.work import Work
from wardvoice.web.identity import hold_slip, this_actor, this_work

bp = Blueprint("agenda", __name__)
SHORTEST_SECRET = 40
SHORT = 44


@bp.app_context_processor
def _shared() -> dict[str, Any]:
    return {"agenda_words": words, "item_tools": item_tools, "words_for": words_for}


def slip_of(secret: str | None) -> str | None:
    """Return what is stored of the secret that lets somebody without a name take an item back; None for a weak one."""
    if secret is None or len(secret) < SHORTEST_SECRET:
        return None
    return sha256(f"slip:{secret}".encode()).hexdigest()


def held_secret() -> str | None:
    """Return the secret that the receipt page sent along, and let it count for this request."""
    secret = request.form.get("slip")
    slip = slip_of(secret)
    if slip is None or this_actor().id is not None:
        return None
    hold_slip(slip)
    return secret


def item_to_read(work: Work, item_id: UUID) -> Item:
    """Return an item that this person may know of; NotFound for any other, as for one that does not exist."""
    item = queries.item(work.session, work.ward_id, item_id)
    if item.state is ItemState.ANSWERED or may(this_actor(), May.READ_RECEIVED, item):
        return item
    if may(this_actor(), May.READ_RECEIVED, in_hand(work.session, item, work.today)):
        return item
    if not queries.is_out(work.session, item):
        raise NotFound()
    return item


def words_for(item: Item) -> str | None:
    """Return an item's words as far as whoever asks may read them just now; None where they leave a gap."""
    actor, work = this_actor(), this_work()
    if queries.hidden_now(work.session, [item.id], work.now) and not may(actor, May.LOOK_BEHIND, item):
        return None
    if item.origin_id is not None:
        on_its_ward = queries.tally(work.session, item, work.now)
        return None if on_its_ward.hidden_because else on_its_ward.said
    readable = item.read_on is not None or may(actor, May.READ_RECEIVED, in_hand(work.session, item, work.today))
    return item.words if readable else None


def in_short(item: Item) -> str:
    """Return an item's first words, or what it is about where it has none to show."""
    text = " ".join((item.words or "").split())
    if not text or (item.read_on is None and not may(this_actor(), May.READ_RECEIVED, item)):
        return topic_of(item)
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"


def topic_of(item: Item) -> str:
    """Return what an item is called without its words: "Problem · Laundry"."""
    return f"{words.KINDS[item.kind]} · {words.TOPICS[item.topic]}"
