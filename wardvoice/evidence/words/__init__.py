"""How the figures and the lists behind them are told."""

from wardvoice.evidence.words.criteria import by_name, fault_words, theme_name
from wardvoice.evidence.words.figures import (
    HEADLINES,
    SIDE_BY_SIDE,
    asked_of_each,
    how_counted,
    in_short,
    name,
    told,
    two_views,
)
from wardvoice.evidence.words.measures import HOW, MEASURES, NAMES
from wardvoice.evidence.words.periods import period_name
from wardvoice.evidence.words.rows import Leads, Row, rows

__all__ = [
    "HEADLINES",
    "HOW",
    "MEASURES",
    "NAMES",
    "SIDE_BY_SIDE",
    "Leads",
    "Row",
    "asked_of_each",
    "by_name",
    "fault_words",
    "how_counted",
    "in_short",
    "name",
    "period_name",
    "rows",
    "theme_name",
    "told",
    "two_views",
]
