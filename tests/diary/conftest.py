"""A ward with a nurse, a manager and a reader, who want their mail; and a real mail server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.postbox import post
from wardvoice.core.actor import Actor, Role
from wardvoice.diary import commands
from wardvoice.diary.mailing import mail_staff
from wardvoice.wards.models import Ward

__all__ = ["post"]

MONDAY = date(2026, 3, 2)
WORKDAYS = (0, 1, 2, 3, 4)
NATION = "england-and-wales"

Morning = Callable[..., None]


def wants_mail(session: Session, actor: Actor, mail_to: str, mornings: tuple[int, ...] = WORKDAYS) -> Actor:
    """Somebody says where their mail goes."""
    piece = a.work(session, actor)
    commands.send_mail(piece, mail_to=mail_to, mornings=mornings)
    piece.commit()
    return actor


@pytest.fixture
def ward(session: Session) -> Ward:
    return a.a_ward(session)


@pytest.fixture
def tom(session: Session, ward: Ward) -> Actor:
    """A nurse who wants mail every working day."""
    return wants_mail(session, a.a_staff_actor(ward), "tom@hospital.example")


@pytest.fixture
def priya(session: Session, ward: Ward) -> Actor:
    """The manager, who wants it, too."""
    actor = a.a_staff_actor(ward, Role.MANAGER, name="Priya")
    return wants_mail(session, actor, "priya@hospital.example")


@pytest.fixture
def morning(engine: Engine, session: Session, clock: SetClock, post: tuple[object, dict[str, str]]) -> Morning:
    """Let the clock show a morning, and a tick see to the mail."""

    def comes(day: date = MONDAY, hour: int = 7, minute: int = 0, smtp: dict[str, str] | None = None) -> None:
        session.commit()  # a tick has the one write lock to itself
        clock.go_to(day, hour, minute)
        mail_staff(engine, clock, post[1] if smtp is None else smtp, NATION)

    return comes
