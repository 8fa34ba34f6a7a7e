"""The ticket of somebody who is on their way to the hospital's sign-in and back: signed, short-lived, good once.

The browser keeps the ticket in a cookie, so that any process of any machine can take it back. The number against
replay and the proof of the one who began (nonce and PKCE verifier) are worked out from it with the server's key: they
stand nowhere, and whoever reads the cookie cannot know them.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from itsdangerous import BadData, URLSafeSerializer

from wardvoice.web.sessions import new_token, token_hash

LIFE = timedelta(minutes=10)


@dataclass(frozen=True)
class Ticket:
    """What goes to the directory and comes back (`state`), and what follows from it."""

    state: str
    secret: bytes

    @property
    def nonce(self) -> str:
        """The number that the token has to hold."""
        return self._derived(b"nonce")

    @property
    def verifier(self) -> str:
        """What proves that the code is fetched by whoever asked for it."""
        return self._derived(b"verifier")

    @property
    def hash(self) -> str:
        """All that the database keeps of it."""
        return token_hash(self.state)

    def _derived(self, what: bytes) -> str:
        key = hmac.new(self.secret, b"sign-on " + what + b":" + self.state.encode(), sha256).digest()
        return urlsafe_b64encode(key).rstrip(b"=").decode()


def new_ticket(secret: bytes) -> Ticket:
    """Return a ticket that nobody can guess."""
    return Ticket(new_token(), secret)


def kept(ticket: Ticket, now: datetime) -> str:
    """Return what the browser keeps of a ticket."""
    return str(_signer(ticket.secret).dumps([ticket.state, int(now.timestamp())]))


def found(cookie: str | None, state: str, secret: bytes, now: datetime) -> Ticket | None:
    """Return the ticket of this browser if it is the one that came back and is not too old, or None."""
    try:
        its_state, begun = _signer(secret).loads(cookie or "")
        fits = hmac.compare_digest(str(its_state).encode(), state.encode())
        fresh = timedelta(0) <= now - datetime.fromtimestamp(begun, tz=now.tzinfo) <= LIFE
    except (BadData, ValueError, TypeError):
        return None
    return Ticket(its_state, secret) if fits and fresh else None


def _signer(secret: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="sign-on")
