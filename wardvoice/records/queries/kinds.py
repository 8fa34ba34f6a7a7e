"""The kinds of what is kept about an account, from every table in which one stands, read in a single statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, Text, cast, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action, Promise, Report
from wardvoice.agenda.models import Item, Outcome
from wardvoice.evidence.models import View
from wardvoice.people.models import Absence, Cover, DutyTaken, Membership, ReaderKey
from wardvoice.signon.models import HospitalAccount
from wardvoice.storage.base import UTC
from wardvoice.wards.models import Ward

WARD = Ward.name
SLOTS: Mapping[type[Any], int] = {Text: 4, Date: 3, UTC: 1}
"""How many columns of each type a kind may have: all kinds are parts of one statement, and share its columns."""


@dataclass(frozen=True)
class Kind:
    """One kind of what is kept: its key, its columns by name, and from where they are read.

    `of` are the rows of one account; `columns` are told in this order, and the rows by their days.
    """

    key: str
    columns: Mapping[str, Any]
    of: Callable[[Select[Any]], Select[Any]]

    def part(self) -> Select[Any]:
        """Return this kind as a part of the one statement: each column in the next free slot of its type."""
        return self.of(select(literal(self.key, Text).label("key"), *_in_slots(self.columns)))

    def row(self, told: Sequence[Any]) -> list[Any]:
        """Return the columns again, from the slots of one row of the statement."""
        return [told[slot] for slot in _slots_of(self.columns)]


def rows_of(session: Session, kinds: Sequence[Kind]) -> dict[str, list[list[Any]]]:
    """Return the rows of each kind, the oldest first."""
    by_key = {kind.key: kind for kind in kinds}
    found: dict[str, list[list[Any]]] = {key: [] for key in by_key}
    for key, *told in session.execute(union_all(*(kind.part() for kind in kinds))):
        found[key].append(by_key[key].row(told))
    return {key: sorted(rows, key=_by_day) for key, rows in found.items()}


def _membership(account_id: UUID) -> Kind:
    columns = {"ward": WARD, "role": Membership.role, "since": Membership.since, "until": Membership.until}
    return Kind("parts", columns, _of_ward(Membership, Membership.account_id == account_id))


def _duties(account_id: UUID) -> Kind:
    columns = {"ward": WARD, "duty": DutyTaken.duty, "since": DutyTaken.since, "until": DutyTaken.until}
    return Kind("duties", columns, _of_ward(DutyTaken, DutyTaken.account_id == account_id))


def _hospital_account(account_id: UUID) -> Kind:
    columns = {name: getattr(HospitalAccount, name) for name in ("username", "issuer", "subject", "since", "until")}
    return Kind("hospital_sign_on", columns, lambda query: query.where(HospitalAccount.account_id == account_id))


def _covers(account_id: UUID) -> Kind:
    columns = {"ward": WARD, "role": Cover.role, "since": Cover.since, "until": Cover.until}
    return Kind("covers", columns, _of_ward(Cover, Cover.account_id == account_id))


def _absences(account_id: UUID) -> Kind:
    columns = {"ward": WARD, "starts_on": Absence.starts_on, "ends_on": Absence.ends_on}
    return Kind("absences", columns, _of_ward(Absence, Absence.account_id == account_id, Absence.of_ward_id))


def _keys(account_id: UUID) -> Kind:
    names = ("made_on", "retired_on", "present_on", "mail_to")
    columns = {name: getattr(ReaderKey, name) for name in names}
    return Kind("keys", columns, lambda query: query.where(ReaderKey.account_id == account_id))


def _answers(account_id: UUID) -> Kind:
    columns = {"ward": WARD, "at": Outcome.at, "answer": Outcome.answer, "words": Outcome.words}
    return Kind("answers", columns, _of_ward(Outcome, Outcome.given_by_id == account_id))


def _promises(account_id: UUID) -> Kind:
    first = select(func.min(Promise.due)).where(Promise.action_id == Action.id).scalar_subquery()
    columns = {"ward": WARD, "made_on": Action.made_on, "first_date": first, "state": Action.state}
    return Kind("promises", columns | {"words": Action.words}, _of_ward(Action, Action.owner_id == account_id))


def _reports(account_id: UUID) -> Kind:
    columns = {"ward": WARD, "at": Report.at, "kind": Report.kind, "words": Report.words}
    return Kind("reports", columns, _of_ward(Report, Report.by_id == account_id))


def _written(account_id: UUID) -> Kind:
    columns = {"ward": WARD, "received_on": Item.received_on, "topic": Item.topic}
    return Kind("written_for_patients", columns, _of_ward(Item, Item.written_by_id == account_id))


def _read(account_id: UUID) -> Kind:
    columns = {"ward": WARD, "at": View.at, "page": View.page}
    return Kind("read_as_reviewer", columns, _of_ward(View, View.account_id == account_id))


OF_ACCOUNTS: tuple[Callable[[UUID], Kind], ...] = (
    *(_membership, _duties, _hospital_account, _covers, _absences, _keys),
    *(_answers, _promises, _reports, _written, _read),
)
"""What this room and those below keep about an account, in the order in which it is told."""


def _of_ward(model: Any, theirs: Any, ward_id: Any = None) -> Callable[[Select[Any]], Select[Any]]:
    on = Ward.id == (model.ward_id if ward_id is None else ward_id)
    return lambda query: query.select_from(model).outerjoin(Ward, on).where(theirs)


def _in_slots(columns: Mapping[str, Any]) -> list[ColumnElement[Any]]:
    filled = dict(zip(_slots_of(columns), columns.values(), strict=True))
    kinds = [kind for kind, many in SLOTS.items() for _ in range(many)]
    return [_typed(filled.get(n), kind).label(f"slot_{n}") for n, kind in enumerate(kinds)]


def _typed(column: Any, kind: type[Any]) -> ColumnElement[Any]:
    """Codes and words alike come as text; days and moments as they are, since a cast would change them on SQLite."""
    if column is None:
        return cast(null(), kind())
    return cast(column, Text) if kind is Text else column


def _slots_of(columns: Mapping[str, Any]) -> list[int]:
    """Return the slot of each column: texts first, then days, then the moment."""
    starts, start = {}, 0
    for kind, many in SLOTS.items():
        starts[kind], start = start, start + many
    slots = []
    for column in columns.values():
        kind = next((one for one in (Date, UTC) if isinstance(column.type, one)), Text)
        slots.append(starts[kind])
        starts[kind] += 1
    return slots


def _by_day(row: Sequence[Any]) -> list[str]:
    return [value.isoformat() for value in row if hasattr(value, "isoformat")]
