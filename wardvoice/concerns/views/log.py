"""Who opened what was sent in private, and what was done with it: open to advocate and listener (N1, P40)."""

from __future__ import annotations

from uuid import UUID

from wardvoice.concerns import queries
from wardvoice.concerns.views.desk import this_reader
from wardvoice.concerns.views.room import bp
from wardvoice.concerns.words import reading as words
from wardvoice.core.actor import Role
from wardvoice.core.policy import May
from wardvoice.people.queries.keys import names_of
from wardvoice.storage.apart_work import first_broken
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_actor, this_ward, this_work
from wardvoice.web.pages import PER_PAGE, Answer, offset, page, pages_of

NO_KEY = UUID(int=0)


@bp.get("/concerns/log")
@requires(May.SEE_PRIVATE_LOG, hidden=True)
def log() -> Answer:
    """Show who opened what on this ward, newest first, and whether a line was touched since it was written."""
    session = this_apart_work().session
    rows, total = queries.log_lines(session, this_ward().id, key_id=_only(), limit=PER_PAGE, offset=offset())
    people = names_of(this_work().session, {line.account_id for line, _name in rows})
    facts = {"people": people, "words": words, "broken": first_broken(session, the_hall().pepper)}
    return page("concerns/read_log.html", None, 200, pages=pages_of(rows, total), **facts)


def _only() -> UUID | None:
    """Return the key to whose concerns the page keeps: a listener may be the person whom another concern names."""
    return None if this_actor().has(Role.ADVOCATE) else this_reader().key_id or NO_KEY
