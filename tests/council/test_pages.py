"""The council's pages: who reads them from where, who acts there, and what a ward reads of it."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.agenda.house import House as OneWard
from tests.conftest import SetClock
from tests.council.hospital import DRYER
from tests.council.house import House
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.rules import Answer, HideBecause
from wardvoice.core.actor import Role
from wardvoice.meetings.rules import MeetingKind, NotHeldBecause

PATIENTS = ("rep of Alder", "patient of Birch")
STAFF = ("manager of Birch", "staff of Alder", "lead", "listener", "advocate", "admin")


@pytest.mark.parametrize("who", [*PATIENTS, *STAFF])
def test_everybody_finds_the_council_from_the_start_page_and_reads_it(house: House, who: str) -> None:
    house.wards.refused()
    house.tick()
    person = house.council(who)
    assert person.address == "/council"
    assert "Laundry · Alder" in person.page.text
    assert "The answer was not accepted. Since Monday 2 March." in person.page.text
    assert "Answer by Monday 30 March" in person.page.text


def test_a_terminal_reads_it_without_signing_in_and_home_leads_back_to_the_ward(house: House) -> None:
    item = house.wards.refused()
    house.tick()
    house.wards.agenda(7)
    terminal = house.at("terminal of Birch")
    terminal.get("/")
    terminal.follow("The patients’ council")
    terminal.follow("The next agenda of the council")
    assert terminal.address == "/council/agenda"
    assert DRYER in terminal.page.text
    assert "A patient on Alder" in terminal.page.text
    terminal.follow("Problem · Laundry")
    assert terminal.address == house.page_of(item)
    assert "0808 157 0001" in terminal.page.one("footer").text, "the numbers of one's own ward"
    terminal.follow("Home")
    assert "Birch" in terminal.page.one("header").text
    terminal.get("/council")
    terminal.submit("Finish")
    assert terminal.address == "/"
    assert "Birch" in terminal.page.one("header").text


def test_before_its_agenda_is_out_only_those_who_prepare_or_answer_read_the_words(house: House) -> None:
    item = house.wards.refused()
    house.tick()
    for who in ("rep of Birch", "listener", "manager of Birch", "lead"):
        assert DRYER in house.council(who).page.text, who
        assert DRYER in house.browser(who).get(house.page_of(item)).text
    for who in ("patient of Birch", "staff of Birch", "advocate", "admin"):
        person = house.council(who)
        assert DRYER not in person.page.text, who
        assert "The words come when the council’s agenda is out." in person.page.text
        person.get(house.page_of(item), status=404)
    house.wards.agenda(7)
    assert DRYER in house.council("patient of Birch").page.text


def test_hidden_on_the_ward_the_words_are_hidden_there_in_the_same_moment(house: House) -> None:
    wards, item = house.wards, house.wards.refused()
    house.tick()
    wards.agenda(7)
    places = ("/council", "/council/agenda", "/council/board", house.page_of(item))
    rep = house.browser("rep of Birch")
    assert all(DRYER in rep.get(place).text for place in places)
    hiding = wards.does(
        wards.people["staff of Alder"], agenda.hide_words, item=item, because=HideBecause.NAMES_SOMEBODY
    )
    assert all(DRYER in rep.get(place).text for place in places)
    wards.does(wards.people["rep of Alder"], agenda.agree_hiding, hiding=hiding)
    for who in ("rep of Birch", "rep of Alder", "listener", "advocate"):
        person = house.browser(who)
        for place in places:
            assert DRYER not in person.get(place).text, (who, place)
    meeting = house.browser("rep of Birch")
    meeting.get("/council/meetings")
    meeting.follow("Change the agenda")
    assert DRYER not in meeting.page.text
    assert "The words are hidden." in meeting.page.text
    wards.does(wards.people["rep of Alder"], agenda.end_hiding, hiding=hiding)
    assert DRYER in rep.get("/council/agenda").text


def test_words_that_no_rep_has_read_do_not_travel(house: House) -> None:
    wards = house.wards
    item = wards.item()
    wards.does(
        wards.people["patient of Alder"], agenda.raise_item, kind=item.kind, topic=item.topic, words="Unread words"
    )
    for _ in range(3):
        wards.in_vain()
    house.tick()
    wards.agenda(7)
    for who in ("rep of Birch", "rep of Alder", "listener", "lead"):
        person = house.council(who)
        assert DRYER in person.page.text
        assert "Unread words" not in person.page.text
        assert "Unread words" not in person.get("/council/agenda").text


# --- what each may do there ---------------------------------------------------------------------------------------


def test_a_rep_prepares_holds_and_records_the_councils_meeting(house: House) -> None:
    wards = house.wards
    item = wards.refused()
    house.tick()
    rep = house.council("rep of Birch")
    rep.follow("All its meetings")
    rep.follow("Plan a meeting")
    rep.submit("Plan it", day=wards.clock.today.isoformat(), at="14:00", kind="council")
    rep.get("/council")
    rep.follow("Prepare the agenda")
    assert DRYER in rep.page.text
    rep.submit("Let it go out")
    rep.get("/council")
    rep.follow("The meeting room")
    assert rep.address.startswith("/council/meetings/")
    rep.submit("Open the meeting")
    line = wards.line(wards.stands_for(item)).id
    rep.get(f"{rep.address}?at={line}")
    assert DRYER in rep.page.text
    given = {"answer": "yes", "words": "One for each ward", "given_by": "council", "nothing_to_do": "y"}
    rep.submit("Write the answer down", **given)
    board = house.at("terminal of Alder").get("/board")
    assert "The patients’ council: Yes" in board.text
    assert "One for each ward" in board.text


def test_the_manager_answers_there_and_the_ward_reads_it_on_board_item_and_agenda(house: House) -> None:
    wards = house.wards
    item = wards.item()
    for _ in range(3):
        wards.in_vain()
    house.tick()
    manager = house.council("manager of Birch")
    manager.follow("Problem · Laundry")
    manager.follow("Answer it")
    assert manager.address.startswith("/council/agenda/items/")
    manager.submit(
        "answer", answer="passed-to", passed_to="the estates team", check_on="2026-04-30", words="They measure"
    )
    assert manager.address == house.page_of(item)
    wards.out_on_alder()
    patient = house.browser("patient of Alder")
    for place in ("/board", f"/agenda/items/{item.id}", "/agenda"):
        assert "The patients’ council:" in patient.get(place).text, place
        assert "They measure" in patient.page.text, place
    history = patient.get(f"/agenda/items/{item.id}").text
    assert "It went to the patients’ council. Carried over at three meetings." in history
    assert "Manager of birch (manager) passed it to the estates team." in history


@pytest.mark.parametrize("who", ["patient of Alder", "staff of Alder", "advocate", "terminal"])
def test_whoever_has_no_part_there_changes_nothing(house: House, who: str) -> None:
    item = house.wards.refused()
    house.tick()
    meeting = house.wards.agenda()
    person = house.at("terminal of Alder") if who == "terminal" else house.browser(who)
    person.get("/council")
    page = house.page_of(item)
    for address in (f"{page}/answer", f"/council/meetings/{meeting.id}/open", f"{page}/merge"):
        answer = person.http.post(address, data={"csrf": person.csrf_token()})
        assert answer.status_code in (303, 403, 404, 405), address
    house.wards.session.refresh(meeting)
    assert meeting.opened_at is None
    assert not person.get(f"/council/meetings/{meeting.id}/prepare").one("main").all("form")


def test_no_other_wards_thing_is_reached_through_the_council(house: House) -> None:
    """Neither by its plain id nor under the council's address, from nobody and with no method."""
    wards = house.wards
    theirs = wards.item("Of Birch alone", ward=wards.birch)
    published = wards.refused("Of Alder, not sent")
    house.tick()
    for who in ("rep of Alder", "patient of Alder", "manager of Alder", "listener", "lead"):
        person = house.browser(who)
        person.get("/council")
        assert "Of Birch alone" not in person.page.text
        for at in (
            f"/agenda/items/{theirs.id}",
            f"/council/agenda/items/{theirs.id}",
            f"/council/agenda/items/{published.id}",
        ):
            assert person.http.get(at).status_code == 404, (who, at)
            answer = person.http.post(f"{at}/answer", data={"csrf": person.csrf_token(), "answer": "yes"})
            assert answer.status_code in (403, 404), (who, at)


