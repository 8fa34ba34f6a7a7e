"""The room itself: how its views look into the locked room without waiting for anybody, and what every page can ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Blueprint
from sqlalchemy.orm import Session

from wardvoice.alerts import queries, rules, words
from wardvoice.storage.base import reading
from wardvoice.web.apart import the_apart
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_ward

bp = Blueprint("alerts", __name__)


@bp.app_context_processor
def _shared() -> dict[str, Any]:
    return {"alert_words": words}


@contextmanager
def looking() -> Iterator[Session]:
    """Look into the locked room, also while something is being changed elsewhere: it takes no lock."""
    with reading(), Session(the_apart(), expire_on_commit=False) as session:
        yield session


def is_promised(session: Session, *, about_staff: bool) -> bool:
    """Return whether an alert of this ward reaches somebody at this moment."""
    clock = the_hall().clock
    proof = queries.proof(session, this_ward().id, clock)
    return rules.promise(proof, clock.local(clock.now()), about_staff=about_staff)
