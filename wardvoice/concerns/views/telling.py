"""What may be told of concerns on this ward: approved by a second reader, then shown by the floor above."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.concerns import commands, queries
from wardvoice.concerns.models import Retelling
from wardvoice.concerns.rules import Where
from wardvoice.concerns.views.desk import Reader, this_reader, to_unlock
from wardvoice.concerns.views.room import bp
from wardvoice.concerns.words import reading as words
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May, may
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_ward
from wardvoice.web.pages import Answer, cut, done, page


@dataclass(frozen=True)
class Shown:
    """A retelling, and what it says as far as the key is open."""

    told: Retelling
    said: commands.Words | None


@bp.get("/concerns/tellings")
@requires(May.SHOW_RETELLING, hidden=True)
def tellings() -> Answer:
    """Show what waits to be approved or shown, without its words."""
    return _page(in_view=False)


@bp.post("/concerns/tellings")
@requires(May.SHOW_RETELLING, hidden=True)
def read_tellings() -> Answer:
    """Write down that somebody reads it, and show what writers have agreed to."""
    return _page(in_view=True)


def _page(*, in_view: bool) -> Answer:
    reader, work = this_reader(), this_apart_work()
    pages = cut(queries.tellings(work.session, this_ward().id, reader.key_id))
    shown = [_shown(one, reader) if in_view else Shown(one, None) for one in pages.rows]
    for one in shown:
        if one.said is not None:
            commands.note_reading(work, one.told)
    facts = {"pages": pages, "shown": shown, "words": words, "to_unlock": to_unlock(), "in_view": in_view}
    return page("concerns/read_tellings.html", None, 200, reader=reader, can_show=_can_show, **facts)


def _can_show(told: Retelling) -> bool:
    """Return whether this reader may carry it out of the room: at the meeting it is an item somebody writes down."""
    return told.where is not Where.MEETING or may(this_actor(), May.WRITE_FOR)


@bp.post("/concerns/tellings/<uuid:telling_id>/approve")
@requires(May.APPROVE_RETELLING, hidden=True)
def approve(telling_id: UUID) -> Answer:
    """Approve a retelling as the second reader, who has read it."""
    told, _said = the_telling(telling_id)
    commands.approve(this_apart_work(), told)
    return done(url_for("concerns.tellings"), say=_("Approved. It can be shown now."))


@bp.post("/concerns/tellings/<uuid:telling_id>/drop")
@requires(May.SHOW_RETELLING, hidden=True)
def drop(telling_id: UUID) -> Answer:
    """Let go of a retelling that was not shown."""
    commands.drop(this_apart_work(), _sealed_to_me(telling_id, this_reader()))
    return done(url_for("concerns.tellings"), say=_("It is not told."))


def the_telling(telling_id: UUID) -> tuple[Retelling, commands.Words]:
    """Return a retelling of this ward and what it says. RuleBroken for whoever cannot read it now."""
    reader = this_reader()
    told = _sealed_to_me(telling_id, reader)
    said = _shown(told, reader).said
    if said is None:
        raise RuleBroken(N_("You cannot read this now. Unlock your key first."))
    return told, said


def _sealed_to_me(telling_id: UUID, reader: Reader) -> Retelling:
    return queries.telling(this_apart_work().session, this_ward().id, telling_id.bytes, reader.key_id)


def _shown(told: Retelling, reader: Reader) -> Shown:
    packed = reader.read(told.sealed)
    return Shown(told, commands.Words.unpacked(packed) if packed is not None else None)
