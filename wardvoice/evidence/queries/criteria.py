"""Which edition of the standards is in use, and to which of its criteria each theme belongs."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.evidence.models import Criterion, Edition
from wardvoice.evidence.rules.criteria import in_order
from wardvoice.storage.finding import one_of


def edition_in_use(session: Session) -> Edition | None:
    """Return the edition in use, or None while none was taken."""
    return session.scalars(select(Edition).where(Edition.until.is_(None)).order_by(Edition.id).limit(1)).first()


def edition(session: Session, edition_id: UUID) -> Edition:
    """Return an edition, or NotFound."""
    return one_of(session, Edition, edition_id)


def older_editions(session: Session) -> list[Edition]:
    """Return the editions that are over, the one that was last in use first."""
    over = select(Edition).where(Edition.until.is_not(None))
    return list(session.scalars(over.order_by(Edition.until.desc(), Edition.since.desc(), Edition.id)))


def criteria_of(session: Session, edition_id: UUID) -> list[Criterion]:
    """Return what an edition says, theme by theme, its numbers in the order in which they are printed."""
    found = session.scalars(select(Criterion).where(Criterion.edition_id == edition_id))
    return sorted(found, key=lambda one: (one.theme, in_order(one.number)))


def numbers_by_theme(session: Session, in_use: Edition | None = None) -> dict[str, list[Criterion]]:
    """Return the criteria in use for each key of a theme; whoever has the edition in use passes it along."""
    in_use = in_use or edition_in_use(session)
    found: dict[str, list[Criterion]] = {}
    for criterion in criteria_of(session, in_use.id) if in_use else ():
        found.setdefault(criterion.theme, []).append(criterion)
    return found
