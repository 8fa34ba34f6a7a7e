"""Ward cards: counted in the open, found by their code, and by whom they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from wardvoice.core.actor import Role
from wardvoice.people.hashing import keyed
from wardvoice.people.models import Account, Membership, WardCard
from wardvoice.people.queries.holding import account_in_use, runs
from wardvoice.people.queries.terms import post
from wardvoice.people.rules import names as rules
from wardvoice.storage.finding import one_of


@dataclass(frozen=True)
class CardCounts:
    """How many cards of a ward were drawn, and what became of them. `by_staff` were drawn by staff."""

    drawn: int
    used: int
    retired: int
    by_staff: int

    @property
    def unused(self) -> int:
        """Cards that can still be used."""
        return self.drawn - self.used - self.retired


@dataclass(frozen=True)
class CardPile:
    """The cards of one ward, as the law sees them: who may draw depends on who is there to keep them."""

    ward_id: UUID
    nobody_keeps_the_cards: bool


def card_counts(session: Session, ward_id: UUID) -> CardCounts:
    """Return the counts that everybody of the ward can see."""
    by_staff = WardCard.drawn_by_role.in_([Role.STAFF, Role.MANAGER])
    counted = select(
        func.count(),
        func.count(WardCard.used_on),
        func.count(WardCard.retired_on),
        func.count().filter(by_staff),
    ).where(WardCard.ward_id == ward_id)
    return CardCounts(*session.execute(counted).one())


def unused_cards(session: Session, ward_id: UUID) -> list[WardCard]:
    """Return the cards that can still be used, oldest first."""
    return list(
        session.scalars(
            select(WardCard)
            .where(WardCard.ward_id == ward_id, WardCard.used_on.is_(None), WardCard.retired_on.is_(None))
            .order_by(WardCard.drawn_on, WardCard.id)
        )
    )


def card_with_code(session: Session, ward_id: UUID, typed: str, pepper: bytes) -> WardCard | None:
    """Return the card with this code if it can still be used on this ward."""
    code_hash = keyed(pepper, "card", ward_id, rules.typed_card_code(typed))
    return session.scalar(
        select(WardCard).where(
            WardCard.ward_id == ward_id,
            WardCard.code_hash == code_hash,
            WardCard.used_on.is_(None),
            WardCard.retired_on.is_(None),
        )
    )


def unused_card(session: Session, ward_id: UUID, card_id: UUID) -> WardCard:
    """Return a card by its id; NotFound for another ward's."""
    return one_of(session, WardCard, card_id, ward_id=ward_id)


def card_pile(session: Session, ward_id: UUID, today: date) -> CardPile:
    """Return the ward's pile of cards; nobody keeps it while neither a rep nor an advocate is in post."""
    advocate = select(Membership.id).join(Account, Account.id == Membership.account_id)
    advocate = advocate.where(
        Membership.role == Role.ADVOCATE,
        or_(Membership.ward_id == ward_id, Membership.ward_id.is_(None)),
        runs(Membership, today),
        account_in_use(today),
    ).limit(1)
    return CardPile(ward_id, not post(session, ward_id, today).filled and session.scalar(advocate) is None)
