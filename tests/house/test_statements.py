"""No page asks the database more often because there is more to show, and none more than eight times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import event, insert

from tests.house.hospital import PERSONS, Hospital, Visitor, address, things
from tests.journeys.everything import LAST_TIME, TODAY, Everything
from wardvoice.actions.models import Action, Confirmation, Promise
from wardvoice.actions.rules import ActionState, Question, Source
from wardvoice.agenda.models import AgendaEntry, AnswerReply, Item, Outcome
from wardvoice.agenda.rules import AcceptedBy, Answer, EntryState, ItemKind, ItemState, ShownAs, Topic
from wardvoice.meetings.models import Hands, Meeting
from wardvoice.meetings.rules import Decides, MeetingKind, MeetingState
from wardvoice.storage.base import db
from wardvoice.web.drawn import Drawn

READERS = ("rep", "Kestrel", "manager", "admin")
MOST, MOST_OF_THE_THREE = 8, 5
THE_THREE = {"/board", "/board/screen", "/agenda", "/actions"}
ALL_OF_ONE_NAME = {"/my/kept", "/print/my/kept"}
MOST_OF_ONE_NAME = 18
"""Who asks what is kept under their ward name is told from every table; nobody does that daily."""
STEPS = ("promises", "end")
ON_ONE_AGENDA = 40
NOW = datetime.combine(TODAY, time(9), UTC)


def test_no_page_takes_more_than_eight_statements_with_ten_lines_and_with_a_thousand(hospital: Hospital) -> None:
    say_more(hospital.alder, 10)
    few = counted(hospital)
    say_more(hospital.alder, 990)
    many = counted(hospital)
    assert len(many) > 60
    assert {page: (few[page], count) for page, count in many.items() if count > few[page]} == {}
    assert {page: count for page, count in many.items() if count > most(page)} == {}


def most(page: str) -> int:
    if page in ALL_OF_ONE_NAME:
        return MOST_OF_ONE_NAME
    return MOST_OF_THE_THREE if page in THE_THREE else MOST


def counted(hospital: Hospital) -> dict[str, int]:
    """Return for each page the most statements that one of the readers needs who may open it."""
    found: dict[str, int] = {}
    with counting(hospital.app) as seen:
        for reader in READERS:
            person = Visitor(hospital, *PERSONS[reader])
            for page, at in pages(hospital):
                hospital.app.extensions["drawn"] = Drawn()  # as if nobody had looked yet
                seen.clear()
                if person.ask("GET", at).status_code == 200:
                    found[page] = max(found.get(page, 0), len(seen))
    return found


def pages(hospital: Hospital) -> Iterator[tuple[str, str]]:
    """Yield every page of the house, and the steps of the meeting room."""
    ward = hospital.alder
    for rule in hospital.rules("GET"):
        for written, values in things(ward, rule):
            at = address(rule, values)
            yield written, at
            if rule.endpoint in ("minutes.room", "minutes.outline"):
                steps = [*STEPS, ward.ids["entry_id"]]
                yield from ((f"{written} at step {n}", f"{at}?at={step}") for n, step in enumerate(steps))


@contextmanager
def counting(app: Flask) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


# --- many rows at once -----------------------------------------------------------------------------------------------


def say_more(ward: Everything, count: int) -> None:
    """Put so many items more into the ward's tables: with answers and replies, hands, promises and their counts."""
    going_on, held, coming = (ward.meetings[name].id for name in ("open", "closed", "planned"))
    items = [_item(ward, n) for n in range(count)]
    places = [*[going_on, held, coming] * ON_ONE_AGENDA, *_past_meetings(ward, count)]
    entries = [_entry(item, meeting) for item, meeting in zip(items, places, strict=False)]
    outcomes = [_outcome(ward, entry) for entry in entries if entry["meeting_id"] != coming]
    promises = [_promise(ward, outcome) for outcome in outcomes]
    _store(ward, Item, items)
    _store(ward, AgendaEntry, entries)
    _store(ward, Outcome, outcomes)
    _store(ward, AnswerReply, [_reply(outcome) for outcome in outcomes])
    _store(ward, Hands, [_hands(entry) for entry in entries])
    _store(ward, Action, promises)
    _store(ward, Promise, [_date(promise) for promise in promises])
    _store(ward, Confirmation, [_counted(promise, going_on) for promise in promises])
    ward.session.commit()


