"""Who is in post, whose name lives, which PIN will do, and how long to wait after wrong tries."""

from __future__ import annotations

from enum import StrEnum


class TermRole(StrEnum):
    """The parts that patients are chosen for."""

    REP = "rep"
    DEPUTY = "deputy"
    PEER = "peer"


class Chosen(StrEnum):
    """How a patient came to a part (product.md, R1)."""

    VOTE = "vote"
    AGREED = "agreed"
    ONLY_ONE = "only-one"


class TryKind(StrEnum):
    """What was tried."""

    PASSWORD = "password"  # noqa: S105
    PIN = "pin"
    CARD = "card"
    SCREEN = "screen"
