"""The inbox of a reader: what was sealed to one's key, the unread and urgent on top; no words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wardvoice.concerns import queries
from wardvoice.concerns.queries import Line
from wardvoice.concerns.rules import Lateness
from wardvoice.concerns.views.desk import Reader, lateness_of, this_reader, to_unlock, ward_names
from wardvoice.concerns.views.room import bp
from wardvoice.concerns.words import reading as words
from wardvoice.core.policy import May
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.pages import PER_PAGE, Answer, offset, page, pages_of


@dataclass(frozen=True)
class Row:
    """One line of the inbox, as it is shown."""

    line: Line
    ward: str
    lateness: Lateness | None


@bp.get("/concerns")
@requires(May.READ_PRIVATE, hidden=True)
def inbox() -> Answer:
    """Show what has come; unread first, and of that what is urgent on top."""
    reader = this_reader()
    rows, total = _rows(reader)
    facts: dict[str, Any] = {"words": words, "to_unlock": to_unlock()}
    return page("concerns/read_inbox.html", reader=reader, pages=pages_of(rows, total), **facts)


def _rows(reader: Reader) -> tuple[list[Row], int]:
    if reader.key_id is None:
        return [], 0
    asked = {"places": reader.places, "limit": PER_PAGE, "offset": offset()}
    lines, total = queries.inbox(this_apart_work().session, reader.key_id, reader.private, **asked)  # type: ignore[arg-type]
    names = ward_names()
    shown = [Row(line, names.get(line.concern.ward_id, ""), lateness_of(line.concern)) for line in lines]
    return shown, total
