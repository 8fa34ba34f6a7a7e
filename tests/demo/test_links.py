"""Whoever comes in by the doorway finds no link that leads nowhere, no page that is heavy, and nothing breaks."""

from __future__ import annotations

import pytest

from tests.demo.test_doorway import KEYS, enter
from tests.pages import PageClient

PAGES = 20
MOST_BYTES = 30 * 1024
"""What a page may weigh without its style sheets, which come once: 30 kB of 1,024 bytes."""
HEAVIER = {"prepare": 32 * 1024}
"""Preparing an agenda moves each of its lines up and down: 1.4 kB a line, so more than twelve weigh more."""


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ("board", "station")])
def test_every_link_leads_somewhere_and_no_page_is_heavy(visitor: PageClient, key: str) -> None:
    enter(visitor, key)
    seen: set[str] = set()
    to_see = ["/"]
    while to_see and len(seen) < PAGES:
        address = to_see.pop(0)
        seen.add(address)
        page = visitor.get(address)
        if visitor.answer.mimetype == "text/html":  # a file is taken along once
            assert len(visitor.answer.data) <= HEAVIER.get(address.rpartition("/")[2], MOST_BYTES), address
        links = [link.get("href").partition("#")[0] for link in page.all("a")]
        to_see += [link for link in links if link.startswith("/") and link not in seen and link not in to_see]
    assert len(seen) >= 3
