"""How often an item was raised and carried over, counted anew from what the history tells, without asking a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Body = Mapping[str, Any]
WAITS_AGAIN = ("item-put-off", "item-carried")
STANDS = ("item-placed", "item-taken-off")


def carried(bodies: Iterable[Body]) -> dict[str, int]:
    """Count for each item the agendas on which the last word was that it waits, or that nobody met."""
    last: dict[tuple[str, str], bool] = {}
    for body in bodies:
        if body["what"] in (*WAITS_AGAIN, *STANDS):
            last[_id(body), str(body["facts"]["meeting"])] = body["what"] in WAITS_AGAIN
    return _tally(item for (item, _meeting), waits in last.items() if waits)


def raised(bodies: Iterable[Body]) -> dict[str, int]:
    """Count for each item itself and every earlier one that people led back to, over however many links."""
    earlier: dict[str, set[str]] = {}
    items = []
    for body in bodies:
        if body["what"] in ("item-raised", "item-split-off"):
            items.append(_id(body))
        if body["what"] == "item-linked":
            earlier.setdefault(_id(body), set()).add(str(body["facts"]["earlier"]))
        if body["what"] == "item-unlinked":
            earlier[_id(body)].discard(str(body["facts"]["earlier"]))
    return {item: len(_led_back(item, earlier)) for item in items}


def _led_back(item: str, earlier: Mapping[str, set[str]]) -> set[str]:
    met, wanted = set(), [item]
    while wanted:
        one = wanted.pop()
        if one not in met:
            met.add(one)
            wanted.extend(earlier.get(one, ()))
    return met


def _id(body: Body) -> str:
    return str(body["thing"]).removeprefix("items:")


def _tally(items: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for item in items:
        found[item] = found.get(item, 0) + 1
    return found
