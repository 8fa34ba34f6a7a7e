"""Days as people write them into a list: the day first, then the month, as in Britain. What may mean two is refused."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.sheets.days import day_of

NO_DAY = N_("“%(text)s” is no day. Ask for one, and write it as 3 April 2024.")
UNREAD = N_("“%(text)s” could not be read as a day. Write it as 3 April 2024.")
NOT_SO = N_("There is no such day as “%(text)s”. Here the day comes first, then the month.")
WHICH_YEAR = N_("“%(text)s”: of which year? Write it in, or say in a column when it was agreed.")
TWO_WAYS = N_("“%(text)s” may be a day or a year. Write it as 3 April 2024.")
TOO_FAR = N_("“%(text)s” lies before the year 2000, or more than two years ahead.")

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
YEAR = r"(?P<year>\d{4}|\d{2})(?!\d)"
TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
WORDS_OF_NO_DAY = re.compile(
    r"(?:a\.?s\.?a\.?p\.?|as soon as possible|on-?going|t\.?b\.?[cda]\.?|n/?a|none|not set|immediate(?:ly)?|urgent"
    r"|continuous|next meeting|when possible|unknown|[-–—?.]+)",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"\b(?:by|on|due|the|of|in|then|now|was|moved|extended|revised|changed|to|until|and|from|ongoing|mon(?:day)?"
    r"|tues?(?:day)?|wed(?:nesday)?|thur?s?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|originally|new|date|latest|meeting|minutes|community|ward|agreed|raised|at)\b"
    r"|[\s,;:()&>/.–—\-]",
    re.IGNORECASE,
)
"""What may stand beside a day without changing it; "after" and "not before" do."""
FIRST_YEAR, FURTHEST = 2000, timedelta(days=731)


def days_in(text: str, *, agreed: date | None, today: date) -> tuple[date, ...]:
    """Return the days that a cell tells, in its order; a year that is left out follows from when it was agreed.

    RuleBroken for a cell in which anything else stands, and for a day that is none, or too far away.
    """
    if WORDS_OF_NO_DAY.fullmatch(text.strip()):
        raise RuleBroken(NO_DAY, text=text)
    found: list[tuple[int, date]] = []
    rest = text
    for pattern, meaning in WAYS:
        found += [(match.start(), _sure(meaning, match, agreed, text)) for match in pattern.finditer(rest)]
        rest = pattern.sub(lambda match: " " * len(match.group(0)), rest)
    if not found or BESIDE.sub("", rest):
        raise RuleBroken(UNREAD, text=text)
    days = tuple(day for _, day in sorted(found))
    if any(day.year < FIRST_YEAR or day > today + FURTHEST for day in days):
        raise RuleBroken(TOO_FAR, text=text)
    return days


Meaning = Callable[[re.Match[str], date | None], date]


def _sure(meaning: Meaning, match: re.Match[str], agreed: date | None, text: str) -> date:
    try:
        return meaning(match, agreed)
    except ValueError:
        raise RuleBroken(NOT_SO, text=text) from None
    except LookupError:
        raise RuleBroken(WHICH_YEAR, text=text) from None


def _whole(match: re.Match[str], agreed: date | None) -> date:
    """A day of a month, in a year that is told or follows."""
    return _dated(match, agreed, lambda year: date(year, _month(match), int(match["day"])))


def _end_of_month(match: re.Match[str], agreed: date | None) -> date:
    month = _month(match)
    return _dated(match, agreed, lambda year: date(year, month, monthrange(year, month)[1]))


def _middle_of_month(match: re.Match[str], agreed: date | None) -> date:
    return _dated(match, agreed, lambda year: date(year, _month(match), 15))


def _week_from(match: re.Match[str], agreed: date | None) -> date:
    return _whole(match, agreed) + timedelta(days=6)


def _counted(match: re.Match[str], _agreed: date | None) -> date:
    day = day_of(int(match["serial"]), since_1904=False)
    if day is None:
        raise ValueError
    return day


def _two_ways(match: re.Match[str], _agreed: date | None) -> date:
    raise RuleBroken(TWO_WAYS, text=match.group(0))


def _dated(match: re.Match[str], agreed: date | None, in_year: Callable[[int], date]) -> date:
    """Return the day in the year that is told, else the first one from when it was agreed on; LookupError if never."""
    told = match.groupdict().get("year")
    if told:
        return in_year(int(told) + (FIRST_YEAR if len(told) == 2 else 0))
    if agreed is None:
        in_year(2024)  # whether there is such a day at all
        raise LookupError
    return next(day for day in _years(in_year, agreed.year) if day >= agreed)


def _years(in_year: Callable[[int], date], first: int) -> Iterator[date]:
    for year in range(first, first + 9):
        try:
            yield in_year(year)
        except ValueError:  # 29 February
            continue
    raise ValueError


def _month(match: re.Match[str]) -> int:
    told = match["month"]
    return int(told) if told.isdecimal() else MONTHS.index(told[:3].lower()) + 1


def _way(pattern: str, meaning: Meaning) -> tuple[re.Pattern[str], Meaning]:
    return re.compile(pattern, re.IGNORECASE), meaning


NUMBERS = rf"(?P<day>\d{{1,2}})\s?[./-]\s?(?P<month>\d{{1,2}})(?:\s?[./-]\s?{YEAR})"
NAMED = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s./,-]*(?:of\s+)?{MONTH}(?:[\s./,'’-]*{YEAR})?"
WEEK = r"(?:w\.?/?c\.?|week (?:commencing|beginning|of))\s*:?\s*"
WAYS = (
    _way(rf"(?<![\d/.-])(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d){TIME}", _whole),
    _way(rf"\b{WEEK}{NUMBERS}", _week_from),
    _way(rf"\b{WEEK}{NAMED}", _week_from),
    _way(rf"(?:w\.?/?e\.?\s+|week ending\s+)?(?<![\d/.-]){NUMBERS}{TIME}", _whole),
    _way(rf"(?<![\d/.-]){NAMED}", _whole),
    _way(rf"\b{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)", _whole),
    _way(rf"\b{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b", _whole),
    _way(rf"\b(?:the )?(?:middle of|mid)[\s-]*{MONTH}(?:[\s./,'’-]*{YEAR})?", _middle_of_month),
    _way(rf"\bend(?: of)?\s+{MONTH}(?:[\s./,'’-]*{YEAR})?", _end_of_month),
    _way(rf"\b{MONTH}\s+\d{{2}}(?!\d)", _two_ways),
    _way(rf"\b{MONTH}(?:[\s./,'’-]*{YEAR})?", _end_of_month),
    _way(r"(?<![\d/.-])(?P<day>\d{1,2})[/.](?P<month>\d{1,2})(?![\d/.-])", _whole),
    _way(r"^\s*(?P<serial>[34]\d{4}|5[0-4]\d{3})(?:\.\d+)?\s*$", _counted),
)
"""The surest first: what one has read, the next does not see."""
