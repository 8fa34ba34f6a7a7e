"""`wardvoice export`: anybody can count a ward's figures again from it, and nobody is named in it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Enum, create_engine, select
from sqlalchemy.orm import Session

from tests.demo.made import settings_in
from wardvoice.cli import wardvoice
from wardvoice.core.actor import Role
from wardvoice.core.chaining import head_words
from wardvoice.core.clock import Clock
from wardvoice.core.history import Happened
from wardvoice.core.tables import Column
from wardvoice.evidence.queries import figures_of
from wardvoice.evidence.rules.facts import ItemFacts, MeetingFacts, PromiseFacts
from wardvoice.evidence.rules.periods import Period, quarter_of
from wardvoice.evidence.rules.unnamed import NOT_TOLD, PERSONS, Unnamed
from wardvoice.evidence.words.exported import ITEMS, MEETINGS, PROMISES
from wardvoice.people.models import Account, Membership, WardName
from wardvoice.proof.replay import witnessed_columns, witnessed_models
from wardvoice.storage.base import prepare
from wardvoice.storage.history import ChainEnd, HistoryRow, HistoryWords
from wardvoice.wards.models import Ward

WARD = "Lantern Ward"
TOLD = ("history.jsonl", "items.csv", "items.json", "promises.csv", "promises.json", "meetings.csv", "meetings.json")
"""The files with what was done; the others hold numbers, and words that are the same for every ward."""
Line = dict[str, Any]


@pytest.fixture(scope="module")
def hospital(made_once: Path) -> Iterator[Session]:
    engine = prepare(create_engine(settings_in(made_once).database_url))
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture(scope="module")
def ward(hospital: Session) -> Ward:
    return hospital.scalars(select(Ward).where(Ward.name == WARD)).one()


def run(hospital: Path, *words: str) -> Result:
    """Call the command as somebody does on the hospital's server."""
    return CliRunner().invoke(wardvoice, ["export", *words], env=environment(hospital), standalone_mode=False)


def environment(hospital: Path) -> dict[str, str]:
    settings = settings_in(hospital)
    return {
        "WARDVOICE_DATABASE_URL": settings.database_url,
        "WARDVOICE_CONCERNS_DATABASE_URL": settings.concerns_database_url,
    }