NOT_THERE = (
    *("/council/concerns", "/council/concerns/new", "/council/cards", "/council/my-name", "/council/alerts"),
    *("/council/station", "/council/admin/screens", "/council/", "/council/sign-in", "/council/my-account"),
    *("/council/council", "/council/print/council", "/council/items", "/council/finish/"),
)


def test_what_a_council_has_not_is_no_address(house: House) -> None:
    for who in ("rep of Alder", "manager of Alder", "admin"):
        person = house.browser(who)
        for path in NOT_THERE:
            person.get(path, status=404)
        for path in ("/council/finish", "/council/sign-out", "/council/ward"):
            person.post(path, status=404)


def test_where_there_is_no_council_there_is_no_such_page(app: Flask, clock: SetClock) -> None:
    ward = OneWard(app, clock)
    for person in (ward.rep, ward.manager, ward.nobody()):
        person.get("/")
        assert "ouncil" not in person.page.text
        for path in ("/council", "/council/agenda", "/print/council"):
            person.get(path, status=404)
    ward.close()


def test_an_unknown_browser_is_led_to_the_sign_in_page_and_a_reviewer_is_refused(house: House) -> None:
    stranger = house.at("no screen of ours")
    assert stranger.http.get("/council").status_code == 303
    assert stranger.http.get("/council/agenda").status_code == 303
    house.wards._staff("reviewer", house.wards.alder, Role.REVIEWER)
    house.browser("reviewer").get("/council", status=403)


