"""A ward to which an old list is brought, on either database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from wardvoice.core.actor import Role
from wardvoice.old_lists.commands import Report, import_actions
from wardvoice.people.models import Account
from wardvoice.wards.models import Ward


@dataclass
class Bringing:
    """The ward, its people, and a folder with the file."""

    engine: Engine
    session: Session
    ward: Ward
    people: dict[str, Account]
    clock: SetClock
    folder: Path

    def bring(self, data: bytes, *, ward: str = "Alder", dry_run: bool = False) -> Report:
        file = self.folder / "list"
        file.write_bytes(data)
        told: dict[str, Any] = {"file": file, "ward_name": ward, "dry_run": dry_run}
        report = import_actions(self.session, self.clock, PEPPER, **told)
        self.session.expire_all()
        return report


def peopled(engine: Engine, session: Session, clock: SetClock, folder: Path) -> Bringing:
    ward = a.a_ward(session)
    a.a_ward(session, "Birch")
    jobs = {"Sam": "occupational therapist", "Lena": "nurse", "Priya": "ward manager"}
    people = {name: a.an_account(session, name, job=job, username=name.lower()) for name, job in jobs.items()}
    people |= {f"Tom{n}": a.an_account(session, "Tom", username=f"tom{n}") for n in (1, 2)}
    for name, account in people.items():
        a.a_membership(account, Role.MANAGER if name == "Priya" else Role.STAFF, ward)
    return Bringing(engine, session, ward, people, clock, folder)


@pytest.fixture
def bringing(engine: Engine, session: Session, clock: SetClock, tmp_path: Path) -> Bringing:
    return peopled(engine, session, clock, tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def on_either(request: pytest.FixtureRequest, clock: SetClock, tmp_path: Path) -> Iterator[Bringing]:
    engine = request.getfixturevalue("engine" if request.param == "sqlite" else "postgres")
    with Session(engine) as session:
        yield peopled(engine, session, clock, tmp_path)
