"""A mark beside a database file that a server runs on it; the machine takes it away when the server ends, however."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

from sqlalchemy import make_url

_held: list[IO[bytes]] = []
"""Files that this process keeps open as long as it lives; a process that it forks keeps them, too."""


def mark_in_use(url: str) -> None:
    """Let others see, until this process and all that it starts by forking have ended, that a database is in use."""
    if (file := _mark(url)) is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        opened = file.open("ab")
        _try_lock(opened, shared=True)
        _held.append(opened)


def is_in_use(url: str) -> bool:
    """Return whether a server runs on a file of SQLite; of PostgreSQL it is not known."""
    file = _mark(url)
    if file is None or not file.exists():
        return False
    with file.open("ab") as opened:
        return not _try_lock(opened, shared=False)


def _mark(url: str) -> Path | None:
    if not url.startswith("sqlite:///"):
        return None
    return Path(f"{make_url(url).database}.in-use")


def _try_lock(opened: IO[bytes], *, shared: bool) -> bool:
    """Try to lock a file: a server shares it with others, whoever asks wants it alone."""
    try:
        if sys.platform == "win32":
            import msvcrt  # knows no lock that is shared: the first of several servers holds it for all

            msvcrt.locking(opened.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(opened, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
