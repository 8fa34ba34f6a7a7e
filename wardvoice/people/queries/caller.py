"""Who holds these two cookies: one statement tells the hall all that it needs of whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, String, and_, bindparam, case, cast, exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.core.actor import READERS_OFF_WARD, WARD_STAFF, Actor, Door, Role
from wardvoice.core.clock import Clock
from wardvoice.people.models import Absence, Account, Cover, Membership, Term, WardName
from wardvoice.people.queries.holding import account_in_use, in_post, name_usable, post_from, post_of, runs
from wardvoice.people.rules.terms import stands_in
from wardvoice.storage.bound import NOW, TODAY, Day
from wardvoice.storage.history import HOSPITAL, ChainEnd
from wardvoice.wards.models import Screen, Ward
from wardvoice.wards.rules import DOORS, WardKind
from wardvoice.web.sessions import Caller, Kind, ScreenShown, SessionRow, SessionShown, WardShown

TheirWard = aliased(Ward)
OwnWard = aliased(Ward)


class CallerLoader:
    """Loads whoever asks, on the day that the ward's calendar shows."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def __call__(
        self,
        session: Session,
        session_hash: str | None,
        screen_hash: str | None,
        now: datetime,
        *,
        at_council: bool = False,
    ) -> Caller | None:
        """Return who holds these cookies, or None if they mean nothing."""
        return load_caller(session, session_hash, screen_hash, now, self.clock.day_of(now), at_council=at_council)


def load_caller(
    session: Session,
    session_hash: str | None,
    screen_hash: str | None,
    now: datetime,
    today: date | None = None,
    *,
    at_council: bool = False,
) -> Caller | None:
    """Return who holds these cookies, or None if they mean nothing; `at_council` lets them look at the council.

    A session that ran out, a screen that was revoked, an account that ended, a reviewer whose time is over and a name
    at rest mean nothing. A ward name counts only where it signed in, an account only where no screen of a ward is.
    """
    if session_hash is None and screen_hash is None:
        return None
    today = today or now.date()
    asked = {"session": session_hash, "screen": screen_hash, "now": now, "today": today}
    rows = session.execute(_statement(at_council), asked).all()
    return _caller(rows, today)


# --- the statement ---------------------------------------------------------------------------------------------------


@cache
def _statement(at_council: bool) -> Select[Any]:
    """Put together once for each: it is asked for each request."""
    one = select(literal(1).label("one")).subquery()
    held, screen = SessionRow, Screen
    own_id = case((screen.id.is_not(None), screen.ward_id), else_=held.ward_id)
    ward_id = _the_council() if at_council else own_id
    head = _any_head() if at_council else _head(Ward.id, "head")
    by_name = and_(held.person_kind == Kind.WARD_NAME, held.screen_id == screen.id)
    by_account = and_(held.person_kind == Kind.ACCOUNT, screen.id.is_(None))
    return (
        select(*_columns(), *post_of(Ward.id, TODAY), head, _head(literal(HOSPITAL), "hospital_head"))
        .add_columns(_covers(TODAY), _deputises(TODAY), _reviewed(), _the_council().label("council_id"))
        .select_from(one)
        .outerjoin(screen, and_(screen.token_hash == bindparam("screen"), screen.revoked_on.is_(None)))
        .outerjoin(held, and_(held.token_hash == bindparam("session"), held.expires > NOW))
        .outerjoin(Ward, Ward.id == ward_id)
        .outerjoin(OwnWard, OwnWard.id == own_id)
        .outerjoin(WardName, and_(by_name, WardName.id == held.person_id, WardName.ward_id == own_id, name_usable(NOW)))
        .outerjoin(Term, and_(Term.ward_name_id == WardName.id, in_post(TODAY)))
        .outerjoin(Account, and_(by_account, Account.id == held.person_id, account_in_use(TODAY)))
        .outerjoin(Membership, and_(Membership.account_id == Account.id, runs(Membership, TODAY)))
        .outerjoin(
            TheirWard,
            and_(
                TheirWard.kind == WardKind.WARD,
                or_(Membership.ward_id == TheirWard.id, and_(Membership.id.is_not(None), Membership.ward_id.is_(None))),
            ),
        )
    )


def _the_council() -> Any:
    """The patients' council of the hospital, if there is one; nobody has a part there of their own."""
    council = aliased(Ward)
    return select(council.id).where(council.kind == WardKind.COUNCIL).order_by(council.id).limit(1).scalar_subquery()


def _any_head() -> Any:
    """What changes with each event of the hospital: the council's pages show what stands on the wards."""
    return select(cast(func.sum(ChainEnd.length), String)).scalar_subquery().label("head")


def _head(chain: Any, name: str) -> Any:
    """Where a chain ends; as part of this statement it costs nearly nothing."""
    query = select(ChainEnd.head).where(ChainEnd.chain == chain)
    return query.correlate_except(ChainEnd).scalar_subquery().label(name)


def _covers(today: Day) -> Any:
    """Whether the account covers for a reader anywhere."""
    return exists().where(Cover.account_id == Account.id, runs(Cover, today)).correlate_except(Cover).label("covers")


def _deputises(today: Day) -> Any:
    """Whether the account is manager of the ward that is looked at while its manager is away."""
    meanwhile = and_(Absence.starts_on <= today, Absence.ends_on >= today)
    query = exists().where(Absence.deputy_id == Account.id, Absence.of_ward_id == Ward.id, meanwhile)
    return query.correlate_except(Absence).label("deputises")


