"""Bringing a ward's old list in: as a whole, or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from wardvoice.actions.commands import AT_THE_SERVER, Brought, bring_promise
from wardvoice.actions.queries import Owner
from wardvoice.actions.rules import ActionState
from wardvoice.core.clock import Clock
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May
from wardvoice.core.sheets import MOST_BYTES, sheets_of
from wardvoice.old_lists import queries
from wardvoice.old_lists.rules import Line, Reading, Stands, Told, read
from wardvoice.storage.history import hold
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward

STATES = {
    Stands.OPEN: ActionState.OPEN,
    Stands.DONE: ActionState.DONE_SAID,
    Stands.CANNOT: ActionState.CANNOT_SAID,
}
TWICE = N_("This file was brought to this ward before. Nothing was changed.")
NOTHING = N_("There is no line in this file that could be brought.")
SAME_ABOVE = N_("It says the same, for the same day, as line %(above)s. Take one out.")
BROUGHT_BEFORE = N_("It was brought before: the same words, for the same day.")
NOBODY = N_("Nobody here has that name until then. And the ward has no manager who could have it.")


@dataclass(frozen=True)
class Whose:
    """Who has a promise from now on, and whether the list names them."""

    owner: Owner
    named: bool


@dataclass
class Report:
    """What was understood of a file, line by line, and whose each promise is."""

    ward: str
    reading: Reading
    owners: dict[int, Whose] = field(default_factory=dict)
    brought: bool = False

    @property
    def refused(self) -> list[Line]:
        """The lines because of which nothing is brought."""
        return [line for line in self.reading.lines if line.why]

    @property
    def understood(self) -> list[Line]:
        """The lines that become promises."""
        return [line for line in self.reading.lines if line.told]


def import_actions(
    session: Session, clock: Clock, pepper: bytes, *, file: Path, ward_name: str, dry_run: bool = False
) -> Report:
    """Bring the promises of a file to a ward, and store them in one piece; or say what would come of each line.

    Nothing is stored in a dry run, nor if a single line is refused. NotFound for a ward that is none, RuleBroken for a
    file that cannot be read, or was brought before; OSError where there is no such file.
    """
    with file.open("rb") as opened:
        data = opened.read(MOST_BYTES + 1)
    work = Work(session, AT_THE_SERVER, clock, pepper)
    report = bring_list(work, ward=queries.ward_named(session, ward_name), data=data)
    if dry_run or report.refused:
        session.rollback()
        return report
    work.commit()
    report.brought = True
    return report


def bring_list(work: Work, *, ward: Ward, data: bytes) -> Report:
    """Write down each line of a list that is understood. Nobody may store this while the report has a refusal."""
    work.require(May.BRING_PROMISES, ward)
    hold(work.session, [ward.id])  # two who bring the same file at once come one after the other
    list_id = UUID(bytes=hashlib.sha256(data).digest()[:16])
    reading = read(sheets_of(data), work.today)
    if queries.was_brought(work.session, ward.id, list_id):
        raise RuleBroken(TWICE)
    report = Report(ward.name, reading)
    _refuse_repeats(work, ward, reading)
    people = queries.people_of(work.session, ward.id, work.today)
    reading.lines = [_owned(report, place, line, people, work.today) for place, line in enumerate(reading.lines)]
    if not report.understood and not report.refused:
        raise RuleBroken(NOTHING)
    if not report.refused:
        for place, line in enumerate(reading.lines):
            if line.told:
                brought = _brought(line, line.told, report.owners[place])
                bring_promise(work, ward=ward, brought=brought, list_id=list_id, line=line.number)
    return report


def _refuse_repeats(work: Work, ward: Ward, reading: Reading) -> None:
    """Refuse what the list says twice, and what another file has brought."""
    before, above = queries.brought_lines(work.session, ward.id), dict[tuple[str, date], int]()
    for place, line in enumerate(reading.lines):
        if line.told is None:
            continue
        same = (line.told.words, line.told.dates[0])
        if same in before:
            reading.lines[place] = _refused(line, BROUGHT_BEFORE)
        elif same in above:
            reading.lines[place] = _refused(line, SAME_ABOVE, above=above[same])
        above.setdefault(same, line.number)


def _owned(report: Report, place: int, line: Line, people: queries.People, today: date) -> Line:
    """Find whose a line is: exactly one person's name, or whoever answers for the ward."""
    if line.told is None:
        return line
    named = people.called(line.told.whose, max(today, line.told.dates[-1]))
    owner = named or people.heir
    if owner is None:
        return _refused(line, NOBODY)
    report.owners[place] = Whose(owner, named is not None)
    return line


def _refused(line: Line, why: str, **params: Any) -> Line:
    return replace(line, told=None, why=str(RuleBroken(why, **params)))


def _brought(line: Line, told: Told, whose: Whose) -> Brought:
    as_told = {
        "sheet": line.sheet,
        "whose": told.whose,
        "when": told.when,
        "how": told.how,
        "asked": told.asked,
        "remarks": told.said,
    }
    return Brought(
        words=told.words,
        dates=told.dates,
        state=STATES[told.stands],
        owner_id=whose.owner.id,
        named=whose.named,
        agreed=told.agreed,
        done_on=told.done_on,
        perhaps=None if whose.named else told.whose or None,
        as_told={name: text for name, text in as_told.items() if text},
    )