# --- late ---------------------------------------------------------------------------------------------------------


def test_after_28_days_it_is_late_at_the_council_on_the_ward_and_first_on_the_leads_page(house: House) -> None:
    wards = house.wards
    item = wards.refused()
    house.tick()
    wards.clock.go_on(days=28)
    assert "Late before the patients’ council" not in house.browser("lead").get("/").text
    wards.clock.go_on(days=1)
    lead = house.browser("lead")
    lead.get("/")
    first = lead.page.one("main").all("h2")[0].text
    assert first == "Late before the patients’ council"
    assert "Late since Monday 30 March" in lead.page.text
    assert (
        "The council’s answer is late since Monday 30 March."
        in house.browser("patient of Alder").get(f"/agenda/items/{item.id}").text
    )
    for who in ("manager of Alder", "listener"):
        assert "Late before the patients’ council" not in house.browser(who).get("/").text
    lead.follow("Problem · Laundry · Alder")
    lead.follow("Answer it")
    lead.submit("answer", answer="yes", words="It comes on Monday")
    assert "Late before the patients’ council" not in lead.get("/").text
    assert "Answered late, on Tuesday 31 March" in lead.get("/council").text
    assert "It came late. It was due on Monday 30 March." in house.at("terminal of Alder").get("/board").text


def test_what_was_raised_four_times_says_who_on_the_ward_owes_the_answer(house: House) -> None:
    wards = house.wards
    item = wards.raised_again()
    house.tick()
    assert "The ward manager answers this by Monday 9 March" in house.council("patient of Birch").page.text
    wards.clock.go_on(days=8)
    assert "The service lead owes the answer since Monday 9 March" in house.council("lead").page.text
    given = {"item": item, "answer": Answer.YES, "words": "Mended", "by_when": wards.clock.today}
    wards.does(wards.people["manager of Alder"], agenda.answer_item, **given)
    assert "Answered on its ward on Tuesday 10 March" in house.council("lead").page.text


def test_themes_count_what_is_published_on_every_ward(house: House) -> None:
    wards = house.wards
    wards.refused()
    wards.item("Not out yet", ward=wards.birch)
    wards.answered(wards.item("Wet socks", ward=wards.birch))
    page = house.council("patient of Birch").page
    row = next(one for one in page.all("tr") if "Laundry" in one.text)
    assert [cell.text for cell in row.all("td")] == ["2", "Alder 1 · Birch 1"]


def test_its_meetings_are_counted_and_the_page_is_printed_but_never_at_a_terminal(house: House) -> None:
    wards = house.wards
    wards.refused()
    house.tick()
    meeting = wards.agenda()
    rep = wards.there("rep of Birch")
    wards.does(rep, agenda.call_off, meeting=meeting, because=NotHeldBecause.NO_CHAIR)
    paper = house.browser("rep of Alder").get("/print/council").text
    assert "In the last year the council met 0 times. 1 meetings were not held." in paper
    assert "Answer by Monday 30 March" in paper
    house.at("terminal of Alder").get("/print/council", status=403)


def test_forms_offer_the_councils_kind_of_meeting_alone(house: House) -> None:
    secretary = house.browser("listener")
    secretary.get("/council/admin/rhythm")
    given = {"kind": "council", "weekday": "1", "at": "14:00", "every_weeks": "4", "minutes": "90"}
    secretary.submit("Set the rhythm", **given)
    assert "Patients’ council: " in secretary.page.text
    house.tick()
    rep = house.browser("rep of Alder")
    rep.get("/council/meetings/standing")
    rep.submit("Put it on every agenda", title="News from each ward")
    assert "News from each ward" in rep.page.text
    assert "News from each ward" not in rep.get("/meetings/standing").text
    assert MeetingKind.COUNCIL.value not in str(rep.get("/meetings/new").one("main"))
