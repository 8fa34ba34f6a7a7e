"""What `wardvoice check` says of sign-on, the hospital's own authority, and a directory that is slow or silent."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from joserfc.jwk import RSAKey
from sqlalchemy import create_engine
from werkzeug import Response
from werkzeug.serving import make_server

from tests import builders as a
from tests.conftest import LONDON
from tests.signon.conftest import HOSPITAL_DOOR, Bent
from tests.signon.crooked import CLIENT, Crooked
from wardvoice import checkup
from wardvoice.checkup import Installation
from wardvoice.config import Settings
from wardvoice.core.clock import Clock
from wardvoice.signon import commands, provider
from wardvoice.signon.provider import Provider
from wardvoice.signon.rules import GroupRole

DISCOVERY = "/.well-known/openid-configuration"
DOWN = "The hospital’s sign-in does not answer."


# --- wardvoice check -------------------------------------------------------------------------------------------------


@pytest.fixture
def said(settings: Settings, crooked_provider: Crooked, secret_file: Path) -> Callable[..., list[str]]:
    crooked_provider.reset()
    engine = create_engine("sqlite://")
    clock = Clock(LONDON)

    def told(**oidc: str) -> list[str]:
        given = {"issuer": crooked_provider.issuer, "client_id": CLIENT, "client_secret_file": str(secret_file), **oidc}
        here = Installation(replace(settings, oidc=given), engine, engine, clock.day_of(clock.now()))
        return [*checkup.the_directory_answers(here)]

    return told


def cannot(crooked: Crooked, why: str) -> list[str]:
    where = f"The hospital's sign-on at {crooked.issuer} cannot be used"
    return [f"{where}: {why}. Staff can sign in with passwords only."]


def test_of_a_directory_that_answers_nothing_is_said(said: Callable[..., list[str]], crooked_provider: Crooked) -> None:
    assert said() == []
    assert crooked_provider.asked == [DISCOVERY, "/jwks"], "it is really asked, also for its keys"


def test_where_no_sign_on_is_set_up_nothing_is_asked(settings: Settings) -> None:
    engine = create_engine("sqlite://")
    here = Installation(settings, engine, engine, Clock(LONDON).day_of(Clock(LONDON).now()))
    assert [*checkup.the_directory_answers(here)] == []


@pytest.mark.parametrize("where", [DISCOVERY, "/jwks"])
@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Response("no", 500), "it answers with 500"),
        (Response("<html>", content_type="text/html"), "it answers with something else than what was asked for"),
    ],
    ids=["500", "html"],
)
def test_what_is_wrong_with_a_directory_is_said_in_words(
    said: Callable[..., list[str]], crooked_provider: Crooked, where: str, answer: Response, why: str
) -> None:
    crooked_provider.answers[where] = answer
    assert said() == cannot(crooked_provider, why)


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ({"issuer": "https://evil.example"}, "it names another issuer"),
        ({"jwks_uri": None}, "an address of it is missing, or without https"),
    ],
    ids=str,
)
def test_a_directory_that_speaks_for_another_is_told(
    said: Callable[..., list[str]], crooked_provider: Crooked, about: dict[str, Any], why: str
) -> None:
    crooked_provider.about.update(about)
    assert said() == cannot(crooked_provider, why)


def test_an_address_at_which_nobody_listens_is_told(said: Callable[..., list[str]]) -> None:
    (told,) = said(issuer="http://127.0.0.1:1")
    assert "cannot be used: no good answer (ConnectionError)" in told


def test_a_directory_that_is_silent_is_told(
    said: Callable[..., list[str]], crooked_provider: Crooked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "ALL_SECONDS", 0.05)
    crooked_provider.holds[DISCOVERY] = held = Event()
    assert said() == cannot(crooked_provider, "it is too slow")
    held.set()


# --- the hospital's own authority ------------------------------------------------------------------------------------


@dataclass
class Encrypted:
    """A directory with https, and the certificate of the authority that vouches for it."""

    crooked: Crooked
    authority: Path


def certificate(subject: str, key: Any, issuer: str, signed_by: Any, *, is_authority: bool) -> x509.Certificate:
    now = Clock(LONDON).now()
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in (subject, issuer)]
    made = x509.CertificateBuilder().subject_name(names[0]).issuer_name(names[1]).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
    made = made.not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    by = x509.AuthorityKeyIdentifier.from_issuer_public_key(signed_by.public_key())
    made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    made = made.add_extension(by, critical=False)
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    if is_authority:
        signs = dict.fromkeys(
            ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "encipher_only", "decipher_only"), False)  # fmt: skip
        made = made.add_extension(x509.KeyUsage(key_cert_sign=True, crl_sign=True, **signs), critical=True)
    else:
        made = made.add_extension(here, critical=False)
    return made.sign(signed_by, hashes.SHA256())


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Encrypted]:
    folder = tmp_path_factory.mktemp("authority")
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    authority = certificate("Heron authority", keys[0], "Heron authority", keys[0], is_authority=True)
    server = certificate("directory", keys[1], "Heron authority", keys[0], is_authority=False)
    pem = serialization.Encoding.PEM
    (folder / "authority.pem").write_bytes(authority.public_bytes(pem))
    secret = keys[1].private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "server.pem").write_bytes(server.public_bytes(pem) + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    crooked = Crooked(RSAKey.generate_key(2048, auto_kid=True))
    listens = make_server("127.0.0.1", 0, crooked, threaded=True, ssl_context=context)
    crooked.issuer = f"https://127.0.0.1:{listens.server_port}"
    thread = Thread(target=listens.serve_forever, args=(0.05,))
    thread.start()
    yield Encrypted(crooked, folder / "authority.pem")
    listens.shutdown()
    thread.join()
    listens.server_close()


def test_a_certificate_of_the_hospitals_own_authority_needs_its_file(
    said: Callable[..., list[str]], encrypted: Encrypted
) -> None:
    issuer = encrypted.crooked.issuer
    (told,) = said(issuer=issuer)
    assert "cannot be used: no good answer (SSLError)" in told
    assert said(issuer=issuer, ca_file=str(encrypted.authority)) == []


def test_an_authority_of_somebody_else_vouches_for_nothing(
    said: Callable[..., list[str]], encrypted: Encrypted, tmp_path: Path
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    other = certificate("Heron authority", key, "Heron authority", key, is_authority=True)
    (tmp_path / "other.pem").write_bytes(other.public_bytes(serialization.Encoding.PEM))
    (told,) = said(issuer=encrypted.crooked.issuer, ca_file=str(tmp_path / "other.pem"))
    assert "cannot be used: no good answer (SSLError)" in told


def test_an_encrypted_directory_sends_no_keys_unencrypted(said: Callable[..., list[str]], encrypted: Encrypted) -> None:
    encrypted.crooked.about["jwks_uri"] = "http://127.0.0.1:1/jwks"
    (told,) = said(issuer=encrypted.crooked.issuer, ca_file=str(encrypted.authority))
    assert "an address of it is missing, or without https" in told
    encrypted.crooked.reset()


# --- slow or silent --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", [DISCOVERY, "/token", "/jwks"])
def test_a_silent_directory_ends_in_a_plain_page_and_its_places_come_back(
    bent: Bent, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    bent.gives("Alder nurses")
    tom = bent.anybody()
    tom.get("/sign-in")
    if where != DISCOVERY:
        code, state = bent.crooked.code_for(bent.sent_away(tom))
        tom.get(f"/sign-in/hospital/back?code={code}&state={state}")
    button = HOSPITAL_DOOR if where == DISCOVERY else "Go on"
    bent.crooked.holds[where] = held = Event()
    monkeypatch.setattr(provider, "ALL_SECONDS", 0.05)
    tom.submit(button, status=503)
    assert DOWN in tom.page.text
    assert "Username" in tom.page.text, "a password still opens"
    asked: Provider = bent.app.extensions["sign-on provider"]
    taken = [asked._places.acquire(blocking=False) for _ in range(2)]
    assert taken == [True, False], "whoever is still asked keeps the place"
    asked._places.release()
    held.set()
    assert [asked._places.acquire(timeout=20) for _ in range(2)] == [True, True]
    for _ in range(2):
        asked._places.release()
    bent.crooked.holds.clear()
    monkeypatch.undo()
    assert bent.comes().address == "/conduct"


@dataclass
class Meanwhile:
    """What happens while the directory lets us wait."""

    does: Callable[[], None]

    def wait(self, _seconds: float) -> None:
        self.does()


@pytest.mark.parametrize("where", [DISCOVERY, "/token", "/jwks"])
def test_whoever_waits_for_the_directory_keeps_nobody_from_writing(bent: Bent, where: str) -> None:
    bent.gives("Alder nurses")
    wrote: list[str] = []

    def write() -> None:
        work = a.work(bent.session, clock=bent.clock)
        commands.give_group_part(work, name=f"Group {len(wrote)}", role=GroupRole.LEAD, ward_id=None)
        work.commit()
        wrote.append(where)

    bent.crooked.holds[where] = Meanwhile(write)  # type: ignore[assignment]
    assert bent.comes().address == "/conduct"
    assert wrote == [where]
