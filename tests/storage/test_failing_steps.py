"""A step that fails half-way leaves the old schema with all that stood in it, and can be taken once it is mended."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from wardvoice import cli
from wardvoice.storage.migrate import MAIN, at_newest, migrate, newest

STEP = '''"""A step of the tests."""

from alembic import op
import sqlalchemy as sa

revision, down_revision = "9999", "{before}"


def upgrade():
    op.create_table("half", sa.Column("line", sa.Text))
    op.add_column("wards", sa.Column("half", sa.Text))
    op.execute("INSERT INTO half VALUES ('x')")
    op.execute("{last}")
'''


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'old.sqlite'}"


def steps_with(tmp_path: Path, last: str) -> Path:
    """Return all steps and one more, which ends with a statement."""
    steps = copytree(MAIN, tmp_path / "steps", dirs_exist_ok=True)
    (steps / "versions" / "9999_more.py").write_text(STEP.format(before=newest(), last=last))
    return steps


def lines(url: str) -> list[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [*connection.scalars(text("SELECT line FROM half"))]
    engine.dispose()
    return found


def test_a_step_that_fails_half_way_leaves_everything_as_it_was_and_runs_once_it_is_mended(
    url: str, tmp_path: Path
) -> None:
    migrate(url)
    with pytest.raises(DBAPIError):
        migrate(url, steps_with(tmp_path, "INSERT INTO nowhere VALUES (1)"))
    engine = create_engine(url)
    assert at_newest(engine)
    assert "half" not in inspect(engine).get_table_names()
    assert "half" not in {column["name"] for column in inspect(engine).get_columns("wards")}
    engine.dispose()
    migrate(url, steps_with(tmp_path, "INSERT INTO half VALUES ('y')"))
    assert lines(url) == ["x", "y"]


def test_two_who_migrate_at_once_take_each_step_once(url: str, tmp_path: Path) -> None:
    steps = steps_with(tmp_path, "INSERT INTO half VALUES ('y')")
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda _: migrate(url, steps), range(2)))
    assert lines(url) == ["x", "y"]


def test_the_command_says_what_failed_and_that_nothing_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "MAIN", steps_with(tmp_path, "INSERT INTO nowhere VALUES (1)"))
    said = CliRunner().invoke(cli.wardvoice, ["migrate"], env={"WARDVOICE_INSTANCE": str(tmp_path)})
    assert said.exit_code == 1
    assert "nowhere" in said.output
    assert "as it was" in said.output


def test_the_command_says_in_a_sentence_that_rows_point_at_nothing(tmp_path: Path) -> None:
    here = {"WARDVOICE_INSTANCE": str(tmp_path)}
    assert CliRunner().invoke(cli.wardvoice, ["migrate"], env=here).exit_code == 0
    with create_engine(f"sqlite:///{tmp_path / 'wardvoice.sqlite'}").begin() as connection:
        connection.execute(text("INSERT INTO history_words VALUES (:none, 1, 0, 's', 'x')"), {"none": "0" * 32})
    said = CliRunner().invoke(cli.wardvoice, ["migrate"], env=here)
    assert said.exit_code == 1
    assert "1 rows point at nothing, the first in table history_words. None of the steps was taken" in said.output
