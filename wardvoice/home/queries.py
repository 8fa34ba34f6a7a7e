"""What waits for somebody on this ward: meetings, promises, answers, hidden words, the rep's post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select, true
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action
from wardvoice.actions.queries import Needs, cards_where, concerns_person, needs_of
from wardvoice.actions.rules import UNFINISHED
from wardvoice.agenda.models import Hiding, Item
from wardvoice.agenda.queries import owed_since
from wardvoice.agenda.queries.aside import left_over_columns
from wardvoice.agenda.queries.tallies import seen_at
from wardvoice.agenda.rules import GOOD_THINGS, ItemState, Topic
from wardvoice.board.queries import Asked
from wardvoice.board.queries.asked import asked_columns, asked_of, is_published, with_author
from wardvoice.board.queries.board import answer_holds
from wardvoice.meetings import queries as of_meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.minutes import queries as of_minutes
from wardvoice.minutes.queries import Waiting
from wardvoice.minutes.rules import Side
from wardvoice.paper.queries import last_printed
from wardvoice.people.queries.keys import types_paper
from wardvoice.records.queries import words_go_on
from wardvoice.storage.bound import ACCOUNT_ID, TODAY, WARD_ID
from wardvoice.wards.models import Ward

LISTED = 10
"""So many items that wait for an answer stand on a start page, the oldest."""
HEADS = 5
"""So many promises of a kind head a manager's start page, the oldest; the rest stand on the list of promises."""
MINUTES_NAMED = 3
"""So many minutes of a kind are named on a start page, the oldest."""
ASKED_TO_HIDE: tuple[Any, ...] = (
    *(Hiding.id, Hiding.ward_id, Hiding.item_id, Hiding.first_by_id, Hiding.first_by_patients_side),
    *(Hiding.danger, Hiding.first_at, Item.topic),
)
"""What AskedToHide is made of, in its order."""
UNANSWERED = (ItemState.RECEIVED, ItemState.PLACED, ItemState.PUT_OFF, ItemState.CARRIED_OVER)


@dataclass(frozen=True)
class Meetings:
    """The next meeting, the last one that was held, and those of which nobody has said what became of them."""

    next: Meeting | None
    last: Meeting | None
    forgotten: list[Meeting]


def meetings(
    session: Session, ward_id: UUID, today: date, *, with_minutes: bool = False
) -> tuple[Meetings, list[Waiting]]:
    """Return the meetings that a start page speaks of, and the minutes that wait if asked for; one statement."""
    if not with_minutes:
        return meetings_of(*of_meetings.coming_and_last(session, ward_id), today), []
    rows = session.execute(_with_minutes(), {"ward_id": ward_id}).all()
    found = meetings_of(*of_meetings.parted([row.Meeting for row in rows]), today)
    return found, of_minutes.all_waiting(rows, today)


@cache
def _with_minutes() -> Select[Any]:
    wanted = of_meetings.coming_or_last(WARD_ID, of_minutes.is_waiting())
    return of_minutes.with_waiting(select(Meeting)).where(wanted).order_by(Meeting.day, Meeting.at, Meeting.id)


def meetings_of(coming: Sequence[Meeting], last: Meeting | None, today: date) -> Meetings:
    """Return what a start page says of the coming meetings and the last one."""
    ahead = [one for one in coming if one.day >= today or one.state is MeetingState.OPEN]
    return Meetings(
        next=min(ahead, key=lambda one: (one.state is not MeetingState.OPEN, one.day, one.at), default=None),
        last=last,
        forgotten=[one for one in coming if one not in ahead],
    )


def waiting_items(session: Session, ward_id: UUID, *, now: datetime, today: date, early: bool) -> list[Asked]:
    """Return the items that wait for an answer, at most one more than a list shows: first those to which one is owed.

    Without `early` only those that the whole ward may read by now, and no words that no rep has read yet.
    """
    rows = session.execute(_waiting(early), {"ward_id": ward_id, "today": today, **seen_at(now)})
    return [asked_of(row, may_read=early) for row in rows]


