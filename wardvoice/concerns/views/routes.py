"""The other ways to complain or be heard, on one page of paper for whoever asks a reader for them (C9)."""

from __future__ import annotations

from wardvoice.concerns.views.room import bp
from wardvoice.concerns.words.routes import routes_of
from wardvoice.core.policy import May
from wardvoice.web.guard import requires
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_ward
from wardvoice.web.pages import Answer, page


@bp.get("/concerns/routes")
@requires(May.READ_PRIVATE, hidden=True)
def routes() -> Answer:
    """Show the routes of this nation, to be printed."""
    found = routes_of(the_hall().settings.bank_holidays)
    return page("concerns/read_routes.html", routes=found, numbers=this_ward().numbers, layout="print.html")
