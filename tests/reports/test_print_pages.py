"""The pages for paper: who gets them, what stands on them, and the letters that prove them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests import builders
from tests.actions.counting import statements
from tests.actions.house import HouseWorld
from tests.board.rows import TODAY, Rows
from wardvoice.actions.models import Action, Confirmation
from wardvoice.actions.rules import Question, Reply, Source
from wardvoice.agenda.rules import Answer, EntryState, ItemState
from wardvoice.core.actor import Role
from wardvoice.core.chaining import head_words
from wardvoice.meetings.models import Attendance, Hands, Meeting
from wardvoice.meetings.rules import Decides, MeetingState, NotHeldBecause, Present
from wardvoice.storage.history import head_of
from wardvoice.wards.rules import ScreenKind

PLAIN = ["/print", "/print/board", "/print/agenda", "/print/asked", "/print/due", "/print/actions"]


def every(drawn: Rows) -> list[str]:
    return [*PLAIN, f"/print/minutes/{drawn.last.id}"]


def a_full_ward(drawn: Rows) -> None:
    item = drawn.item("The dryer is broken.")
    drawn.answer(item, words="We buy a new one.")
    drawn.promise(item, TODAY, TODAY + timedelta(days=1))
    out = drawn.meeting(TODAY + timedelta(days=3), state=MeetingState.PUBLISHED)
    drawn.entry(out, drawn.item("More fruit", placed=False, state=ItemState.PLACED), state=EntryState.ON)
    drawn.session.commit()


# --- who ---------------------------------------------------------------------------------------------------------


def test_staff_and_the_meeting_laptop_print_everything(house: HouseWorld, drawn: Rows) -> None:
    a_full_ward(drawn)
    for who in (house.staff(), house.rep_at_laptop(), house.nobody(ScreenKind.LAPTOP)):
        for address in every(drawn):
            who.get(address)


def test_a_ward_terminal_prints_nothing(house: HouseWorld, drawn: Rows) -> None:
    drawn.session.commit()
    for who in (house.nobody(), house.patient_at(house.kestrel), house.patient_at(house.rep)):
        for address in every(drawn):
            who.get(address, status=403)


def test_a_reviewer_prints_nothing_yet(house: HouseWorld, drawn: Rows) -> None:
    drawn.session.commit()
    reviewer = house.staff(house.account("Rae", "reviewer", Role.REVIEWER))
    for address in every(drawn):
        reviewer.get(address, status=403)


def test_another_wards_minutes_are_not_found(house: HouseWorld) -> None:
    other = Rows(house.session, builders.a_ward(house.session, "Beech"), house.nurse)
    other.session.commit()
    house.staff().get(f"/print/minutes/{other.last.id}", status=404)


# --- what stands on all of them ------------------------------------------------------------------------------------


def test_each_page_carries_the_head_of_the_wards_history_and_says_what_for(house: HouseWorld, drawn: Rows) -> None:
    a_full_ward(drawn)
    head = head_words(head_of(house.session, house.ward.id))
    house.session.commit()
    for address in every(drawn)[1:]:
        text = house.staff().get(address).text
        assert head in text
        assert re.fullmatch(r"([A-Z]{4} ){3}[A-Z]{4}", head)
        assert "With these letters anybody can check later that nothing before today was changed." in text
        assert "Printed on Monday 2 March, 10:30" in text
        assert "Willow" in text


def test_no_hidden_or_unread_word_goes_onto_paper(house: HouseWorld, drawn: Rows) -> None:
    out = drawn.meeting(TODAY + timedelta(days=3), state=MeetingState.PUBLISHED)
    for words, facts in (("NEEDLE hidden", {}), ("NEEDLE unread", {"read_on": None})):
        item = drawn.item(words, state=ItemState.PLACED, received_on=TODAY, **facts)
        drawn.entry(out, item, state=EntryState.ON)
        if not facts:
            drawn.hide(item)
    drawn.session.commit()
    for address in every(drawn):
        for who in (house.staff(), house.rep_at_laptop()):
            assert "NEEDLE" not in who.get(address).text, address


def test_an_agenda_that_is_not_out_goes_onto_paper_without_its_items(house: HouseWorld, drawn: Rows) -> None:
    planned = drawn.meeting(TODAY + timedelta(days=3))
    drawn.entry(planned, drawn.item("NEEDLE", placed=False, state=ItemState.PLACED), state=EntryState.ON)
    drawn.session.commit()
    text = house.rep_at_laptop().get("/print/agenda").text
    assert "The rep is still preparing this agenda." in text
    assert "NEEDLE" not in text


@pytest.mark.parametrize("address", PLAIN)
def test_an_empty_ward_prints_a_page_that_says_so(house: HouseWorld, address: str) -> None:
    house.staff().get(address)


# --- page by page ------------------------------------------------------------------------------------------------


def test_the_printed_board_says_what_the_board_says(house: HouseWorld, drawn: Rows) -> None:
    a_full_ward(drawn)
    page = house.staff().get("/print/board")
    row = page.one("tbody").one("tr").text
    for words in ("The dryer is broken.", "We buy a new one.", "Tom (nurse)", "moved once to Tuesday 3 March"):
        assert words in row
    assert "More fruit" in page.text
    assert page.all("li", cls="wv-figure")[0].text == "2 asked"


def test_the_printed_board_says_what_is_still_missing(house: HouseWorld, drawn: Rows) -> None:
    a_full_ward(drawn)
    (action,) = drawn.session.query(Action)
    said = {"question": Question.HAPPENED, "source": Source.RAISER, "reply": Reply.PARTLY, "words": "The plug"}
    about = {"action_id": action.id, "ward_id": drawn.ward.id, "n": 1, "round": action.round, "day": TODAY}
    drawn.session.add(Confirmation(**about, **said))
    drawn.session.commit()
    assert "Still missing: The plug" in house.staff().get("/print/board").one("tbody").text


def test_the_printed_agenda_has_promises_first_and_then_the_lines(house: HouseWorld, drawn: Rows) -> None:
    a_full_ward(drawn)
    text = house.rep_at_laptop().get("/print/agenda").text
    assert "Thursday 5 March at 10:30, in the day room" in text
    assert text.index("A new dryer stands in the laundry.") < text.index("More fruit")


def test_what_happened_to_what_you_asked_says_what_happens_next(house: HouseWorld, drawn: Rows) -> None:
    a_full_ward(drawn)
    drawn.answer(drawn.item("Old", received_on=TODAY - timedelta(days=15)))
    drawn.session.commit()
    text = house.staff().get("/print/asked").text
    assert "The dryer is broken." in text
    assert "Tom does it by Tuesday 3 March. Then we ask you." in text
    assert "Old" not in text


def test_due_this_shift_tells_what_and_whose_job_without_counting_anybody(house: HouseWorld, drawn: Rows) -> None:
    a_full_ward(drawn)
    page = house.staff().get("/print/due")
    assert [cell.text for cell in page.one("tbody").all("td")][1:3] == [
        "A new dryer stands in the laundry.",
        "Tom (nurse)",
    ]
    assert "first date Monday 2 March" in page.text


def test_the_minutes_tell_heads_hands_answers_and_promises(house: HouseWorld, drawn: Rows) -> None:
    meeting: Meeting = drawn.last
    meeting.chair, meeting.facilitator, meeting.patients_on_ward = "Oak", "Marcus", 14
    drawn.session.add(Attendance(meeting_id=meeting.id, who=Present.PATIENTS, count=9))
    item = drawn.item("The dryer is broken.", placed=False, state=ItemState.ANSWERED)
    line = drawn.entry(meeting, item)
    outcome = drawn.answer(item, Answer.NO, "No money.", entry_id=line.id, review_on=TODAY + timedelta(days=30))
    drawn.promise(item, outcome_id=outcome.id)
    counts = {"patients_for": 5, "patients_against": 2, "staff_for": 1, "question": "Shall we?"}
    asked = {"meeting_id": meeting.id, "entry_id": line.id, "decides": Decides.WE_WILL_DO}
    drawn.session.add(Hands(ward_id=drawn.ward.id, at=house.clock.now(), **asked, **counts))
    apples = drawn.promise(drawn.item("Fruit"), words="Order apples")
    said = {"question": Question.HAPPENED, "source": Source.ROOM, "yes": 6, "no": 1, "n": 1, "round": 0}
    in_the_room = {"meeting_id": meeting.id, "ward_id": drawn.ward.id, "day": TODAY}
    drawn.session.flush()
    drawn.session.add(Confirmation(action_id=apples.id, **in_the_room, **said))
    drawn.session.commit()
    text = house.staff().get(f"/print/minutes/{meeting.id}").text
    for words in (
        "Minutes of Tuesday 24 February",
        "Patients: 9",
        "Patients on the ward: 14",
        "Chair: Oak · Facilitator: Marcus",
        "patients 5 for, 2 against, 0 not sure",
        "No, because: No money. Tom (nurse)",
        "We look at this again on Wednesday 1 April.",
        "A new dryer stands in the laundry.",
        "Order apples Patients’ hands: yes 6, partly 0, no 1, cannot tell 0.",
    ):
        assert words in text, words


def test_an_agenda_that_is_not_out_prints_no_line_of_it(house: HouseWorld, drawn: Rows) -> None:
    coming = drawn.meeting(TODAY + timedelta(days=3))
    facts = {"placed": False, "state": ItemState.PLACED}
    for words, read_on in (("NEEDLE read by the rep", TODAY), ("NEEDLE unread", None)):
        drawn.entry(coming, drawn.item(words, read_on=read_on, **facts), state=EntryState.ON)
    drawn.session.commit()
    for who in (house.nobody(ScreenKind.LAPTOP), house.rep_at_laptop(), house.staff()):
        text = who.get(f"/print/minutes/{coming.id}").text
        assert "Minutes of" in text
        assert "NEEDLE" not in text


def test_a_meeting_that_was_not_held_prints_its_reason(house: HouseWorld, drawn: Rows) -> None:
    off = drawn.meeting(
        TODAY - timedelta(days=1), state=MeetingState.NOT_HELD, not_held_because=NotHeldBecause.SHORT_OF_STAFF
    )
    drawn.session.commit()
    text = house.staff().get(f"/print/minutes/{off.id}").text
    assert "This meeting was not held. Not enough staff" in text


def test_every_printable_page_is_reached_from_the_list(house: HouseWorld, drawn: Rows) -> None:
    drawn.session.commit()
    page = house.staff().get("/print")
    found = {link["href"] for link in page.one("main").all("a")}
    assert set(every(drawn)) - {"/print"} <= found


def test_printed_pages_take_the_same_few_statements_for_many_lines(house: HouseWorld, drawn: Rows) -> None:
    a_full_ward(drawn)
    few = {address: statements(house, house.staff(), address) for address in PLAIN}
    for n in range(40):
        item = drawn.item(f"Item {n}", received_on=TODAY)
        drawn.answer(item)
        drawn.promise(item, TODAY)
    drawn.session.commit()
    assert {address: statements(house, house.staff(), address) for address in PLAIN} == few
    assert max(few.values()) <= 8
