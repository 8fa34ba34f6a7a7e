"""The conduct text that everybody with an account accepts, at first and then each year (product.md, N1)."""

from __future__ import annotations

from datetime import date, timedelta

GOOD_FOR = timedelta(days=365)


def is_due(accepted_on: date | None, today: date) -> bool:
    """Return whether somebody has to accept the conduct text today."""
    return accepted_on is None or today - accepted_on >= GOOD_FOR
