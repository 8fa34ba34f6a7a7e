"""What every request finds in the hall: the settings, the clock, the secrets, and a request that understands htmx 4."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, cast
from urllib.parse import SplitResult, unquote, unquote_to_bytes, urlsplit

from flask import current_app
from flask import request as flask_request
from htmx_flask.requests import HtmxAwareRequest
from sqlalchemy.orm import Session

from wardvoice.config import Settings
from wardvoice.core.clock import Clock
from wardvoice.web.body import MARK
from wardvoice.web.sessions import Caller

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Loader(Protocol):
    """Finds out who holds two cookies, on the ward of theirs that they look at, or at the patients' council."""

    def __call__(
        self,
        session: Session,
        session_hash: str | None,
        screen_hash: str | None,
        now: datetime,
        *,
        at_council: bool = False,
    ) -> Caller | None:
        """Return who it is, or None for cookies that mean nothing."""


@dataclass(frozen=True)
class Hall:
    """What the application hands to the hall when the house is built.

    `load_caller` finds out who holds two cookies; `is_whole` says whether the database answers and is up to date.
    """

    settings: Settings
    clock: Clock
    load_caller: Loader
    is_whole: Callable[[], bool]
    secret: bytes
    pepper: bytes


def the_hall() -> Hall:
    """Return the hall of the application that answers this request."""
    return cast(Hall, current_app.extensions["hall"])


def parts_of(address: str | None) -> SplitResult:
    """Return the parts of an address that a browser sent; of one that cannot be read, none."""
    try:
        return urlsplit(address or "")
    except ValueError:
        return urlsplit("")


class AskedOf(HtmxAwareRequest):  # type: ignore[misc]
    """A request that also understands what htmx 4 says about itself."""

    path: str

    def __init__(self, environ: Any, *rest: Any, **more: Any) -> None:
        """Keep the address as the browser sees it: that of the council stands under /council."""
        super().__init__(environ, *rest, **more)
        self.path = environ.get(MARK, "") + self.path

    @property
    def wants_piece(self) -> bool:
        """True if only a piece of the page will be swapped in."""
        whole = self.htmx.boosted or self.htmx.history_restore_request or self.headers.get("HX-Request-Type") == "full"
        return bool(self.htmx) and not whole

    @property
    def target_id(self) -> str | None:
        """The id of the element that htmx will change; htmx 4 sends it as `div#id`."""
        return self._id_of("HX-Target")

    @property
    def source_id(self) -> str | None:
        """The id of the element that started the request."""
        return self._id_of("HX-Source")

    @property
    def is_readable(self) -> bool:
        """True if what was sent is UTF-8; ask before the form is read."""
        try:
            unquote_to_bytes(self.get_data(cache=True, parse_form_data=False)).decode()
        except UnicodeDecodeError:
            return False
        return True

    def _id_of(self, header: str) -> str | None:
        return unquote(self.headers.get(header, "").partition("#")[2]) or None


asked = cast(AskedOf, flask_request)
"""The request being answered, with our own additions."""
