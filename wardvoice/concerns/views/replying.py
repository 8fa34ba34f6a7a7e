"""The writer's yes or no to what a reader would tell the ward: asked once more, open until the next release (P44)."""

from __future__ import annotations

from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from wardvoice.concerns import commands
from wardvoice.concerns.models import Retelling
from wardvoice.concerns.views.coming_back import mine_to_change, the_held, whole
from wardvoice.concerns.views.room import bp
from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.hall import SAFE
from wardvoice.web.pages import Answer, done, page


@bp.route("/answer/mine/tell/<uuid:told_id>", methods=["GET", "POST"])
@requires(May.COME_BACK, forgets=True)
def agree(told_id: UUID) -> Answer:
    """Show once more where it would be told and to whom, and say yes to it."""
    return _ask(told_id, yes=True) if request.method in SAFE else _reply(told_id, yes=True)


@bp.route("/answer/mine/do-not-tell/<uuid:told_id>", methods=["GET", "POST"])
@requires(May.COME_BACK, forgets=True)
def refuse(told_id: UUID) -> Answer:
    """Ask once more, and say no to it; then nobody is told."""
    return _ask(told_id, yes=False) if request.method in SAFE else _reply(told_id, yes=False)


def _ask(told_id: UUID, *, yes: bool) -> Answer:
    known = whole(*the_held())
    one = next((one for one in known["asked"] if one.id == told_id), None)
    if one is None:
        raise NotFound()
    return page("concerns/reply.html", one=one, yes=yes, recipient=known["recipient"], when=known["when"])


def _reply(told_id: UUID, *, yes: bool) -> Answer:
    work, opened = this_apart_work(), mine_to_change()
    told = work.session.get(Retelling, told_id.bytes)
    if told is None:
        raise NotFound()
    commands.reply(work, mine=opened, told=told, yes=yes)
    said = _("We have your yes. Another reader looks at it, too.") if yes else _("We have your no. Nobody is told.")
    return done(url_for("concerns.mine"), say=said)
