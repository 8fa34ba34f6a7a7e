"""The tables that may be taken along: their columns, what each means, and their rows."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from wardvoice.core.tables import Column, Table
from wardvoice.evidence.queries.themes import Topic
from wardvoice.evidence.rules.figures import Figure
from wardvoice.evidence.words.charts import HEADS, Chart
from wardvoice.evidence.words.charts import Row as Month
from wardvoice.evidence.words.criteria import theme_name
from wardvoice.evidence.words.figures import how_counted, name
from wardvoice.evidence.words.measures import NAMES
from wardvoice.evidence.words.rows import rows

FIGURES = (
    Column("measure", _l("Key of the figure, as in docs/measures.md.")),
    Column("numerator", _l("How many count. Empty where the figure has none."), _l("number")),
    Column("denominator", _l("How many were looked at. Empty where the figure has none."), _l("number")),
    Column("value", _l("The figure. Empty where there is nothing to count."), _l("share from 0 to 1, days, or number")),
    Column("how_counted", _l("Name of the figure, and how it was counted.")),
)
LISTED = (
    Column("day", _l("Day of the thing: it came, was first due, or was held."), _l("day")),
    Column("what", _l("What it is: topic and kind, never words.")),
    Column("more", _l("What became of it.")),
    Column("counts", _l("Whether it counts in the number, or was only looked at."), _l("true or false")),
)
MONTHS = (
    Column("month", _l("Month that is over, as the chart shows it.")),
    Column("number", _l("How many count. Empty where the figure has none."), _l("number")),
    Column("out_of", _l("How many were looked at. Empty where the figure has none."), _l("number")),
    Column("result", _l("The figure of this month, as the chart shows it.")),
    Column("stands_out", _l("What stands out, in words; empty where nothing does.")),
)
TOPICS = (
    Column("topic", _l("What was asked about.")),
    Column("asked", _l("How often, in the period."), _l("number")),
    Column("criteria", _l("Numbers of the criteria to which it belongs, in the edition in use.")),
)
PLACE = {key: place for place, key in enumerate(NAMES)}
DICTIONARY = (
    Column("file", _l("Name of the file, without its ending.")),
    Column("column", _l("Name of the column in this file.")),
    Column("meaning", _l("What its values mean.")),
    Column("unit", _l("In which unit they are told; empty where there is none.")),
)


def of_figures(figures: Iterable[Figure]) -> Table:
    """Return the table of the figures of a ward and period, in the order of docs/measures.md."""
    found = [(one.key, one.numerator, one.denominator, one.value, told_as(one)) for one in in_order(figures)]
    return Table("figures", FIGURES, found)


def of_wards(wards: Iterable[tuple[str, Iterable[Figure]]]) -> Table:
    """Return the table of the figures of several wards, in the order in which these are told."""
    found = [(name, *row) for name, figures in wards for row in of_figures(figures).rows]
    return Table("wards", (Column("ward", _l("Name of the ward.")), *FIGURES), found)


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """Return figures in the order of docs/measures.md: first those with a number, at last the classes."""
    return sorted(figures, key=lambda one: PLACE.get(one.key, len(PLACE)))


def told_as(figure: Figure) -> str:
    """Return a figure's name, and how it was counted."""
    return f"{name(figure)}. {how_counted(figure)}".strip()


def behind(figure: Figure) -> Table:
    """Return the list behind a figure: nobody's words, nobody's name."""
    return Table("list", LISTED, [(row.day, row.what, row.more, row.counts) for row in rows(figure)])


def month_by_month(chart: Chart) -> Table:
    """Return the table under a chart; a count that the figure does not have stays empty."""
    return Table("months", MONTHS, [(row.month, *_both(chart, row), row.value, row.unusual) for row in chart.rows])


def _both(chart: Chart, row: Month) -> list[str]:
    told = dict(zip(chart.heads, row.counts, strict=True))
    return [told.get(str(head), "") for head in HEADS]


def of_topics(topics: Iterable[Topic]) -> Table:
    """Return the table of what was asked about, the most frequent first."""
    found = [(theme_name(one.key), one.count, _numbers(one)) for one in topics]
    return Table("topics", TOPICS, found)


def _numbers(topic: Topic) -> str:
    return ", ".join(one.number for one in topic.criteria)


def dictionary(tables: Iterable[Table]) -> Table:
    """Return the table of all columns of all tables: the data dictionary."""
    found = [(table.name, column.name, column.meaning, column.unit) for table in tables for column in table.columns]
    return Table("dictionary", DICTIONARY, found)
