"""One item with its whole history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import make_response, redirect, url_for
from sqlalchemy.orm import Session

from wardvoice.agenda.views.linking import may_unlink
from wardvoice.agenda.views.tools import Known
from wardvoice.board import queries
from wardvoice.board.queries import Found, Story
from wardvoice.board.views.room import bp
from wardvoice.board.words import people_in, tell
from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May, may
from wardvoice.people.queries import accounts_by_id
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, page


@bp.get("/agenda/items/<uuid:item_id>")
@requires(May.READ_WARD)
def item(item_id: UUID) -> Answer:
    """Show one item: what was asked, what came of it, what happens next, and everything that happened."""
    work, reader = this_work(), this_actor()
    found = queries.find(work.session, work.ward_id, item_id, now=work.now, today=work.today, reader=reader)
    if found.speaks_for_it is not None:
        return make_response(redirect(url_for("board.item", item_id=found.speaks_for_it), 303))
    _refuse_before_publication(found)
    rights = {"may_read": may(reader, May.READ_RECEIVED, found.item), "reads_all": may(reader, May.READ_RECEIVED)}
    story = queries.story(work.session, found, now=work.now, today=work.today, **rights)
    tools = {"known_of_item": _known(found, story), "may_unlink": may_unlink(found.item)}
    told = _told(work.session, story)
    return page("board/item.html", None, 200, found=found, story=story, told=told, **rights, **tools)


def _refuse_before_publication(found: Found) -> None:
    """Until its agenda is out an item exists only for its author, the rep, peers, staff and the advocate."""
    if not found.public and not may(this_actor(), May.READ_RECEIVED, found.item):
        raise NotFound()


def _told(session: Session, story: Story) -> Sequence[Any]:
    people = accounts_by_id(session, people_in(story.history))
    return tell(story.history, {key: f"{one.name} ({one.job})" for key, one in people.items()})


def _known(found: Found, story: Story) -> Known:
    """Return what the tools of the item would have to ask for again."""
    answer, council = story.line.answered.answer, queries.last_of_council(story.line.answered.council)
    return Known(
        hiding=found.hiding,
        outcome=answer,
        accepted=answer.accepted if answer else None,
        council=council,
        council_accepted=council.accepted if council else None,
        raised_it=found.raised_it,
        matters=found.matters,
        is_out=found.public,
        other_half=found.asked.other_half,
    )
