"""An owner who was not in the room says whether a promise is theirs: one tap, or one line."""

from __future__ import annotations

from uuid import UUID

from flask_babel import gettext as _

from wardvoice.actions import commands
from wardvoice.actions.forms import MineForm, NotMineForm
from wardvoice.actions.views.reading import bp
from wardvoice.actions.views.staff import again, opened, stored
from wardvoice.core.policy import May
from wardvoice.web.guard import requires
from wardvoice.web.pages import Answer


@bp.post("/actions/<uuid:action_id>/mine")
@requires(May.SAY_WHOSE)
def mine(action_id: UUID) -> Answer:
    """Say that a promise is one's own."""
    work, action, form = opened(action_id, MineForm())
    if form.validate():
        with form.refusals():
            commands.take_promise(work, action=action, version=form.version.data)
            return stored(work, action, form, _("It is yours. Everybody on the ward can read that you said yes."))
    return again(work, action, form, mine=form)


@bp.post("/actions/<uuid:action_id>/not-mine")
@requires(May.SAY_WHOSE)
def not_mine(action_id: UUID) -> Answer:
    """Say that a promise is not one's own, and whose it might be."""
    work, action, form = opened(action_id, NotMineForm())
    if form.validate():
        with form.refusals():
            typed = {"because": form.because.data, "perhaps": form.perhaps.data}
            commands.say_not_mine(work, action=action, version=form.version.data, **typed)
            return stored(work, action, form, _("We have told the ward manager, who names somebody else."))
    return again(work, action, form, not_mine=form)
