"""Locks a stream to the hospital's public key, and unlocks it with the private one, which is kept elsewhere.

The format is that of age (age-encryption.org/v1): each 64 KiB are proved before they are handed on.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

import pyrage

from wardvoice.safekeeping.refusals import CannotKeep, NotWhole
from wardvoice.safekeeping.stream import DAMAGED, Source, Unpacked

OPENS = "AGE-SECRET-KEY-1"
NO_KEY = "%(place)s holds no private key. It is the line that begins with AGE-SECRET-KEY-1."
WRONG_KEY = "This private key does not open the backup; it was locked to another one. Nothing was restored."


def new_pair() -> tuple[str, str]:
    """Return a new private key, and the public one that belongs to it."""
    private = pyrage.x25519.Identity.generate()
    return str(private), str(private.to_public())


def lock(source: Source, file: BinaryIO, public: str) -> str:
    """Write a stream so that only the private key opens it, and return the SHA-256 of what was written.

    Raises OSError where there is no room for it, or whatever else stopped the stream.
    """
    kept = _Told(file)
    try:
        pyrage.encrypt_io(source, kept, [pyrage.x25519.Recipient.from_str(public)])
    except pyrage.EncryptError as fault:
        raise source.fault or kept.fault or fault from None
    return kept.hash.hexdigest()


def unlock(file: BinaryIO, into: Unpacked, private: str) -> None:
    """Hand on what a private key opens, and make sure that it arrived whole."""
    try:
        pyrage.decrypt_io(file, into, [_identity(private)])
    except pyrage.DecryptError as fault:
        wrong = "matching keys" in str(fault)
        raise (CannotKeep(WRONG_KEY) if wrong else NotWhole(DAMAGED)) from None
    except OSError as fault:
        if str(fault) != "decryption error":
            raise
        raise NotWhole(DAMAGED) from None
    into.close()


def private_key(text: str, place: str) -> str:
    """Return the private key that a text holds among comments. Raises CannotKeep if there is no good one."""
    found = [line.strip() for line in text.splitlines() if line.strip().startswith(OPENS)]
    try:
        _identity(found[0])
    except (IndexError, pyrage.IdentityError):
        raise CannotKeep(NO_KEY, place=place) from None
    return found[0]


def key_in(file: Path) -> str:
    """Return the private key in a file."""
    return private_key(file.read_text(encoding="utf-8", errors="replace"), str(file))


def _identity(private: str) -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.from_str(private)


class _Told:
    """A file that remembers what was written, and why it could not be."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.hash = hashlib.sha256()
        self.fault: OSError | None = None

    def write(self, some: bytes) -> int:
        """Write, or remember why not."""
        self.hash.update(some)
        try:
            return self.file.write(some)
        except OSError as fault:
            self.fault = fault
            raise

    def flush(self) -> None:
        """Hand everything to the machine."""
        self.file.flush()
