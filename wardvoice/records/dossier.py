"""What is kept about a person with an account, as a table and as files: one line for each value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from wardvoice.core.clock import Clock
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.tables import Column, Table, as_csv, json_bytes, plain
from wardvoice.records.queries.person import Section, Upstairs, about_account, account_named

NOT_EMPTY = N_("There is something in %(folder)s already. Name a new folder, or an empty one.")
README = Path(__file__).with_name("person_readme.txt")
COLUMNS = (
    Column("section", "What kind of thing it is."),
    Column("entry", "Which of that kind, from 1 on."),
    Column("name", "What is told of it."),
    Column("value", "The value; empty where there is none."),
)


def as_table(sections: Iterable[Section]) -> Table:
    """Return everything as one table, which every spreadsheet opens: a line for each value."""
    return Table("person", COLUMNS, list(_lines(sections)))


def as_json(sections: Iterable[Section], **about: Any) -> bytes:
    """Return everything as JSON: for each section its entries, by the names of their columns."""
    return json_bytes({**about, **{one.key: [_entry(one.columns, row) for row in one.rows] for one in sections}})


def write_down(session: Session, clock: Clock, username: str, folder: Path, upstairs: Upstairs = ()) -> int:
    """Write what is kept about an account into an empty folder that only its owner reads; return how many entries.

    `upstairs` tell what rooms above this one keep. NotFound for an unknown username, RuleBroken where something is in
    the folder.
    """
    sections = about_account(session, account_named(session, username), upstairs=upstairs)
    if folder.exists() and any(folder.iterdir()):
        raise RuleBroken(NOT_EMPTY, folder=folder)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    about = {"told_on": clock.now().isoformat(timespec="seconds")}
    files = {"person.json": as_json(sections, **about), "person.csv": as_csv(as_table(sections))}
    for name, data in {**files, "README.txt": README.read_bytes()}.items():
        path = folder / name
        path.touch(mode=0o600)
        path.write_bytes(data)
    return sum(len(one.rows) for one in sections)


def _lines(sections: Iterable[Section]) -> Iterable[Sequence[Any]]:
    for one in sections:
        for n, row in enumerate(one.rows, 1):
            yield from ((one.key, n, name, value) for name, value in zip(one.columns, row, strict=True))


def _entry(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in zip(columns, row, strict=True)}
