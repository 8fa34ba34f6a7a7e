"""Accounts of staff: opened, changed, given parts, and closed by an admin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, Repeated, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.people import commands, queries
from wardvoice.people.hashing import password_fits
from wardvoice.people.models import Account, Membership
from wardvoice.storage.history import HOSPITAL, HistoryRow, HistoryWords
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward

As = Callable[[Actor], Work]
HASH = "$argon2id$of-a-password"


@pytest.fixture
def ward(session: Session) -> Ward:
    return a.a_ward(session)


def opened(work: Work, username: str = "tom.nurse", ends_on: date | None = None, once: str | None = None) -> Account:
    account = commands.open_account(
        work, name="Tom", job="nurse", username=username, password_hash=HASH, ends_on=ends_on, once=once
    )
    work.commit()
    return account


def last_of_the_hospital(session: Session) -> HistoryRow:
    rows = select(HistoryRow).where(HistoryRow.chain == HOSPITAL).order_by(HistoryRow.seq.desc())
    return session.scalars(rows).first() or pytest.fail("nothing happened in the hospital")


# --- opening ---------------------------------------------------------------------------------------------------------


def test_an_admin_opens_an_account_and_the_history_keeps_no_name_and_no_password(
    work_as: As, session: Session, clock: SetClock
) -> None:
    account = opened(work_as(a.ADMIN), " Tom.Nurse ", clock.today + timedelta(days=9))
    row = last_of_the_hospital(session)
    assert (account.username, row.what, row.thing) == ("tom.nurse", Happened.ACCOUNT_OPENED, account.thing)
    assert not [secret for secret in (HASH, "Tom", "tom.nurse") if secret in row.body]
    assert {"Tom", "nurse", "tom.nurse"} <= set(session.scalars(select(HistoryWords.text)))
    assert HASH not in set(session.scalars(select(HistoryWords.text)))


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.LEAD, Role.ADVOCATE, Role.REVIEWER])
def test_nobody_but_an_admin_keeps_accounts(work_as: As, ward: Ward, role: Role) -> None:
    work = work_as(a.a_staff_actor(ward, role))
    account = a.an_account(a.session_of(ward))
    membership = a.a_membership(account, Role.STAFF, ward)
    with pytest.raises(NotAllowed):
        opened(work)
    with pytest.raises(NotAllowed):
        commands.change_account(work, account=account, name="Tim", job="nurse", ends_on=None)
    with pytest.raises(NotAllowed):
        commands.close_account(work, account=account)
    with pytest.raises(NotAllowed):
        commands.give_membership(work, account=account, role=Role.MANAGER, ward_id=ward.id)
    with pytest.raises(NotAllowed):
        commands.end_membership(work, membership=membership)
    with pytest.raises(NotAllowed):
        commands.set_password(work, account=account, password_hash=HASH)


def test_a_username_stays_its_owners_for_ever(work_as: As) -> None:
    work = work_as(a.ADMIN)
    commands.close_account(work, account=opened(work))
    work.commit()
    with pytest.raises(RuleBroken) as refused:
        opened(work_as(a.ADMIN), "TOM.nurse")
    assert refused.value.field == "username"


def test_a_form_sent_twice_opens_one_account(work_as: As, session: Session) -> None:
    opened(work_as(a.ADMIN), once="key")
    with pytest.raises(Repeated):
        opened(work_as(a.ADMIN), once="key")
    assert len(queries.accounts(session)) == 1


def test_the_first_admin_of_an_empty_hospital_can_sign_in(session: Session, clock: SetClock) -> None:
    admin = commands.open_first_admin(
        session, clock, PEPPER, username="anna", name="Anna", password="kettle orange stair"
    )
    assert password_fits(admin.password_hash, "kettle orange stair")
    (member,) = queries.roles_by_account(session, [admin.id], clock.today)[admin.id]
    assert (member.membership.role, member.membership.ward_id) == (Role.ADMIN, None)


def test_there_is_no_second_first_admin(session: Session, clock: SetClock) -> None:
    a.an_account(session)
    with pytest.raises(RuleBroken, match="accounts already"):
        commands.open_first_admin(session, clock, PEPPER, username="eve", name="Eve", password="kettle orange stair")


def test_the_first_admin_needs_a_good_password_too(session: Session, clock: SetClock) -> None:
    with pytest.raises(RuleBroken, match="12 characters"):
        commands.open_first_admin(session, clock, PEPPER, username="eve", name="Eve", password="short")
    assert queries.accounts(session) == []


# --- changing and closing --------------------------------------------------------------------------------------------


def test_an_admin_sets_the_last_day_of_a_post(work_as: As, session: Session, clock: SetClock) -> None:
    work = work_as(a.ADMIN)
    account = opened(work)
    commands.change_account(work, account=account, name="Tom", job="nurse", ends_on=clock.today, version=1)
    work.commit()
    assert last_of_the_hospital(session).what == Happened.ACCOUNT_CHANGED
    assert queries.account_to_sign_in(session, "tom.nurse", clock.today) is account
    assert queries.account_to_sign_in(session, "tom.nurse", clock.today + timedelta(days=1)) is None


def test_two_admins_do_not_overwrite_each_other(work_as: As) -> None:
    work = work_as(a.ADMIN)
    account = opened(work)
    commands.change_account(work, account=account, name="Tim", job="nurse", ends_on=None, version=1)
    with pytest.raises(Stale):
        commands.change_account(work, account=account, name="Tam", job="nurse", ends_on=None, version=1)


def test_a_last_day_in_the_past_is_refused_but_an_old_one_may_stay(work_as: As, clock: SetClock) -> None:
    work = work_as(a.ADMIN)
    account = opened(work, ends_on=clock.today)
    with pytest.raises(RuleBroken):
        commands.change_account(work, account=account, name="Tom", job="nurse", ends_on=clock.today - timedelta(days=1))
    clock.go_on(days=9)
    later = work_as(a.ADMIN)
    commands.change_account(later, account=account, name="Thomas", job="nurse", ends_on=account.ends_on)
    assert account.name == "Thomas"


def test_a_closed_account_can_neither_sign_in_nor_be_changed(work_as: As, session: Session, clock: SetClock) -> None:
    work = work_as(a.ADMIN)
    account = opened(work)
    commands.close_account(work, account=account)
    work.commit()
    assert last_of_the_hospital(session).what == Happened.ACCOUNT_CLOSED
    assert (account.closed_on, account.password_hash) == (clock.today, "")
    assert queries.account_to_sign_in(session, "tom.nurse", clock.today) is None
    for change in (
        lambda: commands.close_account(work, account=account),
        lambda: commands.change_account(work, account=account, name="T", job="n", ends_on=None),
        lambda: commands.set_password(work, account=account, password_hash=HASH),
        lambda: commands.give_membership(work, account=account, role=Role.STAFF, ward_id=None),
    ):
        with pytest.raises(Stale):
            change()


def test_an_admin_closes_neither_the_own_account_nor_the_own_part(work_as: As, ward: Ward) -> None:
    admin = a.a_staff_actor(ward, Role.ADMIN)
    session = a.session_of(ward)
    work = work_as(admin)
    with pytest.raises(NotAllowed, match="your own account"):
        commands.close_account(work, account=queries.account(session, admin.id))
    (own,) = session.scalars(select(Membership).where(Membership.account_id == admin.id))
    with pytest.raises(NotAllowed, match="your own part"):
        commands.end_membership(work, membership=own)


@pytest.fixture
def admins(session: Session, clock: SetClock) -> tuple[Account, Account]:
    """The only two admins of the hospital."""
    made = a.an_account(session, "Wes", clock=clock), a.an_account(session, "Una", clock=clock)
    for account in made:
        a.a_membership(account, Role.ADMIN, clock=clock)
    return made


def last_day(work: Work, account: Account, day: date | None) -> None:
    commands.change_account(work, account=account, name=account.name, job=account.job, ends_on=day)
    work.commit()


def test_the_last_admin_gets_no_last_day(work_as: As, admins: tuple[Account, Account], clock: SetClock) -> None:
    wes, una = admins
    last_day(work_as(a.ADMIN), wes, clock.today + timedelta(days=30))
    with pytest.raises(RuleBroken, match="last admin") as refused:
        last_day(work_as(a.ADMIN), una, clock.today + timedelta(days=60))
    assert refused.value.field == "ends_on"


def test_once_the_other_admin_has_a_last_day_this_one_is_neither_closed_nor_less_than_admin(
    work_as: As, session: Session, admins: tuple[Account, Account], clock: SetClock
) -> None:
    wes, una = admins
    last_day(work_as(a.ADMIN), wes, clock.today + timedelta(days=30))
    part = session.scalars(select(Membership).where(Membership.account_id == una.id)).one()
    for act in (
        lambda work: commands.close_account(work, account=una),
        lambda work: commands.end_membership(work, membership=part),
    ):
        with pytest.raises(RuleBroken, match="last admin"):
            act(work_as(a.ADMIN))
    last_day(work_as(a.ADMIN), wes, None)
    commands.end_membership(work_as(a.ADMIN), membership=part)


def test_everybody_changes_the_own_password_and_the_history_does_not_see_it(work_as: As, ward: Ward) -> None:
    session = a.session_of(ward)
    reviewer = a.a_staff_actor(ward, Role.REVIEWER)
    work = work_as(reviewer)
    commands.set_password(work, account=queries.account(session, reviewer.id), password_hash=HASH)
    work.commit()
    row = last_of_the_hospital(session)
    assert row.what == Happened.ACCOUNT_CHANGED
    assert HASH not in row.body


def test_an_unknown_account_is_not_found(session: Session) -> None:
    for nobody in (UUID(int=5), None):
        with pytest.raises(NotFound):
            queries.account(session, nobody)


# --- parts -----------------------------------------------------------------------------------------------------------


def test_a_part_on_a_ward_stands_in_that_wards_history(work_as: As, ward: Ward, clock: SetClock) -> None:
    work = work_as(a.ADMIN)
    account = opened(work)
    given = commands.give_membership(work, account=account, role=Role.MANAGER, ward_id=ward.id)
    work.commit()
    assert (a.history_of(ward)[-1].what, a.history_of(ward)[-1].thing) == (Happened.MEMBERSHIP_GIVEN, given.thing)
    (member,) = queries.roles_by_account(work.session, [account.id], clock.today)[account.id]
    assert (member.membership, member.ward_name) == (given, "Alder")


def test_nobody_is_the_same_on_one_ward_twice(work_as: As, ward: Ward) -> None:
    work = work_as(a.ADMIN)
    account = opened(work)
    commands.give_membership(work, account=account, role=Role.STAFF, ward_id=ward.id)
    commands.give_membership(work, account=account, role=Role.STAFF, ward_id=None)
    with pytest.raises(RuleBroken, match="that already"):
        commands.give_membership(work, account=account, role=Role.STAFF, ward_id=ward.id)


def test_a_part_that_is_ended_is_over_at_once_and_only_once(work_as: As, ward: Ward, clock: SetClock) -> None:
    work = work_as(a.ADMIN)
    account = opened(work)
    given = commands.give_membership(work, account=account, role=Role.STAFF, ward_id=ward.id)
    commands.end_membership(work, membership=given)
    work.commit()
    assert a.history_of(ward)[-1].what == Happened.MEMBERSHIP_ENDED
    assert queries.roles_by_account(work.session, [account.id], clock.today) == {}
    with pytest.raises(Stale):
        commands.end_membership(work, membership=given)


def test_a_part_of_somebody_else_is_not_found(work_as: As, session: Session, ward: Ward) -> None:
    account, other = a.an_account(session), a.an_account(session, "Ada")
    membership = a.a_membership(account, Role.STAFF, ward)
    assert queries.membership(session, account.id, membership.id) is membership
    with pytest.raises(NotFound):
        queries.membership(session, other.id, membership.id)


def test_whoever_signs_in_looks_at_the_own_ward_first(session: Session, ward: Ward, clock: SetClock) -> None:
    a.a_ward(session, "Aspen ward")
    account = a.an_account(session)
    assert queries.first_ward_of(session, account.id, clock.today) is None
    a.a_membership(account, Role.ADVOCATE, None)
    birch = a.a_ward(session, "Birch")
    a.a_membership(account, Role.STAFF, birch)
    assert queries.first_ward_of(session, account.id, clock.today) == birch.id


def test_accounts_are_listed_by_name_closed_ones_last(work_as: As, session: Session) -> None:
    zoe, ada, tom = (a.an_account(session, name) for name in ("Zoe", "Ada", "Tom"))
    work = work_as(a.ADMIN)
    commands.close_account(work, account=ada)
    work.commit()
    assert queries.accounts(session) == [tom, zoe, ada]
    assert queries.accounts_by_id(session, [zoe.id]) == {zoe.id: zoe}
