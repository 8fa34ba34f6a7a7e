"""The page for five words: what it says to wrong ones, how long they are held, and where they may be found at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.agenda.house import House
from tests.conftest import PEPPER, SetClock
from tests.slips.sending import LOOK, comes_back, sends_with_words
from wardvoice.config import Settings
from wardvoice.slips.models import Open
from wardvoice.slips.tries import Tries
from wardvoice.slips.wordlist import words_of_slips
from wardvoice.storage import sealing
from wardvoice.tick import tick
from wardvoice.wards.rules import ScreenKind

pytestmark = pytest.mark.usefixtures("quick_sealing")
WRONG = "These words open nothing here. Please look at each word again."
NOBODYS = " ".join(words_of_slips()[:5])


def held_rows(house: House) -> list[Open]:
    with Session(house.app.extensions["apart"]) as session:
        return list(session.scalars(select(Open)))


def test_words_are_taken_as_people_copy_them(house: House) -> None:
    words = sends_with_words(house.nobody())
    for typed in (words.upper(), ", ".join(words.split()), " ".join(word[:3] for word in words.split())):
        assert comes_back(house.nobody(), typed).page.one("h1").text == "Nothing new yet"


@pytest.mark.parametrize("typed", [NOBODYS, "one", "%%%", "x" * 200, "斑馬"])
def test_one_sentence_for_all_wrong_words_and_none_of_them_is_shown_again(house: House, typed: str) -> None:
    client = house.nobody()
    client.get("/answer")
    client.submit(LOOK, five=typed, status=422)
    assert WRONG in client.page.text
    assert client.page.one("input", name="five").get("value") == ""
    assert typed not in client.answer.get_data(as_text=True).replace('value="one"', "") or typed == "one"


def test_nothing_typed_is_said_so_and_costs_no_try(house: House) -> None:
    client = house.nobody()
    for _ in range(7):
        client.get("/answer")
        client.submit(LOOK, five="", status=422)
        assert "Type your five words." in client.page.text


def test_after_five_wrong_ones_the_ward_waits_a_minute_and_then_right_ones_open(
    house: House, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(house.app.extensions, "tries", Tries(1))
    words = sends_with_words(house.nobody())
    client = house.nobody()
    for _ in range(5):
        client.get("/answer")
        client.submit(LOOK, five=NOBODYS, status=422)
    client.submit(LOOK, five=words, status=429)
    assert "Please wait 1 min." in client.page.text
    clock.go_on(minutes=1)
    client.submit(LOOK, five=words)
    assert client.page.one("h1").text == "Nothing new yet"


def test_wrong_and_right_words_cost_the_same_derivation(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    words, derived = sends_with_words(house.nobody()), []
    slowly = sealing._slowly
    monkeypatch.setattr(sealing, "_slowly", lambda *what: derived.append(what[2]) or slowly(*what))
    for typed, status in ((words, 200), (NOBODYS, 422), ("nonsense", 422)):
        client = house.nobody()
        client.get("/answer")
        client.submit(LOOK, five=typed, status=status)
    assert derived == [64, 64, 64]


# --- held, and let go ------------------------------------------------------------------------------------------------


def test_a_browser_holds_words_in_a_cookie_and_a_row_of_their_own(house: House, clock: SetClock) -> None:
    words = sends_with_words(house.nobody())
    client = comes_back(house.nobody(), words)
    kept = client.http.get_cookie("wv-words")
    assert kept is not None
    assert kept.http_only
    rows = held_rows(house)
    assert all(row.expires.minute % 5 == 0 and row.expires.second == 0 for row in rows)
    found = sealing.find(words, PEPPER)
    assert [row for row in rows if found.lookup in row.sealed or found.key in row.sealed] == []


@pytest.mark.parametrize("end", ["finish", "ended"])
def test_finish_and_the_end_of_the_visit_let_both_go(house: House, end: str) -> None:
    client = house.nobody()
    sends_with_words(client)
    assert len(held_rows(house)) == 1
    if end == "finish":
        client.submit("Finish")
    else:
        client.get("/ended")
    assert held_rows(house) == []
    assert client.http.get_cookie("wv-words") is None


def test_the_start_page_ends_by_itself_too_while_words_are_held(house: House) -> None:
    client = house.nobody()
    client.get("/")
    assert "data-end" not in client.page.one("html").attrs, "nobody has said anything yet"
    sends_with_words(client)
    client.get("/")
    assert "data-end" in client.page.one("html").attrs


def test_words_are_held_for_twenty_minutes_and_then_swept_away(house: House, clock: SetClock) -> None:
    client = house.nobody()
    sends_with_words(client)
    address = f"/agenda/items/{_only_item(house)}"
    client.get(address)
    clock.go_on(minutes=26)
    client.get(address, status=404)
    with house.app.app_context():
        from wardvoice.storage.base import db

        tick(db.engine, house.app.extensions["apart"], clock, PEPPER)
    assert held_rows(house) == []


def test_whoever_signs_in_holds_no_words_and_whoever_types_words_is_signed_in_no_longer(house: House) -> None:
    words = sends_with_words(house.nobody())
    client = house.signed_in(house.patient())
    comes_back(client, words)
    client.get("/")
    assert "You are Kestrel" not in client.page.text
    house.name_with_pin("Heron")
    client.get("/my-name")
    client.submit("Go on", word="Heron", pin="482915")
    client.get("/")
    assert client.http.get_cookie("wv-words") is None
    assert len(held_rows(house)) == 1, "that of whoever sent it at the other browser"


def test_only_a_screen_for_patients_asks_for_words(house: House) -> None:
    house.nurse.get("/answer", status=403)
    house.nobody(ScreenKind.BOARD).get("/answer", status=403)
    house.nobody(ScreenKind.LAPTOP).get("/answer")


# --- where the words are found (P22) ----------------------------------------------------------------------------------


def test_words_stand_in_one_answer_alone_and_in_no_file(
    house: House, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    bodies, client = [], house.nobody()
    arrive = client._arrive

    def noting(answer: object, address: str, *rest: object) -> object:
        bodies.append((address, answer))
        return arrive(answer, address, *rest)  # type: ignore[arg-type]

    client._arrive = noting  # type: ignore[assignment,method-assign]
    words = sends_with_words(client)
    marked = f">{words.split()[0]}</li>"
    client.get("/")
    client.get("/answer")
    client.get("/board")
    client.submit("Finish")
    comes_back(client, words)
    client.submit("/answer/read")
    client.submit("Finish")
    told = [(address, answer.get_data(as_text=True), str(answer.headers)) for address, answer in bodies]  # type: ignore[attr-defined]
    assert len([body for _, body, _ in told if marked in body]) == 1
    five = words.split()
    in_a_row = [sep.join(five) for sep in (" ", "+", "%20", "-", ",")]
    assert [address for address, _, headers in told for row in in_a_row if row in f"{address} {headers}"] == []
    assert [row for row in in_a_row if row in caplog.text] == []
    files = [path for path in settings.instance.rglob("*") if path.is_file()]
    assert {"wardvoice.sqlite", "concerns.sqlite"} <= {file.name for file in files}
    for file in files:
        held = file.read_bytes()
        assert [row for row in in_a_row if row.encode() in held] == [], file.name


def test_the_database_alone_confirms_no_right_words(house: House, settings: Settings) -> None:
    words = sends_with_words(house.nobody())
    with closing(sqlite3.connect(settings.instance / "wardvoice.sqlite")) as main:
        kept = main.execute("select slip_hash from items").fetchone()[0]
    assert sealing.find(words, PEPPER).lookup.hex() == kept, "with the pepper they are the right ones"
    assert sealing.find(words, b"another pepper, guessed by a thief").lookup.hex() != kept
    for file in ("wardvoice.sqlite", "concerns.sqlite"):
        assert PEPPER not in (settings.instance / file).read_bytes()


def _only_item(house: House) -> str:
    from wardvoice.agenda.models import Item

    return str(house.fresh().scalars(select(Item.id)).one())
