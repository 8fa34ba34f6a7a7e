"""How a period reads: "October to December 2026", "2026", or its two days."""

from __future__ import annotations

from babel.dates import format_date
from flask_babel import get_locale
from flask_babel import gettext as _

from wardvoice.evidence.rules.periods import Period, Span


def period_name(period: Period) -> str:
    """Return a period as people say it."""
    if period.span is Span.YEAR:
        return str(period.first.year)
    if period.span is Span.QUARTER:
        names = (_written(period.first, "LLLL"), _written(period.last, "LLLL y"))
    else:
        names = (_written(period.first, "d MMMM y"), _written(period.last, "d MMMM y"))
    return str(_("%(first)s to %(last)s", first=names[0], last=names[1]))


def _written(day: object, pattern: str) -> str:
    return str(format_date(day, pattern, locale=str(get_locale() or "en_GB")))  # type: ignore[arg-type]
