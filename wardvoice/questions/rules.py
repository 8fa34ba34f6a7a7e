"""When a question of the week may be put and answered, and how its answers are counted."""

from __future__ import annotations

from enum import StrEnum


class Says(StrEnum):
    """What a patient says to a question."""

    FOR = "for"
    AGAINST = "against"
    UNSURE = "unsure"
