"""On which days an account works, which usernames will do, and which roles an account can hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.builders import STAFF_ROLES
from wardvoice.core.actor import PATIENT_ROLES, Role
from wardvoice.core.errors import RuleBroken
from wardvoice.people.rules import accounts as rules

TODAY = date(2026, 3, 2)
WARD = UUID(int=7)


@dataclass
class AnAccount:
    starts_on: date = TODAY
    ends_on: date | None = None
    closed_on: date | None = None


def test_an_account_works_from_its_first_day() -> None:
    assert rules.works_on(AnAccount(), TODAY)
    assert not rules.works_on(AnAccount(), TODAY - timedelta(days=1))


def test_the_last_day_of_a_post_is_the_last_day_of_its_account() -> None:
    leaving = AnAccount(ends_on=TODAY)
    assert rules.works_on(leaving, TODAY)
    assert not rules.works_on(leaving, TODAY + timedelta(days=1))


def test_a_closed_account_does_not_work() -> None:
    assert not rules.works_on(AnAccount(closed_on=TODAY), TODAY)


@pytest.mark.parametrize("username", ["tom", "tom.nurse", "t2", "agency-17", "anna_k"])
def test_usernames_for_every_keyboard_are_good(username: str) -> None:
    rules.check_username(username)


@pytest.mark.parametrize("username", ["", "t", "Tom", "tom nurse", ".tom", "zoë", "a" * 41, "tom@ward"])
def test_other_usernames_are_refused(username: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.check_username(username)
    assert refused.value.field == "username"


def test_case_and_blanks_around_a_username_do_not_matter() -> None:
    assert rules.folded_username("  Tom.Nurse ") == "tom.nurse"


@pytest.mark.parametrize("ends_on", [TODAY - timedelta(days=1), TODAY + timedelta(days=3)])
def test_a_post_cannot_end_before_it_starts_or_in_the_past(ends_on: date) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.check_end(starts_on=TODAY + timedelta(days=7), ends_on=ends_on, today=TODAY)
    assert refused.value.field == "ends_on"


def test_a_post_may_end_today_or_never() -> None:
    rules.check_end(starts_on=TODAY, ends_on=TODAY, today=TODAY)
    rules.check_end(starts_on=TODAY, ends_on=None, today=TODAY)


@pytest.mark.parametrize("role", sorted(PATIENT_ROLES))
def test_an_account_is_never_a_patient(role: Role) -> None:
    with pytest.raises(RuleBroken, match="ward name"):
        rules.check_membership(role=role, ward_id=WARD)


def test_an_admin_looks_after_the_whole_hospital() -> None:
    for role in (Role.ADMIN, Role.DUTY):
        rules.check_membership(role=role, ward_id=None)
        with pytest.raises(RuleBroken, match="whole hospital"):
            rules.check_membership(role=role, ward_id=WARD)


@pytest.mark.parametrize("role", [role for role in STAFF_ROLES if role not in (Role.ADMIN, Role.DUTY)])
def test_everybody_else_can_be_on_one_ward_or_on_all(role: Role) -> None:
    rules.check_membership(role=role, ward_id=WARD)
    rules.check_membership(role=role, ward_id=None)
