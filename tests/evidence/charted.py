"""Charts on real pages of the house: the frame of a page as somebody got it, with charts in its main part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from flask import Flask

from tests.evidence.months import drawn, month, shares
from tests.pages import PageClient
from wardvoice.evidence.rules.process import Direction, Month, process
from wardvoice.evidence.words.charts import Chart, chart_of
from wardvoice.evidence.words.figures import Unit

FIRST = date(2024, 12, 1)
KEPT = [
    (5, 9), (6, 10), (4, 8), (7, 11), (5, 8), (4, 9), (0, 0), (6, 9), (5, 10), (7, 12), (5, 9), (4, 9),
    (6, 8), (7, 9), (6, 8), (8, 11), (5, 7), (9, 12), (7, 10), (8, 11), (1, 11), (3, 8), (6, 11), (5, 9),
]  # fmt: skip
"""Two years of promises kept on time: one month with none, better from the thirteenth on, then much worse once."""
PROMISED = [14, 12, 15, 13, 14, 12, 16, 13, 14, 15, 13, 14, 15, 17, 19, 20, 22, 24, 21, 14, 13, 15, 14, 12]
"""Days promised, in the middle: longer and longer from one summer on, for seven months."""
MOVED = [3, 2, 4, 3, 2, 3, 4, 2, 3, 12, 3, 2, 4, 3]
FEW = [(3, 5), (4, 6), (2, 5)]


def charts() -> list[Chart]:
    """Return one chart of each kind; needs the words of a request."""
    kept = process(shares(KEPT, FIRST, whole=1), direction=Direction.UP, highest=1)
    promised = process(
        [Month(month(place, FIRST), None, 6, value) for place, value in enumerate(PROMISED)], direction=Direction.DOWN
    )
    moved = process([Month(month(place, FIRST), value, None, value) for place, value in enumerate(MOVED)])
    few = process(shares(FEW, date(2026, 9, 1), whole=1), direction=Direction.UP, highest=1)
    return [
        chart_of("Promises kept on time", Unit.SHARE, kept, "7", ("Kept", "Promised")),
        chart_of("Days promised, the middle one", Unit.DAYS, promised, "7-median-days"),
        chart_of("Dates moved", Unit.NUMBER, moved, "8"),
        chart_of("Meetings held", Unit.SHARE, few, "1"),
        chart_of("Nothing yet", Unit.SHARE, drawn([]), "none"),
    ]


def page_of(
    app: Flask, visitor: PageClient, address: str = "/board", direction: str = "ltr", contrast: str = ""
) -> str:
    """Return a page of the house, as this visitor gets it, that holds the charts in the place of its own words."""
    visitor.get(address)
    with app.test_request_context("/"):
        drawn_charts = _drawn(app, charts(), direction)
    markup = visitor.answer.get_data(as_text=True)
    markup = re.sub(
        r"(<main[^>]*>).*(</main>)", lambda found: found[1] + drawn_charts + found[2], markup, flags=re.DOTALL
    )
    markup = markup.replace('dir="ltr"', f'dir="{direction}"', 1)
    return markup.replace('data-contrast=""', f'data-contrast="{contrast}"', 1) if contrast else markup


def _drawn(app: Flask, those: Sequence[Chart], direction: str) -> str:
    template = app.jinja_env.get_template("evidence/_chart.html")
    pieces = [f"<h2>{one.title}</h2>" + template.render(chart=one, dir=direction) for one in those]
    return "<h1>How this ward is doing</h1>" + "".join(pieces)
