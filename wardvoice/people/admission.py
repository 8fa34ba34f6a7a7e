"""Letting people in: a password, a PIN or a card's code is looked at while nobody waits for the database.

Each try is stored before it is looked at, in a transaction of its own, so that many at once do not outrun the count.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Engine

from wardvoice.core.actor import NOBODY
from wardvoice.core.clock import Clock
from wardvoice.people import commands, hashing, queries
from wardvoice.people.rules import TryKind
from wardvoice.people.rules.accounts import folded_username
from wardvoice.people.rules.names import folded
from wardvoice.storage.base import aside
from wardvoice.storage.work import Work


@dataclass(frozen=True)
class Gate:
    """What is needed to look at a secret: the database, the clock, and the hospital's own key."""

    engine: Engine
    clock: Clock
    pepper: bytes

    def account(self, *, username: str, password: str) -> UUID | None:
        """Return whose username and password these are, or None. Raises TooMuch after too many wrong ones."""
        today = self.clock.day_of(self.clock.now())
        with aside(self.engine) as session:
            commands.try_password(session, who=self.who(username), clock=self.clock)
            found = queries.account_to_sign_in(session, username, today)
            account_id, kept = (found.id, found.password_hash) if found else (None, None)
        return account_id if hashing.password_fits(kept, password) else None

    def ward_name(self, *, ward_id: UUID, place: str, word: str, pin: str) -> UUID | None:
        """Return whose word and PIN these are, or None. Raises TooMuch while the word is paused at this place."""
        with aside(self.engine) as session:
            commands.try_pin(session, who=self.whose(ward_id, word), place=place, clock=self.clock)
            found = queries.name_in_use(session, ward_id, word)
            name_id, kept = (found.id, found.pin_hash) if found else (None, None)
        return name_id if hashing.pin_fits(self.pepper, kept, pin) else None

    def card(self, *, ward_id: UUID, place: str, code: str, once: str | None = None) -> UUID | None:
        """Return the id of the unused card with this code, or None. Raises TooMuch after too many wrong ones.

        Raises Repeated if the form with the key `once` has chosen a name already: that is no wrong code.
        """
        with aside(self.engine) as session:
            Work(session, NOBODY, self.clock, self.pepper).refuse_repeat(once)
            commands.try_code(session, place=place, clock=self.clock)
            found = queries.card_with_code(session, ward_id, code, self.pepper)
            if found is not None:
                commands.forgive(session, clock=self.clock, kind=TryKind.CARD, place=place)
            return found.id if found else None

    def screen_code(self, *, place: str) -> None:
        """Count one more code for a screen, before it is looked at. Raises TooMuch after too many wrong ones."""
        with aside(self.engine) as session:
            commands.try_code(session, kind=TryKind.SCREEN, place=place, clock=self.clock)

    def who(self, username: str) -> str:
        """Return under which mark the tries for a username are counted, whether or not it exists."""
        return hashing.keyed(self.pepper, "username", folded_username(username))

    def whose(self, ward_id: UUID, word: str) -> str:
        """Return under which mark the tries for a ward name are counted, whether or not it exists."""
        return hashing.keyed(self.pepper, "word", ward_id, folded(word))

    def whose_key(self, account_id: UUID) -> str:
        """Return under which mark the tries for an account's key are counted."""
        return hashing.keyed(self.pepper, "reader key", account_id)
