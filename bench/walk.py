"""Every page that somebody reaches by links from the start page, once, at the same time in both hospitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

from bench.visitor import Visitor

READERS = (
    "rep",
    "nurse",
    "manager",
    "lead",
    "advocate",
    "listener",
    "admin",
    "duty",
    "reviewer",
    "patient",
    "terminal",
)
START_PAGES = ("terminal", "patient", "rep", "nurse", "manager", "lead", "admin")
LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')
TRIES = 3
"""So often another link is tried where one leads to no page."""


@dataclass(frozen=True)
class Found:
    """A page that somebody may open, by the name of its address in the code."""

    endpoint: str
    who: str
    address: str


def found_on(visitor: Visitor, way: tuple[str, ...]) -> str:
    """Return the address at the end of a way: the first link on each page that looks like the next step."""
    here = way[0]
    for step in way[1:]:
        link = re.search(f'href="({step})"', visitor.get(here)[1])
        if link is None:
            raise SystemExit(f"no link on {here} looks like {step}")
        here = unescape(link[1])
    return here


def walk(visitor: Visitor, who: str, addresses: Map) -> Iterator[Found]:
    """Yield each page that links lead to, one for each address of the code."""
    found, asked = set[str](), Counter[str]()
    to_see, known = ["/"], {"/"}
    router = addresses.bind("127.0.0.1")
    while to_see:
        address = to_see.pop(0)
        endpoint = _endpoint(router, address)
        if endpoint is None or endpoint in found or asked[endpoint] == TRIES:
            continue
        asked[endpoint] += 1
        page = _read(visitor, address)
        if page is not None:
            found.add(endpoint)
            yield Found(endpoint, who, address)
            links = [unescape(link) for link in LINK.findall(page)]
            to_see += [link for link in dict.fromkeys(links) if link not in known]
            known.update(links)
        elif visitor.led_to.startswith("/") and visitor.led_to not in known:
            to_see.append(visitor.led_to)
            known.add(visitor.led_to)


def _endpoint(router: object, address: str) -> str | None:
    try:
        endpoint, _values = router.match(address.partition("?")[0], method="GET")  # type: ignore[attr-defined]
    except HTTPException:
        return None
    return str(endpoint)


def _read(visitor: Visitor, address: str) -> str | None:
    """Return a page, or None for a file, for what leads elsewhere and for what may not be opened."""
    try:
        _, page = visitor.get(address)
    except RuntimeError:
        return None
    return page if visitor.kind == "text/html" and not visitor.led_to else None
