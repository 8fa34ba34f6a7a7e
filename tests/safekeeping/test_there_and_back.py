"""A backup is taken and brought back: all that was written is there, whatever database it came from or goes to."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path
from uuid import uuid4

import pyrage
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.safekeeping.conftest import IN_PRIVATE, NEEDLE, PRIVATE, House, Opens
from tests.safekeeping.reading import told
from wardvoice.concerns.models import Waiting
from wardvoice.concerns.rules import Recipient
from wardvoice.web.sessions import SessionRow


def test_on_sqlite_everything_comes_back(house: House, opens: Opens, shelf: Path) -> None:
    before = told(house)
    done = house.run("backup", shelf)
    assert (done.exit_code, len(list(shelf.iterdir()))) == (0, 1), done.output
    there = opens("there")
    back = there.run("restore", shelf)
    assert back.exit_code == 0, back.output
    assert sorted(path.name for path in there.folder.iterdir()) == ["concerns.sqlite", "pepper", "wardvoice.sqlite"]
    assert told(there) == before
    assert "It is whole" in back.output
    assert there.run("verify").exit_code == 0


def test_what_a_backup_says_is_the_same_whether_or_not_somebody_wrote_in_private(house: House, shelf: Path) -> None:
    """The sentence goes into the log of the machine each night."""
    said = []
    for _ in range(2):
        said.append(house.run("backup", shelf).output.partition(".age")[2])
        house.clock.go_on(days=1)  # type: ignore[attr-defined]
        _main, apart = house.engines()
        with Session(apart) as private:
            waits = Waiting(ward_id=uuid4(), recipient=Recipient.ADVOCATE, lookup=b"l", again=b"a", sealed=b"s")
            private.add(waits)
            private.commit()
    assert "tables of the main database" in said[0]
    assert said[0] == said[1]


def test_from_sqlite_to_postgresql_and_back(
    house: House, opens: Opens, shelf: Path, no_tables: tuple[str, str], tmp_path: Path
) -> None:
    before = told(house)
    assert house.run("backup", shelf).exit_code == 0
    other = opens("other", database_url=no_tables[0], concerns_database_url=no_tables[1])
    back = other.run("restore", shelf)
    assert back.exit_code == 0, back.output
    assert told(other) == before
    assert other.run("verify").exit_code == 0
    second = tmp_path / "second"
    second.mkdir()
    assert other.run("backup", second).exit_code == 0
    again = opens("again")
    assert again.run("restore", second).exit_code == 0
    assert told(again) == before


@pytest.mark.usefixtures("in_one_step")
def test_nobody_is_signed_in_afterwards(house: House, opens: Opens, shelf: Path) -> None:
    house.run("backup", shelf)
    there = opens("there")
    there.run("restore", shelf)
    for one, signed_in in ((house, 1), (there, 0)):
        with Session(one.engines()[0]) as session:
            assert session.scalar(select(func.count()).select_from(SessionRow)) == signed_in


@pytest.mark.usefixtures("in_one_step")
def test_a_drill_proves_it_and_leaves_nothing(house: House, shelf: Path, tmp_path: Path) -> None:
    house.run("backup", shelf)
    before = sorted(tmp_path.rglob("*"))
    done = house.run("drill", shelf, "--inside", tmp_path)
    assert done.exit_code == 0, done.output
    assert "comes back" in done.output
    note = shelf / "last-drill.txt"
    assert sorted(tmp_path.rglob("*")) == sorted([*before, note])
    assert note.read_text(encoding="utf-8").startswith("2026-03-02 wardvoice-2026-03-02-103000.age")


def test_the_file_tells_nothing(house: House, shelf: Path) -> None:
    house.run("backup", shelf)
    held = next(shelf.iterdir()).read_bytes()
    needles = [NEEDLE, IN_PRIVATE, "Ines", "CREATE TABLE", "history", PRIVATE]
    assert [needle for needle in needles if needle.encode() in held] == []
    assert house.settings.pepper() not in held


@pytest.mark.parametrize("what", ["pepper", "unlocked"])
def test_what_opens_something_is_not_even_in_what_was_unlocked(house: House, shelf: Path, what: str) -> None:
    """The rows of a backup, too, hold neither the pepper nor a key that somebody has just opened."""
    house.run("backup", shelf)
    opened = pyrage.decrypt(next(shelf.iterdir()).read_bytes(), [pyrage.x25519.Identity.from_str(PRIVATE)])
    plain = zlib.decompressobj().decompress(opened)
    assert NEEDLE.encode() in plain, "else this test looks at nothing"
    needle = {"pepper": house.settings.pepper(), "unlocked": b"a key that is open"}[what]
    for form in (needle, base64.b64encode(needle), needle.hex().encode()):
        assert form not in plain
