"""Backups that are taken while four people write, on a full disk, and by a program that is killed in the middle."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from tests.safekeeping.conftest import PUBLIC, House, Opens
from wardvoice.core.actor import Actor, Door
from wardvoice.proof.log import what_is_wrong
from wardvoice.proof.verify import verify
from wardvoice.safekeeping import backing, stream, tables
from wardvoice.safekeeping import shelf as shelf_module
from wardvoice.safekeeping.backing import back_up
from wardvoice.safekeeping.snapshot import snapshot
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.history import ChainEnd, HistoryRow
from wardvoice.wards.models import Ward


def heads(engine: Engine) -> dict[object, tuple[int, str]]:
    with Session(engine) as session:
        return {one.chain: (one.length, one.head) for one in session.scalars(select(ChainEnd))}


def write(
    house: House, least: int, began: Event | None = None, over: Event | None = None, words: str = "The kettle leaks"
) -> int:
    """Put so many items on the agenda, and more until it is over; return how many."""
    main = house.engines()[0]
    for number in count(1):
        with Session(main, expire_on_commit=False) as session:
            ward = session.scalars(select(Ward).order_by(Ward.name)).first()
            assert ward is not None
            a.an_item(ward, f"{words}, {number}")
        if began is not None:
            began.set()
        if number >= least and (over is None or over.is_set()):
            break
    main.dispose()
    return number


def read_in_private(apart: Engine, clock: SetClock) -> None:
    """A reader opens something, and the log has one more line."""
    with Session(apart) as private:
        work = ApartWork(private, Actor(Door.OWN_DEVICE, None, a.ADMIN.id, "Ines"), clock, PEPPER)
        work.log("opened", b"y" * 16)
        work.commit()


def elsewhere(do: Callable[..., object], *things: object) -> None:
    """Let somebody else do something; whoever takes a backup can only read."""
    with ThreadPoolExecutor(1) as somebody:
        somebody.submit(do, *things).result()


@pytest.mark.usefixtures("in_one_step")
def test_while_four_people_write_a_backup_is_one_moment(house: House, opens: Opens, shelf: Path) -> None:
    """What comes back is the beginning of what was written in the end: whole chains, up to one moment."""
    over = Event()
    begun = [Event() for _ in range(4)]
    with ThreadPoolExecutor(4) as people:
        writing = [people.submit(write, house, 1, began, over) for began in begun]
        try:
            assert all(began.wait(60) for began in begun)
            done = house.run("backup", shelf)
        finally:
            over.set()
        written = sum(one.result() for one in writing)
    assert (done.exit_code, written >= 4) == (0, True), done.output
    there = opens("there")
    back = there.run("restore", shelf)
    assert back.exit_code == 0, back.output
    (first, _), (then, _) = house.engines(), there.engines()
    with Session(first) as all_of_it:
        for chain, (length, head) in heads(then).items():
            at = select(HistoryRow.hash).where(HistoryRow.chain == chain, HistoryRow.seq == length)
            assert all_of_it.scalar(at) == head
    first.dispose(), then.dispose()


def test_what_is_written_between_the_two_databases_does_not_tear_them_apart(house: House, clock: SetClock) -> None:
    """The log may be newer than the history that knows where it ended, never older."""
    main, apart = house.engines()
    with snapshot(main, apart) as (told, held):
        assert told.schema
        assert held.rows
        with Session(told.connection) as session:
            before = verify(session).rows
        elsewhere(write, house, 1)
        elsewhere(read_in_private, apart, clock)
        with Session(told.connection) as session, Session(apart) as private:
            assert verify(session).rows == before
            assert what_is_wrong(session, private, PEPPER) is None
    main.dispose()


def test_whoever_writes_in_private_never_waits_for_the_disk(
    house: House, shelf: Path, monkeypatch: pytest.MonkeyPatch, clock: SetClock
) -> None:
    """While the file is written somebody writes in private, and is not kept waiting."""
    main, apart = house.engines()
    seen = []

    def lock_and_look(*things: object) -> str:
        elsewhere(read_in_private, apart, clock)
        seen.append(True)
        return locks(*things)  # type: ignore[arg-type]

    locks = backing.lock
    monkeypatch.setattr(backing, "lock", lock_and_look)
    back_up(house.settings, main, apart, clock, shelf)
    main.dispose()
    assert seen == [True]


def test_memory_does_not_grow_with_the_tables(house: House, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many rows there are, no more than a batch of them is read before they are written away."""
    monkeypatch.setattr(tables, "BATCH", 7)
    main, apart = house.engines()
    with snapshot(main, apart) as (told, _held):
        history = next(one for one in told.shapes if one.name == "history")
        sizes = [len(some) for some in told.batches(history)]
    main.dispose()
    assert (max(sizes), len(sizes) > 5) == (7, True)


