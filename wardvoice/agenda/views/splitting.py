"""An item that asks for two things becomes two while its agenda is prepared, and one again from its page."""

from __future__ import annotations

from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from wardvoice.agenda import commands, queries
from wardvoice.agenda.forms.preparing import SplitForm, chosen
from wardvoice.agenda.models import Item
from wardvoice.agenda.views.room import bp, item_to_read
from wardvoice.core.policy import May
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/agenda/items/<uuid:item_id>/split")
@requires(May.MERGE)
def split_page(item_id: UUID) -> Answer:
    """Show the words of an item, and two boxes for what each part is about."""
    work, item = _opened(item_id)
    commands.may_split(work, item)
    return _page(item, SplitForm(version=item.version, meeting=request.args.get("meeting", "")))


@bp.post("/agenda/items/<uuid:item_id>/split")
@requires(May.MERGE)
def split(item_id: UUID) -> Answer:
    """Make two of an item that asks for two things; what was typed stays where that is refused."""
    work, item = _opened(item_id)
    form = SplitForm()
    if form.validate():
        with form.refusals():
            parts = {"first_part": form.first_part.data or "", "second_part": form.second_part.data or ""}
            commands.split_item(work, item=item, **parts, version=form.version.data)
            return done(_back(item, form), say=_("They are two now. Both keep the whole words."))
    return _page(item, form.as_of(item.version))


@bp.post("/agenda/items/<uuid:item_id>/join")
@requires(May.MERGE)
def join(item_id: UUID) -> Answer:
    """Make both parts one again."""
    work = this_work()
    first = commands.join_halves(work, item=queries.item(work.session, work.ward_id, item_id))
    return done(url_for("board.item", item_id=first.id), say=_("They are one again."))


def _opened(item_id: UUID) -> tuple[Work, Item]:
    work = this_work()
    item = item_to_read(work, item_id)
    work.require(May.MERGE, item)
    commands.step_aside(work, item)
    return work, item


def _page(item: Item, form: SplitForm) -> Answer:
    return page("agenda/split.html", item=item, form=form, back=_back(item, form), status=form.status)


def _back(item: Item, form: SplitForm) -> str:
    """Return where somebody came from: the agenda that they prepare, or the item's own page."""
    meeting_id = chosen([form.meeting.data])
    if meeting_id is None:
        return url_for("board.item", item_id=item.id)
    return url_for("agenda.prepare", meeting_id=meeting_id)
