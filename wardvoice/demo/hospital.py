"""The invented hospital in its own database: made when there is none, and never beside live data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine, create_engine, event, update
from sqlalchemy.orm import Session

from wardvoice.config import Settings
from wardvoice.core.clock import Clock
from wardvoice.demo import readers
from wardvoice.demo.doors import DOORS, PASSPHRASE, PASSWORD, PIN, screen_tokens
from wardvoice.demo.ids import drawn_ids
from wardvoice.demo.large import Size, write_large
from wardvoice.demo.let_in import let_in
from wardvoice.demo.life.people import Keys
from wardvoice.demo.private import Private, answer_the_pulse, tell_in_private
from wardvoice.demo.reviewed import has_read
from wardvoice.demo.small import the_hospital
from wardvoice.demo.stage import LiveStage
from wardvoice.demo.timeline import Timeline
from wardvoice.people.hashing import hash_password, hash_pin
from wardvoice.people.models import WardName
from wardvoice.storage.base import prepare
from wardvoice.storage.migrate import APART, MAIN, at_newest, migrate

SEED = "Fernhollow"
LAST_HOUR = 21
"""The stories end yesterday at this hour: whatever the time of day, nothing lies in the future."""
IN_A_HURRY = ("synchronous=OFF", "secure_delete=OFF", "cache_size=-65536")
"""While the data is made a power cut costs nothing but another try."""


def ensure(settings: Settings, *, size: str = "small", fresh: bool = False) -> None:
    """Make the demo hospital if there is none, or anew; its readers are there today."""
    if fresh or not exists(settings):
        create(settings, size)
    elif at_newest(engine := prepare(create_engine(settings.database_url))):
        clock = Clock(settings.zone)
        readers.come_in(engine, clock.day_of(clock.now()))
        engine.dispose()


def exists(settings: Settings) -> bool:
    """Return whether the demo hospital has been made, whole."""
    return _file(settings).exists()


def create(settings: Settings, size: str = "small", today: date | None = None) -> None:
    """Make the hospital beside its place and move it there when it is whole: a broken try leaves nothing behind."""
    if not settings.is_demo:
        raise ValueError("Invented people never live in a database that may hold real ones.")
    made, apart = (file.with_suffix(".making") for file in (_file(settings), _apart_file(settings)))
    made.parent.mkdir(parents=True, exist_ok=True)
    for file, steps in ((made, MAIN), (apart, APART)):
        _remove(file)
        migrate(f"sqlite:///{file}", steps)
    engine = _hurried(f"sqlite:///{made}")
    clock = Clock(settings.zone)
    today = today or clock.day_of(clock.now())
    can_read = fill(engine, clock, settings.pepper(), size, today)
    room = Private(engine, f"sqlite:///{apart}", clock, settings.pepper(), can_read)
    tell_in_private(room, today)
    answer_the_pulse(room, today)
    _empty_journal(engine)
    apart.replace(_apart_file(settings))
    _remove(_file(settings))
    made.rename(_file(settings))
    _remove(made)


def fill(engine: Engine, clock: Clock, pepper: bytes, size: str, today: date) -> list[readers.Reader]:
    """Tell the stories of a hospital up to yesterday evening into a database that has the newest schema.

    Returns those who read in private, with their keys in the hand.
    """
    SIZES[size](engine, clock, pepper, Keys(hash_password(PASSWORD), hash_pin(pepper, PIN)), today)
    end = last_moment(clock, today)
    with drawn_ids(Random(PASSPHRASE)):  # noqa: S311
        can_read = readers.take_up(LiveStage(engine, clock, Timeline(end, end), pepper))
    readers.come_in(engine, today)
    has_read(engine, clock, today)
    _came_in(engine, today - timedelta(days=1))
    return can_read


def fill_small(engine: Engine, clock: Clock, pepper: bytes, keys: Keys, today: date) -> None:
    """Tell the small hospital through the commands."""
    timeline = Timeline(clock.moment(today - timedelta(days=366), 0), last_moment(clock, today))
    stage = LiveStage(engine, clock, timeline, pepper)
    with drawn_ids(Random(SEED)):  # noqa: S311  the same each time, and no secret
        timeline.begin(the_hospital(stage, keys, screen_tokens(pepper), today))
        timeline.run()


def fill_large(engine: Engine, clock: Clock, pepper: bytes, keys: Keys, today: date, size: Size | None = None) -> None:
    """Write the large hospital in bulk, and what the doorway needs through the commands."""
    write_large(engine, clock, pepper, keys, today, last_moment(clock, today), size or Size())
    end = last_moment(clock, today)
    with drawn_ids(Random(SEED)):  # noqa: S311
        let_in(LiveStage(engine, clock, Timeline(end, end), pepper), keys, screen_tokens(pepper))


def last_moment(clock: Clock, today: date) -> Any:
    """Return the moment at which the stories end."""
    return clock.moment(today - timedelta(days=1), LAST_HOUR)


SIZES: dict[str, Callable[[Engine, Clock, bytes, Keys, date], None]] = {"small": fill_small, "large": fill_large}


def doorway_names() -> list[str]:
    """Return the names under which one can come in."""
    return list(DOORS)


def _came_in(engine: Engine, day: date) -> None:
    """Every ward name in use was signed in with yesterday; when that was stands in no history."""
    with Session(engine) as session:
        session.execute(update(WardName).where(WardName.rests_since.is_(None)).values(last_used=day))
        session.commit()


def _hurried(url: str) -> Engine:
    engine = prepare(create_engine(url))

    @event.listens_for(engine, "connect")
    def _in_a_hurry(dbapi: Any, _record: Any) -> None:
        for pragma in IN_A_HURRY:
            dbapi.execute(f"PRAGMA {pragma}")

    return engine


def _empty_journal(engine: Engine) -> None:
    """Bring everything from the journal into the file, so that the file alone is the hospital."""
    with engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def _file(settings: Settings) -> Path:
    return Path(settings.database_url.removeprefix("sqlite:///"))


def _apart_file(settings: Settings) -> Path:
    return Path(settings.concerns_database_url.removeprefix("sqlite:///"))


def _remove(file: Path) -> None:
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        file.with_name(name).unlink(missing_ok=True)
