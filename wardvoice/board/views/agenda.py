"""The agenda of the next meeting."""

from __future__ import annotations

from typing import Any

from wardvoice.board import queries
from wardvoice.board.queries import MeetingShown, NextAgenda
from wardvoice.board.views.room import bp
from wardvoice.core.policy import May, may
from wardvoice.web.drawn import drawn
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_ward, this_work
from wardvoice.web.pages import Answer, page


@bp.get("/agenda")
@requires(May.READ_WARD)
def agenda() -> Answer:
    """Show the next meeting: last time's promises first, then the lines in their order."""
    meeting = _meeting()

    def facts() -> dict[str, Any]:
        return {"agenda": _agenda(meeting), "meeting": meeting}

    return page("board/agenda.html", meeting=meeting, inside=drawn("board/_agenda.html", facts, _may_read()))


def next_one() -> tuple[MeetingShown | None, NextAgenda]:
    """Return the next meeting and its agenda, as far as whoever asks may read it."""
    meeting = _meeting()
    return meeting, _agenda(meeting)


def _meeting() -> MeetingShown | None:
    work = this_work()
    return queries.next_meeting(work.session, this_ward().id, work.today)


def _agenda(meeting: MeetingShown | None) -> NextAgenda:
    work, ward_id, may_read = this_work(), this_ward().id, _may_read()
    return queries.next_agenda(work.session, ward_id, meeting, now=work.now, today=work.today, may_read=may_read)


def _may_read() -> bool:
    return may(this_actor(), May.READ_RECEIVED)
