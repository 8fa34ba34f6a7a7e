"""The report about a file, in sentences for whoever types at the server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from wardvoice.old_lists.commands import Report, Whose
from wardvoice.old_lists.rules import Line, Stands, Told

SHOWN = 70
"""Letters of a line that are shown: enough to find it again."""


def lines_of(report: Report) -> Iterator[str]:
    """Yield what was read as what, a sentence for each line of the file."""
    reading = report.reading
    yield f"Columns: {', '.join(reading.columns)}."
    if reading.left_out:
        yield f"Columns that are not read: {', '.join(reading.left_out)}."
    if left := [name for name in reading.sheets_left if name]:
        yield f"Sheets that are not read, as they are hidden or name no columns: {', '.join(left)}."
    for place, line in enumerate(reading.lines):
        yield f"{_where(line)}: {_became(line, report.owners.get(place))} {_text(line)}"


def counts_of(report: Report) -> str:
    """Return how many there are of each kind, in one sentence."""
    stands = Counter(line.told.stands for line in report.understood if line.told)
    kinds = ", ".join(f"{stands[kind]} {kind.value}" for kind in Stands)
    named = sum(whose.named for whose in report.owners.values())
    return (
        f"{len(report.understood)} promises ({kinds}); {named} with an owner whom the list names, "
        f"{len(report.owners) - named} fall to whoever manages the ward."
    )


def refusal_of(report: Report) -> str:
    """Return why nothing was brought, in one sentence."""
    count = len(report.refused)
    lines = "1 line is" if count == 1 else f"{count} lines are"
    return f"Nothing was brought: {lines} not understood. Mend the file, and try it with --dry-run."


def _where(line: Line) -> str:
    sheet = f"Sheet {line.sheet}, line" if line.sheet else "Line"
    return f"{sheet} {line.number}{' (hidden)' if line.hidden else ''}"


def _became(line: Line, whose: Whose | None) -> str:
    if line.why:
        return f"REFUSED. {line.why}"
    if line.told is None or whose is None:
        return f"passed over: {line.passed}."
    return f"{_told(line.told)}, {_whose(line.told, whose)}."


def _told(told: Told) -> str:
    done = f" on {_day(told.done_on)}" if told.done_on else ""
    moved = "".join(f", moved to {_day(one)}" for one in told.dates[1:])
    return f"{told.stands.value}{done}, first date {_day(told.dates[0])}{moved}"


def _whose(told: Told, whose: Whose) -> str:
    owner = f"{whose.owner.name} ({whose.owner.job})"
    if whose.named:
        return f"the job of {owner}"
    return f"falls to {owner}, as “{told.whose}” is nobody's name here" if told.whose else f"falls to {owner}"


def _text(line: Line) -> str:
    return f"“{line.text[:SHOWN]}{'…' if len(line.text) > SHOWN else ''}”"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
