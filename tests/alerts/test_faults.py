"""What goes wrong: two hands at once, a program that fails or hangs. What the writer reads stays true each time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from sqlalchemy import update

from tests.alerts.office import NO_ONE, NO_ONE_AWAY, SERIOUS, Office, command
from tests.pages import PageClient
from wardvoice.alerts.models import CommandTest, Listening

CALLING = "It goes to the screen in the nurses’ office."
DUTY_CALLED = "We are calling the person on duty for the hospital."


def test_two_who_take_it_at_the_same_moment_are_one_who_goes_and_one_who_knows(office: Office) -> None:
    office.calls()
    (alert,) = office.alerts()
    takers, start = [office.nurse, office.manager, office.duty_on_the_ward], Barrier(3)
    for taker in takers:
        taker.get("/alerts")
        assert taker.page.all("input", name="alert", value=alert.id.hex())

    def take(taker: PageClient) -> int:
        start.wait(timeout=30)
        return taker.http.post("/alerts/take", data={"csrf": taker.csrf_token(), "alert": alert.id.hex()}).status_code

    with ThreadPoolExecutor(3) as hands:
        answers = sorted(hands.map(take, takers))
    assert answers == [303, 409, 409]
    assert office.alerts()[0].taken_at is not None


def test_many_who_call_at_the_same_moment_are_all_counted(office: Office) -> None:
    office.listens()
    writers, start = [office.writes(f"{SERIOUS} {n}") for n in range(6)], Barrier(6)

    def call(writer: PageClient) -> int:
        start.wait(timeout=30)
        writer.submit("Yes")
        return writer.answer.status_code

    with ThreadPoolExecutor(6) as hands:
        assert list(hands.map(call, writers)) == [200] * 6
    (alert,) = office.alerts()
    assert alert.repeats == 5


def test_ten_who_call_one_after_the_other_are_counted_and_each_reads_the_truth(office: Office) -> None:
    office.listens()
    for _ in range(10):
        assert CALLING in office.calls().page.text
    (alert,) = office.alerts()
    assert alert.repeats == 9
    assert "Asked 9 more times since." in office.station.get("/station").text


def test_the_screen_falls_silent_while_the_writer_waits(office: Office) -> None:
    office.listens()
    writer = office.calls()
    assert CALLING in writer.page.text
    office.clock.go_on(seconds=61)
    assert NO_ONE in writer.get("/").text
    assert CALLING not in writer.page.text


@pytest.mark.parametrize("broken", ["no screen", "muted", "command failed"])
def test_with_any_link_broken_question_and_receipt_say_that_no_one_sees_it(office: Office, broken: str) -> None:
    office.listens()
    with office.apart() as session:
        if broken == "no screen":
            office.hears_nothing()
        elif broken == "muted":
            session.execute(update(Listening).values(tested_at=None, heard_at=None))
        else:
            session.execute(update(CommandTest).values(worked=False))
        session.commit()
    writer = office.writes()
    assert NO_ONE in writer.page.one("main").text
    writer.submit("Yes")
    assert NO_ONE in writer.page.text
    assert "A patient asks for somebody now" in office.nurse.get("/alerts").text


def test_where_the_way_to_the_duty_list_fails_nobody_is_promised_and_it_is_tried_again(office: Office) -> None:
    office.listens()
    writer = office.writes()
    writer.submit("Yes, but nobody on this ward")
    assert DUTY_CALLED in writer.page.text
    told: list[tuple[str, str]] = []
    assert office.tick(command(told, works=False)) == 0
    assert NO_ONE_AWAY in writer.get("/").text
    assert office.tick(command(told)) == 1
    assert "The person on duty for the hospital has been called." in writer.get("/").text
    assert len(told) == 2


def test_a_program_that_hangs_keeps_nobody_waiting(office: Office) -> None:
    office.listens()
    office.calls()
    office.clock.go_on(minutes=10)
    office.listens()
    runs, let_go = Event(), Event()

    def hangs(_ward: str, _place: str) -> bool:
        runs.set()
        assert let_go.wait(timeout=60)
        return False

    with ThreadPoolExecutor(1) as beside:
        ticking = beside.submit(office.tick, hangs)
        assert runs.wait(timeout=30)
        another = office.calls(f"{SERIOUS} again")
        assert CALLING in another.page.text
        nurse = office.nurse
        nurse.get("/alerts")
        nurse.submit("I am going")
        let_go.set()
        assert ticking.result(timeout=60) == 0
    (alert,) = office.alerts()
    assert (alert.taken_by, alert.repeats) == (office.nurse_actor.id, 1)
    assert "Somebody has taken it and is coming to this screen." in another.get("/").text


def test_words_that_cannot_be_stored_leave_the_alert_standing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.listens()
    writer = office.writes()

    def breaks(*_args: object, **_facts: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("wardvoice.agenda.views.adding.commands.raise_item", breaks)
    writer.submit("Yes", status=500)
    assert "Not sent yet" in writer.page.text
    assert CALLING in writer.page.text
    assert len(office.alerts()) == 1


def test_a_duty_lead_who_also_works_on_the_ward_sees_both(office: Office) -> None:
    office.calls()
    client = office.duty_on_the_ward
    assert "A patient asks for somebody now" in client.get("/alerts").text
    client.submit("I am going")
    assert office.alerts()[0].taken_off_ward is False
