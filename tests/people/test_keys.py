"""Readers' keys: made, locked anew, retired; to whom something can be sent; and what no key but the right one opens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import NotAllowed, Stale
from wardvoice.core.history import Happened
from wardvoice.people import commands
from wardvoice.people.keyring import lock_up
from wardvoice.people.models import Account, ReaderKey
from wardvoice.people.queries import keys as queries
from wardvoice.people.queries.keys import ReaderKind, WorkingDays
from wardvoice.people.rules import Duty
from wardvoice.storage.history import HOSPITAL, HistoryRow, HistoryWords
from wardvoice.storage.sealing import CannotOpen, seal, unseal, unwrap
from wardvoice.storage.work import Unrecorded, Work
from wardvoice.wards.models import Ward

pytestmark = pytest.mark.usefixtures("quick_sealing")
As = Callable[[Actor], Work]
BLOBS = {"public_key": b"p" * 32, "wrapped": b"w", "recovery": b"r"}
EVERY_DAY = WorkingDays()


@pytest.fixture
def ward(session: Session) -> Ward:
    return a.a_ward(session)


def a_person(ward: Ward, role: Role, name: str = "Maya", *, everywhere: bool = False) -> Account:
    account = a.an_account(a.session_of(ward), name, job=role.value)
    a.a_membership(account, role, None if everywhere else ward)
    return account


def as_self(account: Account, ward: Ward, *roles: Role) -> Actor:
    return Actor(Door.OWN_DEVICE, ward.id, account.id, account.name, frozenset(roles or {Role.LISTENER}))


def of_the_hospital(session: Session) -> list[HistoryRow]:
    return list(session.scalars(select(HistoryRow).where(HistoryRow.chain == HOSPITAL).order_by(HistoryRow.seq)))


# --- making, locking anew, retiring ----------------------------------------------------------------------------------


def test_a_reader_makes_a_key_and_the_history_tells_nothing_secret(work_as: As, session: Session, ward: Ward) -> None:
    ines = a_person(ward, Role.LISTENER, "Ines")
    a.accepts_conduct(ines)
    work = work_as(as_self(ines, ward))
    key = commands.make_key(work, account=ines, **BLOBS)
    work.commit()
    assert (key.made_on, key.present_on, key.retired_on) == (work.today, work.today, None)
    last = of_the_hospital(session)[-1]
    assert (last.what, last.thing) == (Happened.KEY_MADE, key.thing)
    assert f'"public_key":"{BLOBS["public_key"].hex()}"' in last.body, "so that another in its place is found"
    for secret in ("wrapped", "recovery", "present_on"):
        assert secret not in last.body
    assert str(ines.id) in last.body


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEAD, Role.ADMIN, Role.REVIEWER])
def test_nobody_but_a_reader_has_a_key(work_as: As, ward: Ward, role: Role) -> None:
    account = a_person(ward, Role.LISTENER)
    a.accepts_conduct(account)
    with pytest.raises(NotAllowed):
        commands.make_key(work_as(as_self(account, ward, role)), account=account, **BLOBS)


def test_before_the_conduct_text_is_accepted_there_is_no_key(work_as: As, ward: Ward) -> None:
    account = a_person(ward, Role.LISTENER)
    with pytest.raises(NotAllowed, match="Accept first"):
        commands.make_key(work_as(as_self(account, ward)), account=account, **BLOBS)


def test_nobody_makes_a_key_for_somebody_else(work_as: As, ward: Ward) -> None:
    ines, maya = a_person(ward, Role.LISTENER), a_person(ward, Role.LISTENER)
    a.accepts_conduct(maya)
    with pytest.raises(NotAllowed, match="Only its holder"):
        commands.make_key(work_as(as_self(ines, ward)), account=maya, **BLOBS)


def test_a_second_click_makes_no_second_key(work_as: As, session: Session, ward: Ward) -> None:
    ines = a_person(ward, Role.LISTENER)
    key, _, _ = a.a_reader_key(ines)
    with pytest.raises(Stale):
        commands.make_key(work_as(as_self(ines, ward)), account=ines, **BLOBS)
    session.add(ReaderKey(account_id=ines.id, made_on=key.made_on, **BLOBS))
    with pytest.raises(IntegrityError):
        session.flush()


def test_locked_anew_the_old_passphrase_and_sheet_open_nothing_and_the_key_stays(
    work_as: As, session: Session, ward: Ward
) -> None:
    ines = a_person(ward, Role.LISTENER)
    key, keys, words = a.a_reader_key(ines)
    kept = seal(b"needle", key.public_key)
    work = work_as(as_self(ines, ward))
    locked = lock_up(keys, "another passphrase")
    commands.lock_key_anew(work, key=key, wrapped=locked.wrapped, recovery=locked.recovery)
    work.commit()
    last = of_the_hospital(session)[-1]
    assert (last.what, last.thing) == (Happened.KEY_LOCKED_ANEW, key.thing)
    for blob, secret in ((key.wrapped, a.PASSPHRASE), (key.recovery, words)):
        with pytest.raises(CannotOpen):
            unwrap(blob, secret)
    for blob, secret in ((key.wrapped, "another passphrase"), (key.recovery, locked.words)):
        assert unseal(kept, unwrap(blob, secret)) == b"needle"


def test_a_change_of_a_key_that_nobody_told_of_is_not_stored(work_as: As, session: Session, ward: Ward) -> None:
    key, _, _ = a.a_reader_key(a_person(ward, Role.LISTENER))
    work = work_as(a.ADMIN)
    key.wrapped = b"another"
    with pytest.raises(Unrecorded):
        work.commit()


def test_nobody_locks_the_key_of_somebody_else(work_as: As, ward: Ward) -> None:
    ines, maya = a_person(ward, Role.LISTENER), a_person(ward, Role.LISTENER)
    key, _, _ = a.a_reader_key(ines)
    with pytest.raises(NotAllowed):
        commands.lock_key_anew(work_as(as_self(maya, ward)), key=key, wrapped=b"", recovery=b"")


def test_after_a_new_key_old_words_stay_closed_and_the_old_lock_is_kept(
    work_as: As, session: Session, ward: Ward
) -> None:
    ines = a_person(ward, Role.LISTENER)
    old, _, _ = a.a_reader_key(ines)
    kept = seal(b"needle", old.public_key)
    work = work_as(a.ADMIN)
    commands.retire_key(work, key=old)
    work.commit()
    assert of_the_hospital(session)[-1].what == Happened.KEY_RETIRED
    assert queries.own_key(session, ines.id) is None
    new, keys, _ = a.a_reader_key(ines)
    assert queries.own_key(session, ines.id) is new
    with pytest.raises(CannotOpen):
        unseal(kept, keys.private)
    assert unseal(kept, unwrap(old.wrapped, a.PASSPHRASE)) == b"needle"
    with pytest.raises(Stale):
        commands.retire_key(work_as(a.ADMIN), key=old)
    with pytest.raises(Stale):
        commands.lock_key_anew(work_as(as_self(ines, ward)), key=old, wrapped=b"", recovery=b"")


def test_readers_themselves_retire_no_key(work_as: As, ward: Ward) -> None:
    ines = a_person(ward, Role.LISTENER)
    key, _, _ = a.a_reader_key(ines)
    with pytest.raises(NotAllowed):
        commands.retire_key(work_as(as_self(ines, ward)), key=key)


def test_accepting_the_conduct_text_is_told_once_a_year(work_as: As, session: Session, ward: Ward) -> None:
    tom = a_person(ward, Role.STAFF, "Tom")
    told = []
    for later in (0, 10, 365):
        clock = SetClock()
        clock.go_on(days=later)
        work = a.work(session, as_self(tom, ward, Role.STAFF), clock)
        commands.accept_conduct(work, account=tom)
        work.commit()
        told.append(sum(row.what == Happened.CONDUCT_ACCEPTED for row in of_the_hospital(session)))
    assert told == [1, 1, 2]
    assert tom.conduct_accepted_on == date(2027, 3, 2)


def test_nothing_of_a_key_stands_in_clear(session: Session, ward: Ward) -> None:
    key, keys, words = a.a_reader_key(a_person(ward, Role.LISTENER))
    kept = b"".join((key.public_key, key.wrapped, key.recovery))
    assert keys.private not in kept
    told = [text or "" for text in session.scalars(select(HistoryWords.text))]
    assert not [text for text in told if words in text or a.PASSPHRASE in text]
    for word in words.split():
        assert word.encode() not in kept


# --- to whom something can be sent -----------------------------------------------------------------------------------


def names(session: Session, ward: Ward, reader: ReaderKind, today: date) -> list[str]:
    return [holder.name for holder in queries.holders(session, ward.id, reader, today)]


def test_holders_are_in_post_with_a_key_on_this_ward_or_on_all(session: Session, clock: SetClock, ward: Ward) -> None:
    birch = a.a_ward(session, "Birch")
    for name, where, everywhere in (("Ines", ward, False), ("Omar", ward, True), ("Zoe", birch, False)):
        a.a_reader_key(a_person(where, Role.LISTENER, name, everywhere=everywhere))
    a_person(ward, Role.LISTENER, "Keyless")
    assert names(session, ward, ReaderKind.LISTENER, clock.today) == ["Ines", "Omar"]
    assert names(session, birch, ReaderKind.LISTENER, clock.today) == ["Omar", "Zoe"]
    assert names(session, ward, ReaderKind.MANAGER, clock.today) == []
    (first, _) = queries.holders(session, ward.id, ReaderKind.LISTENER, clock.today)
    assert (first.job, first.present_on, len(first.public_key)) == ("listener", clock.today, 32)


def test_whoever_left_or_has_no_key_in_use_is_no_holder(work_as: As, clock: SetClock, ward: Ward) -> None:
    session = a.session_of(ward)
    closed, ended, retired = (a_person(ward, Role.LISTENER, name) for name in ("Ada", "Ben", "Cy"))
    keys = [a.a_reader_key(account)[0] for account in (closed, ended, retired)]
    assert names(session, ward, ReaderKind.LISTENER, clock.today) == ["Ada", "Ben", "Cy"]
    work = work_as(a.ADMIN)
    commands.close_account(work, account=closed)
    commands.change_account(work, account=ended, name="Ben", job="x", ends_on=clock.today)
    commands.retire_key(work, key=keys[2])
    work.commit()
    assert names(session, ward, ReaderKind.LISTENER, clock.today) == ["Ben"]
    assert names(session, ward, ReaderKind.LISTENER, clock.today + timedelta(days=1)) == []


@pytest.mark.parametrize("part", [Role.STAFF, Role.MANAGER])
def test_whoever_also_works_on_the_ward_is_not_off_it(
    session: Session, clock: SetClock, ward: Ward, part: Role
) -> None:
    ada, birch = a_person(ward, Role.LISTENER, "Ada", everywhere=True), a.a_ward(session, "Birch")
    a.a_reader_key(ada)
    assert names(session, ward, ReaderKind.LISTENER, clock.today) == ["Ada"]
    a.a_membership(ada, part, ward)
    assert names(session, ward, ReaderKind.LISTENER, clock.today) == []
    assert names(session, birch, ReaderKind.LISTENER, clock.today) == ["Ada"]


def test_two_parts_make_one_holder(session: Session, clock: SetClock, ward: Ward) -> None:
    ines = a_person(ward, Role.LISTENER, "Ines")
    a.a_membership(ines, Role.LISTENER)
    a.a_reader_key(ines)
    assert names(session, ward, ReaderKind.LISTENER, clock.today) == ["Ines"]


def test_an_advocate_reads_only_where_the_duty_is_taken(work_as: As, clock: SetClock, ward: Ward) -> None:
    session, birch = a.session_of(ward), a.a_ward(a.session_of(ward), "Birch")
    joan = a_person(ward, Role.ADVOCATE, "Joan", everywhere=True)
    a.a_reader_key(joan)
    a.a_duty(joan, ward, Duty.PAPER)
    assert names(session, ward, ReaderKind.ADVOCATE, clock.today) == []
    taken = a.a_duty(joan, ward)
    assert names(session, ward, ReaderKind.ADVOCATE, clock.today) == ["Joan"]
    assert names(session, birch, ReaderKind.ADVOCATE, clock.today) == []
    work = work_as(as_self(joan, ward, Role.ADVOCATE))
    commands.leave_duty(work, taken=taken)
    work.commit()
    assert names(session, ward, ReaderKind.ADVOCATE, clock.today) == []
    a.a_duty(joan)
    assert names(session, birch, ReaderKind.ADVOCATE, clock.today) == ["Joan"]


def test_only_kinds_of_which_somebody_is_there_are_offered(session: Session, clock: SetClock, ward: Ward) -> None:
    here, away = a_person(ward, Role.LISTENER, "Ines"), a_person(ward, Role.LISTENER, "Omar")
    manager = a_person(ward, Role.MANAGER, "Priya")
    for account in (here, away, manager):
        a.a_reader_key(account)
    clock.go_on(days=7)
    assert queries.offered(session, ward.id, clock.today, EVERY_DAY) == {}
    commands.note_presence(session, here.id, clock.today)
    found = queries.offered(session, ward.id, clock.today, EVERY_DAY)
    assert {kind: [holder.name for holder in who] for kind, who in found.items()} == {
        ReaderKind.LISTENER: ["Ines", "Omar"]
    }
    clock.go_on(days=3)
    assert set(queries.offered(session, ward.id, clock.today, EVERY_DAY)) == {ReaderKind.LISTENER}
    clock.go_on(days=3)
    assert queries.offered(session, ward.id, clock.today, EVERY_DAY) == {}


def test_signing_in_leaves_no_trace_for_whoever_has_no_key(session: Session, clock: SetClock, ward: Ward) -> None:
    retired, _, _ = a.a_reader_key(a_person(ward, Role.LISTENER))
    retired.retired_on = clock.today
    commands.note_presence(session, retired.account_id, clock.today + timedelta(days=1))
    commands.note_presence(session, uuid4(), clock.today)
    session.expire(retired)
    assert retired.present_on == clock.today


def test_as_what_somebody_reads(session: Session, clock: SetClock, ward: Ward) -> None:
    birch = a.a_ward(session, "Birch")
    joan = a_person(ward, Role.ADVOCATE, "Joan")
    assert queries.reads_as(session, joan.id, clock.today) == set()
    a.a_duty(joan, birch)
    assert queries.reads_as(session, joan.id, clock.today) == set()
    a.a_duty(joan)
    a.a_membership(joan, Role.LISTENER)
    expected = {(ReaderKind.ADVOCATE, ward.id), (ReaderKind.LISTENER, ward.id), (ReaderKind.LISTENER, birch.id)}
    assert queries.reads_as(session, joan.id, clock.today) == expected
    a.a_membership(joan, Role.STAFF, ward)
    assert queries.reads_as(session, joan.id, clock.today) == {(ReaderKind.LISTENER, birch.id)}
    assert queries.reads_as(session, joan.id, clock.today - timedelta(days=1)) == set()
