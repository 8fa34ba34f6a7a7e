"""What holds today, as conditions and columns of a statement: accounts, parts, terms, names and whatever has a span."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from wardvoice.people.models import Account, Pause, Term, WardName
from wardvoice.people.rules.terms import REPS, Post, TermRole
from wardvoice.storage.bound import Day, Moment


def runs(held: Any, today: Day) -> ColumnElement[bool]:
    """Return the condition that something with `since` and `until` holds today: a part, a duty, a cover."""
    return and_(held.since <= today, or_(held.until.is_(None), held.until > today))


def post_of(ward_id: ColumnElement[UUID] | InstrumentedAttribute[UUID], today: Day) -> tuple[ColumnElement[Any], ...]:
    """Return, as columns, how the rep's post stands on a ward: `post_from` reads them.

    Whether a rep works this week, whether a peer is there, when the last rep left, and since when one rests.
    """
    of_ward = Term.ward_id == ward_id
    running, is_rep = in_post(today), Term.role.in_(REPS)
    over = func.coalesce(Term.ended_on, Term.ends_on)
    left = select(func.max(over)).where(of_ward, is_rep, over <= today)
    resting = (
        select(func.max(Pause.starts_on))
        .join(Term, Term.id == Pause.term_id)
        .where(of_ward, running, is_rep, pause_runs(today))
    )
    return (
        exists().where(of_ward, running, is_rep, ~rests_today(today)).correlate_except(Term).label("filled"),
        exists().where(of_ward, running, Term.role == TermRole.PEER).correlate_except(Term).label("has_peer"),
        left.correlate_except(Term).scalar_subquery().label("rep_left"),
        resting.correlate_except(Term, Pause).scalar_subquery().label("rests_since"),
    )


def post_from(row: Row[Any], opened_on: date) -> Post:
    """Return the post that the columns of `post_of` describe; where nobody ever was rep: empty since then."""
    since = max((day for day in (row.rep_left, row.rests_since) if day is not None), default=opened_on)
    return Post(bool(row.filled), since, bool(row.has_peer), row.rests_since is not None)


def in_post(today: Day, term: type[Term] = Term) -> ColumnElement[bool]:
    """Return the condition that a term runs today."""
    return and_(term.starts_on <= today, func.coalesce(term.ended_on, term.ends_on) > today)


def pause_runs(today: Day) -> ColumnElement[bool]:
    """Return the condition that a "not this week" holds today."""
    return and_(Pause.starts_on <= today, Pause.until > today)


def rests_today(today: Day, term: type[Term] = Term) -> ColumnElement[bool]:
    """Return the condition that whoever holds a term has said "not this week", for this part or another."""
    any_part = aliased(Term)
    paused = exists().where(Pause.term_id == any_part.id, any_part.ward_name_id == term.ward_name_id)
    return paused.where(pause_runs(today)).correlate(term)


def account_in_use(today: Day, account: type[Account] = Account) -> ColumnElement[bool]:
    """Return the condition that an account has begun, has not ended and is not closed."""
    return and_(
        account.closed_on.is_(None),
        account.starts_on <= today,
        or_(account.ends_on.is_(None), account.ends_on >= today),
    )


def name_usable(now: Moment) -> ColumnElement[bool]:
    """Return the condition that a ward name can be signed in with."""
    return and_(WardName.rests_since.is_(None), or_(WardName.notice_until.is_(None), WardName.notice_until > now))
