"""What falls due for a ward, by rule (rules.md, Who may)."""

from __future__ import annotations

from datetime import date


def stand_in_days(empty_since: date, today: date) -> int:
    """Return for how many days no rep has been in post, today included."""
    return (today - empty_since).days + 1
