"""What is kept of passwords, PINs and codes: slow hashes, and hashes under the hospital's own key.

A PIN has only a million values and a code not many more, so the pepper, which never stands in the database, goes in
first: whoever has the database alone can try nothing. Call the slow ones while no transaction is open.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

_SLOW = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
STARTING_PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # noqa: S105
_nobodys_hash: list[str] = []


def hash_password(password: str) -> str:
    """Return what is kept of a password."""
    return _SLOW.hash(password)


def password_fits(kept: str | None, password: str) -> bool:
    """Return whether a password is the one kept; for nobody's account it takes just as long to say no."""
    return _fits(kept, password)


def hash_pin(pepper: bytes, pin: str) -> str:
    """Return what is kept of a PIN."""
    return _SLOW.hash(keyed(pepper, "pin", pin))


def pin_fits(pepper: bytes, kept: str | None, pin: str) -> bool:
    """Return whether a PIN is the one kept; for a name that does not exist it takes just as long to say no."""
    return _fits(kept, keyed(pepper, "pin", pin))


def keyed(pepper: bytes, *parts: object) -> str:
    """Return a hash of a code or of what was typed as a name, worth nothing without the hospital's key."""
    return hmac.new(pepper, "\n".join(map(str, parts)).encode(), sha256).hexdigest()


def starting_password() -> str:
    """Return a password for a new account: four groups that are easy to read out, to be changed by its owner."""
    return "-".join("".join(secrets.choice(STARTING_PASSWORD_LETTERS) for _ in range(4)) for _ in range(4))


def _fits(kept: str | None, secret: str) -> bool:
    try:
        _SLOW.verify(kept or _nobody(), secret)
    except VerificationError:
        return False
    return bool(kept)


def _nobody() -> str:
    if not _nobodys_hash:
        _nobodys_hash.append(_SLOW.hash(secrets.token_hex(16)))
    return _nobodys_hash[0]
