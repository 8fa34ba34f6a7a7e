"""What a reader's passphrase has opened: the private key, locked under the visit's own cookie, for this visit alone.

The database keeps a key that it cannot open, the browser a cookie that opens nothing by itself. Signing out and a
time-out take both away; whoever looks at another ward takes the open key along.
"""

from __future__ import annotations

from uuid import UUID

from flask import g
from sqlalchemy import update
from sqlalchemy.orm import Session

from wardvoice.storage.sealing import CannotOpen, Keys, key_from, lock, unlock
from wardvoice.web.cookies import this_visit
from wardvoice.web.identity import this_caller
from wardvoice.web.sessions import Kind, SessionRow

PURPOSE = "reader"
KEPT = "unlocked_key"
"""Under this name the request holds a key that was opened just now, until it is written down."""


def unlocked_key() -> Keys | None:
    """Return the key that whoever asks has unlocked in this visit, or None."""
    if KEPT in g:
        return Keys.of(g.get(KEPT))
    held = this_caller().session
    if held is None or held.unlocked is None:
        return None
    try:
        return Keys.of(unlock(held.unlocked, key_from(this_visit().arrived_as, PURPOSE)))
    except CannotOpen:
        return None


def keep_unlocked(keys: Keys) -> None:
    """Keep a key open until its holder signs out or rests too long."""
    setattr(g, KEPT, keys.private)


def lock_again(session: Session, account_id: UUID) -> None:
    """Close whatever an account has unlocked, in every one of its visits."""
    whose = (SessionRow.person_kind == Kind.ACCOUNT, SessionRow.person_id == account_id)
    session.execute(update(SessionRow).where(*whose).values(unlocked=None))


def locked_for_visit() -> bytes | None:
    """Return what the session's row keeps of the open key."""
    keys = unlocked_key()
    return lock(keys.private, key_from(this_visit().visit, PURPOSE)) if keys else None


def carried_over(kind: Kind, person_id: UUID) -> bytes | None:
    """Return what a new session keeps of the key that the same person had open in the one before it."""
    held = this_caller().session
    same = held is not None and (held.person_kind, held.person_id) == (kind, person_id)
    return locked_for_visit() if same else None
