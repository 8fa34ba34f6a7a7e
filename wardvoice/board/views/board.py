"""The board "You asked – we answered", and the big screen on the wall."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from wardvoice.board import queries
from wardvoice.board.queries import Show
from wardvoice.board.views.room import bp
from wardvoice.board.words import SHOWS
from wardvoice.concerns import queries as of_concerns
from wardvoice.concerns.queries import Told
from wardvoice.core.actor import Door
from wardvoice.core.policy import May
from wardvoice.web.apart import this_apart_work
from wardvoice.web.drawn import drawn
from wardvoice.web.guard import requires
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_actor, this_ward, this_work
from wardvoice.web.pages import Answer, done, page, page_number

LINES = 10
"""On one page: a line may carry an answer and several promises, and a page weighs 30 kB at most."""
ANSWERS = 5
SCREEN_CARDS = 3
SCREEN_PAGES = 12
SCREEN_SECONDS = 20


@bp.get("/board")
@requires(May.READ_WARD)
def board() -> Answer:
    """Show what was asked, what was answered, and whether it happened."""
    show, number = show_asked(), page_number()

    def facts() -> dict[str, Any]:
        lines = found(show, (number - 1) * LINES, LINES)
        return {"board": lines, "show": show, "shows": SHOWS, "number": number}

    inside = drawn("board/_board.html", facts, show, number)
    return page("board/board.html", inside=inside, show=show, **(_in_private() if number == 1 else {}))


@bp.get("/board/screen")
@requires(May.READ_WARD)
def screen() -> Answer:
    """Show the board to a whole room, a few lines at a time, which renew themselves; where patients sit, the board."""
    if this_actor().door in (Door.TERMINAL, Door.LAPTOP):
        return done(url_for("board.board"))
    number, told = page_number(), _told()
    first = max(number - bool(told), 1)
    lines = found(Show.NEWS, (first - 1) * SCREEN_CARDS, SCREEN_CARDS)
    tells = told if number == 1 else []
    follows = lines.lines if tells else lines.more and number < SCREEN_PAGES + bool(told)
    after = number + 1 if follows else 1
    shown = {"board": lines, "after": after, "seconds": SCREEN_SECONDS, "told": tells}
    return page("board/screen.html", "board/_screen.html", 200, layout="board_screen.html", **shown)


def _told() -> list[Told]:
    """Return the answers for everyone that the big screen shows on a page of their own, before all lines."""
    return of_concerns.answers_for_everyone(this_apart_work().session, this_ward().id, limit=SCREEN_CARDS)


def _in_private() -> dict[str, Any]:
    """Return the little that everybody may know of what was said in private; it hangs on no head of the history."""
    session, ward_id = this_apart_work().session, this_ward().id
    answers = of_concerns.answers_for_everyone(session, ward_id, limit=ANSWERS)
    least = the_hall().settings.small_number
    return {"answers": answers, "themes": of_concerns.themes_told(session, ward_id, this_work().today, least=least)}


def found(show: Show, offset: int, limit: int) -> queries.Board:
    """Return so many lines of the board, as the ward reads them now."""
    work = this_work()
    return queries.board(work.session, this_ward().id, show, now=work.now, today=work.today, offset=offset, limit=limit)


def show_asked() -> Show:
    """Return which lines the address asks for; all of them if it asks for nothing that is on offer."""
    wanted = request.args.get("show", "")
    return Show(wanted) if wanted in SHOWS else Show.ALL
