"""How an installation stands with its backups: what `wardvoice check` says, and the note that a drill leaves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from wardvoice.config import Settings
from wardvoice.safekeeping.shelf import backups, made_on

NOTE = "last-drill.txt"
EACH_NIGHT = timedelta(hours=26)
EACH_QUARTER = timedelta(days=92)


def note_drill(folder: Path, backup: str, now: datetime) -> bool:
    """Note beside the backups that one came back; return False where nothing can be written there."""
    with suppress(OSError):
        (folder / NOTE).write_text(f"{now.astimezone(UTC).date().isoformat()} {backup} came back.\n", encoding="utf-8")
        return True
    return False


def last_drill(folder: Path) -> date | None:
    """Return the day of the last drill that was noted, or None."""
    with suppress(OSError, ValueError, IndexError):
        return date.fromisoformat((folder / NOTE).read_text(encoding="utf-8").split()[0])
    return None


def overdue(settings: Settings, now: datetime) -> Iterator[str]:
    """Yield what is wrong with the backups of a hospital, a sentence each; of the demo nobody keeps any."""
    if settings.is_demo:
        return
    if not settings.backup_key:
        yield "No backup can be made: WARDVOICE_BACKUP_KEY is not set. `wardvoice backup-key` makes a pair of keys."
    if settings.backup_dir is None:
        yield "Whether backups are made cannot be seen: set WARDVOICE_BACKUP_DIR to the folder in which they lie."
    elif not settings.backup_dir.is_dir():
        yield f"The folder for backups is not there: {settings.backup_dir}."
    else:
        yield from _of_the_folder(settings.backup_dir, now)


def _of_the_folder(folder: Path, now: datetime) -> Iterator[str]:
    found = backups(folder)
    if not found:
        yield f"There is no backup in {folder}. Run each night: wardvoice backup {folder}"
    elif now - made_on(found[-1]) > EACH_NIGHT:
        yield f"The newest backup, {found[-1].name}, is older than {EACH_NIGHT // timedelta(hours=1)} hours."
    drilled = last_drill(folder)
    if drilled is None:
        yield f"No drill has shown yet that a backup comes back. Run: wardvoice drill {folder}"
    elif now.astimezone(UTC).date() - drilled > EACH_QUARTER:
        yield f"The last drill was on {drilled:%d %B %Y}. Run one each quarter: wardvoice drill {folder}"
