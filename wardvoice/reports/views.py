"""The pages made for paper. A ward terminal prints none of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint

from wardvoice.board import queries as of_board
from wardvoice.board.queries import Show
from wardvoice.core.policy import May
from wardvoice.meetings import queries as of_meetings
from wardvoice.meetings import words
from wardvoice.minutes.views.reading import facts
from wardvoice.minutes.views.stage import opened
from wardvoice.reports import queries
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_ward, this_work
from wardvoice.web.pages import Answer, page

bp = Blueprint("reports", __name__)
ON_PAPER = 60
WEEK = timedelta(days=7)


@bp.get("/print")
@requires(May.PRINT)
def index() -> Answer:
    """Show what can be printed."""
    last = of_meetings.last_held(this_work().session, this_ward().id)
    return page("reports/index.html", last=last)


@bp.get("/print/board")
@requires(May.PRINT)
def print_board() -> Answer:
    """Print what moved on in the last week, and what is still open."""
    work, board = this_work(), _board(Show.NEWS)
    news = queries.news(board.lines, work.today - WEEK, work.clock.day_of)
    return _paper("reports/board.html", board=board, news=news)


@bp.get("/print/asked")
@requires(May.PRINT)
def print_asked() -> Answer:
    """Print what happened to what was asked in the last two weeks, for a bedroom or seclusion."""
    return _paper("reports/asked.html", board=_board(Show.LATELY))


@bp.get("/print/agenda")
@requires(May.PRINT)
def print_agenda() -> Answer:
    """Print the next agenda as everybody may read it."""
    work = this_work()
    session, ward_id = work.session, this_ward().id
    meeting = of_board.next_meeting(session, ward_id, work.today)
    found = of_board.next_agenda(session, ward_id, meeting, now=work.now, today=work.today, may_read=False)
    return _paper("reports/agenda.html", agenda=found, meeting=meeting)


@bp.get("/print/minutes/<uuid:meeting_id>")
@requires(May.PRINT)
def print_minutes(meeting_id: UUID) -> Answer:
    """Print the minutes of one meeting."""
    return _paper("reports/minutes.html", meeting_words=words, **facts(*opened(meeting_id)))


@bp.get("/print/due")
@requires(May.PRINT)
def print_due() -> Answer:
    """Print what is due this shift, for handover."""
    work = this_work()
    return _paper("reports/due.html", cards=queries.due_this_shift(work.session, this_ward().id, work.today))


@bp.get("/print/actions")
@requires(May.PRINT)
def print_actions() -> Answer:
    """Print the list of promises that are not settled."""
    work = this_work()
    return _paper("reports/actions.html", cards=queries.unfinished(work.session, this_ward().id, work.today))


def _board(show: Show) -> of_board.Board:
    work = this_work()
    return of_board.board(work.session, this_ward().id, show, now=work.now, today=work.today, limit=ON_PAPER)


def _paper(template: str, **facts: Any) -> Answer:
    work = this_work()
    head = queries.head_on_paper(work.session, this_ward().id)
    return page(template, layout="print.html", head=head, printed_at=work.now, **facts)
