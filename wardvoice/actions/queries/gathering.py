"""The cards of many promises from one statement, so that a list of any length costs the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.actions import rules
from wardvoice.actions.models import Action, Confirmation, Promise, Report
from wardvoice.actions.queries.cards import ActionCard, Away, Move, Said
from wardvoice.actions.queries.facts import meeting_days_since, rhythm_of
from wardvoice.actions.queries.owners import MAY_OWN, Heir, Owner, heirs
from wardvoice.actions.rules import ActionFacts, ActionState, Reply
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import ItemKind, WrittenBy
from wardvoice.core.actor import Role
from wardvoice.meetings.models import Rhythm
from wardvoice.people.models import Absence, Account, Membership
from wardvoice.people.queries.holding import account_in_use, runs
from wardvoice.storage.bound import TODAY, Day

First = aliased(Promise)
Cover = aliased(Account)
TAKEN_OVER = (
    *("id", "ward_id", "item_id", "outcome_id", "owner_id", "shared_by_id", "version", "round", "words"),
    *("asked_on", "not_mine_on", "not_mine_because", "perhaps"),
    *("shared_words", "far_because", "made_on", "state", "done_on", "confirmed_on", "reopens", "imported"),
    *("cover_id", "cover_taken_on"),
)


@dataclass(frozen=True)
class Gathered:
    """A promise's card, and what kind of item it answers; None where it answers none."""

    card: ActionCard
    item_kind: ItemKind | None
    written_by: WrittenBy | None


def gather(session: Session, ward_id: UUID, today: date, *where: ColumnElement[bool]) -> list[Gathered]:
    """Return the promises of a ward that fit all conditions, the oldest first date first, with two statements at most.

    The rhythm is asked for only where somebody said "done?": it tells how many meeting days have passed since.
    """
    query = _statement().where(Action.ward_id == ward_id, *where)
    by_action: dict[UUID, list[Row[Any]]] = {}
    for row in session.execute(query, {"today": today}):
        by_action.setdefault(row.id, []).append(row)
    waits = any(rows[0].state is ActionState.DONE_SAID for rows in by_action.values())
    rhythm = rhythm_of(session, ward_id) if waits else ()
    return [_gathered(rows, rhythm, today) for rows in by_action.values()]


def cards_where(session: Session, ward_id: UUID, today: date, *where: ColumnElement[bool]) -> list[ActionCard]:
    """Return the cards of the promises that fit all conditions, the oldest first date first."""
    return [one.card for one in gather(session, ward_id, today, *where)]


def cards(session: Session, ward_id: UUID, ids: Iterable[UUID], today: date) -> list[ActionCard]:
    """Return a card for each of these promises of one ward, in the same order."""
    wanted = list(ids)
    found = {card.id: card for card in cards_where(session, ward_id, today, Action.id.in_(wanted))} if wanted else {}
    return [found[one] for one in wanted]


def card(session: Session, ward_id: UUID, action: Action, today: date) -> ActionCard:
    """Return one promise's card."""
    return cards(session, ward_id, [action.id], today)[0]


def first_due_from(day: date) -> ColumnElement[bool]:
    """Return the condition that a promise's first date is this day or later."""
    return First.due >= day


@cache
def _statement() -> Select[Any]:
    """Put together once, for whatever day it is."""
    in_post = _running(TODAY)
    partly = and_(
        Confirmation.action_id == Action.id, Confirmation.round == Action.round, Confirmation.reply == Reply.PARTLY
    )
    owner_in_post = and_(account_in_use(TODAY), in_post.exists())
    return (
        select(
            *(getattr(Action, name) for name in TAKEN_OVER),
            *(Action.owner_since, Action.reopened, Promise.n, Promise.due, Promise.because),
            *(Account.name, Account.job, Account.ends_on),
            owner_in_post.label("in_post"),
            in_post.with_only_columns(_until()).scalar_subquery().label("member_until"),
            in_post.where(Membership.role == Role.MANAGER).exists().label("is_manager"),
            *(_last_report(Report.kind), _last_report(Report.words)),
            *(_heir(Heir.name, owner_in_post, TODAY), _heir(Heir.job, owner_in_post, TODAY)),
            *(
                Cover.name.label("cover_name"),
                Cover.job.label("cover_job"),
                Absence.starts_on,
                Absence.ends_on.label("back"),
            ),
            *(Confirmation.words.label("missing"), Item.kind.label("item_kind"), Item.written_by),
        )
        .select_from(Action)
        .join(First, and_(First.action_id == Action.id, First.n == 0))
        .join(Promise, Promise.action_id == Action.id)
        .join(Account, Account.id == Action.owner_id)
        .outerjoin(Cover, Cover.id == Action.cover_id)
        .outerjoin(Absence, and_(Absence.account_id == Action.owner_id, Absence.ends_on >= TODAY))
        .outerjoin(Confirmation, partly)
        .outerjoin(Item, Item.id == Action.item_id)
        .order_by(First.due, Action.id, Promise.n, Confirmation.n)
    )


