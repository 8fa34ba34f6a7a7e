"""What reviewers read, on PostgreSQL: found alike, and just as unchangeable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, create_engine, delete, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from wardvoice.core.actor import Role
from wardvoice.evidence import commands
from wardvoice.evidence.models import View
from wardvoice.evidence.queries.comments import comments_of
from wardvoice.evidence.queries.visits import Reviewed, reviewed, visits
from wardvoice.evidence.rules.periods import Period
from wardvoice.people.queries.accounts import was_only_a_reviewer
from wardvoice.storage.base import prepare
from wardvoice.storage.migrate import migrate

Q4 = Period(date(2025, 10, 1), date(2025, 12, 31))


@pytest.fixture
def real(postgres_url: str) -> Iterator[Engine]:
    migrate(postgres_url)
    engine = prepare(create_engine(postgres_url))
    yield engine
    engine.dispose()


def test_visits_are_found_and_stay(real: Engine, clock: SetClock) -> None:
    with Session(real) as session:
        ward, birch = a.a_ward(session), a.a_ward(session, "Birch")
        rae = a.an_account(session, "Rae", job="peer reviewer")
        a.a_membership(rae, Role.REVIEWER, ward, last_day=date(2026, 4, 2))
        for days, of in ((0, ward.id), (0, ward.id), (1, None)):
            at = clock.now() + timedelta(days=days)
            session.add(View(account_id=rae.id, ward_id=of, page="ward", first=Q4.first, last=Q4.last, at=at))
        session.commit()
        clock.go_on(days=1)
        told = reviewed(session, ward.id, clock.today, clock)
        assert told == Reviewed(date(2026, 4, 2), (date(2026, 3, 2), date(2026, 3, 3)))
        assert not reviewed(session, birch.id, clock.today, clock)
        found, total = visits(session, ward.id, skip=0, most=2)
        assert ([one.ward_name for one in found], total) == ([None, "Alder"], 3)
        assert not was_only_a_reviewer(session, rae.id, clock.today)
        for change in (update(View).values(page="nothing"), delete(View)):
            with pytest.raises(DatabaseError, match="what a reviewer read stays"):
                session.execute(change)
            session.rollback()


def test_what_a_rep_says_is_counted_on(real: Engine) -> None:
    with Session(real) as session:
        ward = a.a_ward(session)
        rep = a.a_patient_actor(ward, Role.REP)
        for words in ("First", "Second"):
            a.done(session, rep, commands.say_about_figures, period=Q4, words=words)
        assert [(one.n, one.words) for one in comments_of(session, ward.id, Q4)] == [(2, "Second"), (1, "First")]
