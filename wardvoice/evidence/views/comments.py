"""A rep's own words beside the figures (E6)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request
from flask_babel import gettext as _

from wardvoice.agenda.views.naming import ask_about_names
from wardvoice.core.policy import May
from wardvoice.evidence import commands
from wardvoice.evidence.forms import CommentForm
from wardvoice.evidence.queries.comments import comments_of
from wardvoice.evidence.views.room import Asked, bp, period_asked, ward_asked
from wardvoice.people import commands as people
from wardvoice.people.views.drafts import keeps_drafts
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page


@bp.route("/evidence/<uuid:ward_id>/comment", methods=["GET", "POST"])
@requires(May.COMMENT_EVIDENCE)
@keeps_drafts
def comment(ward_id: UUID) -> Answer:
    """Let a rep or deputy write beside the figures of a period what they say about them."""
    work, form = this_work(), CommentForm()
    ward = ward_asked(ward_id, May.COMMENT_EVIDENCE)
    asked = Asked(ward, form.about(work.today) if request.method == "POST" else period_asked())
    work.refuse_repeat(form.once.data)
    if form.validate() and not form.wants_to_change:
        if question := ask_about_names(form, form.words.data):
            return question
        with form.refusals():
            commands.say_about_figures(work, period=asked.period, words=form.words.data, once=form.once.data)
            people.throw_drafts_away(work, request.path)
            return done(asked.address("ward"), say=_("Your words stand beside the numbers now."))
    return page("evidence/comment.html", None, form.status, form=form.of(asked.period), asked=asked)


@bp.context_processor
def _said() -> dict[str, Any]:
    return {"comments_of": lambda asked: comments_of(this_work().session, asked.ward.id, asked.period)}
