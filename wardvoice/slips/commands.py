"""Drawing five words, finding what they open, and holding them for the length of a visit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from wardvoice.core.policy import May
from wardvoice.slips import rules
from wardvoice.slips.models import Open
from wardvoice.slips.queries import LOCKED_FOR
from wardvoice.slips.wordlist import words_of_slips
from wardvoice.storage import sealing
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.sealing import Found


def fresh(pepper: bytes) -> tuple[str, Found]:
    """Draw five words, and return them with what they open; slow on purpose, so call it in no transaction.

    The words are to be shown once and kept nowhere.
    """
    words = rules.draw(words_of_slips())
    return words, sealing.find(words, pepper)


def find(typed: str, pepper: bytes) -> Found:
    """Return what words open as somebody typed them; just as slow for wrong ones. Call it in no transaction."""
    return sealing.find(rules.read(typed, words_of_slips()), pepper)


def hold(work: ApartWork, *, token: str, token_hash: str, found: Found, until: datetime) -> None:
    """Let the browser with this token hold what five words open."""
    work.require(May.COME_BACK)
    sealed = sealing.lock(found.lookup + found.key, sealing.key_from(token, LOCKED_FOR))
    work.session.add(Open(token_hash=token_hash, sealed=sealed, expires=until))


def let_go(session: Session, token_hash: str) -> None:
    """Forget that a browser held words."""
    session.execute(delete(Open).where(Open.token_hash == token_hash))


def forget_held(work: ApartWork, _main: Session) -> None:
    """Forget whatever is held for too long, for whoever went away or since the clock was ahead; safe to run twice."""
    work.require(May.CLOCKWORK)
    over = or_(Open.expires <= work.now, Open.expires > work.now + rules.HELD_AT_MOST)
    work.session.execute(delete(Open).where(over))
