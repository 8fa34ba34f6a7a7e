"""The ledger tells what `Work` would tell: new rows whole, changes alone, private columns never, words as marks."""

from __future__ import annotations

import json
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import ItemKind, ItemState, ShownAs, Topic
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.clock import Clock
from wardvoice.core.history import Happened
from wardvoice.demo.bulk.ledger import Ledger
from wardvoice.demo.bulk.line import Line, spec_of
from wardvoice.storage.history import HOSPITAL, ChainEnd, HistoryRow, HistoryWords
from wardvoice.wards.models import Ward

ADMIN = Actor(Door.OWN_DEVICE, id=uuid4(), name="Megan", roles=frozenset({Role.ADMIN}))
SOMEBODY = Actor(Door.TERMINAL, ward_id=uuid4())
KESTREL = Actor(Door.TERMINAL, ward_id=uuid4(), id=uuid4(), name="Kestrel", roles=frozenset({Role.PATIENT}))


@pytest.fixture
def ledger(clock: Clock) -> Ledger:
    return Ledger(HOSPITAL, clock, b"pepper", Random(1))


def a_ward(ledger: Ledger, name: str = "Lantern Ward") -> Line:
    return ledger.new(Ward, name=name, beds=16, opened_on=ledger.day(ledger.clock.now()))


def an_item(ledger: Ledger, words: str | None = "The dryer is broken.") -> Line:
    return ledger.new(
        Item,
        ward_id=HOSPITAL,
        kind=ItemKind.PROBLEM,
        topic=Topic.LAUNDRY,
        shown_as=ShownAs.PATIENT,
        words=words,
        author_id=uuid4(),
        received_on=ledger.day(ledger.clock.now()),
    )


def record(ledger: Ledger, line: Line, by: Actor = ADMIN, **facts: Any) -> dict[str, Any]:
    ledger.record(Happened.WARD_CHANGED, line, by, ledger.clock.now(), **facts)
    body: dict[str, Any] = json.loads(ledger.chain.rows[-1]["body"])
    return body


def test_a_new_row_is_told_with_its_defaults_and_without_what_is_empty(ledger: Ledger) -> None:
    item = an_item(ledger, words=None)
    told = record(ledger, item)["rows"][item.thing]
    assert told["state"] == "received"
    assert {"words", "feeling", "read_on"} & set(told) == set()


def test_private_columns_are_never_told(ledger: Ledger) -> None:
    item = an_item(ledger)
    told = record(ledger, item)["rows"][item.thing]
    assert {"author_id", "slip_hash", "version"} & set(told) == set()
    ledger.change(item, author_id=None)
    assert record(ledger, item)["rows"] == {}


def test_words_stand_beside_the_chain_with_a_mark_in_their_place(ledger: Ledger) -> None:
    item = an_item(ledger)
    body = record(ledger, item, words=item.words)
    assert body["rows"][item.thing]["words"] == body["facts"]["words"] == {"w": 0}
    assert [row["text"] for row in ledger.chain.words] == ["The dryer is broken."]


def test_only_what_changed_is_told_and_it_is_told_once(ledger: Ledger) -> None:
    item = an_item(ledger)
    record(ledger, item)
    ledger.change(item, state=ItemState.PLACED, topic=Topic.LAUNDRY)
    assert record(ledger, item)["rows"] == {item.thing: {"state": "placed"}}
    assert record(ledger, item)["rows"] == {}


def test_a_version_rises_with_each_change(ledger: Ledger) -> None:
    item = an_item(ledger)
    assert item.version == 1
    ledger.change(item, state=ItemState.PLACED)
    ledger.tell_again(item, "topic")
    assert item.version == 3
    assert record(ledger, item)["rows"][item.thing]["topic"] == "laundry"


def test_of_whoever_did_not_sign_in_only_day_and_part_of_day_are_kept(ledger: Ledger) -> None:
    body = record(ledger, an_item(ledger), by=SOMEBODY)
    assert (body["at"], body["part_of_day"], body["person"], body["voice"]) == (None, "morning", None, None)


def test_a_patient_is_a_voice_and_staff_are_persons(ledger: Ledger) -> None:
    item = an_item(ledger)
    patient, staff = record(ledger, item, by=KESTREL), record(ledger, item)
    assert patient["voice"]
    assert patient["person"] is None
    assert (staff["voice"], staff["person"]) == (None, str(ADMIN.id))


def test_facts_may_have_any_name(ledger: Ledger) -> None:
    assert record(ledger, a_ward(ledger), at=1, by_itself=2)["facts"] == {"at": 1, "by_itself": 2}


def test_what_was_stored_is_in_the_tables_and_forgotten(ledger: Ledger, session: Session) -> None:
    record(ledger, a_ward(ledger, "Lantern Ward"))
    ledger.store(session)
    assert session.scalars(select(Ward.name)).all() == ["Lantern Ward"]
    assert session.scalars(select(HistoryRow.seq)).all() == [1]
    assert "Lantern Ward" in session.scalars(select(HistoryWords.text)).all()
    record(ledger, a_ward(ledger, "Bramble Ward"))
    ledger.store(session)
    assert session.scalars(select(ChainEnd.length)).all() == [2]


def test_ids_are_the_same_for_the_same_seed(clock: Clock) -> None:
    first, second = (Ledger(HOSPITAL, clock, b"", Random(5)) for _ in range(2))
    drawn = [first.new_id() for _ in range(3)]
    assert drawn == [second.new_id() for _ in range(3)]
    assert len(set(drawn)) == 3
    assert drawn[0].version == 4


def test_a_line_has_the_columns_of_its_table_and_no_others(ledger: Ledger) -> None:
    ward = a_ward(ledger)
    assert (ward.beds, ward.place) == (16, "")
    assert ward.thing == f"wards:{ward.id}"
    with pytest.raises(AttributeError):
        _ = ward.colour


def test_a_table_is_described_once() -> None:
    assert spec_of(Item) is spec_of(Item)
    assert spec_of(Item).words == {"words"}
    assert "author_id" in spec_of(Item).private
