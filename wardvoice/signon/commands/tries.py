"""Tickets that came back: each is good once, and too many wrong ones let everybody wait."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from wardvoice.core.clock import Clock
from wardvoice.core.errors import N_, NotAllowed, TooMuch
from wardvoice.people.rules.locks import everybody_waits
from wardvoice.signon.models import SignOnTry
from wardvoice.storage.work import flush

REMEMBERED = timedelta(hours=1)
"""Longer than a ticket lives, so that none can be used twice."""
USED = N_("This sign-in was used already. Please begin again.")


def take_ticket(session: Session, *, state_hash: str, clock: Clock) -> None:
    """Use a ticket up, before the directory is asked. NotAllowed for a second time, TooMuch after too many wrong ones.

    Stale for two at once in the same moment.
    """
    now = clock.now()
    session.execute(delete(SignOnTry).where(SignOnTry.at < now - REMEMBERED))
    if session.get(SignOnTry, state_hash) is not None:
        raise NotAllowed(USED)
    until = everybody_waits(list(session.scalars(select(SignOnTry.at).where(SignOnTry.wrong))), now)
    if until is not None:
        raise TooMuch(
            N_("There were too many wrong sign-ins. Please wait until %(until)s, then try again."),
            until=f"{clock.local(until + timedelta(seconds=59)):%H:%M}",
        )
    session.add(SignOnTry(state_hash=state_hash, at=now, wrong=True))
    flush(session)


def let_go(session: Session, *, state_hash: str) -> None:
    """Count a ticket no longer as a wrong one; it stays used."""
    session.execute(update(SignOnTry).where(SignOnTry.state_hash == state_hash).values(wrong=False))
