"""What a view can ask about whoever is there, and what becomes of its work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.conftest import SetClock
from tests.pages import PageClient
from tests.web.little_house import KESTREL, LAPTOP, NURSE, OTHER_WARD, SCREENS, TERMINAL, WARD
from wardvoice.core.actor import Door
from wardvoice.core.errors import NotAllowed, RuleBroken
from wardvoice.storage.base import db
from wardvoice.storage.work import SentOnce
from wardvoice.web import identity
from wardvoice.web.sessions import Kind, SessionRow, token_hash
from wardvoice.web.visits import stand_at

Doing = Callable[[], Any]


@pytest.fixture
def ask(little_house: Flask) -> Callable[..., Any]:
    """Return a function that does something inside a request of somebody's, and returns what it found."""

    def doing(somebody: PageClient, does: Doing, *, method: str = "GET", status: int = 200) -> Any:
        found: list[Any] = []
        little_house.extensions["asked"] = (does, found, status)
        if method == "GET":
            somebody.get("/ask", status=status)
        else:
            somebody.csrf_token()
            somebody.post("/ask", status=status, follow=False)
        return found[0] if found else None

    return doing


def stored(app: Flask) -> list[str]:
    with app.app_context(), Session(db.engine) as session:
        return list(session.scalars(select(SentOnce.thing)))


def _store() -> None:
    work = identity.this_work()
    work.session.add(SentOnce(key_hash="k", thing="items:1", day=date(2026, 3, 2)))
    work.session.flush()


def _store_and_fail() -> None:
    _store()
    raise RuntimeError("needle")


def _store_and_break_a_rule() -> None:
    _store()
    raise RuleBroken("No.")


def test_the_actor_the_ward_and_the_screen_are_known(ask: Any, nurse: PageClient, kestrel: PageClient) -> None:
    def who() -> Any:
        return identity.this_actor().id, identity.this_ward().name, identity.this_screen()

    assert ask(kestrel, who) == (KESTREL, "Alder", SCREENS[TERMINAL])
    assert ask(nurse, who) == (NURSE, "Alder", None)


def test_flask_login_carries_the_person_and_remembers_nothing(ask: Any, nurse: PageClient) -> None:
    from flask_login import current_user

    def who() -> Any:
        return current_user.is_authenticated, current_user.is_anonymous, current_user.is_active, current_user.get_id()

    assert ask(nurse, who) == (True, False, True, "visit")


def test_an_account_that_looks_at_no_ward_is_told_to_choose(little_house: Flask) -> None:
    with little_house.test_request_context("/"), pytest.raises(NotAllowed, match="Choose a ward first"):
        identity.this_ward()


def test_the_work_of_a_request_is_one_and_tells_one_moment(ask: Any, nurse: PageClient, clock: SetClock) -> None:
    def twice() -> Any:
        first = identity.this_work()
        clock.go_on(minutes=1)
        return first is identity.this_work(), first.now == identity.this_work().now

    assert ask(nurse, twice) == (True, True)


def test_whoever_holds_a_slip_is_its_author_for_this_request(ask: Any, terminal: PageClient) -> None:
    def hold() -> Any:
        identity.this_work()
        identity.hold_slip("hash")
        return identity.this_actor().slip, identity.this_work().actor.slip

    assert ask(terminal, hold) == ("hash", "hash")
    assert ask(terminal, lambda: identity.this_actor().slip) is None


# --- what is stored ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [200, 303])
def test_a_good_post_is_stored_before_the_answer(ask: Any, nurse: PageClient, little_house: Flask, status: int) -> None:
    ask(nurse, _store, method="POST", status=status)
    assert stored(little_house) == ["items:1"]


@pytest.mark.parametrize("status", [409, 422])
def test_a_post_that_was_refused_leaves_no_trace(ask: Any, nurse: PageClient, little_house: Flask, status: int) -> None:
    ask(nurse, _store, method="POST", status=status)
    assert stored(little_house) == []


@pytest.mark.parametrize(("does", "status"), [(_store_and_fail, 500), (_store_and_break_a_rule, 422)])
def test_a_fault_or_a_broken_rule_leaves_no_trace(
    ask: Any, little_house: Flask, nurse: PageClient, does: Doing, status: int
) -> None:
    ask(nurse, does, method="POST", status=status)
    assert stored(little_house) == []


def test_what_cannot_be_stored_is_answered_as_not_saved(
    ask: Any, nurse: PageClient, little_house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_work: Any) -> None:
        raise OSError("disk full: needle")

    monkeypatch.setattr("wardvoice.storage.work.Work.commit", full)
    nurse.csrf_token()
    little_house.extensions["asked"] = (_store, [], 303)
    nurse.post("/ask", status=500)
    assert "Not sent yet" in nurse.page.text
    assert "needle" not in nurse.answer.get_data(as_text=True)
    assert stored(little_house) == []


