"""Who holds two cookies: found in one statement, and nothing that has ended counts."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from tests import builders as a
from tests.board.rows import statements
from tests.conftest import SetClock
from wardvoice.core.actor import Door, Role
from wardvoice.people import commands, queries
from wardvoice.people.models import Account, WardName
from wardvoice.people.rules import TermRole
from wardvoice.wards import commands as wards
from wardvoice.wards.models import Screen, Ward
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import Caller, Kind, SessionRow

VISIT, SCREEN = "hash of the visit", "hash of the screen"


@pytest.fixture
def ward(session: Session) -> Ward:
    return a.a_ward(session, numbers="Advocate: 0808 157 0001\n\n Helpline: 116 123 ")


@pytest.fixture
def terminal(ward: Ward) -> Screen:
    return a.a_screen(ward, token_hash=SCREEN)


def signed_in(
    session: Session,
    clock: SetClock,
    kind: Kind,
    person_id: UUID,
    ward: Ward | None,
    screen: Screen | None = None,
    minutes: int = 30,
) -> None:
    session.add(
        SessionRow(
            token_hash=VISIT,
            person_kind=kind,
            person_id=person_id,
            ward_id=ward.id if ward else None,
            screen_id=screen.id if screen else None,
            expires=clock.now() + timedelta(minutes=minutes),
        )
    )
    session.commit()


def who(session: Session, clock: SetClock, visit: str | None = VISIT, screen: str | None = SCREEN) -> Caller | None:
    return queries.CallerLoader(clock)(session, visit, screen, clock.now())


def known(caller: Caller | None) -> Caller:
    assert caller is not None
    return caller


# --- screens ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "door"),
    [(ScreenKind.TERMINAL, Door.TERMINAL), (ScreenKind.LAPTOP, Door.LAPTOP), (ScreenKind.BOARD, Door.BOARD)],
)
def test_an_enrolled_screen_is_a_door_to_its_ward(
    session: Session, clock: SetClock, ward: Ward, kind: ScreenKind, door: Door
) -> None:
    a.a_screen(ward, kind, token_hash=SCREEN)
    caller = known(who(session, clock, visit=None))
    assert (caller.actor.door, caller.actor.ward_id, caller.actor.id, caller.actor.roles) == (
        door,
        ward.id,
        None,
        frozenset(),
    )
    assert (caller.screen and caller.screen.place, caller.session, caller.wards) == ("the corridor", None, ())


def test_the_ward_of_a_screen_comes_along_with_its_numbers_line_by_line(
    session: Session, clock: SetClock, terminal: Screen
) -> None:
    ward = known(who(session, clock)).ward
    assert ward is not None
    assert (ward.name, ward.place, ward.beds) == ("Alder", "the day room", 16)
    assert ward.numbers == ("Advocate: 0808 157 0001", "Helpline: 116 123")


def test_unknown_cookies_and_none_mean_nothing(session: Session, clock: SetClock, terminal: Screen) -> None:
    assert who(session, clock, None, None) is None
    assert who(session, clock, "some hash", "another") is None


def test_a_screen_that_was_taken_back_is_nobodys(session: Session, clock: SetClock, terminal: Screen) -> None:
    work = a.work(session)
    wards.revoke_screen(work, screen=terminal)
    work.commit()
    assert who(session, clock) is None


# --- ward names ------------------------------------------------------------------------------------------------------


def test_a_ward_name_is_known_at_the_screen_where_it_signed_in(
    session: Session, clock: SetClock, ward: Ward, terminal: Screen
) -> None:
    name = a.a_ward_name(ward, "Kestrel")
    a.a_term(name, TermRole.REP)
    a.a_term(name, TermRole.PEER)
    signed_in(session, clock, Kind.WARD_NAME, name.id, ward, terminal)
    caller = known(who(session, clock))
    assert (caller.actor.id, caller.actor.name, caller.actor.door) == (name.id, "Kestrel", Door.TERMINAL)
    assert caller.actor.roles == {Role.PATIENT, Role.REP, Role.PEER}
    assert caller.actor.is_patient
    assert caller.session is not None
    assert caller.session.person_kind is Kind.WARD_NAME


def test_a_ward_name_is_nobody_at_another_screen_or_at_none(
    session: Session, clock: SetClock, ward: Ward, terminal: Screen
) -> None:
    name = a.a_ward_name(ward)
    a.a_screen(ward, token_hash="another screen")
    signed_in(session, clock, Kind.WARD_NAME, name.id, ward, terminal)
    elsewhere = known(who(session, clock, screen="another screen"))
    assert (elsewhere.actor.id, elsewhere.session) == (None, None)
    assert who(session, clock, screen=None) is None


def test_a_session_that_ran_out_leaves_only_the_screen(
    session: Session, clock: SetClock, ward: Ward, terminal: Screen
) -> None:
    signed_in(session, clock, Kind.WARD_NAME, a.a_ward_name(ward).id, ward, terminal, minutes=5)
    clock.go_on(minutes=5)
    caller = known(who(session, clock))
    assert (caller.actor.id, caller.actor.door, caller.session) == (None, Door.TERMINAL, None)


@pytest.mark.parametrize("how", ["at rest", "notice ran out"])
def test_a_name_that_cannot_be_used_is_not_signed_in(
    session: Session, clock: SetClock, ward: Ward, terminal: Screen, how: str
) -> None:
    name = a.a_ward_name(ward)
    signed_in(session, clock, Kind.WARD_NAME, name.id, ward, terminal)
    ended = {"rests_since": clock.today} if how == "at rest" else {"notice_until": clock.now()}
    session.execute(update(WardName).values(**ended))
    assert known(who(session, clock)).actor.id is None


def test_a_term_that_is_over_gives_no_part(session: Session, clock: SetClock, ward: Ward, terminal: Screen) -> None:
    name = a.a_ward_name(ward)
    term = a.a_term(name)
    clock.go_to(term.ends_on)
    signed_in(session, clock, Kind.WARD_NAME, name.id, ward, terminal)
    assert known(who(session, clock)).actor.roles == {Role.PATIENT}


# --- accounts --------------------------------------------------------------------------------------------------------


def test_an_account_has_the_parts_of_the_ward_looked_at_and_of_the_whole_trust(
    session: Session, clock: SetClock, ward: Ward
) -> None:
    birch = a.a_ward(session, "Birch")
    account = a.an_account(session, "Mo")
    a.a_membership(account, Role.MANAGER, ward)
    a.a_membership(account, Role.STAFF, birch)
    a.a_membership(account, Role.LISTENER, None)
    signed_in(session, clock, Kind.ACCOUNT, account.id, ward)
    caller = known(who(session, clock, screen=None))
    assert (caller.actor.id, caller.actor.name, caller.actor.door) == (account.id, "Mo", Door.OWN_DEVICE)
    assert caller.actor.roles == {Role.MANAGER, Role.LISTENER}
    assert caller.wards == ((ward.id, "Alder"), (birch.id, "Birch"))


def test_an_account_is_nobody_at_a_screen_of_the_ward(
    session: Session, clock: SetClock, ward: Ward, terminal: Screen
) -> None:
    nurse = a.a_staff_actor(ward, Role.STAFF)
    assert nurse.id is not None
    signed_in(session, clock, Kind.ACCOUNT, nurse.id, ward)
    caller = known(who(session, clock))
    assert (caller.actor.id, caller.actor.door, caller.wards) == (None, Door.TERMINAL, ())


@pytest.mark.parametrize("how", ["closed", "ended", "not begun"])
def test_an_account_that_does_not_work_is_not_signed_in(
    session: Session, clock: SetClock, ward: Ward, how: str
) -> None:
    account = a.an_account(session)
    a.a_membership(account, Role.STAFF, ward)
    signed_in(session, clock, Kind.ACCOUNT, account.id, ward)
    day = timedelta(days=1)
    ended = {
        "closed": {"closed_on": clock.today},
        "ended": {"ends_on": clock.today - day},
        "not begun": {"starts_on": clock.today + day},
    }[how]
    session.execute(update(Account).values(**ended))
    assert who(session, clock, screen=None) is None


def test_an_account_looks_at_no_ward_where_it_has_no_part_any_more(
    session: Session, clock: SetClock, ward: Ward
) -> None:
    account = a.an_account(session)
    membership = a.a_membership(account, Role.STAFF, ward)
    signed_in(session, clock, Kind.ACCOUNT, account.id, ward)
    work = a.work(session, clock=clock)
    commands.end_membership(work, membership=membership)
    work.commit()
    caller = known(who(session, clock, screen=None))
    assert (caller.ward, caller.wards, caller.actor.roles, caller.actor.ward_id) == (None, (), frozenset(), None)
    assert caller.actor.id == account.id


def test_the_first_admin_is_known_before_there_is_any_ward(session: Session, clock: SetClock) -> None:
    account = a.an_account(session)
    a.a_membership(account, Role.ADMIN)
    signed_in(session, clock, Kind.ACCOUNT, account.id, None)
    caller = known(who(session, clock, screen=None))
    assert (caller.actor.roles, caller.wards) == ({Role.ADMIN}, ())


# --- standing in -----------------------------------------------------------------------------------------------------


def test_a_nurse_stands_in_for_28_days_after_the_post_fell_empty(session: Session, clock: SetClock, ward: Ward) -> None:
    nurse = a.a_staff_actor(ward, Role.STAFF)
    assert nurse.id is not None
    term = a.a_term(a.a_ward_name(ward))
    signed_in(session, clock, Kind.ACCOUNT, nurse.id, ward, minutes=60 * 24 * 365)
    days = [term.ends_on + timedelta(days=count) for count in (-1, 0, 27, 28)]
    stood_in = []
    for day in days:
        clock.go_to(day)
        stood_in.append(known(who(session, clock, screen=None)).actor.stands_in)
    assert stood_in == [False, True, True, False]


def test_on_a_ward_that_never_had_a_rep_a_peer_supporter_stands_in(
    session: Session, clock: SetClock, ward: Ward, terminal: Screen
) -> None:
    name = a.a_ward_name(ward)
    a.a_term(name, TermRole.PEER)
    signed_in(session, clock, Kind.WARD_NAME, name.id, ward, terminal)
    assert known(who(session, clock)).actor.stands_in


def test_a_term_of_another_ward_fills_no_post_here(session: Session, clock: SetClock, ward: Ward) -> None:
    a.a_term(a.a_ward_name(a.a_ward(session, "Birch")))
    advocate = a.a_staff_actor(ward, Role.ADVOCATE)
    assert advocate.id is not None
    signed_in(session, clock, Kind.ACCOUNT, advocate.id, ward)
    assert known(who(session, clock, screen=None)).actor.stands_in


# --- speed -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("terms", [1, 30])
def test_one_statement_is_enough_however_long_the_history(
    session: Session, engine: Engine, clock: SetClock, ward: Ward, terminal: Screen, terms: int
) -> None:
    name = a.a_ward_name(ward)
    for number in range(terms):
        starts_on = clock.today + timedelta(days=7 * number)
        a.a_term(name, starts_on=starts_on, ends_on=starts_on + timedelta(days=7))
    signed_in(session, clock, Kind.WARD_NAME, name.id, ward, terminal)
    callers: list[Caller] = []
    asked = statements(session, lambda: callers.append(known(who(session, clock))))
    assert callers[0].actor.roles == {Role.PATIENT, Role.REP}
    assert sum(statement.startswith("SELECT") for statement in asked) == 1
