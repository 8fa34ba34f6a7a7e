"""Questions about five words that are held just now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.slips.models import Open
from wardvoice.storage import sealing
from wardvoice.storage.sealing import CannotOpen, Found

LOCKED_FOR = "words"


def held(session: Session, token: str, token_hash: str, now: datetime) -> Found | None:
    """Return what the words open that a browser with this token holds, or None."""
    sealed = session.scalar(select(Open.sealed).where(Open.token_hash == token_hash, Open.expires > now))
    if sealed is None:
        return None
    try:
        both = sealing.unlock(sealed, sealing.key_from(token, LOCKED_FOR))
    except CannotOpen:
        return None
    return Found(lookup=both[: sealing.KEY_BYTES], key=both[sealing.KEY_BYTES :])
