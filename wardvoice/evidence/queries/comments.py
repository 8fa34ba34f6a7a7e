"""What the reps said about the figures of a ward."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from wardvoice.evidence.models import Comment
from wardvoice.evidence.rules.periods import Period


def comments_of(session: Session, ward_id: UUID, period: Period) -> Sequence[Comment]:
    """Return what was said about a ward's figures of exactly this period, the newest first."""
    return session.scalars(select(Comment).where(_about(ward_id, period)).order_by(Comment.n.desc())).all()


def how_many(session: Session, ward_id: UUID, period: Period) -> int:
    """Return how many times something was said about a ward's figures of this period."""
    return session.scalar(select(func.count()).select_from(Comment).where(_about(ward_id, period))) or 0


def _about(ward_id: UUID, period: Period) -> ColumnElement[bool]:
    return and_(Comment.ward_id == ward_id, Comment.first == period.first, Comment.last == period.last)
