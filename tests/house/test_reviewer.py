"""What a peer reviewer finds: how those wards are doing to which they were invited, and nothing anywhere else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests import builders as a
from tests.house.hospital import PERSONS, Hospital, Visitor, address, things
from tests.pages import PageClient
from wardvoice.core.actor import Role
from wardvoice.core.policy import May
from wardvoice.evidence.models import View
from wardvoice.evidence.words.visits import PAGES
from wardvoice.wards import queries as of_wards
from wardvoice.web.guard import PUBLIC, required_by
from wardvoice.web.sessions import Kind

OPEN = {May.START, May.KEEP_OWN_ACCOUNT, May.READ_EVIDENCE, May.TAKE_EVIDENCE, May.COMPARE_WARDS, May.READ_OFF_WARD}
"""What a reviewer may at all; each of these addresses says for itself what else it asks."""
REFUSED = (403, 404, 405)


@pytest.fixture(scope="module")
def rae(hospital: Hospital) -> Visitor:
    return Visitor(hospital, *PERSONS["reviewer"])


def open_to_a_reviewer(hospital: Hospital, rule: Rule) -> bool:
    with hospital.app.app_context():
        return rule.endpoint in PUBLIC or required_by(rule.endpoint) in OPEN


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("whose", ["alder", "birch"])
@pytest.mark.parametrize("at", ["", "/council"])
def test_a_reviewer_opens_no_page_and_sends_no_form_but_those_of_the_evidence(
    hospital: Hospital, rae: Visitor, method: str, whose: str, at: str
) -> None:
    ward, found = getattr(hospital, whose), {}
    for rule in hospital.rules(method):
        known = {**ward.ids, **dict.fromkeys(rule.arguments - ward.ids.keys(), ward.ward.id)}
        one_way = len(rule.arguments & {"meeting_id", "item_id"}) != 1
        ways = [(rule.rule, known)] if one_way else list(things(ward, rule))
        if at or not open_to_a_reviewer(hospital, rule):
            for written, values in ways:
                found[written] = rae.ask(method, at + address(rule, values)).status_code
    assert len(found) > 50
    assert not {written: status for written, status in found.items() if status not in REFUSED}


@pytest.mark.parametrize(
    "address", ["/board", "/agenda", "/meetings", "/items", "/actions", "/concerns", "/admin/people"]
)
def test_a_head_request_tells_a_reviewer_no_more(rae: Visitor, address: str) -> None:
    assert rae.http.head(address).status_code in REFUSED


def of_the_evidence(hospital: Hospital) -> list[Rule]:
    return [rule for rule in hospital.rules("GET") if rule.endpoint.startswith("evidence.")]


def test_another_wards_evidence_is_as_unknown_to_a_reviewer_as_a_ward_that_is_none(
    hospital: Hospital, rae: Visitor
) -> None:
    with Session(hospital.alder.session.get_bind()) as session:
        found, council = 0, of_wards.council(session).id
    for rule in of_the_evidence(hospital):
        if not rule.arguments:
            continue
        answers = []
        for ward_id in (hospital.birch.ward.id, UUID(int=404), council):
            values = {**dict.fromkeys(rule.arguments, "5"), "ward_id": ward_id}
            answer = rae.ask("GET", address(rule, values))
            answers.append((answer.status_code, answer.get_data(as_text=True).replace(str(ward_id), "")))
        if answers[1][0] != 403:
            assert answers[0] == answers[1] == answers[2], rule.rule
            assert answers[0][0] == 404, rule.rule
            found += 1
    assert found


def test_a_reviewer_begins_with_how_the_ward_is_doing(hospital: Hospital, rae: Visitor) -> None:
    browser = PageClient(hospital.app)
    browser.http = rae.http
    browser.get("/")
    assert browser.address.startswith("/evidence")
    assert "Alder" not in browser.page.one("header").text, "no ward is theirs to look at"
    linked = {link["href"] for link in browser.page.one("header").all("a")}
    assert linked <= {"/", "/evidence", "/my-account"}
    assert {"/evidence", "/my-account"} <= linked


def test_a_reviewer_who_is_staff_on_another_ward_keeps_what_is_theirs_there(hospital: Hospital) -> None:
    alder, birch = hospital.alder, hospital.birch
    both = a.an_account(alder.session, "Jo", username="jo.both", clock=alder.clock)
    a.a_membership(both, Role.STAFF, birch.ward, clock=alder.clock)
    a.a_membership(both, Role.REVIEWER, alder.ward, clock=alder.clock)
    alder.session.commit()
    at_home = PageClient(hospital.app).sign_in_as(Kind.ACCOUNT, both.id, birch.ward.id)
    at_home.get("/board")
    at_home.get(f"/evidence/{alder.ward.id}")
    at_home.get(f"/evidence/{birch.ward.id}")
    visiting = PageClient(hospital.app).sign_in_as(Kind.ACCOUNT, both.id, alder.ward.id)
    visiting.get("/board", status=403)
    visiting.get(f"/evidence/{alder.ward.id}")


def test_each_page_of_the_evidence_adds_one_line_for_a_reviewer(hospital: Hospital, rae: Visitor) -> None:
    """Whoever adds a page or a file to this room need not remember the log."""
    engine, read = hospital.alder.session.get_bind(), 0
    for rule in of_the_evidence(hospital):
        before = lines(engine)
        status = rae.ask("GET", address(rule, hospital.alder.ids)).status_code
        assert lines(engine) - before == (1 if status == 200 else 0), (rule.rule, status)
        assert status != 200 or rule.endpoint.partition(".")[2] in PAGES, f"{rule.endpoint} has no words in the log"
        read += status == 200
    assert read >= 4


def lines(engine: Any) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(View)) or 0
