"""What a chart says: its last month, what stands out, and all of it for whoever does not see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.evidence.charted import charts
from tests.evidence.months import drawn, month
from tests.markup import Node, read
from wardvoice.evidence.rules.causes import Rule
from wardvoice.evidence.rules.process import Direction, Month, Process, Sense, process
from wardvoice.evidence.words.charts import Chart, chart_of
from wardvoice.evidence.words.figures import Unit
from wardvoice.evidence.words.months import said, short_month
from wardvoice.evidence.words.patterns import _IN_FRONT, _LATEST, _WHAT, _WHEN, SENSES, described, unusual, verdict

CALM = [40, 60] * 6


@pytest.fixture(autouse=True)
def speaking(standing: Flask) -> Iterator[None]:
    """Words need a language, and that comes with a request."""
    with standing.test_request_context("/"):
        yield


def shown(app: Flask, chart: Chart, direction: str = "ltr") -> Node:
    return read(app.jinja_env.get_template("evidence/_chart.html").render(chart=chart, dir=direction))


# --- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0, Unit.SHARE, "0%"),
        (2 / 3, Unit.SHARE, "67%"),
        (0.625, Unit.SHARE, "62%"),
        (0.635, Unit.SHARE, "64%"),
        (1, Unit.DAYS, "one day"),
        (0.5, Unit.DAYS, "0.5 days"),
        (12, Unit.DAYS, "12 days"),
        (2.25, Unit.NUMBER, "2.3"),
        (3.5, Unit.PER, "3.5"),
        (1234, Unit.NUMBER, "1,234"),
    ],
)
def test_a_value_is_said_in_its_unit(value: float, unit: Unit, words: str) -> None:
    assert said(value, unit) == words


def test_the_scale_tells_its_steps_exactly() -> None:
    scale = chart_of("In the room", Unit.PER, drawn([0.5, 1]), "4").scale
    assert [words for _y, words in scale] == ["0", "0.25", "0.5", "0.75", "1"]


# --- the last month ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "last", "words"),
    [
        (Direction.UP, 50, "January 2026 is as usual. Small ups and downs are chance."),
        (Direction.UP, 150, "January 2026 is better than usual. That is more than chance."),
        (Direction.DOWN, 150, "January 2026 is worse than usual. That is more than chance."),
        (Direction.NONE, 150, "January 2026 is not as usual. That is more than chance."),
    ],
)
def test_the_last_month_says_whether_it_is_more_than_chance(direction: Direction, last: float, words: str) -> None:
    assert verdict(drawn([*CALM, last], direction)) == words


def test_too_few_months_say_so() -> None:
    assert verdict(drawn([])) == verdict(drawn([None])) == "There is nothing to count yet."
    few = "12 months are needed to tell chance from change. There are 3."
    assert verdict(drawn([1, None, 2, 3])) == few
    lonely = [value for one in CALM for value in (one, None)]
    assert verdict(drawn(lonely)) == "Too few months follow each other to tell chance from change."


# --- what stands out --------------------------------------------------------------------------------------------------


def unusual_of(drawing: Process, place: int) -> str:
    return unusual(drawing.points[place])


def test_each_pattern_has_its_words() -> None:
    high = drawn([*CALM, 150, 50])
    assert unusual_of(high, 12) == "Better: above the usual range."
    assert unusual_of(high, 13) == ""
    low = drawn([*[100 - value for value in CALM], -50, 50], Direction.DOWN)
    assert unusual_of(low, 12) == "Better: below the usual range."
    run = drawn([10, 90, 10, 90, 10, 90, 10, *[60, 70] * 4], Direction.NONE)
    assert unusual_of(run, 9) == "Not as usual: 8 in a row above the average."
    trend = drawn([*CALM, 30, 35, 40, 45, 50, 55, 60], Direction.DOWN)
    assert unusual_of(trend, 15) == "Worse: up month after month."
    assert {rule for rule, _up in _WHAT} == set(Rule)
    assert set(_LATEST) == set(SENSES) == set(Sense)
    assert set(_IN_FRONT) == set(_WHEN) == set(Sense) - {Sense.USUAL}


def test_near_the_end_is_not_said_where_outside_is() -> None:
    drawing = drawn([*[50, 52] * 12, 60, 60], Direction.UP)
    rules = [{one.rule for one in point.signals} for point in drawing.points[-2:]]
    assert all({Rule.OUTSIDE, Rule.NEAR} <= one for one in rules)
    assert unusual_of(drawing, -1) == "Better: above the usual range."


def test_a_whole_chart_is_told_to_whoever_does_not_see_it() -> None:
    drawing = drawn([*[0.4, 0.6] * 6, None, 0, 0.5], highest=1)
    assert described(drawing, Unit.SHARE) == (
        "From January 2025 to March 2026. The last number is 50%, in March 2026. The average is 46%. "
        "The usual range goes from 0% to 100%. Between these it goes up and down by chance. Nothing stands out."
    )
    promised = drawn([*[10, 18] * 6, 60, 14], Direction.DOWN)
    assert described(promised, Unit.DAYS) == (
        "From January 2025 to February 2026. The last number is 14 days, in February 2026. "
        "The average is 17.3 days. The usual range goes from 0 days to 53.3 days. "
        "Between these it goes up and down by chance. Worse in January 2026: above the usual range."
    )


def test_few_months_are_told_without_a_range() -> None:
    told = described(drawn([2, 4]), Unit.NUMBER)
    assert told.endswith("The average is 3. 12 months are needed to tell chance from change. There are 2.")
    assert described(drawn([]), Unit.NUMBER) == "There is nothing to count yet."


# --- picture and table ------------------------------------------------------------------------------------------------


def test_the_picture_has_a_title_and_a_description_and_its_table_follows(standing: Flask) -> None:
    chart = charts()[0]
    page = shown(standing, chart)
    picture = page.one("svg", role="img")
    title, told = page.one("title"), page.one("desc")
    assert picture["aria-labelledby"] == f"{title['id']} {told['id']}"
    assert title.text == "Promises kept on time, month by month."
    assert told.text == chart.described
    in_order = [node for node in page.walk() if node.parent is picture.parent]
    assert in_order[in_order.index(picture) + 1].tag == "table"
    assert page.one("caption").text == "Promises kept on time, month by month"


def test_the_table_holds_every_month_with_its_numbers(standing: Flask) -> None:
    page = shown(standing, charts()[0])
    assert [head.text for head in page.all("th", scope="col")] == [
        "Month", "Kept", "Promised", "Result", "What stands out",
    ]  # fmt: skip
    rows = [[cell.text for cell in row.all("th", "td")] for row in page.one("tbody").all("tr")]
    assert len(rows) == 24
    assert rows[0] == ["Dec 2024", "5", "9", "56%", ""]
    assert rows[6] == ["Jun 2025", "0", "0", "Nothing to count", ""]
    assert rows[20] == ["Aug 2026", "1", "11", "9%", "Worse: below the usual range."]


def test_a_column_that_would_be_empty_is_left_out(standing: Flask) -> None:
    heads = [[head.text for head in shown(standing, chart).all("th", scope="col")] for chart in charts()[1:3]]
    assert heads == [
        ["Month", "Out of", "Result", "What stands out"],
        ["Month", "Number", "Result", "What stands out"],
    ]


def test_the_key_names_only_what_is_there(standing: Flask) -> None:
    keys = [[line.text for line in shown(standing, chart).one("ul").all("li")] for chart in charts()[:4]]
    lines = ["the average", "the usual range: between these lines it goes up and down by chance"]
    assert keys == [
        ["as usual", "better than usual", "worse than usual", "nothing to count", *lines],
        ["as usual", "worse than usual", *lines],
        ["as usual", "not as usual", *lines],
        ["as usual", "the average"],
    ]


def test_nothing_to_count_is_a_sentence_and_no_empty_picture(standing: Flask) -> None:
    page = shown(standing, charts()[-1])
    assert page.text == "There is nothing to count yet."
    assert not page.all("svg", "table")


def test_no_two_charts_share_an_id(standing: Flask) -> None:
    ids = [node["id"] for chart in charts() for node in shown(standing, chart).walk() if "id" in node.attrs]
    assert len(ids) == len(set(ids)) == 8


def test_time_runs_from_the_left_in_every_language_and_says_so_where_reading_does_not(standing: Flask) -> None:
    chart = charts()[2]
    there, here = (shown(standing, chart, direction) for direction in ("rtl", "ltr"))
    assert "The oldest month stands on the left." in there.text
    assert "The oldest month" not in here.text
    places = [[mark["x"] for mark in page.all("svg", cls="wv-chart__mark")] for page in (there, here)]
    assert places[0] == places[1]


def test_words_of_a_title_are_words(standing: Flask) -> None:
    page = shown(standing, chart_of("<b>Kept</b>", Unit.NUMBER, drawn([1, 2]), "x"))
    assert not page.all("b")


def test_months_are_said_in_the_language_of_the_page(standing: Flask) -> None:
    with force_locale("vi"):
        assert short_month(month(9)) == ("10", "2025")
    with force_locale("de"):
        chart = chart_of("Gehalten", Unit.NUMBER, process([Month(month(9), 3, None, 2.5)]), "x")
    assert (chart.labels[0].month, chart.labels[0].year, chart.rows[0].value) == ("Okt", "2025", "2,5")
