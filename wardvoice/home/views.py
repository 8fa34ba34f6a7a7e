"""The start page, one for each door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, url_for
from sqlalchemy import select

from wardvoice.board.queries import meetings_and_invitations, missed_twice
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.policy import May, could, may
from wardvoice.council import queries as of_council
from wardvoice.home import queries
from wardvoice.home.invited import Invited
from wardvoice.home.private import late_for, waits_for
from wardvoice.home.voting import VoteWaits
from wardvoice.meetings import queries as of_meetings
from wardvoice.minutes.queries import Waiting
from wardvoice.minutes.rules import side_of
from wardvoice.questions import queries as of_questions
from wardvoice.records.queries import words_go_on
from wardvoice.reps import queries as of_reps
from wardvoice.storage.work import Work
from wardvoice.wards import queries as of_wards
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_caller, this_ward, this_work
from wardvoice.web.pages import Answer, cut, done, page

bp = Blueprint("home", __name__)
OWN, IN_FULL = 10, 5
"""So many of one's own promises stand on a page, and so many of these with all their forms; the others are rows."""


@bp.get("/")
@requires(May.START)
def start() -> Answer:
    """Show whoever comes what they can do here, and what waits for them."""
    actor = this_actor()
    if actor.door is Door.BOARD:
        return done(url_for("board.screen"))
    if actor.door is Door.STATION:
        return done(url_for("alerts.station"))
    if actor.only_reviews and actor.reviews:
        return done(url_for("evidence.hospital"))
    if not may(actor, May.READ_WARD) or actor.ward_id is None:
        return page("home/guest.html", waits=actor.id is not None and waits_for(actor.id))
    return _at_a_screen(this_work()) if actor.at_ward_screen else _desk(this_work(), actor)


def _at_a_screen(work: Work) -> Answer:
    agrees = may(work.actor, May.AGREE_MINUTES)
    found, unagreed = queries.meetings(work.session, this_ward().id, work.today, with_minutes=agrees)
    beside = _beside(work)
    hidings = beside.hidings if may(work.actor, May.PREPARE) else []
    asked = of_questions.how_many_open(work.session, this_ward().id)
    facts: dict[str, Any] = {"meetings": found, "hidings": hidings, "asked": asked, "votes": _votes(work)}
    facts["left_over"] = _left_over(work, beside)
    facts["words_go_on"] = work.session.scalar(select(words_go_on(this_ward().id)))
    return page("home/screen.html", **facts, **_minutes(work, unagreed))


def _desk(work: Work, actor: Actor) -> Answer:
    session, ward_id = work.session, this_ward().id
    assert actor.id is not None
    early = may(actor, May.READ_RECEIVED)
    is_lead = actor.has(Role.LEAD)
    now, today = work.now, work.today
    found, invited, unagreed = meetings_and_invitations(session, ward_id, actor.id, now=now, today=today, early=early)
    beside = _beside(work)
    needs = queries.needs(session, ward_id, actor.id, today, everybodys=actor.has(Role.MANAGER))
    return page(
        "home/desk.html",
        meetings=queries.meetings_of(*of_meetings.parted(found), work.today),
        **_minutes(work, unagreed),
        in_full=IN_FULL,
        heads=queries.HEADS,
        listed=queries.LISTED,
        invited=[Invited.of(one) for one in invited],
        missed=missed_twice(session, ward_id, now=work.now) if is_lead else [],
        needs=needs,
        own=cut(needs.own, OWN),
        waiting=queries.waiting_items(session, ward_id, now=work.now, today=work.today, early=early),
        hidings=beside.hidings if early else [],
        left_over=_left_over(work, beside),
        votes=_votes(work),
        pack_printed_at=beside.pack_printed_at,
        late=late_for(actor.id),
        council=of_council.for_the_lead(session, work.clock) if is_lead and this_caller().has_council else None,
        waits=waits_for(actor.id),
        types_paper=may(actor, May.TYPE_PAPER) and beside.types_paper,
        words_go_on=beside.words_go_on,
        silent=of_wards.silent_screens(session, ward_id, work.now, work.clock) if may(actor, May.ENROL_SCREEN) else [],
    )


def _minutes(work: Work, unagreed: Sequence[Waiting]) -> dict[str, Any]:
    """Return the minutes that wait for whoever asks; who agrees none sees none."""
    seen = unagreed if may(work.actor, May.AGREE_MINUTES) else []
    everybodys = may(work.actor, May.KEEP_WARD)
    waiting = queries.minutes_waiting(seen, side_of(work.actor), everybodys=everybodys)
    return {"minutes_waiting": waiting, "minutes_named": queries.MINUTES_NAMED}


def _beside(work: Work) -> queries.Beside:
    """Return what stands beside; nothing is asked for whoever could do nothing with it."""
    could_do = any(could(work.actor, what) for what in (May.PREPARE, May.READ_RECEIVED))
    if work.actor.id is None or not could_do:
        return queries.Beside()
    return queries.beside(work.session, this_ward().id, work.actor.id, work.today)


def _left_over(work: Work, beside: queries.Beside) -> queries.LeftOver | None:
    """Return the items that wait for whoever asks, since they are about the only rep; a rep has none."""
    found, stands_by = beside.left_over, not may(work.actor, May.PREPARE)
    return found if found is not None and stands_by and may(work.actor, May.PREPARE, found) else None


def _votes(work: Work) -> list[VoteWaits]:
    """Return what waits for whoever asks in the votes that go on; nothing is asked for whoever counts none."""
    if not could(work.actor, May.COUNT_VOTES) and not may(work.actor, May.GIVE_TERM):
        return []
    going_on = of_reps.going_on(work.session, this_ward().id, work.today)
    return [one for one in (VoteWaits.of(ballot, work.actor, work.today) for ballot in going_on) if one]