def test_what_is_written_aside_is_kept_even_if_the_act_was_refused(ask: Any, nurse: PageClient, rows: Any) -> None:
    def note(session: Session) -> None:
        session.execute(text("UPDATE sessions SET ward_id = NULL"))

    ask(nurse, lambda: identity.afterwards(note), method="POST", status=422)
    assert [row.ward_id for row in rows()] == [None]


def test_a_get_may_note_something_aside_once_its_answer_is_built(ask: Any, nurse: PageClient, rows: Any) -> None:
    ask(nurse, lambda: identity.afterwards(lambda session: session.execute(text("DELETE FROM sessions"))))
    assert rows() == []


# --- moving about -----------------------------------------------------------------------------------------------------


def test_looking_at_another_ward_is_a_new_session(ask: Any, nurse: PageClient, rows: Any) -> None:
    nurse.get("/")
    before = rows()[0].token_hash
    ask(nurse, lambda: identity.look_at_ward(OTHER_WARD), method="POST", status=303)
    (row,) = rows()
    assert (row.ward_id, row.person_id) == (OTHER_WARD, NURSE)
    assert row.token_hash != before


def test_nobody_looks_at_another_ward_without_a_session(ask: Any, terminal: PageClient, rows: Any) -> None:
    ask(terminal, lambda: identity.look_at_ward(OTHER_WARD), method="POST", status=303)
    assert rows() == []


def test_signing_in_that_is_refused_keeps_the_old_session(ask: Any, nurse: PageClient, rows: Any) -> None:
    def sign_in_and_fail() -> None:
        identity.sign_in(Kind.ACCOUNT, UUID(int=99), WARD.id)
        raise RuleBroken("No.")

    nurse.get("/")
    ask(nurse, sign_in_and_fail, method="POST", status=422)
    assert [row.person_id for row in rows()] == [NURSE]
    assert "Tom Reed" in nurse.get("/").text


def test_an_enrolled_screen_keeps_a_token_for_long_and_http_only(ask: Any, nurse: PageClient) -> None:
    ask(nurse, lambda: identity.keep_screen(TERMINAL), method="POST", status=303)
    kept = nurse.http.get_cookie("wv-screen")
    assert kept is not None
    assert (kept.value, kept.http_only, kept.same_site) == (TERMINAL, True, "Lax")
    assert kept.max_age is not None
    assert kept.max_age > 300 * 24 * 3600
    nurse.get("/")
    assert nurse.page.one("html")["data-door"] == "terminal"
    assert "Tom Reed" not in nurse.page.text, "whoever enrolled it is signed out"


def test_a_screen_can_be_forgotten(ask: Any, terminal: PageClient) -> None:
    ask(terminal, identity.forget_screen, method="POST", status=303)
    assert terminal.http.get_cookie("wv-screen") is None
    assert terminal.get("/").one("h1").text == "Sign in"


def test_one_browser_can_be_put_in_front_of_another_screen(ask: Any, nurse: PageClient, rows: Any) -> None:
    def move() -> Door:
        stand_at(LAPTOP)
        identity.sign_in(Kind.WARD_NAME, KESTREL, WARD.id)
        return identity.this_actor().door

    assert ask(nurse, move, method="POST", status=303) is Door.LAPTOP
    nurse.get("/")
    assert nurse.page.one("html")["data-door"] == "laptop"
    assert [(row.person_id, row.screen_id) for row in rows()] == [(KESTREL, SCREENS[LAPTOP].id)]


def test_an_ended_visit_leaves_no_row(kestrel: PageClient, clock: SetClock, rows: Any) -> None:
    kestrel.get("/")
    clock.go_on(hours=1)
    kestrel.get("/")
    assert rows() == []


def test_a_laptop_waits_longer_than_a_terminal(little_house: Flask, rows: Any, clock: SetClock) -> None:
    rep = PageClient(little_house).at_screen(LAPTOP)
    rep.sign_in_as(Kind.WARD_NAME, KESTREL, WARD.id, SCREENS[LAPTOP].id)
    rep.get("/")
    clock.go_on(minutes=29)
    assert "Kestrel" in rep.get("/").text
    clock.go_on(minutes=36)
    assert "Kestrel" not in rep.get("/").text


def test_the_row_of_a_session_is_named_by_the_hash_of_the_visit(kestrel: PageClient, rows: Any) -> None:
    cookie = kestrel.http.get_cookie("wv")
    assert cookie is not None
    assert [row.token_hash for row in rows()] == [token_hash(cookie.value.partition(".")[0])]
    assert SessionRow.__tablename__ == "sessions"
