"""What was taken back is in no file any more: not in the database, nor in its journal, nor after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.concerns.order import as_the_house_does, marked
from tests.conftest import PEPPER, SetClock
from wardvoice.concerns.commands.pool import take_out
from wardvoice.concerns.models import Waiting
from wardvoice.core.actor import Actor, Door
from wardvoice.core.policy import May
from wardvoice.storage.apart import ApartBase, beat, open_apart
from wardvoice.storage.apart_work import ApartWork

TERMINAL = Actor(Door.TERMINAL, UUID(int=7))
HALF_WAY = """
import os, sys
from tests.concerns.test_forgotten import working
from tests.concerns.order import as_the_house_does
from wardvoice.storage.apart import open_apart
with working(open_apart(sys.argv[1])) as work:
    as_the_house_does(work, 99)
    work.session.flush()
    print("half way", flush=True)
    sys.stdin.read()
"""


class working:  # noqa: N801  read as a phrase: with working(...) as work
    """A piece of work of somebody at the terminal, in a session of its own."""

    def __init__(self, engine: Engine) -> None:
        self.session = Session(engine)

    def __enter__(self) -> ApartWork:
        work = ApartWork(self.session, TERMINAL, SetClock(), PEPPER)
        work.require(May.WRITE_PRIVATELY)
        return work

    def __exit__(self, *_fault: object) -> None:
        self.session.close()


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'concerns.sqlite'}"
    ApartBase.metadata.create_all(open_apart(url))
    return url


def on_disk(folder: Path) -> bytes:
    """Every byte of every file there."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


def sent(url: str, writers: int) -> dict[int, bytes]:
    """Let so many people write; return a piece, on one page of the file, of what is sealed for each."""
    for number in range(writers):
        with working(open_apart(url)) as work:
            as_the_house_does(work, number)
            work.commit()
    with Session(open_apart(url)) as session:
        rows = session.execute(select(Waiting.lookup, Waiting.sealed))
        return {int.from_bytes(lookup[6:8], "big"): sealed[16:80] for lookup, sealed in rows}


def test_what_was_taken_back_is_in_no_file(url: str, tmp_path: Path) -> None:
    """Most are taken back, so that too few stay to fill the pages of those that go."""
    pieces, taken_back = sent(url, 12), range(3, 12)
    assert all(piece in on_disk(tmp_path) for piece in pieces.values())
    with working(open_apart(url)) as work:
        marks = [marked(number) for number in taken_back]
        take_out(work, set(work.session.scalars(select(Waiting.id).where(Waiting.lookup.in_(marks)))))
        work.commit()
    left = on_disk(tmp_path)
    assert {number for number, piece in pieces.items() if piece in left} == {0, 1, 2}
    assert not [mark for mark in marks if mark in left]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such kill")
def test_a_kill_in_mid_write_leaves_what_was_stored_and_the_next_heartbeat_nothing_else(
    url: str, tmp_path: Path
) -> None:
    """Until then a journal may lie there with the pages as they were: the pool in its last random order."""
    pieces = sent(url, 3)
    command = [sys.executable, "-c", HALF_WAY, url]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "half way\n"
        writer.send_signal(signal.SIGKILL)
    with Session(open_apart(url)) as session:
        assert len(session.scalars(select(Waiting)).all()) == 3
        beat(session)
        session.commit()
    left = on_disk(tmp_path)
    assert marked(99) not in left
    assert {number: left.count(piece) for number, piece in pieces.items()} == {0: 1, 1: 1, 2: 1}
    assert [file.name for file in tmp_path.iterdir()] == ["concerns.sqlite"]
