"""The one door for change: no permission, no event, no change; and what a record does and does not tell."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import ItemKind, ShownAs, Topic
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import NotAllowed, NotFound, Repeated, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.storage.history import HOSPITAL, HistoryRow, HistoryWords, head_of, of_things
from wardvoice.storage.work import Unrecorded, Work
from wardvoice.wards.models import Ward

WorkAs = Callable[[Actor], Work]


@pytest.fixture
def ward(session: Session) -> Ward:
    return builders.a_ward(session)


@pytest.fixture
def at_terminal(ward: Ward) -> Actor:
    return Actor(Door.TERMINAL, ward_id=ward.id)


def item_of(ward: Ward, words: str = "More fruit, please") -> Item:
    return Item(
        ward_id=ward.id,
        kind=ItemKind.IDEA,
        topic=Topic.FOOD,
        shown_as=ShownAs.PATIENT,
        words=words,
        received_on=date(2026, 3, 3),
    )


def raised(work: Work, item: Item) -> Item:
    work.require(May.RAISE_ITEM)
    work.session.add(item)
    work.record(Happened.ITEM_RAISED, item)
    return item


def last_body(session: Session, chain: UUID) -> dict[str, object]:
    row = session.scalars(select(HistoryRow).where(HistoryRow.chain == chain).order_by(HistoryRow.seq.desc())).first()
    assert row is not None
    return dict(json.loads(row.body))


def test_a_change_that_nobody_recorded_is_not_stored(work_as: WorkAs, ward: Ward, at_terminal: Actor) -> None:
    work = work_as(at_terminal)
    work.require(May.RAISE_ITEM)
    work.session.add(item_of(ward))
    with pytest.raises(Unrecorded):
        work.commit()


def test_an_event_that_nobody_was_asked_about_is_not_written(work_as: WorkAs, ward: Ward, at_terminal: Actor) -> None:
    work = work_as(at_terminal)
    item = item_of(ward)
    work.session.add(item)
    with pytest.raises(Unrecorded):
        work.record(Happened.ITEM_RAISED, item)


def test_what_is_witnessed_is_never_deleted(work_as: WorkAs, ward: Ward, at_terminal: Actor) -> None:
    work = work_as(at_terminal)
    item = raised(work, item_of(ward))
    work.session.delete(item)
    with pytest.raises(Unrecorded):
        work.session.flush()


def test_whoever_may_not_is_refused(work_as: WorkAs, ward: Ward) -> None:
    work = work_as(Actor(Door.BOARD, ward_id=ward.id))
    with pytest.raises(NotAllowed):
        work.require(May.RAISE_ITEM)


def test_a_thing_of_another_ward_does_not_exist(work_as: WorkAs, ward: Ward) -> None:
    work = work_as(Actor(Door.OWN_DEVICE, id=uuid4(), ward_id=uuid4(), roles=frozenset({Role.MANAGER})))
    with pytest.raises(NotFound):
        work.require(May.KEEP_WARD, item_of(ward))


def test_a_form_drawn_before_the_last_change_is_stale(work_as: WorkAs, ward: Ward, at_terminal: Actor) -> None:
    work = work_as(at_terminal)
    item = raised(work, item_of(ward))
    work.still(item, item.version)
    with pytest.raises(Stale):
        work.still(item, item.version - 1)


def test_the_record_tells_every_witnessed_column_and_keeps_words_beside(
    work_as: WorkAs, session: Session, ward: Ward, at_terminal: Actor
) -> None:
    item = raised(work_as(at_terminal), item_of(ward, "More fruit, please"))
    body = last_body(session, ward.id)
    assert body["rows"] == {
        item.thing: {
            "id": str(item.id),
            "ward_id": str(ward.id),
            "kind": "idea",
            "topic": "food",
            "shown_as": "patient",
            "words": {"w": 0},
            "received_on": "2026-03-03",
            "state": "received",
        }
    }
    words = session.scalars(select(HistoryWords.text).where(HistoryWords.chain == ward.id)).all()
    assert "More fruit, please" in words


def test_a_later_change_tells_only_what_changed(
    work_as: WorkAs, session: Session, ward: Ward, at_terminal: Actor
) -> None:
    work = work_as(at_terminal)
    item = raised(work, item_of(ward))
    item.words = "Fruit and yoghurt"
    work.record(Happened.ITEM_REWORDED, item)
    assert last_body(session, ward.id)["rows"] == {item.thing: {"words": {"w": 0}}}


def test_somebody_without_a_name_leaves_a_day_and_a_part_of_it_and_nothing_else(
    work_as: WorkAs, session: Session, ward: Ward, at_terminal: Actor
) -> None:
    work = work_as(at_terminal)
    raised(work, item_of(ward))
    body = last_body(session, ward.id)
    assert (body["at"], body["person"], body["voice"]) == (None, None, None)
    assert body["day"] == work.today.isoformat()
    assert body["part_of_day"]
    assert body["role"] == "unsigned"


def test_a_ward_name_leaves_a_voice_and_never_its_id(work_as: WorkAs, session: Session, ward: Ward) -> None:
    kestrel = builders.a_patient_actor(ward)
    item = item_of(ward)
    item.author_id = kestrel.id
    raised(work_as(kestrel), item)
    row = session.scalars(select(HistoryRow).where(HistoryRow.thing == item.thing)).one()
    assert json.loads(row.body)["voice"]
    assert json.loads(row.body)["person"] is None
    assert str(kestrel.id) not in row.body


def test_a_member_of_staff_is_kept_with_the_moment(work_as: WorkAs, session: Session, ward: Ward) -> None:
    manager = builders.a_staff_actor(ward, Role.MANAGER)
    work = work_as(manager)
    work.require(May.WRITE_FOR)
    item = item_of(ward)
    session.add(item)
    work.record(Happened.ITEM_RAISED, item)
    body = last_body(session, ward.id)
    assert (body["person"], body["at"], body["role"]) == (str(manager.id), work.now.isoformat(), "manager")


def test_wards_have_chains_of_their_own(work_as: WorkAs, session: Session, ward: Ward, at_terminal: Actor) -> None:
    before = head_of(session, HOSPITAL)
    first = head_of(session, ward.id)
    raised(work_as(at_terminal), item_of(ward))
    assert head_of(session, ward.id) != first
    assert head_of(session, HOSPITAL) == before


def test_the_same_form_twice_is_told_where_the_first_one_led(work_as: WorkAs, ward: Ward, at_terminal: Actor) -> None:
    work = work_as(at_terminal)
    work.refuse_repeat("key-1")
    item = raised(work, item_of(ward))
    work.once("key-1", item)
    work.commit()
    with pytest.raises(Repeated) as repeated:
        work.refuse_repeat("key-1")
    assert repeated.value.thing_id == item.thing


def test_history_is_read_back_with_its_words(work_as: WorkAs, session: Session, ward: Ward, at_terminal: Actor) -> None:
    work = work_as(at_terminal)
    item = raised(work, item_of(ward))
    item.words = "Fruit"
    work.record(Happened.ITEM_REWORDED, item, to="Fruit", times=2)
    told = of_things(session, [item.thing])
    assert [event.what for event in told] == ["item-raised", "item-reworded"]
    assert (told[1].fact("to"), told[1].fact("times"), told[1].fact("nothing")) == ("Fruit", 2, None)


def test_what_happens_after_the_commit_waits_for_it(work_as: WorkAs, ward: Ward, at_terminal: Actor) -> None:
    work, seen = work_as(at_terminal), []
    work.after_commit(lambda: seen.append("journal"))
    raised(work, item_of(ward))
    assert seen == []
    work.commit()
    assert seen == ["journal"]
