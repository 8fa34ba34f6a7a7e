"""Staff sign on with the hospital's own accounts, against a provider that others made."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests import builders as a
from tests.conftest import SetClock
from tests.pages import PageClient
from tests.people.house import PASSWORD
from tests.signon.conftest import HOSPITAL_DOOR, Real
from wardvoice.core.actor import Role
from wardvoice.people import commands as people
from wardvoice.people.hashing import hash_password
from wardvoice.people.models import Account, Membership
from wardvoice.proof.verify import verify
from wardvoice.signon.models import HospitalAccount, Knock
from wardvoice.signon.rules import GroupRole
from wardvoice.storage.history import HistoryRow
from wardvoice.web.sessions import SessionRow, token_hash


def parts(real: Real) -> set[tuple[Role, bool]]:
    """What accounts are today, and whether on all wards."""
    running = select(Membership).where(Membership.until.is_(None))
    return {(part.role, part.ward_id is None) for part in real.ask(running)}


def test_a_nurse_signs_on_for_the_first_time_and_has_the_part_of_the_group(real: Real) -> None:
    real.gives("Alder nurses")
    real.knows("tom.nurse", groups=["Alder nurses", "Everybody"])
    tom = real.comes("tom.nurse")
    assert tom.address == "/conduct"
    tom.submit("I accept this")
    (account,) = real.ask(select(Account))
    assert (account.name, account.job, account.username) == ("Tom.Nurse", "ward staff", "tom.nurse")
    tom.get("/actions")
    assert "Alder" in tom.page.one("header").text
    assert parts(real) == {(Role.STAFF, False)}


def test_the_history_says_that_the_directory_did_it_and_holds(real: Real) -> None:
    real.gives("Alder nurses")
    real.knows("tom", groups=["Alder nurses"])
    real.comes("tom")
    rows = [json.loads(row.body) for row in real.ask(select(HistoryRow))]
    by_it = {row["what"] for row in rows if row["role"] == "directory"}
    assert by_it == {"account-opened", "sign-on-linked", "membership-given", "part-by-group"}
    assert all(row["person"] is None for row in rows if row["role"] == "directory")
    assert verify(real.session).broken is None


def test_the_second_time_it_is_the_same_account(real: Real) -> None:
    real.gives("Alder nurses")
    real.knows("tom", groups=["Alder nurses"])
    real.comes("tom")
    real.knows("tom", groups=["Alder nurses"], given_name="Thomas", preferred_username="thomas@trust.example")
    real.comes("tom")
    (account,) = real.ask(select(Account))
    assert (account.name, account.username) == ("Tom", "tom"), "what an admin mends stays mended"
    assert len(real.ask(select(Membership))) == 1


def test_parts_follow_the_groups_and_what_a_person_gave_stays(real: Real) -> None:
    birch = a.a_ward(real.session, "Birch")
    real.gives("Alder nurses")
    real.gives("Alder managers", GroupRole.MANAGER)
    real.gives("Birch nurses", GroupRole.STAFF, birch)
    real.gives("On duty", GroupRole.DUTY, everywhere=True)
    real.knows("tom", groups=["Alder nurses", "On duty"])
    real.comes("tom")
    assert parts(real) == {(Role.STAFF, False), (Role.DUTY, True)}
    tom = real.session.scalars(select(Account)).one()
    a.a_membership(tom, Role.LEAD, birch)
    real.knows("tom", groups=["Alder managers"])
    real.comes("tom")
    assert parts(real) == {(Role.MANAGER, False), (Role.LEAD, False)}
    real.knows("tom", groups=[])
    real.comes("tom")
    assert parts(real) == {(Role.LEAD, False)}, "and the account stays open for it"


def test_one_group_alone_may_come_as_text(real: Real) -> None:
    real.gives("Alder nurses")
    real.knows("tom", groups="Alder nurses")
    assert real.comes("tom").address == "/conduct"


def test_whoever_is_in_none_of_the_groups_stays_out_and_an_admin_sees_it(real: Real) -> None:
    real.gives("Alder nurses")
    real.knows("amira", groups=["Kitchen"], given_name="أميرة")
    amira = real.comes("amira", status=403)
    assert "none of your groups opens WardVoice" in amira.page.text
    assert "Username" in amira.page.text, "a password still opens"
    assert real.ask(select(Account)) == []
    (knock,) = real.ask(select(Knock))
    assert (knock.name, knock.username) == ("أميرة", "amira@trust.example")
    assert real.ask(select(SessionRow.token_hash)) == []


def test_while_no_group_gives_anything_nobody_comes_in(real: Real) -> None:
    real.knows("tom", groups=["Alder nurses"])
    assert "No group of the hospital opens WardVoice yet." in real.comes("tom", status=403).page.text


def test_a_username_that_is_taken_is_not_taken_over(real: Real) -> None:
    real.gives("Alder nurses")
    a.an_account(real.session, "Tom", username="tom")
    real.knows("tom", groups=["Alder nurses"])
    tom = real.comes("tom", status=403)
    assert "There is a WardVoice account with your username already." in tom.page.text
    assert real.ask(select(HospitalAccount)) == []
    assert len(real.ask(select(Account))) == 1


@pytest.mark.parametrize("username", ["TOM@trust.example", "tóm@trust.example", " tom @evil.example", "tom\u200b"])
def test_a_username_that_looks_like_another_is_that_one(real: Real, username: str) -> None:
    real.gives("Alder nurses")
    a.an_account(real.session, "Tom", username="tom")
    real.knows("t-2", groups=["Alder nurses"], preferred_username=username)
    real.comes("t-2", status=403)
    assert len(real.ask(select(Account))) == 1


def test_a_closed_account_stays_closed_until_an_admin_opens_it(real: Real) -> None:
    real.gives("Alder nurses")
    real.knows("tom", groups=["Alder nurses"])
    tom = real.comes("tom")
    account = real.session.scalars(select(Account)).one()
    work = a.work(real.session, clock=real.clock)
    people.close_account(work, account=account)
    work.commit()
    tom.get("/actions", status=200)
    assert tom.address == "/sign-in", "the visit of a closed account is over at once"
    assert "is closed" in real.comes("tom", status=403).page.text
    work = a.work(real.session, clock=real.clock)
    people.open_again(work, account=account)
    work.commit()
    real.comes("tom")
    assert parts(real) == {(Role.STAFF, False)}


def test_an_account_whose_last_day_is_over_stays_out(real: Real, clock: SetClock) -> None:
    real.gives("Alder nurses")
    real.knows("tom", groups=["Alder nurses"])
    real.comes("tom")
    real.session.execute(update(Account).values(ends_on=clock.today.replace(month=1)))
    real.session.commit()
    assert "is closed" in real.comes("tom", status=403).page.text


def test_the_password_still_opens_and_the_cookie_turns(real: Real) -> None:
    tom = a.an_account(real.session, "Tom", username="tom", password_hash=hash_password(PASSWORD))
    a.a_membership(tom, Role.STAFF, real.ward)
    browser = real.anybody()
    browser.get("/sign-in")
    browser.submit("Sign in", username="tom", password=PASSWORD)
    assert browser.address == "/conduct"


def test_the_cookie_of_before_is_worth_nothing_after_signing_on(real: Real) -> None:
    real.gives("Alder nurses")
    real.knows("tom", groups=["Alder nurses"])
    tom = real.anybody()
    back = real.back_from_there(real.sent_away(tom), "tom")
    before = tom.http.get_cookie("wv")
    tom.get(back)
    tom.submit("Go on")
    after = tom.http.get_cookie("wv")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert tom.http.get_cookie("wv-sign-on") is None
    thief = real.anybody()
    thief.http.set_cookie("wv", before.value)
    thief.get("/actions")
    assert thief.address == "/sign-in"


def test_at_a_screen_of_the_ward_nobody_signs_on(real: Real) -> None:
    a.a_screen(real.ward, token_hash=token_hash("the terminal"))
    screen = real.anybody().at_screen("the terminal")
    screen.get("/")
    screen.post("/sign-in/hospital", status=403)
    screen.get("/sign-in/hospital/back?code=c&state=s", status=403)
    screen.post("/sign-in/hospital/back", {"code": "c", "state": "s"}, status=403)
    assert HOSPITAL_DOOR not in screen.page.text


def test_whoever_is_signed_in_goes_on_to_the_start_page(real: Real) -> None:
    real.gives("Alder nurses")
    real.knows("tom", groups=["Alder nurses"])
    tom = real.comes("tom")
    tom.submit("I accept this")
    tom.post("/sign-in/hospital")
    assert tom.address == "/"
    tom.get("/sign-in/hospital/back?code=c&state=s")
    assert tom.address == "/"
    tom.post("/sign-in/hospital/back", {"code": "c", "state": "s"})
    assert tom.address == "/"


def test_without_settings_there_is_no_such_door(real: Real, app: Flask) -> None:
    browser = PageClient(app)
    browser.get("/sign-in")
    assert HOSPITAL_DOOR not in browser.page.text
    token = browser.csrf_token()
    browser.get("/sign-in/hospital/back?code=c&state=s", status=404)
    for address in ("/sign-in/hospital", "/sign-in/hospital/back"):
        browser.post(address, {"code": "c", "state": "s", "csrf": token}, status=404, csrf=False)


def test_what_is_asked_of_the_directory(real: Real) -> None:
    address = real.sent_away(real.anybody())
    for part in ("response_type=code", "code_challenge_method=S256", "scope=openid+profile", "nonce=", "state="):
        assert part in address
