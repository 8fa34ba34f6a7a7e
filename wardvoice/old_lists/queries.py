"""Who on a ward answers to the names of a list, and what of it was brought before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from wardvoice.actions import queries as of_actions
from wardvoice.actions.models import Action, Promise
from wardvoice.actions.queries import Owner
from wardvoice.core.errors import N_, NotFound
from wardvoice.core.history import Happened
from wardvoice.people.models import Account
from wardvoice.storage.history import HistoryRow
from wardvoice.wards import queries as of_wards
from wardvoice.wards.models import Ward

NO_WARD = N_("There is no ward with the name “%(name)s”. There are: %(there_are)s.")


def ward_named(session: Session, name: str) -> Ward:
    """Return the ward of this name; NotFound with the names that there are."""
    wards = of_wards.wards(session)
    found = next((ward for ward in wards if ward.name == name), None)
    if found is None:
        raise NotFound(NO_WARD, name=name, there_are=", ".join(ward.name for ward in wards) or "none")
    return found


@dataclass(frozen=True)
class People:
    """Everybody in post on a ward by each name that is theirs alone, and who answers for what is nobody's."""

    by_name: dict[str, Owner]
    heir: Owner | None

    def called(self, text: str, until: date) -> Owner | None:
        """Return the one person of exactly this name, if they are in post until this day."""
        found = self.by_name.get(_plain(text))
        stays = found is not None and (found.post_ends_on is None or found.post_ends_on >= until)
        return found if stays else None


def people_of(session: Session, ward_id: UUID, today: date) -> People:
    """Return the people of a ward as a list may name them: first name, username, or "Sam (nurse)"."""
    owners = of_actions.who_can_own(session, ward_id, today)
    wanted = [owner.id for owner in owners]
    query = select(Account.id, Account.username).where(Account.id.in_(wanted))
    usernames = {row.id: row.username for row in session.execute(query)}
    heir = of_actions.heir(session, ward_id, today)
    named = [(name, owner) for owner in owners for name in _names(owner, usernames[owner.id])]
    times = Counter(name for name, _owner in named)
    return People(
        by_name={name: owner for name, owner in named if times[name] == 1},
        heir=next((owner for owner in owners if owner.id == heir), None),
    )


def _names(owner: Owner, username: str) -> Iterable[str]:
    return {_plain(owner.name), _plain(username), _plain(f"{owner.name} ({owner.job})")}


def was_brought(session: Session, ward_id: UUID, list_id: UUID) -> bool:
    """Return whether this very file was brought before."""
    here = (HistoryRow.chain == ward_id, HistoryRow.what == Happened.PROMISE_BROUGHT.value)
    query = select(HistoryRow.seq).where(*here, HistoryRow.body.contains(str(list_id)))
    return session.scalar(query.limit(1)) is not None


def brought_lines(session: Session, ward_id: UUID) -> set[tuple[str, date]]:
    """Return what was promised, and for when, in each line that was brought before."""
    first = aliased(Promise)
    query = select(Action.words, first.due).join(first, (first.action_id == Action.id) & (first.n == 0))
    rows = session.execute(query.where(Action.ward_id == ward_id, Action.imported))
    return {(row.words, row.due) for row in rows if row.words}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
