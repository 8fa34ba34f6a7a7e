"""What a visit to the terminal leaves behind: no word of it anywhere, and a cookie that opens nothing."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.journeys.people import PIN, Patient
from tests.journeys.ward import AlderWard
from tests.pages import PageClient

CANARY, UNSENT = "zanzibar-quartz", "marzipan-falcon"


@pytest.fixture
def files(alder: AlderWard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders in which the server may write: its instance, and what it takes for temporary."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return [alder.file.parent, tmp_path]


def holding(folders: list[Path], words: str) -> list[str]:
    """The files in which these words stand."""
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert any(path.name.endswith((".sqlite", "-wal")) for path in found)
    return [path.name for path in found if words.encode() in path.read_bytes()]


def writes_and_gives_up(somebody: Patient, words: str) -> None:
    """Type words wherever they can be typed without a name, well and badly, and send none of them."""
    browser, much = somebody.browser, words * 1500
    somebody.says(words)
    browser.submit("Send to the meeting", status=422, shown_as="")
    browser.submit("Send to the meeting", status=403, csrf="0" * 64)
    browser.get(f"/agenda/items/new?words={words}")
    browser.submit("Go on", how="words")
    browser.submit("Go on", topic="food")
    browser.submit("Go on", status=422, kind="idea", words=much)
    browser.submit("Go on", status=413, kind="idea", words=much * 20)
    browser.get(f"/{words}", status=404)
    browser.get("/my-name")
    browser.submit("Go on", status=422, word=words, pin=PIN)
    browser.get("/cards/use")
    browser.submit("Go on", status=422, code=words, old_word=words)
    sent = {"csrf": browser.csrf_token(), "words": words}
    assert browser.http.post("/agenda/items/new", json=sent).status_code == 415
    assert browser.http.post("/agenda/items/new", data=sent, headers={"Referer": words}).status_code in (200, 422)


def test_words_that_were_typed_and_given_up_are_in_no_file_and_in_no_log(
    alder: AlderWard, files: list[Path], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    somebody = alder.somebody()
    writes_and_gives_up(somebody, CANARY)
    somebody.starts()
    somebody.finishes()
    alder.tick()
    assert holding(files, CANARY) == []
    assert CANARY not in caplog.text + "".join(capfd.readouterr())
    somebody.adds_to_the_meeting(CANARY)
    assert holding(files, CANARY), "words that were sent are found: the search can see"


def test_a_fault_in_the_middle_leaves_no_word_either(
    alder: AlderWard,
    files: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(0)
    somebody = alder.somebody()
    somebody.says(UNSENT)

    def breaks(*_more: Any, **facts: Any) -> None:
        raise RuntimeError(facts["words"])

    monkeypatch.setattr("wardvoice.agenda.commands.raise_item", breaks)
    somebody.browser.submit("Send to the meeting", shown_as="patient", status=500)
    assert holding(files, UNSENT) == []
    assert UNSENT not in caplog.text + "".join(capfd.readouterr())


# --- the cookie ------------------------------------------------------------------------------------------------------


def with_the_cookie_of(browser: PageClient, screen: str = "") -> PageClient:
    """Another browser into which somebody put this one's session."""
    kept = browser.http.get_cookie("wv")
    assert kept is not None
    thief = PageClient(browser.app)
    thief.http.set_cookie("wv", kept.decoded_value)
    return thief.at_screen(screen) if screen else thief


def knows_kestrel(browser: PageClient) -> bool:
    return "Kestrel" in browser.get("/").text


def test_a_session_that_was_fixed_before_somebody_signs_in_is_worth_nothing(alder: AlderWard) -> None:
    alder.patient("Kestrel")
    terminal = alder.somebody().browser
    terminal.get("/my-name")
    fixed = [with_the_cookie_of(terminal, screen) for screen in ("", "the terminal", "the laptop")]
    terminal.submit("Go on", word="Kestrel", pin=PIN)
    assert knows_kestrel(terminal)
    assert not any(knows_kestrel(thief) for thief in fixed)


@pytest.mark.parametrize("screen", ["", "the laptop"])
def test_a_stolen_session_opens_nothing_away_from_its_screen_and_ends_there(alder: AlderWard, screen: str) -> None:
    kestrel = alder.patient("Kestrel")
    kestrel.starts()
    assert knows_kestrel(with_the_cookie_of(kestrel.browser, "the terminal")), "at the same screen it is the session"
    assert not knows_kestrel(with_the_cookie_of(kestrel.browser, screen))
    assert alder.rows()["sessions"] == 0


def test_after_finish_a_stolen_session_opens_nothing_and_a_form_sent_again_is_refused(alder: AlderWard) -> None:
    kestrel = alder.patient("Kestrel")
    kestrel.says("The dryer is broken")
    stolen, rows = with_the_cookie_of(kestrel.browser, "the terminal"), alder.rows("sessions")
    form, _button = kestrel.browser.form("Send to the meeting")
    sent = {box["name"]: box.get("value") for box in form.all("input", type="hidden")} | {"shown_as": "name"}
    kestrel.starts()
    kestrel.finishes()
    assert not knows_kestrel(stolen)
    for browser in (stolen, kestrel.browser):
        assert browser.http.post(form["action"], data=sent).status_code == 403
    assert alder.rows("sessions") == rows


def test_the_table_of_sessions_tells_no_minute_and_no_word(alder: AlderWard) -> None:
    kestrel, somebody = alder.patient("Kestrel"), alder.somebody()
    alder.clock.go_on(minutes=3, seconds=17)
    somebody.says("Nobody knows who I am")
    assert alder.rows()["sessions"] == 0
    kestrel.starts()
    cookie = kestrel.browser.http.get_cookie("wv")
    assert cookie is not None
    assert re.fullmatch(r"s[\w-]{43}\.[\w-]{16}", cookie.value), "256 bits, and nothing to be read in them"
    ((row,), columns) = alder.ask(
        lambda session: ((found := session.execute(text("SELECT * FROM sessions"))).all(), list(found.keys()))
    )
    dump = dict(zip(columns, row, strict=True))
    assert re.fullmatch("[0-9a-f]{64}", dump.pop("token_hash"))
    assert re.fullmatch(r".* \d\d:[0-5][05]:00(\.0+)?", str(dump.pop("expires")))
    assert dump.pop("unlocked") is None, "only readers have a key to open"
    assert set(dump) == {"person_kind", "person_id", "ward_id", "screen_id"}
    kestrel.finishes()
    assert alder.rows()["sessions"] == 0
