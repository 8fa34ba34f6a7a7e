"""How the pages of the evidence read in the log of what reviewers looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from wardvoice.evidence.words.measures import NAMES

LONGEST = 60
"""So many letters the table has room for."""
PAGES = {
    "hospital": _l("All wards side by side"),
    "ward": _l("How the ward is doing"),
    "measure": _l("A figure and the list behind it"),
    "take_figures_csv": _l("The ward’s figures, as CSV"),
    "take_figures_json": _l("The ward’s figures, as JSON"),
    "take_list_csv": _l("A list, as CSV"),
    "take_list_json": _l("A list, as JSON"),
    "take_months_csv": _l("A figure month by month, as CSV"),
    "take_months_json": _l("A figure month by month, as JSON"),
    "take_topics_csv": _l("What people asked about, as CSV"),
    "take_topics_json": _l("What people asked about, as JSON"),
    "take_all_topics_csv": _l("What people of all wards asked about, as CSV"),
    "take_all_topics_json": _l("What people of all wards asked about, as JSON"),
    "take_wards_csv": _l("All wards, as CSV"),
    "take_wards_json": _l("All wards, as JSON"),
    "take_dictionary_csv": _l("What the columns mean, as CSV"),
    "take_dictionary_json": _l("What the columns mean, as JSON"),
    "print_ward": _l("The ward’s figures, on paper"),
    "print_months": _l("The ward’s charts, on paper"),
    "summary": _l("How the ward is doing, in short"),
    "print_summary": _l("The same in short, on paper"),
    "take_private_csv": _l("What was said in private, as CSV"),
    "take_private_json": _l("What was said in private, as JSON"),
    "complaints": _l("Complaints in short"),
    "print_complaints": _l("Complaints in short, on paper"),
    "take_complaints_csv": _l("Complaints in short, as CSV"),
    "take_complaints_json": _l("Complaints in short, as JSON"),
    "dates": _l("The page on which days are chosen"),
}


def key_of(endpoint: str, about: Mapping[str, Any]) -> str:
    """Return what the log keeps of an address beside its ward: the page, and of which measure or theme it was."""
    return " ".join([endpoint.partition(".")[2], *map(str, about.values())])[:LONGEST]


def page_read(seen: str) -> str:
    """Return a page of the log in words; of one that has none its own key, so that no line hides what it was."""
    page, _blank, key = seen.partition(" ")
    told = str(PAGES.get(page, page))
    return f"{told}: {NAMES.get(key, key)}" if key else told
