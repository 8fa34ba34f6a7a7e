"""The chore: tells what will go, four weeks before, and lets go what was told; a piece at a time, safe to run twice."""

from __future__ import annotations

import secrets
from uuid import UUID

from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people.rules.accounts import FORMER
from wardvoice.proof.emptying import RemovedBecause, empty_journal, empty_places, nothing_in
from wardvoice.proof.replay import witnessed_models
from wardvoice.records import queries
from wardvoice.records.models import Look, Removal, Schedule
from wardvoice.records.queries.chain import Column
from wardvoice.records.queries.going import Going, Scene
from wardvoice.records.rules import OF_A_WARD, Kind, announcement, goes_before, is_from_tomorrow, may_go
from wardvoice.storage import history
from wardvoice.storage.history import HOSPITAL
from wardvoice.storage.work import Work

BATCH = 100
"""So many things lose their words in one go; the next tick does the next ones."""
INSTEAD = {("accounts", "name"): "Somebody", ("accounts", "job"): "former member of staff"}
"""What stands for a member of staff whose name has gone, as everywhere: name, then job."""
NEVER_TWICE = {("accounts", "username"), ("hospital_accounts", "subject")}
"""Columns in which no two rows may say the same: each is given something of its own."""


def let_go(work: Work, chain: UUID) -> bool:
    """Do what falls due today on one chain; return whether all of it is done.

    A notice comes first, once for each kind, and nothing goes before it has stood for its whole time. Nobody else
    writes in this chain meanwhile, so two who do this at once tell and remove nothing twice.
    """
    work.require(May.CLOCKWORK)
    history.hold(work.session, [chain])
    schedule, look = queries.in_force(work.session), work.session.get(Look, chain)
    if schedule is None or (look is not None and look.day == work.today):
        return True
    scene = Scene(work.session, chain, work.clock)
    running = {one.kind: one for one in queries.removals_of(work.session, chain, running=True)}
    kinds = (Kind.STAFF,) if chain == HOSPITAL else OF_A_WARD
    done = [_do(work, scene, kind, schedule, running.get(kind)) for kind in kinds]
    if all(done):
        work.session.merge(Look(chain=chain, day=work.today))
    return all(done)


def _do(work: Work, scene: Scene, kind: Kind, schedule: Schedule, running: Removal | None) -> bool:
    """Return whether this kind is done for today."""
    if running is not None and is_from_tomorrow(running.facts, work.today):
        running.ended_on, running.taken_back = work.today, True
        work.record(Happened.REMOVAL_TAKEN_BACK, running)
        running = None
    if running is None:
        _tell(work, scene, kind, schedule)
        return True
    return not may_go(running.facts, work.today) or _go(work, scene, running, schedule)


def _tell(work: Work, scene: Scene, kind: Kind, schedule: Schedule) -> None:
    told = announcement(kind, work.today, schedule.keeping)
    going = scene.going(kind, told.over_before)
    if not going:
        return
    removal = Removal(
        ward_id=None if scene.chain == HOSPITAL else scene.chain,
        schedule_id=schedule.id,
        kind=kind,
        announced_on=told.announced_on,
        goes_on=told.goes_on,
        over_before=told.over_before,
    )
    work.session.add(removal)
    work.record(Happened.REMOVAL_TOLD, removal, things=len(going))


def _go(work: Work, scene: Scene, removal: Removal, schedule: Schedule) -> bool:
    going = scene.going(removal.kind, goes_before(removal.facts, work.today, schedule.keeping))
    for one in going[:BATCH]:
        _remove(work, scene.chain, removal, one)
    if going:
        work.after_commit(lambda: empty_journal(work))
    if going[BATCH:]:
        return False
    removal.ended_on = work.today
    work.record(Happened.REMOVAL_DONE, removal)
    return True


def _remove(work: Work, chain: UUID, removal: Removal, going: Going) -> None:
    """Empty the words of one thing wherever they stand, with a row that says which."""
    models = witnessed_models()
    for column in going.columns:
        _empty(work, column)
    empty_places(work.session, chain, going.places)
    table, _, row_id = going.root.partition(":")
    thing = work.session.get(models[table], UUID(row_id))
    assert thing is not None, "what the history knows stands in its table"
    removal.texts += len(going.places)
    because = RemovedBecause.RETENTION
    places = [list(place) for place in going.places]
    work.record(Happened.WORDS_REMOVED, thing, because=because, removal=removal.id, removed=places)


def _empty(work: Work, column: Column) -> None:
    thing, name = column
    table, _, row_id = thing.partition(":")
    model = witnessed_models()[table]
    row = work.session.get(model, UUID(row_id))
    alone = f"{FORMER}{secrets.token_hex(4)}" if (table, name) in NEVER_TWICE else None
    setattr(row, name, alone or INSTEAD.get((table, name), nothing_in(model, name)))
