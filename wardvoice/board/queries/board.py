"""The board "You asked – we answered": one page of lines, and the figures of the last twelve weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.actions.models import Action
from wardvoice.actions.queries import Gathered, first_due_from, gather
from wardvoice.actions.rules import UNFINISHED, Class
from wardvoice.agenda.models import Item, Outcome
from wardvoice.agenda.queries import answered_on
from wardvoice.agenda.rules import GOOD_THINGS, Answer, ItemState, WrittenBy
from wardvoice.board.queries.answers import Answered, answers_of
from wardvoice.board.queries.asked import Asked, asked_columns, asked_of, is_published, with_author
from wardvoice.board.queries.lines import Line, by_item
from wardvoice.board.rules import AskedFacts, Headline, PromiseFacts, headline, headline_starts
from wardvoice.storage.bound import Day

NEWS_DAYS = timedelta(days=7)
LATELY_DAYS = timedelta(days=14)
GONE = (ItemState.WITHDRAWN, ItemState.MERGED)


class Show(StrEnum):
    """Which lines of the board are shown. NEWS is what is open or moved on in a week, LATELY what was asked in two.

    Those two are for paper.
    """

    ALL = "all"
    OPEN = "open"
    ANSWERED = "answered"
    GOOD = "good"
    NEWS = "news"
    LATELY = "lately"


def on_the_board(ward_id: UUID) -> ColumnElement[bool]:
    """Return the condition that an item has its line: published, and neither withdrawn nor merged into another."""
    return and_(Item.ward_id == ward_id, Item.state.not_in(GONE), is_published())


@dataclass(frozen=True)
class Board:
    """One page of the board, whether another follows, and the figures above it."""

    lines: list[Line]
    more: bool
    headline: Headline


def board(
    session: Session, ward_id: UUID, show: Show, *, now: datetime, today: date, offset: int = 0, limit: int = 25
) -> Board:
    """Return a page of the board with four statements, however many items the ward has."""
    asked = _asked(session, ward_id, show, now=now, today=today, offset=offset, limit=limit + 1)
    ids, since = [one.id for one in asked[:limit]], headline_starts(today)
    of_page, of_weeks = Item.id.in_(ids), and_(on_the_board(ward_id), Item.received_on >= since)
    answers = answers_of(session, or_(of_page, of_weeks), today)
    wanted = or_(Action.item_id.in_(ids), first_due_from(since))
    kept = gather(session, ward_id, today, wanted)
    cards = by_item(one.card for one in kept)
    return Board(
        lines=[Line(one, answers[one.id], tuple(cards.get(one.id, ()))) for one in asked[:limit]],
        more=len(asked) > limit,
        headline=headline(
            [_asked_facts(one) for one in answers.values() if one.received_on >= since],
            [_promise_facts(one) for one in kept if one.card.first_date >= since],
        ),
    )


def _asked_facts(one: Answered) -> AskedFacts:
    by_staff = one.written_by is WrittenBy.STAFF
    return AskedFacts(one.kind, good=one.kind in GOOD_THINGS, by_staff=by_staff, answered=one.holds)


def _promise_facts(one: Gathered) -> PromiseFacts:
    return PromiseFacts(
        counts=one.item_kind not in GOOD_THINGS and not one.card.imported and one.written_by is not WrittenBy.STAFF,
        confirmed=one.card.kind in (Class.KEPT_ON_TIME, Class.KEPT_LATE),
        staff_say_done=one.card.kind is Class.STAFF_SAY_DONE,
        moved=one.card.times_moved > 0,
    )


def _asked(
    session: Session, ward_id: UUID, show: Show, *, now: datetime, today: date, offset: int, limit: int
) -> list[Asked]:
    query = (
        select(*asked_columns(now))
        .where(on_the_board(ward_id), _shown(show, today))
        .order_by(Item.received_on.desc(), Item.id)
        .offset(offset)
        .limit(limit)
    )
    return [asked_of(row) for row in session.execute(with_author(query))]


def _shown(show: Show, today: date) -> ColumnElement[bool]:
    if show is Show.GOOD:
        return Item.kind.in_(GOOD_THINGS)
    if show is Show.ANSWERED:
        return answer_holds(today)
    if show is Show.OPEN:
        return _is_open(today)
    if show is Show.NEWS:
        return or_(_is_open(today), _moved_on_since(today - NEWS_DAYS))
    if show is Show.LATELY:
        return Item.received_on >= today - LATELY_DAYS
    return Item.id.is_not(None)


def _is_open(today: date) -> ColumnElement[bool]:
    unfinished = select(Action.id).where(Action.item_id == Item.id, Action.state.in_(UNFINISHED))
    waits = or_(Item.state != ItemState.ANSWERED, ~answer_holds(today))
    return and_(Item.kind.not_in(GOOD_THINGS), or_(waits, unfinished.correlate(Item).exists()))


def _moved_on_since(day: date) -> ColumnElement[bool]:
    """Return the condition that an item was asked, answered, or a promise for it done or confirmed since a day."""
    answered = select(Outcome.id).where(Outcome.item_id == Item.id, answered_on() >= day)
    done = select(Action.id).where(Action.item_id == Item.id, or_(Action.confirmed_on >= day, Action.done_on >= day))
    return or_(Item.received_on >= day, answered.correlate(Item).exists(), done.correlate(Item).exists())


def answer_holds(today: Day) -> ColumnElement[bool]:
    """Return the condition that an item's last answer still holds; the twin of agenda.rules.is_answered."""
    later = aliased(Outcome)
    is_last = ~(
        select(later.id)
        .where(later.item_id == Outcome.item_id, later.answer.is_not(None), later.at > Outcome.at)
        .exists()
    )
    over = or_(
        and_(Outcome.answer == Answer.NO, Outcome.review_on < today),
        and_(Outcome.answer == Answer.PASSED_TO, Outcome.check_on < today),
    )
    query = select(Outcome.id).where(Outcome.item_id == Item.id, Outcome.answer.is_not(None), is_last, ~over)
    return query.correlate(Item).exists()
