"""What may be told of concerns on this ward: approved by a second reader, then shown by the floor above."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.concerns import commands, queries
from wardvoice.concerns.models import Retelling
from wardvoice.concerns.views.desk import Reader, this_reader, to_unlock
from wardvoice.concerns.views.room import bp
from wardvoice.concerns.words import reading as words
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_ward
from wardvoice.web.pages import Answer, cut, done, page


@dataclass(frozen=True)
class Shown:
    """A retelling, and what it says as far as the key is open."""

    told: Retelling
    said: commands.Words | None


@bp.get("/concerns/tellings")
@requires(May.SHOW_RETELLING, hidden=True)
def tellings() -> Answer:
    """Show what writers have agreed to, and who has to approve it or can show it."""
    reader = this_reader()
    found = queries.tellings(this_apart_work().session, this_ward().id)
    facts = {"pages": cut([_shown(one, reader) for one in found]), "words": words, "to_unlock": to_unlock()}
    return page("concerns/read_tellings.html", None, 200, reader=reader, **facts)


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
    commands.drop(this_apart_work(), queries.telling(this_apart_work().session, this_ward().id, telling_id.bytes))
    return done(url_for("concerns.tellings"), say=_("It is not told."))


def the_telling(telling_id: UUID) -> tuple[Retelling, commands.Words]:
    """Return a retelling of this ward and what it says. RuleBroken for whoever cannot read it now."""
    told = queries.telling(this_apart_work().session, this_ward().id, telling_id.bytes)
    said = _shown(told, this_reader()).said
    if said is None:
        raise RuleBroken(N_("You cannot read this now. Unlock your key first."))
    return told, said


def _shown(told: Retelling, reader: Reader) -> Shown:
    packed = reader.read(told.sealed)
    return Shown(told, commands.Words.unpacked(packed) if packed is not None else None)
