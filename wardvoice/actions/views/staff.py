"""What staff do with a promise: one tap and one line each, without leaving the page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.actions import commands, queries
from wardvoice.actions.forms import CoverForm, HandOverForm, MoveForm, ReportForm
from wardvoice.actions.models import Action
from wardvoice.actions.rules import ReportKind
from wardvoice.actions.views.reading import bp, facts
from wardvoice.core.policy import May
from wardvoice.people.models import Account
from wardvoice.storage.work import Work
from wardvoice.web.forms import Tool
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page

PIECE = "actions/_promise.html"


@bp.post("/actions/<uuid:action_id>/reports")
@requires(May.REPORT)
def report(action_id: UUID) -> Answer:
    """Report progress, no change, done, or that it cannot be done."""
    work, action, form = opened(action_id, ReportForm())
    if form.validate():
        with form.refusals():
            _report(work, action, form.kind.data, {"words": form.words.data, "version": form.version.data})
            return stored(work, action, form, _("Your line is stored. Everybody on the ward can read it."))
    return again(work, action, form, report=form)


@bp.post("/actions/<uuid:action_id>/moves")
@requires(May.MOVE_DATE)
def move(action_id: UUID) -> Answer:
    """Promise a new day."""
    work, action, form = opened(action_id, MoveForm())
    if form.validate():
        with form.refusals():
            typed = {"to": form.to.data, "because": form.because.data}
            commands.move_date(work, action=action, version=form.version.data, **typed)
            return stored(work, action, form, _("The new day stands beside the first one."))
    return again(work, action, form, move=form)


@bp.post("/actions/<uuid:action_id>/owner")
@requires(May.HAND_OVER)
def hand_over(action_id: UUID) -> Answer:
    """Give a promise a new owner."""
    work, action, form = opened(action_id, HandOverForm())
    people = queries.who_can_own(work.session, work.ward_id, work.today)
    if form.offer(people, action.owner_id).validate():
        with form.refusals():
            to = work.session.get(Account, form.owner.data)
            commands.hand_over(work, action=action, to=to, version=form.version.data)
            return stored(work, action, form, _("The promise has a new owner."))
    return again(work, action, form, hand_over=form)


@bp.post("/actions/<uuid:action_id>/cover")
@requires(May.HAND_OVER)
def ask_cover(action_id: UUID) -> Answer:
    """Ask somebody to cover while the owner is away over the date."""
    work, action, form = opened(action_id, CoverForm())
    people = queries.who_can_own(work.session, work.ward_id, work.today)
    if form.offer(people, action.owner_id).validate():
        with form.refusals():
            by = work.session.get(Account, form.cover.data)
            commands.ask_cover(work, action=action, by=by, version=form.version.data)
            return stored(work, action, form, _("They are asked. It counts once they say yes."))
    return again(work, action, form, cover=form)


@bp.post("/actions/<uuid:action_id>/cover/yes")
@requires(May.COVER)
def take_cover(action_id: UUID) -> Answer:
    """Say yes to covering."""
    work = this_work()
    action = commands.take_cover(work, action=queries.action(work.session, work.ward_id, action_id))
    return done(
        url_for("actions.show", action_id=action.id), say=_("You cover this. Everybody on the ward can read it.")
    )


@bp.post("/actions/<uuid:action_id>/cover/no")
@requires(May.COVER)
def decline_cover(action_id: UUID) -> Answer:
    """Say no to covering."""
    work = this_work()
    commands.decline_cover(work, action=queries.action(work.session, work.ward_id, action_id))
    return done(url_for("home.start"), say=_("It asks for somebody else now."))


def opened(action_id: UUID, form: Any) -> tuple[Work, Action, Any]:
    """Return this request's work, the promise and the form; Repeated for a form that was stored before."""
    work = this_work()
    action = queries.action(work.session, work.ward_id, action_id)
    work.refuse_repeat(form.once.data)
    return work, action, form


def _report(work: Work, action: Action, kind: ReportKind, line: dict[str, Any]) -> None:
    if kind is ReportKind.DONE:
        commands.report_done(work, action=action, **line)
    elif kind is ReportKind.CANNOT:
        commands.report_cannot(work, action=action, **line)
    else:
        commands.report(work, action=action, kind=kind, **line)


def stored(work: Work, action: Action, form: Any, say: str) -> Answer:
    """Say that it is done, and draw the promise as it stands now."""
    work.once(form.once.data, action)
    return done(url_for("actions.show", action_id=action.id), fragment=PIECE, say=say, **facts(work, action))


def again(work: Work, action: Action, form: Tool, **typed: Tool) -> Answer:
    """Draw the page again with what was typed, and as the promise stands now."""
    shown = facts(work, action, **typed)
    form.as_of(shown["card"].version)
    return page("actions/show.html", PIECE, status=form.status, asks_partly=False, **shown)
