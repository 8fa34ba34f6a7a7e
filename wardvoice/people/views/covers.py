"""Covers: who is told, without a word of it, that something sent in private is late."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May, may
from wardvoice.people import commands
from wardvoice.people import queries as of_people
from wardvoice.people.forms.keys import HERE, CoverForm
from wardvoice.people.models import Cover
from wardvoice.people.queries import duties as queries
from wardvoice.people.queries.duties import CoverShown
from wardvoice.people.rules.keys import ReaderKind
from wardvoice.people.views.room import bp
from wardvoice.people.words import READERS
from wardvoice.web.fields import offer
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_ward, this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/admin/covers")
@requires(May.NAME_COVER)
def covers() -> Answer:
    """Show who covers for whom on this ward, and the form that names one more."""
    return _covers(_form())


@bp.post("/admin/covers")
@requires(May.NAME_COVER)
def name_cover() -> Answer:
    """Name a cover."""
    form = _form()
    if form.validate():
        with form.refusals():
            work = this_work()
            ward_id = this_ward().id if form.where.data == HERE else None
            account = of_people.account(work.session, UUID(form.account.data or ""))
            commands.name_cover(work, kind=form.kind.data, account=account, ward_id=ward_id)
            return done(url_for("people.covers"), say=_("The cover is written down."))
    return _covers(form)


@bp.post("/admin/covers/<uuid:cover_id>/end")
@requires(May.NAME_COVER)
def end_cover(cover_id: UUID) -> Answer:
    """End a cover today."""
    work = this_work()
    commands.end_cover(work, cover=queries.cover(work.session, this_ward().id, cover_id))
    return done(url_for("people.covers"), say=_("This cover is over."))


def _form() -> CoverForm:
    form, work = CoverForm(), this_work()
    found = queries.may_cover(work.session, this_ward().id, work.today)
    offer(form.account, {"": "", **{str(account.id): f"{account.name}, {account.job}" for account in found}})
    offer(form.kind, {kind: words for kind, words in READERS.items() if _may_name(kind)})
    return form


def _may_name(kind: ReaderKind) -> bool:
    """Return whether whoever asks names covers for this kind of reader on this ward."""
    return may(this_work().actor, May.NAME_COVER, Cover(role=kind, ward_id=this_ward().id))


def _covers(form: CoverForm) -> Answer:
    return page("people/covers.html", None, form.status, form=form, by_kind=covers_by_kind(), readers=READERS)


def covers_by_kind() -> dict[ReaderKind, list[CoverShown]]:
    """Return who covers on this ward, for each kind of reader for whom whoever asks may name one."""
    work = this_work()
    shown = queries.covers_shown(work.session, this_ward().id, work.today)
    return {kind: [one for one in shown if one.cover.role is kind] for kind in ReaderKind if _may_name(kind)}
