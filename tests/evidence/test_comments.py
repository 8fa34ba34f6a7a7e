"""A rep's own words beside the figures: nobody of the staff writes, edits or removes them (E6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.pages import PageClient
from wardvoice.agenda.rules import MAX_WORDS
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import NotAllowed, NotFound, Repeated, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.evidence import commands
from wardvoice.evidence.models import Comment
from wardvoice.evidence.queries.comments import comments_of
from wardvoice.evidence.rules.periods import Period
from wardvoice.proof.verify import verify
from wardvoice.records.commands import agree_removal
from wardvoice.records.models import RemovalRequest
from wardvoice.storage.history import HistoryWords
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import Kind, token_hash

As = Callable[[Actor], Work]
Q4, Q1 = Period(date(2025, 10, 1), date(2025, 12, 31)), Period(date(2026, 1, 1), date(2026, 3, 31))
WORDS = "Two meetings were called off. Nobody asked us first."
AT_Q4 = "from=2025-10-01&to=2025-12-31"


@pytest.fixture
def ward(session: Session) -> Ward:
    return a.a_ward(session)


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", [Door.TERMINAL, Door.LAPTOP])
@pytest.mark.parametrize("role", [Role.REP, Role.DEPUTY])
def test_rep_and_deputy_say_something_at_each_screen(work_as: As, ward: Ward, role: Role, door: Door) -> None:
    work = work_as(a.a_patient_actor(ward, role, door=door))
    said = commands.say_about_figures(work, period=Q4, words=f"  {WORDS} ")
    work.commit()
    assert (said.words, said.said_as, said.n, said.day) == (WORDS, role, 1, date(2026, 3, 2))
    row = a.history_of(ward)[-1]
    assert (row.what, row.thing) == (Happened.EVIDENCE_COMMENTED, said.thing)
    assert WORDS not in row.body
    assert WORDS in set(work.session.scalars(select(HistoryWords.text)))
    assert Q4.first.isoformat() in row.body


def test_what_is_said_later_stands_above_and_takes_nothing_away(work_as: As, ward: Ward) -> None:
    rep = a.a_patient_actor(ward, Role.REP)
    for words in ("First", "Second"):
        work = work_as(rep)
        commands.say_about_figures(work, period=Q4, words=words)
        work.commit()
    other = work_as(rep)
    commands.say_about_figures(other, period=Q1, words="Of another time")
    other.commit()
    assert [one.words for one in comments_of(work.session, ward.id, Q4)] == ["Second", "First"]
    assert [one.words for one in comments_of(work.session, ward.id, Q1)] == ["Of another time"]


def nobody_who_may(ward: Ward) -> list[Actor]:
    staff = [
        a.a_staff_actor(ward, role) for role in Role if role not in (Role.PATIENT, Role.REP, Role.DEPUTY, Role.PEER)
    ]
    patients = [a.a_patient_actor(ward), a.a_patient_actor(ward, Role.PEER), a.a_terminal_actor(ward)]
    return [*staff, *patients, a.a_stand_in(ward), a.a_stand_in(ward, Role.STAFF)]


def test_nobody_else_says_anything_there(work_as: As, ward: Ward, session: Session) -> None:
    for somebody in nobody_who_may(ward):
        with pytest.raises(NotAllowed):
            commands.say_about_figures(work_as(somebody), period=Q4, words=WORDS)
        session.rollback()
    assert not session.scalars(select(Comment)).all()


def test_a_rep_whose_term_is_over_is_no_rep(work_as: As, ward: Ward) -> None:
    rep = a.a_patient_actor(ward, Role.REP)
    with pytest.raises(NotAllowed):
        commands.say_about_figures(work_as(replace(rep, roles=frozenset({Role.PATIENT}))), period=Q4, words=WORDS)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (None, "few words first"),
        ("", "few words first"),
        (" \u200b\n", "few words first"),
        ("x" * (MAX_WORDS + 1), "too long"),
    ],
)
def test_no_words_and_too_many_are_refused(work_as: As, ward: Ward, words: str | None, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        commands.say_about_figures(work_as(a.a_patient_actor(ward, Role.REP)), period=Q4, words=words)


def test_a_second_click_is_known(work_as: As, ward: Ward) -> None:
    work = work_as(a.a_patient_actor(ward, Role.REP))
    commands.say_about_figures(work, period=Q4, words=WORDS, once="key")
    work.commit()
    with pytest.raises(Repeated):
        commands.say_about_figures(work, period=Q4, words=WORDS, once="key")


def test_two_people_can_remove_the_words_and_the_line_stays(work_as: As, ward: Ward, session: Session) -> None:
    work = work_as(a.a_patient_actor(ward, Role.REP))
    said = commands.say_about_figures(work, period=Q4, words=WORDS)
    work.commit()
    manager, advocate = a.a_staff_actor(ward, Role.MANAGER), a.a_staff_actor(ward, Role.ADVOCATE, name="Joan")
    with pytest.raises(NotAllowed):
        a.removed_by(manager, manager, said, WORDS)
    session.rollback()
    (waits,) = session.scalars(select(RemovalRequest))
    a.done(session, advocate, agree_removal, request=waits)
    (stays,) = comments_of(session, ward.id, Q4)
    assert stays.words is None
    assert verify(session).whole


@pytest.mark.parametrize("first", [Role.MANAGER, Role.ADMIN])
@pytest.mark.parametrize("second", [Role.MANAGER, Role.ADMIN])
@pytest.mark.parametrize("through", ["the comment", "an item"])
def test_nobody_removes_a_reps_words_without_an_advocate(
    work_as: As, ward: Ward, session: Session, first: Role, second: Role, through: str
) -> None:
    """Whatever thing they say that it is of: the words would be emptied wherever they stand."""
    work = work_as(a.a_patient_actor(ward, Role.REP))
    said = commands.say_about_figures(work, period=Q4, words=WORDS)
    work.commit()
    thing = {"the comment": said, "an item": a.an_item(ward)}[through]
    one, other = a.a_staff_actor(ward, first), a.a_staff_actor(ward, second, name="Joan")
    with pytest.raises(NotAllowed):
        a.removed_by(one, other, thing, WORDS)
    session.rollback()
    assert [row.words for row in comments_of(session, ward.id, Q4)] == [WORDS]
    assert Happened.WORDS_REMOVED not in {row.what for row in a.history_of(ward)}


def test_an_advocate_is_one_of_the_two_whoever_asks_first(work_as: As, ward: Ward, session: Session) -> None:
    manager, admin = (a.a_staff_actor(ward, role) for role in (Role.MANAGER, Role.ADMIN))
    advocate = a.a_staff_actor(ward, Role.ADVOCATE, name="Joan")
    for n, (first, second) in enumerate([(manager, advocate), (admin, advocate), (advocate, admin)], start=1):
        saying = work_as(a.a_patient_actor(ward, Role.REP))
        said = commands.say_about_figures(saying, period=Q4, words=f"{WORDS} {n}")
        saying.commit()
        a.removed_by(first, second, said, f"{WORDS} {n}")
        assert a.history_of(ward)[-1].what == Happened.WORDS_REMOVED
    assert [row.words for row in comments_of(session, ward.id, Q4)] == [None, None, None]


# --- the page --------------------------------------------------------------------------------------------------------


class House:
    def __init__(self, app: Flask, session: Session, clock: SetClock) -> None:
        self.app, self.session, self.clock = app, session, clock
        self.ward, self.birch = a.a_ward(session), a.a_ward(session, "Birch")
        self.screens = {
            kind: a.a_screen(self.ward, kind, token_hash=token_hash(kind.value))
            for kind in (ScreenKind.TERMINAL, ScreenKind.LAPTOP)
        }
        self.address = f"/evidence/{self.ward.id}/comment"
        session.commit()

    def patient(self, *roles: Role, kind: ScreenKind = ScreenKind.LAPTOP, word: str | None = None) -> PageClient:
        actor = a.a_patient_actor(self.ward, *roles, word=word)
        self.session.commit()
        assert actor.id is not None
        browser = PageClient(self.app).at_screen(kind.value)
        return browser.sign_in_as(Kind.WARD_NAME, actor.id, self.ward.id, self.screens[kind].id)

    def staff(self, *roles: Role, name: str = "Tom") -> PageClient:
        account = a.an_account(self.session, name)
        for role in roles:
            a.a_membership(account, role, None if role in (Role.ADMIN, Role.DUTY) else self.ward)
        self.session.commit()
        return PageClient(self.app).sign_in_as(Kind.ACCOUNT, account.id, self.ward.id)

    def said(self) -> list[tuple[str | None, date]]:
        with Session(self.session.get_bind()) as session:
            rows = session.scalars(select(Comment).order_by(Comment.first, Comment.n))
            return [(row.words, row.first) for row in rows]


@pytest.fixture
def house(app: Flask, backstage: Session, clock: SetClock) -> House:
    return House(app, backstage, clock)


@pytest.mark.parametrize("kind", [ScreenKind.LAPTOP, ScreenKind.TERMINAL])
def test_a_rep_writes_beside_the_numbers_and_everybody_reads_it(house: House, kind: ScreenKind) -> None:
    rep = house.patient(Role.REP, kind=kind)
    rep.get(f"/evidence/{house.ward.id}?{AT_Q4}")
    rep.follow("Say something about these numbers")
    rep.submit("Put it beside the numbers", words=WORDS)
    assert "Your words stand beside the numbers now." in rep.page.text
    assert WORDS in rep.page.one("main").text
    assert house.said() == [(WORDS, Q4.first)]
    for reader in (house.patient(), house.staff(Role.STAFF), house.staff(Role.REVIEWER, name="Rae")):
        page = reader.get(f"/evidence/{house.ward.id}?{AT_Q4}")
        assert WORDS in page.text
        assert "The rep wrote this on Monday 2 March." in page.text
        assert "Say something about these numbers" not in page.text
        assert WORDS not in reader.get(f"/evidence/{house.ward.id}").text
    assert WORDS in house.staff(Role.MANAGER, name="Priya").get(f"/print/evidence/{house.ward.id}?{AT_Q4}").text


def test_paper_has_the_words_and_no_button(house: House) -> None:
    rep = house.patient(Role.REP)
    assert "Say something" not in rep.get(f"/print/evidence/{house.ward.id}").text


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.LEAD, Role.ADVOCATE, Role.ADMIN, Role.REVIEWER])
def test_nobody_of_the_staff_opens_or_sends_it(house: House, role: Role) -> None:
    somebody = house.staff(role)
    somebody.get(house.address, status=403)
    somebody.get(f"/evidence/{house.ward.id}")
    somebody.post(house.address, {"words": WORDS, "from": "2025-10-01", "to": "2025-12-31"}, status=403)
    assert not house.said()


def test_a_patient_who_is_no_rep_does_not_write_there(house: House) -> None:
    patient = house.patient()
    patient.get(house.address, status=403)
    patient.get(f"/evidence/{house.ward.id}")
    patient.post(house.address, {"words": WORDS, "from": "2025-10-01", "to": "2025-12-31"}, status=403)
    assert not house.said()


@pytest.mark.parametrize("ward_id", ["birch", UUID(int=404)])
def test_another_wards_page_is_none(house: House, ward_id: object) -> None:
    rep = house.patient(Role.REP)
    address = f"/evidence/{house.birch.id if ward_id == 'birch' else ward_id}/comment"
    rep.get(address, status=404)
    rep.get(house.address)
    rep.post(address, {"words": WORDS, "from": "2025-10-01", "to": "2025-12-31"}, status=404)
    assert not house.said()


@pytest.mark.parametrize(
    ("first", "last"), [("", ""), ("rubbish", "2025-12-31"), ("2025-12-31", "2025-10-01"), ("2027-01-01", "2027-03-31")]
)
def test_a_period_that_no_page_offered_is_nothing(house: House, first: str, last: str) -> None:
    rep = house.patient(Role.REP)
    rep.get(house.address)
    rep.post(house.address, {"words": WORDS, "from": first, "to": last}, status=404)
    assert not house.said()


def test_days_that_make_no_period_are_mended_before_anything_is_written(house: House) -> None:
    rep = house.patient(Role.REP)
    rep.get(f"{house.address}?from=2025-12-31&to=2025-10-01", status=422)
    assert "The last day lies before the first one." in rep.page.text


def test_too_many_words_are_kept_and_refused(house: House) -> None:
    rep = house.patient(Role.REP)
    rep.get(f"{house.address}?{AT_Q4}")
    rep.submit("Put it beside the numbers", words="x" * 20_000, status=422)
    assert rep.page.one("textarea").raw.strip() == "x" * 20_000
    rep.submit("Put it beside the numbers", words="Short", status=200)
    assert house.said() == [("Short", Q4.first)]


def test_serious_words_lead_to_the_question_first_and_the_period_is_kept(house: House) -> None:
    rep = house.patient(Role.REP)
    rep.get(f"{house.address}?{AT_Q4}")
    rep.submit("Put it beside the numbers", words="I want to kill myself tonight")
    assert "This sounds serious. Shall we tell someone now?" in rep.page.text
    assert not house.said()


def test_names_are_asked_about_once_and_the_period_is_kept(house: House) -> None:
    rep = house.patient(Role.REP, word="Linnet")
    rep.get(f"{house.address}?{AT_Q4}")
    rep.submit("Put it beside the numbers", words="Mr Blank called them off")
    assert "Did you name somebody?" in rep.page.text
    rep.submit("Change my words")
    assert "October to December 2025" in rep.page.text
    rep.submit("Put it beside the numbers", words="Mr Blank called them off")
    if "Did you name somebody?" in rep.page.text:
        rep.submit("Send it as it is")
    assert house.said() == [("Mr Blank called them off", Q4.first)]


def test_a_double_click_stores_one(house: House) -> None:
    rep = house.patient(Role.REP)
    rep.get(f"{house.address}?{AT_Q4}")
    form, _button = rep.form("Put it beside the numbers")
    sent = {box["name"]: box.get("value") for box in form.all("input", type="hidden")} | {"words": WORDS}
    rep.post(house.address, sent, csrf=False)
    rep.get(f"{house.address}?{AT_Q4}")
    rep.post(house.address, {name: value for name, value in sent.items() if name != "csrf"})
    assert "Nothing was stored twice." in rep.page.text
    assert len(house.said()) == 1


def test_words_that_are_not_sent_wait_with_their_period(house: House) -> None:
    rep = house.patient(Role.REP)
    rep.get(f"{house.address}?{AT_Q4}")
    rep.post(
        "/drafts", {"draft_of": house.address, "words": "Half a", "from": "2025-10-01", "to": "2025-12-31"}, status=204
    )
    rep.get(house.address)
    rep.submit("Go on writing")
    assert "October to December 2025" in rep.page.text
    assert rep.page.one("textarea").raw.strip() == "Half a"
    rep.submit("Put it beside the numbers", words="Half a thought")
    assert house.said() == [("Half a thought", Q4.first)]
    assert "Half a" not in rep.get("/").text


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script> & co", "عدد الاجتماعات قليل جدا", "\u202egnp.exe", "a\n\nb"]
)
def test_odd_words_are_only_words(house: House, words: str) -> None:
    rep = house.patient(Role.REP)
    rep.get(f"{house.address}?{AT_Q4}")
    rep.submit("Put it beside the numbers", words=words)
    assert "<script>alert" not in rep.answer.get_data(as_text=True)
    shown = rep.page.one("blockquote")
    assert shown.get("dir") == "auto"
    assert shown.text == " ".join(words.replace("\u202e", "").split())


def test_removed_words_leave_a_line(house: House) -> None:
    rep = house.patient(Role.REP)
    rep.get(f"{house.address}?{AT_Q4}")
    rep.submit("Put it beside the numbers", words=WORDS)
    said = house.session.scalars(select(Comment)).one()
    manager, advocate = (
        a.a_staff_actor(house.ward, Role.MANAGER),
        a.a_staff_actor(house.ward, Role.ADVOCATE, name="Joan"),
    )
    a.removed_by(manager, advocate, said, WORDS)
    assert "These words were removed." in rep.get(f"/evidence/{house.ward.id}?{AT_Q4}").text


def test_a_rep_of_another_ward_is_none_here(work_as: As, ward: Ward, session: Session) -> None:
    rep = a.a_patient_actor(a.a_ward(session, "Birch"), Role.REP)
    work = work_as(rep)
    said = commands.say_about_figures(work, period=Q4, words=WORDS)
    assert said.ward_id == rep.ward_id
    with pytest.raises(NotFound):
        work.require(May.COMMENT_EVIDENCE, Comment(ward_id=ward.id))
