"""Readers' keys: made by their holder, locked anew with another passphrase, retired by an admin."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from wardvoice.core.errors import N_, NotAllowed, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people.models import Account, ReaderKey
from wardvoice.people.queries.keys import own_key
from wardvoice.people.rules.conduct import is_due
from wardvoice.storage.work import Work


def make_key(work: Work, *, account: Account, public_key: bytes, wrapped: bytes, recovery: bytes) -> ReaderKey:
    """Give oneself a key. NotAllowed before the conduct text is accepted, Stale where a key is in use already."""
    _require_own(work, account.id)
    if is_due(account.conduct_accepted_on, work.today):
        raise NotAllowed(N_("Accept first that you will not try to find out who wrote something."))
    if own_key(work.session, account.id) is not None:
        raise Stale(N_("You have a key already. Its words do not change."))
    key = ReaderKey(account_id=account.id, public_key=public_key, wrapped=wrapped, recovery=recovery)
    key.made_on = key.present_on = work.today
    work.session.add(key)
    work.record(Happened.KEY_MADE, key)
    return key


def lock_key_anew(work: Work, *, key: ReaderKey, wrapped: bytes, recovery: bytes) -> ReaderKey:
    """Put one's own key behind another passphrase and another sheet; the old ones open it no more."""
    _require_own(work, key.account_id)
    if key.retired_on is not None:
        raise Stale(N_("This key is no longer in use."))
    key.wrapped, key.recovery = wrapped, recovery
    work.record(Happened.KEY_LOCKED_ANEW, key)
    return key


def retire_key(work: Work, *, key: ReaderKey) -> ReaderKey:
    """Take a key out of use, so that its holder makes a new one; what was sealed to the old one stays closed to it."""
    work.require(May.KEEP_ACCOUNTS)
    if key.retired_on is not None:
        raise Stale(N_("This key is no longer in use."))
    key.retired_on = work.today
    work.record(Happened.KEY_RETIRED, key)
    return key


def note_presence(session: Session, account_id: UUID, today: date) -> None:
    """Note that somebody signed in today; only holders of a key have such a note, and only its last day is kept."""
    mine = (ReaderKey.account_id == account_id, ReaderKey.retired_on.is_(None))
    session.execute(update(ReaderKey).where(*mine).values(present_on=today))


def _require_own(work: Work, account_id: UUID) -> None:
    work.require(May.HOLD_KEY)
    if account_id != work.actor.id:
        raise NotAllowed(N_("Only its holder can do this to a key."))
