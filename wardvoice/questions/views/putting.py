"""The rep puts one to three questions before a meeting, each with what its answer decides."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.agenda import queries as of_agenda
from wardvoice.agenda.models import AgendaEntry
from wardvoice.agenda.rules import EntryState
from wardvoice.agenda.views.naming import ask_about_names
from wardvoice.agenda.views.room import in_short
from wardvoice.core.policy import May
from wardvoice.meetings import queries as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.meetings.words import DECIDES
from wardvoice.questions import commands, queries
from wardvoice.questions.forms import QuestionForm
from wardvoice.questions.rules import MOST_QUESTIONS
from wardvoice.questions.views.room import bp
from wardvoice.questions.words import from_the_ward
from wardvoice.storage.work import Work
from wardvoice.web.fields import offer
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page
from wardvoice.web.taken import take

HEADINGS = (_l("Question"), _l("What it decides"), _l("From the ward"))
ASKING = (MeetingState.PLANNED, MeetingState.PUBLISHED)


@bp.route("/meetings/<uuid:meeting_id>/questions", methods=["GET", "POST"])
@requires(May.PREPARE)
def week(meeting_id: UUID) -> Answer:
    """Show the questions of one meeting, and put another."""
    work = this_work()
    meeting = meetings.meeting(work.session, work.ward_id, meeting_id)
    work.require(May.PREPARE, meeting)
    form = _offering(work, meeting, QuestionForm())
    if form.validate():
        if asked := ask_about_names(form, form.words.data):
            return asked
        with form.refusals():
            work.refuse_repeat(form.once.data)
            facts = {"words": form.words.data or "", "decides": form.decides.data, "about": _line(work, form)}
            work.once(form.once.data, commands.put_question(work, meeting=meeting, **facts))
            return done(url_for("questions.week", meeting_id=meeting.id), say=_("The question is written down."))
    asked_before = queries.of_meeting(work.session, meeting)
    more = meeting.state in ASKING and len(asked_before) < MOST_QUESTIONS
    facts = {"meeting": meeting, "asked": asked_before, "more": more}
    return page("questions/week.html", None, form.status, form=form, **facts)


@bp.get("/meetings/<uuid:meeting_id>/questions.csv")
@requires(May.TAKE_TABLE)
def take_questions(meeting_id: UUID) -> Answer:
    """Give the questions of one meeting along; with what the ward said once it is over."""
    work = this_work()
    meeting = meetings.meeting(work.session, work.ward_id, meeting_id)
    work.require(May.PREPARE, meeting)
    rows = (
        (
            *(one.question.words or _("These words were removed."), DECIDES[one.question.decides]),
            from_the_ward(one.counts) if meeting.closed_at else "",
        )
        for one in queries.of_meeting(work.session, meeting)
    )
    return take("questions", HEADINGS, rows)


@bp.post("/questions/<uuid:question_id>/take-back")
@requires(May.PREPARE)
def take_back(question_id: UUID) -> Answer:
    """Take a question back before it is out."""
    work = this_work()
    question = queries.question(work.session, work.ward_id, question_id)
    commands.take_back(work, question=question)
    to = url_for("questions.week", meeting_id=question.meeting_id)
    return done(to, say=_("The question is taken back."))


def _offering(work: Work, meeting: Meeting, form: QuestionForm) -> QuestionForm:
    """Offer the lines of the agenda that a question can be about, or none of them."""
    rows = of_agenda.with_items(work.session, meeting)
    lines = {str(entry.id): in_short(item) if item else entry.title or "…" for entry, item in rows if _is_on(entry)}
    offer(form.about, {"": _("Nothing on the agenda: it gets a line of its own"), **lines})
    return form


def _is_on(entry: AgendaEntry) -> bool:
    return entry.state is EntryState.ON


def _line(work: Work, form: QuestionForm) -> AgendaEntry | None:
    return of_agenda.entry(work.session, work.ward_id, UUID(form.about.data)) if form.about.data else None
