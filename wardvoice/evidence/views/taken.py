"""What can be taken along as CSV or JSON: the figures, the list behind each of them, and what the columns mean."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request

from wardvoice.core.policy import May
from wardvoice.core.tables import Table, as_csv, as_json
from wardvoice.evidence.queries.known import months_of
from wardvoice.evidence.queries.themes import topics
from wardvoice.evidence.rules.periods import Period
from wardvoice.evidence.views.room import Asked, asked_about, bp, known, period_asked, side_by_side
from wardvoice.evidence.words import private, tables
from wardvoice.evidence.words.trends import trend
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer
from wardvoice.web.taken import CSV, as_file, plain

WAYS = {
    "csv": (as_csv, CSV),
    "json": (as_json, "application/json"),
}


@bp.get("/evidence/<uuid:ward_id>.csv", endpoint="take_figures_csv")
@bp.get("/evidence/<uuid:ward_id>.json", endpoint="take_figures_json")
@requires(May.TAKE_EVIDENCE)
def take_figures(ward_id: UUID) -> Answer:
    """Give the figures of a ward and period along."""
    asked = asked_about(ward_id, May.TAKE_EVIDENCE)
    return given(tables.of_figures(asked.figures.values()), asked, "evidence")


@bp.get("/evidence/<uuid:ward_id>/measure/<key>.csv", endpoint="take_list_csv")
@bp.get("/evidence/<uuid:ward_id>/measure/<key>.json", endpoint="take_list_json")
@requires(May.TAKE_EVIDENCE)
def take_list(ward_id: UUID, key: str) -> Answer:
    """Give the list behind a figure along."""
    asked = asked_about(ward_id, May.TAKE_EVIDENCE)
    return given(tables.behind(asked.figure(key)), asked, f"evidence-{key}", measure=key)


@bp.get("/evidence/<uuid:ward_id>/measure/<key>/months.csv", endpoint="take_months_csv")
@bp.get("/evidence/<uuid:ward_id>/measure/<key>/months.json", endpoint="take_months_json")
@requires(May.TAKE_EVIDENCE)
def take_months(ward_id: UUID, key: str) -> Answer:
    """Give a figure along month by month, as its chart shows it."""
    asked = asked_about(ward_id, May.TAKE_EVIDENCE)
    figure, work = asked.figure(key), this_work()
    chart = trend(figure, months_of(work.session, asked.ward, work.clock, known()))
    return given(tables.month_by_month(chart), asked, f"months-{key}", measure=key)


@bp.get("/evidence/<uuid:ward_id>/topics.csv", endpoint="take_topics_csv")
@bp.get("/evidence/<uuid:ward_id>/topics.json", endpoint="take_topics_json")
@requires(May.TAKE_EVIDENCE)
def take_topics(ward_id: UUID) -> Answer:
    """Give along what people of a ward asked about."""
    asked = asked_about(ward_id, May.TAKE_EVIDENCE)
    return given(tables.of_topics(topics(this_work().session, asked.figures)), asked, "topics")


@bp.get("/evidence.csv", endpoint="take_wards_csv")
@bp.get("/evidence.json", endpoint="take_wards_json")
@requires(May.COMPARE_WARDS)
def take_wards() -> Answer:
    """Give the figures of all wards along, ward by ward, in the order of their names."""
    period = period_asked()
    wards, figures = side_by_side(period)
    by_name = [(ward.name, figures[ward.id].values()) for ward in wards]
    return _about(period, tables.of_wards(by_name), "evidence-all-wards")


@bp.get("/evidence/topics.csv", endpoint="take_all_topics_csv")
@bp.get("/evidence/topics.json", endpoint="take_all_topics_json")
@requires(May.COMPARE_WARDS)
def take_all_topics() -> Answer:
    """Give along what people of all wards asked about."""
    period = period_asked()
    _wards, figures = side_by_side(period)
    return _about(period, tables.of_topics(topics(this_work().session, *figures.values())), "topics-all-wards")


@bp.get("/evidence/dictionary.csv", endpoint="take_dictionary_csv")
@bp.get("/evidence/dictionary.json", endpoint="take_dictionary_json")
@requires(May.TAKE_EVIDENCE)
def take_dictionary() -> Answer:
    """Give along what each column of each table means."""
    lists = {"list": tables.LISTED, "months": tables.MONTHS, "topics": tables.TOPICS}
    named = (Table(name, columns, ()) for name, columns in lists.items())
    told = (tables.of_figures(()), tables.of_wards(()), *named, private.listed((), ()))
    return _file(tables.dictionary(told), "dictionary")


def given(table: Table, asked: Asked, name: str, **about: Any) -> Answer:
    """Answer with a table about a ward and period, in a file whose name tells of which."""
    return _about(asked.period, table, f"{name}-{plain(asked.ward.name)}", ward=asked.ward.name, **about)


def _about(period: Period, table: Table, name: str, **about: Any) -> Answer:
    first, last = period.first.isoformat(), period.last.isoformat()
    about |= {"from": first, "to": last, "counted_on": this_work().today.isoformat()}
    return _file(table, f"{name}-{first}-{last}", **about)


def _file(table: Table, name: str, **about: Any) -> Answer:
    """Answer with a table in the way that the end of the address asks for."""
    way = request.path.rpartition(".")[2]
    write, kind = WAYS[way]
    return as_file(write(table, **about), kind, f"{name}.{way}")
