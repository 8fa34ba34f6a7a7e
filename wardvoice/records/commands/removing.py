"""Removing words for good before their time: asked by one, agreed by another, one of them an independent advocate."""

from __future__ import annotations

from uuid import UUID

from wardvoice.agenda.rules import HideBecause
from wardvoice.core import predicates
from wardvoice.core.errors import N_, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.proof.emptying import RemovedBecause, empty_journal, empty_text, places_of
from wardvoice.proof.replay import witnessed_models
from wardvoice.records.models import RemovalRequest
from wardvoice.records.queries.going import Scene
from wardvoice.records.queries.removing import asked_for, text_at
from wardvoice.records.rules import check_waits
from wardvoice.storage.base import Witnessed
from wardvoice.storage.history import hold
from wardvoice.storage.work import Work

GONE = N_("These words have gone already.")


def ask_removal(
    work: Work, *, thing: Witnessed, text: str, because: HideBecause, once: str | None = None
) -> RemovalRequest:
    """Ask that these exact words be removed for good, wherever on the ward they stand; a second person decides.

    Stale where nothing of that kind stands any more, or somebody has asked for the same.
    """
    assert work.actor.id is not None
    places = places_of(work.session, work.ward_id, text)
    first = next(((place.seq, place.n) for place in places), (0, 0))
    request = RemovalRequest(
        ward_id=getattr(thing, "ward_id", None),
        about=thing.thing,
        seq=first[0],
        n=first[1],
        because=because,
        first_by_id=work.actor.id,
        first_by_advocate=predicates.advocate(work.actor, None) and predicates.off_the_ward(work.actor, None),
        first_on=work.today,
    )
    work.require(May.REMOVE_WORDS, request)
    work.refuse_repeat(once)
    if not places:
        raise Stale(GONE)
    if asked_for(work.session, work.ward_id, first):
        raise Stale(N_("Somebody has asked for this already."))
    work.session.add(request)
    work.record(Happened.REMOVAL_ASKED, thing, because=because)
    work.once(once, request)
    return request


def agree_removal(work: Work, *, request: RemovalRequest, version: int | None = None) -> int:
    """Agree, as the second person: the words go from the tables and the history; return from how many places.

    Stale once somebody has decided. RuleBroken while something in which they stand is held: a hold is lifted first.
    """
    work.require(May.AGREE_REMOVAL, request)
    _check_waits(work, request, version)
    hold(work.session, [request.ward_id])
    text = text_at(work.session, request.ward_id, (request.seq, request.n))
    if text is None:
        raise Stale(GONE)
    places = places_of(work.session, request.ward_id, text)
    if Scene(work.session, request.ward_id, work.clock).is_held(set().union(*(one.things() for one in places))):
        raise RuleBroken(N_("Something in which these words stand is held. They stay until the hold is lifted."))
    request.second_by_id, request.second_on = work.actor.id, work.today
    empty_text(work.session, text, places)
    removed = [[one.seq, one.n] for one in places]
    work.record(Happened.WORDS_REMOVED, _about(work, request), because=RemovedBecause.REDACTION, removed=removed)
    work.after_commit(lambda: empty_journal(work))
    return len(places)


def end_removal(work: Work, *, request: RemovalRequest, version: int | None = None) -> RemovalRequest:
    """Take back what one asked, or say no to what another asked: the words stay. Stale once somebody has decided."""
    work.require(May.REMOVE_WORDS, request)
    _check_waits(work, request, version)
    request.ended_by_id, request.ended_on = work.actor.id, work.today
    work.record(Happened.REMOVAL_ENDED, _about(work, request))
    return request


def _check_waits(work: Work, request: RemovalRequest, version: int | None) -> None:
    check_waits(agreed=request.second_on is not None, dropped=request.ended_on is not None)
    work.still(request, version)


def _about(work: Work, request: RemovalRequest) -> Witnessed:
    table, _, row_id = request.about.partition(":")
    thing: Witnessed = work.session.get_one(witnessed_models()[table], UUID(row_id))
    return thing
