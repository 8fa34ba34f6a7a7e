"""The room itself, and the words that its templates need."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for

from wardvoice.records import words

bp = Blueprint("records", __name__)


@bp.app_context_processor
def _shared() -> dict[str, Any]:
    return {"records_words": words, "kept_address": kept_address}


def kept_address() -> str:
    """Return where a patient reads what is kept under their ward name."""
    return url_for("records.under_my_name")
