"""This matters to me too: one voice for each ward name, counted once wherever items become one, and never shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import builders
from tests.agenda.house import PIN, House
from tests.conftest import SetClock
from tests.databases import in_memory
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item, Support
from wardvoice.agenda.rules import ItemState
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, Refused, RuleBroken, Stale
from wardvoice.meetings.rules import NotHeldBecause
from wardvoice.people.models import WardName
from wardvoice.proof.verify import verify
from wardvoice.storage.base import Witnessed
from wardvoice.storage.history import Remembered
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Recall = Callable[[Witnessed], list[Remembered]]


@pytest.fixture
def sparrow(ward: Ward, clock: SetClock) -> Actor:
    return builders.a_patient_actor(ward, word="Sparrow", clock=clock)


@pytest.fixture
def item(ward: Ward, kestrel: Actor, rep: Actor, clock: SetClock) -> Item:
    """What Kestrel asked, on an agenda that is out."""
    asked = builders.an_item(ward, actor=kestrel, clock=clock)
    builders.a_published_agenda(ward, items=[asked], actor=rep, clock=clock)
    return asked


def others(session: Session, item: Item) -> int:
    return queries.wanted_by(session, [item.id])[item.id]


# --- one voice for each ward name ---


def test_it_counts_once_and_is_taken_back(
    do: Do, session: Session, sparrow: Actor, rep: Actor, item: Item, remembered: Recall
) -> None:
    for actor in (sparrow, sparrow, rep):
        do(actor, commands.say_it_matters, item=item, matters=True)
    assert others(session, item) == 2
    for _ in range(2):
        do(sparrow, commands.say_it_matters, item=item, matters=False)
    assert others(session, item) == 1
    rows = remembered(item)[-3:]
    assert [row.what for row in rows] == ["support-given", "support-given", "support-taken-back"]
    assert rows[0].body["voice"] == rows[2].body["voice"] != rows[1].body["voice"]
    assert str(sparrow.id) not in str([row.body for row in rows])
    do(sparrow, commands.say_it_matters, item=item, matters=True)
    assert others(session, item) == 2
    assert session.scalar(select(func.count()).select_from(Support)) == 2
    assert verify(session).whole


def test_whoever_raised_it_is_counted_already(do: Do, kestrel: Actor, item: Item, session: Session) -> None:
    with pytest.raises(RuleBroken):
        do(kestrel, commands.say_it_matters, item=item, matters=True)
    assert others(session, item) == 0


def test_staff_the_unsigned_and_another_ward_are_refused(
    do: Do,
    nurse: Actor,
    manager: Actor,
    somebody: Actor,
    item: Item,
    session: Session,
    clock: SetClock,
) -> None:
    for actor in (nurse, manager, somebody):
        with pytest.raises(NotAllowed):
            do(actor, commands.say_it_matters, item=item, matters=True)
    stranger = builders.a_patient_actor(builders.a_ward(session, "Beech", clock=clock), clock=clock)
    with pytest.raises(NotFound):
        do(stranger, commands.say_it_matters, item=item, matters=True)


def test_nothing_matters_to_others_before_they_can_read_it_or_after_it_was_taken_back(
    do: Do, kestrel: Actor, sparrow: Actor, ward: Ward, clock: SetClock
) -> None:
    early, gone = (builders.an_item(ward, actor=kestrel, clock=clock) for _ in range(2))
    do(kestrel, commands.withdraw_item, item=gone)
    for item, refusal in ((early, RuleBroken), (gone, Stale)):
        with pytest.raises(refusal):
            do(sparrow, commands.say_it_matters, item=item, matters=True)


def test_a_name_that_rests_keeps_its_voice(do: Do, sparrow: Actor, item: Item, session: Session, ward: Ward) -> None:
    do(sparrow, commands.say_it_matters, item=item, matters=True)
    session.get_one(WardName, sparrow.id).rests_since = item.received_on
    session.flush()
    assert others(session, item) == 1


# --- what becomes one ---


def test_the_voice_of_a_part_goes_to_the_one_it_belongs_to(
    do: Do, rep: Actor, kestrel: Actor, sparrow: Actor, ward: Ward, clock: SetClock, session: Session
) -> None:
    lead, part, own = (builders.an_item(ward, actor=who, clock=clock) for who in (kestrel, None, kestrel))
    builders.a_published_agenda(ward, items=[lead, part, own], actor=rep, clock=clock)
    do(sparrow, commands.say_it_matters, item=part, matters=True)
    do(kestrel, commands.say_it_matters, item=part, matters=True)
    assert (others(session, lead), others(session, part)) == (0, 2)
    for one in (part, own):
        do(rep, commands.merge_items, item=one, into=lead)
    assert others(session, lead) == 2, "the unsigned raiser and Sparrow; Kestrel raised it"
    assert do(rep, commands.say_it_matters, item=part, matters=True) is lead
    assert others(session, lead) == 3
    for one in (part, own):
        do(rep, commands.undo_merge, item=one)
    assert (others(session, lead), others(session, part)) == (1, 2)


WHICH = st.integers(min_value=0, max_value=4)
ACTS = st.lists(st.tuples(st.sampled_from(["say", "say", "take back", "merge", "undo"]), WHICH, WHICH), max_size=14)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS)
def test_in_any_order_the_count_equals_a_recount_and_undo_returns_to_what_was(acts: list[tuple[str, int, int]]) -> None:
    with Session(in_memory()) as session:
        clock = SetClock()
        ward = builders.a_ward(session, clock=clock)
        rep = builders.a_patient_actor(ward, Role.REP, clock=clock)
        names = [builders.a_patient_actor(ward, clock=clock) for _ in range(3)]
        raisers = [*names, None, None]
        items = [builders.an_item(ward, f"item {n}", actor=raisers[n], clock=clock) for n in range(5)]
        builders.a_published_agenda(ward, items=items, actor=rep, clock=clock)
        voices: dict[int, set[Any]] = {n: set() for n in range(5)}
        people = [*names, rep, rep]
        for act, a, b in acts:
            _try(session, clock, rep, people, items, act, a, b, voices)
        assert queries.wanted_by(session, [item.id for item in items]) == _recount(items, voices)
        alone = {n: len(voices[n] - {items[n].author_id}) for n in range(5)}
        for item in items:
            if item.state is ItemState.MERGED:
                builders.done(session, rep, commands.undo_merge, clock, item=item)
        assert queries.wanted_by(session, [item.id for item in items]) == {
            items[n].id: count for n, count in alone.items()
        }
        assert [item.words for item in items] == [f"item {n}" for n in range(5)]
        assert verify(session).whole


def _try(
    session: Session, clock: SetClock, rep: Actor, people: list[Actor], items: list[Item],
    act: str, a: int, b: int, voices: dict[int, set[Any]],
) -> None:  # fmt: skip
    try:
        if act == "merge":
            builders.done(session, rep, commands.merge_items, clock, item=items[a], into=items[b])
        elif act == "undo":
            builders.done(session, rep, commands.undo_merge, clock, item=items[a])
        else:
            says = {"item": items[a], "matters": act == "say"}
            lead = builders.done(session, people[b], commands.say_it_matters, clock, **says)
            change = voices[items.index(lead)].add if act == "say" else voices[items.index(lead)].discard
            change(people[b].id)
    except Refused:
        session.rollback()


def _recount(items: list[Item], voices: dict[int, set[Any]]) -> dict[Any, int]:
    found = {}
    for n, item in enumerate(items):
        group = [n, *(m for m, one in enumerate(items) if one.merged_into_id == item.id)]
        raisers = {items[m].author_id or items[m].id for m in group}
        said = set().union(*(voices[m] for m in group))
        found[item.id] = len(raisers | said) - 1
    return found


# --- where it is read ---


def test_what_matters_to_more_comes_first_among_its_equals(
    do: Do, rep: Actor, kestrel: Actor, sparrow: Actor, ward: Ward, clock: SetClock, session: Session
) -> None:
    old, wanted = (builders.an_item(ward, words, clock=clock) for words in ("old", "wanted"))
    first = builders.a_published_agenda(ward, clock.today, actor=rep, clock=clock)
    do(sparrow, commands.say_it_matters, item=wanted, matters=True)
    do(rep, commands.call_off, meeting=first, because=NotHeldBecause.INCIDENT)
    clock.go_on(days=1)
    meeting = builders.a_published_agenda(ward, actor=rep, clock=clock)
    items = [line.item_id for line in queries.on_agenda(session, meeting)]
    assert items == [wanted.id, old.id]


def test_the_page_counts_and_shows_nobody(house: House) -> None:
    kestrel, sparrow = house.patient(), house.patient("Sparrow")
    item = builders.an_item(house.ward, actor=kestrel, clock=house.clock)
    builders.a_published_agenda(house.ward, items=[item], actor=house.rep_actor, clock=house.clock)
    at = f"/agenda/items/{item.id}"
    client = house.signed_in(sparrow)
    client.get(at)
    assert "it matters to one more patient" in client.submit("This matters to me too").text
    hers = house.signed_in(kestrel).get(at).one("main")
    assert "Sparrow" not in hers.text
    assert not hers.all("button", name="matters")
    for address in ("/board", "/agenda"):
        assert "it matters to one more patient" in house.nurse.get(address).text
    assert not house.nurse.get(at).all("button", name="matters")
    client.post(f"{at}/matters", {"matters": "yes"}, follow=False, status=303)
    assert "it matters to one more patient" in client.get(at).text, "a second click takes nothing back"
    assert "it matters to" not in client.submit("It does not matter to me any more").one("main").text
    client.post(f"{at}/matters", {"matters": "perhaps"}, status=404)
    house.nurse.post(f"{at}/matters", {"matters": "yes"}, status=403)


def test_without_a_name_the_button_leads_to_signing_in_and_back(house: House) -> None:
    house.name_with_pin("Sparrow")
    item = builders.an_item(house.ward, clock=house.clock)
    builders.a_published_agenda(house.ward, items=[item], actor=house.rep_actor, clock=house.clock)
    client = house.nobody()
    client.get(f"/agenda/items/{item.id}")
    client.follow("This matters to me too")
    page = client.submit("Go on", word="Sparrow", pin=PIN)
    assert page.one("button", name="matters").text == "This matters to me too"
