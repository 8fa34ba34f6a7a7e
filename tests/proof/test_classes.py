"""The history alone gives the follow-through that the pages show, on either database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from wardvoice.actions import commands as promises
from wardvoice.actions.models import Promise
from wardvoice.actions.rules import Class
from wardvoice.proof.chain import Walk
from wardvoice.proof.classes import classes, restored
from wardvoice.proof.replay import Replayed
from wardvoice.proof.verify import verify
from wardvoice.wards.models import Ward


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest) -> Iterator[Session]:
    if request.param == "sqlite":
        yield request.getfixturevalue("session")
        return
    with Session(request.getfixturevalue("postgres")) as session:
        yield session


def replayed(session: Session, ward: Ward) -> Replayed:
    walk, played = Walk(ward.id), Replayed()
    for seq, body, words in walk.rows(session):
        played.play(seq, body, words)
    return played


def test_a_promise_is_classed_from_the_history_alone(either: Session, clock: SetClock) -> None:
    ward = builders.a_ward(either, clock=clock)
    nurse = builders.a_staff_actor(ward, clock=clock)
    action = builders.an_action(ward, owner=nurse, clock=clock)
    due = action.due
    assert classes(replayed(either, ward), clock.today) == {action.id: Class.ON_THE_WAY}
    clock.go_on(days=8)
    assert classes(replayed(either, ward), clock.today) == {action.id: Class.NOT_KEPT}
    later = clock.today + timedelta(days=14)
    builders.done(either, nurse, promises.move_date, clock, action=action, to=later, because="Part on order")
    assert classes(replayed(either, ward), clock.today) == {action.id: Class.MOVED}
    assert sorted(one.due for one in restored(replayed(either, ward), Promise)) == [due, later]
    assert verify(either).whole


def test_words_come_back_as_they_were_given(either: Session, clock: SetClock) -> None:
    ward = builders.a_ward(either, clock=clock)
    words = "مروحة أكثر هدوءًا 🌀 <script>alert(1)</script>"
    item = builders.an_item(ward, words=words, clock=clock)
    told = replayed(either, ward).of_table("items")[str(item.id)]["words"]
    assert told.value == words
    assert verify(either).whole
