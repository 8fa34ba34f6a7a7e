"""A hospital with a directory: a real provider, and one that does as it is told; both stand for all tests."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
import requests
from authlib.deprecate import AuthlibDeprecationWarning
from flask import Flask
from sqlalchemy import Select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import LONDON, SetClock
from tests.pages import PageClient
from tests.served import served
from tests.signon.crooked import CLIENT, SECRET, Crooked, crooked_server
from wardvoice.app import create_app
from wardvoice.config import Settings
from wardvoice.core.clock import Clock
from wardvoice.signon import commands
from wardvoice.signon.rules import GroupRole
from wardvoice.signon.views.room import KEPT
from wardvoice.storage.base import db
from wardvoice.wards.models import Ward
from wardvoice.web.drawn import Drawn

T = TypeVar("T")
HOSPITAL_DOOR = "Sign in with your hospital account"


@dataclass
class Hospital:
    """A ward, an application that knows a directory, and who comes from there."""

    app: Flask
    session: Session
    ward: Ward
    issuer: str
    clock: SetClock

    def anybody(self) -> PageClient:
        return PageClient(self.app)

    def ask(self, query: Select[T]) -> list[T]:
        """Read something in a session of its own, so that the application can write again."""
        with Session(self.session.get_bind()) as session:
            return list(session.scalars(query))

    def gives(
        self, name: str, role: GroupRole = GroupRole.STAFF, ward: Ward | None = None, *, everywhere: bool = False
    ) -> Any:
        """A group of the directory gives a part on Alder ward, on another ward, or on all of them."""
        where = None if everywhere else (ward or self.ward).id
        work = a.work(self.session, clock=self.clock)
        part = commands.give_group_part(work, name=name, role=role, ward_id=where)
        work.commit()
        return part

    def sent_away(self, client: PageClient) -> str:
        """Somebody presses the button: the address at the directory to which they are sent."""
        client.get("/sign-in")
        client.submit(HOSPITAL_DOOR)
        refresh = client.answer.headers["Refresh"]
        address = refresh.partition("url=")[2]
        assert client.page.one("main").one("a")["href"] == address
        return address


@dataclass
class Real(Hospital):
    """With a provider that others made."""

    def knows(self, subject: str, **claims: Any) -> None:
        told = {"preferred_username": f"{subject}@trust.example", "given_name": subject.title(), **claims}
        requests.put(f"{self.issuer}/users/{subject}", json=told, timeout=10).raise_for_status()

    def comes(self, subject: str, *, status: int = 200) -> PageClient:
        """Somebody signs on, all the way."""
        client = self.anybody()
        client.get(self.back_from_there(self.sent_away(client), subject))
        client.submit("Go on", status=status)
        return client

    def back_from_there(self, address: str, subject: str) -> str:
        """Somebody says who they are at the directory: the address with which they come back."""
        answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"


@dataclass
class Bent(Hospital):
    """With a directory that does as it is told."""

    crooked: Crooked

    def comes(self, *, status: int = 200) -> PageClient:
        client = self.anybody()
        code, state = self.crooked.code_for(self.sent_away(client))
        client.get(f"/sign-in/hospital/back?code={code}&state={state}")
        client.submit("Go on", status=status)
        return client


@pytest.fixture(scope="session")
def secret_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sign-on") / "secret"
    file.write_text(SECRET + "\n", encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def real_provider() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AuthlibDeprecationWarning)  # it uses what its own maker has given up
        from oidc_provider_mock import run_server_in_thread
    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="session")
def crooked_provider() -> Iterator[Crooked]:
    with crooked_server() as made:
        yield made


@contextmanager
def _app(standing: Flask, calendar: SetClock, issuer: str, secret: Path) -> Iterator[Flask]:
    told: Settings = standing.extensions["hall"].settings
    oidc = {"issuer": issuer, "client_id": CLIENT, "client_secret_file": str(secret)}
    with served(create_app(replace(told, oidc=oidc), calendar)) as app:
        yield app


@pytest.fixture(scope="session")
def real_app(standing: Flask, calendar: SetClock, real_provider: str, secret_file: Path) -> Iterator[Flask]:
    with _app(standing, calendar, real_provider, secret_file) as app:
        yield app


@pytest.fixture(scope="session")
def bent_app(standing: Flask, calendar: SetClock, crooked_provider: Crooked, secret_file: Path) -> Iterator[Flask]:
    with _app(standing, calendar, crooked_provider.issuer, secret_file) as app:
        yield app


@pytest.fixture
def now(clock: SetClock) -> SetClock:
    """The clock of the tests at the time of the machine, by which a provider dates its tokens."""
    clock.moment_told = Clock(LONDON).now()
    return clock


@pytest.fixture
def real(real_app: Flask, settings: Settings, real_provider: str, now: SetClock) -> Iterator[Real]:
    with _opened(real_app) as (session, ward):
        yield Real(real_app, session, ward, real_provider, now)


@pytest.fixture
def bent(bent_app: Flask, settings: Settings, crooked_provider: Crooked, now: SetClock) -> Iterator[Bent]:
    crooked_provider.reset()
    with _opened(bent_app) as (session, ward):
        yield Bent(bent_app, session, ward, crooked_provider.issuer, now, crooked_provider)


@contextmanager
def _opened(app: Flask) -> Iterator[tuple[Session, Ward]]:
    app.extensions["drawn"] = Drawn()
    app.extensions.pop(KEPT, None)
    with app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        yield session, a.a_ward(session)
