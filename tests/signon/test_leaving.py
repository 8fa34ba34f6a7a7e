"""Somebody leaves: the directory closes their account, and the ward manager has their promises the same moment (F6)."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.actions.world import World
from tests.conftest import PEPPER, SetClock
from tests.signon.conftest import Real
from wardvoice.actions import commands as actions
from wardvoice.cli import wardvoice
from wardvoice.core.actor import DIRECTORY, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.people import commands as people
from wardvoice.people.models import Account, Membership
from wardvoice.signon import commands, queries
from wardvoice.signon.models import Knock
from wardvoice.signon.rules import GroupRole, Person
from wardvoice.storage.history import HistoryRow
from wardvoice.storage.work import Work
from wardvoice.tick import tick
from wardvoice.web.sessions import Kind

NURSES = "Alder nurses"


@pytest.fixture(params=["sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest, clock: SetClock) -> Iterator[World]:
    """The ward on either database."""
    engine = request.getfixturevalue("engine" if request.param == "sqlite" else "postgres")
    with Session(engine) as session:
        yield World(session, clock)


@pytest.fixture
def world(session: Session, clock: SetClock) -> World:
    return World(session, clock)


def person(*groups: str, subject: str = "s-1", listed: bool = True) -> Person:
    return Person(
        "https://login.example", subject, f"{subject}@trust.example", "Tom", "", frozenset(groups) if listed else None
    )


def signs_on(world: World, who: Person) -> commands.Arrival:
    work = Work(world.session, DIRECTORY, world.clock, PEPPER)
    arrival = commands.arrive(work, person=who)
    work.commit()
    return arrival


@pytest.fixture
def nurses(world: World) -> None:
    let_nurses_in(world)


def let_nurses_in(world: World) -> None:
    work = a.work(world.session, clock=world.clock)
    commands.give_group_part(work, name=NURSES, role=GroupRole.STAFF, ward_id=world.ward.id)
    work.commit()


def test_whoever_is_in_no_group_any_more_is_closed_and_the_manager_has_the_promises(anywhere: World) -> None:
    world = anywhere
    let_nurses_in(world)
    tom = signs_on(world, person(NURSES)).account
    assert tom is not None
    action = world.promise(owner=tom)
    arrival = signs_on(world, person("Kitchen"))
    assert arrival.account is None
    assert "was closed just now" in arrival.refusal
    assert tom.closed_on == world.today
    assert action.owner_id == world.manager.id
    told = [json.loads(row.body) for row in world.session.scalars(select(HistoryRow))]
    by_it = [row["what"] for row in told if row["role"] == "directory"]
    assert by_it[-3:] == ["membership-ended", "account-closed", "owner-changed"]
    assert "is closed" in signs_on(world, person(NURSES)).refusal, "until an admin opens it"


def test_a_promise_without_a_manager_stays_and_shows_it(world: World, nurses: None) -> None:
    tom = signs_on(world, person(NURSES)).account
    assert tom is not None
    action = world.promise(owner=tom)
    people.close_account(work := a.work(world.session, clock=world.clock), account=world.manager)
    work.commit()
    signs_on(world, person())
    assert tom.closed_on == world.today
    assert action.owner_id == tom.id


def test_no_list_of_groups_closes_nobody(world: World, nurses: None) -> None:
    tom = signs_on(world, person(NURSES)).account
    assert tom is not None
    with pytest.raises(NotAllowed):
        signs_on(world, person(listed=False))
    assert tom.closed_on is None


def test_whom_the_directory_never_gave_anything_is_no_leaver(world: World, nurses: None) -> None:
    """A reviewer, whom no group can name, is linked by an admin and comes in with what a person gave."""
    assert signs_on(world, person("Visitors")).account is None
    reviewer = world.account("Rae", "peer reviewer", Role.REVIEWER)
    work = a.work(world.session, clock=world.clock)
    commands.link(work, account=reviewer, knock=world.session.scalars(select(Knock)).one())
    work.commit()
    arrival = signs_on(world, person("Visitors"))
    assert arrival.account == reviewer
    assert world.session.scalars(select(Knock)).all() == []


def test_a_line_that_ends_takes_at_once_what_it_gave(world: World, nurses: None) -> None:
    tom = signs_on(world, person(NURSES)).account
    assert tom is not None
    (line,) = queries.lines(world.session, world.today)
    work = a.work(world.session, clock=world.clock)
    commands.end_group_part(work, part=line)
    work.commit()
    assert queries.parts_held(world.session, tom.id, world.today) == []
    with pytest.raises(Stale):
        commands.end_group_part(a.work(world.session, clock=world.clock), part=line)


def test_what_an_admin_may_not_say_of_the_directory(world: World, nurses: None) -> None:
    signs_on(world, person("Advocacy"))
    signs_on(world, person("Advocacy", subject="s-2"))
    first, second = world.session.scalars(select(Knock).order_by(Knock.subject))
    work = a.work(world.session, clock=world.clock)
    with pytest.raises(RuleBroken):
        commands.give_group_part(work, name=NURSES, role=GroupRole.STAFF, ward_id=world.ward.id)
    with pytest.raises(RuleBroken):
        commands.give_group_part(work, name="Duty", role=GroupRole.DUTY, ward_id=world.ward.id)
    with pytest.raises(RuleBroken):
        commands.give_group_part(work, name="  ", role=GroupRole.STAFF, ward_id=None)
    link = commands.link(work, account=world.nurse, knock=first)
    with pytest.raises(RuleBroken):
        commands.link(work, account=world.nurse, knock=second)
    with pytest.raises(Stale):
        commands.link(work, account=world.manager, knock=first)
    commands.unlink(work, hospital_account=link)
    with pytest.raises(Stale):
        commands.unlink(work, hospital_account=link)
    work.commit()


def test_a_tick_forgets_after_two_weeks_whoever_knocked(
    world: World, nurses: None, engine: Engine, apart_engine: Engine
) -> None:
    signs_on(world, person("Kitchen"))
    for days, left in ((13, 1), (1, 0)):
        world.clock.go_on(days=days)
        assert tick(engine, apart_engine, world.clock, PEPPER)
        assert len(world.session.scalars(select(Knock)).all()) == left
        world.session.rollback()


@pytest.mark.parametrize("verb", ["give", "end", "link", "unlink"])
def test_only_an_admin_says_anything_of_the_directory(world: World, nurses: None, verb: str) -> None:
    signs_on(world, person("Advocacy"))
    (line,) = queries.lines(world.session, world.today)
    knock = world.session.scalars(select(Knock)).one()
    work = Work(world.session, world.as_staff(world.manager), world.clock, PEPPER)
    does = {
        "give": lambda: commands.give_group_part(work, name="x", role=GroupRole.LEAD, ward_id=None),
        "end": lambda: commands.end_group_part(work, part=line),
        "link": lambda: commands.link(work, account=world.nurse, knock=knock),
        "unlink": lambda: commands.unlink(work, hospital_account=None),  # type: ignore[arg-type]
    }
    with pytest.raises(NotAllowed):
        does[verb]()


# --- for a list of leavers -------------------------------------------------------------------------------------------


def test_a_list_of_leavers_closes_and_hands_over_and_can_name_somebody_twice(world: World) -> None:
    action = world.promise()
    here = (world.session, world.clock, PEPPER)
    assert actions.close_leaver_named(*here, username=world.nurse.username) == []
    assert world.nurse.closed_on == world.today
    assert action.owner_id == world.manager.id
    assert actions.close_leaver_named(*here, username=world.nurse.username) is None
    with pytest.raises(NotFound):
        actions.close_leaver_named(*here, username="nobody")


def test_the_command_says_what_it_did(real: Real, monkeypatch: pytest.MonkeyPatch) -> None:
    tom = a.an_account(real.session, "Tom", username="tom")
    a.a_membership(tom, Role.STAFF, real.ward)
    settings = real.app.extensions["hall"].settings
    monkeypatch.setattr("wardvoice.cli.Settings.load", lambda: settings)
    monkeypatch.setattr("wardvoice.record_office.fits", lambda *_: True)
    run = CliRunner().invoke
    assert run(wardvoice, ["close-account", "tom", "--to-manager"]).output == "The account tom is closed.\n"
    assert "was closed already" in run(wardvoice, ["close-account", "tom", "--to-manager"]).output
    ann = a.a_staff_actor(real.ward, name="Ann")
    a.an_action(real.ward, owner=ann)
    username = real.session.get_one(Account, ann.id).username
    real.session.commit()
    assert "1 promise found neither manager" in run(wardvoice, ["close-account", username, "--to-manager"]).output
    both = run(wardvoice, ["close-account", "tom", "--to-manager", "--hand-over-to", "ann"])
    assert both.exit_code == 2
    with Session(real.session.get_bind()) as session:
        assert session.scalars(select(Account.closed_on).where(Account.username == "tom")).one() is not None


# --- an admin's pages ------------------------------------------------------------------------------------------------


def test_an_admin_opens_a_closed_account_again_without_what_it_was(real: Real) -> None:
    admin = a.a_staff_actor(real.ward, Role.ADMIN, name="Wes")
    tom = a.an_account(real.session, "Tom")
    a.a_membership(tom, Role.MANAGER, real.ward)
    toms = real.anybody().sign_in_as(Kind.ACCOUNT, tom.id, real.ward.id)
    people.close_account(work := a.work(real.session), account=tom)
    work.commit()
    wes = real.anybody().sign_in_as(Kind.ACCOUNT, admin.id, real.ward.id)  # type: ignore[arg-type]
    wes.get(f"/admin/people/{tom.id}")
    wes.submit("Open the account again")
    assert "The account is open." in wes.page.text
    assert real.ask(select(Account.closed_on).where(Account.id == tom.id)) == [None]
    running = select(Membership.role).where(Membership.account_id == tom.id, Membership.until.is_(None))
    assert real.ask(running) == []
    toms.get("/actions")
    assert toms.address == "/sign-in", "a visit of before does not come back to life"
    wes.post(f"/admin/people/{tom.id}/open-again", status=409)


def test_an_admin_says_what_groups_give_and_links_whoever_knocked(real: Real) -> None:
    admin = a.a_staff_actor(real.ward, Role.ADMIN, name="Wes")
    lea = a.an_account(real.session, "Lea", job="psychologist", username="lea")
    a.a_membership(lea, Role.STAFF, real.ward)
    wes = real.anybody().sign_in_as(Kind.ACCOUNT, admin.id, real.ward.id)  # type: ignore[arg-type]
    wes.get("/")
    wes.follow("Hospital sign-on")
    wes.follow("Add a group")
    wes.submit("Save", status=422)
    assert "Write the name of the group." in wes.page.text
    wes.submit("Save", name=NURSES, role="staff", ward=str(real.ward.id))
    assert "It holds from the next time" in wes.page.text
    real.knows("lea", groups=["Therapies"])
    real.comes("lea", status=403)
    wes.get("/admin/sign-on")
    wes.follow("Link to an account: Lea")
    wes.submit("Link them", status=422)
    wes.submit("Link them", account=str(lea.id))
    assert "They can sign in with their hospital account now." in wes.page.text
    assert real.comes("lea").address == "/conduct"
    wes.get("/admin/sign-on")
    wes.submit("Unlink: Lea")
    assert "no longer linked" in wes.page.text
    wes.submit(f"End it today: {NURSES}, Ward staff, Alder")
    assert "Nothing yet." in wes.page.text
