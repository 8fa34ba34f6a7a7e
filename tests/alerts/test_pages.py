"""The pages of those who hear: the station screen, the staff's page, the duty list's, and the mark above every page."""

from __future__ import annotations

import pytest

from tests import builders
from tests.alerts.office import SERIOUS, Office, command
from tests.pages import PageClient
from wardvoice.core.actor import Role
from wardvoice.people.models import Account
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import Kind

PLACE = "Alder: the corridor"


def test_the_station_screen_is_the_start_page_of_the_office(office: Office) -> None:
    page = office.station.get("/")
    assert "Nobody is calling." in page.text


def test_a_call_shows_at_the_station_and_on_staff_pages_and_nothing_of_the_words(office: Office) -> None:
    office.calls()
    for client, address in ((office.station, "/station"), (office.nurse, "/alerts"), (office.nurse, "/")):
        page = client.get(address)
        assert "A patient asks for somebody now" in page.text
        assert "the corridor" in page.text
    for client in (office.station, office.duty):
        assert SERIOUS not in client.get("/alerts").text


def test_whoever_takes_it_at_the_station_is_on_the_way(office: Office) -> None:
    office.listens()
    writer = office.calls()
    station = office.station
    station.get("/station")
    station.submit("I am going")
    assert "Somebody at the station screen took it" in station.page.text
    assert "Somebody has taken it and is coming to this screen." in writer.get("/").text


def test_the_second_of_two_is_told_who_was_first(office: Office) -> None:
    office.calls()
    first, second = office.nurse, office.manager
    first.get("/alerts")
    second.get("/alerts")
    first.submit("I am going")
    second.submit("I am going", status=409)
    assert "Tom (nurse) has taken this already." in second.page.text
    (alert,) = office.alerts()
    assert alert.taken_by == office.nurse_actor.id


def test_closing_erases_place_and_times_and_leaves_day_shift_and_minutes(office: Office) -> None:
    office.calls()
    office.clock.go_on(minutes=3)
    nurse = office.nurse
    nurse.get("/alerts")
    nurse.submit("I am going")
    nurse.submit("It is over: close it")
    assert office.alerts() == []
    (left,) = office.closed()
    assert (left.day, left.shift.value, left.minutes, left.about_staff) == (office.clock.today, "day", 3, False)
    assert {column.name for column in left.__table__.columns} == {
        "id", "ward_id", "day", "shift", "minutes", "about_staff",
    }  # fmt: skip


def test_what_nobody_took_cannot_be_closed(office: Office) -> None:
    office.calls()
    nurse, (alert,) = office.nurse, office.alerts()
    nurse.get("/alerts")
    nurse.post("/alerts/close", {"alert": alert.id.hex()}, status=409)
    assert len(office.alerts()) == 1


@pytest.mark.parametrize("said", ["", "nonsense", "00" * 16])
def test_an_alert_that_is_not_there_is_not_found(office: Office, said: str) -> None:
    nurse = office.nurse
    nurse.get("/alerts")
    nurse.post("/alerts/take", {"alert": said}, status=404)
    nurse.post("/alerts/close", {"alert": said}, status=404)


def test_an_alert_about_staff_shows_on_the_duty_list_alone(office: Office) -> None:
    before = [office.station.get("/station").text, office.nurse.get("/alerts").text, office.manager.get("/").text]
    client = office.writes()
    client.submit("Yes, but nobody on this ward")
    (alert,) = office.alerts()
    assert alert.about_staff
    after = [office.station.get("/station").text, office.nurse.get("/alerts").text, office.manager.get("/").text]
    assert [without_items(text) for text in after] == [without_items(text) for text in before]
    duty = office.duty
    assert PLACE in duty.get("/alerts").text
    for ward in (office.nurse, office.manager, office.station):
        ward.get("/")
        ward.post("/alerts/take", {"alert": alert.id.hex()}, status=404)
    duty.submit("I am going")
    assert "The person on duty for the hospital has taken it." in client.get("/").text


def test_a_duty_lead_who_works_on_the_ward_learns_nothing_of_an_alert_about_its_staff(office: Office) -> None:
    other = builders.a_ward(office.session, "Birch", clock=office.clock)
    person = office.on_duty("Max")
    builders.a_membership(office.session.get_one(Account, person.id), Role.STAFF, office.ward, clock=office.clock)
    office.session.commit()
    both, elsewhere = (
        PageClient(office.app).sign_in_as(Kind.ACCOUNT, person.id, where.id) for where in (office.ward, other)
    )
    before = [client.get("/alerts").text for client in (both, elsewhere)]
    office.writes().submit("Yes, but nobody on this ward")
    (alert,) = office.alerts()
    for client in (both, elsewhere):
        client.get("/")
        for verb in ("take", "close"):
            client.post(f"/alerts/{verb}", {"alert": alert.id.hex()}, status=404)
    assert [client.get("/alerts").text for client in (both, elsewhere)] == before
    assert PLACE in office.duty.get("/alerts").text


def without_items(text: str) -> str:
    """A start page without the list of items: the words of this one came in as they always do."""
    return text.partition("Waiting for an answer")[0]


def test_the_duty_list_has_an_alert_of_the_ward_after_ten_minutes_to_the_minute(office: Office) -> None:
    office.calls()
    duty = office.duty
    office.clock.go_on(minutes=9, seconds=59)
    assert PLACE not in duty.get("/alerts").text
    office.clock.go_on(seconds=1)
    assert PLACE in duty.get("/alerts").text


