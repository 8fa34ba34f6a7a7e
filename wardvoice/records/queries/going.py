"""What goes: of everything that has been over for long enough, the words that nothing else still needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action
from wardvoice.actions.rules import ActionState
from wardvoice.agenda.models import Item
from wardvoice.core.clock import Clock
from wardvoice.evidence.models import Comment
from wardvoice.meetings.models import Meeting
from wardvoice.people.models import Account, WardName
from wardvoice.people.rules.accounts import FORMER
from wardvoice.records.models import Hold
from wardvoice.records.queries import holds_on
from wardvoice.records.queries.belonging import Belonging, belonging
from wardvoice.records.queries.chain import Column, Place, Told, told_by
from wardvoice.records.queries.standing import open_things
from wardvoice.records.rules import Kind
from wardvoice.signon.models import HospitalAccount
from wardvoice.storage.history import HOSPITAL

UNSETTLED = (ActionState.OPEN, ActionState.DONE_SAID, ActionState.CANNOT_SAID)


@dataclass
class Going:
    """Of one thing: the places of its words in the chain, and the columns in which they stand."""

    root: str
    places: list[Place] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)


@dataclass
class Scene:
    """One chain on one day: what it tells, what belongs together, what is open, and what is held.

    It is read once and only when something is old enough, since it is the whole chain.
    """

    session: Session
    chain: UUID
    clock: Clock

    def going(self, kind: Kind, before: date) -> list[Going]:
        """Return what of this kind was over before a day and may go, thing by thing; nothing that is open or held."""
        if not self._has_old(kind, before):
            return []
        due = {Kind.NAMES: self._names, Kind.STAFF: self._accounts}.get(kind)
        if due is not None:
            return self._of(due(before), lambda thing: thing)
        prefix = "evidence_comments:" if kind is Kind.COMMENTS else ("items:", "actions:", "meetings:")
        return self._of({one for one in self._quiet(before) if one.startswith(prefix)}, self._belonging.root_of)

    def is_held(self, things: set[str]) -> bool:
        """Return whether one of these things, or what it belongs to, is held; None of it goes then, not even by two."""
        if not self._holds:
            return False
        return self._all_held or not self._held().isdisjoint(self._belonging.roots(things))

    @cached_property
    def _holds(self) -> list[Hold]:
        return holds_on(self.session, self.chain, self.clock.day_of(self.clock.now()))

    @cached_property
    def _told(self) -> Told:
        return told_by(self.session, self.chain, self._people_held)

    @cached_property
    def _belonging(self) -> Belonging:
        return belonging(self.session, self.chain)

    @property
    def _people_held(self) -> set[str]:
        return {str(one) for one in self._held_accounts}

    @property
    def _held_accounts(self) -> set[UUID]:
        return {one.account_id for one in self._holds if one.account_id}

    @property
    def _all_held(self) -> bool:
        return any(one.ward_id == self.chain and one.about is None for one in self._holds)

    def _quiet(self, before: date) -> set[str]:
        """Return the roots on which nothing happened since a day, that are not open and not held."""
        last: dict[str, date] = {}
        for thing, day in self._told.touched.items():
            root = self._belonging.root_of(thing)
            if root is not None:
                last[root] = max(day, last.get(root, day))
        open_ones = self._belonging.roots(open_things(self.session, self.chain, self.clock))
        return {root for root, day in last.items() if day < before} - open_ones - self._held()

    def _held(self) -> set[str]:
        if self._all_held:
            return {root for thing in self._told.touched if (root := self._belonging.root_of(thing))}
        things = {one.about for one in self._holds if one.about}
        beside = set().union(*self._told.beside.values()) if self._told.beside else set()
        lines = set().union(*(self._belonging.at.get(thing, set()) for thing in things)) if things else set()
        return self._belonging.roots(things | beside) | lines

    def _of(self, due: set[str], root_of: Callable[[str], str | None]) -> list[Going]:
        """Return the words that only what is due has a use for."""
        found: dict[str, Going] = {}
        for place, users in self._told.users.items():
            roots = {root_of(thing) for thing in users}
            if roots <= due:
                root = min(one for one in roots if one is not None)
                found.setdefault(root, Going(root)).places.append(place)
        gone = {place: one for one in found.values() for place in one.places}
        for column in self._told.columns_of(set(gone)):
            gone[self._told.place_of(column)].columns.append(column)
        return [found[root] for root in sorted(found)]

    def _names(self, before: date) -> set[str]:
        if self._all_held:
            return set()
        return _things("ward_names", self.session.scalars(select(WardName.id).where(*_rested(self.chain, before))))

    def _accounts(self, before: date) -> set[str]:
        owes = select(Action.owner_id).where(Action.state.in_(UNSETTLED))
        covers = select(Action.cover_id).where(Action.state.in_(UNSETTLED), Action.cover_id.is_not(None))
        gone = select(Account.id).where(*_left(before), Account.id.not_in(owes), Account.id.not_in(covers))
        accounts = self.session.scalars(gone.where(Account.id.not_in(self._held_accounts))).all()
        theirs = select(HospitalAccount.id).where(HospitalAccount.account_id.in_(accounts))
        return _things("accounts", accounts) | _things("hospital_accounts", self.session.scalars(theirs))

    def _has_old(self, kind: Kind, before: date) -> bool:
        """Return whether there can be anything at all: few questions, so that most days end here."""
        of_kind: dict[Kind, list[tuple[ColumnElement[bool], ...]]] = {
            Kind.WORDS: [
                (Item.ward_id == self.chain, Item.received_on < before),
                (Meeting.ward_id == self.chain, Meeting.day < before),
                (Action.ward_id == self.chain, Action.made_on < before),
            ],
            Kind.COMMENTS: [(Comment.ward_id == self.chain, Comment.day < before, Comment.words.is_not(None))],
            Kind.NAMES: [_rested(self.chain, before)],
            Kind.STAFF: [_left(before)] if self.chain == HOSPITAL else [],
        }
        return any(self.session.scalar(select(exists().where(*which))) for which in of_kind[kind])


def _rested(ward_id: UUID, before: date) -> tuple[ColumnElement[bool], ...]:
    return WardName.ward_id == ward_id, WardName.rests_since < before, WardName.word != ""


def _left(before: date) -> tuple[ColumnElement[bool], ...]:
    last = func.coalesce(Account.closed_on, Account.ends_on)
    return last < before, or_(Account.ends_on.is_(None), Account.ends_on < before), ~Account.username.startswith(FORMER)


def _things(table: str, ids: Iterable[UUID]) -> set[str]:
    return {f"{table}:{one}" for one in ids}
