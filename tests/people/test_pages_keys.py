"""A reader's key on pages: made, unlocked for one visit, locked anew, got back with the sheet, replaced by an admin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.pages import PageClient
from tests.people.house import PASSWORD, House
from wardvoice.core.actor import Role
from wardvoice.people.models import Account, ReaderKey
from wardvoice.storage.sealing import CannotOpen, Keys, key_from, unlock
from wardvoice.web.sessions import Kind, SessionRow
from wardvoice.web.unlocking import PURPOSE, unlocked_key

pytestmark = pytest.mark.usefixtures("quick_sealing")
NEW = "copper window autumn sail"
TWICE = {"passphrase": NEW, "again": NEW}


@pytest.fixture
def ines(house: House) -> Account:
    """The listener, who has a password and has accepted the conduct text."""
    return house.account("Ines", Role.LISTENER, password=PASSWORD)


@pytest.fixture
def at_hers(house: House, ines: Account) -> PageClient:
    return house.anybody().sign_in_as(Kind.ACCOUNT, ines.id, house.ward.id)


@pytest.fixture
def keys(ines: Account) -> Keys:
    return a.a_reader_key(ines)[1]


def row_of(house: House, person: Account) -> SessionRow:
    (row,) = house.ask(select(SessionRow).where(SessionRow.person_id == person.id))
    return row


def key_rows(house: House) -> list[ReaderKey]:
    return house.ask(select(ReaderKey).order_by(ReaderKey.made_on, ReaderKey.retired_on.is_(None)))


def spoil(house: House, **columns: object) -> None:
    with Session(house.session.get_bind()) as session:
        session.execute(update(ReaderKey).values(**columns))
        session.commit()


@contextmanager
def as_seen_by(browser: PageClient, app: Flask) -> Iterator[None]:
    """Inside, `unlocked_key()` answers as in a request of this browser."""
    cookie = browser.http.get_cookie("wv")
    assert cookie is not None
    with app.test_request_context("/", headers={"Cookie": f"wv={cookie.value}"}):
        yield


def opened(browser: PageClient) -> Keys | None:
    with as_seen_by(browser, browser.app):
        return unlocked_key()


def unlocks(browser: PageClient, passphrase: str = a.PASSPHRASE, status: int = 200) -> None:
    browser.get("/my-key")
    browser.submit("Unlock my key", passphrase=passphrase, status=status)


# --- making ----------------------------------------------------------------------------------------------------------


def test_a_reader_makes_a_key_and_sees_the_sheet_once(house: House, at_hers: PageClient) -> None:
    at_hers.get("/my-key")
    at_hers.follow("Make your key")
    at_hers.submit("Make my key", **TWICE)
    assert "data-receipt" in at_hers.page.one("main").attrs
    words = [node.text for node in at_hers.page.all("code")]
    assert len(words) == 8
    at_hers.follow("I have the sheet. Go on.")
    assert at_hers.address == "/my-key"
    assert "Your key is unlocked." in at_hers.page.text
    assert not at_hers.page.all("code")
    (row,) = key_rows(house)
    held = opened(at_hers)
    assert held is not None
    assert held.public == row.public_key
    for blob in (row.public_key, row.wrapped, row.recovery):
        assert not [word for word in words if word.encode() in blob]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"passphrase": ""}, "Type a new passphrase."),
        ({"again": ""}, "Type the new passphrase again."),
        ({"passphrase": "short", "again": "short"}, "Use at least 12 letters."),
        ({"again": NEW + "x"}, "The two passphrases are not the same."),
        ({"passphrase": "x" * 300}, "This is too long."),
    ],
)
def test_a_passphrase_that_does_not_do_makes_no_key(
    house: House, at_hers: PageClient, typed: dict[str, str], sentence: str
) -> None:
    at_hers.get("/my-key/new")
    at_hers.submit("Make my key", status=422, **{**TWICE, **typed})
    assert sentence in at_hers.page.text
    assert NEW not in at_hers.answer.get_data(as_text=True)
    assert key_rows(house) == []


def test_a_second_click_makes_no_second_key(house: House, at_hers: PageClient, keys: Keys) -> None:
    at_hers.get("/my-key/new")
    assert "You have a key already." in at_hers.page.text
    at_hers.post("/my-key/new", TWICE, status=409)
    assert "You have a key already." in at_hers.page.text
    assert [row.public_key for row in key_rows(house)] == [keys.public]


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEAD, Role.ADMIN])
def test_nobody_else_has_these_pages(house: House, role: Role) -> None:
    somebody = house.staff(role)
    for address in ("/my-key", "/my-key/new", "/my-key/change", "/my-key/recover"):
        somebody.get(address, status=403)
        somebody.post(address, TWICE, status=403)
    house.at().get("/my-key", status=403)


@pytest.mark.parametrize("role", [Role.ADVOCATE, Role.LISTENER, Role.MANAGER])
def test_every_kind_of_reader_comes_to_their_key_from_their_account(house: House, role: Role) -> None:
    reader = house.staff(role)
    reader.get("/my-account")
    reader.follow("Your key")
    assert reader.address == "/conduct"


# --- the conduct text comes first ------------------------------------------------------------------------------------


def test_before_the_conduct_text_nothing_is_made_or_unlocked(house: House) -> None:
    omar = house.account("Omar", Role.LISTENER)
    browser = house.anybody().sign_in_as(Kind.ACCOUNT, omar.id, house.ward.id)
    browser.get("/my-key?to=/my-account")
    assert browser.address == "/conduct"
    browser.post("/my-key/new", TWICE)
    assert browser.address == "/conduct"
    assert key_rows(house) == []
    browser.get("/my-key/new?to=/my-account")
    browser.submit("I accept this")
    assert browser.address == "/my-key/new"
    browser.submit("Make my key", **TWICE)
    assert len(key_rows(house)) == 1
    assert browser.page.all("a", cls="nhsuk-button")[-1]["href"] == "/my-account"


def test_a_year_later_it_is_asked_again_before_the_key_opens(
    house: House, at_hers: PageClient, ines: Account, keys: Keys, clock: SetClock
) -> None:
    clock.go_on(days=365)
    at_hers.sign_in_as(Kind.ACCOUNT, ines.id, house.ward.id)
    at_hers.get("/my-key")
    assert at_hers.address == "/conduct"
    at_hers.post("/my-key", {"passphrase": a.PASSPHRASE})
    assert at_hers.address == "/conduct"
    assert opened(at_hers) is None


# --- unlocking -------------------------------------------------------------------------------------------------------


def test_the_passphrase_unlocks_and_leads_to_what_was_wanted(
    house: House, at_hers: PageClient, ines: Account, keys: Keys
) -> None:
    at_hers.get("/my-key?to=/my-account")
    assert opened(at_hers) is None
    at_hers.submit("Unlock my key", passphrase=a.PASSPHRASE)
    assert at_hers.address == "/my-account"
    assert opened(at_hers) == keys


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/x", "/no-such-page"])
def test_the_way_on_never_leads_elsewhere(at_hers: PageClient, keys: Keys, elsewhere: str) -> None:
    at_hers.get("/my-key")
    at_hers.submit("Unlock my key", passphrase=a.PASSPHRASE, to=elsewhere)
    assert at_hers.address == "/"


def test_the_database_cannot_open_what_is_unlocked(
    house: House, at_hers: PageClient, ines: Account, keys: Keys
) -> None:
    unlocks(at_hers)
    row = row_of(house, ines)
    assert row.unlocked is not None
    assert keys.private not in row.unlocked
    with pytest.raises(CannotOpen):
        unlock(row.unlocked, key_from(row.token_hash, PURPOSE))


def test_a_wrong_passphrase_opens_nothing_and_is_told(at_hers: PageClient, keys: Keys) -> None:
    unlocks(at_hers, "lantern gravel orchid", status=422)
    assert "This is not the passphrase of your key. Nothing is lost." in at_hers.page.text
    assert opened(at_hers) is None
    unlocks(at_hers)
    assert opened(at_hers) == keys


@pytest.mark.parametrize(
    ("kept", "sentence"),
    [
        (b"", "This program cannot read how your key was locked. Nothing is lost."),
        (b"\x02" + bytes(100), "This program cannot read how your key was locked."),
        (b"\x01" + bytes(5), "This is not the passphrase of your key."),
        (b"\x01" + bytes(16) + b"\x01" + bytes(80), "This is not the passphrase of your key."),
        (b"\x01" + bytes(16) + b"\x02" + bytes(80), "This program cannot read how your key was locked."),
    ],
)
def test_a_damaged_or_newer_lock_is_told_clearly_and_nothing_is_lost(
    house: House, at_hers: PageClient, keys: Keys, kept: bytes, sentence: str
) -> None:
    spoil(house, wrapped=kept)
    unlocks(at_hers, status=422)
    assert sentence in at_hers.page.text
    assert opened(at_hers) is None
    assert key_rows(house)[0].wrapped == kept


def test_a_lock_that_opens_to_another_key_is_not_taken(house: House, at_hers: PageClient, keys: Keys) -> None:
    spoil(house, public_key=Keys.fresh().public)
    unlocks(at_hers, status=422)
    assert "This program cannot read how your key was locked." in at_hers.page.text
    assert opened(at_hers) is None


def test_after_five_wrong_passphrases_one_waits_and_the_right_one_waits_too(
    at_hers: PageClient, keys: Keys, clock: SetClock
) -> None:
    for _ in range(5):
        unlocks(at_hers, "not the passphrase", status=422)
    unlocks(at_hers, status=429)
    assert "too many wrong passwords" in at_hers.page.text
    clock.go_on(minutes=3)
    unlocks(at_hers)
    assert opened(at_hers) == keys
    for _ in range(4):  # the right one has let go of the wrong ones before it
        at_hers.post("/my-key", {"passphrase": "not the passphrase"}, status=422)
    assert opened(at_hers) == keys


# --- how long it stays open ------------------------------------------------------------------------------------------


def test_signing_out_closes_it(house: House, at_hers: PageClient, keys: Keys) -> None:
    unlocks(at_hers)
    at_hers.submit("Sign out")
    assert house.ask(select(SessionRow)) == []
    at_hers.submit("Sign in", username="ines", password=PASSWORD)
    assert opened(at_hers) is None


def test_a_rest_closes_it(house: House, at_hers: PageClient, keys: Keys, clock: SetClock) -> None:
    unlocks(at_hers)
    clock.go_on(minutes=45)
    at_hers.get("/my-key")
    assert at_hers.address == "/sign-in"
    at_hers.submit("Sign in", username="ines", password=PASSWORD)
    at_hers.get("/my-key")
    assert at_hers.page.one("form", action="/my-key")
    assert opened(at_hers) is None


def test_running_on_keeps_it_open(at_hers: PageClient, keys: Keys, clock: SetClock) -> None:
    unlocks(at_hers)
    for _ in range(3):
        clock.go_on(minutes=20)
        at_hers.get("/my-account")
    assert opened(at_hers) == keys


def test_looking_at_another_ward_takes_the_open_key_along(
    house: House, ines: Account, at_hers: PageClient, keys: Keys
) -> None:
    birch = a.a_ward(house.session, "Birch")
    a.a_membership(ines, Role.LISTENER, birch)
    unlocks(at_hers)
    before = row_of(house, ines)
    at_hers.post("/ward", {"ward": str(birch.id)})
    after = row_of(house, ines)
    assert (after.ward_id, after.token_hash != before.token_hash) == (birch.id, True)
    assert after.unlocked != before.unlocked
    assert opened(at_hers) == keys


def test_another_visit_of_the_same_person_is_not_open(
    house: House, ines: Account, at_hers: PageClient, keys: Keys
) -> None:
    unlocks(at_hers)
    elsewhere = house.anybody().sign_in_as(Kind.ACCOUNT, ines.id, house.ward.id)
    assert opened(elsewhere) is None


# --- another passphrase, and the sheet -------------------------------------------------------------------------------


def test_another_passphrase_comes_with_another_sheet(house: House, ines: Account, at_hers: PageClient) -> None:
    _, keys, old_words = a.a_reader_key(ines)
    at_hers.get("/my-key/change")
    at_hers.submit("Change my passphrase", current=a.PASSPHRASE, **TWICE)
    words = " ".join(node.text for node in at_hers.page.all("code"))
    assert words != old_words
    unlocks_anew = house.anybody().sign_in_as(Kind.ACCOUNT, ines.id, house.ward.id)
    unlocks(unlocks_anew, a.PASSPHRASE, status=422)
    unlocks(unlocks_anew, NEW)
    assert opened(unlocks_anew) == keys
    recover(unlocks_anew, old_words, status=422)
    recover(unlocks_anew, words)


def recover(browser: PageClient, words: str, status: int = 200) -> None:
    browser.get("/my-key/recover")
    browser.submit("Open my key", words=words, passphrase=NEW, again=NEW, status=status)


def test_a_wrong_passphrase_changes_nothing(house: House, at_hers: PageClient, keys: Keys) -> None:
    before = key_rows(house)[0].wrapped
    at_hers.get("/my-key/change")
    at_hers.submit("Change my passphrase", current="not the passphrase", status=422, **TWICE)
    assert at_hers.page.one("span", id="current-error").text.endswith("Try again, or use your recovery sheet.")
    at_hers.submit("Change my passphrase", current=a.PASSPHRASE, passphrase=NEW, again="x", status=422)
    assert "The two passphrases are not the same." in at_hers.page.text
    assert key_rows(house)[0].wrapped == before


def test_the_sheet_brings_the_key_back_and_works_once(house: House, ines: Account, at_hers: PageClient) -> None:
    _, keys, words = a.a_reader_key(ines)
    at_hers.get("/my-key?to=/my-account")
    at_hers.follow("I forgot my passphrase")
    at_hers.submit("Open my key", words=words.upper().replace(" ", ",\n"), **TWICE)
    assert len(at_hers.page.all("code")) == 8
    assert at_hers.page.all("a", cls="nhsuk-button")[-1]["href"] == "/my-account"
    assert opened(at_hers) == keys
    recover(at_hers, words, status=422)
    assert "These are not the words of your newest sheet. Nothing is lost." in at_hers.page.text


def test_words_that_cannot_be_a_sheet_are_told_and_stay(at_hers: PageClient, keys: Keys) -> None:
    recover(at_hers, "babab mistake", status=422)
    assert "Word 2 is not one of a recovery sheet." in at_hers.page.text
    assert at_hers.page.one("textarea").text == "babab mistake"
    assert opened(at_hers) is None


@pytest.mark.parametrize("address", ["/my-key/change", "/my-key/recover"])
def test_without_a_key_there_is_nothing_to_change(at_hers: PageClient, address: str) -> None:
    at_hers.get(address, status=404)
    sent = {**TWICE, "current": "x" * 12, "words": "babab " * 8}
    at_hers.post(address, sent, status=404)


# --- a new key from an admin -----------------------------------------------------------------------------------------


def test_an_admin_gives_a_new_key_and_the_old_one_closes_at_once(
    house: House, ines: Account, at_hers: PageClient, keys: Keys
) -> None:
    unlocks(at_hers)
    admin = house.staff(Role.ADMIN, name="Wes")
    admin.get(f"/admin/people/{ines.id}")
    admin.submit("Give a new key")
    assert "The old key is out of use." in admin.page.text
    assert "Give a new key" not in admin.page.text
    assert opened(at_hers) is None
    at_hers.get("/my-key")
    at_hers.follow("Make your key")
    at_hers.submit("Make my key", **TWICE)
    old, new = key_rows(house)
    assert (old.public_key, old.retired_on is None) == (keys.public, False)
    assert new.retired_on is None
    admin.post(f"/admin/people/{UUID(int=404)}/key", status=404)


def test_before_the_last_key_of_a_kind_ends_an_admin_reads_what_that_means(
    house: House, ines: Account, keys: Keys
) -> None:
    admin = house.staff(Role.ADMIN, name="Wes")
    admin.get(f"/admin/people/{ines.id}")
    assert "WardVoice never shows whether there is any." in admin.page.text
    assert f"Alder: {ines.name} alone has a key as independent listener." in admin.page.text
    other = house.account("Maya", Role.LISTENER)
    a.a_reader_key(other)
    admin.get(f"/admin/people/{ines.id}")
    assert "alone has a key" not in admin.page.text


def test_an_account_without_a_key_has_none_to_replace(house: House, ines: Account) -> None:
    admin = house.staff(Role.ADMIN, name="Wes")
    admin.get(f"/admin/people/{ines.id}")
    assert "Give a new key" not in admin.page.text
    admin.post(f"/admin/people/{ines.id}/key", status=404)


@pytest.mark.parametrize("role", [Role.LISTENER, Role.MANAGER, Role.LEAD, Role.ADVOCATE])
def test_only_an_admin_replaces_a_key(house: House, ines: Account, keys: Keys, role: Role) -> None:
    house.staff(role).post(f"/admin/people/{ines.id}/key", status=403)
    assert key_rows(house)[0].retired_on is None


def test_signing_in_is_noted_for_whoever_has_a_key(house: House, ines: Account, keys: Keys, clock: SetClock) -> None:
    clock.go_on(days=5)
    browser = house.anybody()
    browser.get("/sign-in")
    browser.submit("Sign in", username="ines", password="wrong password", status=422)
    assert key_rows(house)[0].present_on != clock.today
    browser.submit("Sign in", username="ines", password=PASSWORD)
    assert key_rows(house)[0].present_on == clock.today
