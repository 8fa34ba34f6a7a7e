"""One question at the terminal: anonymous, kept as counts of a quarter, and nothing else (measure 16)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from threading import Thread
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, inspect, select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from tests.pages import PageClient
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.budget import Budget
from wardvoice.core.errors import NotAllowed
from wardvoice.core.quarters import quarter_of
from wardvoice.pulse import commands
from wardvoice.pulse.models import Pulse
from wardvoice.pulse.queries import answered
from wardvoice.pulse.rules import Says
from wardvoice.storage.apart import open_apart, prepare_apart
from wardvoice.storage.apart_work import ApartWork, LogRow
from wardvoice.storage.migrate import APART, migrate
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import Kind, token_hash

WARD = UUID(int=7)
As = Callable[[Actor], ApartWork]
TERMINAL = Actor(Door.TERMINAL, WARD)


def says(work: ApartWork, *said: Says) -> None:
    for one in said:
        commands.answer(work, says=one)
    work.commit()


def counts(session: Session) -> dict[tuple[int, int], tuple[int, int, int]]:
    session.expire_all()
    wards = session.scalars(select(Pulse.ward_id)).all()
    found = {quarter: (row.yes, row.no, row.unsure) for (_ward, quarter), row in answered(session, wards).items()}
    session.rollback()  # whoever looks on holds nobody up
    return found


@pytest.mark.parametrize(
    ("day", "quarter"),
    [(date(2026, 1, 1), 1), (date(2026, 3, 31), 1), (date(2026, 4, 1), 2), (date(2026, 12, 31), 4)],
)
def test_a_day_lies_in_its_quarter(day: date, quarter: int) -> None:
    assert quarter_of(day) == (2026, quarter)


def test_answers_are_counted_by_quarter(apart_as: As, clock: SetClock) -> None:
    work = apart_as(TERMINAL)
    says(work, Says.YES, Says.NO, Says.YES)
    clock.go_to(date(2026, 4, 1))
    says(apart_as(TERMINAL), Says.UNSURE)
    assert counts(work.session) == {(2026, 1): (2, 1, 0), (2026, 2): (0, 0, 1)}
    assert work.session.scalar(select(LogRow)) is None, "what patients do leaves no line"


def test_nothing_is_kept_but_counts(apart_engine: Engine) -> None:
    columns = {column["name"] for column in inspect(apart_engine).get_columns("pulses")}
    assert columns == {"id", "ward_id", "year", "quarter", "yes", "no", "unsure"}


@pytest.mark.parametrize(
    "actor",
    [
        Actor(Door.BOARD, WARD),
        Actor(Door.STATION, WARD),
        Actor(Door.LAPTOP, WARD),
        Actor(Door.CLOCK, WARD, name="WardVoice"),
        *(Actor(Door.OWN_DEVICE, WARD, uuid4(), "Ada", frozenset({role})) for role in Role),
    ],
    ids=lambda actor: f"{actor.door.value} {' '.join(actor.roles)}",
)
def test_only_somebody_at_the_terminal_answers(apart_as: As, actor: Actor) -> None:
    work = apart_as(actor)
    with pytest.raises(NotAllowed):
        commands.answer(work, says=Says.YES)
    assert counts(work.session) == {}


def at_the_same_moment(
    engine: Engine, clock: SetClock, people: int = 12
) -> dict[tuple[int, int], tuple[int, int, int]]:
    def one() -> None:
        with Session(engine) as session:
            says(ApartWork(session, TERMINAL, clock, PEPPER), Says.YES)

    threads = [Thread(target=one) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Session(engine) as session:
        return counts(session)


def test_of_answers_at_the_same_moment_none_is_lost(tmp_path: object, clock: SetClock) -> None:
    url = f"sqlite:///{tmp_path}/concerns.sqlite"
    migrate(url, APART)
    engine = open_apart(url)
    assert at_the_same_moment(engine, clock) == {(2026, 1): (12, 0, 0)}
    engine.dispose()


@pytest.mark.postgres
def test_of_answers_at_the_same_moment_none_is_lost_on_postgresql(postgres_url: str, clock: SetClock) -> None:
    migrate(postgres_url, APART)
    engine = prepare_apart(create_engine(postgres_url))
    assert at_the_same_moment(engine, clock) == {(2026, 1): (12, 0, 0)}
    engine.dispose()


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.fixture
def apart(app: Flask) -> Iterator[Session]:
    app.extensions["pulse_budget"] = Budget()
    with Session(app.extensions["apart"], expire_on_commit=False) as session:
        yield session


@pytest.fixture
def terminal(app: Flask, backstage: Session, apart: Session, clock: SetClock) -> PageClient:
    ward = a.a_ward(backstage, clock=clock)
    a.a_screen(ward, ScreenKind.TERMINAL, token_hash=token_hash("terminal"), clock=clock)
    backstage.commit()
    return PageClient(app).at_screen("terminal")


def test_one_press_from_the_start_page_to_the_receipt(terminal: PageClient, apart: Session) -> None:
    terminal.get("/")
    terminal.follow("One question: do things get dealt with?")
    page = terminal.submit("No")
    assert page.one("main").get("data-receipt") is not None
    assert page.one("h1").text == "Your answer is counted"
    assert "No" not in page.one("main").text.replace("Nobody", ""), "who stands behind reads what was pressed"
    assert counts(apart) == {(2026, 1): (0, 1, 0)}


def test_after_finish_the_browser_knows_nothing_of_it(terminal: PageClient) -> None:
    terminal.get("/pulse")
    terminal.submit("Yes")
    assert terminal.http.get_cookie("wv-counted") is not None
    terminal.submit("Finish")
    assert terminal.http.get_cookie("wv-counted") is None


def test_a_person_may_answer_again(terminal: PageClient, apart: Session) -> None:
    for said in ("Yes", "Not sure", "Yes"):
        terminal.get("/pulse")
        terminal.submit(said)
    assert counts(apart) == {(2026, 1): (2, 0, 1)}


def test_reloading_the_receipt_counts_nothing_again(terminal: PageClient, apart: Session) -> None:
    terminal.get("/pulse")
    once = terminal.page.one("input", name="once").get("value")
    sent = {"says": "yes", "csrf": terminal.csrf_token(), "once": once}
    for _ in range(3):
        assert "Your answer is counted" in terminal.http.post("/pulse", data=sent).text
    assert counts(apart) == {(2026, 1): (1, 0, 0)}


@pytest.mark.parametrize("said", ["", "maybe"])
def test_what_is_no_answer_is_refused_in_a_sentence(terminal: PageClient, apart: Session, said: str) -> None:
    terminal.get("/pulse")
    page = terminal.post("/pulse", {"says": said}, status=422)
    assert "Press Yes, No or Not sure." in page.text
    assert counts(apart) == {}


def test_when_a_ward_has_answered_too_much_nothing_is_counted(
    terminal: PageClient, apart: Session, clock: SetClock
) -> None:
    terminal.app.extensions["pulse_budget"] = Budget(draw=lambda low, _high: max(low, 5))
    for _ in range(5):
        terminal.get("/pulse")
        terminal.submit("Yes")
    terminal.get("/pulse")
    page = terminal.submit("Yes", status=429)
    assert "Your answer was not counted." in page.text
    assert counts(apart) == {(2026, 1): (5, 0, 0)}
    clock.go_on(minutes=11)
    terminal.get("/pulse")
    terminal.submit("Yes")
    assert counts(apart) == {(2026, 1): (6, 0, 0)}


def test_staff_cannot_answer(app: Flask, backstage: Session, apart: Session, clock: SetClock) -> None:
    ward = a.a_ward(backstage, clock=clock)
    nurse = a.an_account(backstage, "Tom", job="nurse")
    a.a_membership(nurse, Role.STAFF, ward)
    a.accepts_conduct(nurse)
    backstage.commit()
    client = PageClient(app).sign_in_as(Kind.ACCOUNT, nurse.id, ward.id)
    client.get("/pulse", status=403)
    client.get("/")
    client.post("/pulse", {"says": "yes"}, status=403)
    assert apart.scalar(select(Pulse)) is None
