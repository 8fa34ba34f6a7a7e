"""Somebody with the database in their hands drops the triggers and changes things: the proof names the first row."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests import builders
from wardvoice.actions.models import Action, Promise
from wardvoice.core.actor import Actor, Role
from wardvoice.core.chaining import GENESIS, head_words, link
from wardvoice.proof.verify import verify
from wardvoice.storage.history import ChainEnd, HistoryRow, head_of
from wardvoice.storage.sealing import Keys
from wardvoice.wards.models import Ward

SECRET = "The dryer burnt my only jumper"
FREE = "DELETE FROM history_words WHERE chain = :c AND seq = :s"
TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


@pytest.fixture
def ward(session: Session) -> Ward:
    return builders.a_ward(session)


@pytest.fixture
def action(session: Session, ward: Ward) -> Action:
    """A promise with a history of its own, made by commands."""
    action = builders.an_action(ward)
    session.commit()
    return action


def drop_triggers(session: Session) -> None:
    for name in session.scalars(text(TRIGGERS)).all():
        session.execute(text(f"DROP TRIGGER {name}"))
    session.commit()


def by_hand(session: Session, *statements: str, **values: object) -> None:
    """Change what is stored behind WardVoice's back, with nobody asking about references meanwhile."""
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    for statement in statements:
        assert session.execute(text(statement), values).rowcount >= (statement is not FREE)
    session.commit()
    session.expire_all()


def rows_of(session: Session, ward: Ward) -> list[Row[Any]]:
    columns = (HistoryRow.seq, HistoryRow.what, HistoryRow.thing, HistoryRow.body, HistoryRow.hash)
    return list(session.execute(select(*columns).where(HistoryRow.chain == ward.id).order_by(HistoryRow.seq)))


def test_an_untouched_history_is_whole(session: Session, action: Action) -> None:
    proof = verify(session)
    assert proof.whole
    assert proof.broken is None
    assert proof.rows > 3


@pytest.mark.parametrize(
    "statement",
    ["UPDATE history SET what = 'x'", "DELETE FROM history", "DELETE FROM history_words",
     "UPDATE history_words SET text = 'x'", "UPDATE history_words SET text = NULL"],
)  # fmt: skip
def test_the_database_itself_refuses_to_rewrite(session: Session, action: Action, statement: str) -> None:
    with pytest.raises(DatabaseError):
        session.execute(text(statement))


def test_an_edited_row_is_named(session: Session, ward: Ward, action: Action) -> None:
    third = rows_of(session, ward)[2]
    drop_triggers(session)
    by_hand(session, "UPDATE history SET body = :b WHERE hash = :h", b=third.body.replace("2", "3", 1), h=third.hash)
    assert verify(session).broken == f"row 3 of chain {ward.id}: it does not fit the row before it"


def test_a_changed_label_is_named(session: Session, ward: Ward, action: Action) -> None:
    drop_triggers(session)
    by_hand(session, "UPDATE history SET what = 'x' WHERE hash = :h", h=rows_of(session, ward)[1].hash)
    assert verify(session).broken == f"row 2 of chain {ward.id}: its label is not what was written"


def test_a_deleted_row_is_named(session: Session, ward: Ward, action: Action) -> None:
    second = rows_of(session, ward)[1]
    drop_triggers(session)
    by_hand(session, FREE, "DELETE FROM history WHERE hash = :h", h=second.hash, c=ward.id.hex, s=2)
    assert verify(session).broken == f"row 2 of chain {ward.id}: it is missing"


def test_two_swapped_rows_are_found_at_the_first(session: Session, ward: Ward, action: Action) -> None:
    drop_triggers(session)
    second, third = rows_of(session, ward)[1:3]
    swap = "UPDATE history SET body = :b, what = :w, thing = :t, hash = :h WHERE chain = :c AND seq = :s"
    for into, other in ((second, third), (third, second)):
        values = {"b": other.body, "w": other.what, "t": other.thing, "h": other.hash}
        by_hand(session, swap, **values, c=ward.id.hex, s=into.seq)
    assert verify(session).broken == f"row 2 of chain {ward.id}: it does not fit the row before it"


def test_words_changed_beside_the_chain_are_found(session: Session, ward: Ward, action: Action) -> None:
    drop_triggers(session)
    by_hand(session, "UPDATE history_words SET text = 'never said' WHERE n = 0 AND chain = :c", c=ward.id.hex)
    assert "its words are not those that were written" in str(verify(session).broken)


def test_words_emptied_without_a_row_that_says_so_are_found(session: Session, ward: Ward, action: Action) -> None:
    by_hand(session, "UPDATE history_words SET text = NULL, salt = NULL WHERE n = 0 AND chain = :c", c=ward.id.hex)
    assert "no row says who removed them" in str(verify(session).broken)


def test_a_date_changed_in_its_own_table_is_found(session: Session, action: Action) -> None:
    promise = session.scalars(select(Promise).where(Promise.action_id == action.id)).first()
    assert promise is not None
    later = promise.due + timedelta(days=30)
    by_hand(session, "UPDATE promises SET due = :d WHERE id = :i", d=later.isoformat(), i=promise.id.hex)
    assert str(verify(session).broken).startswith(f"promises:{promise.id}: “due” is not what the history says")


