"""The room itself, and the words that its pieces need wherever they are included."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from wardvoice.questions import words

bp = Blueprint("questions", __name__)


@bp.app_context_processor
def _shared() -> dict[str, Any]:
    return {"question_words": words}
