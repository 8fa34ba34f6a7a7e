"""Whoever may not read finds nothing: the same page, to the byte, as at an address that does not exist (P9, P42)."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from tests import builders as a
from tests.concerns.house import Hospital, at
from tests.pages import PageClient
from wardvoice.concerns.rules import Recipient
from wardvoice.concerns.views.table import STEPS
from wardvoice.core.actor import Role
from wardvoice.people import commands as people
from wardvoice.people.models import Membership
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import token_hash

NOTHING = f"/concerns/{UUID(int=404)}"
MARK = re.compile(r"[0-9a-f]{32,64}")


def alike(browser: PageClient, method: str, address: str, *, token: bool = True) -> tuple[int, str, list[str]]:
    """What an answer tells, without the mark of the visit: status, bytes, headers."""
    csrf = browser.csrf_token() if token else "none"
    sent = {"data": {"csrf": csrf}} if method == "POST" else {}
    answer = browser.http.open(address, method=method, **sent)
    headers = sorted(f"{name}: {value}" for name, value in answer.headers if name != "Set-Cookie")
    return answer.status_code, MARK.sub("…", answer.get_data(as_text=True)), headers


def visitor(hospital: Hospital, name: str) -> PageClient:
    if name == "unknown":
        browser = PageClient(hospital.app)
        browser.get("/sign-in")
        return browser
    if name == "terminal":
        a.a_screen(hospital.ward, ScreenKind.TERMINAL, token_hash=token_hash("the terminal"))
        hospital.session.commit()
        browser = PageClient(hospital.app).at_screen("the terminal")
    else:
        browser = hospital.browser(name)
    browser.get("/")
    return browser


@pytest.mark.parametrize("name", ["unknown", "terminal", "Tom", "Lea", "Wes", "Rae"])
def test_whoever_reads_nothing_finds_nothing_at_all_under_concerns(hospital: Hospital, name: str) -> None:
    concern, somebody = hospital.arrives(), visitor(hospital, name)
    nowhere = alike(somebody, "GET", "/concerns/no-such-page")
    assert nowhere[0] == 404
    for address in ("/concerns", "/concerns/log", "/concerns/tellings", "/concerns/routes", NOTHING, at(concern)):
        assert alike(somebody, "GET", address) == nowhere, address
    for address in (NOTHING, at(concern), *(f"{at(concern)}/{step}" for step in STEPS)):
        for token in (True, False):
            assert alike(somebody, "POST", address, token=token) == nowhere, address


@pytest.mark.parametrize("name", ["Ada", "Wren", "Finn"])
def test_a_reader_to_whom_it_was_not_sent_finds_nothing(hospital: Hospital, name: str) -> None:
    concern, reader = hospital.arrives(), hospital.reader(name)
    assert concern.name not in reader.get("/concerns").text
    nothing = alike(reader, "GET", NOTHING)
    assert nothing[0] == 404
    assert alike(reader, "GET", at(concern)) == nothing
    for token in (True, False):
        assert alike(reader, "POST", at(concern), token=token) == nothing
    for step in STEPS:
        assert alike(reader, "GET", f"{at(concern)}/{step}") == nothing, step
        assert alike(reader, "POST", f"{at(concern)}/{step}") == nothing, step


def test_when_the_part_is_over_nothing_is_left_to_read(hospital: Hospital) -> None:
    concern = hospital.arrives()
    a.a_membership(hospital.accounts["Ines"], Role.ADVOCATE, hospital.birch)
    part = hospital.session.query(Membership).filter_by(
        account_id=hospital.accounts["Ines"].id, ward_id=hospital.ward.id
    )
    piece = a.work(hospital.session, clock=hospital.clock)
    people.end_membership(piece, membership=part.one())
    piece.commit()
    ines = hospital.browser("Ines", hospital.birch)
    assert concern.name not in ines.get("/concerns").text
    ines.get(at(concern), status=404)


def test_an_advocate_who_left_the_duty_reads_no_more(hospital: Hospital) -> None:
    concern = hospital.arrives()
    ines = hospital.reader("Ines")
    ines.get("/my-key")
    ines.get("/my-duties")
    ines.submit("Leave it")
    ines.get(at(concern), status=404)
    assert concern.name not in ines.get("/concerns").text


def test_a_new_key_opens_nothing_old(hospital: Hospital) -> None:
    concern = hospital.arrives("For the listener", Recipient.LISTENER)
    wes = hospital.browser("Wes")
    wes.get(f"/admin/people/{hospital.accounts['Wren'].id}")
    wes.submit("Give a new key")
    wren = hospital.browser("Wren")
    wren.get("/my-key/new")
    wren.submit("Make my key", passphrase=a.PASSPHRASE, again=a.PASSPHRASE)
    assert concern.name not in wren.get("/concerns").text
    wren.get(at(concern), status=404)


def test_the_listener_reads_no_more_once_the_advocate_alone_has_it(hospital: Hospital) -> None:
    concern = hospital.arrives("For the listener", Recipient.LISTENER)
    assert concern.name in hospital.browser("Wren").get("/concerns").text
    assert concern.name not in hospital.browser("Ines").get("/concerns").text


def test_no_line_of_any_log_tells_of_a_request_about_private_things(
    hospital: Hospital, capsys: pytest.CaptureFixture[str]
) -> None:
    concern, ines = hospital.arrives(), hospital.reader("Ines")
    capsys.readouterr()
    ines.get("/concerns")
    ines.get(at(concern))
    ines.submit("Open the words")
    hospital.browser("Tom").get(at(concern), status=404)
    assert capsys.readouterr().err == ""
    ines.get("/board")
    assert "board.board" in capsys.readouterr().err
