"""Who opened what was sent in private, and what was done with it, for those who can open it too (N1, P40)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from wardvoice.concerns import queries
from wardvoice.concerns.views.desk import this_reader
from wardvoice.concerns.views.room import bp
from wardvoice.concerns.words import reading as words
from wardvoice.core.policy import May
from wardvoice.people.queries.keys import names_of
from wardvoice.storage.anchors import first_lost
from wardvoice.storage.apart_work import first_broken
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_ward, this_work
from wardvoice.web.pages import PER_PAGE, Answer, offset, page, pages_of


@bp.get("/concerns/log")
@requires(May.SEE_PRIVATE_LOG, hidden=True)
def log() -> Answer:
    """Show who opened what on this ward, newest first, and whether a line was touched since it was written."""
    session = this_apart_work().session
    reader, cut = this_reader(), {"limit": PER_PAGE, "offset": offset()}
    whose = {"account_id": reader.account_id, "key_id": reader.key_id, "places": reader.places}
    rows, total = queries.log_lines(session, this_ward().id, **whose, **cut)  # type: ignore[arg-type]
    people = names_of(this_work().session, {line.account_id for line, _name in rows})
    facts = {"people": people, "words": words, "broken": _touched(session)}
    return page("concerns/read_log.html", None, 200, pages=pages_of(rows, total), **facts)


def _touched(session: Session) -> int | None:
    """Return the number of the first line that was changed, or cut off from the end; None where all is there."""
    return first_broken(session, the_hall().pepper) or first_lost(this_work().session, session)
