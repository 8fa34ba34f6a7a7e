"""What `wardvoice check` says of backups: each sentence where it is true, and none where all is well."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tests.conftest import SetClock
from tests.safekeeping.conftest import PUBLIC
from wardvoice.config import Settings
from wardvoice.safekeeping.standing import last_drill, note_drill, overdue

HOSPITAL = Settings(instance=Path("nowhere"))


def made(folder: Path, moment: datetime) -> None:
    (folder / moment.strftime("wardvoice-%Y-%m-%d-%H%M%S.age")).touch()


def test_nothing_is_set() -> None:
    now = SetClock().now()
    assert [told.split(":")[0] for told in overdue(HOSPITAL, now)] == [
        "No backup can be made",
        "Whether backups are made cannot be seen",
    ]
    assert list(overdue(replace(HOSPITAL, is_demo=True), now)) == []


def test_the_folder_is_looked_at(tmp_path: Path, clock: SetClock) -> None:
    here = replace(HOSPITAL, backup_key=PUBLIC, backup_dir=tmp_path)
    assert "is not there" in next(overdue(replace(here, backup_dir=tmp_path / "gone"), clock.now()))
    assert [told[:20] for told in overdue(here, clock.now())] == ["There is no backup i", "No drill has shown y"]
    made(tmp_path, clock.now() - timedelta(hours=26, seconds=1))
    assert note_drill(tmp_path, "wardvoice.age", clock.now() - timedelta(days=93))
    assert [told[:20] for told in overdue(here, clock.now())] == ["The newest backup, w", "The last drill was o"]
    made(tmp_path, clock.now() - timedelta(hours=26))
    assert note_drill(tmp_path, "wardvoice.age", clock.now() - timedelta(days=92))
    assert list(overdue(here, clock.now())) == []


def test_a_note_that_cannot_be_written_or_read_is_none(tmp_path: Path, clock: SetClock) -> None:
    assert not note_drill(tmp_path / "gone", "wardvoice.age", clock.now())
    (tmp_path / "last-drill.txt").write_text("yesterday", encoding="utf-8")
    assert last_drill(tmp_path) is None
