"""Readers' keys in the hand: made, locked under a passphrase and a printed sheet, and unlocked by either.

All of it is slow on purpose. Call it while no transaction is open.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from uuid import UUID

from wardvoice.core.errors import N_, NotFound, RuleBroken
from wardvoice.people import commands
from wardvoice.people.admission import Gate
from wardvoice.people.models import ReaderKey
from wardvoice.people.queries.keys import own_key
from wardvoice.people.rules import sheet
from wardvoice.storage import sealing
from wardvoice.storage.base import aside
from wardvoice.storage.sealing import CannotOpen, Keys, OtherVersion

WRONG_PASSPHRASE = N_("This is not the passphrase of your key. Nothing is lost. Try again, or use your recovery sheet.")
WRONG_WORDS = N_("These are not the words of your newest sheet. Nothing is lost. Look at each word again.")
OTHER_VERSION = N_(
    "This program cannot read how your key was locked. Nothing is lost. Tell whoever looks after WardVoice."
)


@dataclass(frozen=True)
class Locked:
    """A private key behind its two locks, and the words that open the second: they are shown once and kept nowhere."""

    wrapped: bytes
    recovery: bytes
    words: str


def lock_up(keys: Keys, passphrase: str) -> Locked:
    """Lock a private key under a passphrase, and under the words of a new sheet."""
    words = sheet.words_for(secrets.token_bytes(sheet.BYTES))
    return Locked(sealing.wrap(keys.private, passphrase), sealing.wrap(keys.private, words), words)


def unlock_by_passphrase(gate: Gate, account_id: UUID, passphrase: str, field: str = "passphrase") -> Keys:
    """Return an account's open key. Raises RuleBroken, TooMuch after too many wrong tries, NotFound without a key."""
    key = _counted(gate, account_id)
    return _opened(key, key.wrapped, passphrase, RuleBroken(WRONG_PASSPHRASE, field=field))


def unlock_by_sheet(gate: Gate, account_id: UUID, typed: str) -> Keys:
    """Return an account's open key by the words of its sheet. Raises RuleBroken, TooMuch, or NotFound."""
    words = sheet.read(typed)
    key = _counted(gate, account_id)
    return _opened(key, key.recovery, words, RuleBroken(WRONG_WORDS, field="words"))


def _counted(gate: Gate, account_id: UUID) -> ReaderKey:
    """Return the key in use, and count one more try before it is looked at."""
    with aside(gate.engine) as session:
        session.expire_on_commit = False
        commands.try_password(session, who=gate.whose_key(account_id), clock=gate.clock)
        key = own_key(session, account_id)
        if key is None:
            raise NotFound()
    return key


def _opened(key: ReaderKey, kept: bytes, secret: str, wrong: RuleBroken) -> Keys:
    try:
        keys = Keys.of(sealing.unwrap(kept, secret))
    except OtherVersion:
        raise RuleBroken(OTHER_VERSION) from None
    except CannotOpen:
        raise wrong from None
    if keys.public != key.public_key:
        raise RuleBroken(OTHER_VERSION)
    return keys
