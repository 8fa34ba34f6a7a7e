"""Which body an address speaks of: one's own ward, or under /council the patients' council.

Every page that there is of a ward stands under /council a second time, for the council: `/agenda` is the agenda of
one's own ward, `/council/agenda` that of the council, at the same screen and in the same visit. No browser is ever put
into another state that the next person at a shared screen would find.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from flask import current_app, has_request_context, request

from wardvoice.core.policy import AT_THE_COUNCIL

COUNCIL = "/council"
ONLY_THERE = frozenset({COUNCIL, "/print/council", "/council.csv", "/council-themes.csv"})
"""Pages that there are of the council alone."""
MARK = "wardvoice.at_council"


def read_address(environ: MutableMapping[str, Any]) -> None:
    """Take the council off an address, so that the same views answer, and note that it was there."""
    path = str(environ.get("PATH_INFO", ""))
    if path in ONLY_THERE:
        environ[MARK] = ""
    elif path.startswith(f"{COUNCIL}/") and plain(path) not in ONLY_THERE:
        environ[MARK], environ["PATH_INFO"] = COUNCIL, plain(path)


def plain(path: str) -> str:
    """Return an address of the council as it reads on a ward."""
    return path.removeprefix(COUNCIL) if path.startswith(f"{COUNCIL}/") else path


def at_the_council() -> bool:
    """Return whether the page that is asked for is one of the council's."""
    return has_request_context() and MARK in request.environ


def stands_there(endpoint: str | None) -> bool:
    """Return whether there is such a page of the council at all: its permission holds there for somebody."""
    return getattr(current_app.view_functions.get(endpoint or ""), "required", None) in AT_THE_COUNCIL


def address_at_council(address: str) -> str:
    """Return where a page of a ward stands for the council."""
    return address if address.partition("?")[0] in ONLY_THERE else f"{COUNCIL}{address}"
