"""Whatever people do with cards, names and beds: never more living names than beds, and the counts add up."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from tests.databases import in_memory
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import Refused
from wardvoice.core.history import Happened
from wardvoice.people import commands, queries
from wardvoice.people.models import WardName
from wardvoice.people.rules.names import living
from wardvoice.storage.work import Work

WORDS = ["Kestrel", "Heron", "Oak", "Tern", "Indus", "Birch"]


class Ward(RuleBasedStateMachine):
    """A small ward on which everybody tries everything."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = SetClock()
        self.session = Session(in_memory())
        self.ward = a.a_ward(self.session, beds=2)
        self.advocate = Actor(Door.OWN_DEVICE, self.ward.id, self.ward.id, "Maya", frozenset({Role.ADVOCATE}))
        self.codes: list[str] = []

    def attempt(self, actor: Actor, verb: Any, **facts: Any) -> Any:
        work = Work(self.session, actor, self.clock, PEPPER)
        try:
            made = verb(work, **facts)
            work.commit()
        except Refused:
            self.session.rollback()
            return None
        return made

    @rule(how_many=st.integers(1, 3))
    def draw(self, how_many: int) -> None:
        self.codes += self.attempt(self.advocate, commands.draw_cards, ward_id=self.ward.id, how_many=how_many) or []

    @rule(which=st.integers(0, 20), word=st.sampled_from(WORDS), old=st.sampled_from(["", *WORDS]))
    def use(self, which: int, word: str, old: str) -> None:
        code = self.codes[which % len(self.codes)] if self.codes else "ABCDEFGH"
        card = queries.card_with_code(self.session, self.ward.id, code, PEPPER)
        if card is not None:
            somebody = a.a_terminal_actor(self.ward)
            self.attempt(somebody, commands.use_card, card=card, word=word, pin_hash="hash", old_word=old)

    @rule(which=st.integers(0, 20))
    def retire(self, which: int) -> None:
        cards = queries.unused_cards(self.session, self.ward.id)
        if cards:
            self.attempt(self.advocate, commands.retire_card, card=cards[which % len(cards)])

    @rule(which=st.integers(0, 20))
    def come_in(self, which: int) -> None:
        names = self.names()
        if names:
            self.attempt(a.a_terminal_actor(self.ward), commands.come_in, name=names[which % len(names)])

    @rule(beds=st.integers(0, 4))
    def change_beds(self, beds: int) -> None:
        self.attempt(a.ADMIN, commands.change_beds, ward=self.ward, beds=beds)

    @rule(hours=st.sampled_from([1, 13, 25, 24 * 20, 24 * 60]))
    def time_goes_on(self, hours: int) -> None:
        self.clock.go_on(hours=hours)

    @rule()
    def tick(self) -> None:
        self.attempt(a.the_clock(self.ward), commands.let_names_rest)

    @invariant()
    def living_names_never_outnumber_the_beds(self) -> None:
        alive = [name for name in self.names() if living(name, self.clock.today)]
        assert len(alive) <= self.ward.beds
        assert len(alive) == queries.living_names(self.session, self.ward.id, self.clock.today)

    @invariant()
    def no_two_people_have_the_same_word(self) -> None:
        words = [name.word for name in self.names() if name.rests_since is None]
        assert len(words) == len(set(words))

    @invariant()
    def the_cards_add_up_and_every_name_came_from_one(self) -> None:
        counts = queries.card_counts(self.session, self.ward.id)
        assert counts.unused == len(queries.unused_cards(self.session, self.ward.id))
        assert counts.used == len(self.names())
        happened = [row.what for row in a.history_of(self.ward)]
        assert happened.count(Happened.CARD_DRAWN) == counts.drawn
        assert happened.count(Happened.CARD_USED) == counts.used
        assert happened.count(Happened.CARD_RETIRED) == counts.retired

    @invariant()
    def a_name_that_sleeps_has_no_pin_any_more(self) -> None:
        assert all(not name.pin_hash for name in self.names() if name.rests_since is not None)

    def names(self) -> list[WardName]:
        return list(self.session.scalars(select(WardName).order_by(WardName.first_used, WardName.word, WardName.id)))

    def teardown(self) -> None:
        self.session.close()
        self.session.get_bind().dispose()  # type: ignore[union-attr]


TestWard = Ward.TestCase
TestWard.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
