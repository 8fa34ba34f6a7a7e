"""Brings a backup back into an empty place, and says so only once everything was proved there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from wardvoice.config import Settings
from wardvoice.core.history import head_words
from wardvoice.proof.log import what_is_wrong
from wardvoice.proof.verify import verify
from wardvoice.safekeeping.backing import mark_of_pepper
from wardvoice.safekeeping.locked import unlock
from wardvoice.safekeeping.places import Place, empty_place
from wardvoice.safekeeping.refusals import CannotKeep, NotWhole
from wardvoice.safekeeping.stream import Tallies, Told, Unpacked
from wardvoice.safekeeping.tables import Row, Shape, tally
from wardvoice.storage.history import HOSPITAL, head_of

OTHERWISE = "%(table)s did not arrive as it was. Nothing was kept. Try again; look at the disk if it happens twice."
NO_PEPPER = (
    "%(file)s is missing, and the backup does not hold it. Put the hospital's pepper there first. Without it no PIN and"
    " no five words are known again, and what waits in private can be read by nobody (--unproved restores the rest)."
)
OTHER_PEPPER = (
    "%(file)s is not the pepper of this hospital. Put the right one there first. With another no PIN and no five words"
    " are known again, and what waits in private can be read by nobody (--unproved restores the rest)."
)
NOT_PROVED = "The copy is not proved: BROKEN: %(broken)s. Nothing was kept (--unproved keeps it all the same)."


@dataclass(frozen=True)
class Restored:
    """What came back: rows of both databases, those of the history, and where the hospital's chain ends."""

    backup: Path
    made: datetime
    rows: int
    tables: int
    history: int
    chains: int
    head: str
    broken: str | None = None

    @property
    def proof(self) -> str:
        """What was proved, for whoever reads it on the command line."""
        counted = f"{self.rows} rows in {self.tables} tables, {self.history} of the history in {self.chains} chains."
        if self.broken:
            return f"{counted} It is not proved: BROKEN: {self.broken}."
        return f"{counted} It is whole; the hospital's chain ends at {self.head}."

    def told_in(self, zone: ZoneInfo) -> str:
        """Return the moment of the backup on the hospital's clock."""
        return f"{self.made.astimezone(zone):%d %B %Y at %H:%M}"

    def age(self, now: datetime) -> str:
        """Return how old the backup is."""
        hours = int((now - self.made) / timedelta(hours=1))
        return f"{hours // 24} days and {hours % 24} hours"


@dataclass
class Filling:
    """Takes a backup as it is unlocked, and fills a place with it."""

    place: Place
    settings: Settings
    unproved: bool = False
    tallies: Tallies = field(default_factory=dict)

    def begin(self, head: Told) -> None:
        """Make the tables; refuse what cannot come to a good end before anything is written."""
        self._look_at_the_pepper(head["pepper"])
        for part, schema in head["schemas"].items():
            self.place.of(part).build(schema)

    def put(self, part: str, shape: Shape, rows: list[Row]) -> None:
        """Write rows where they belong."""
        self.place.of(part).put(shape, rows)

    def _look_at_the_pepper(self, mark: str) -> None:
        ours = mark_of_pepper(self.settings)
        if mark and mark != ours and not self.unproved:
            raise CannotKeep(OTHER_PEPPER if ours else NO_PEPPER, file=self.settings.pepper_file)


@contextmanager
def filled(
    settings: Settings, backup: Path, private: str, main_url: str, private_url: str, *, unproved: bool = False
) -> Iterator[tuple[Place, Restored]]:
    """Fill an empty place with a backup and prove it; whoever wants it to stay says `keep` before the block ends."""
    with empty_place(main_url, private_url) as place, backup.open("rb") as file:
        filling = Filling(place, settings, unproved)
        unpacked = Unpacked(filling.begin, filling.put)
        unlock(file, unpacked, private)
        arrived(place, unpacked.tallies)
        place.finish()
        restored = _proved(place, settings, backup, unpacked)
        if restored.broken and not unproved:
            raise NotWhole(NOT_PROVED, broken=restored.broken)
        yield place, restored


def restore(settings: Settings, backup: Path, private: str, *, unproved: bool = False) -> Restored:
    """Bring a backup back to where the settings say, which must be empty."""
    to = (settings.database_url, settings.concerns_database_url)
    with filled(settings, backup, private, *to, unproved=unproved) as (place, restored):
        place.keep()
    return restored


def arrived(place: Place, tallies: Tallies) -> None:
    """Read everything back and compare it with what was sent. Raises NotWhole."""
    for part, found in tallies.items():
        for shape, told in found.items():
            if tally(place.of(part).connection, shape) != told:
                raise NotWhole(OTHERWISE, table=shape.name)


def broken_in(place: Place, settings: Settings) -> tuple[int, int, str | None]:
    """Prove what fills a place: return rows and chains of its history, and the first thing that is wrong."""
    with Session(place.main.connection) as main, Session(place.private.connection) as private:
        proof = verify(main)
        broken = proof.broken
        if broken is None and settings.pepper_file.exists():
            broken = what_is_wrong(main, private, settings.pepper())
    return proof.rows, proof.chains, broken


def _proved(place: Place, settings: Settings, backup: Path, unpacked: Unpacked) -> Restored:
    rows, chains, broken = broken_in(place, settings)
    with Session(place.main.connection) as session:
        head = head_words(head_of(session, HOSPITAL))
    counted = [one for found in unpacked.tallies.values() for one in found.values()]
    made = datetime.fromisoformat(unpacked.head["made"])
    return Restored(backup, made, sum(one.rows for one in counted), len(counted), rows, chains, head, broken)
