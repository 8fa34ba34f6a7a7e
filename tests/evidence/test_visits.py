"""What reviewers read: a line for each answer they got, which nobody changes, told to those who answer for the ward."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.pages import PageClient
from wardvoice.core.actor import Role
from wardvoice.evidence.models import View
from wardvoice.evidence.queries.visits import Reviewed, reviewed
from wardvoice.evidence.views.log import FOR_NO_REVIEWER
from wardvoice.evidence.words.visits import PAGES
from wardvoice.people.models import Account
from wardvoice.storage.base import db
from wardvoice.wards.models import Ward
from wardvoice.web.guard import required_by
from wardvoice.web.sessions import Kind, token_hash

TERMINAL = "token of the terminal"
Q4 = "from=2025-10-01&to=2025-12-31"


class House:
    """Alder and Birch, a reviewer who is invited to Alder, and a terminal there."""

    def __init__(self, app: Flask, session: Session, clock: SetClock) -> None:
        self.app, self.session, self.clock = app, session, clock
        self.alder, self.birch = a.a_ward(session), a.a_ward(session, "Birch")
        a.a_screen(self.alder, token_hash=token_hash(TERMINAL))
        self.rae = a.an_account(session, "Rae", job="peer reviewer")
        self.part = a.a_membership(self.rae, Role.REVIEWER, self.alder, last_day=date(2026, 4, 2))
        session.commit()

    def staff(self, *roles: Role, ward: Ward | None = None, name: str = "Tom") -> PageClient:
        account = a.an_account(self.session, name)
        for role in roles:
            a.a_membership(account, role, None if role in (Role.ADMIN, Role.DUTY) else ward or self.alder)
        self.session.commit()
        return self.signed_in(account, ward)

    def signed_in(self, account: Account, ward: Ward | None = None) -> PageClient:
        return PageClient(self.app).sign_in_as(Kind.ACCOUNT, account.id, (ward or self.alder).id)

    def reviewer(self) -> PageClient:
        return self.signed_in(self.rae)

    def at_terminal(self) -> PageClient:
        return PageClient(self.app).at_screen(TERMINAL)

    def seen(self) -> list[tuple[Any, ...]]:
        with Session(self.session.get_bind()) as session:
            rows = session.scalars(select(View).order_by(View.at, View.page))
            return [(row.account_id, row.ward_id, row.page, row.first, row.last) for row in rows]


@pytest.fixture
def house(app: Flask, backstage: Session, clock: SetClock) -> House:
    return House(app, backstage, clock)


# --- what is written down --------------------------------------------------------------------------------------------


def test_a_page_that_a_reviewer_opens_is_written_down_with_ward_measure_and_period(house: House) -> None:
    rae = house.reviewer()
    rae.get(f"/evidence/{house.alder.id}?{Q4}")
    rae.get(f"/evidence/{house.alder.id}/measure/7?{Q4}")
    rae.get("/evidence")
    q4, shown_first = (date(2025, 10, 1), date(2025, 12, 31)), (date(2026, 1, 1), date(2026, 3, 31))
    assert sorted(house.seen(), key=str) == sorted(
        [
            (house.rae.id, house.alder.id, "ward", *q4),
            (house.rae.id, house.alder.id, "measure 7", *q4),
            (house.rae.id, None, "hospital", *shown_first),
        ],
        key=str,
    )


def test_a_head_request_is_a_visit_too(house: House) -> None:
    house.reviewer().http.head(f"/evidence/{house.alder.id}")
    assert len(house.seen()) == 1


def test_whoever_asks_how_a_page_may_be_asked_for_reads_nothing(house: House) -> None:
    assert house.reviewer().http.options(f"/evidence/{house.alder.id}").status_code == 200
    assert not house.seen()


@pytest.mark.parametrize("role", [Role.ADMIN, Role.MANAGER])
def test_what_a_reviewer_opens_in_another_part_of_theirs_is_no_visit(house: House, role: Role) -> None:
    a.a_membership(house.rae, role, None if role is Role.ADMIN else house.alder)
    house.session.commit()
    rae = house.reviewer()
    rae.get("/admin/evidence/log")
    if role is Role.ADMIN:
        rae.get("/admin/criteria")
        assert rae.http.get("/admin/criteria/example.csv").status_code == 200
    assert not house.seen()
    rae.get(f"/evidence/{house.alder.id}")
    assert len(house.seen()) == 1


def test_every_page_that_is_written_down_has_words(house: House) -> None:
    """Whoever adds a page to this room gives it words in the log, or says whose office it is."""
    with house.app.app_context():
        rules = [rule for rule in house.app.url_map.iter_rules() if rule.endpoint.startswith("evidence.")]
        pages = {rule.endpoint for rule in rules if "GET" in (rule.methods or ())}
        written = {one.partition(".")[2] for one in pages if required_by(one) not in FOR_NO_REVIEWER}
    assert len(written) > 15
    assert not written - PAGES.keys()


@pytest.mark.parametrize(
    "wanted",
    [
        "/evidence/{birch}",
        "/evidence/00000000-0000-0000-0000-000000000000",
        "/evidence/rubbish",
        "/evidence/{alder}?from=2026-03-01&to=2025-01-01",
        "/evidence/{alder}/measure/none",
        "/council/evidence",
        "/admin/evidence/log",
        "/board",
        "/my-account",
    ],
)
def test_what_is_refused_or_no_evidence_is_not_written_down(house: House, wanted: str) -> None:
    house.reviewer().http.get(wanted.format(alder=house.alder.id, birch=house.birch.id))
    assert not house.seen()


def test_others_are_not_written_down(house: House) -> None:
    for role in (Role.STAFF, Role.MANAGER, Role.LEAD, Role.ADVOCATE, Role.LISTENER, Role.ADMIN):
        house.staff(role, name=role.value).get(f"/evidence/{house.alder.id}")
    house.at_terminal().get(f"/evidence/{house.alder.id}")
    assert not house.seen()


def test_whoever_reviews_one_ward_reads_of_the_own_one_as_staff(house: House) -> None:
    a.a_membership(house.rae, Role.STAFF, house.birch)
    house.session.commit()
    rae = house.signed_in(house.rae, house.birch)
    rae.get(f"/evidence/{house.birch.id}")
    assert not house.seen()
    rae.get(f"/evidence/{house.alder.id}")
    assert len(house.seen()) == 1


def test_after_the_last_day_nothing_is_read_and_nothing_written_down(house: House) -> None:
    rae = house.signed_in(house.rae)
    rae.get(f"/evidence/{house.alder.id}")
    house.clock.go_to(date(2026, 4, 3), 0, 0)
    rae = house.signed_in(house.rae)
    rae.get(f"/evidence/{house.alder.id}")
    assert rae.address == "/sign-in"
    assert len(house.seen()) == 1


# --- that it stays ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [update(View).values(page="nothing"), delete(View)])
def test_nobody_changes_or_removes_a_line(house: House, change: Any) -> None:
    house.reviewer().get(f"/evidence/{house.alder.id}")
    with house.app.app_context():
        engine: Engine = db.engine
    with pytest.raises(DatabaseError, match="what a reviewer read stays"), Session(engine) as session:
        session.execute(change)


# --- who reads it ----------------------------------------------------------------------------------------------------


def test_manager_advocate_and_admin_read_the_log(house: House) -> None:
    rae = house.reviewer()
    rae.get(f"/evidence/{house.alder.id}/measure/7?{Q4}")
    rae.get("/evidence")
    for role in (Role.MANAGER, Role.ADVOCATE, Role.ADMIN):
        page = house.staff(role, name=role.value).get("/admin/evidence/log")
        rows = [row.text for row in page.one("tbody").all("tr")]
        assert len(rows) == 2
        assert all("Rae, peer reviewer" in row for row in rows)
        assert any("Kept on time, by the first date" in row and "October to December 2025" in row for row in rows), rows
        assert any("All wards side by side" in row for row in rows)
        assert not page.all("main form")


def test_a_manager_reads_of_the_own_ward_alone_and_an_admin_of_all(house: House) -> None:
    house.reviewer().get(f"/evidence/{house.alder.id}")
    assert "No reviewer has read" in house.staff(Role.MANAGER, ward=house.birch).get("/admin/evidence/log").text
    assert (
        "Alder" in house.staff(Role.ADMIN, ward=house.birch, name="Anna").get("/admin/evidence/log").one("tbody").text
    )


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEAD, Role.LISTENER, Role.DUTY, Role.REVIEWER])
def test_nobody_else_reads_it(house: House, role: Role) -> None:
    house.staff(role).get("/admin/evidence/log", status=403)


def test_neither_a_patient_nor_a_screen_reads_it(house: House) -> None:
    house.at_terminal().get("/admin/evidence/log", status=403)


def test_the_log_comes_in_pages_of_25_the_newest_first(house: House) -> None:
    rae = house.reviewer()
    for _ in range(26):
        house.clock.go_on(minutes=1)
        rae.get(f"/evidence/{house.alder.id}")
    manager = house.staff(Role.MANAGER)
    first = manager.get("/admin/evidence/log")
    assert len(first.one("tbody").all("tr")) == 25
    assert "26 pages read" in first.text
    assert "10:56" in first.one("tbody").all("tr")[0].text
    assert "10:31" in manager.follow("Next page").one("tbody").text


# --- what the ward is told -------------------------------------------------------------------------------------------


def test_patients_read_that_somebody_may_look_and_when_they_did(house: House) -> None:
    terminal = house.at_terminal()
    told = terminal.get(f"/evidence/{house.alder.id}").one("main").text
    assert "Somebody who checks wards may read this page until Thursday 2 April." in told
    assert "They read it on these days" not in told
    house.reviewer().get(f"/evidence/{house.alder.id}")
    told = terminal.get(f"/evidence/{house.alder.id}").one("main").text
    assert "They read it on these days: Monday 2 March." in told
    assert "Rae" not in told


def test_where_nobody_was_invited_nothing_is_told(house: House) -> None:
    manager = house.staff(Role.MANAGER, ward=house.birch)
    assert "checks wards" not in manager.get(f"/evidence/{house.birch.id}").text


def test_the_last_three_days_are_told_for_a_quarter(house: House) -> None:
    for _ in range(5):
        for _twice in range(2):
            house.signed_in(house.rae).get(f"/evidence/{house.alder.id}")
        house.clock.go_on(days=1)
    house.session.rollback()
    told = reviewed(house.session, house.alder.id, house.clock.today, house.clock)
    assert told == Reviewed(date(2026, 4, 2), (date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 6)))
    house.clock.go_on(days=120)
    told = reviewed(house.session, house.alder.id, house.clock.today, house.clock)
    assert not told
    assert not reviewed(house.session, house.birch.id, house.clock.today - timedelta(days=120), house.clock)
