"""Answers: a whole page or the piece of it that changes, decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import Response, make_response, redirect, render_template, request
from itsdangerous import BadData, URLSafeTimedSerializer
from markupsafe import Markup, escape

from wardvoice.web import cookies
from wardvoice.web.cookies import this_visit
from wardvoice.web.hall import asked, the_hall
from wardvoice.web.identity import this_actor

Answer = Response
T = TypeVar("T")

PER_PAGE = 25
SAY_SECONDS = 60
STAYS = "WV-Stays"
"""Sent along by scripts that keep the page until they know that its words were taken."""


def page(template: str, fragment: str | None = None, status: int = 200, **facts: Any) -> Answer:
    """Show a page, or only its piece `fragment` to an htmx request that swaps pieces.

    `layout="print.html"` gives it another frame than the asker's own.
    """
    if fragment and asked.wants_piece:
        return make_response(render_template(fragment, **facts), status)
    said = _said()
    facts.setdefault("layout", layout_of_asker())
    response = make_response(
        render_template(template, said=said, receipt=False, mistakes=status >= 400, **facts), status
    )
    if said:
        cookies.drop(response, cookies.SAY)
    return response


def done(to: str, fragment: str | None = None, say: str | None = None, **facts: Any) -> Answer:
    """Answer a good POST: the changed piece to htmx, else the way to a page. `say` is a fixed sentence."""
    if asked.wants_piece and fragment:
        return make_response(render_template(fragment, **facts) + str(_announced(say)))
    answer = _led(to)
    if say:
        cookies.keep(answer, cookies.SAY, _signer().dumps([say, this_visit().visit[:8]]))
    return answer


def unchanged() -> Answer:
    """Answer a page that asks every few seconds: nothing has changed, and nothing is swapped."""
    return make_response("", 204, {"Vary": "HX-Request"})


def _led(to: str) -> Answer:
    """Return the way to a page: as a header for scripts, which follow it themselves, else as a redirect."""
    if asked.wants_piece:
        return make_response("", 200, {"HX-Redirect": to})
    if STAYS in request.headers:
        return make_response("", 200, {"WV-Go": to})
    return make_response(redirect(to, 303))


def receipt(template: str, **facts: Any) -> Answer:
    """End a task at a ward screen: the answer to the POST itself, never a redirect."""
    facts.setdefault("layout", layout_of_asker())
    return make_response(render_template(template, said=None, receipt=True, mistakes=False, **facts))


@dataclass(frozen=True)
class Pages(Generic[T]):
    """One page of a long list, and where it stands: `rows`, `number`, `count`, `total`."""

    rows: Sequence[T]
    number: int
    count: int
    total: int

    @property
    def before(self) -> int | None:
        """The number of the page before this one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the next page."""
        return self.number + 1 if self.number < self.count else None


def page_number() -> int:
    """Return which page of a list the address asks for: `?page=2`."""
    raw = request.args.get("page", "1")
    return min(max(int(raw[:9]), 1), 100_000) if raw.isascii() and raw.isdecimal() else 1


def offset() -> int:
    """Return how many rows a query leaves out before the page that is asked for."""
    return (page_number() - 1) * PER_PAGE


def pages_of(rows: Sequence[T], total: int, size: int = PER_PAGE) -> Pages[T]:
    """Return a page that a query has already cut out with `offset()` and `PER_PAGE`."""
    return Pages(rows, page_number(), max(1, -(-total // size)), total)


def cut(rows: Sequence[T], size: int = PER_PAGE) -> Pages[T]:
    """Cut the page that is asked for out of a whole list."""
    start = (page_number() - 1) * size
    return pages_of(rows[start : start + size], len(rows), size)


def layout_of_asker() -> str:
    """Return the frame of whoever asks: the terminal's at a screen of the ward, else the staff's."""
    return "terminal.html" if this_actor().at_ward_screen else "base.html"


def _announced(say: str | None) -> Markup:
    """Return the sentence for whoever cannot see the change, to be put into the page's live region."""
    spoken = escape(say) if say else ""
    return Markup('<div id="wv-say" hx-swap-oob="innerHTML">{}</div>').format(spoken)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(the_hall().secret, salt="say")


def _said() -> str | None:
    """Return the sentence that the answer before this page left, once, and only to the visit it was meant for."""
    try:
        said, meant_for = _signer().loads(cookies.read(cookies.SAY) or "", max_age=SAY_SECONDS)
    except (BadData, ValueError):
        return None
    return str(said) if meant_for == this_visit().visit[:8] else None
