"""One's own things."""

from __future__ import annotations

from wardvoice.board import queries
from wardvoice.board.views.room import bp
from wardvoice.core.policy import May
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_ward, this_work
from wardvoice.web.pages import Answer, page


@bp.get("/my")
@requires(May.COME_BACK)
def mine() -> Answer:
    """Show what I asked and the promises on which my word is wanted; whoever has no name is asked how they sent it."""
    work, actor = this_work(), this_actor()
    if actor.id is None:
        return page("board/ways.html")
    found = queries.my_things(work.session, this_ward().id, actor.id, work.voice_on, now=work.now, today=work.today)
    return page("board/mine.html", mine=found)
