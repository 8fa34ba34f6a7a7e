"""Whoever will not be in the room answers here, with one voice for each ward name."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May
from wardvoice.questions import commands, queries
from wardvoice.questions.forms import AnswerForm
from wardvoice.questions.models import Question
from wardvoice.questions.rules import Says
from wardvoice.questions.views.room import bp
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_ward, this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/questions")
@requires(May.READ_WARD)
def open_ones() -> Answer:
    """Show the questions that are open: to be answered by whoever is signed in with a ward name."""
    return _shown(AnswerForm())


@bp.post("/questions/<uuid:question_id>/answer")
@requires(May.ANSWER_QUESTION)
def answer(question_id: UUID) -> Answer:
    """Take one answer; the last one counts."""
    work, form = this_work(), AnswerForm()
    question = queries.question(work.session, work.ward_id, question_id)
    if form.validate():
        with form.refusals():
            commands.answer_question(work, question=question, says=form.says.data)
            return done(url_for("questions.open_ones"), say=_("Your answer is stored. You can still change it."))
    return _shown(form)


def _shown(form: AnswerForm) -> Answer:
    work = this_work()
    asked = queries.open_ones(work.session, this_ward().id)
    own = _said_by_me(work, [question for question, _meeting in asked])
    return page("questions/open.html", None, form.status, form=form, asked=asked, own=own)


def _said_by_me(work: Work, questions: Sequence[Question]) -> dict[UUID, Says]:
    voices = [voice for question in questions if (voice := work.voice_on(question))]
    return queries.answers_of(work.session, voices) if voices else {}
