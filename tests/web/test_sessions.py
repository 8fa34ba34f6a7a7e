"""Sessions: what a cookie opens, when it stops opening it, and how little the database keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.conftest import SetClock
from tests.pages import PageClient
from tests.web.little_house import KESTREL, NURSE, SCREENS, TERMINAL, WARD, Loader
from wardvoice.web.sessions import Kind, SessionRow, round_up, token_hash

Rows = Callable[[], list[SessionRow]]


def cookie(browser: PageClient, name: str = "wv") -> str | None:
    kept = browser.http.get_cookie(name)
    return kept.value if kept else None


def test_nobody_has_a_row_before_signing_in(terminal: PageClient, stranger: PageClient, rows: Rows) -> None:
    terminal.get("/")
    terminal.submit("Normal text")
    stranger.get("/sign-in")
    assert rows() == []


def test_the_table_keeps_a_hash_and_never_the_cookie(stranger: PageClient, rows: Rows) -> None:
    stranger.get("/sign-in")
    stranger.submit("Send", pin="123456", password="x")
    (row,) = rows()
    visit, _, _ = (cookie(stranger) or "").partition(".")
    assert row.token_hash == token_hash(visit)
    assert (row.person_kind, row.person_id, row.ward_id) == (Kind.ACCOUNT, NURSE, WARD.id)


def test_the_cookie_is_opaque_http_only_and_lax(stranger: PageClient) -> None:
    answer = stranger.http.get("/sign-in")
    set_cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in set_cookie
    assert "SameSite=Lax" in set_cookie
    assert "Secure" not in set_cookie, "plain http in demo and tests"
    assert "Expires" not in set_cookie
    assert "Max-Age" not in set_cookie


def test_over_https_the_cookie_is_guarded_by_its_name(little_house: Flask) -> None:
    answer = little_house.test_client().get("/sign-in", base_url="https://localhost")
    assert answer.headers["Set-Cookie"].startswith("__Host-wv=")
    assert "; Secure;" in answer.headers["Set-Cookie"]


def test_signing_in_gives_a_new_cookie_and_kills_the_one_planted_before(stranger: PageClient, rows: Rows) -> None:
    stranger.get("/sign-in")
    planted = cookie(stranger)
    stranger.submit("Send", pin="123456", password="x")
    assert cookie(stranger) != planted
    thief = PageClient(stranger.app)
    thief.http.set_cookie("wv", planted or "")
    assert thief.get("/").one("h1").text == "Sign in"


def test_a_cookie_that_somebody_made_up_opens_nothing(stranger: PageClient) -> None:
    for made_up in ("s" + "x" * 43 + ".1", "s" * 44, "", "x", "é", "." * 44):
        stranger.http.set_cookie("wv", made_up)
        assert stranger.get("/").one("h1").text == "Sign in"


def test_every_post_at_a_ward_screen_turns_the_cookie_and_keeps_the_visit(kestrel: PageClient, rows: Rows) -> None:
    kestrel.get("/plain")
    seen = [cookie(kestrel)]
    for words in ("one", "", "three"):  # good, refused, good
        kestrel.get("/plain")
        kestrel.submit("Send", words=words, status=200 if words else 422)
        seen.append(cookie(kestrel))
    assert len(set(seen)) == 4
    assert len({str(value).partition(".")[0] for value in seen}) == 1
    assert len(rows()) == 1
    assert "Kestrel" in kestrel.get("/").text


def test_a_get_does_not_turn_the_cookie(kestrel: PageClient) -> None:
    kestrel.get("/")
    before = cookie(kestrel)
    kestrel.get("/plain")
    assert cookie(kestrel) == before


def test_a_post_of_staff_does_not_turn_the_cookie_so_that_two_tabs_work(nurse: PageClient) -> None:
    nurse.get("/plain")
    before = cookie(nurse)
    nurse.submit("Send", words="good")
    assert cookie(nurse) == before


def test_a_page_drawn_before_the_last_post_can_still_be_sent(kestrel: PageClient) -> None:
    kestrel.get("/plain")
    other_tab = kestrel.page
    kestrel.submit("Send", words="first")
    kestrel.page = other_tab
    kestrel.submit("Send", words="second")
    assert kestrel.page.one("h1").text == "Start"


def test_finish_ends_session_cookie_and_what_the_browser_kept(kestrel: PageClient, rows: Rows) -> None:
    kestrel.get("/")
    kestrel.submit("Larger text")
    before = cookie(kestrel)
    kestrel.submit("Finish", follow=False, status=303)
    assert kestrel.answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert rows() == []
    assert cookie(kestrel) not in (None, before), "the cookie is changed, never only deleted"
    assert cookie(kestrel, "wv-look") is None
    assert cookie(kestrel, "wv-screen") == TERMINAL
    assert "Kestrel" not in kestrel.get("/").text


def test_a_cookie_from_before_finish_is_worth_nothing(kestrel: PageClient) -> None:
    kestrel.get("/")
    before = cookie(kestrel)
    kestrel.submit("Finish")
    kestrel.http.set_cookie("wv", before or "")
    kestrel.get("/")
    assert "Kestrel" not in kestrel.page.text
    assert kestrel.get("/mine").one("h1").text == "My name"


def test_a_form_from_before_finish_is_refused(kestrel: PageClient) -> None:
    kestrel.get("/plain")
    old = kestrel.page
    kestrel.submit("Finish")
    kestrel.page = old
    kestrel.submit("Send", words="late", status=403)
    assert "Nothing was stored" in kestrel.page.text


def test_sign_out_ends_the_session_of_staff(nurse: PageClient, rows: Rows) -> None:
    nurse.get("/")
    before = cookie(nurse)
    nurse.submit("Sign out")
    assert rows() == []
    assert nurse.page.one("h1").text == "Sign in"
    nurse.http.set_cookie("wv", before or "")
    assert nurse.get("/").one("h1").text == "Sign in"


@pytest.mark.parametrize(
    ("address", "idle"),
    [("/", timedelta(minutes=3)), ("/plain", timedelta(minutes=20))],
)
def test_at_a_terminal_a_page_with_a_box_gives_more_time(
    kestrel: PageClient, rows: Rows, clock: SetClock, address: str, idle: timedelta
) -> None:
    kestrel.get(address)
    (row,) = rows()
    assert row.expires == round_up(clock.now() + idle + timedelta(seconds=30))
    assert f'content="{int(idle.total_seconds())}; url=/ended"' in kestrel.answer.get_data(as_text=True)


def test_an_idle_visit_ends_by_itself_and_its_cookie_with_it(kestrel: PageClient, clock: SetClock) -> None:
    kestrel.get("/")
    before = cookie(kestrel)
    clock.go_on(minutes=9)
    kestrel.get("/")
    assert "Kestrel" not in kestrel.page.text
    assert cookie(kestrel) != before
    assert kestrel.answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_visit_that_goes_on_does_not_end(kestrel: PageClient, clock: SetClock) -> None:
    for _ in range(10):
        kestrel.get("/")
        assert "Kestrel" in kestrel.page.text
        clock.go_on(minutes=3)


def test_polling_does_not_keep_a_visit_alive(nurse: PageClient, clock: SetClock) -> None:
    nurse.get("/")
    for _ in range(5):
        clock.go_on(minutes=8)
        answer = nurse.http.get("/every", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in"


def test_a_page_without_scripts_ends_the_visit_by_itself(kestrel: PageClient, rows: Rows) -> None:
    kestrel.get("/")
    kestrel.get("/ended", follow=False, status=303)
    assert rows() == []
    assert kestrel.answer.headers["Location"] == "/"


def test_the_address_that_ends_a_visit_does_not_sign_staff_out(nurse: PageClient, rows: Rows) -> None:
    nurse.get("/ended")
    assert len(rows()) == 1


def test_a_row_tells_nothing_but_who_where_and_until_about_when() -> None:
    """And what a reader has unlocked, which the row alone cannot open."""
    assert set(SessionRow.__table__.columns.keys()) == {
        "token_hash",
        "person_kind",
        "person_id",
        "ward_id",
        "screen_id",
        "expires",
        "unlocked",
    }


@pytest.mark.parametrize(("minute", "second", "ends"), [(0, 0, 0), (0, 1, 5), (4, 59, 5), (5, 0, 5), (57, 0, 60)])
def test_the_end_is_rounded_up_to_five_minutes(minute: int, second: int, ends: int) -> None:
    hour = datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert round_up(hour + timedelta(minutes=minute, seconds=second)) == hour + timedelta(minutes=ends)


def test_a_closed_account_is_nobody_at_once(nurse: PageClient, loader: Loader) -> None:
    nurse.get("/")
    loader.known = False
    assert nurse.get("/").one("h1").text == "Sign in"


def test_a_forged_remember_cookie_changes_nothing(nurse: PageClient) -> None:
    nurse.http.set_cookie("remember_token", "21|abc")
    nurse.http.set_cookie("wv-never", "21|abc")
    assert "Tom Reed" in nurse.get("/").text


def test_a_ward_name_is_bound_to_its_session_row(kestrel: PageClient, rows: Rows) -> None:
    kestrel.get("/")
    (row,) = rows()
    assert (row.person_kind, row.person_id, row.screen_id) == (Kind.WARD_NAME, KESTREL, SCREENS[TERMINAL].id)
