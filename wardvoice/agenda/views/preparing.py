"""The rep prepares the agenda: every button is a small form, so that keys, fingers and no scripts all do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from wardvoice.agenda import commands, queries
from wardvoice.agenda.forms.preparing import (
    AskedBeforeForm,
    LengthForm,
    MergeForm,
    MinutesForm,
    MoveForm,
    PublishForm,
    PutOffForm,
    chosen,
)
from wardvoice.agenda.models import Item
from wardvoice.agenda.views.before import link_them
from wardvoice.agenda.views.prepared import offered_for, prepared
from wardvoice.agenda.views.room import bp, item_to_read
from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.meetings import commands as meeting_commands
from wardvoice.meetings import queries as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.storage.work import Work
from wardvoice.web.forms import Tool
from wardvoice.web.guard import onward, requires
from wardvoice.web.hall import asked
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page

PIECE = "agenda/_prepare.html"


@bp.get("/meetings/<uuid:meeting_id>/prepare")
@requires(May.READ_WARD)
def prepare(meeting_id: UUID) -> Answer:
    """Show an agenda while it is prepared; whoever may not change it reads only."""
    work, meeting = _opened(meeting_id)
    plan = prepared(work, meeting, chosen([request.args.get("more")]))
    return page("agenda/prepare.html", PIECE, plan=plan, form=Tool.fresh())


@bp.get("/meetings/<uuid:meeting_id>/again")
@requires(May.READ_RECEIVED)
def again(meeting_id: UUID) -> Answer:
    """Show the answered items whose day has come, to be put on this agenda again."""
    work, meeting = _opened(meeting_id)
    work.require(May.READ_RECEIVED)
    return page("agenda/again.html", meeting=meeting, pages=offered_for(work, meeting))


@bp.post("/meetings/<uuid:meeting_id>/agenda")
@requires(May.PREPARE)
def place(meeting_id: UUID) -> Answer:
    """Put a waiting item on the agenda."""
    work, meeting = _opened(meeting_id)
    item = _item(work)
    say = _("It is on the agenda.")
    return _try(work, meeting, Tool(), lambda: commands.place_item(work, meeting=meeting, item=item), say)


@bp.post("/meetings/<uuid:meeting_id>/put-off")
@requires(May.PREPARE)
def put_off(meeting_id: UUID) -> Answer:
    """Let an item wait for the meeting after this one, with a reason."""
    work, meeting = _opened(meeting_id)
    item, form, say = _item(work), PutOffForm().named, _("It is put off, and everybody sees why.")
    because = form.because.data or ""
    change = partial(commands.put_off, work, meeting=meeting, item=item, because=because)
    return _try(work, meeting, form, change, say, item)


@bp.post("/agenda/entries/<uuid:entry_id>/move")
@requires(May.PREPARE)
def move(entry_id: UUID) -> Answer:
    """Move a line up or down."""
    work, form = this_work(), MoveForm()
    entry = queries.entry(work.session, work.ward_id, entry_id)
    meeting, to, version = _meeting_of(work, entry.meeting_id), form.to.data or 1, form.version.data
    say = _("It is now in place %(place)s.", place=max(to, 1))
    return _try(work, meeting, form, lambda: commands.move_entry(work, entry=entry, to=to, version=version), say)


@bp.post("/agenda/entries/<uuid:entry_id>/take-off")
@requires(May.PREPARE)
def take_off(entry_id: UUID) -> Answer:
    """Take a line off the agenda."""
    work = this_work()
    entry = queries.entry(work.session, work.ward_id, entry_id)
    meeting = _meeting_of(work, entry.meeting_id)
    say = _("It is off the agenda.")
    return _try(work, meeting, Tool(), lambda: commands.take_off(work, entry=entry), say)


@bp.post("/agenda/entries/<uuid:entry_id>/minutes")
@requires(May.PREPARE)
def set_minutes(entry_id: UUID) -> Answer:
    """Give a line its minutes, or with an empty box its share."""
    work, form = this_work(), MinutesForm().on(entry_id)
    entry = queries.entry(work.session, work.ward_id, entry_id)
    meeting, minutes, version = _meeting_of(work, entry.meeting_id), form.minutes.data, form.version.data
    change = partial(commands.set_minutes, work, entry=entry, minutes=minutes, version=version)
    return _try(work, meeting, form, change, _("The times are changed."))


@bp.post("/meetings/<uuid:meeting_id>/length")
@requires(May.PREPARE)
def set_length(meeting_id: UUID) -> Answer:
    """Say how long this meeting lasts."""
    work, meeting = _opened(meeting_id)
    form = LengthForm()
    minutes, version = form.minutes.data or 0, form.version.data
    change = partial(meeting_commands.set_length, work, meeting=meeting, minutes=minutes, version=version)
    return _try(work, meeting, form, change, _("The times are changed."))


@bp.post("/meetings/<uuid:meeting_id>/publish")
@requires(May.PREPARE)
def publish(meeting_id: UUID) -> Answer:
    """Let the agenda go out."""
    work, meeting = _opened(meeting_id)
    form = PublishForm()
    version, say = form.version.data, _("The agenda is out. Everybody on the ward can read it.")
    return _try(work, meeting, form, lambda: commands.publish(work, meeting=meeting, version=version), say)


@bp.post("/agenda/items/<uuid:item_id>/read")
@requires(May.PREPARE)
def read(item_id: UUID) -> Answer:
    """Say "I have read this"."""
    work = this_work()
    item, meeting_id = item_to_read(work, item_id), chosen([request.form.get("meeting")])
    say = _("Thank you. Its words can stand on the agenda.")
    if meeting_id is None:
        commands.read_item(work, item=item)
        return done(onward(request.form.get("to") or url_for("board.item", item_id=item_id)), say=say)
    meeting = _meeting_of(work, meeting_id)
    return _try(work, meeting, Tool(), lambda: commands.read_item(work, item=item), say)


@bp.post("/meetings/<uuid:meeting_id>/merge/<uuid:item_id>")
@requires(May.MERGE)
def merge(meeting_id: UUID, item_id: UUID) -> Answer:
    """Make an item part of another that asks for the same."""
    work, meeting = _opened(meeting_id)
    item, form = item_to_read(work, item_id), MergeForm().offering(item_id, _sent_along())
    into, say = chosen([form.into.data]), _("They are one now. Both keep their words.")
    if into is None:
        form.validate()
        return _again(work, meeting, form, item)
    lead = queries.item(work.session, work.ward_id, into)
    return _try(work, meeting, form, lambda: commands.merge_items(work, item=item, into=lead), say, item)


@bp.post("/meetings/<uuid:meeting_id>/asked-before/<uuid:item_id>")
@requires(May.PREPARE)
def asked_before(meeting_id: UUID, item_id: UUID) -> Answer:
    """Say that an item asks again for what was asked before."""
    work, meeting = _opened(meeting_id)
    item, earlier = item_to_read(work, item_id), _item(work, "earlier")
    say = _("They are linked. It counts as asked again.")
    change = partial(link_them, work, item, earlier)
    return _try(work, meeting, AskedBeforeForm(), change, say, item)


@bp.post("/agenda/items/<uuid:item_id>/unmerge")
@requires(May.MERGE)
def unmerge(item_id: UUID) -> Answer:
    """Let an item stand for itself again."""
    work = this_work()
    commands.undo_merge(work, item=queries.item(work.session, work.ward_id, item_id))
    return done(url_for("board.item", item_id=item_id), say=_("It stands for itself again."))


def _try(
    work: Work, meeting: Meeting, form: Tool, change: Callable[[], object], say: str, item: Item | None = None
) -> Answer:
    """Carry a change out and show the agenda as it then stands; what was refused keeps what was typed."""
    if form.validate():
        with form.refusals():
            change()
            facts = {"plan": prepared(work, meeting), "form": Tool.fresh()} if asked.wants_piece else {}
            return done(url_for("agenda.prepare", meeting_id=meeting.id), PIECE, say, **facts)
    return _again(work, meeting, form, item)


def _again(work: Work, meeting: Meeting, form: Tool, item: Item | None) -> Answer:
    plan = prepared(work, meeting, item.id if item else None, form)
    return page("agenda/prepare.html", PIECE, form.status, plan=plan, form=form)


def _opened(meeting_id: UUID) -> tuple[Work, Meeting]:
    work = this_work()
    return work, _meeting_of(work, meeting_id)


def _meeting_of(work: Work, meeting_id: UUID) -> Meeting:
    return meetings.meeting(work.session, work.ward_id, meeting_id)


def _item(work: Work, box: str = "item") -> Item:
    item_id = chosen([request.form.get(box)])
    if item_id is None:
        raise NotFound()
    return item_to_read(work, item_id)


def _sent_along() -> dict[UUID, str]:
    typed = chosen([request.form.get("into")])
    return {typed: ""} if typed else {}
