"""Moving with a ward name: nothing before one is there, then one living name on the new ward, and the old one rests."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from tests.databases import in_memory
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import Item, Support
from wardvoice.agenda.rules import LeftAs
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, Refused, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.people import commands, queries
from wardvoice.people.models import Moving, WardName
from wardvoice.people.rules.names import living, usable
from wardvoice.proof.verify import verify
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward

SLIP = "a" * 64


class TwoWards:
    """Alder, where Kestrel is, and Birch."""

    def __init__(self, session: Session, clock: SetClock, beds: int = 4) -> None:
        self.session, self.clock = session, clock
        self.alder, self.birch = (a.a_ward(session, name, beds=beds, clock=clock) for name in ("Alder", "Birch"))
        self.name = a.a_ward_name(self.alder, "Kestrel", clock=clock)

    @property
    def mover(self) -> Actor:
        return self.as_name(self.name)

    def as_name(self, name: WardName) -> Actor:
        ward = self.session.get_one(Ward, name.ward_id)
        known = replace(a.a_terminal_actor(ward), id=name.id, name=name.word, roles=frozenset({Role.PATIENT}))
        return replace(known, speaks_as=name.speaks_as)

    def does(self, who: Actor, command: Any, **facts: Any) -> Any:
        work = Work(self.session, who, self.clock, PEPPER)
        try:
            done = command(work, **facts)
            work.commit()
        except Exception:
            self.session.rollback()
            raise
        return done

    def begins(self, to: Ward | None = None, **left: Any) -> Moving:
        facts = {"name": self.name, "to": to or self.birch, "slip_hash": SLIP, "left": left.get("left", {})}
        return self.does(self.mover, commands.begin_to_move, **facts)

    def arrives(self, word: str = "Kestrel", at: Ward | None = None, slip: str = SLIP, **left: Any) -> WardName:
        """Arrive with the items, as the page does it: in one piece of work."""
        moving = queries.moving_of_slip(self.session, slip, self.clock.today)
        if moving is None:
            raise NotFound()
        old = moving.name_id

        def both(work: Work) -> WardName:
            new = commands.arrive(work, moving=moving, word=word)
            agenda.follow(work, old=old, new=new, left=left.get("left", {}))
            return new

        self.name = self.does(replace(a.a_terminal_actor(at or self.birch), slip=slip), both)
        return self.name


@pytest.fixture
def two(session: Session, clock: SetClock) -> TwoWards:
    return TwoWards(session, clock)


def told(ward: Ward) -> list[str]:
    return [row.what for row in a.history_of(ward)]


# --- what happens ----------------------------------------------------------------------------------------------------


def test_until_somebody_is_there_nothing_happens_and_no_history_knows_of_it(two: TwoWards) -> None:
    before = told(two.alder), told(two.birch)
    moving = two.begins()
    assert moving.until == two.clock.today + timedelta(days=28)
    assert (told(two.alder), told(two.birch)) == before
    assert usable(two.name, two.clock.now())


def test_the_same_word_and_pin_go_on_there_and_the_old_name_rests(two: TwoWards) -> None:
    old, pin_hash = two.name, two.name.pin_hash
    two.begins()
    new = two.arrives()
    assert (new.word, new.pin_hash, new.ward_id, new.speaks_as) == ("Kestrel", pin_hash, two.birch.id, old.id)
    assert (old.rests_since, old.pin_hash) == (two.clock.today, "")
    assert told(two.alder)[-1] == Happened.NAME_RESTED
    assert told(two.birch)[-2:] == [Happened.CARD_DRAWN, Happened.CARD_USED]
    assert not queries.is_on_offer(two.session, two.alder.id, "Kestrel", two.clock.today)
    assert verify(two.session).whole


def test_no_row_of_either_chain_joins_the_two_names_or_tells_the_minute(two: TwoWards) -> None:
    old = two.name
    two.begins()
    new = two.arrives()
    for ward, other in ((two.alder, new), (two.birch, old)):
        rows = "".join(row.body for row in a.history_of(ward)[-2:])
        assert str(other.id) not in rows
        assert SLIP not in rows
    for ward in (two.alder, two.birch):
        assert '"at":null' in a.history_of(ward)[-1].body


def test_cards_and_names_of_the_new_ward_add_up(two: TwoWards) -> None:
    before = queries.card_counts(two.session, two.birch.id)
    two.begins()
    two.arrives()
    after = queries.card_counts(two.session, two.birch.id)
    assert (after.drawn, after.used, after.unused) == (before.drawn + 1, before.used + 1, before.unused)
    assert queries.living_names(two.session, two.birch.id, two.clock.today) == 1


def test_a_term_ends_with_the_name_on_the_old_ward(two: TwoWards) -> None:
    a.a_term(two.name, clock=two.clock)
    two.begins()
    two.arrives()
    assert told(two.alder)[-2:] == [Happened.NAME_RESTED, Happened.TERM_ENDED]


def test_items_come_along_but_what_was_left_and_one_voice_stays_one(two: TwoWards) -> None:
    dryer, lamp = (a.an_item(two.alder, words, actor=two.mover, clock=two.clock) for words in ("Dryer", "Lamp"))
    old, voice = two.name, Work(two.session, two.mover, two.clock, PEPPER).voice_on(dryer)
    two.begins()
    new = two.arrives(left={lamp.id: LeftAs.REP})
    assert (dryer.author_id, lamp.author_id, lamp.left_as) == (new.id, old.id, LeftAs.REP)
    assert told(two.alder)[-1] == Happened.ITEM_LEFT
    there = two.mover.as_a_patient_of(two.alder.id)
    assert Work(two.session, there, two.clock, PEPPER).voice_on(dryer) == voice
    assert verify(two.session).whole


def test_whom_it_mattered_to_counts_no_second_time(two: TwoWards) -> None:
    lead = a.an_item(two.alder, "Dryer", clock=two.clock)
    a.a_published_agenda(two.alder, two.clock.today + timedelta(days=2), clock=two.clock)
    two.does(two.mover, agenda.say_it_matters, item=lead, matters=True)
    part = a.an_item(two.alder, "My socks stay wet", actor=two.mover, clock=two.clock)
    two.does(a.a_patient_actor(two.alder, Role.REP, clock=two.clock), agenda.merge_items, item=part, into=lead)
    two.begins()
    new = two.arrives()
    assert two.session.scalars(select(Support.ward_name_id)).one() == new.id


# --- what is refused -------------------------------------------------------------------------------------------------


def test_words_work_once(two: TwoWards) -> None:
    two.begins()
    two.arrives()
    with pytest.raises(NotFound):
        two.arrives()


def test_new_words_and_staying_let_the_old_ones_open_nothing(two: TwoWards) -> None:
    two.begins()
    facts = {"name": two.name, "to": two.birch, "slip_hash": "b" * 64, "left": {}}
    two.does(two.mover, commands.begin_to_move, **facts)
    assert queries.moving_of_slip(two.session, SLIP, two.clock.today) is None
    two.does(two.mover, commands.stay_here, name=two.name)
    assert queries.moving_of_slip(two.session, "b" * 64, two.clock.today) is None


def test_after_28_days_they_open_nothing_and_the_tick_lets_go_of_them(two: TwoWards) -> None:
    two.begins()
    two.clock.go_on(days=28)
    assert queries.moving_of_slip(two.session, SLIP, two.clock.today) is not None
    two.clock.go_on(days=1)
    with pytest.raises(NotFound):
        two.arrives()
    two.does(a.the_clock(two.alder), commands.forget_movings)
    assert two.session.scalars(select(Moving)).all() == []
    assert usable(two.name, two.clock.now())


def test_at_a_third_ward_and_without_the_words_nobody_arrives(two: TwoWards) -> None:
    two.begins()
    third = a.a_ward(two.session, "Cedar", clock=two.clock)
    with pytest.raises(NotFound):
        two.arrives(at=third)
    moving = queries.moving_of_slip(two.session, SLIP, two.clock.today)
    for somebody in (a.a_terminal_actor(two.birch), replace(a.a_terminal_actor(two.birch), slip="c" * 64)):
        with pytest.raises(NotAllowed):
            two.does(somebody, commands.arrive, moving=moving, word="Kestrel")


def test_only_ones_own_name_moves_and_only_to_another_ward(two: TwoWards) -> None:
    other = a.a_patient_actor(two.alder, word="Heron", clock=two.clock)
    facts = {"name": two.name, "to": two.birch, "slip_hash": SLIP, "left": {}}
    for command, more in ((commands.begin_to_move, facts), (commands.stay_here, {"name": two.name})):
        with pytest.raises(NotAllowed):
            two.does(other, command, **more)
    with pytest.raises(RuleBroken, match="Choose the ward"):
        two.begins(to=two.alder)


def test_where_every_bed_has_its_name_the_words_stay_good(two: TwoWards) -> None:
    for word in ("Heron", "Oak", "Tern", "Indus"):
        a.a_ward_name(two.birch, word, clock=two.clock)
    two.begins()
    with pytest.raises(RuleBroken, match="Your five words stay good"):
        two.arrives()
    assert usable(two.name, two.clock.now())
    two.does(a.ADMIN, commands.change_beds, ward=two.birch, beds=5)
    assert two.arrives().word == "Kestrel"


def test_a_word_that_somebody_has_there_is_refused_and_another_is_taken(two: TwoWards) -> None:
    a.a_ward_name(two.birch, "Kestrel", clock=two.clock)
    two.begins()
    with pytest.raises(RuleBroken, match="Please choose another one"):
        two.arrives()
    assert two.arrives("Heron").word == "Heron"


def test_a_name_that_went_to_rest_meanwhile_takes_its_words_with_it(two: TwoWards) -> None:
    two.begins()
    two.does(two.mover, commands.leave_ward, name=two.name)
    with pytest.raises(NotFound):
        two.arrives()


def test_on_postgresql_too(postgres: Any, clock: SetClock) -> None:
    with Session(postgres) as session:
        two = TwoWards(session, clock)
        dryer = a.an_item(two.alder, "Dryer", actor=two.mover, clock=clock)
        two.begins()
        assert dryer.author_id != two.arrives().id or dryer.author_id is not None
        session.refresh(dryer)
        assert dryer.author_id == two.name.id
        assert verify(session).whole


@pytest.mark.parametrize("crossing", [True, False], ids=["two who cross", "the same words twice"])
def test_at_the_same_moment_nobody_waits_for_ever_and_words_work_once(
    postgres: Engine, clock: SetClock, crossing: bool
) -> None:
    with Session(postgres) as session:
        two = TwoWards(session, clock)
        two.begins()
        there = a.a_ward_name(two.birch, "Heron", clock=clock)
        other = {"name": there, "to": two.alder, "slip_hash": "b" * 64, "left": {}}
        two.does(two.as_name(there), commands.begin_to_move, **other)
        alder, birch = (a.a_terminal_actor(ward) for ward in (two.alder, two.birch))
    comes = [(birch, SLIP, "Kestrel"), (alder, "b" * 64, "Heron") if crossing else (birch, SLIP, "Kestrel")]
    ready, outcomes = threading.Barrier(2), []

    def come(terminal: Actor, slip: str, word: str) -> None:
        ready.wait()
        with Session(postgres) as session:
            work = Work(session, replace(terminal, slip=slip), clock, PEPPER)
            moving = queries.moving_of_slip(session, slip, clock.today)
            if moving is None:
                outcomes.append("refused")
                return
            try:
                commands.arrive(work, moving=moving, word=word)
                work.commit()
                outcomes.append("came")
            except Refused:
                outcomes.append("refused")

    threads = [threading.Thread(target=come, args=one) for one in comes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == (["came", "came"] if crossing else ["came", "refused"])
    with Session(postgres) as session:
        assert verify(session).whole


# --- whatever happens ------------------------------------------------------------------------------------------------


class Mover(RuleBasedStateMachine):
    """Somebody moves to and fro between two small wards, or changes their mind, while others come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(in_memory(), expire_on_commit=True)
        self.two = TwoWards(self.session, SetClock(), beds=2)
        self.items: list[Any] = []
        self.slips: list[str] = []

    def attempt(self, what: Any) -> None:
        try:
            what()
        except Refused:
            self.session.rollback()

    @rule()
    def asks_for_something(self) -> None:
        ward = self.session.get_one(Ward, self.two.name.ward_id)
        item = a.an_item(ward, f"item {len(self.items)}", actor=self.two.mover, clock=self.two.clock)
        self.items.append(item.id)

    @rule(to=st.booleans())
    def gets_words(self, to: bool) -> None:
        slip = f"{len(self.slips):064}"
        ward = self.two.birch if to else self.two.alder
        facts = {"name": self.two.name, "to": ward, "slip_hash": slip, "left": {}}
        self.attempt(lambda: self.two.does(self.two.mover, commands.begin_to_move, **facts))
        self.slips.append(slip)

    @rule(which=st.integers(0, 9), at=st.booleans(), word=st.sampled_from(["Kestrel", "Heron", "Oak", "Indus"]))
    def types_words(self, which: int, at: bool, word: str) -> None:
        if self.slips:
            slip, ward = self.slips[-1 - which % len(self.slips)], self.two.birch if at else self.two.alder
            self.attempt(lambda: self.two.arrives(word, ward, slip))

    @rule()
    def stays(self) -> None:
        self.attempt(lambda: self.two.does(self.two.mover, commands.stay_here, name=self.two.name))

    @rule()
    def signs_in(self) -> None:
        ward = self.session.get_one(Ward, self.two.name.ward_id)
        self.attempt(lambda: self.two.does(a.a_terminal_actor(ward), commands.come_in, name=self.two.name))

    @rule(at=st.booleans(), word=st.sampled_from(["Heron", "Oak", "Tern"]))
    def somebody_else_comes(self, at: bool, word: str) -> None:
        ward = self.two.birch if at else self.two.alder
        self.attempt(lambda: a.a_ward_name(ward, word, clock=self.two.clock))

    @rule(days=st.sampled_from([1, 13, 27]))
    def time_goes_on(self, days: int) -> None:
        self.signs_in()
        self.two.clock.go_on(days=days)
        for ward in (self.two.alder, self.two.birch):
            self.attempt(lambda ward=ward: self.two.does(a.the_clock(ward), commands.let_names_rest))
        self.attempt(lambda: self.two.does(a.the_clock(self.two.alder), commands.forget_movings))

    @invariant()
    def they_have_exactly_one_name_that_can_be_used(self) -> None:
        family = {self.two.name.id, self.two.name.speaks_as}
        everywhere = self.session.scalars(select(WardName)).all()
        theirs = [one for one in everywhere if one.id in family or (one.speaks_as and one.speaks_as in family)]
        assert [one.id for one in theirs if usable(one, self.two.clock.now())] == [self.two.name.id]

    @invariant()
    def no_item_is_lost_or_doubled_and_all_are_theirs(self) -> None:
        rows = self.session.execute(select(Item.id, Item.author_id)).all()
        assert sorted(str(row.id) for row in rows) == sorted(map(str, self.items))
        assert {row.author_id for row in rows} <= {self.two.name.id}

    @invariant()
    def living_names_never_outnumber_beds(self) -> None:
        for ward in (self.two.alder, self.two.birch):
            names = self.session.scalars(select(WardName).where(WardName.ward_id == ward.id)).all()
            assert sum(living(name, self.two.clock.today) for name in names) <= ward.beds

    def teardown(self) -> None:
        assert verify(self.session).whole
        self.session.close()
        self.session.get_bind().dispose()  # type: ignore[union-attr]


TestMover = Mover.TestCase
TestMover.settings = settings(
    max_examples=20, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