def _store(ward: Everything, model: Any, rows: Sequence[dict[str, Any]]) -> None:
    own = {"version": 1, "ward_id": ward.ward.id}
    own = {name: value for name, value in own.items() if hasattr(model, name)}
    ward.session.execute(insert(model), [{**row, **own} for row in rows])


def _past_meetings(ward: Everything, count: int) -> list[UUID]:
    """Return a meeting for each item, all of them long over."""
    facts = {"kind": MeetingKind.COUNCIL, "state": MeetingState.CLOSED, "at": time(10), "published_at": NOW}
    days = [LAST_TIME - timedelta(days=7 * n + count) for n in range(1 + count // 20)]
    rows = [{**facts, "id": uuid4(), "day": day} for day in days]
    _store(ward, Meeting, rows)
    return [row["id"] for row in rows for _ in range(20)]


def _item(ward: Everything, n: int) -> dict[str, Any]:
    state = ItemState.RECEIVED if n % 25 == 0 else ItemState.ANSWERED
    facts = {"kind": ItemKind.PROBLEM, "topic": Topic.FOOD, "shown_as": ShownAs.PATIENT, "state": state}
    mine = {"author_id": ward.people["Kestrel"].id} if n % 2 else {"author_id": None}
    return {**facts, **mine, "id": uuid4(), "words": f"Number {n}", "received_on": TODAY - timedelta(days=n % 80)}


def _entry(item: dict[str, Any], meeting: UUID) -> dict[str, Any]:
    return {"id": uuid4(), "item_id": item["id"], "meeting_id": meeting, "place": 50, "state": EntryState.ANSWERED}


def _outcome(ward: Everything, entry: dict[str, Any]) -> dict[str, Any]:
    given = {"answer": Answer.NO, "words": "No", "review_on": TODAY, "given_by_id": ward.accounts["Tom"].id}
    return {**given, "id": uuid4(), "item_id": entry["item_id"], "entry_id": entry["id"], "at": NOW}


def _reply(outcome: dict[str, Any]) -> dict[str, Any]:
    return {"id": uuid4(), "outcome_id": outcome["id"], "source": AcceptedBy.ROOM, "yes": 1, "no": 2, "day": TODAY}


def _hands(entry: dict[str, Any]) -> dict[str, Any]:
    about = {"entry_id": entry["id"], "meeting_id": entry["meeting_id"]}
    return {**about, "id": uuid4(), "decides": Decides.WE_WILL_DO, "question": "Shall we?", "at": NOW}


def _promise(ward: Everything, outcome: dict[str, Any]) -> dict[str, Any]:
    about = {"item_id": outcome["item_id"], "outcome_id": outcome["id"], "owner_id": ward.accounts["Tom"].id}
    done = {"state": ActionState.DONE_SAID, "round": 1, "done_on": TODAY, "made_on": LAST_TIME}
    return {**about, **done, "id": uuid4(), "words": "Do it", "owner_since": LAST_TIME}


def _date(promise: dict[str, Any]) -> dict[str, Any]:
    return {"id": uuid4(), "action_id": promise["id"], "n": 0, "due": TODAY, "made_at": NOW}


def _counted(promise: dict[str, Any], meeting: UUID) -> dict[str, Any]:
    counts = {"question": Question.HAPPENED, "source": Source.ROOM, "n": 1, "round": 1, "day": TODAY}
    return {**counts, "id": uuid4(), "action_id": promise["id"], "meeting_id": meeting}
