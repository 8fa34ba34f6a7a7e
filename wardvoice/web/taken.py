"""Tables that somebody takes along as a file."""

from __future__ import annotations

import re
import unicodedata

from flask import make_response

from wardvoice.web.pages import Answer

CSV = "text/csv; charset=utf-8"


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
