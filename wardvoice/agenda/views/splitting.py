"""An item that asks for two things becomes two while its agenda is prepared, and one again from its page."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.agenda import commands, queries
from wardvoice.agenda.forms.preparing import SplitForm
from wardvoice.agenda.models import Item
from wardvoice.agenda.views.room import bp, item_to_read
from wardvoice.core.policy import May
from wardvoice.meetings import queries as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/meetings/<uuid:meeting_id>/split/<uuid:item_id>")
@requires(May.MERGE)
def split_page(meeting_id: UUID, item_id: UUID) -> Answer:
    """Show the words of an item, and two boxes for what each part is about."""
    work, meeting, item = _opened(meeting_id, item_id)
    commands.may_split(work, item)
    return _page(meeting, item, SplitForm(version=item.version))


@bp.post("/meetings/<uuid:meeting_id>/split/<uuid:item_id>")
@requires(May.MERGE)
def split(meeting_id: UUID, item_id: UUID) -> Answer:
    """Make two of an item that asks for two things; what was typed stays where that is refused."""
    work, meeting, item = _opened(meeting_id, item_id)
    form = SplitForm()
    if form.validate():
        with form.refusals():
            parts = {"first_part": form.first_part.data or "", "second_part": form.second_part.data or ""}
            commands.split_item(work, item=item, **parts, version=form.version.data)
            say = _("They are two now. Both keep the whole words.")
            return done(url_for("agenda.prepare", meeting_id=meeting.id), say=say)
    return _page(meeting, item, form.as_of(item.version))


@bp.post("/agenda/items/<uuid:item_id>/join")
@requires(May.MERGE)
def join(item_id: UUID) -> Answer:
    """Make both parts one again."""
    work = this_work()
    first = commands.join_halves(work, item=queries.item(work.session, work.ward_id, item_id))
    return done(url_for("board.item", item_id=first.id), say=_("They are one again."))


def _opened(meeting_id: UUID, item_id: UUID) -> tuple[Work, Meeting, Item]:
    work = this_work()
    meeting, item = meetings.meeting(work.session, work.ward_id, meeting_id), item_to_read(work, item_id)
    work.require(May.MERGE, item)
    commands.step_aside(work, item)
    return work, meeting, item


def _page(meeting: Meeting, item: Item, form: SplitForm) -> Answer:
    return page("agenda/split.html", meeting=meeting, item=item, form=form, status=form.status)
