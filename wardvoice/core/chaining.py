"""The chain that shows if an event was touched: hashes of rows and of words, marks of voices, and the head on paper."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from uuid import UUID

GENESIS = "0" * 64
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # no I and no O: they are read as 1 and 0 on paper
SALT_BYTES = 16


def salted(text: str) -> tuple[str, str]:
    """Return a fresh salt and the hash that stands in the chain for these words."""
    salt = secrets.token_hex(SALT_BYTES)
    return salt, word_hash(salt, text)


def word_hash(salt: str, text: str) -> str:
    """Return the hash of words under their salt."""
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


def link(previous: str, chain: UUID, seq: int, body: str) -> str:
    """Return the hash that ties a row to its place in its ward's chain and to the row before it."""
    return hashlib.sha256(f"{previous}\n{chain}\n{seq}\n{body}".encode()).hexdigest()


def voice(pepper: bytes, whose: UUID | str, thing_id: UUID | str) -> str:
    """Return a mark that tells two voices on one thing apart, and joins nothing across things.

    `whose` is the id of a ward name, or the slip of whoever has none.
    """
    return hmac.new(pepper, f"{whose}:{thing_id}".encode(), hashlib.sha256).hexdigest()[:32]


def head_words(head: str) -> str:
    """Return the head of a chain as it is printed on paper: four groups of four letters."""
    number, letters = int(head, 16), []
    for _ in range(16):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return " ".join("".join(letters[i : i + 4]) for i in range(0, 16, 4))


def same_head(typed: str, head: str) -> bool:
    """Return whether words copied from paper are this head; case, blanks and dashes do not matter."""
    return "".join(c for c in typed.upper() if c.isalpha()) == head_words(head).replace(" ", "")
