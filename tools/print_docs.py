"""Prints what the code knows into the docs: the lives of things, who may do what, how long things are kept."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

from wardvoice.actions import rules as actions
from wardvoice.agenda import rules as agenda
from wardvoice.alerts import rules as alerts
from wardvoice.core.actor import CLOCK, DIRECTORY, Actor, Door, Role
from wardvoice.core.policy import AT_THE_COUNCIL, May, could, may
from wardvoice.meetings import rules as meetings
from wardvoice.records.rules import BOUNDS
from wardvoice.records.words import COUNTED_FROM, KEPT

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = (DOCS / "architecture.md", DOCS / "retention.md")
ONE = UUID(int=1)
THEIRS = SimpleNamespace(
    ward_id=ONE,
    author_id=ONE,
    owner_id=ONE,
    given_by_id=ONE,
    scribe_id=ONE,
    cover_id=ONE,
    account_id=ONE,
    ward_name_id=ONE,
    teller_id=ONE,
    no_patient_counts=True,
    first_by_id=None,
    nobody_keeps_the_cards=True,
    first_by_patients_side=True,
    first_by_advocate=True,
)
NOT_THEIRS = SimpleNamespace(first_by_id=ONE, shared_by_id=ONE, about_staff=True, standing_ids=(ONE,))


def _patient(door: Door, *roles: Role) -> Actor:
    return Actor(door, ONE, ONE, roles=frozenset({Role.PATIENT, *roles}))


def _account(*roles: Role, stands_in: bool = False) -> Actor:
    reviews = frozenset({ONE}) if Role.REVIEWER in roles else frozenset()
    return Actor(Door.OWN_DEVICE, ONE, ONE, roles=frozenset(roles), stands_in=stands_in, reviews=reviews)


PEOPLE: dict[str, Actor] = {
    "unknown browser": Actor(Door.OWN_DEVICE),
    "board screen": Actor(Door.BOARD, ONE),
    "station screen": Actor(Door.STATION, ONE),
    "terminal, not signed in": Actor(Door.TERMINAL, ONE),
    "laptop, not signed in": Actor(Door.LAPTOP, ONE),
    "patient": _patient(Door.TERMINAL),
    "rep or deputy": _patient(Door.LAPTOP, Role.REP),
    "peer": _patient(Door.TERMINAL, Role.PEER),
    "staff": _account(Role.STAFF),
    "staff, no rep in post": _account(Role.STAFF, stands_in=True),
    "manager": _account(Role.MANAGER),
    "service lead": _account(Role.LEAD),
    "advocate": _account(Role.ADVOCATE),
    "listener": _account(Role.LISTENER),
    "duty lead": _account(Role.DUTY),
    "admin": _account(Role.ADMIN),
    "reviewer": _account(Role.REVIEWER),
    "the directory": DIRECTORY,
    "the clock": CLOCK,
}


def matrix(people: Mapping[str, Actor] = PEOPLE, permissions: Iterable[May] = May) -> str:
    """Return who may do what: ● always, ○ only for what is theirs (or another's, or while nobody else can)."""
    head = "| may | " + " | ".join(people) + " |"
    rule = "|---|" + ":-:|" * len(people)
    rows = [
        f"| {what.value} | " + " | ".join(_mark(actor, what) for actor in people.values()) + " |"
        for what in permissions
    ]
    return "\n".join([head, rule, *rows])


def council() -> str:
    """Return who may do what at the patients' council: the whole of the law that holds there."""
    there = {
        name: replace(actor, at_council=True)
        for name, actor in PEOPLE.items()
        if name != "unknown browser" and not actor.stands_in
    }
    return matrix(there, AT_THE_COUNCIL)


def _mark(actor: Actor, what: May) -> str:
    if may(actor, what, NOT_THEIRS):
        return "●"
    return "○" if may(actor, what, THEIRS) or (could(actor, what) and may(actor, what)) else ""


def lives() -> str:
    """Return the state diagrams of a meeting, an item, a promise and an alert."""
    return "\n\n".join(
        f"### {life.name.capitalize()}\n\n```mermaid\n{life.diagram()}\n```"
        for life in (meetings.LIFE, agenda.LIFE, actions.LIFE, alerts.LIFE)
    )


def schedule() -> str:
    """Return the numbers of the retention schedule: what each covers, from when it counts, and its bounds."""
    rows = [
        f"| {KEPT[name]} | {COUNTED_FROM[name]} | {bounds.usual} | {bounds.least} to {bounds.most} |"
        for name, bounds in BOUNDS.items()
    ]
    return "\n".join(["| what, and in which unit | counted from | usual | bounds |", "|---|---|--:|--:|", *rows])


def printed(text: str) -> str:
    """Return the page with its printed parts made new."""
    for name, part in (("lives", lives()), ("matrix", matrix()), ("council", council()), ("schedule", schedule())):
        pattern = rf"(<!-- printed: {name} -->\n).*?(\n<!-- end -->)"
        text = re.sub(pattern, lambda found, part=part: found[1] + part + found[2], text, flags=re.DOTALL)  # type: ignore[misc]
    return text


if __name__ == "__main__":
    pages = {path: path.read_text(encoding="utf-8") for path in PAGES}
    if "--check" in sys.argv:
        sys.exit(any(printed(page) != page for page in pages.values()))
    for path, page in pages.items():
        path.write_text(printed(page), encoding="utf-8")
