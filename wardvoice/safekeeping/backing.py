"""Takes a backup of both databases, while everybody goes on writing."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from wardvoice.config import Settings
from wardvoice.core.clock import Clock
from wardvoice.proof.chain import Touched, Walk
from wardvoice.safekeeping.locked import lock
from wardvoice.safekeeping.refusals import CannotKeep
from wardvoice.safekeeping.shelf import clear_out, lay_down
from wardvoice.safekeeping.snapshot import snapshot
from wardvoice.safekeeping.stream import Source, Tallies, lines, packed
from wardvoice.storage.history import ChainEnd

NO_KEY = (
    "There is no key to lock a backup with, and none is written unlocked. Make a pair of keys on another machine"
    " (wardvoice backup-key) and set WARDVOICE_BACKUP_KEY to the public one."
)


@dataclass(frozen=True)
class Written:
    """A backup that was written and read back. `broken` names the first row of a history that is not whole.

    Rows and tables are those of the main database: a number that grows by one overnight, in a log that others read,
    would tell that somebody wrote in private.
    """

    path: Path
    rows: int
    tables: int
    gone: int
    broken: str | None


def back_up(settings: Settings, main: Engine, apart: Engine, clock: Clock, folder: Path) -> Written:
    """Write a locked copy of both databases into a folder, then delete those that are too old.

    While the history is not whole, nothing older is deleted: an older one may be the last that is.
    """
    if not settings.backup_key:
        raise CannotKeep(NO_KEY)
    moment, tallies = clock.now(), Tallies()
    with snapshot(main, apart) as parts:
        head = {"made": moment.isoformat(timespec="seconds"), "pepper": mark_of_pepper(settings)}

        def writes(file: BinaryIO) -> str:
            return lock(Source(packed(lines(head, parts, tallies))), file, settings.backup_key)

        path = lay_down(folder, moment, writes)
        with Session(parts[0].connection) as session:
            broken = first_touched(session)
    gone = 0 if broken else clear_out(folder, moment)
    counted = tallies["main"].values()
    return Written(path, sum(one.rows for one in counted), len(counted), gone, broken)


def mark_of_pepper(settings: Settings) -> str:
    """Return by what a pepper is known again; it tells nothing of it. Empty where there is no pepper."""
    if not settings.pepper_file.exists():
        return ""
    return hmac.new(settings.pepper(), b"which pepper a backup goes with", hashlib.sha256).hexdigest()[:16]


def first_touched(session: Session) -> str | None:
    """Walk every chain of the history, and return the first row that is not as it was written."""
    try:
        for chain in session.scalars(select(ChainEnd.chain)).all():
            for _row in Walk(chain).rows(session):
                pass
    except Touched as touched:
        return str(touched)
    return None
