"""What falls due for a manager, by rule (product.md, I8)."""

from __future__ import annotations

from datetime import date, timedelta

WRITTEN_ANSWER_FROM = 4
"""From the fourth time an item is raised the manager owes a written answer."""
WRITTEN_ANSWER_DAYS = 7


def written_answer_due(times_raised: int, received_on: date) -> date | None:
    """Return the day by which the manager answers in writing what was raised four times, or None."""
    return received_on + timedelta(days=WRITTEN_ANSWER_DAYS) if times_raised >= WRITTEN_ANSWER_FROM else None


def stand_in_days(empty_since: date, today: date) -> int:
    """Return for how many days no rep has been in post, today included."""
    return (today - empty_since).days + 1
