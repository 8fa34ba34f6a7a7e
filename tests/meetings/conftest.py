"""The ward of the agenda's tests, on which the tests of meetings are played."""

from __future__ import annotations

from tests.agenda.conftest import (
    Do,
    advocate,
    do,
    house,
    kestrel,
    manager,
    nurse,
    remembered,
    rep,
    somebody,
    told,
    ward,
)

__all__ = [
    "Do", "advocate", "do", "house", "kestrel", "manager", "nurse", "remembered", "rep", "somebody", "told", "ward",
]  # fmt: skip
