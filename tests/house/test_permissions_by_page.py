"""Every address as every person finds it: the golden matrix, and nothing of another ward anywhere.

After a wanted change write the matrix anew and read what differs:
WARDVOICE_GOLDEN=write pytest tests/house/test_permissions_by_page.py
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.house.hospital import LAST, PERSONS, Hospital, Visitor, address, things

GOLDEN = Path(__file__).with_name("permissions.golden")
UNKNOWN = UUID(int=404)
OF_THE_HOSPITAL = {
    *("account_id", "membership_id", "edition_id", "token", "schedule_id", "hold_id"),
    *("line_id", "knock_id", "link_id"),
}
"""Accounts, calendars, editions of the standards, how long things are kept and what is held, and what the directory
says belong to no ward."""
COMPARE = {"manager", "lead", "advocate", "listener", "admin"}
OF_EVERY_WARD = {
    *("evidence.ward", "evidence.dates", "evidence.measure", "evidence.summary"),
    *("evidence.print_ward", "evidence.print_months", "evidence.print_summary"),
    *("evidence.take_private_csv", "evidence.take_private_json"),
    *("evidence.take_figures_csv", "evidence.take_figures_json", "evidence.take_list_csv", "evidence.take_list_json"),
    *("evidence.take_months_csv", "evidence.take_months_json"),
    *("evidence.take_topics_csv", "evidence.take_topics_json"),
}
"""What those may read of every ward, since wards are compared in the open."""
OFF_THE_WARD = {"lead", "advocate", "listener"}
OF_OTHERS = {
    *("evidence.complaints", "evidence.print_complaints"),
    *("evidence.take_complaints_csv", "evidence.take_complaints_json"),
}
"""What those may read of every ward where they do not work."""


# --- the matrix ------------------------------------------------------------------------------------------------------


def reading(hospital: Hospital) -> Iterator[str]:
    """Yield a line for each page: what each person gets who opens it."""
    everybody = hospital.everybody().values()
    for rule in hospital.rules("GET"):
        for written, values in things(hospital.alder, rule):
            at = address(rule, values)
            yield line(written, [person.ask("GET", at).status_code for person in everybody])


def sending(hospital: Hospital) -> Iterator[str]:
    """Yield a line for each form: what each person gets who sends it empty, about a thing that does not exist."""
    everybody = hospital.everybody().values()
    for rule in hospital.rules("POST"):
        if rule.endpoint in LAST:
            everybody = hospital.everybody().values()
        at = address(rule, dict.fromkeys(rule.arguments, UNKNOWN))
        yield line(rule.rule, [person.ask("POST", at).status_code for person in everybody])


def line(what: str, statuses: list[int]) -> str:
    what = re.sub(r"<uuid:(\w+)_id>", r"<\1>", what)
    return f"{what:<56}" + "".join(f"{status:>9}" for status in statuses).rstrip()


def test_every_page_answers_every_person_as_written_down(hospital: Hospital) -> None:
    head = f"{'':<56}" + "".join(f"{name:>9}" for name in PERSONS)
    pages, forms = list(reading(hospital)), list(sending(hospital))
    told = "\n".join(["Opened:", head, *pages, "", "Sent empty, about nothing that exists:", head, *forms, ""])
    if os.environ.get("WARDVOICE_GOLDEN") == "write":
        GOLDEN.write_text(told, encoding="utf-8")
    assert "500" not in told, [row for row in told.splitlines() if "500" in row]
    known = GOLDEN.read_text(encoding="utf-8").splitlines()
    differs = sorted(set(told.splitlines()) ^ set(known))
    assert not differs, "\n".join(["permissions.golden differs in:", head, *differs])


# --- another ward ----------------------------------------------------------------------------------------------------


def with_ids(hospital: Hospital, method: str) -> list[Rule]:
    return [rule for rule in hospital.rules(method) if set(rule.arguments) - OF_THE_HOSPITAL]


def alike(answer: TestResponse) -> tuple[int, str, str]:
    """What an answer tells: its status, where it leads, and its words without address and mark of the visit."""
    leads, words = answer.headers.get("Location", ""), re.sub(r"[0-9a-f]{32}", "…", answer.get_data(as_text=True))
    return (answer.status_code, leads.replace(answer.request.path, "…"), words.replace(answer.request.path, "…"))


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", [name for name in PERSONS if name not in ("unknown", "board", "reviewer")])
def test_another_wards_things_are_as_unknown_as_nothing(hospital: Hospital, name: str, method: str) -> None:
    """Where somebody is let in at all, another ward's thing and no thing get the same 404 to the letter."""
    person, found = Visitor(hospital, *PERSONS[name]), 0
    for rule in with_ids(hospital, method):
        others = {one: hospital.birch.ids[one] for one in rule.arguments}
        of_others = name in OFF_THE_WARD and rule.endpoint in OF_OTHERS
        if of_others or (name in COMPARE and rule.endpoint in OF_EVERY_WARD):
            assert person.ask(method, address(rule, others)).status_code == 200, rule.rule
            continue
        nothing = alike(person.ask(method, address(rule, dict.fromkeys(rule.arguments, UNKNOWN))))
        elsewhere = alike(person.ask(method, address(rule, others)))
        assert elsewhere == nothing, rule.rule
        assert nothing[0] in (403, 404, 303), rule.rule
        found += nothing[0] == 404
    assert found


@pytest.mark.parametrize("name", ["rep", "Tom", "manager", "admin"])
def test_both_ids_of_an_address_are_looked_at(hospital: Hospital, name: str) -> None:
    """An own meeting does not open another ward's line, item or promise."""
    person, alder, birch = Visitor(hospital, *PERSONS[name]), hospital.alder.ids, hospital.birch.ids
    for rule in with_ids(hospital, "POST"):
        if "meeting_id" in rule.arguments and len(rule.arguments) > 1:
            mixed = {**{one: birch[one] for one in rule.arguments}, "meeting_id": alder["meeting_id"]}
            assert person.ask("POST", address(rule, mixed)).status_code in (403, 404), rule.rule
            if name == "rep":
                assert person.ask("POST", address(rule, mixed)).status_code == 404, rule.rule
