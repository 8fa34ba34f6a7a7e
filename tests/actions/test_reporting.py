"""What staff report: who may, what each line needs, and what it changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.actions.world import World
from wardvoice.actions import commands
from wardvoice.actions.models import Action, Report
from wardvoice.actions.rules import ActionState, ReportKind
from wardvoice.core.errors import NotAllowed, RuleBroken, Stale
from wardvoice.core.history import Happened


@pytest.fixture
def action(world: World) -> Action:
    return world.promise()


def reports(world: World, action: Action) -> list[Report]:
    return world.session.query(Report).filter_by(action_id=action.id).all()


@pytest.mark.parametrize("kind", [ReportKind.PROGRESS, ReportKind.NO_CHANGE])
def test_progress_and_no_change_because_are_one_line_each(world: World, action: Action, kind: ReportKind) -> None:
    work = world.nurse_works()
    line = commands.report(work, action=action, kind=kind, words=" The part is on order ", version=action.version)
    work.commit()
    assert line.words == "The part is on order"
    assert line.by_id == world.nurse.id
    assert action.state is ActionState.OPEN
    told = world.told(action)[-1]
    assert told.what == Happened.PROGRESS_REPORTED
    assert told.fact("kind") == kind.value
    assert told.fact("words") == "The part is on order"
    assert told.body["person"] == str(world.nurse.id)


def test_done_tells_what_was_done_and_asks_the_patients(world: World, action: Action) -> None:
    work = world.nurse_works()
    commands.report_done(work, action=action, words="New belt put in")
    work.commit()
    assert action.state is ActionState.DONE_SAID
    assert action.done_on == world.today
    assert action.round == 1
    told = world.told(action)[-1]
    assert told.what == Happened.DONE_REPORTED
    assert told.fact("late") is False


def test_done_after_the_first_date_is_late_also_when_the_date_was_moved(world: World, action: Action) -> None:
    commands.move_date(world.nurse_works(), action=action, to=action.due + timedelta(days=14), because="part on order")
    world.clock.go_on(days=10)
    commands.report_done(world.nurse_works(), action=action, words="New belt put in")
    assert world.told(action)[-1].fact("late") is True


def test_cannot_be_done_gives_the_reason(world: World, action: Action) -> None:
    work = world.nurse_works()
    commands.report_cannot(work, action=action, words="No money this year")
    work.commit()
    assert action.state is ActionState.CANNOT_SAID
    assert world.told(action)[-1].what == Happened.CANNOT_REPORTED
    assert world.told(action)[-1].fact("words") == "No money this year"


Verb = Callable[..., Report]


def progress(*args: object, **facts: object) -> Report:
    return commands.report(*args, kind=ReportKind.PROGRESS, **facts)  # type: ignore[arg-type]


VERBS = [progress, commands.report_done, commands.report_cannot]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("words", ["", "   ", None, "x" * 4001])
def test_no_words_and_too_many_are_refused(world: World, action: Action, verb: Verb, words: str | None) -> None:
    with pytest.raises(RuleBroken) as refused:
        verb(world.nurse_works(), action=action, words=words)
    assert refused.value.field == "words"
    assert reports(world, action) == []


@pytest.mark.parametrize("verb", VERBS)
def test_only_the_owner_and_the_manager_report(world: World, action: Action, verb: Verb) -> None:
    for actor in (
        world.as_staff(world.account("Jo", "nurse")),
        world.as_rep(),
        world.as_patient(world.kestrel),
    ):
        with pytest.raises(NotAllowed):
            verb(world.work(actor), action=action, words="all good")
    assert verb(world.work(world.as_staff(world.manager)), action=action, words="all good")


@pytest.mark.parametrize("verb", VERBS)
def test_a_page_that_is_out_of_date_reports_nothing(world: World, action: Action, verb: Verb) -> None:
    with pytest.raises(Stale):
        verb(world.nurse_works(), action=action, words="all good", version=action.version - 1)


@pytest.mark.parametrize("verb", VERBS)
def test_what_is_said_to_be_done_waits_for_patients_and_takes_no_reports(world: World, verb: Verb) -> None:
    action = world.done_promise()
    with pytest.raises(Stale):
        verb(world.nurse_works(), action=action, words="all good")


@pytest.mark.parametrize("kind", [ReportKind.DONE, ReportKind.CANNOT])
def test_done_cannot_be_slipped_in_as_progress(world: World, action: Action, kind: ReportKind) -> None:
    with pytest.raises(RuleBroken) as refused:
        commands.report(world.nurse_works(), action=action, kind=kind, words="all good")
    assert refused.value.field == "kind"


def test_the_builders_make_a_promise_that_waits_for_patients(world: World) -> None:
    from tests import builders as a

    ward = a.a_ward(world.session, "Elm", clock=world.clock)
    action = a.a_done_action(ward, clock=world.clock)
    assert (action.state, action.done_on) == (ActionState.DONE_SAID, world.today)
    assert world.what_happened(action) == [Happened.PROMISE_MADE, Happened.DONE_REPORTED]
