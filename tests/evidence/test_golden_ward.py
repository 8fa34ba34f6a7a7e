"""The ward of twelve promises: what docs/measures.md works out by hand is what WardVoice counts, and counts again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.evidence.comparing import differences
from tests.evidence.golden import PERIOD, Golden, day
from tests.evidence.lines import lines_of
from tests.evidence.lives import a_life
from tests.evidence.recount import Ward as Told
from wardvoice.actions.queries import facts
from wardvoice.actions.rules import follow_through
from wardvoice.agenda.models import AgendaEntry, Outcome
from wardvoice.agenda.rules import WrittenBy
from wardvoice.evidence.queries.known import figures_of
from wardvoice.evidence.rules.periods import Period

PAGE = Path(__file__).resolve().parents[2] / "docs" / "measures.md"
SECTION = "## A ward of twelve promises"
NOTHING = "–"


@pytest.fixture(scope="module")
def golden() -> Iterator[Golden]:
    with a_life() as life:
        yield Golden(life)


def tables() -> dict[str, list[list[str]]]:
    """Return the rows of each table of the section, by what its first column is called."""
    section = PAGE.read_text(encoding="utf-8").partition(SECTION)[2].partition("\n## ")[0]
    found: dict[str, list[list[str]]] = {}
    for block in re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE):
        head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
        found[head[0]] = rows
    return found


def shown(golden: Golden) -> dict[str, Any]:
    return dict(figures_of(golden.life.session, golden.ward.id, Period(*PERIOD), golden.life.clock))


@pytest.mark.parametrize("row", tables()["key"], ids=lambda row: row[0].strip("`"))
def test_each_figure_is_what_was_worked_out_by_hand(golden: Golden, row: list[str]) -> None:
    key, numerator, denominator, worked_out = row
    figure = shown(golden)[key.strip("`")]
    told = tuple(None if part == NOTHING else int(part) for part in (numerator, denominator))
    assert (figure.numerator, figure.denominator) == told
    value = Fraction(told[0], told[1]) if None not in told else told[0] or int(worked_out.rpartition(": ")[2])  # type: ignore[arg-type]
    assert figure.value == pytest.approx(float(value))


def test_every_other_figure_is_the_same_twice(golden: Golden) -> None:
    life = golden.life
    assert differences(life.session, golden.ward.id, Told(lines_of(life.session, golden.ward.id)), life.clock,
                       Period(*PERIOD)) == {}  # fmt: skip


@pytest.mark.parametrize("row", tables()["item"], ids=lambda row: row[0])
def test_each_item_is_as_the_page_tells_it(golden: Golden, row: list[str]) -> None:
    letter, asked_on, by, answered_on, answer, agendas = row
    item, session = golden.items[letter], golden.life.session
    lines = select(func.count()).where(AgendaEntry.item_id == item.id)
    last = session.scalars(select(Outcome).where(Outcome.item_id == item.id, Outcome.answer.is_not(None))).one_or_none()
    assert item.received_on == day(asked_on)
    assert (item.written_by is WrittenBy.STAFF) == (by == "ward staff")
    assert session.scalar(lines) == int(agendas)
    assert (last.day if last else None) == (None if answered_on == NOTHING else day(answered_on))
    assert last is None or answer.replace(" ", "-").startswith(last.answer or "")


@pytest.mark.parametrize("row", tables()["promise"], ids=lambda row: row[0])
def test_each_promise_is_as_the_page_tells_it(golden: Golden, row: list[str]) -> None:
    number, letter, made_on, first_date, moved_to, staff, _, its_class = row
    action, life = golden.promises[int(number)], golden.life
    moves = [] if moved_to == NOTHING else [day(one) for one in moved_to.split(", ")]
    assert [one.due for one in action.promises] == [day(first_date), *moves]
    assert action.made_on == day(made_on)
    assert action.item_id == (None if letter == NOTHING else golden.items[letter].id)
    assert action.imported == (letter == NOTHING)
    done = re.findall(r"\d+ \w+", staff)
    assert action.done_on == (day(done[-1]) if done else None)
    known = facts(life.session, golden.ward.id, [action], life.clock.today)[action.id]
    assert follow_through(known, life.clock.today).value == its_class.replace(" ", "-")


def test_the_page_has_every_class_and_twelve_promises() -> None:
    promises = tables()["promise"]
    assert len(promises) == 12
    assert len({row[-1] for row in promises}) == 10
