"""Writing beside the minutes: that one remembers it differently, or a correction once they are agreed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from wardvoice.agenda.models import AgendaEntry
from wardvoice.agenda.views.naming import ask_about_names
from wardvoice.core.policy import May
from wardvoice.meetings.models import Meeting
from wardvoice.minutes import commands, forms, queries, words
from wardvoice.minutes.models import Remark
from wardvoice.minutes.views.stage import bp, opened
from wardvoice.people import commands as people
from wardvoice.people.views.drafts import keeps_drafts
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.pages import Answer, done, page

MINUTES = "/meetings/<uuid:meeting_id>/minutes"


@bp.route(f"{MINUTES}/differently", methods=["GET", "POST"])
@requires(May.REMEMBER_DIFFERENTLY)
@keeps_drafts
def differently(meeting_id: UUID) -> Answer:
    """Say beside the minutes that one remembers it differently."""
    form = forms.DifferentlyForm()
    write = partial(commands.remember_differently, named=bool(form.named.data))
    return _beside(meeting_id, form, "minutes/differently.html", write, _("It stands beside the minutes now."))


@bp.route(f"{MINUTES}/correction", methods=["GET", "POST"])
@requires(May.AGREE_MINUTES)
@keeps_drafts
def put_right(meeting_id: UUID) -> Answer:
    """Append a correction to agreed minutes."""
    form, said = forms.CorrectionForm(), _("The correction stands below the minutes now.")
    return _beside(meeting_id, form, "minutes/correction.html", commands.put_right, said)


def _beside(meeting_id: UUID, form: forms.BesideForm, template: str, write: Callable[..., Remark], say: str) -> Answer:
    """Let one line be written beside the minutes, or ask for it again."""
    work, meeting = opened(meeting_id)
    kept = queries.minutes_of(work.session, meeting)
    _about(work, meeting, form)
    work.refuse_repeat(form.once.data)
    if form.validate() and not form.wants_to_change:
        if asked := ask_about_names(form, form.words.data):
            return asked
        with form.refusals():
            entry = _line(work, meeting, form)
            work.once(form.once.data, write(work, minutes=kept, words=form.words.data, entry=entry))
            return _written(work, meeting, say)
    return page(template, status=form.status, meeting=meeting, form=form)


def _about(work: Work, meeting: Meeting, form: forms.BesideForm) -> None:
    lines = queries.lines_with(work.session, meeting, (), work.now)
    form.about({str(line.entry.id): words.in_short(line) for line in lines})


def _line(work: Work, meeting: Meeting, form: forms.BesideForm) -> AgendaEntry | None:
    return queries.entry(work.session, meeting, UUID(form.line.data)) if form.line.data else None


def _written(work: Work, meeting: Meeting, say: str) -> Answer:
    people.throw_drafts_away(work, request.path)
    return done(url_for("minutes.minutes", meeting_id=meeting.id), say=say)