def _reviewed() -> Any:
    """Whether the account was ever let in as a reviewer."""
    part = aliased(Membership)
    return (
        exists().where(part.account_id == Account.id, part.role == Role.REVIEWER).correlate(Account).label("reviewed")
    )


def _columns() -> tuple[Any, ...]:
    held = SessionRow
    return (
        *(Screen.id.label("screen_id"), Screen.kind.label("screen_kind"), Screen.place.label("screen_place")),
        *(held.token_hash, held.person_kind, held.person_id, held.ward_id.label("looks_at")),
        *(held.expires, held.unlocked),
        *(Ward.id.label("ward_id"), Ward.name.label("ward_name"), Ward.place, Ward.numbers, Ward.beds),
        *(Ward.opened_on, Ward.kind, OwnWard.name.label("own_name"), OwnWard.numbers.label("own_numbers")),
        *(WardName.id.label("name_id"), WardName.word, WardName.speaks_as, Term.role.label("term_role")),
        *(Account.id.label("account_id"), Account.name.label("account_name")),
        *(Membership.role.label("member_as"), Membership.ward_id.label("member_of"), Membership.until),
        *(TheirWard.id.label("their_ward_id"), TheirWard.name.label("their_ward_name")),
    )


# --- what it means ---------------------------------------------------------------------------------------------------


def _caller(rows: Sequence[Row[Any]], today: date) -> Caller | None:
    first = rows[0]
    if first.screen_id is None and (first.account_id is None or _was_only_a_reviewer(rows)):
        return None
    wards = {row.their_ward_id: row.their_ward_name for row in rows if row.their_ward_id is not None}
    council = first.kind is WardKind.COUNCIL
    belongs = any(row.member_as is not None for row in rows) if council else first.ward_id in wards
    looks_at_one = first.ward_id is not None and (first.screen_id is not None or belongs)
    return Caller(
        actor=_actor(rows, today, first.ward_id if looks_at_one else None),
        ward=_ward(first) if looks_at_one else None,
        wards=tuple(sorted(wards.items(), key=lambda ward: ward[1])),
        screen=_screen(first) if first.screen_id is not None else None,
        session=_session(first) if first.account_id or first.name_id else None,
        heads=(first.head, first.hospital_head),
        covers=bool(first.covers),
        has_council=first.council_id is not None,
    )


def _was_only_a_reviewer(rows: Sequence[Row[Any]]) -> bool:
    """Return whether all that this account was is over, and it was let in to review."""
    return bool(rows[0].reviewed) and not rows[0].covers and all(row.member_as is None for row in rows)


def _actor(rows: Sequence[Row[Any]], today: date, ward_id: UUID | None) -> Actor:
    first = rows[0]
    at_council = ward_id is not None and first.kind is WardKind.COUNCIL
    roles = _patient_roles(rows) if first.name_id is not None else _account_roles(rows, ward_id, at_council)
    is_ward = ward_id is not None and not at_council
    post = post_from(first, first.opened_on) if is_ward else None
    deputises = is_ward and bool(first.deputises) and Role.STAFF in roles and Role.MANAGER not in roles
    return Actor(
        door=Door.OWN_DEVICE if first.screen_id is None else DOORS[first.screen_kind],
        ward_id=ward_id,
        id=first.name_id or first.account_id,
        name=first.word or first.account_name or "",
        roles=roles | {Role.MANAGER} if deputises else roles,
        stands_in=post is not None and stands_in(roles, post, today),
        works_on=frozenset(row.member_of for row in rows if row.member_as in WARD_STAFF),
        reviews=_reviews(rows),
        reads_on=frozenset((row.member_as, row.member_of) for row in rows if row.member_as in READERS_OFF_WARD),
        at_council=at_council,
        deputises=deputises,
        speaks_as=first.speaks_as,
    )


def _reviews(rows: Sequence[Row[Any]]) -> frozenset[UUID | None]:
    """Return what this account was invited to review; a part without an end, as there were some, opens nothing."""
    return frozenset(row.member_of for row in rows if row.member_as is Role.REVIEWER and row.until is not None)


def _patient_roles(rows: Sequence[Row[Any]]) -> frozenset[Role]:
    return frozenset({Role.PATIENT, *(Role(row.term_role.value) for row in rows if row.term_role is not None)})


def _account_roles(rows: Sequence[Row[Any]], ward_id: UUID | None, at_council: bool) -> frozenset[Role]:
    """What an account is on this ward; at the council, what it is on any."""
    here = [row for row in rows if row.member_as and (at_council or row.member_of in (None, ward_id))]
    return frozenset(row.member_as for row in here)


def _ward(row: Row[Any]) -> WardShown:
    council = row.kind is WardKind.COUNCIL
    numbers = (row.own_numbers or "") if council else row.numbers
    lines = tuple(line.strip() for line in numbers.splitlines() if line.strip())
    post = post_from(row, row.opened_on)
    seen_from = (row.own_name or "") if council else ""
    shown = WardShown(row.ward_id, row.ward_name, row.place, lines, row.beds, council, seen_from=seen_from)
    if council:
        return shown
    shown = replace(shown, rep_rests=post.rests)
    return shown if post.filled else replace(shown, no_rep_since=post.empty_since, staff_until=post.staff_until())


def _screen(row: Row[Any]) -> ScreenShown:
    return ScreenShown(row.screen_id, DOORS[row.screen_kind], row.screen_place)


def _session(row: Row[Any]) -> SessionShown:
    return SessionShown(row.token_hash, row.person_kind, row.person_id, row.looks_at, row.expires, row.unlocked)
