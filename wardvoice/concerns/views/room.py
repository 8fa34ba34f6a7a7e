"""The room itself, and what each of its pages says."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from wardvoice.concerns.words import labels, promise
from wardvoice.concerns.words.routes import routes_of
from wardvoice.web.hall import the_hall

bp = Blueprint("concerns", __name__)


@bp.context_processor
def _shared() -> dict[str, Any]:
    settings = the_hall().settings
    return {
        "labels": labels,
        "promise": promise,
        "unpromised": promise.unpromised(settings.attestation, the_hall().clock.day_of(the_hall().clock.now())),
        "routes": routes_of(settings.bank_holidays),
    }