def _running(today: Day) -> Select[Any]:
    """The memberships by which the owner may own a promise on its ward today."""
    here = or_(Membership.ward_id == Action.ward_id, Membership.ward_id.is_(None))
    query = select(Membership.id).where(Membership.account_id == Account.id, here, Membership.role.in_(MAY_OWN))
    return query.where(runs(Membership, today)).correlate(Account, Action)


def _until() -> ColumnElement[Any]:
    """The first day on which none of them runs any more; NULL while one has no end."""
    goes_on = func.count() > func.count(Membership.until)
    return case((goes_on, None), else_=func.max(Membership.until))


def _heir(column: Any, owner_in_post: ColumnElement[bool], today: Day) -> Any:
    """A fact about who has the promise now that its owner left; nobody is looked for while the owner is there."""
    first = heirs(Action.ward_id, today).with_only_columns(column).correlate(Action).scalar_subquery()
    return case((~owner_in_post, first), else_=None).label(f"heir_{column.key}")


def _last_report(column: Any) -> Any:
    query = select(column).where(Report.action_id == Action.id).order_by(Report.at.desc()).limit(1)
    return query.correlate(Action).scalar_subquery().label(f"said_{column.key}")


def _gathered(rows: Sequence[Row[Any]], rhythm: Sequence[Rhythm], today: date) -> Gathered:
    row = rows[0]
    dates = list({each.n: Move(each.due, each.because) for each in rows}.values())
    facts = ActionFacts(
        state=row.state,
        first_date=dates[0].to,
        due=dates[-1].to,
        done_on=row.done_on,
        confirmed_on=row.confirmed_on,
        reopened=row.reopened,
        meeting_days=meeting_days_since(rhythm, row.done_on, today),
    )
    return Gathered(_card(rows, dates, facts, today), row.item_kind, row.written_by)


def _card(rows: Sequence[Row[Any]], dates: Sequence[Move], facts: ActionFacts, today: date) -> ActionCard:
    row = rows[0]
    return ActionCard(
        **{name: getattr(row, name) for name in TAKEN_OVER},
        owner=Owner(row.owner_id, row.name, row.job, bool(row.in_post), _last_day(row), bool(row.is_manager)),
        owner_since=row.owner_since if row.owner_since > row.made_on else None,
        first_date=facts.first_date,
        due=facts.due,
        moves=tuple(dates[1:]),
        kind=rules.follow_through(facts, today),
        overdue=rules.is_overdue(facts, today),
        question=rules.open_question(facts, today),
        said=Said(row.said_kind, row.said_words) if row.said_kind else None,
        cover=_known_as(row.cover_name, row.cover_job),
        heir=_known_as(row.heir_name, row.heir_job),
        away=(away := _away(rows)),
        away_now=next((days for days in away if days.starts_on <= today), None),
        missing=tuple(dict.fromkeys(each.missing for each in rows if each.missing)),
    )


def _away(rows: Sequence[Row[Any]]) -> tuple[Away, ...]:
    found = {(each.starts_on, each.back) for each in rows if each.back is not None and each.starts_on <= each.back}
    return tuple(Away(*days) for days in sorted(found))


def _known_as(name: str | None, job: str | None) -> str | None:
    return f"{name} ({job})" if name and job else name


def _last_day(row: Row[Any]) -> date | None:
    """The earlier of the account's and the membership's last day; None if both go on."""
    last = row.member_until - timedelta(days=1) if row.member_until else None
    return min((day for day in (row.ends_on, last) if day is not None), default=None)
