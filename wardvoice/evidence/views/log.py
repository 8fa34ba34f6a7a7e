"""What a reviewer reads is written down, and stands open to those who answer for the ward (E2)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.core.actor import Actor
from wardvoice.core.policy import May
from wardvoice.evidence.models import View
from wardvoice.evidence.queries import visits as queries
from wardvoice.evidence.queries.wards import WardTold
from wardvoice.evidence.views.room import bp
from wardvoice.evidence.words import period_name
from wardvoice.evidence.words import visits as words
from wardvoice.web.guard import required_by, requires
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import afterwards, this_actor, this_work
from wardvoice.web.pages import PER_PAGE, Answer, offset, page, pages_of
from wardvoice.web.taken import MOST_TAKEN, take

HEADINGS = (_l("Day"), _l("Time"), _l("Who"), _l("Job"), _l("Ward"), _l("What"), _l("Of which time"))
READ_BY = frozenset({"GET", "HEAD"})
"""How a page is read; whoever asks for its OPTIONS gets nothing of it."""
FOR_NO_REVIEWER = frozenset({May.SEE_VISITS, May.KEEP_CRITERIA, May.COMMENT_EVIDENCE})
"""What no reviewer may: whoever opens these pages does it in another part that they have, and reads no figure there."""


@bp.after_request
def write_down(response: Response) -> Response:
    """Note each answer of this room that a reviewer got: page, list, print and file alike, so that none is forgotten.

    What was refused is not noted: nothing of a ward was read, and a line would tell the ward of a visit that was none.
    """
    actor, about = this_actor(), dict(request.view_args or {})
    ward_id: UUID | None = about.pop("ward_id", None)
    read = response.status_code == 200 and request.method in READ_BY
    if read and required_by(str(request.endpoint)) not in FOR_NO_REVIEWER and came_to_review(actor, ward_id):
        period = g.get("period_told")
        facts: dict[str, Any] = {"first": period.first, "last": period.last} if period else {}
        seen = words.key_of(str(request.endpoint), about)
        afterwards(partial(_store, account_id=actor.id, ward_id=ward_id, page=seen, at=the_hall().clock.now(), **facts))
    return response


def came_to_review(actor: Actor, ward_id: UUID | None) -> bool:
    """Return whether somebody reads as a reviewer: of a ward to which they were invited, or of all of theirs."""
    return bool(actor.reviews) and (ward_id is None or not actor.reviews.isdisjoint({ward_id, None}))


def _store(session: Any, **facts: Any) -> None:
    session.add(View(**facts))


@bp.get("/admin/evidence/log")
@requires(May.SEE_VISITS)
def visits() -> Answer:
    """Show what reviewers read, the newest first: of one's own ward, or to an admin of every ward."""
    work = this_work()
    ward_id = None if queries.sees_all(work.actor) else work.ward_id
    rows, total = queries.visits(work.session, ward_id, skip=offset(), most=PER_PAGE)
    return page("evidence/visits.html", pages=pages_of(rows, total), words=words, everywhere=ward_id is None)


@bp.get("/admin/evidence/log.csv")
@requires(May.SEE_VISITS)
def take_visits() -> Answer:
    """Give along what reviewers read: of one's own ward, or to an admin of every ward."""
    work = this_work()
    ward_id = None if queries.sees_all(work.actor) else work.ward_id
    rows, _total = queries.visits(work.session, ward_id, skip=0, most=MOST_TAKEN)
    return take("visits", HEADINGS, map(_visit, rows))


def _visit(seen: queries.Visit) -> Sequence[Any]:
    view, at = seen.view, the_hall().clock.local(seen.view.at)
    period = period_name(view.period) if view.period else ""
    where = seen.ward_name or _("all wards")
    return (at.date(), f"{at:%H:%M}", seen.name, seen.job, where, words.page_read(view.page), period)


@bp.context_processor
def _reviewed() -> dict[str, Any]:
    return {"reviewed": reviewed}


def reviewed(ward: WardTold) -> queries.Reviewed:
    """Return what the ward itself should know of its reviewers: until when somebody may read, and when they did."""
    work = this_work()
    return queries.reviewed(work.session, ward.id, work.today, work.clock)
