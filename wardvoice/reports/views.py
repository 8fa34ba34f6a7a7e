"""The pages made for paper, and the daily pack for when the network is down. A ward terminal prints none of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, url_for

from wardvoice.agenda.rules import OFF_THE_AGENDA, planned_minutes, shares
from wardvoice.board import queries as of_board
from wardvoice.board.queries import Show
from wardvoice.core.chaining import GENESIS, head_words
from wardvoice.core.errors import Repeated
from wardvoice.core.policy import May
from wardvoice.council.views import facts as council
from wardvoice.meetings import queries as of_meetings
from wardvoice.meetings import words
from wardvoice.minutes.views.reading import facts
from wardvoice.minutes.views.script import script_of
from wardvoice.minutes.views.stage import opened
from wardvoice.paper import commands as paper
from wardvoice.paper import queries as of_paper
from wardvoice.paper.forms import PackForm
from wardvoice.reports import queries
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_caller, this_ward, this_work
from wardvoice.web.pages import Answer, done, page

bp = Blueprint("reports", __name__)
ON_PAPER = 60
ON_THE_PACK = 30
"""So many open promises stand on the first page of the pack, the oldest; the printed list has them all."""
WEEK = timedelta(days=7)


@bp.get("/print")
@requires(May.PRINT)
def index() -> Answer:
    """Show what can be printed."""
    session, ward_id = this_work().session, this_ward().id
    last, coming = of_meetings.last_held(session, ward_id), of_meetings.next_meeting(session, ward_id)
    return page("reports/index.html", last=last, next=coming)


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
    return _paper("reports/agenda.html", **_next_agenda())


@bp.get("/print/agenda/easy")
@requires(May.PRINT)
def print_easy_agenda() -> Answer:
    """Print the next agenda in Easy Read."""
    return _paper("reports/easy_agenda.html", **_next_agenda())


@bp.get("/print/outage")
@requires(May.PRINT)
def outage() -> Answer:
    """Show the pack as it would be printed now, and what was printed today."""
    return _before_printing(PackForm())


@bp.post("/print/outage")
@requires(May.PRINT_PACK)
def take_numbers() -> Answer:
    """Take new numbers for the forms of the pack, and lead to what is printed with them."""
    form = PackForm()
    if form.validate():
        with form.refusals():
            return done(url_for("reports.print_pack", pack_id=_pack_of(form)))
    return _before_printing(form)


@bp.get("/print/outage/<uuid:pack_id>")
@requires(May.PRINT)
def print_pack(pack_id: UUID) -> Answer:
    """Print the pack with the forms whose numbers were taken for it."""
    pack = of_paper.pack(this_work().session, this_ward().id, pack_id)
    return _paper("reports/outage.html", pack=pack, form=None, printed=[], **_outage())


@bp.get("/print/minutes/<uuid:meeting_id>")
@requires(May.PRINT)
def print_minutes(meeting_id: UUID) -> Answer:
    """Print the minutes of one meeting."""
    return _paper("reports/minutes.html", meeting_words=words, **facts(this_work(), meeting_id))


@bp.get("/print/script/<uuid:meeting_id>")
@requires(May.PRINT)
def print_script(meeting_id: UUID) -> Answer:
    """Print the chair's script."""
    return _paper("reports/script.html", **script_of(*opened(meeting_id)))


@bp.get("/print/minutes/<uuid:meeting_id>/easy")
@requires(May.PRINT)
def print_minutes_easily(meeting_id: UUID) -> Answer:
    """Print the minutes of one meeting in Easy Read: one idea a line, each with its picture."""
    return _paper("reports/easy_minutes.html", meeting_words=words, **facts(this_work(), meeting_id))


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


@bp.get("/print/council")
@requires(May.PRINT)
def print_council() -> Answer:
    """Print what the patients' council owes and answered, and what the wards ask about."""
    return _paper("reports/council.html", **council())


def _next_agenda() -> dict[str, Any]:
    """Return the next agenda as everybody may read it, with the minutes of each line that stands on it."""
    work = this_work()
    session, ward_id = work.session, this_ward().id
    meeting = of_board.next_meeting(session, ward_id, work.today)
    found = of_board.next_agenda(session, ward_id, meeting, now=work.now, today=work.today, may_read=False)
    standing = [line for line in found.lines if line.state not in OFF_THE_AGENDA]
    parts = shares(meeting.length if meeting else 0, [line.minutes for line in standing])
    by_line = {line.id: part for line, part in zip(standing, parts, strict=True)}
    return {"agenda": found, "meeting": meeting, "minutes_of": by_line, "planned": planned_minutes(parts)}


def _board(show: Show) -> of_board.Board:
    work = this_work()
    return of_board.board(work.session, this_ward().id, show, now=work.now, today=work.today, limit=ON_PAPER)


def _outage() -> dict[str, Any]:
    """Return what a ward needs while the network is down; what falls due stands among the promises, marked."""
    found = _next_agenda()
    due = {card.id for card in found["agenda"].promises if queries.is_due(card, this_work().today)}
    more = found["agenda"].promises[ON_THE_PACK:]
    return {
        "due": due,
        "more": len(more),
        "more_due": sum(card.id in due for card in more),
        "kept": ON_THE_PACK,
        **found,
    }


def _before_printing(form: PackForm) -> Answer:
    work = this_work()
    printed = of_paper.packs_of(work.session, this_ward().id, work.today)
    return _paper("reports/outage.html", form=form, printed=printed, pack=None, status=form.status, **_outage())


def _pack_of(form: PackForm) -> UUID:
    """Take new numbers; the same form sent twice leads to the pack of the first time."""
    try:
        return paper.print_pack(this_work(), forms=int(form.forms.data), once=form.once.data).id
    except Repeated as again:
        return UUID(again.thing_id.partition(":")[2])


def _paper(template: str, **facts: Any) -> Answer:
    work = this_work()
    head = head_words(this_caller().heads[0] or GENESIS)
    return page(template, layout="print.html", head=head, printed_at=work.now, **facts)
