"""Writes the next numbered step of the schema from what the models say now: `python3 dev.py migration add pictures`."""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from wardvoice.storage.base import Base
from wardvoice.storage.migrate import config, migrate

HOUSE = Path(__file__).resolve().parent.parent / "wardvoice"


def know_every_table() -> None:
    """Import every module that has tables, so that the metadata is whole."""
    for path in sorted(HOUSE.glob("*/models.py")):
        import_module(f"wardvoice.{path.parent.name}.models")
    for name in ("wardvoice.storage.history", "wardvoice.storage.work", "wardvoice.web.sessions"):
        import_module(name)


def write(title: str) -> None:
    """Compare a new database at the newest step with the models, and write the difference as the next step."""
    know_every_table()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/now.sqlite"
        migrate(url)
        with create_engine(url).connect() as connection:
            settings = config(connection)
            settings.attributes["metadata"] = Base.metadata
            number = f"{len(list(ScriptDirectory.from_config(settings).walk_revisions())) + 1:04}"
            command.revision(settings, message=title, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    write(" ".join(sys.argv[1:]) or "change")
