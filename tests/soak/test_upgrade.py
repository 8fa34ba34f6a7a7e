"""The schema takes a step while eight terminals write; the version before it goes on, and may be started anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

from sqlalchemy import create_engine, inspect

from tests.conftest import set_up
from tests.faults.load import Load
from tests.faults.server import Server
from tests.faults.terminal import furnish
from tests.soak.test_databases import proved
from wardvoice.storage.migrate import MAIN, migrate, newest

TERMINALS, BEFORE, AFTER = 8, 40, 40
STEP = '''"""A step that only adds, to the tables in which everybody writes at this moment."""

from alembic import op
import sqlalchemy as sa

revision, down_revision = "{next}", "{before}"


def upgrade():
    op.create_table("added", sa.Column("id", sa.Integer, primary_key=True), sa.Column("item_id", sa.Uuid))
    for table in ("items", "history", "wards"):
        op.add_column(table, sa.Column("added", sa.Text))
    op.create_index("ix_items_added", "items", ["added"])
    op.execute("INSERT INTO added (item_id) SELECT id FROM items")
'''


def steps_with_one_more(folder: Path) -> Path:
    """All steps, and one of the same digit: of a version that the one that runs here may run beside."""
    steps = copytree(MAIN, folder / "steps")
    later = f"{str(newest())[0]}999"
    (steps / "versions" / f"{later}_more.py").write_text(STEP.format(next=later, before=newest()))
    return steps


def test_the_schema_takes_a_step_under_eight_writers_and_the_older_version_goes_on(
    url: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    instance = set_up(tmp_path).instance
    where: Path | str = url or instance
    file = instance / "wardvoice.sqlite"
    there = url or f"sqlite:///{file}"
    file.unlink()  # made from the models; one that knows its steps takes its place
    migrate(there)
    furnish(where)
    steps = steps_with_one_more(tmp_path)
    with Server(instance, database_url=url) as server:
        load = Load(server.port, "Upgrade").run(TERMINALS, BEFORE, lambda: migrate(there, steps), AFTER)
        told = proved(load, server.port, where)
    assert not load.refused
    assert not load.unanswered
    engine = create_engine(there)
    assert "added" in {column["name"] for column in inspect(engine).get_columns("items")}
    engine.dispose()
    migrate(there)
    with Server(instance, database_url=url) as again:
        after = Load(again.port, "Taken back").run(TERMINALS, 8, lambda: None, 8)
        after.acknowledged += load.acknowledged
        proved(after, again.port, where)
    record_property("seen", f"a step that only adds, taken while eight write: {told}; the older version started anew")
