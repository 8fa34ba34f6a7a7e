"""Raised before: what is suggested, on both databases, and what never is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from wardvoice.agenda import commands
from wardvoice.agenda.models import Item
from wardvoice.agenda.queries import alike
from wardvoice.agenda.rules import MAX_WORDS, Answer, HideBecause, ItemKind, near_enough, search_terms
from wardvoice.core.actor import Actor, Role
from wardvoice.wards.models import Ward

ODD = [
    "",
    "   ",
    '"',
    'dryer" OR ward : "',
    "NEAR(dryer broken, 2) AND NOT *",
    "dryer:* & !broken | <->",
    "' ; DROP TABLE items; --",
    "המייבש מקולקל",
    "المجفف معطل",
    "🙂🙂🙂 ½ ² ①",
    "dryer\u0301 \u202edryer",
    "dryer broken " * (MAX_WORDS // 13),
    "x" * MAX_WORDS,
]


class Told:
    """Two wards on one database; whoever is asked about has the words "The dryer is broken again"."""

    def __init__(self, session: Session, clock: SetClock) -> None:
        self.session, self.clock = session, clock
        self.ward, self.other = (builders.a_ward(session, name, clock=clock) for name in ("Alder", "Beech"))
        self.rep = builders.a_patient_actor(self.ward, Role.REP, clock=clock)

    def does(self, actor: Actor, command: Any, **facts: Any) -> Any:
        return builders.done(self.session, actor, command, self.clock, **facts)

    def asked(self, words: str, ward: Ward | None = None, actor: Actor | None = None, **more: Any) -> Item:
        return builders.an_item(ward or self.ward, words, actor=actor, clock=self.clock, **more)

    def published(self, *items: Item, ward: Ward | None = None) -> None:
        where = ward or self.ward
        rep = self.rep if where is self.ward else None
        builders.a_published_agenda(where, items=items, actor=rep, clock=self.clock)

    def suggested(self, words: str = "the dryer broken", ward: Ward | None = None, **more: Any) -> list[str]:
        found = alike(self.session, (ward or self.ward).id, words, now=self.clock.now(), **more)
        return [one.words for one in found]


@pytest.fixture(params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, clock: SetClock) -> Iterator[Told]:
    engine: Engine = request.getfixturevalue("engine" if request.param == "sqlite" else "postgres")
    with Session(engine) as session:
        yield Told(session, clock)


def test_nearest_first_at_most_three_with_the_last_answer(told: Told) -> None:
    nurse = builders.a_staff_actor(told.ward, Role.STAFF, clock=told.clock)
    items = [told.asked(f"Dryers are broken: {n}") for n in ("one", "two", "three")]
    best, far = told.asked("The dryer on our floor is broken"), told.asked("More fruit at breakfast")
    told.published(*items, best, far)
    told.does(nurse, commands.answer_item, item=best, answer=Answer.YES)
    found = alike(told.session, told.ward.id, "the dryer on this floor is broken again", now=told.clock.now())
    assert (found[0].words, found[0].answer, found[0].waits) == (best.words, Answer.YES, False)
    assert len(found) == 3
    assert {one.answer for one in found[1:]} == {None}
    assert told.suggested("fruit") == [far.words]
    assert told.suggested("the dryer broken", but=best.id) != [best.words]


def test_never_another_wards_nor_what_the_ward_cannot_read(told: Told) -> None:
    theirs = told.asked("The dryer is broken there", ward=told.other)
    unread = told.asked("The dryer is broken, unread", ward=told.other)
    told.published(theirs, ward=told.other)
    thanks = told.asked("Thank you: the dryer is no longer broken", kind=ItemKind.THANKS)
    told.published(thanks)
    told.asked("The dryer is broken, unpublished")
    assert unread.read_on is None
    assert told.suggested() == []
    assert told.suggested(ward=told.other) == [theirs.words]


def test_hiding_showing_and_removing_take_effect_at_once(told: Told) -> None:
    item = told.asked("The dryer is broken again")
    told.published(item)
    nurse = builders.a_staff_actor(told.ward, Role.STAFF, clock=told.clock)
    manager = builders.a_staff_actor(told.ward, Role.MANAGER, name="Ann", clock=told.clock)
    advocate = builders.a_staff_actor(told.ward, Role.ADVOCATE, name="Ade", clock=told.clock)
    hiding = told.does(nurse, commands.hide_words, item=item, because=HideBecause.THREAT)
    assert told.suggested() == [item.words]
    told.does(told.rep, commands.agree_hiding, hiding=hiding)
    assert told.suggested() == []
    told.does(told.rep, commands.end_hiding, hiding=hiding)
    assert told.suggested() == [item.words]
    builders.removed_by(manager, advocate, item, item.words, told.clock)
    assert told.suggested() == []


def test_other_words_are_found_at_once_and_the_old_ones_no_more(told: Told) -> None:
    kestrel = builders.a_patient_actor(told.ward, clock=told.clock)
    item, gone = (told.asked("The dryer is broken", actor=kestrel) for _ in range(2))
    told.does(kestrel, commands.reword_item, item=item, words="The washing machine leaks")
    told.does(kestrel, commands.withdraw_item, item=gone)
    told.published(item)
    assert told.suggested() == []
    assert told.suggested("washing machine leaks") == ["The washing machine leaks"]


@pytest.mark.parametrize("words", ODD)
def test_odd_input_breaks_nothing(told: Told, words: str) -> None:
    item = told.asked("The dryer is broken again")
    told.published(item)
    assert set(told.suggested(words)) <= {item.words}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=st.text(max_size=80))
@example(typed="½ 'a' | b")
def test_whatever_is_typed_is_either_found_or_not(told: Told, typed: str) -> None:
    assert told.suggested(typed.replace("\x00", "")) == []


def test_one_statement_however_much_there_is(told: Told) -> None:
    told.published(*(told.asked(f"The dryer is broken {n}") for n in range(12)))
    seen: list[str] = []
    assert told.ward.id
    engine = told.session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_: seen.append(statement))
    assert len(told.suggested()) == 3
    assert len([one for one in seen if one.startswith("SELECT")]) == 1


def test_on_sqlite_no_term_of_removed_words_stays_in_the_index(session: Session, clock: SetClock) -> None:
    told = Told(session, clock)
    item = told.asked("Zyzzyva bit me")
    session.execute(text("CREATE VIRTUAL TABLE found_terms USING fts5vocab(item_search, 'row')"))
    count = text("SELECT count(*) FROM found_terms WHERE term LIKE 'zyzzyva%'")
    assert session.scalar(count) == 1
    manager = builders.a_staff_actor(told.ward, Role.MANAGER, clock=clock)
    second = builders.a_staff_actor(told.ward, Role.ADVOCATE, name="Ade", clock=clock)
    builders.removed_by(manager, second, item, item.words, clock)
    assert session.scalar(count) == 0
    session.execute(text("INSERT INTO item_search (item_search) VALUES ('integrity-check')"))
    assert session.scalar(text("SELECT count(*) FROM item_search_content WHERE c1 LIKE 'Zyzzyva%'")) == 0


# --- rules ---


def test_terms_are_words_alone() -> None:
    assert search_terms("The dryer's BROKEN, again?") == ["broken", "dryer", "again"]
    assert search_terms("it is a") == []
    assert len(search_terms(" ".join(f"word{n}" for n in range(40)))) == 12


@pytest.mark.parametrize(
    ("typed", "words", "near"),
    [
        ("dryer broken", "Both dryers broke, they are broken", True),
        ("dryer broken", "The dryer is new", False),
        ("dryer", "The dryer is new", True),
        ("dryer broken smells", "broken dryer", True),
        ("tv", "tv", False),
        ("", "anything", False),
    ],
)
def test_two_terms_are_near_enough(typed: str, words: str, near: bool) -> None:
    assert near_enough(search_terms(typed), words) is near


def test_old_items_are_found_after_five_years(told: Told) -> None:
    item = told.asked("The dryer is broken again")
    told.published(item)
    told.clock.moment_told += timedelta(days=5 * 365)
    assert told.suggested() == [item.words]
