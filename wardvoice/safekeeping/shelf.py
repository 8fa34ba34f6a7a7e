"""The folder in which backups lie: their names, how one comes to be there whole or not at all, and which must go."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from wardvoice.safekeeping.refusals import CannotKeep, NotWhole

KEPT = timedelta(days=35)
"""No backup is kept for longer (privacy.md, P48)."""
UNTIL_THE_NEXT = timedelta(days=1)
NAME = "wardvoice-%Y-%m-%d-%H%M%S.age"
NAMED = re.compile(r"wardvoice-\d{4}-\d\d-\d\d-\d{6}\.age")
HALF = ".half"
NO_FOLDER = "%(folder)s is no folder. Make it first; a backup makes none, lest it fall beside a disk that is not there."
NO_ROOM = "There is no room left in %(folder)s. Nothing is kept of this backup; the older ones are as they were."
NOT_AS_WRITTEN = "What was written to %(folder)s reads back otherwise: look at the disk. Nothing is kept of it."
TAKEN = "%(name)s is there already. Wait a second and try again."
NONE_HERE = "There is no backup in %(folder)s."
NOT_HERE = "There is no backup %(name)s in %(folder)s."

Writes = Callable[[BinaryIO], str]
"""Writes a backup, and returns the SHA-256 of what it wrote."""


def lay_down(folder: Path, moment: datetime, writes: Writes) -> Path:
    """Write a backup under another name, read it back, and only then give it its own."""
    _is_there(folder)
    name = moment.astimezone(UTC).strftime(NAME)
    if (folder / name).exists():
        raise CannotKeep(TAKEN, name=name)
    with _half(folder, name) as half:
        try:
            with half.open("wb") as file:
                written = writes(file)
                file.flush()
                os.fsync(file.fileno())
        except OSError as fault:
            if fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise CannotKeep(NO_ROOM, folder=folder) from None
            raise
        if _hash(half) != written:
            raise NotWhole(NOT_AS_WRITTEN, folder=folder)
        half.replace(folder / name)
    sync_folder(folder)
    return folder / name


def clear_out(folder: Path, moment: datetime) -> int:
    """Delete the backups that would be too old before the next one, and what was never finished; return how many went.

    Only files that this program named are touched.
    """
    gone = [path for path in backups(folder) if made_on(path) < moment - KEPT + UNTIL_THE_NEXT]
    for path in (*gone, *_left_behind(folder, moment)):
        path.unlink(missing_ok=True)
    return len(gone)


def backups(folder: Path) -> list[Path]:
    """Return the backups of a folder, oldest first."""
    _is_there(folder)
    return sorted(path for path in folder.iterdir() if NAMED.fullmatch(path.name))


def chosen(folder: Path, name: str | None) -> Path:
    """Return the backup of this name, or the newest."""
    found = backups(folder)
    if not found:
        raise CannotKeep(NONE_HERE, folder=folder)
    if name is None:
        return found[-1]
    for path in found:
        if path.name == Path(name).name:
            return path
    raise CannotKeep(NOT_HERE, folder=folder, name=name)


def made_on(path: Path) -> datetime:
    """Return when a backup was made, by its name."""
    return datetime.strptime(path.name, NAME).replace(tzinfo=UTC)


def sync_folder(folder: Path) -> None:
    """Make sure that a name which was given outlives a power cut; Windows sees to it itself."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _half(folder: Path, name: str) -> Iterator[Path]:
    """Name a file that nobody takes for a backup, and that is gone if it does not become one."""
    half = folder / f".{name}.{secrets.token_hex(4)}{HALF}"
    os.close(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield half
    finally:
        half.unlink(missing_ok=True)


def _left_behind(folder: Path, moment: datetime) -> list[Path]:
    """Return what a backup left that was killed; one that is being written is younger."""
    yesterday = (moment - UNTIL_THE_NEXT).timestamp()
    found = folder.glob(f".wardvoice-*.age.*{HALF}")
    return [path for path in found if path.stat().st_mtime < yesterday]


def _is_there(folder: Path) -> None:
    if not folder.is_dir():
        raise CannotKeep(NO_FOLDER, folder=folder)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
