"""What somebody might try at the door of the hospital's accounts: each is refused, and lets nobody in."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import select
from werkzeug import Response

from tests import builders as a
from tests.signon.conftest import HOSPITAL_DOOR, Bent
from tests.signon.crooked import PUBLISHED, SECRET
from wardvoice.core.actor import Role
from wardvoice.people.models import Account, Membership
from wardvoice.signon import commands
from wardvoice.signon.commands.tries import USED
from wardvoice.signon.models import SignOnTry
from wardvoice.signon.provider import Provider
from wardvoice.signon.rules import GroupRole
from wardvoice.web.sessions import Kind, SessionRow

STRANGERS_KEY = RSAKey.generate_key(2048, auto_kid=True)
NOT_TRUSTED = "gave an answer that we cannot trust"
NOT_HERE = "did not begin in this browser"
DOWN = "The hospital’s sign-in does not answer."


@pytest.fixture
def alder(bent: Bent) -> Bent:
    bent.gives("Alder nurses")
    return bent


def nobody_came_in(bent: Bent) -> bool:
    return not bent.ask(select(SessionRow.token_hash)) and not bent.ask(select(Account))


def back(code: str, state: str) -> str:
    return f"/sign-in/hospital/back?code={code}&state={state}"


# --- replay, state ---------------------------------------------------------------------------------------------------


def test_an_honest_directory_lets_in(alder: Bent) -> None:
    assert alder.comes().address == "/conduct"
    assert "client_secret" not in str(alder.crooked.codes)


def test_a_ticket_is_good_once_also_with_another_code(alder: Bent) -> None:
    tom = alder.anybody()
    address = alder.sent_away(tom)
    ticket = tom.http.get_cookie("wv-sign-on")
    assert ticket is not None
    code, state = alder.crooked.code_for(address)
    tom.get(back(code, state))
    tom.submit("Go on")
    tom.submit("Sign out")
    second, _state = alder.crooked.code_for(address)
    for again in (code, second):
        tom.http.set_cookie("wv-sign-on", ticket.value)
        tom.get(back(again, state))
        tom.submit("Go on", status=403)
        assert USED in tom.page.text
    assert alder.crooked.asked.count("/token") == 1, "the directory is not even asked"


def test_a_code_of_somebody_else_is_good_for_nobody(alder: Bent) -> None:
    """What a thief caught on its way: the proof of whoever began is missing."""
    victim, thief = alder.anybody(), alder.anybody()
    code, _state = alder.crooked.code_for(alder.sent_away(victim))
    _code, state = alder.crooked.code_for(alder.sent_away(thief))
    thief.get(back(code, state))
    thief.submit("Go on", status=403)
    assert NOT_TRUSTED in thief.page.text
    assert nobody_came_in(alder)


@pytest.mark.parametrize("whose", ["none", "foreign", "forged"])
def test_a_state_that_is_not_this_browsers_is_refused(alder: Bent, whose: str) -> None:
    """Also whoever is tricked into the link of a stranger does not come in as that stranger."""
    stranger, tom = alder.anybody(), alder.anybody()
    code, state = alder.crooked.code_for(alder.sent_away(stranger))
    if whose == "foreign":
        alder.sent_away(tom)
    tom.get("/sign-in")
    if whose == "forged":
        tom.http.set_cookie("wv-sign-on", json.dumps([state, 2_000_000_000]) + ".signed")
    tom.get(back(code, state), status=403)
    assert NOT_HERE in tom.page.text
    tom.post("/sign-in/hospital/back", {"code": code, "state": state}, status=403)
    assert NOT_HERE in tom.page.text
    assert "/token" not in alder.crooked.asked
    assert nobody_came_in(alder)


def test_a_ticket_grows_old(alder: Bent) -> None:
    tom = alder.anybody()
    code, state = alder.crooked.code_for(alder.sent_away(tom))
    alder.clock.go_on(minutes=10, seconds=2)
    tom.get(back(code, state), status=403)
    assert NOT_HERE in tom.page.text


def test_a_form_from_elsewhere_brings_nobody_in(alder: Bent) -> None:
    tom = alder.anybody()
    code, state = alder.crooked.code_for(alder.sent_away(tom))
    tom.post("/sign-in/hospital/back", {"code": code, "state": state}, csrf=False, status=403)
    tom.post("/sign-in/hospital", csrf=False, status=403)
    assert nobody_came_in(alder)


@pytest.mark.parametrize(
    "query", ["", "?error=access_denied&state=x", "?code=c", "?state=s", "?code=&state=", "?code[]=1"]
)
def test_coming_back_without_what_is_needed(alder: Bent, query: str) -> None:
    tom = alder.anybody()
    alder.sent_away(tom)
    tom.get(f"/sign-in/hospital/back{query}", status=403)
    assert HOSPITAL_DOOR in str(tom.answer.get_data(as_text=True))


def test_whoever_the_directory_turns_away_can_try_again(alder: Bent) -> None:
    tom = alder.anybody()
    _code, state = alder.crooked.code_for(alder.sent_away(tom))
    tom.get(f"/sign-in/hospital/back?error=access_denied&error_description=%3Cscript%3E&state={state}", status=403)
    assert "did not let you in" in tom.page.text
    assert "script" not in tom.page.one("main").text


def test_a_code_that_is_too_long_is_not_taken(alder: Bent) -> None:
    tom = alder.anybody()
    _code, state = alder.crooked.code_for(alder.sent_away(tom))
    tom.get(back("c" * 8001, state), status=403)


# --- the token -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": ...},
        {"aud": "another-client"},
        {"aud": ["another-client", "wardvoice"]},
        {"aud": ["another-client", "wardvoice"], "azp": "another-client"},
        {"aud": ...},
        {"iss": "https://evil.example"},
        {"iss": ...},
        {"exp": 1_600_000_000},
        {"exp": ...},
        {"exp": "soon"},
        {"iat": 4_000_000_000},
        {"nbf": 4_000_000_000},
        {"sub": ...},
    ],
    ids=str,
)
def test_a_token_that_does_not_hold_is_not_believed(alder: Bent, claims: dict[str, Any]) -> None:
    alder.crooked.claims.update(claims)
    tom = alder.comes(status=403)
    assert NOT_TRUSTED in tom.page.text
    assert nobody_came_in(alder)


@pytest.mark.parametrize("subject", ["", " ", "x" * 256, "s-1\r\nSet-Cookie: a=b", "s-1\u202e", 7, ["s-1"]], ids=repr)
def test_a_subject_that_is_none_is_not_taken(alder: Bent, subject: object) -> None:
    alder.crooked.claims["sub"] = subject
    alder.comes(status=403)
    assert nobody_came_in(alder)


def _unsigned(claims: dict[str, Any]) -> str:
    parts = [json.dumps({"alg": "none"}), json.dumps(claims)]
    return ".".join([urlsafe_b64encode(part.encode()).rstrip(b"=").decode() for part in parts]) + "."


def _by_a_stranger(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS256"}, claims, STRANGERS_KEY)


def _by_the_published_secret(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(PUBLISHED), algorithms=["HS256"])


def _by_the_client_secret(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET), algorithms=["HS256"])


@pytest.mark.parametrize(
    "token",
    [
        _unsigned,
        _by_a_stranger,
        _by_the_published_secret,
        _by_the_client_secret,
        lambda _: "rubbish",
        lambda _: "a.b.c",
    ],
)
def test_a_token_that_the_directory_did_not_sign_is_not_believed(alder: Bent, token: Any) -> None:
    alder.crooked.token = token
    tom = alder.comes(status=403)
    assert NOT_TRUSTED in tom.page.text
    assert nobody_came_in(alder)


def test_new_keys_of_the_directory_are_fetched(alder: Bent) -> None:
    alder.comes()
    old = alder.crooked.key
    alder.crooked.key = STRANGERS_KEY
    alder.crooked.claims["sub"] = "s-2"
    alder.crooked.claims["preferred_username"] = "ann"
    alder.comes()
    alder.crooked.key = old
    assert len(alder.ask(select(Account))) == 2


# --- rights ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "alder nurses",
        "ALDER NURSES",
        "Alder nurses ",
        "Аlder nurses",
        "Alder\u00a0nurses",
        "/Alder nurses",
        "Alder nurses\u200b",
    ],
    ids=ascii,
)
def test_a_group_that_only_looks_alike_gives_nothing(alder: Bent, name: str) -> None:
    alder.crooked.claims["groups"] = [name]
    alder.comes(status=403)
    assert nobody_came_in(alder)


def test_groups_elsewhere_than_in_the_signed_list_give_nothing(alder: Bent) -> None:
    alder.gives("Alder managers", GroupRole.MANAGER)
    alder.crooked.claims.update(roles=["Alder managers"], role="admin", wids=["Alder managers"], admin=True)
    alder.crooked.answers["/userinfo"] = Response('{"groups": ["Alder managers"]}', content_type="application/json")
    alder.comes()
    assert [part.role for part in alder.ask(select(Membership))] == [Role.STAFF]
    assert "/userinfo" not in alder.crooked.asked


@pytest.mark.parametrize("role", ["admin", "advocate", "listener", "reviewer", "rep", "patient"])
def test_no_group_can_give_what_only_a_person_gives(bent: Bent, role: str) -> None:
    admin = a.a_staff_actor(bent.ward, Role.ADMIN)
    wes = bent.anybody().sign_in_as(Kind.ACCOUNT, admin.id, bent.ward.id)  # type: ignore[arg-type]
    wes.get("/admin/sign-on/groups/new")
    wes.post("/admin/sign-on/groups/new", {"name": "Admins", "role": role, "ward": "all"}, status=422)
    assert bent.ask(select(Membership.role)) == [Role.ADMIN]


@pytest.mark.parametrize(
    "groups",
    [{"Alder nurses": 1}, [["Alder nurses"]], [7], 7, True, ["x" * 257], ["g"] * 2001],
    ids=lambda one: str(one)[:20],
)
def test_groups_that_cannot_be_read_are_no_groups(alder: Bent, groups: Any) -> None:
    alder.crooked.claims["groups"] = groups
    tom = alder.comes(status=403)
    assert "We could not read what the hospital told us about you." in tom.page.text
    assert nobody_came_in(alder)


@pytest.mark.parametrize(
    "claims", [{"groups": ..., "_claim_names": {"groups": "src1"}}, {"groups": ..., "hasgroups": True}], ids=str
)
def test_too_many_groups_are_said_so_and_close_nobodys_account(alder: Bent, claims: dict[str, Any]) -> None:
    alder.comes()
    alder.crooked.claims.update(claims)
    tom = alder.comes(status=403)
    assert "in too many groups" in tom.page.text
    assert alder.ask(select(Account.closed_on)) == [None]


def test_no_list_at_all_is_a_mistake_of_the_server_and_closes_nobodys_account(alder: Bent) -> None:
    alder.comes()
    alder.crooked.claims["groups"] = ...
    tom = alder.comes(status=403)
    assert "did not tell us your groups" in tom.page.text
    assert alder.ask(select(Account.closed_on)) == [None]


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Tom\r\nSet-Cookie: admin=1", "Tom Set-Cookie: admin=1"),
        ("\u202eimdA", "imdA"),
        ("שרה", "שרה"),
        ("  ", "Tom Nurse"),
        ("x" * 5000, "x" * 60),
        ({"a": 1}, "Tom Nurse"),
        ("T\x00o\x1bm", "T o m"),
    ],
    ids=lambda one: str(one)[:12],
)
def test_a_name_is_only_words(alder: Bent, given: Any, shown: str) -> None:
    alder.crooked.claims.update(given_name=given, name="Tom Nurse")
    tom = alder.comes()
    assert alder.ask(select(Account.name)) == [shown]
    assert "admin" not in str(tom.http.get_cookie("admin"))
    tom.submit("I accept this")
    tom.get("/my-account")
    assert "<script>alert" not in tom.answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "username", ["", "@", "../../etc", "محمد", "x" * 300, None, ["tom"], "a\r\nb"], ids=lambda u: str(u)[:9]
)
def test_any_username_becomes_one_that_can_be_typed(alder: Bent, username: Any) -> None:
    alder.crooked.claims["preferred_username"] = username
    alder.comes()
    (kept,) = alder.ask(select(Account.username))
    assert 2 <= len(kept) <= 40
    assert kept.isascii()


def test_claims_without_end_are_not_read(alder: Bent) -> None:
    alder.crooked.claims["more"] = "x" * 600_000
    tom = alder.comes(status=503)
    assert DOWN in tom.page.text
    assert nobody_came_in(alder)


# --- where it leads --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["next", "to", "redirect_uri", "return_to", "redirect"])
def test_nothing_in_an_address_leads_elsewhere(alder: Bent, wanted: str) -> None:
    tom = alder.anybody()
    tom.get(f"/sign-in?{wanted}=https://evil.example/")
    tom.post("/sign-in/hospital", {wanted: "https://evil.example/\r\nSet-Cookie: a=b"})
    address = tom.answer.headers["Refresh"].partition("url=")[2]
    assert address.startswith(f"{alder.issuer}/authorize?")
    assert parse_qs(urlsplit(address).query)["redirect_uri"] == ["http://localhost/sign-in/hospital/back"]
    assert "evil" not in address
    code, state = alder.crooked.code_for(address)
    tom.get(f"{back(code, state)}&{wanted}=https://evil.example/")
    tom.submit("Go on")
    assert tom.address == "/conduct"


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "Forwarded"])
def test_no_header_leads_the_way_back_elsewhere(alder: Bent, header: str) -> None:
    tom = alder.anybody()
    tom.get("/sign-in")
    value = "host=evil.example" if header == "Forwarded" else "evil.example"
    answer = tom.http.post("/sign-in/hospital", data={"csrf": tom.csrf_token()}, headers={header: value})
    assert "evil" not in answer.headers.get("Refresh", "")
    assert answer.status_code == (400 if header == "Host" else 200)


# --- how often -------------------------------------------------------------------------------------------------------


def test_guessing_codes_lets_everybody_wait_after_sixty(alder: Bent) -> None:
    with alder.session.bind.begin() as connection:  # type: ignore[union-attr]
        for number in range(60):
            row = {"state_hash": f"{number:064}", "at": alder.clock.now(), "wrong": True}
            connection.execute(SignOnTry.__table__.insert().values(**row))  # type: ignore[attr-defined]
    tom = alder.comes(status=429)
    assert "too many wrong sign-ins" in tom.page.text
    assert "/token" not in alder.crooked.asked
    alder.clock.go_on(minutes=1)
    assert alder.comes().address == "/conduct"


def test_a_wrong_code_counts_and_a_server_that_is_down_does_not(alder: Bent) -> None:
    alder.crooked.answers["/token"] = Response('{"error": "invalid_grant"}', 400, content_type="application/json")
    alder.comes(status=403)
    assert alder.ask(select(SignOnTry.wrong)) == [True]
    alder.crooked.answers["/token"] = Response("no", 502)
    alder.comes(status=503)
    assert sorted(alder.ask(select(SignOnTry.wrong))) == [False, True]


def test_of_old_tickets_nothing_stays(alder: Bent) -> None:
    with alder.session.bind.begin() as connection:  # type: ignore[union-attr]
        old = alder.clock.now() - timedelta(minutes=61)
        connection.execute(SignOnTry.__table__.insert().values(state_hash="old", at=old, wrong=True))  # type: ignore[attr-defined]
    alder.comes()
    assert alder.ask(select(SignOnTry.wrong)) == [False]


# --- a server that is ill ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["/.well-known/openid-configuration", "/token", "/jwks"])
@pytest.mark.parametrize(
    "answer",
    [
        lambda: Response("down", 500),
        lambda: Response("<html>Maintenance</html>", content_type="text/html"),
        lambda: Response("[]", content_type="application/json"),
        lambda: Response("null", content_type="application/json"),
        lambda: Response("", 302, {"Location": "https://evil.example/"}),
        lambda: Response("{" + " " * 600_000 + "}", content_type="application/json"),
        lambda: Response(b"\xff\xfe\x00", content_type="application/json"),
    ],
    ids=["500", "html", "list", "null", "redirect", "huge", "bytes"],
)
def test_a_server_that_answers_rubbish_is_one_that_does_not_answer(alder: Bent, where: str, answer: Any) -> None:
    alder.crooked.answers[where] = answer()
    tom = alder.anybody()
    if where == "/.well-known/openid-configuration":
        tom.get("/sign-in")
        tom.submit(HOSPITAL_DOOR, status=503)
    else:
        code, state = alder.crooked.code_for(alder.sent_away(tom))
        tom.get(back(code, state))
        tom.submit("Go on", status=503)
    assert DOWN in tom.page.text
    assert "Username" in tom.page.text
    assert "Traceback" not in tom.answer.get_data(as_text=True)
    assert nobody_came_in(alder)


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"token_endpoint": None},
        {"token_endpoint": "file:///etc/passwd"},
        {"jwks_uri": "ftp://evil.example/"},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
    ids=str,
)
def test_a_server_that_speaks_for_another_is_not_asked(alder: Bent, about: dict[str, Any]) -> None:
    alder.crooked.about.update(about)
    tom = alder.anybody()
    tom.get("/sign-in")
    tom.submit(HOSPITAL_DOOR, status=503)
    assert "Refresh" not in tom.answer.headers


def test_a_full_waiting_room_leaves_the_rest_of_the_house_free(alder: Bent) -> None:
    alder.comes()
    provider: Provider = alder.app.extensions["sign-on provider"]
    held = [provider._places.acquire(blocking=False) for _ in range(2)]
    assert held == [True, True]
    tom = alder.anybody()
    tom.get("/sign-in")
    tom.submit(HOSPITAL_DOOR, status=503)
    for _ in held:
        provider._places.release()
    tom.get("/sign-in")
    tom.submit(HOSPITAL_DOOR)


def test_while_a_slow_server_is_asked_others_can_write(alder: Bent) -> None:
    """The directory is asked while no transaction is open: SQLite has one writer at a time."""
    tom = alder.anybody()
    code, state = alder.crooked.code_for(alder.sent_away(tom))
    tom.get(back(code, state))
    wrote: list[str] = []

    def meanwhile(claims: dict[str, Any]) -> str:
        work = a.work(alder.session, clock=alder.clock)
        commands.give_group_part(work, name="Birch", role=GroupRole.LEAD, ward_id=None)
        work.commit()
        wrote.append("written")
        return alder.crooked.signed(claims)

    alder.crooked.token = meanwhile
    tom.submit("Go on")
    assert wrote == ["written"]