@pytest.fixture(scope="module")
def folder(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("exported") / "evidence" / "of-lantern"
    answer = run(made_once, "--ward", WARD, str(into))
    assert answer.exception is None, answer.exception
    assert str(into) in answer.output
    return into


@pytest.fixture(scope="module")
def lines(folder: Path) -> list[Line]:
    return [json.loads(line) for line in (folder / "history.jsonl").read_text(encoding="utf-8").splitlines()]


def bodies(hospital: Session, ward: Ward) -> list[dict[str, Any]]:
    rows = select(HistoryRow.body).where(HistoryRow.chain == ward.id).order_by(HistoryRow.seq)
    return [json.loads(body) for body in hospital.scalars(rows)]


# --- what is in it --------------------------------------------------------------------------------------------------


def test_it_holds_every_row_of_the_chain_in_its_order(lines: list[Line], hospital: Session, ward: Ward) -> None:
    told = bodies(hospital, ward)
    assert [line["seq"] for line in lines] == list(range(1, len(told) + 1))
    assert [(line["what"], line["day"], line["role"]) for line in lines] == [
        (body["what"], body["day"], body["role"]) for body in told
    ]
    assert [len(line["rows"]) for line in lines] == [len(body["rows"]) for body in told]


def test_the_header_tells_where_the_history_stood(folder: Path, hospital: Session, ward: Ward) -> None:
    header = json.loads((folder / "header.json").read_text(encoding="utf-8"))
    end = hospital.get_one(ChainEnd, ward.id)
    assert (header["rows"], header["head"]) == (end.length, head_words(end.head))
    assert (header["ward"], header["beds"], header["opened_on"]) == (WARD, ward.beds, ward.opened_on.isoformat())
    assert header["zone"] == "Europe/London"


def test_the_dictionary_tells_of_each_column_of_each_file(folder: Path, lines: list[Line]) -> None:
    told = {(row["file"], row["column"]): row["meaning"] for row in read(folder, "dictionary.json")["rows"]}
    assert all(told.values())
    assert {column for file, column in told if file == "history"} == set(lines[0])
    assert {column for file, column in told if file == "header"} == set(read(folder, "header.json"))


def read(folder: Path, name: str) -> dict[str, Any]:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def test_what_is_counted_is_told_as_it_was_stored(lines: list[Line], hospital: Session, ward: Ward) -> None:
    """Every number, day and state of every table but the persons' stands in it, as the history has it."""
    for line, body in zip(lines, bodies(hospital, ward), strict=True):
        for thing, columns in body["rows"].items():
            if thing.partition(":")[0] in PERSONS:
                continue
            model = witnessed_models()[thing.partition(":")[0]].__table__
            for name, value in columns.items():
                if name not in NOT_TOLD and (isinstance(model.columns[name].type, Enum) or not isinstance(value, str)):
                    assert line["rows"][thing][name] == value, (line["seq"], thing, name)


def test_terms_of_one_holder_bear_one_mark_that_no_ward_name_bears(lines: list[Line]) -> None:
    rows = [(thing, told) for line in lines for thing, told in line["rows"].items()]
    holders = {told["ward_name_id"] for thing, told in rows if thing.startswith("terms:") and "ward_name_id" in told}
    names = {thing for thing, _ in rows if thing.startswith("ward_names:")}
    assert "holder-1" in holders
    assert "ward_names:name-1" in names
    assert not {name.partition(":")[2] for name in names} & holders


def test_it_tells_which_rows_staff_of_the_ward_did(lines: list[Line], hospital: Session, ward: Ward) -> None:
    parts = select(Membership.account_id).where(
        Membership.role.in_(["staff", "manager"]), (Membership.ward_id == ward.id) | Membership.ward_id.is_(None)
    )
    staff = {str(account) for account in hospital.scalars(parts)}
    assert [line["ward_staff"] for line in lines] == [body["person"] in staff for body in bodies(hospital, ward)]
    assert len({line["ward_staff"] for line in lines}) == 2


def test_the_figures_are_those_of_the_pages(folder: Path, hospital: Session, ward: Ward) -> None:
    rows = read(folder, "figures.json")["rows"]
    header = read(folder, "header.json")
    clock = Clock(ZoneInfo(header["zone"]), lambda: datetime.fromisoformat(header["exported_at"]))
    spans = list(dict.fromkeys((row["from"], row["to"]) for row in rows))
    assert len(spans) == 7
    for first, last in spans:
        period = Period(date.fromisoformat(first), date.fromisoformat(last))
        told = {row["measure"]: row["value"] for row in rows if (row["from"], row["to"]) == (first, last)}
        assert told == {key: one.value for key, one in figures_of(hospital, ward.id, period, clock).items()}
    today = date.fromisoformat(header["today"])
    assert spans[0] == (quarter_of(today).first.isoformat(), quarter_of(today).last.isoformat())
    assert [last[:4] for _, last in spans[5:]] == [str(today.year), str(today.year - 1)]


@pytest.mark.parametrize(("name", "table"), [("items", "items"), ("promises", "actions"), ("meetings", "meetings")])
def test_the_tables_hold_everything_that_is_counted(folder: Path, lines: list[Line], name: str, table: str) -> None:
    told = read(folder, f"{name}.json")["rows"]
    known = {thing.partition(":")[2] for line in lines for thing in line["rows"] if thing.startswith(f"{table}:")}
    assert {row["id"] for row in told} <= known
    assert len(told) > 5
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [row["id"] for row in told]


@pytest.mark.parametrize(("facts", "columns"), [(ItemFacts, ITEMS), (PromiseFacts, PROMISES), (MeetingFacts, MEETINGS)])
def test_every_fact_has_its_column(facts: type[Any], columns: tuple[Column, ...]) -> None:
    """A new fact is told, too: what is counted can be read in the tables."""
    assert {one.name for one in fields(facts)} - {"promises"} <= {column.name for column in columns}


# --- what is not in it ----------------------------------------------------------------------------------------------


def test_nobody_is_named_in_it(folder: Path, hospital: Session) -> None:
    said = "".join((folder / name).read_text(encoding="utf-8") for name in TOLD)
    accounts, names = list(hospital.scalars(select(Account))), list(hospital.scalars(select(WardName)))
    assert accounts, names
    parts = {part for account in accounts for part in (account.name, account.username, account.job)}
    for word in parts - {role.value for role in Role}:  # the part in which somebody acts is told, and is no name
        assert not re.search(rf"\b{re.escape(word)}\b", said), word
    for word in {name.word for name in names}:
        assert not re.search(rf"\b{re.escape(word)}\b", said, re.IGNORECASE), word
    for one in (*accounts, *names):
        assert str(one.id) not in said
        assert one.id.hex not in said


def test_nobodys_words_and_voices_are_in_it(folder: Path, hospital: Session) -> None:
    said = "".join((folder / name).read_text(encoding="utf-8") for name in TOLD)
    words = set(hospital.scalars(select(HistoryWords.text))) - {"", None, *(role.value for role in Role)}
    assert len(words) > 100
    for text in words:
        assert json.dumps(text, ensure_ascii=False) not in said, text
        assert len(str(text)) < 12 or str(text) not in said, text
    for body in hospital.scalars(select(HistoryRow.body)):
        voice = json.loads(body)["voice"]
        assert not voice or voice not in said


def test_a_patients_act_has_no_time(lines: list[Line]) -> None:
    assert all(line["at"] is None for line in lines if line["voice"] or line["part_of_day"])
    assert any(line["voice"] for line in lines)


def test_what_a_patients_act_left_behind_tells_a_day_and_no_moment(lines: list[Line], readme: str) -> None:
    """But the four from which something is counted, and the page beside the files says which."""
    told, without = set(), 0
    for line in lines:
        if line["voice"] or line["part_of_day"]:
            assert not MOMENT.search(json.dumps(line["facts"])), line["seq"]
            for thing, columns in line["rows"].items():
                told |= {f"{thing.partition(':')[0]}.{name}" for name, value in columns.items() if is_moment(value)}
                without += columns.get("opened_at") == line["day"]
    assert told == {"meetings.published_at", "outcomes.at", "minutes.patients_at"}
    assert without > 5
    assert "when an agenda was published, when an answer was given, and when patients and staff" in readme


@pytest.fixture(scope="module")
def readme(folder: Path) -> str:
    return " ".join((folder / "README.txt").read_text(encoding="utf-8").split())


MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d")


def is_moment(value: object) -> bool:
    return isinstance(value, str) and bool(MOMENT.match(value))


@pytest.mark.parametrize(
    ("person", "role", "voice", "told"),
    [
        ("somebody", "staff", None, "2026-07-01T23:30:00+00:00"),
        (None, "clock", None, "2026-07-01T23:30:00+00:00"),
        (None, "rep", "1f" * 32, "2026-07-02"),
        (None, "unsigned", None, "2026-07-02"),
    ],
)
def test_a_moment_becomes_the_day_in_the_hospital_where_a_patient_did_it(
    person: str | None, role: str, voice: str | None, told: str
) -> None:
    at = "2026-07-01T23:30:00+00:00"
    row = Unnamed((), (), ZoneInfo("Europe/London")).row(1, {
        "what": "x", "thing": "hands:1", "day": "2026-07-02", "at": at, "part_of_day": None, "words": [],
        "role": role, "person": person, "voice": voice, "facts": {"of": [at]}, "rows": {"hands:1": {"at": at}},
    })  # fmt: skip
    assert (row["facts"], row["rows"]) == ({"of": [told]}, {"hands:1": {"at": told}})
    assert row["at"] == (at if told == at else None)


def test_how_somebody_felt_is_not_in_it(lines: list[Line], hospital: Session, ward: Ward) -> None:
    assert any("feeling" in columns for body in bodies(hospital, ward) for columns in body["rows"].values())
    assert '"feeling"' not in json.dumps(lines)


def test_what_it_tells_of_ward_names_is_what_the_page_beside_it_says(lines: list[Line], readme: str) -> None:
    told = [columns for line in lines for thing, columns in line["rows"].items() if thing.startswith("ward_names:")]
    assert {name for columns in told for name in columns} <= {"id", "ward_id", "word", "first_used", "rests_since"}
    assert all(columns.get("word") in (None, {"w": 0}) for columns in told)
    assert "the day on which it was first used and the day from which it rests" in readme


def test_nothing_in_it_comes_from_what_is_said_in_private(lines: list[Line]) -> None:
    private = {Happened.LOG_ANCHORED, Happened.KEY_MADE, Happened.KEY_RETIRED, Happened.KEY_LOCKED_ANEW}
    assert not {line["what"] for line in lines} & {what.value for what in private}
    assert not {thing.partition(":")[0] for line in lines for thing in line["rows"]} & {"reader_keys", "log_anchors"}


@pytest.mark.parametrize("table", sorted(witnessed_models()))
def test_no_column_that_names_a_person_is_ever_told(table: str) -> None:
    """Whatever table a ward's history may tell of one day: an account or a ward name in it is left out or a mark."""
    model, its_id, somebody = witnessed_models()[table], str(uuid4()), str(uuid4())
    columns = {name: somebody for name in witnessed_columns(model) if names_a_person(model.__table__.columns[name])}
    body = {"what": "x", "thing": f"{table}:{its_id}", "day": "2026-03-02", "at": None, "part_of_day": None}
    body |= {"role": "staff", "person": somebody, "voice": None, "words": []}
    row = Unnamed({its_id}, ()).row(1, {**body, "facts": columns, "rows": {f"{table}:{its_id}": columns}})
    assert somebody not in json.dumps(row)


def names_a_person(column: Any) -> bool:
    return any(key.target_fullname.partition(".")[0] in PERSONS for key in column.foreign_keys)


@pytest.mark.parametrize(
    "value",
    [
        "Oak",
        "Tom Brown",
        "t.brown",
        "ab" * 16,
        "a" * 64,
        "deadbeef" * 4,
        str(UUID(int=7)),
        "2026-03-02 Tom",
        "=1+1",
        "é",
    ],
)
def test_what_is_not_known_to_be_harmless_is_left_out(value: str) -> None:
    body = {"what": "x", "thing": "items:1", "day": "2026-03-02", "at": None, "part_of_day": None}
    body |= {"role": "staff", "person": None, "voice": None, "words": []}
    row = Unnamed((), ()).row(
        1, {**body, "facts": {"new": value, "many": [value]}, "rows": {"items:1": {"new": value}}}
    )
    assert (row["facts"], row["rows"]) == ({"many": []}, {"items:1": {}})


# --- what is refused ------------------------------------------------------------------------------------------------


def test_an_unknown_ward_is_refused_with_the_names_there_are(made_once: Path, tmp_path: Path) -> None:
    for name in ("Nowhere", "Patients’ council"):
        answer = run(made_once, "--ward", name, str(tmp_path / "new"))
        assert str(answer.exception) == (
            f"There is no ward with the name “{name}”. There are: Bramble Ward, Lantern Ward."
        )
    assert not (tmp_path / "new").exists()


def test_a_folder_that_holds_something_is_left_alone(made_once: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    answer = run(made_once, "--ward", WARD, str(tmp_path))
    assert str(answer.exception) == f"There is something in {tmp_path} already. Name a new folder, or an empty one."
    answer = run(made_once, "--ward", WARD, str(tmp_path / "mine.txt"))
    assert "There is something in" in str(answer.exception)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_taken(made_once: Path, tmp_path: Path) -> None:
    assert run(made_once, "--ward", WARD, str(tmp_path)).exception is None
    assert (tmp_path / "history.jsonl").exists()
