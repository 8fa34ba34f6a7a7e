"""The room itself, and the words that its templates need."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for

from wardvoice.core.policy import May, may
from wardvoice.records import words
from wardvoice.web.identity import this_actor

bp = Blueprint("records", __name__)
ASKED_AT = {"items": ("records.of_item", "item_id"), "actions": ("records.of_promise", "action_id")}
"""On which page words of a thing are asked to go, by its table."""


@bp.app_context_processor
def _shared() -> dict[str, Any]:
    return {"records_words": words, "kept_address": kept_address, "removal_address": removal_address}


def kept_address() -> str:
    """Return where a patient reads what is kept under their ward name."""
    return url_for("records.under_my_name")


def removal_address(thing: str) -> str | None:
    """Return where words of an item or a promise are asked to go, or None for whoever may not ask."""
    table, _colon, row_id = thing.partition(":")
    endpoint, name = ASKED_AT[table]
    values: dict[str, Any] = {name: row_id}
    return url_for(endpoint, **values) if may(this_actor(), May.REMOVE_WORDS) else None
