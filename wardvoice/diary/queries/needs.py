"""What needs somebody on one ward: the facts of their start page, and none of those that are private."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action
from wardvoice.actions.queries import Needs
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import Topic
from wardvoice.board.queries import ToDecide, meetings_and_invitations
from wardvoice.core.actor import Role
from wardvoice.core.policy import May, may
from wardvoice.diary.queries.parts import Part
from wardvoice.home.queries import MinutesWaiting, meetings_of, minutes_waiting, needs
from wardvoice.meetings import queries as of_meetings
from wardvoice.meetings.models import Meeting
from wardvoice.minutes.rules import side_of


@dataclass(frozen=True)
class OfWard:
    """What waits on one ward. `today` are its meetings of today, `invited` the invitations without a reply.

    `forgotten` are meetings of which nobody has said what became of them, for whoever may call one off. `topics` tells
    what each promise is about.
    """

    ward: str
    needs: Needs
    today: Sequence[Meeting]
    forgotten: Sequence[Meeting]
    invited: Sequence[ToDecide]
    minutes: MinutesWaiting
    topics: Mapping[UUID, Topic]


def what_needs(session: Session, part: Part, *, now: datetime, today: date) -> OfWard:
    """Return what waits for somebody on a ward; three or four statements, however much it is."""
    actor, ward_id = part.actor, part.ward_id
    assert actor.id is not None
    early = may(actor, May.READ_RECEIVED)
    found, invited, unagreed = meetings_and_invitations(session, ward_id, actor.id, now=now, today=today, early=early)
    coming, last = of_meetings.parted(found)
    promises = needs(session, ward_id, actor.id, today, everybodys=actor.has(Role.MANAGER) and not actor.at_council)
    agrees = unagreed if may(actor, May.AGREE_MINUTES) else []
    return OfWard(
        ward=part.ward,
        needs=promises,
        today=[one for one in coming if one.day == today],
        forgotten=meetings_of(coming, last, today).forgotten if may(actor, May.CALL_OFF) else [],
        invited=[one for one in invited if one.decider.coming is None],
        minutes=minutes_waiting(agrees, side_of(actor), everybodys=may(actor, May.KEEP_WARD)),
        topics=_topics(session, [card.id for card in (*promises.own, *promises.asked, *promises.covering)]),
    )


def _topics(session: Session, action_ids: Iterable[UUID]) -> dict[UUID, Topic]:
    wanted = list(action_ids)
    if not wanted:
        return {}
    query = select(Action.id, Item.topic).join(Item, Item.id == Action.item_id).where(Action.id.in_(wanted))
    return {row.id: row.topic for row in session.execute(query)}
