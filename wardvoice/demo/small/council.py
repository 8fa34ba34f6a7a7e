"""The patients' council of the small hospital: it meets monthly; one thing is answered, one waits too long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from wardvoice.agenda import commands as agenda
from wardvoice.agenda import queries as of_agenda
from wardvoice.agenda.models import AgendaEntry, Item, Outcome
from wardvoice.agenda.rules import Answer, CarriedBecause
from wardvoice.core.actor import CLOCK, Actor, Door
from wardvoice.demo.life.ward import Life
from wardvoice.demo.timeline import Story
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.rules import MeetingKind, Present
from wardvoice.minutes import commands as minutes
from wardvoice.storage.work import Work
from wardvoice.wards import commands as wards
from wardvoice.wards.rules import WardKind

NAME, PLACE, AT = "Patients’ council", "the education room", time(14)
OPENED, MET, MEETS = -92, (-50, -22), 6
THERE = {Present.PATIENTS: 3, Present.MANAGER: 1, Present.OTHER_STAFF: 1, Present.ADVOCATE: 1}
ANSWER = "We ask for one answer for both wards. Until then each ward may decide it for itself."


def the_council(first: Life, second: Life, admin: Actor, today: date) -> Story:
    """Its reps are those of the wards. What reached it comes by itself; at each meeting there is time for one thing."""
    yield _at(first, today, OPENED, 12)
    opened = {"name": NAME, "place": PLACE, "kind": WardKind.COUNCIL}
    council_id = first.tell(admin, wards.open_ward, **opened).id
    secretary = _there(first.cast.staff["listener"].actor, council_id)
    for title in ("News from each ward", "What became of the last answers"):
        first.tell(secretary, meetings.add_standing_item, title=title, kind=MeetingKind.COUNCIL)
    for day in MET:
        yield from _takes_up(first, council_id, today, day - 27, day - 1)
        yield from _meets(first, second, council_id, today, day)
    yield from _takes_up(first, council_id, today, MET[-1] + 2, 0)
    yield _at(first, today, -1, 15)
    _planned(first, council_id, today, MEETS)


def _takes_up(life: Life, council_id: Any, today: date, since: int, until: int) -> Iterator[Any]:
    for day in range(since, until, 3):
        yield _at(life, today, day, 0, 20)
        life.tell(replace(CLOCK, ward_id=council_id), agenda.take_up_from_wards)


def _meets(first: Life, second: Life, council_id: Any, today: date, day: int) -> Iterator[Any]:
    yield _at(first, today, day - 1, 11)
    rep = _there(second.cast.chair, council_id)
    meeting = _planned(first, council_id, today, day)
    first.tell(rep, agenda.publish, meeting=meeting)
    yield _at(first, today, day, AT.hour)
    first.tell(rep, meetings.open_meeting, meeting=meeting)
    more = {"patients_on_ward": 4, "chair": second.cast.chair.name, "facilitator": None, "chaired_by_patient": True}
    first.tell(rep, meetings.count_attendance, meeting=meeting, counts=THERE, **more)
    lines = [line for line in first.stage.lines_of(meeting) if line.item_id is not None]
    asked = sorted(lines, key=lambda line: first.tell(rep, _is_about, entry=line, origin=first.named.get("phone")))
    for n, line in enumerate(asked):
        if n == len(asked) - 1:
            first.tell(rep, _answer, entry=line)
        else:
            first.tell(rep, agenda.carry_over, entry=line, because=CarriedBecause.NO_TIME)
    first.tell(rep, minutes.close_meeting, meeting=meeting)


def _planned(life: Life, council_id: Any, today: date, day: int) -> Any:
    """Plan the meeting of a day on the day before it."""
    secretary = _there(life.cast.staff["listener"].actor, council_id)
    plan = {"day": today + timedelta(days=day), "at": AT, "kind": MeetingKind.COUNCIL, "place": PLACE}
    return life.tell(secretary, meetings.plan_meeting, **plan)


def _is_about(work: Work, *, entry: AgendaEntry, origin: Item | None) -> bool:
    """Whether a line is about something that waits on a ward: what is answered hangs on no order of ids."""
    assert entry.item_id is not None
    item = of_agenda.item(work.session, work.ward_id, entry.item_id)
    return origin is not None and item.origin_id == origin.id


def _answer(work: Work, *, entry: AgendaEntry) -> Outcome:
    assert entry.item_id is not None
    item = of_agenda.item(work.session, work.ward_id, entry.item_id)
    return agenda.answer_item(work, item=item, entry=entry, answer=Answer.PARTLY, words=ANSWER)


def _there(actor: Actor, council_id: Any) -> Actor:
    """Return somebody of a ward, looking at the council."""
    door = Door.LAPTOP if actor.is_patient else actor.door
    return replace(actor, ward_id=council_id, at_council=True, stands_in=False, door=door)


def _at(life: Life, today: date, days: int, hour: int, minute: int = 0) -> Any:
    return life.moment(today + timedelta(days=days), hour, minute)
