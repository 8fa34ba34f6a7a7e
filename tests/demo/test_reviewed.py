"""Owen reviews both wards of the small hospital, and the reps of the first say what they think of its figures."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.demo.made import TODAY
from tests.demo.test_doorway import enter
from tests.pages import PageClient
from wardvoice.core.actor import Role
from wardvoice.demo.content.places import WARDS
from wardvoice.demo.reviewed import READ
from wardvoice.demo.small.beside_figures import SAID
from wardvoice.evidence.models import Comment, View
from wardvoice.people.models import Membership
from wardvoice.wards.models import Ward


def test_owen_is_invited_to_both_wards_until_a_day_that_comes(small: Session) -> None:
    invited = select(Ward.name, Membership.until).join(Membership, Membership.ward_id == Ward.id)
    rows = small.execute(invited.where(Membership.role == Role.REVIEWER)).all()
    assert {name for name, _until in rows} == set(WARDS[:2])
    assert {until for _name, until in rows} == {TODAY + timedelta(days=92 - 18 + 1)}


def test_what_owen_read_stands_in_the_log_of_the_first_ward(small: Session) -> None:
    read = small.execute(select(View.page, Ward.name).outerjoin(Ward, Ward.id == View.ward_id)).all()
    assert sorted(page for page, _name in read) == sorted(page for page, _days, _hour in READ)
    assert {name for _page, name in read} == {None, WARDS[0]}


def test_deputy_and_rep_have_said_something_about_the_figures(small: Session) -> None:
    said = small.scalars(select(Comment).order_by(Comment.n)).all()
    assert [(one.words, one.said_as) for one in said] == [(SAID[0][2], Role.DEPUTY), (SAID[1][2], Role.REP)]


def test_the_reviewer_reads_it_and_the_manager_who_read(visitor: PageClient) -> None:
    enter(visitor, "reviewer")
    assert visitor.get("/").text
    assert visitor.address == "/evidence"
    visitor.follow(WARDS[0])
    assert SAID[1][2] in visitor.page.text
    visitor.get("/board", status=403)
    enter(visitor, "manager")
    log = visitor.get("/admin/evidence/log")
    assert "Owen, peer reviewer" in log.one("tbody").text
    enter(visitor, "patient")
    assert "Somebody who checks wards may read this page until" in visitor.get("/evidence").text
