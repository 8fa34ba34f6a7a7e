"""The invented hospital in its own database: made when there is none, and never beside live data."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, update
from sqlalchemy.orm import Session

from wardvoice.config import Settings
from wardvoice.core.clock import Clock
from wardvoice.demo.doors import DOORS, PASSWORD, PIN, screen_tokens
from wardvoice.demo.life.people import Keys
from wardvoice.demo.small import the_hospital
from wardvoice.demo.stage import LiveStage
from wardvoice.demo.timeline import Timeline
from wardvoice.people.hashing import hash_password, hash_pin
from wardvoice.people.models import WardName
from wardvoice.storage.base import prepare
from wardvoice.storage.migrate import migrate

LAST_HOUR = 21
IN_A_HURRY = ("synchronous=OFF", "secure_delete=OFF")
"""While the data is made a power cut costs nothing but another try."""


def ensure(settings: Settings, *, size: str = "small", fresh: bool = False) -> None:
    """Make the demo hospital if there is none, or anew."""
    if fresh:
        throw_away(settings)
    if not exists(settings):
        create(settings, size)


def exists(settings: Settings) -> bool:
    """Return whether the demo hospital has been made, whole."""
    return _file(settings).exists()


def create(settings: Settings, size: str = "small", today: date | None = None) -> None:
    """Make the hospital beside its place and move it there when it is whole: a broken try leaves nothing behind."""
    assert settings.is_demo, "invented people never live among real ones"
    made = _file(settings).with_suffix(".making")
    made.parent.mkdir(parents=True, exist_ok=True)
    _remove(made)
    url = f"sqlite:///{made}"
    migrate(url)
    engine = _hurried(url)
    clock = Clock(settings.zone)
    fill(engine, settings, size, today or clock.day_of(clock.now()))
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    _remove(_file(settings))
    made.rename(_file(settings))
    _remove(made)


def fill(engine: Engine, settings: Settings, size: str, today: date) -> None:
    """Tell the stories of the hospital up to yesterday evening into a database that has the newest schema."""
    clock = Clock(settings.zone)
    pepper = settings.pepper()
    keys = Keys(hash_password(PASSWORD), hash_pin(pepper, PIN))
    yesterday = today - timedelta(days=1)
    timeline = Timeline(clock.moment(today - timedelta(days=400), 0), clock.moment(yesterday, LAST_HOUR))
    stage = LiveStage(engine, clock, timeline, pepper)
    timeline.begin(the_hospital(stage, keys, screen_tokens(pepper), today))
    timeline.run()
    _came_in(engine, yesterday)


def throw_away(settings: Settings) -> None:
    """Remove the demo hospital, if there is one; its secrets stay."""
    _remove(_file(settings))


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
    def _in_a_hurry(dbapi: object, _record: object) -> None:
        for pragma in IN_A_HURRY:
            dbapi.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    return engine


def _file(settings: Settings) -> Path:
    return Path(settings.database_url.removeprefix("sqlite:///"))


def _remove(file: Path) -> None:
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        file.with_name(name).unlink(missing_ok=True)
