"""What is kept about somebody with an account: told to themselves, or to whoever answers their request (N5).

Nobody else's words or names are in it, and nothing of what was sent in private: whether that names somebody is known to
its readers alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, select
from sqlalchemy.orm import Session

from wardvoice.core.errors import N_, NotFound
from wardvoice.core.history import Happened
from wardvoice.people.models import Account
from wardvoice.people.rules.accounts import folded_username
from wardvoice.records.queries.kinds import OF_ACCOUNTS, Kind, rows_of
from wardvoice.storage.history import HOSPITAL, ChainEnd, HistoryPerson, HistoryRow
from wardvoice.wards.models import Ward

DID, NAMED = "did", "named"
"""Whether somebody did what a row tells, or stands in it."""
NOT_TOLD = (Happened.HOLD_SET.value, Happened.HOLD_LIFTED.value)
"""That an account is held may be the first sign of an inquiry into its owner: this file gives none (P42)."""
OWN = ("name", "job", "username", "starts_on", "ends_on", "closed_on", "conduct_accepted_on")

Upstairs = Iterable[Callable[[UUID], Kind]]
"""What rooms above this one keep about an account: what each has to tell of it."""


@dataclass(frozen=True)
class Section:
    """One kind of what is kept: its key, the names of its columns, and a row for each."""

    key: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def about_account(
    session: Session, account_id: UUID, *, upstairs: Upstairs = (), history: bool = True
) -> list[Section]:
    """Return everything that is kept about an account, in four statements; `history` adds each row that names it.

    Secrets are not told: of a password nothing, of a key its days. NotFound for an unknown account.
    """
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound()
    kinds = [of(account_id) for of in (*OF_ACCOUNTS, *upstairs)]
    found = rows_of(session, kinds)
    return [
        Section("account", OWN, [[getattr(account, name) for name in OWN]]),
        *(Section(kind.key, list(kind.columns), found[kind.key]) for kind in kinds),
        *([_history(session, account_id)] if history else []),
    ]


def account_named(session: Session, username: str) -> UUID:
    """Return the account with this username; NotFound for none."""
    found = session.scalar(select(Account.id).where(Account.username == folded_username(username)))
    if found is None:
        raise NotFound(N_("No account has this username."))
    return found


def _history(session: Session, account_id: UUID) -> Section:
    wards = {ward.id: ward.name for ward in session.scalars(select(Ward))} | {HOSPITAL: None}
    rows = sorted(session.execute(_rows_that_name(account_id)), key=lambda row: (row.chain, row.seq))
    return Section("history", ("ward", "row", "day", "what", "in_it", "thing"), list(_told(rows, wards, account_id)))


def _rows_that_name(account_id: UUID) -> CompoundSelect[UUID, int, str]:
    """Return the rows that are noted for an account, and those of which nobody noted yet whom they name."""
    row = select(HistoryRow.chain, HistoryRow.seq, HistoryRow.body)
    named = (HistoryPerson.chain == HistoryRow.chain) & (HistoryPerson.seq == HistoryRow.seq)
    after = (
        (ChainEnd.chain == HistoryRow.chain) & (ChainEnd.noted < ChainEnd.length) & (HistoryRow.seq > ChainEnd.noted)
    )
    noted = row.join(HistoryPerson, named).where(HistoryPerson.account_id == account_id)
    return noted.union(row.join(ChainEnd, after).where(HistoryRow.body.contains(str(account_id))))


def _told(rows: Any, wards: dict[UUID, str | None], account_id: UUID) -> Iterator[list[Any]]:
    for chain, seq, text in rows:
        body = json.loads(text)
        part = DID if body["person"] == str(account_id) else NAMED
        if part == NAMED and body["what"] in NOT_TOLD:
            continue
        yield [wards.get(chain), seq, date.fromisoformat(body["day"]), body["what"], part, body["thing"]]
