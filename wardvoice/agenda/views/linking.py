"""A wrong link to what was asked before is taken back, from the page of the item that asks again."""

from __future__ import annotations

from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from wardvoice.agenda import commands, queries
from wardvoice.agenda.forms.preparing import chosen
from wardvoice.agenda.models import Item
from wardvoice.agenda.views.room import bp, item_to_read
from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May, may
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, done


@bp.post("/agenda/items/<uuid:item_id>/unlink")
@requires(May.READ_WARD)
def unlink(item_id: UUID) -> Answer:
    """Take back that an item asks again for an earlier one."""
    work, earlier = this_work(), chosen([request.form.get("earlier")])
    if earlier is None:
        raise NotFound()
    item = item_to_read(work, item_id)
    commands.unlink_items(work, item=item, earlier=queries.item(work.session, work.ward_id, earlier))
    return done(url_for("board.item", item_id=item_id), say=_("The link is taken back."))


def may_unlink(item: Item) -> bool:
    """Return whether whoever asks may take the links back: author, rep, or a patient or advocate in the rep’s place."""
    actor = this_actor()
    prepares = may(actor, May.MERGE, item) and may(actor, May.HANDLE_ITEM, item)
    return prepares or may(actor, May.EDIT_ITEM, item)
