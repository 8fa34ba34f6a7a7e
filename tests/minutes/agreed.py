"""Meetings that are over, for the tests of their minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.actions.world import World
from wardvoice.agenda.models import AgendaEntry
from wardvoice.agenda.rules import Answer
from wardvoice.core.actor import Actor, Role
from wardvoice.meetings.models import Meeting
from wardvoice.minutes import commands, queries
from wardvoice.minutes.commands import Given, Promised
from wardvoice.minutes.models import Minutes


def a_closed_meeting(world: World, **more: Any) -> tuple[Meeting, AgendaEntry]:
    """A meeting with one item that got its answer and a promise, just closed; and the item's line."""
    meeting = world.meeting(published_at=world.clock.now(), **more)
    entry = world.line(meeting, world.item(world.kestrel, read_on=world.today))
    work = world.rep_works()
    given = Given(Answer.YES, world.nurse, "We will mend it", something_to_do=True)
    promised = Promised("Mend the dryer", world.nurse, world.today + timedelta(days=7))
    commands.record_answer(work, meeting=meeting, entry=entry, given=given, promised=promised)
    commands.close_meeting(work, meeting=meeting)
    work.commit()
    return meeting, entry


def the_minutes(world: World, meeting: Meeting) -> Minutes:
    """The minutes of a closed meeting."""
    return queries.minutes_of(world.session, meeting)


def does(world: World, actor: Actor, command: Any, **facts: Any) -> Any:
    """What somebody has done and stored."""
    work = world.work(actor)
    made = command(work, **facts)
    work.commit()
    return made


def both_agree(world: World, kept: Minutes) -> None:
    """The nurse and the rep say yes."""
    for actor in (world.as_staff(world.nurse), world.as_rep()):
        does(world, actor, commands.say_fair, minutes=kept)


def as_stand_in(world: World, *roles: Role) -> Actor:
    """An advocate, or whoever is meant, while the ward has no rep and no peer supporter."""
    roles = roles or (Role.ADVOCATE,)
    account = world.account("Joan", "advocate", roles[0])
    return world.as_staff(account, *roles, stands_in=True)
