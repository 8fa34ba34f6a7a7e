"""The way from one period to others, the same on every page."""

from __future__ import annotations

from datetime import date
from typing import Any

from wardvoice.evidence.rules.periods import Period, after, before, quarter_of, year_of


def times(period: Period, today: date) -> dict[str, Any]:
    """Return the periods that a page leads to, each once, and whether its own is not over."""
    shown = period.until(today).last
    others = [before(period), after(period), quarter_of(shown), year_of(shown)]
    offered = dict.fromkeys(one for one in others if one != period and one.first <= today)
    return {"periods": list(offered), "so_far": not period.is_over(today)}