def test_pieces_are_handed_on_as_they_come() -> None:
    """Ten thousand lines are never in memory together: each piece is asked for when the one before is written."""
    asked = count()

    def lines() -> Iterator[bytes]:
        for _ in range(10_000):
            next(asked)
            yield os.urandom(64).hex().encode()

    source = stream.Source(stream.packed(lines()))
    most = 0
    while source.read(8192):
        most = max(most, len(source.kept))
    assert most < 64 * 1024
    assert next(asked) == 10_000


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes there")
def test_a_full_disk_leaves_nothing(house: House, shelf: Path) -> None:
    """The machine itself refuses to write on, after 36 KiB: more than a file that SQLite keeps beside its own."""
    import resource

    (shelf / "wardvoice-2020-01-01-020000.age").write_bytes(b"an older one")
    write(house, 10, words=os.urandom(1_900).hex())  # whatever is squeezed, this is not
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (36 * 1024, before[1]))
    try:
        done = house.run("backup", shelf)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert (done.exit_code, "no room left" in str(done.exception)) == (1, True)
    assert [path.name for path in shelf.iterdir()] == ["wardvoice-2020-01-01-020000.age"]


def test_what_reads_back_otherwise_is_no_backup(house: House, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "_hash", lambda _path: "0" * 64)
    done = house.run("backup", shelf)
    assert (done.exit_code, "reads back otherwise" in str(done.exception)) == (1, True)
    assert list(shelf.iterdir()) == []


def _die_in_the_middle(house_folder: Path, shelf: Path) -> None:
    """In a process of its own: write half of a backup, and be killed."""
    from wardvoice.config import Settings

    house = House(Settings(instance=house_folder, backup_key=PUBLIC), SetClock())
    taken = backing.packed

    def half(lines: Iterator[bytes]) -> Iterator[bytes]:
        for n, piece in enumerate(taken(lines)):
            yield piece + bytes(200_000)
            if n == 2:
                os.kill(os.getpid(), signal.SIGKILL)

    backing.packed = half
    back_up(house.settings, *house.engines(), house.clock, shelf)


@pytest.mark.skipif(sys.platform == "win32", reason="no signal that kills there")
def test_killed_in_the_middle_it_leaves_no_backup(house: House, opens: Opens, shelf: Path, clock: SetClock) -> None:
    dying = multiprocessing.get_context("fork").Process(target=_die_in_the_middle, args=(house.folder, shelf))
    dying.start()
    dying.join(60)
    left = list(shelf.iterdir())
    assert (dying.exitcode, [path.suffix for path in left]) == (-signal.SIGKILL, [shelf_module.HALF])
    assert left[0].stat().st_size > 0
    assert "no backup in" in str(house.run("restore", shelf).exception)
    assert house.run("backup", shelf).exit_code == 0
    assert left[0].exists(), "it may be one that is being written just now"
    two_days_ago = (clock.now()).timestamp() - 2 * 86_400
    os.utime(left[0], (two_days_ago, two_days_ago))
    clock.go_on(hours=1)
    assert house.run("backup", shelf).exit_code == 0
    assert not left[0].exists()