def test_a_row_slipped_into_a_table_is_found(session: Session, ward: Ward, action: Action) -> None:
    by_hand(
        session,
        "INSERT INTO attendance (id, meeting_id, who, count) SELECT :i, id, 'patients', 9 FROM meetings LIMIT 1",
        i=ward.id.hex,
    )
    assert "attendance: 1 rows stand in the table and not in the history" in str(verify(session).broken)


def test_a_row_taken_out_of_a_table_is_found(session: Session, action: Action) -> None:
    by_hand(session, "DELETE FROM promises WHERE action_id = :a", a=action.id.hex)
    assert "the history knows it, the table does not" in str(verify(session).broken)


def cut_the_end_off(session: Session, ward: Ward) -> None:
    """Remove the last row and everything that would give it away."""
    *_, before, last = rows_of(session, ward)
    by_hand(session, FREE, "DELETE FROM history WHERE hash = :h", h=last.hash, c=ward.id.hex, s=last.seq)
    by_hand(
        session, "UPDATE history_chains SET length = :l, head = :h WHERE chain = :c",
        l=before.seq, h=before.hash, c=ward.id.hex,
    )  # fmt: skip


def test_the_last_row_cut_off_is_found_by_a_printed_head(session: Session, ward: Ward, action: Action) -> None:
    printed = head_words(head_of(session, ward.id))
    assert verify(session, printed).whole
    drop_triggers(session)
    cut_the_end_off(session, ward)
    assert not verify(session, printed).head_found


def test_a_cut_end_is_found_without_paper_as_long_as_the_length_is_known(
    session: Session, ward: Ward, action: Action
) -> None:
    drop_triggers(session)
    last = rows_of(session, ward)[-1]
    by_hand(session, FREE, "DELETE FROM history WHERE hash = :h", h=last.hash, c=ward.id.hex, s=last.seq)
    assert verify(session).broken == f"row {last.seq} of chain {ward.id}: it is missing"


def test_a_chain_written_anew_with_right_hashes_is_found_by_a_printed_head(
    session: Session, ward: Ward, action: Action
) -> None:
    printed = head_words(head_of(session, ward.id))
    drop_triggers(session)
    head = GENESIS
    for row in rows_of(session, ward):
        body = json.loads(row.body)
        body["day"] = "2020-01-01"
        written = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        head = link(head, ward.id, row.seq, written)
        by_hand(
            session, "UPDATE history SET body = :b, hash = :h WHERE chain = :c AND seq = :s",
            b=written, h=head, c=ward.id.hex, s=row.seq,
        )  # fmt: skip
    by_hand(session, "UPDATE history_chains SET head = :h WHERE chain = :c", h=head, c=ward.id.hex)
    assert verify(session).whole
    assert not verify(session, printed).head_found


def test_a_readers_key_in_place_of_another_is_named(session: Session, ward: Ward, quick_sealing: None) -> None:
    """Whoever puts a key of their own there would read all that is sealed from then on."""
    ines = builders.an_account(session, "Ines")
    key, _keys, _words = builders.a_reader_key(ines)
    assert verify(session).whole
    drop_triggers(session)
    by_hand(session, "UPDATE reader_keys SET public_key = :k", k=Keys.fresh().public)
    told = verify(session).broken
    assert told is not None
    assert told.startswith(f"reader_keys:{key.id}: “public_key” is not what the history says")


# --- words that are removed ------------------------------------------------------------------------------------------


@pytest.fixture
def two_people(ward: Ward) -> tuple[Actor, Actor]:
    return builders.a_staff_actor(ward, Role.MANAGER), builders.a_staff_actor(ward, Role.ADVOCATE)


def test_removed_words_are_nowhere_and_the_chain_stays_whole(
    session: Session, ward: Ward, two_people: tuple[Actor, Actor]
) -> None:
    item = builders.an_item(ward, words=SECRET)
    session.commit()
    assert builders.removed_by(*two_people, item, SECRET) >= 1
    proof = verify(session)
    assert proof.whole, proof.broken
    assert proof.removed >= 1
    assert item.words is None
    dump = "\n".join(session.connection().connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert SECRET not in dump


def test_removed_words_are_in_no_file_of_the_instance(tmp_path: Path) -> None:
    with builders.an_instance(tmp_path) as (session, _work_as):
        ward = builders.a_ward(session)
        item = builders.an_item(ward, words=SECRET)
        session.commit()
        assert any(SECRET.encode() in file.read_bytes() for file in tmp_path.iterdir())
        manager = builders.a_staff_actor(ward, Role.MANAGER)
        advocate = builders.a_staff_actor(ward, Role.ADVOCATE)
        builders.removed_by(manager, advocate, item, SECRET)
        assert not any(SECRET.encode() in file.read_bytes() for file in tmp_path.iterdir())
        assert session.scalar(select(ChainEnd.length)) is not None
