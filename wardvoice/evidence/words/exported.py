"""The tables of an export: figures of several periods, and every item, promise and meeting as it is counted.

A command writes them, for whoever reads docs/measures.md: they are in English, as that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wardvoice.core.tables import Column, Table
from wardvoice.evidence.rules.facts import WardFacts
from wardvoice.evidence.rules.figures import Figure
from wardvoice.evidence.rules.periods import Period
from wardvoice.evidence.words.tables import FIGURES, of_figures

YES_OR_NO = "true or false"
ITEMS = (
    Column("id", "Id of the item, as in history.jsonl."),
    Column("received_on", "Day on which it came.", "day"),
    Column("topic", "What it is about."),
    Column("kind", "What kind of item it is."),
    Column("good", "Thanks, or “keep this”: it enters no rate.", YES_OR_NO),
    Column("by_staff", "Written down by ward staff: it is counted apart.", YES_OR_NO),
    Column("withdrawn", "Taken back by whoever asked: it is counted beside.", YES_OR_NO),
    Column("merged", "Part of another item: it is counted beside.", YES_OR_NO),
    Column("counts", "Whether it enters the figures.", YES_OR_NO),
    Column("agendas", "Agendas it stood on, and meetings for which it was passed on.", "agendas"),
    Column("raised", "How often it was asked for, earlier items that it is linked to included.", "times"),
    Column("answer", "Its last answer: yes, partly, no or passed-to; empty while it has none."),
    Column("answered_on", "Day of its first yes, partly or no.", "day"),
    Column("passed_on", "Day on which it was first passed on.", "day"),
    Column("holds", "Whether its last answer holds today.", YES_OR_NO),
    Column("said", "Whether the last of its yes, partly and no holds today.", YES_OR_NO),
    Column("refused", "Whether its last answer is not accepted.", YES_OR_NO),
    Column("led_to_change", "Whether patients confirmed a promise that was made for it.", YES_OR_NO),
    Column("is_open", "Whether no answer holds, or a promise for it is not settled.", YES_OR_NO),
    Column("days_to_confirmed", "From the day it came to the last confirmation.", "days"),
)
PROMISES = (
    Column("id", "Id of the promise, as in history.jsonl: its table is called actions there."),
    Column("item_id", "Item that it answers; empty where it answers none."),
    Column("topic", "What that item is about."),
    Column("made_on", "Day on which it was made.", "day"),
    Column("first_date", "First day that was promised; it never changes.", "day"),
    Column("days_promised", "How far away that day was.", "days"),
    Column("kind", "Class of follow-through today."),
    Column("times_moved", "How often its day was moved.", "times"),
    Column("reopens", "How often patients said no or partly to “done”.", "times"),
    Column("said_done", "Whether staff have said that it is done.", YES_OR_NO),
    Column("confirmed_on", "Day on which patients confirmed it.", "day"),
    Column("asked_still", "Whether patients were asked if it is still fixed.", YES_OR_NO),
    Column("still_fixed", "Whether it is, as they say.", YES_OR_NO),
    Column("imported", "Brought from an old list: it is counted apart.", YES_OR_NO),
    Column("for_staff", "Answers an item that ward staff wrote down: it is counted apart.", YES_OR_NO),
    Column("for_good", "Answers thanks or “keep this”: it is not counted.", YES_OR_NO),
    Column("counts", "Whether it enters the figures.", YES_OR_NO),
)
MEETINGS = (
    Column("id", "Id of the meeting, as in history.jsonl."),
    Column("day", "Its day.", "day"),
    Column("held", "Whether it was held.", YES_OR_NO),
    Column("because", "Why it was not held."),
    Column("early", "Whether its agenda was out 24 hours before.", YES_OR_NO),
    Column("has_minutes", "Whether it has minutes that both sides can agree to.", YES_OR_NO),
    Column("minutes_on", "Day on which both sides had agreed to them.", "day"),
    Column("patients", "Patients in the room.", "people"),
    Column("staff", "Staff in the room.", "people"),
    Column("on_ward", "Patients on the ward that day; empty where nobody wrote it down.", "people"),
    Column("chaired_by_patient", "Whether a patient chaired; empty where it is not known.", YES_OR_NO),
)
SPAN = (Column("from", "First day of the period.", "day"), Column("to", "Last day of the period.", "day"))


def figures_by_period(told: Mapping[Period, Mapping[str, Figure]]) -> Table:
    """Return the table of the figures of several periods."""
    rows = [
        (period.first, period.last, *row) for period, found in told.items() for row in of_figures(found.values()).rows
    ]
    return Table("figures", (*SPAN, *FIGURES), rows)


def of_facts(facts: WardFacts) -> list[Table]:
    """Return the tables of what is counted: items, promises, meetings, each in the order of its days."""
    return [
        _table("items", ITEMS, sorted(facts.items, key=lambda one: (one.received_on, str(one.id)))),
        _table("promises", PROMISES, sorted(facts.promises, key=lambda one: (one.made_on, str(one.id)))),
        _table("meetings", MEETINGS, sorted(facts.meetings, key=lambda one: (one.day, str(one.id)))),
    ]


def _table(name: str, columns: Sequence[Column], facts: Iterable[Any]) -> Table:
    return Table(name, columns, [[getattr(one, column.name) for column in columns] for one in facts])
