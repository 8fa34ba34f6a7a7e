"""Writes the next numbered step of the schema from what the models say now: `python3 dev.py migration add pictures`.

`python3 dev.py migration apart …` writes one for the database of private things.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from wardvoice.storage.apart import ApartBase
from wardvoice.storage.base import Base
from wardvoice.storage.migrate import APART, MAIN, config, migrate

HOUSE = Path(__file__).resolve().parent.parent / "wardvoice"


def know_every_table() -> None:
    """Import every module that has tables, so that the metadata is whole."""
    rooms = {
        path.relative_to(HOUSE).parts[0] for path in (*HOUSE.glob("*/models.py"), *HOUSE.glob("*/models/__init__.py"))
    }
    for room in sorted(rooms):
        import_module(f"wardvoice.{room}.models")
    for name in ("storage.history", "storage.work", "storage.apart_work", "storage.anchors", "web.sessions"):
        import_module(f"wardvoice.{name}")


def write(title: str, *, apart: bool = False) -> None:
    """Compare a new database at the newest step with the models, and write the difference as the next step."""
    know_every_table()
    steps, metadata = (APART, ApartBase.metadata) if apart else (MAIN, Base.metadata)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/now.sqlite"
        migrate(url, steps)
        with create_engine(url).connect() as connection:
            settings = config(connection, steps)
            settings.attributes["metadata"] = metadata
            number = f"{len(list(ScriptDirectory.from_config(settings).walk_revisions())) + 1:04}"
            command.revision(settings, message=title, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    apart = sys.argv[1:2] == ["apart"]
    write(" ".join(sys.argv[1 + apart :]) or "change", apart=apart)
