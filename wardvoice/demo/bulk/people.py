"""Twins of the commands about wards, screens and people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wardvoice.core.actor import Role
from wardvoice.core.history import Happened
from wardvoice.demo.bulk.line import Line
from wardvoice.demo.bulk.pen import Pen
from wardvoice.people.commands import Choice
from wardvoice.people.models import Account, Membership, Term, WardCard, WardName
from wardvoice.people.rules import TermRole, names
from wardvoice.people.rules.terms import over_on, usual_end
from wardvoice.wards.models import Ward


def open_ward(pen: Pen, *, name: str, beds: int, place: str, numbers: str) -> Line:
    """As `wards.commands.open_ward`."""
    ward = pen.new(Ward, name=name, beds=beds, place=place, numbers=numbers, opened_on=pen.today)
    pen.record(Happened.WARD_OPENED, ward)
    return ward


def open_account(pen: Pen, *, name: str, job: str, username: str, password_hash: str) -> Line:
    """As `people.commands.open_account`."""
    account = pen.new(Account, name=name, job=job, username=username, password_hash=password_hash, starts_on=pen.today)
    pen.record(Happened.ACCOUNT_OPENED, account)
    return account


def give_membership(pen: Pen, *, account: Line, role: Role, ward_id: UUID | None) -> Line:
    """As `people.commands.give_membership`."""
    membership = pen.new(Membership, account_id=account.id, ward_id=ward_id, role=role, since=pen.today)
    pen.record(Happened.MEMBERSHIP_GIVEN, membership)
    return membership


def draw_cards(pen: Pen, *, ward_id: UUID, how_many: int = 1) -> list[str]:
    """As `people.commands.draw_cards`; the cards have no code that anybody could type."""
    codes = []
    for _ in range(how_many):
        code = pen.ledger.new_id().hex
        role = names.drawn_as(pen.actor.roles)
        card = pen.new(WardCard, ward_id=ward_id, code_hash=code, drawn_on=pen.today, drawn_by_role=role)
        pen.record(Happened.CARD_DRAWN, card)
        pen.here.cards[code] = card
        codes.append(code)
    return codes


def use_card(pen: Pen, *, card: Line, word: str, pin_hash: str) -> Line:
    """As `people.commands.use_card`."""
    pen.change(card, used_on=pen.today)
    name = pen.new(
        WardName, ward_id=card.ward_id, word=word, pin_hash=pin_hash, first_used=pen.today, last_used=pen.today
    )
    pen.here.names[name.id] = name
    pen.record(Happened.CARD_USED, name)
    return name


def leave_ward(pen: Pen, *, name: Line) -> Line:
    """As `people.commands.leave_ward`."""
    pen.change(name, rests_since=pen.today, pin_hash="")
    pen.record(Happened.NAME_RESTED, name)
    del pen.here.names[name.id]
    for term in pen.here.terms:
        if term.ward_name_id == name.id and _runs(pen, term):
            pen.change(term, ended_on=max(pen.today, term.starts_on))
            pen.record(Happened.TERM_ENDED, term)
    return name


def give_term(pen: Pen, *, name: Line, role: TermRole, choice: Choice, starts_on: Any, ends_on: Any = None) -> Line:
    """As `people.commands.give_term`."""
    term = pen.new(
        Term,
        ward_id=name.ward_id,
        ward_name_id=name.id,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on or usual_end(starts_on),
        how_chosen=choice.how,
        votes_for=choice.votes_for,
        votes_cast=choice.votes_cast,
        given_by_role=Role.ADVOCATE,
    )
    pen.here.terms.append(term)
    pen.record(Happened.TERM_GIVEN, term)
    return term


def _runs(pen: Pen, term: Any) -> bool:
    return over_on(term) > pen.today
