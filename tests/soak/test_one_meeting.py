"""Eight browsers write in one meeting as fast as they can: a change is kept, or refused with its words given back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection
from itertools import chain
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from urllib.parse import urlencode
from uuid import UUID

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests import builders
from tests.actions.world import World
from tests.conftest import LONDON, SetClock, set_up
from tests.faults.server import Server
from tests.faults.terminal import Answer
from tests.markup import Node
from wardvoice.actions.models import Action
from wardvoice.agenda.models import Outcome
from wardvoice.core.clock import Clock
from wardvoice.core.history import Happened
from wardvoice.meetings.models import Hands
from wardvoice.proof.verify import verify
from wardvoice.storage.base import prepare
from wardvoice.storage.history import of_things
from wardvoice.storage.migrate import migrate
from wardvoice.wards.models import Screen
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import Kind, SessionRow, new_token, token_hash

CLIENTS, EACH, TITLES, ITEMS = 8, 200, 6, 6
HANDS = {f"{who}_{what}": "1" for who in ("patients", "staff") for what in ("for", "against", "unsure")}
KEPT, STALE = 303, 409
Written = tuple[str, str, int, float]
"""What was done, its words, the answer that it got, and after how many seconds."""


class Ward(World):
    """A meeting that goes on now, with six lines that stand on every agenda and six items; the nurse is its scribe."""

    def __init__(self, session: Session) -> None:
        clock = SetClock()
        clock.moment_told = Clock(LONDON).now()
        super().__init__(session, clock)
        self.laptop: Screen = builders.a_screen(
            self.ward, ScreenKind.LAPTOP, token_hash=token_hash("laptop"), clock=clock
        )
        builders.a_term(self.rep, clock=clock)
        self.held = self.meeting(published_at=clock.now(), scribe_id=self.nurse.id)
        items = [self.item(words=f"Item {n}", read_on=self.today) for n in range(ITEMS)]
        lines = [self.line(self.held, title=f"Line {n}") for n in range(TITLES)]
        self.lines = [str(line.id) for line in (*lines, *(self.line(self.held, item) for item in items))]
        session.commit()

    def visit(self, kind: Kind, person: UUID, screen: UUID | None = None) -> str:
        """Sign somebody in, and return their cookie."""
        token = "s" + new_token()
        expires = self.clock.now() + timedelta(minutes=30)
        who = {"person_kind": kind, "person_id": person, "ward_id": self.ward.id, "screen_id": screen}
        self.session.add(SessionRow(token_hash=token_hash(token), expires=expires, **who))
        self.session.commit()
        return f"{token}.0"


class Client:
    """A browser over a real connection that keeps its cookies."""

    def __init__(self, port: int, **cookies: str) -> None:
        self.port, self.cookies = port, cookies

    def ask(self, method: str, address: str, data: dict[str, str] | None = None) -> Answer:
        headers = {
            "Cookie": "; ".join(f"{name.replace('_', '-')}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=120)) as connection:
            connection.request(method, address, urlencode(data) if data else None, headers)
            got = connection.getresponse()
            for line in got.headers.get_all("Set-Cookie") or ():
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name.replace("-", "_")] = value
            return Answer(got.status, got.read().decode())

    def stage(self, room: str, line: str) -> Node:
        """What stands on the page at one line of the meeting."""
        answer = self.ask("GET", f"{room}?at={line}")
        assert answer.status == 200, answer.text
        return answer.page.one("section", id="stage")


class Writer:
    """Whoever writes at a line chosen by chance, one change after the other."""

    def __init__(self, number: int, client: Client, ward: Ward, room: str) -> None:
        self.number, self.client, self.lines, self.room = number, client, ward.lines, room
        self.nurse, self.soon = str(ward.nurse.id), (ward.today + timedelta(days=7)).isoformat()
        self.chance = Random(number)

    def writes(self) -> list[Written]:
        return [self._write(f"{self.number} said {count}") for count in range(EACH)]

    def _write(self, words: str) -> Written:
        line = self.chance.choice(self.lines)
        stage = self.client.stage(self.room, line)
        offered = {form["action"].rpartition("/")[2]: form for form in stage.all("form")}
        what = next(kind for kind in self._kinds() if kind in offered)
        sent = {box["name"]: box.get("value") for box in offered[what].all("input", type="hidden")}
        began = perf_counter()
        answer = self.client.ask("POST", offered[what]["action"], sent | self._typed(what, words))
        assert answer.status in (KEPT, STALE), answer.text
        assert answer.status == KEPT or words in answer.text, "refused, and the words are gone"
        return what, words, answer.status, perf_counter() - began

    def _kinds(self) -> list[str]:
        """What to write, the likeliest first; the first that the page offers is done."""
        return ["answer", *self.chance.choice([["note"], ["note", "promise"], ["hands"]]), "hands"]

    def _typed(self, what: str, words: str) -> dict[str, str]:
        promise = {"promise": words, "owner": self.nurse, "due": self.soon}
        return {
            "note": {"words": words},
            "hands": {"question": words, "decides": "we-want-to-hear", **HANDS},
            "answer": {"answer": "yes", "given_by": self.nurse, **promise},
            "promise": promise,
        }[what]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the database is, with the newest schema."""
    set_up(tmp_path)
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'wardvoice.sqlite'}"
    empty = str(request.getfixturevalue("postgres_url"))
    migrate(empty)
    return empty