@cache
def _waiting(early: bool) -> Select[Any]:
    owed = owed_since().is_not(None)
    no_answer = or_(Item.state.in_(UNANSWERED), (Item.state == ItemState.ANSWERED) & ~answer_holds(TODAY), owed)
    query = (
        select(*asked_columns())
        .where(Item.ward_id == WARD_ID, Item.kind.not_in(GOOD_THINGS), no_answer, true() if early else is_published())
        .order_by(~owed, Item.received_on, Item.id)
        .limit(LISTED + 1)
    )
    return with_author(query)


@dataclass(frozen=True)
class LeftOver:
    """How many items wait that are about the only rep, which is the oldest, and whether a peer supporter is there.

    The law is asked about it as about one of these items.
    """

    count: int
    oldest: UUID
    a_peer_does_it: bool
    reps_stepped_aside: bool = True


@dataclass(frozen=True)
class Beside:
    """What stands beside one's own promises: requests to hide words, when the outage pack was last printed, a duty."""

    hidings: Sequence[AskedToHide] = ()
    pack_printed_at: datetime | None = None
    types_paper: bool = False
    left_over: LeftOver | None = None
    words_go_on: date | None = None


@dataclass(frozen=True)
class AskedToHide:
    """A request to hide words that waits for a second person; the law is asked about it as about the request."""

    id: UUID
    ward_id: UUID
    item_id: UUID
    first_by_id: UUID
    first_by_patients_side: bool
    danger: bool
    first_at: datetime
    topic: Topic

    @property
    def ends(self) -> datetime:
        """When words that one person hid alone come back."""
        return self.first_at + timedelta(days=1)


def beside(session: Session, ward_id: UUID, account_id: UUID, today: date) -> Beside:
    """Return the requests to hide words that wait for a second person, the oldest first, and what else stands beside.

    One statement: the ward itself is a row of it, so that there is one where nobody asked to hide anything.
    """
    rows = session.execute(_beside(), {"ward_id": ward_id, "account_id": account_id, "today": today}).all()
    hidings = [AskedToHide(*row[: len(ASKED_TO_HIDE)]) for row in rows if row.id is not None]
    if not rows:
        return Beside()
    first = rows[0]
    left = LeftOver(first.left_over, first.oldest_left, bool(first.peer_does_it)) if first.left_over else None
    return Beside(hidings, first.pack_printed_at, first.types_paper, left, first.words_go_on)


@cache
def _beside() -> Select[Any]:
    waits = (Hiding.ward_id == Ward.id) & Hiding.ended_at.is_(None) & Hiding.second_at.is_(None)
    return (
        select(*ASKED_TO_HIDE)
        .add_columns(last_printed(Ward.id), types_paper(ACCOUNT_ID, WARD_ID, TODAY).label("types_paper"))
        .add_columns(*left_over_columns(TODAY), words_go_on(Ward.id).label("words_go_on"))
        .select_from(Ward)
        .outerjoin(Hiding, waits)
        .outerjoin(Item, Item.id == Hiding.item_id)
        .where(Ward.id == WARD_ID)
        .order_by(Hiding.first_at)
    )


def needs(session: Session, ward_id: UUID, account_id: UUID, today: date, *, everybodys: bool) -> Needs:
    """Return the promises that wait for a member of staff, and for a manager those of the ward; two statements."""
    wanted = Action.id.is_not(None) if everybodys else concerns_person(account_id)
    unfinished = Action.state.in_(UNFINISHED)
    return needs_of(cards_where(session, ward_id, today, unfinished, wanted), account_id)


@dataclass(frozen=True)
class MinutesWaiting:
    """Minutes that wait for a yes of whoever reads, for a look at a correction, and, for a manager, the late ones."""

    for_me: Sequence[Waiting] = ()
    unseen: Sequence[Waiting] = ()
    late: Sequence[Waiting] = ()

    @property
    def more(self) -> int:
        """How many of them a start page does not name one by one."""
        return sum(max(0, len(some) - MINUTES_NAMED) for some in (self.for_me, self.unseen, self.late))


def minutes_waiting(found: Sequence[Waiting], side: Side, *, everybodys: bool) -> MinutesWaiting:
    """Sort minutes that wait, for somebody of this side; a manager answers for the late ones, whoever is missing."""
    for_me = [one for one in found if side in one.waits_for]
    return MinutesWaiting(
        for_me=for_me,
        unseen=[one for one in found if side in one.unseen_by],
        late=[one for one in found if everybodys and one.late and one not in for_me],
    )
