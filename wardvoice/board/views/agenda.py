"""The agenda of the next meeting."""

from __future__ import annotations

from typing import Any

from wardvoice.board import queries
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
    work, ward_id, may_read = this_work(), this_ward().id, may(this_actor(), May.READ_RECEIVED)
    meeting = queries.next_meeting(work.session, ward_id, work.today)

    def facts() -> dict[str, Any]:
        found = queries.next_agenda(work.session, ward_id, meeting, now=work.now, today=work.today, may_read=may_read)
        return {"agenda": found, "meeting": meeting}

    return page("board/agenda.html", meeting=meeting, inside=drawn("board/_agenda.html", facts, may_read))
