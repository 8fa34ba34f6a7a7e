"""What is kept about somebody with an account: told to themselves, or to whoever answers their request (N5).

Nobody else's words or names are in it, and nothing of what was sent in private: whether that names somebody is known to
its readers alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action, Promise, Report
from wardvoice.agenda.models import Item, Outcome
from wardvoice.core.errors import N_, NotFound
from wardvoice.core.history import Happened
from wardvoice.evidence.models import View
from wardvoice.people.models import Absence, Account, Cover, DutyTaken, Membership, ReaderKey
from wardvoice.people.rules.accounts import folded_username
from wardvoice.signon.models import HospitalAccount
from wardvoice.storage.history import HOSPITAL, HistoryRow
from wardvoice.wards.models import Ward

DID, NAMED = "did", "named"
"""Whether somebody did what a row tells, or stands in it."""
NOT_TOLD = (Happened.HOLD_SET.value, Happened.HOLD_LIFTED.value)
"""That an account is held may be the first sign of an inquiry into its owner: this file gives none (P42)."""


@dataclass(frozen=True)
class Section:
    """One kind of what is kept: its key, the names of its columns, and a row for each."""

    key: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def about_account(session: Session, account_id: UUID, *, history: bool = True) -> list[Section]:
    """Return everything that is kept about an account; `history` leaves out, if False, what takes a walk through it.

    Secrets are not told: of a password nothing, of a key its days. NotFound for an unknown account.
    """
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound()
    own = ("name", "job", "username", "starts_on", "ends_on", "closed_on", "conduct_accepted_on")
    found = [Section("account", own, [[getattr(account, name) for name in own]])]
    found += [_section(session, key, query) for key, query in _queries(account_id).items()]
    return [*found, *([_history(session, account_id)] if history else [])]


def account_named(session: Session, username: str) -> UUID:
    """Return the account with this username; NotFound for none."""
    found = session.scalar(select(Account.id).where(Account.username == folded_username(username)))
    if found is None:
        raise NotFound(N_("No account has this username."))
    return found


def _queries(account_id: UUID) -> dict[str, Select[Any]]:
    ward = Ward.name.label("ward")
    due = func.min(Promise.due).label("first_date")
    owned = select(ward, Action.made_on, due, Action.state, Action.words).join(Ward, Ward.id == Action.ward_id)
    owned = owned.join(Promise, Promise.action_id == Action.id).where(Action.owner_id == account_id)
    return {
        "parts": _of_ward(Membership, ward, Membership.role, Membership.since, Membership.until).where(
            Membership.account_id == account_id
        ),
        "duties": _of_ward(DutyTaken, ward, DutyTaken.duty, DutyTaken.since, DutyTaken.until).where(
            DutyTaken.account_id == account_id
        ),
        "hospital_sign_on": select(
            *(HospitalAccount.username, HospitalAccount.issuer, HospitalAccount.subject),
            *(HospitalAccount.since, HospitalAccount.until),
        )
        .where(HospitalAccount.account_id == account_id)
        .order_by(HospitalAccount.since, HospitalAccount.id),
        "covers": _of_ward(Cover, ward, Cover.role, Cover.since, Cover.until).where(Cover.account_id == account_id),
        "absences": select(ward, Absence.starts_on, Absence.ends_on)
        .join(Ward, Ward.id == Absence.of_ward_id)
        .where(Absence.account_id == account_id)
        .order_by(Absence.starts_on),
        "keys": select(ReaderKey.made_on, ReaderKey.retired_on, ReaderKey.present_on, ReaderKey.mail_to).where(
            ReaderKey.account_id == account_id
        ),
        "answers": _of_ward(Outcome, ward, Outcome.at, Outcome.answer, Outcome.words)
        .where(Outcome.given_by_id == account_id)
        .order_by(Outcome.at),
        "promises": owned.group_by(Ward.name, Action.id).order_by(Action.made_on, Action.id),
        "reports": _of_ward(Report, ward, Report.at, Report.kind, Report.words)
        .where(Report.by_id == account_id)
        .order_by(Report.at),
        "written_for_patients": _of_ward(Item, ward, Item.received_on, Item.topic)
        .where(Item.written_by_id == account_id)
        .order_by(Item.received_on),
        "read_as_reviewer": _of_ward(View, ward, View.at, View.page)
        .where(View.account_id == account_id)
        .order_by(View.at),
    }


def _of_ward(model: Any, *columns: Any) -> Select[Any]:
    return select(*columns).select_from(model).outerjoin(Ward, Ward.id == model.ward_id)


def _section(session: Session, key: str, query: Select[Any]) -> Section:
    result = session.execute(query)
    return Section(key, list(result.keys()), [list(row) for row in result])


def _history(session: Session, account_id: UUID) -> Section:
    wards = {ward.id: ward.name for ward in session.scalars(select(Ward))} | {HOSPITAL: None}
    query = select(HistoryRow.chain, HistoryRow.seq, HistoryRow.body)
    query = query.where(HistoryRow.body.contains(str(account_id))).order_by(HistoryRow.chain, HistoryRow.seq)
    rows = session.execute(query.execution_options(yield_per=500))
    return Section("history", ("ward", "row", "day", "what", "in_it", "thing"), list(_told(rows, wards, account_id)))


def _told(rows: Any, wards: dict[UUID, str | None], account_id: UUID) -> Iterator[list[Any]]:
    for chain, seq, text in rows:
        body = json.loads(text)
        part = DID if body["person"] == str(account_id) else NAMED
        if part == NAMED and body["what"] in NOT_TOLD:
            continue
        yield [wards.get(chain), seq, date.fromisoformat(body["day"]), body["what"], part, body["thing"]]
