"""The agenda of the next meeting."""

from __future__ import annotations

from wardvoice.board import queries
from wardvoice.board.views.room import bp
from wardvoice.core.policy import May, may
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_ward, this_work
from wardvoice.web.pages import Answer, page


@bp.get("/agenda")
@requires(May.READ_WARD)
def agenda() -> Answer:
    """Show the next meeting: last time's promises first, then the lines in their order."""
    work, ward_id = this_work(), this_ward().id
    found = queries.next_agenda(
        work.session, ward_id, now=work.now, today=work.today, may_read=may(this_actor(), May.READ_RECEIVED)
    )
    return page("board/agenda.html", agenda=found)
