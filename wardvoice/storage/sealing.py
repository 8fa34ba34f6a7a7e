"""Locks for what is said in private: sealed to a reader's key, wrapped by a passphrase, found again by five words.

Everything that is kept begins with a version byte, so that a better lock can follow one day (privacy.md, P20 to P28).
The slow derivations take about a seventh of a second and 64 MiB each; two at most run at a time in one process. Call
them while no transaction is open.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256, sha512
from threading import BoundedSemaphore
from typing import ClassVar

from argon2.low_level import Type, hash_secret_raw
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

VERSION = b"\x01"
STEP = 1024
"""Sealed texts are filled up to full kibibytes, so that their length tells little."""
SALT_BYTES = 16
KEY_BYTES = 32
LENGTH_BYTES = 4


@dataclass(frozen=True)
class Cost:
    """What one slow derivation costs: passes, and kibibytes of memory (RFC 9106)."""

    passes: int = 3
    kibibytes: int = 65_536


COST = Cost()
_AT_ONCE = BoundedSemaphore(2)


class CannotOpen(Exception):
    """The key, the passphrase or the words do not fit, or what was kept is damaged or of an unknown version."""


class OtherVersion(CannotOpen):
    """What was kept does not begin with a version byte that this program knows: it is damaged, or a newer one's."""


@dataclass(frozen=True)
class Keys:
    """A pair of keys: whoever has the public one can seal, only the private one opens."""

    LENGTH: ClassVar[int] = 32
    LOCKED_LENGTH: ClassVar[int] = 1 + 24 + 16 + 32
    """Bytes of either key, and of a private one that is locked: version, nonce, mark, key."""

    public: bytes
    private: bytes

    @classmethod
    def fresh(cls) -> Keys:
        """Return a new pair."""
        private = PrivateKey.generate()
        return cls(bytes(private.public_key), bytes(private))

    @classmethod
    def of(cls, private: bytes) -> Keys:
        """Return the pair that a private key belongs to. Raises CannotOpen if these bytes are no key."""
        try:
            return cls(bytes(PrivateKey(private).public_key), private)
        except ValueError as fault:
            raise CannotOpen from fault


@dataclass(frozen=True)
class Found:
    """What five words open: `lookup` finds the row that belongs to them, `key` opens what is locked in it."""

    lookup: bytes
    key: bytes


def seal(text: bytes, public: bytes) -> bytes:
    """Return a text that only the holder of the private key can read, filled up to full kibibytes."""
    return VERSION + SealedBox(PublicKey(public)).encrypt(_filled_up(text))


def unseal(kept: bytes, private: bytes) -> bytes:
    """Return a sealed text. Raises CannotOpen."""
    try:
        return _emptied(SealedBox(PrivateKey(private)).decrypt(_of_this_version(kept)))
    except (CryptoError, ValueError) as fault:
        raise CannotOpen from fault


def lock(secret: bytes, key: bytes) -> bytes:
    """Return a secret that only the same 32 bytes of key open again."""
    return VERSION + SecretBox(key).encrypt(secret)


def unlock(kept: bytes, key: bytes) -> bytes:
    """Return what was locked with this key. Raises CannotOpen."""
    try:
        return SecretBox(key).decrypt(_of_this_version(kept))
    except (CryptoError, ValueError) as fault:
        raise CannotOpen from fault


def lock_filled(secret: bytes, key: bytes) -> bytes:
    """As `lock`, filled up to full kibibytes before."""
    return lock(_filled_up(secret), key)


def unlock_filled(kept: bytes, key: bytes) -> bytes:
    """Return what was filled up and locked with this key. Raises CannotOpen."""
    return _emptied(unlock(kept, key))


def wrap(secret: bytes, passphrase: str) -> bytes:
    """Return a secret that a passphrase opens again; slow on purpose."""
    salt = secrets.token_bytes(SALT_BYTES)
    return VERSION + salt + lock(secret, _slowly(passphrase.encode(), salt, KEY_BYTES))


def unwrap(kept: bytes, passphrase: str) -> bytes:
    """Return what a passphrase keeps; slow on purpose. Raises CannotOpen."""
    held = _of_this_version(kept)
    salt, locked = held[:SALT_BYTES], held[SALT_BYTES:]
    if len(salt) < SALT_BYTES:
        raise CannotOpen
    return unlock(locked, _slowly(passphrase.encode(), salt, KEY_BYTES))


def find(words: str, pepper: bytes) -> Found:
    """Return what five words open; slow on purpose, and worth nothing without the hospital's pepper (P21)."""
    salt = hmac.new(pepper, b"the salt of five words", sha256).digest()[:SALT_BYTES]
    drawn = hmac.new(pepper, _slowly(words.encode(), salt, 2 * KEY_BYTES), sha512).digest()
    return Found(lookup=drawn[:KEY_BYTES], key=drawn[KEY_BYTES:])


def key_from(token: str, purpose: str) -> bytes:
    """Return a key that follows from a random token which only a browser keeps."""
    return hmac.new(token.encode(), purpose.encode(), sha256).digest()


def _slowly(secret: bytes, salt: bytes, length: int) -> bytes:
    with _AT_ONCE:
        return hash_secret_raw(secret, salt, COST.passes, COST.kibibytes, 1, length, Type.ID)


def _filled_up(text: bytes) -> bytes:
    told = len(text).to_bytes(LENGTH_BYTES, "big") + text
    return told + bytes(-len(told) % STEP)


def _emptied(filled: bytes) -> bytes:
    length = int.from_bytes(filled[:LENGTH_BYTES], "big")
    if length > len(filled) - LENGTH_BYTES:
        raise CannotOpen
    return filled[LENGTH_BYTES : LENGTH_BYTES + length]


def _of_this_version(kept: bytes) -> bytes:
    if not kept.startswith(VERSION):
        raise OtherVersion
    return kept[1:]
