"""What a ward reads about its own words: how long they stay, what will go and when, and what has gone."""

from __future__ import annotations

from wardvoice.core.policy import May
from wardvoice.records import queries
from wardvoice.records.models import Removal, RemovalRequest
from wardvoice.records.queries.removing import removed_by_two
from wardvoice.records.views.room import bp
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_ward, this_work
from wardvoice.web.pages import Answer, page


@bp.get("/records")
@requires(May.READ_WARD)
def of_ward() -> Answer:
    """Show how long words stay, and what goes on which day."""
    session, ward_id = this_work().session, this_ward().id
    coming, gone, removed = told_to_ward()
    return page(
        "records/ward.html",
        schedule=queries.in_force(session),
        keeping=queries.keeping_now(session),
        coming=coming,
        gone=gone,
        removed=removed,
        held=sum(one.ward_id == ward_id for one in queries.holds_on(session, ward_id, this_work().today)),
    )


def told_to_ward() -> tuple[list[Removal], list[Removal], list[RemovalRequest]]:
    """Return what the ward was told will go, what went in which there were words, and what two people removed."""
    session, ward_id = this_work().session, this_ward().id
    shown = queries.removals_of(session, ward_id)
    coming = [one for one in shown if one.ended_on is None]
    gone = [one for one in shown if one.ended_on is not None and one.texts]
    return coming, gone, removed_by_two(session, ward_id)
