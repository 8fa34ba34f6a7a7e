"""A ward's evidence as files: its history without anybody's name or words, from which anybody can count again.

Nothing in it stems from what is said in private.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.core.chaining import head_words
from wardvoice.core.clock import Clock
from wardvoice.core.errors import N_, NotFound, RuleBroken
from wardvoice.core.tables import Column, Table, as_csv, as_json, json_bytes
from wardvoice.evidence.queries.chain import unnamed_rows
from wardvoice.evidence.queries.loading import facts_of
from wardvoice.evidence.rules.measures import figures
from wardvoice.evidence.rules.periods import Period, before, quarter_of, year_of
from wardvoice.evidence.words.exported import figures_by_period, of_facts
from wardvoice.evidence.words.tables import dictionary
from wardvoice.storage.history import ChainEnd
from wardvoice.wards import queries as of_wards
from wardvoice.wards.models import Ward

NO_WARD = N_("There is no ward with the name “%(name)s”. There are: %(there_are)s.")
NOT_EMPTY = N_("There is something in %(folder)s already. Name a new folder, or an empty one.")
QUARTERS = 5
"""This quarter, and the four before it: so many that the same time of the year before is among them."""
README = Path(__file__).with_name("export_readme.txt")

HEADER = (
    Column("ward", "Name of the ward."),
    Column("beds", "Beds of the ward today.", "beds"),
    Column("opened_on", "Day on which the ward opened.", "day"),
    Column("exported_at", "Moment at which these files were written.", "moment, UTC"),
    Column("today", "Day on the hospital's calendar at that moment: states are those of this day.", "day"),
    Column("zone", "Time zone of the hospital: days and hours on its clock follow from it."),
    Column("head", "Head of the ward's history, as it stands on each printed page: four groups of four letters."),
    Column("rows", "How many rows the history has.", "rows"),
)
HISTORY = (
    Column("seq", "Place of the row in the ward's history, from 1 on without a gap."),
    Column("what", "What happened."),
    Column("thing", "To what: table and id. A patient's name has a number in place of its id."),
    Column("day", "The day on which it happened, on the hospital's calendar.", "day"),
    Column("at", "The moment; empty where a patient did it, or somebody who had not signed in.", "moment, UTC"),
    Column("part_of_day", "The part of the day, where nobody had signed in."),
    Column("role", "The part in which somebody did it; stand-in is whoever does the rep's work in the rep's place."),
    Column("voice", "Number of a patient's voice on this one thing: it tells two voices on one thing apart."),
    Column("facts", 'What was told of it: days, counts, ids and codes. {"w": 0} stands for somebody\'s words.'),
    Column(
        "rows",
        "What it left in the tables: for each thing the columns that changed, as they stand from then on."
        " Where `at` is empty, moments are cut to days, but for those from which something is counted.",
    ),
    Column("ward_staff", "Whether it was done by an account that ever was staff or manager of this ward."),
)


def export(session: Session, clock: Clock, name: str, folder: Path) -> int:
    """Write a ward's evidence into a new or empty folder, all files or none; return how many rows its history has.

    NotFound for a ward that is not there, RuleBroken for a folder that holds something.
    """
    ward = _ward(session, name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RuleBroken(NOT_EMPTY, folder=folder)
    folder.absolute().parent.mkdir(parents=True, exist_ok=True)
    half = Path(mkdtemp(prefix=".export-", dir=folder.absolute().parent))
    try:
        written = _write(session, clock, ward, half)
        if folder.exists():
            folder.rmdir()
        half.chmod(0o750)
        half.rename(folder)
    except BaseException:
        rmtree(half, ignore_errors=True)
        raise
    return written


def _ward(session: Session, name: str) -> Ward:
    wards = of_wards.wards(session)
    found = [ward for ward in wards if ward.name.casefold() == name.strip().casefold()]
    if not found:
        raise NotFound(NO_WARD, name=name, there_are=", ".join(ward.name for ward in wards) or "none")
    return found[0]


def _write(session: Session, clock: Clock, ward: Ward, folder: Path) -> int:
    header = _header(session, clock, ward)
    (folder / "header.json").write_bytes(json_bytes(header))
    _write_lines(folder / "history.jsonl", unnamed_rows(session, ward.id, clock.zone))
    tables = _tables(session, clock, ward)
    for table in (*tables, dictionary([Table("header", HEADER, ()), Table("history", HISTORY, ()), *tables])):
        _write_table(folder, table)
    (folder / "README.txt").write_text(README.read_text(encoding="utf-8"), encoding="utf-8", newline="\r\n")
    return int(header["rows"])


def _header(session: Session, clock: Clock, ward: Ward) -> dict[str, Any]:
    now = clock.now()
    length, head = session.execute(select(ChainEnd.length, ChainEnd.head).where(ChainEnd.chain == ward.id)).one()
    values = (
        *(ward.name, ward.beds, ward.opened_on.isoformat()),
        *(now.isoformat(), clock.day_of(now).isoformat(), str(clock.zone)),
        *(head_words(head), length),
    )
    return dict(zip((column.name for column in HEADER), values, strict=True))


def _tables(session: Session, clock: Clock, ward: Ward) -> list[Table]:
    """Return the figures of this quarter, the four before and the last two years, and all that is counted."""
    today = clock.day_of(clock.now())
    quarters = [quarter_of(today)]
    while len(quarters) < QUARTERS:
        quarters.append(before(quarters[-1]))
    periods = [*quarters, year_of(today), before(year_of(today))]
    facts = facts_of(session, [ward.id], Period(min(ward.opened_on, today), today), clock)[ward.id]
    told = {period: figures(facts, period, today) for period in periods}
    return [figures_by_period(told), *of_facts(facts)]


def _write_lines(file: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def _write_table(folder: Path, table: Table) -> None:
    (folder / f"{table.name}.csv").write_bytes(as_csv(table))
    (folder / f"{table.name}.json").write_bytes(as_json(table))
