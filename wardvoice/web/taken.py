"""Tables that somebody takes along as a file: the rows of a page, as whoever asks may read them there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import unescape
from typing import Any

from flask import make_response, render_template

from wardvoice.core.tables import Column, Table, as_csv
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer

CSV = "text/csv; charset=utf-8"
TAG = re.compile(r"<[^>]*>")
MOST_TAKEN = 5_000
"""Rows of a file at the most: years of a ward, and no more than a worker makes in a moment."""


def take(name: str, headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Answer:
    """Answer with the rows of a page as a CSV file named after the table and the day; no cell begins a formula."""
    table = Table(name, [Column(str(heading), "") for heading in headings], [*rows])
    return as_file(as_csv(table), CSV, f"{plain(name)}-{this_work().today.isoformat()}.csv")


def together(parts: Iterable[Any]) -> str:
    """Return in one cell what a page says in several lines."""
    return "; ".join(str(part) for part in parts if part)


def words_in(template: str, **facts: Any) -> str:
    """Return what a piece of a page says, as text: for a file, never for a page."""
    return " ".join(unescape(TAG.sub("", render_template(template, **facts))).split())


def as_file(data: bytes, kind: str, name: str) -> Answer:
    """Answer with a file; its name holds plain letters alone."""
    answer = make_response(data)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def plain(name: str) -> str:
    """Return a name as every machine can write it in the name of a file."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "ward"
