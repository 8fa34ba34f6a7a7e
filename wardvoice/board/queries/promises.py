"""The cards of many promises from one statement, so that a board of any length costs the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.actions import rules
from wardvoice.actions.models import Action, Confirmation, Promise, Report
from wardvoice.actions.queries import ActionCard, Owner, meeting_days_since
from wardvoice.actions.queries.cards import Move, Said
from wardvoice.actions.queries.owners import MAY_OWN
from wardvoice.actions.rules import ActionFacts, Reply
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import GOOD_THINGS, WrittenBy
from wardvoice.meetings.models import Rhythm
from wardvoice.people.models import Account, Membership
from wardvoice.people.queries.caller import account_in_use, membership_runs

First = aliased(Promise)
TAKEN_OVER = (
    *("id", "ward_id", "item_id", "outcome_id", "owner_id", "shared_by_id", "version", "round", "words"),
    *("shared_words", "far_because", "made_on", "state", "done_on", "confirmed_on", "reopens", "imported"),
)


@dataclass(frozen=True)
class Kept:
    """A promise's card, and whether it enters the figures of the board."""

    card: ActionCard
    counts: bool


def promises(
    session: Session, ward_id: UUID, rhythm: Sequence[Rhythm], today: date, *where: ColumnElement[bool]
) -> list[Kept]:
    """Return the promises of a ward that fit all conditions, the oldest first date first, in one statement."""
    query = _statement(today).where(Action.ward_id == ward_id, *where)
    by_action: dict[UUID, list[Row[Any]]] = {}
    for row in session.execute(query.order_by(First.due, Action.id, Promise.n, Confirmation.n)):
        by_action.setdefault(row.id, []).append(row)
    return [_kept(rows, rhythm, today) for rows in by_action.values()]


def first_due_from(day: date) -> ColumnElement[bool]:
    """Return the condition that a promise's first date is this day or later."""
    return First.due >= day


def by_item(cards: Iterable[ActionCard]) -> dict[UUID, list[ActionCard]]:
    """Return the cards under the items that they answer."""
    found: dict[UUID, list[ActionCard]] = {}
    for card in cards:
        if card.item_id is not None:
            found.setdefault(card.item_id, []).append(card)
    return found


def _statement(today: date) -> Select[Any]:
    in_post = select(Membership.id).where(
        Membership.account_id == Account.id,
        or_(Membership.ward_id == Action.ward_id, Membership.ward_id.is_(None)),
        Membership.role.in_(MAY_OWN),
        membership_runs(today),
    )
    partly = and_(
        Confirmation.action_id == Action.id, Confirmation.round == Action.round, Confirmation.reply == Reply.PARTLY
    )
    return (
        select(
            *(getattr(Action, name) for name in TAKEN_OVER),
            *(Action.owner_since, Action.reopened, Promise.n, Promise.due, Promise.because),
            *(Account.name, Account.job, Account.ends_on),
            and_(account_in_use(today), in_post.exists()).label("in_post"),
            *(_last_report(Report.kind), _last_report(Report.words)),
            *(Confirmation.words.label("missing"), Item.kind.label("item_kind"), Item.written_by),
        )
        .select_from(Action)
        .join(First, and_(First.action_id == Action.id, First.n == 0))
        .join(Promise, Promise.action_id == Action.id)
        .join(Account, Account.id == Action.owner_id)
        .outerjoin(Confirmation, partly)
        .outerjoin(Item, Item.id == Action.item_id)
    )


def _last_report(column: Any) -> Any:
    query = select(column).where(Report.action_id == Action.id).order_by(Report.at.desc()).limit(1)
    return query.correlate(Action).scalar_subquery().label(f"said_{column.key}")


def _kept(rows: Sequence[Row[Any]], rhythm: Sequence[Rhythm], today: date) -> Kept:
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
    counts = row.item_kind not in GOOD_THINGS and row.written_by is not WrittenBy.STAFF and not row.imported
    return Kept(_card(rows, dates, facts, today), counts)


def _card(rows: Sequence[Row[Any]], dates: Sequence[Move], facts: ActionFacts, today: date) -> ActionCard:
    row = rows[0]
    return ActionCard(
        **{name: getattr(row, name) for name in TAKEN_OVER},
        owner=Owner(row.owner_id, row.name, row.job, bool(row.in_post), row.ends_on),
        owner_since=row.owner_since if row.owner_since > row.made_on else None,
        first_date=facts.first_date,
        due=facts.due,
        moves=tuple(dates[1:]),
        kind=rules.follow_through(facts, today),
        overdue=rules.is_overdue(facts, today),
        question=rules.open_question(facts, today),
        said=Said(row.said_kind, row.said_words) if row.said_kind else None,
        missing=tuple(dict.fromkeys(each.missing for each in rows if each.missing)),
    )
