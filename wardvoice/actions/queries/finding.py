"""Finding promises, their replies, and whoever raised what they answer."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action, Confirmation, Report
from wardvoice.actions.rules import Question, ReportKind
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import LeftAs
from wardvoice.core.history import Happened
from wardvoice.storage.finding import one_of
from wardvoice.storage.history import HistoryRow

SAY_IT_IS_DONE = (Happened.DONE_REPORTED.value, Happened.PROMISE_BROUGHT.value)
"""An old list may say it, too: whoever had a ward name before it was brought may answer whether it is so."""


def action(session: Session, ward_id: UUID | None, action_id: UUID) -> Action:
    """Return one promise of a ward; NotFound for an unknown one and for another ward's alike."""
    return one_of(session, Action, action_id, ward_id=ward_id)


def of_items(session: Session, ward_id: UUID, item_ids: Iterable[UUID]) -> list[Action]:
    """Return the promises made for these items, first dates first."""
    return _sorted(session, Action.ward_id == ward_id, Action.item_id.in_(list(item_ids)))


def of_outcomes(session: Session, ward_id: UUID, outcome_ids: Iterable[UUID]) -> list[Action]:
    """Return the promises that hang on these outcomes, first dates first."""
    return _sorted(session, Action.ward_id == ward_id, Action.outcome_id.in_(list(outcome_ids)))


def replies(session: Session, action: Action, question: Question) -> list[Confirmation]:
    """Return the replies of the present round to one question, in the order in which they came."""
    query = (
        select(Confirmation)
        .where(
            Confirmation.action_id == action.id,
            Confirmation.round == action.round,
            Confirmation.question == question,
        )
        .order_by(Confirmation.n)
    )
    return list(session.scalars(query))


def last_reply_of(session: Session, action: Action, voice: str | None) -> Confirmation | None:
    """Return what this voice said last in the present round, or None."""
    query = select(Confirmation).where(Confirmation.action_id == action.id, Confirmation.round == action.round)
    mine = query.where(Confirmation.voice == voice).order_by(Confirmation.n.desc()).limit(1)
    return session.scalars(mine).first() if voice else None


def last_word_of(session: Session, action: Action, voice: str | None) -> Confirmation | None:
    """Return what this voice said last, in whichever round, or None."""
    mine = select(Confirmation).where(Confirmation.action_id == action.id, Confirmation.voice == voice)
    return session.scalars(mine.order_by(Confirmation.round.desc(), Confirmation.n.desc()).limit(1)).first()


def who_reported(session: Session, action: Action) -> UUID | None:
    """Return the account that said last that a promise is done or cannot be done."""
    claims = (ReportKind.DONE, ReportKind.CANNOT)
    query = select(Report.by_id).where(Report.action_id == action.id, Report.kind.in_(claims))
    return session.scalars(query.order_by(Report.at.desc()).limit(1)).first()


def how_many_replies(session: Session, action: Action) -> int:
    """Count every reply that this promise ever got."""
    query = select(func.count()).select_from(Confirmation).where(Confirmation.action_id == action.id)
    return session.scalar(query) or 0


def is_raiser(session: Session, action: Action, ward_name_id: UUID) -> bool:
    """Return whether this ward name sent the item that the promise answers, or one merged into it.

    Nobody is the raiser of an item that was written down for somebody.
    """
    query = select(func.count()).where(_answered_by(action), Item.author_id == ward_name_id, Item.written_by.is_(None))
    return bool(session.scalar(query))


def is_left_to_rep(session: Session, action: Action) -> bool:
    """Return whether whoever raised what the promise answers handed it to the rep on leaving the ward."""
    query = select(func.count()).where(_answered_by(action), Item.left_as == LeftAs.REP)
    return bool(session.scalar(query))


def item_of_slip(session: Session, action: Action, slip_hash: str | None) -> Item | None:
    """Return the item that the promise answers, or one merged into it, if it was sent with this slip."""
    if slip_hash is None:
        return None
    return session.scalars(select(Item).where(_answered_by(action), Item.slip_hash == slip_hash)).first()


def _answered_by(action: Action) -> ColumnElement[bool]:
    """The condition that a promise answers an item, itself or by one that it was merged into."""
    family = select(Item.id).where(Item.id == action.item_id).cte("family", recursive=True)
    family = family.union(select(Item.id).where(Item.merged_into_id == family.c.id))
    return Item.id.in_(select(family.c.id))


def name_came_before(session: Session, action: Action, ward_name_id: UUID) -> bool:
    """Return whether a ward name is older than the last "done?", by their places in the ward's history."""
    here = HistoryRow.chain == action.ward_id
    born = session.scalar(
        select(func.min(HistoryRow.seq)).where(here, HistoryRow.thing == f"ward_names:{ward_name_id}")
    )
    done = session.scalar(
        select(func.max(HistoryRow.seq)).where(
            here, HistoryRow.thing == action.thing, HistoryRow.what.in_(SAY_IT_IS_DONE)
        )
    )
    return born is not None and done is not None and born < done


def _sorted(session: Session, *where: object) -> list[Action]:
    found = session.scalars(select(Action).where(*where))  # type: ignore[arg-type]
    return sorted(found, key=lambda action: (action.first_date, str(action.id)))
