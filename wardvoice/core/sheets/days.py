"""Days in a spreadsheet: numbers, which only the style of their cell makes a day.

ECMA-376 part 1: 18.8.30 numFmt (which styles show a day), 18.17.4.1 (days since 1900, or since 1904 in files that
began on an old Macintosh).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from wardvoice.core.sheets.parts import Node

SHOW_A_DAY = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
"""The numbers of the styles that every spreadsheet knows without being told."""
SINCE_1900, SINCE_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""The first is a day early: 1900 is held to be a leap year, and no day that is read here lies before its March."""
FIRST_SURE, LAST_SURE = 61, 2_958_465
NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')


def styles_of_days(styles: Node) -> frozenset[int]:
    """Return the places of the cell styles that show a number as a day."""
    own = {int(one.attrs["numFmtId"]): one.attrs.get("formatCode", "") for one in styles.all("numFmt")}
    shown = (int(xf.attrs.get("numFmtId", 0)) for all_of in styles.all("cellXfs") for xf in all_of.all("xf"))
    return frozenset(place for place, one in enumerate(shown) if _is_day(one, own))


def day_of(number: float, *, since_1904: bool) -> date | None:
    """Return the day that a number stands for, or None for one that stands for none."""
    if not FIRST_SURE <= number <= LAST_SURE - (SINCE_1904 - SINCE_1900).days:
        return None
    return (SINCE_1904 if since_1904 else SINCE_1900) + timedelta(days=int(number))


def _is_day(number: int, own: dict[int, str]) -> bool:
    return _shows_day(own[number]) if number in own else number in SHOW_A_DAY


def _shows_day(code: str) -> bool:
    signs = NOT_SHOWN.sub("", code.partition(";")[0]).lower()
    return "d" in signs or "y" in signs or ("m" in signs and not {"h", "s"} & set(signs))