def test_the_duty_lead_takes_what_waits_and_the_writer_reads_it(office: Office) -> None:
    office.listens()
    writer = office.calls()
    told: list[tuple[str, str]] = []
    office.clock.go_on(minutes=10)
    office.listens()
    assert office.tick(command(told)) == 1
    assert told == [("Alder", "the corridor")]
    assert "The person on duty for the hospital has been called." in writer.get("/").text
    duty = office.duty
    duty.get("/alerts")
    duty.submit("I am going")
    assert "The person on duty for the hospital has taken it." in writer.get("/").text


def test_another_wards_staff_neither_see_nor_take_it(office: Office) -> None:
    office.calls()
    (alert,) = office.alerts()
    other = builders.a_ward(office.session, "Birch", clock=office.clock)
    stranger_actor = builders.a_staff_actor(other, Role.STAFF, name="Sam", clock=office.clock)
    assert stranger_actor.id is not None
    stranger = PageClient(office.app).sign_in_as(Kind.ACCOUNT, stranger_actor.id, other.id)
    assert "Nobody is calling." in stranger.get("/alerts").text
    stranger.post("/alerts/take", {"alert": alert.id.hex()}, status=404)


@pytest.mark.parametrize("kind", [ScreenKind.TERMINAL, ScreenKind.LAPTOP, ScreenKind.BOARD])
def test_no_other_screen_of_the_ward_sees_or_takes_alerts(office: Office, kind: ScreenKind) -> None:
    client = office.nobody(kind)
    for address in ("/alerts", "/station", "/station/now"):
        client.get(address, status=403)


def test_nobody_signs_in_at_the_station_and_staff_have_no_station_page(office: Office) -> None:
    office.nurse.get("/station", status=403)
    office.station.get("/agenda/items/new", status=403)


def test_somebody_says_that_they_are_in_charge_and_it_ends_with_the_shift(office: Office) -> None:
    nurse = office.nurse
    nurse.get("/alerts")
    nurse.submit("I am in charge")
    assert "Tom (nurse)" in nurse.page.one("main").text
    assert "In charge of this shift: Tom (nurse)." in office.station.get("/station").text
    manager = office.manager
    manager.get("/alerts")
    manager.submit("I am in charge")
    assert "In charge of this shift: Ann (manager)." in office.station.get("/station").text.replace("nurse", "manager")
    office.clock.go_on(hours=10)
    assert "Nobody has said yet who is in charge" in office.station.get("/station").text


def test_only_a_poll_that_can_sound_proves_that_the_screen_is_there(office: Office) -> None:
    office.listens()
    office.clock.go_on(seconds=61)
    station = office.station
    for address in ("/station", "/station/now", "/station/now?sounds=no"):
        station.get(address)
        assert "Patients are told now: No one will see this." in station.page.text
    station.get("/station/now?sounds=yes")
    assert "It listens, and its alarm is tested" in station.page.text


def test_a_muted_test_takes_the_proof_away(office: Office) -> None:
    office.listens()
    station = office.station
    station.get("/station")
    station.submit("No, I heard nothing")
    assert "Nobody has tested the alarm" in station.page.text
    station.submit("Yes, I heard it")
    assert "It listens, and its alarm is tested" in station.page.text


def test_manager_and_admin_read_in_red_that_nobody_is_promised(office: Office) -> None:
    red = "Alerts of this ward are not promised to anybody"
    assert red in office.manager.get("/").text
    assert red not in office.nurse.get("/").text
    office.listens()
    assert red not in office.manager.get("/").text
    office.clock.go_on(seconds=61)
    assert "The station screen in the nurses’ office does not answer" in office.manager.get("/").text


def test_manager_and_admin_read_in_red_that_the_ticker_is_dead_and_no_page_promises_a_call(office: Office) -> None:
    office.listens()
    writer = office.calls(answer="Yes, but nobody on this ward")
    assert "We are calling the person on duty for the hospital." in writer.page.text
    office.clock.go_on(minutes=3, seconds=1)
    assert "WardVoice’s own clock stands still: nobody calls the duty list." in office.manager.get("/").text
    assert "We are calling" not in writer.get("/").text
    assert "No one will see this now." in writer.page.text


def test_the_station_renews_itself_without_scripts(office: Office) -> None:
    station = office.station
    station.get("/station")
    assert '<meta http-equiv="refresh" content="10; url=/station">' in station.answer.get_data(as_text=True)
    assert station.page.one("form", action="/station/test").get("hidden") is not None


def test_the_mark_stands_above_every_staff_page_until_it_is_closed(office: Office) -> None:
    office.calls()
    nurse = office.nurse
    assert nurse.get("/agenda").all("p", cls="wv-calls")
    nurse.get("/alerts")
    nurse.submit("I am going")
    assert "An alert is open: the corridor" in nurse.get("/agenda").text
    nurse.get("/alerts")
    nurse.submit("It is over: close it")
    assert not nurse.get("/agenda").all("p", cls="wv-calls")


def test_the_writers_page_forgets_with_finish(office: Office) -> None:
    office.listens()
    writer = office.calls()
    assert "Nobody has taken it yet." in writer.get("/").text
    writer.submit("Finish")
    assert "Nobody has taken it yet." not in writer.page.text
    assert "Nobody has taken it yet." not in office.nobody().get("/").text
