"""What was said in private, approved, and is shown now: as an item of the next meeting, or on the board (P44).

The room of concerns stands beside the agenda and cannot reach it; here both can be reached.
"""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.agenda import commands as agenda
from wardvoice.agenda.rules import ItemKind, Topic
from wardvoice.board.views.room import bp
from wardvoice.concerns import commands as concerns
from wardvoice.concerns.rules import Theme, Where
from wardvoice.concerns.views.telling import the_telling
from wardvoice.core.errors import Repeated
from wardvoice.core.policy import May
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done

TOPICS = {
    Theme.STAFF_CONDUCT: Topic.RESPECT,
    Theme.RESTRAINT: Topic.SAFETY,
    Theme.SAFETY: Topic.SAFETY,
    Theme.RESPECT: Topic.RESPECT,
    Theme.DISCRIMINATION: Topic.RESPECT,
    Theme.MEDICINE: Topic.CARE,
    Theme.LEAVE: Topic.LEAVE,
    Theme.FOOD_AND_ROOMS: Topic.ROOMS,
}
"""Under which topic of the agenda a theme stands; any other under something else."""


@bp.post("/concerns/tellings/<uuid:telling_id>/show")
@requires(May.SHOW_RETELLING, hidden=True)
def show_telling(telling_id: UUID) -> Answer:
    """Show an approved retelling; for the meeting the advocate writes it down as an item."""
    told, said = the_telling(telling_id)
    concerns.show(this_apart_work(), told, said)
    if told.where is Where.MEETING:
        topic = TOPICS.get(told.theme, Topic.SOMETHING_ELSE)
        with suppress(Repeated):  # stored before, when the other database could not be
            agenda.write_for(this_work(), kind=ItemKind.PROBLEM, topic=topic, words=said.asked, once=told.uuid.hex)
    return done(url_for("concerns.tellings"), say=_("It is shown now."))
