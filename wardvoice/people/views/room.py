"""The room itself, and the gate at which secrets are looked at."""

from __future__ import annotations

from flask import Blueprint

from wardvoice.people.admission import Gate
from wardvoice.storage.base import db
from wardvoice.web.hall import the_hall

bp = Blueprint("people", __name__)


def the_gate() -> Gate:
    """Return what looks at passwords, PINs and codes, for this request."""
    hall = the_hall()
    return Gate(db.engine, hall.clock, hall.pepper)