@pytest.fixture
def ward(url: str) -> Iterator[Ward]:
    engine = prepare(create_engine(url))
    with Session(engine, expire_on_commit=False) as session:
        yield Ward(session)
    engine.dispose()


def test_eight_browsers_in_one_meeting_lose_nothing(
    ward: Ward, url: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    room = f"/meetings/{ward.held.id}/room"
    reps = [ward.visit(Kind.WARD_NAME, ward.rep.id, ward.laptop.id) for _ in range(CLIENTS // 2)]
    nurses = [ward.visit(Kind.ACCOUNT, ward.nurse.id) for _ in range(CLIENTS // 2)]
    with Server(tmp_path, database_url=url) as server, ThreadPoolExecutor(CLIENTS) as everybody:
        clients = [Client(server.port, wv=visit, wv_screen="laptop") for visit in reps]
        clients += [Client(server.port, wv=visit) for visit in nurses]
        writers = [Writer(number, client, ward, room) for number, client in enumerate(clients)]
        written = list(chain.from_iterable(everybody.map(Writer.writes, writers)))
        seen = {tuple(client.stage(room, line).text for line in ward.lines) for client in clients}
    assert len(seen) == 1, "the browsers do not see the same meeting"
    assert held(ward) == kept(written)
    proof = verify(ward.session)
    assert proof.whole, proof.broken
    refused = sum(status == STALE for _, _, status, _ in written)
    took = sorted(seconds for *_, seconds in written)
    record_property(
        "seen",
        f"{CLIENTS} × {EACH} changes, {len(written) - refused} kept, {refused} refused with their words, all see the"
        f" same; a change took median {median(took) * 1000:.0f} ms, the longest {took[-1] * 1000:.0f} ms",
    )


def kept(written: list[Written]) -> dict[str, Counter[str]]:
    """The words of all that was answered as kept."""
    found: dict[str, Counter[str]] = {"note": Counter(), "hands": Counter(), "promised": Counter()}
    for what, words, status, _ in written:
        if status == KEPT:
            found["promised" if what in ("answer", "promise") else what][words] += 1
    return found


def held(ward: Ward) -> dict[str, Counter[str]]:
    """The words that the database holds."""
    ward.session.expire_all()
    assert len(ward.session.scalars(select(Outcome.id)).all()) == ITEMS, "each item is answered once"
    noted = [row for row in of_things(ward.session, [ward.held.thing]) if row.what == Happened.NOTE_ADDED]
    return {
        "note": Counter(str(row.fact("said")) for row in noted),
        "hands": Counter(str(one) for one in ward.session.scalars(select(Hands.question))),
        "promised": Counter(str(one) for one in ward.session.scalars(select(Action.words))),
    }
