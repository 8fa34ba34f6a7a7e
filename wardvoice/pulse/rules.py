"""The trust pulse (rules.md, measure 16): three answers, counted by calendar quarter."""

from __future__ import annotations

from enum import StrEnum


class Says(StrEnum):
    """What somebody says to "Things I raise get dealt with"."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
