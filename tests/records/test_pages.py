"""The pages of the room: setting, agreeing, holding, and what a ward reads about its own words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.pages import PageClient
from tests.records.keeping import in_force, somebody
from wardvoice.core.actor import Role
from wardvoice.core.errors import NotAllowed, NotFound
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.records.commands import hold
from wardvoice.records.models import Hold, Removal, Schedule
from wardvoice.records.rules import BOUNDS, Kind, announcement
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import Kind as SessionKind
from wardvoice.web.sessions import token_hash

PAGE = "/admin/records"


@pytest.fixture
def ward(backstage: Session) -> Ward:
    return a.a_ward(backstage)


def signed_in(app: Flask, backstage: Session, ward: Ward, role: Role, username: str | None = None) -> PageClient:
    account = a.an_account(
        backstage, role.value.title(), job=role.value, **({"username": username} if username else {})
    )
    a.a_membership(account, role, None if role is Role.ADMIN else ward)
    a.accepts_conduct(account)
    backstage.commit()
    return PageClient(app).sign_in_as(SessionKind.ACCOUNT, account.id, ward.id)


@pytest.fixture
def admin(app: Flask, backstage: Session, ward: Ward) -> PageClient:
    return signed_in(app, backstage, ward, Role.ADMIN)


@pytest.fixture
def advocate(app: Flask, backstage: Session, ward: Ward) -> PageClient:
    return signed_in(app, backstage, ward, Role.ADVOCATE)


def test_one_sets_it_and_another_agrees(admin: PageClient, advocate: PageClient, backstage: Session) -> None:
    admin.get(PAGE)
    assert "two people have not agreed" in admin.page.text
    admin.submit("Set these numbers", words_years="9")
    assert "Waits for an advocate’s yes" in admin.page.text
    assert not [button for button in admin.page.all("button") if "I agree" in button.text]
    advocate.get(PAGE)
    advocate.submit("I agree to these numbers")
    assert ", agreed by two people." in advocate.page.text
    made = backstage.scalars(select(Schedule)).one()
    assert (made.words_years, made.names_years) == (9, BOUNDS["names_years"].usual)


def test_an_advocate_may_say_no(admin: PageClient, advocate: PageClient) -> None:
    admin.get(PAGE)
    admin.submit("Set these numbers")
    advocate.get(PAGE)
    advocate.submit("No: take it back")
    assert "Waits for" not in advocate.page.text
    assert "two people have not agreed" in advocate.page.text


def test_what_was_shown_has_to_be_what_is_agreed_to(
    admin: PageClient, advocate: PageClient, backstage: Session
) -> None:
    admin.get(PAGE)
    admin.submit("Set these numbers")
    advocate.get(PAGE)
    admin.get(PAGE)
    admin.submit("Set these numbers", words_years="3")
    advocate.submit("I agree to these numbers", status=409)
    assert backstage.scalars(select(Schedule).where(Schedule.agreed_on.is_not(None))).all() == []


@pytest.mark.parametrize(
    ("typed", "words"), [("2", "3"), ("99", "20"), ("many", "whole number"), ("", "Write a number.")]
)
def test_a_number_outside_its_bounds_is_mended_beside_its_box(
    admin: PageClient, backstage: Session, typed: str, words: str
) -> None:
    admin.get(PAGE)
    admin.submit("Set these numbers", status=422, words_years=typed)
    assert words in admin.page.one("span", cls="nhsuk-error-message").text
    assert admin.page.one("input", name="words_years").get("value", "") == typed
    assert backstage.scalars(select(Schedule)).all() == []


def test_a_hold_is_set_by_address_seen_and_lifted(admin: PageClient, backstage: Session, ward: Ward) -> None:
    item = a.an_item(ward)
    reason = "<script>alert(1)</script> בדיקה 2026/113"
    typed = {"what": "page", "about": f"http://localhost/agenda/items/{item.id}", "because": reason}
    backstage.commit()
    admin.get(PAGE)
    admin.submit("Hold it", **typed)
    assert reason in admin.page.text
    assert "<script>alert" not in str(admin.http.get(PAGE).text)
    held = backstage.scalars(select(Hold)).one()
    assert (held.ward_id, held.about) == (ward.id, item.thing)
    backstage.commit()
    admin.submit("Lift the hold")
    assert "Lifted on " in admin.page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"what": "page", "about": "/agenda/items/nothing"}, "No item, promise or meeting has this address."),
        ({"what": "page", "about": f"/actions/{uuid4()}"}, "No item, promise or meeting has this address."),
        ({"what": "page", "about": "/actions/" + "-" * 36}, "No item, promise or meeting has this address."),
        ({"what": "account", "about": "nobody.here"}, "No account has this username."),
        ({"what": "ward"}, "Choose the ward."),
        ({"what": "ward", "because": " "}, "Write why it must stay."),
        ({"what": "ward", "because": "x" * 501}, "You can use 500 letters."),
    ],
)
def test_a_hold_of_nothing_is_refused_and_nothing_typed_is_lost(
    admin: PageClient, backstage: Session, typed: dict[str, str], sentence: str
) -> None:
    admin.get(PAGE)
    admin.submit("Hold it", status=422, **({"because": "Inquest"} | typed))
    assert sentence in admin.page.text
    assert admin.page.one("textarea", name="because").text.strip() == typed.get("because", "Inquest").strip()
    assert backstage.scalars(select(Hold)).all() == []


def test_an_account_is_held_by_its_username(admin: PageClient, backstage: Session) -> None:
    account = a.an_account(backstage, "Kay", username="kay.held")
    backstage.commit()
    admin.get(PAGE)
    admin.submit("Hold it", what="account", about=" Kay.Held ", because="Tribunal")
    assert "The account kay.held" in admin.page.text
    assert backstage.scalars(select(Hold.account_id)).one() == account.id


@pytest.mark.parametrize("role", [Role.MANAGER, Role.LEAD, Role.ADVOCATE, Role.ADMIN])
def test_whoever_a_hold_is_about_does_not_learn_of_it(
    app: Flask, backstage: Session, ward: Ward, admin: PageClient, role: Role
) -> None:
    kay = signed_in(app, backstage, ward, role, "kay.held")
    admin.get(PAGE)
    admin.submit("Hold it", what="account", about="kay.held", because="An inquiry")
    assert "The account kay.held" in admin.page.text
    kay.get(PAGE)
    assert "kay.held" not in kay.page.text
    assert "An inquiry" not in kay.page.text
    kay.get("/my-account/kept.json")
    assert "hold-set" not in kay.answer.get_data(as_text=True)
    (hold_id,) = backstage.scalars(select(Hold.id))
    backstage.commit()
    kay.get(PAGE)
    kay.post(f"{PAGE}/holds/{hold_id}/lift", status=404 if role in (Role.ADMIN, Role.ADVOCATE) else 403)


@pytest.mark.parametrize(("role", "reads"), [(Role.MANAGER, False), (Role.LEAD, True), (Role.ADVOCATE, True)])
def test_a_manager_reads_of_no_hold_about_an_account(
    app: Flask, backstage: Session, ward: Ward, admin: PageClient, role: Role, reads: bool
) -> None:
    a.an_account(backstage, "Kay", username="kay.held")
    backstage.commit()
    admin.get(PAGE)
    admin.submit("Hold it", what="account", about="kay.held", because="An inquiry")
    somebody = signed_in(app, backstage, ward, role)
    somebody.get(PAGE)
    assert ("An inquiry" in somebody.page.text) is reads


def test_an_advocate_sets_and_lifts_a_hold_on_the_ward_they_serve(
    advocate: PageClient, backstage: Session, ward: Ward
) -> None:
    birch = a.a_ward(backstage, "Birch")
    item, elsewhere = a.an_item(ward), a.an_item(birch)
    backstage.commit()
    advocate.get(PAGE)
    assert "Birch" not in advocate.page.one("select", name="ward").text
    assert [one.get("value") for one in advocate.page.all("input", name="what")] == ["ward", "page"]
    typed = {"what": "page", "because": "A complaint, reference 7"}
    advocate.submit("Hold it", status=422, **typed, about=f"/agenda/items/{elsewhere.id}")
    assert "No item, promise or meeting has this address." in advocate.page.text
    advocate.submit("Hold it", **typed, about=f"/agenda/items/{item.id}")
    assert "A complaint, reference 7" in advocate.page.text
    assert backstage.scalars(select(Hold.about)).one() == item.thing
    backstage.commit()
    advocate.submit("Lift the hold")
    assert re.search(r"Lifted on .+ by Advocate\.", advocate.page.text)


def a_hold(session: Session, ward: Ward, clock: SetClock, **what: Any) -> Hold:
    admin = replace(somebody(session, Role.ADMIN, clock), ward_id=ward.id)
    made: Hold = a.done(session, admin, hold, clock, because="A complaint", **(what or {"ward_id": ward.id}))
    return made


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.LEAD, Role.LISTENER, Role.REVIEWER])
def test_nobody_else_sets_or_lifts_one(app: Flask, backstage: Session, ward: Ward, clock: SetClock, role: Role) -> None:
    held = a_hold(backstage, ward, clock)
    client = signed_in(app, backstage, ward, role)
    client.get("/my-account")
    client.post(f"{PAGE}/holds", {"what": "ward", "ward": str(ward.id), "because": "Mine"}, status=403)
    client.post(f"{PAGE}/holds/{held.id}/lift", status=403)
    backstage.refresh(held)
    assert held.lifted_on is None
    assert len(backstage.scalars(select(Hold)).all()) == 1


def test_a_patient_sets_none_either(app: Flask, backstage: Session, ward: Ward, clock: SetClock) -> None:
    rep = a.a_patient_actor(ward, Role.REP, clock=clock)
    with pytest.raises(NotAllowed):
        a.done(backstage, rep, hold, clock, because="Mine", ward_id=ward.id)
    screen = a.a_screen(ward, ScreenKind.LAPTOP, token_hash=token_hash("laptop"))
    backstage.commit()
    assert rep.id is not None
    client = PageClient(app).at_screen("laptop").sign_in_as(SessionKind.WARD_NAME, rep.id, ward.id, screen.id)
    client.get("/")
    client.post(f"{PAGE}/holds", {"what": "ward", "ward": str(ward.id), "because": "Mine"}, status=403)


def test_a_hold_of_another_ward_is_none_to_an_advocate_and_an_account_is_not_theirs(
    advocate: PageClient, backstage: Session, ward: Ward, clock: SetClock
) -> None:
    birch, kay = a.a_ward(backstage, "Birch"), a.an_account(backstage, "Kay")
    elsewhere, about_kay = a_hold(backstage, birch, clock), a_hold(backstage, birch, clock, account_id=kay.id)
    serves_birch = a.a_staff_actor(birch, Role.ADVOCATE, clock=clock)
    with pytest.raises(NotFound):
        a.done(backstage, serves_birch, hold, clock, because="Not mine", ward_id=ward.id)
    backstage.commit()
    advocate.get(PAGE)
    assert "Birch" not in advocate.page.one("ul", cls="wv-list").text
    advocate.post(f"{PAGE}/holds/{elsewhere.id}/lift", status=404)
    advocate.post(f"{PAGE}/holds/{about_kay.id}/lift", status=403)
    advocate.get(PAGE)
    advocate.post(f"{PAGE}/holds", {"what": "account", "about": "kay", "because": "Not mine"}, status=422)
    advocate.post(f"{PAGE}/holds", {"what": "ward", "ward": str(birch.id), "because": "Not mine"}, status=422)
    assert len(backstage.scalars(select(Hold).where(Hold.lifted_on.is_(None))).all()) == 2


def test_a_manager_reads_that_the_ward_is_held_not_why_and_of_no_single_thing(
    app: Flask, backstage: Session, ward: Ward, clock: SetClock
) -> None:
    item = a.an_item(ward)
    a_hold(backstage, ward, clock)
    a_hold(backstage, ward, clock, ward_id=ward.id, about=item.thing)
    manager = signed_in(app, backstage, ward, Role.MANAGER)
    manager.get(PAGE)
    (held,) = manager.page.all("li", cls="wv-card")
    assert f"All of {ward.name}" in held.text
    assert "A complaint" not in manager.page.text


@pytest.mark.parametrize("address", ["/agree", "/drop"])
def test_an_unknown_schedule_or_hold_is_nothing(advocate: PageClient, admin: PageClient, address: str) -> None:
    advocate.get(PAGE)
    advocate.post(f"{PAGE}/{uuid4()}{address}", status=404)
    admin.get(PAGE)
    admin.post(f"{PAGE}/holds/{uuid4()}/lift", status=404)


def test_a_ward_reads_what_goes_and_when(app: Flask, backstage: Session, ward: Ward, clock: SetClock) -> None:
    a.a_screen(ward, ScreenKind.TERMINAL, token_hash=token_hash("corridor"))
    made = in_force(backstage, clock, words_years=3)
    told = announcement(Kind.WORDS, clock.today, made.keeping)
    facts = {"ward_id": ward.id, "schedule_id": made.id, "kind": told.kind, "announced_on": told.announced_on}
    removal = Removal(**facts, goes_on=told.goes_on, over_before=told.over_before)
    piece = a.work(backstage, a.the_clock(ward), clock)
    piece.require(May.CLOCKWORK)
    backstage.add(removal)
    piece.record(Happened.REMOVAL_TOLD, removal, things=3)
    piece.commit()
    terminal = PageClient(app).at_screen("corridor")
    terminal.get("/")
    assert "Some old words here will be removed on " in terminal.page.text
    terminal.follow("Which ones, and what you can do")
    assert "that were over before 30 March 2023 will be removed on 30 March 2026." in terminal.page.text
    assert "Tell your rep or the advocate before that day." in terminal.page.text
