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
from wardvoice.core.chaining import head_words
from wardvoice.proof.log import what_is_wrong
from wardvoice.proof.verify import verify
from wardvoice.safekeeping.backing import mark_of_pepper
from wardvoice.safekeeping.locked import unlock
from wardvoice.safekeeping.places import Place, empty_place
from wardvoice.safekeeping.refusals import CannotKeep, NotWhole
from wardvoice.safekeeping.stream import Tallies, Told, Unpacked
from wardvoice.safekeeping.tables import Row, Shape, tally
from wardvoice.storage.history import HOSPITAL, head_of
from wardvoice.storage.in_use import is_in_use

OTHERWISE = "%(table)s did not arrive as it was. Nothing was kept. Try again; look at the disk if it happens twice."
NO_PEPPER = (
    "%(file)s is missing, and the backup does not hold it. Put the hospital's pepper there first. Without it no PIN and"
    " no five words are known again, and what waits in private can be read by nobody (--unproved restores the rest)."
)
OTHER_PEPPER = (
    "%(file)s is not the pepper of this hospital. Put the right one there first. With another no PIN and no five words"
    " are known again, and what waits in private can be read by nobody (--unproved restores the rest)."
)
RUNS = "WardVoice runs on %(url)s. Stop it first; nothing is restored under a running system."
NOT_PROVED = "The copy is not proved: BROKEN: %(broken)s. Nothing was kept (--unproved keeps it all the same)."


@dataclass(frozen=True)
class Proved:
    """What fills a place: rows of both databases, those of the history, and where the hospital's chain ends.

    `broken` is the first thing that is wrong, or None.
    """

    rows: int
    tables: int
    history: int
    chains: int
    head: str
    broken: str | None

    def __str__(self) -> str:
        counted = f"{self.rows} rows in {self.tables} tables, {self.history} of the history in {self.chains} chains."
        if self.broken:
            return f"{counted} It is not proved: BROKEN: {self.broken}."
        return f"{counted} It is whole; the hospital's chain ends at {self.head}."


@dataclass(frozen=True)
class Restored:
    """A backup that came back: its name, when it was made, and what it held."""

    name: str
    made: datetime
    held: Proved

    def made_in(self, zone: ZoneInfo) -> str:
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
        held = proved(place, settings, unpacked.tallies)
        if held.broken and not unproved:
            raise NotWhole(NOT_PROVED, broken=held.broken)
        yield place, Restored(backup.name, datetime.fromisoformat(unpacked.head["made"]), held)


def restore(settings: Settings, backup: Path, private: str, *, unproved: bool = False) -> Restored:
    """Bring a backup back to where the settings say, which must be empty."""
    to = (settings.database_url, settings.concerns_database_url)
    for url in to:
        if is_in_use(url):
            raise CannotKeep(RUNS, url=url)
    with filled(settings, backup, private, *to, unproved=unproved) as (place, restored):
        place.keep()
    return restored


def arrived(place: Place, tallies: Tallies) -> None:
    """Read everything back and compare it with what was sent. Raises NotWhole."""
    for part, found in tallies.items():
        for shape, told in found.items():
            if tally(place.of(part).connection, shape) != told:
                raise NotWhole(OTHERWISE, table=shape.name)


def proved(place: Place, settings: Settings, tallies: Tallies) -> Proved:
    """Prove what fills a place, as `wardvoice verify` would; return what it holds, and what is wrong first."""
    with Session(place.main.connection) as main, Session(place.private.connection) as private:
        proof = verify(main)
        broken = proof.broken
        if broken is None and settings.pepper_file.exists():
            broken = what_is_wrong(main, private, settings.pepper())
        head = head_words(head_of(main, HOSPITAL))
    counted = [one for found in tallies.values() for one in found.values()]
    return Proved(sum(one.rows for one in counted), len(counted), proof.rows, proof.chains, head, broken)
