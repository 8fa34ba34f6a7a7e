"""The agenda of the next meeting, for patients, rep and staff."""

from __future__ import annotations

from datetime import timedelta

from tests.actions.counting import statements
from tests.actions.house import HouseWorld
from tests.board.rows import NOW, TODAY, Rows
from wardvoice.actions.rules import ActionState
from wardvoice.agenda.models import AgendaEntry
from wardvoice.agenda.rules import EntryState, ItemState
from wardvoice.board import queries
from wardvoice.meetings.models import Meeting, StandingItem
from wardvoice.meetings.rules import MeetingState


def coming(drawn: Rows, *, out: bool, days: int = 3) -> Meeting:
    state = MeetingState.PUBLISHED if out else MeetingState.PLANNED
    return drawn.meeting(TODAY + timedelta(days=days), state=state)


def put_on(drawn: Rows, meeting: Meeting, words: str, **facts: object) -> AgendaEntry:
    item = drawn.item(words, placed=False, state=ItemState.PLACED, **facts)
    return drawn.entry(meeting, item, state=EntryState.ON, place=2)


def store(drawn: Rows) -> None:
    drawn.session.commit()


def test_without_a_meeting_the_page_says_so(house: HouseWorld) -> None:
    assert "No meeting is planned yet." in house.nobody().get("/agenda").text


def test_a_published_agenda_says_when_where_and_what(house: HouseWorld, drawn: Rows) -> None:
    meeting = coming(drawn, out=True)
    drawn.entry(meeting, title="Welcome", state=EntryState.ON, place=1)
    put_on(drawn, meeting, "The dryer is broken.")
    store(drawn)
    text = house.nobody().get("/agenda").text
    assert "Thursday 5 March at 10:30, in the day room" in text
    assert text.index("Welcome") < text.index("The dryer is broken.")


def test_while_it_is_prepared_patients_see_what_always_stands_on_it(house: HouseWorld, drawn: Rows) -> None:
    meeting = coming(drawn, out=False)
    put_on(drawn, meeting, "NEEDLE")
    drawn.session.add(StandingItem(ward_id=drawn.ward.id, title="Welcome and rules", place=1))
    store(drawn)
    page = house.nobody().get("/agenda")
    assert "The rep is still preparing this agenda. You can add to it now." in page.text
    assert "Welcome and rules" in page.text
    assert "NEEDLE" not in page.text
    assert "NEEDLE" not in house.patient_at(house.kestrel).get("/agenda").text


def test_rep_and_staff_see_what_is_placed_so_far(house: HouseWorld, drawn: Rows) -> None:
    put_on(drawn, coming(drawn, out=False), "Placed so far", read_on=None)
    store(drawn)
    assert "Placed so far" in house.rep_at_laptop().get("/agenda").text
    assert "Placed so far" in house.staff().get("/agenda").text


def test_the_rep_finds_the_way_to_prepare_and_a_patient_does_not(house: HouseWorld, drawn: Rows) -> None:
    coming(drawn, out=False)
    store(drawn)
    assert "Prepare the agenda" in house.rep_at_laptop().get("/agenda").text
    assert "Prepare the agenda" not in house.patient_at(house.kestrel).get("/agenda").text
    assert "Add to the meeting" in house.nobody().get("/agenda").text


def test_nobody_prints_at_the_ward_terminal(house: HouseWorld, drawn: Rows) -> None:
    coming(drawn, out=True)
    store(drawn)
    assert "Print the agenda" not in house.nobody().get("/agenda").text
    assert "Print the agenda" in house.rep_at_laptop().get("/agenda").text


def test_unread_and_hidden_words_are_a_topic_on_the_agenda(house: HouseWorld, drawn: Rows) -> None:
    meeting = coming(drawn, out=True)
    put_on(drawn, meeting, "NEEDLE unread", read_on=None)
    hidden = put_on(drawn, meeting, "NEEDLE hidden")
    drawn.hide(drawn.session.get_one(type(drawn.item()), hidden.item_id))
    store(drawn)
    text = house.nobody().get("/agenda").text
    assert "NEEDLE" not in text
    assert text.count("Problem · Laundry") == 2
    assert "NEEDLE hidden" not in house.rep_at_laptop().get("/agenda").text


def test_what_was_put_off_stays_visible_with_its_reason(house: HouseWorld, drawn: Rows) -> None:
    meeting = coming(drawn, out=True)
    item = drawn.item("Not this time", placed=False, state=ItemState.PUT_OFF)
    drawn.entry(meeting, item, state=EntryState.PUT_OFF, because="The cook is away", place=0)
    put_on(drawn, meeting, "This time")
    store(drawn)
    text = house.nobody().get("/agenda").text
    assert "Put off: The cook is away" in text
    assert text.index("This time") < text.index("Not this time")


def test_what_was_taken_off_is_not_shown(house: HouseWorld, drawn: Rows) -> None:
    meeting = coming(drawn, out=True)
    drawn.entry(meeting, drawn.item("Taken off", placed=False), state=EntryState.TAKEN_OFF)
    store(drawn)
    assert "Taken off" not in house.nobody().get("/agenda").text


def test_last_times_promises_come_first_oldest_first_and_settled_ones_not(house: HouseWorld, drawn: Rows) -> None:
    coming(drawn, out=True)
    item = drawn.item()
    drawn.promise(item, TODAY + timedelta(days=5), words="The younger promise")
    drawn.promise(item, TODAY - timedelta(days=20), TODAY + timedelta(days=30), words="The older promise")
    drawn.promise(item, words="Settled", state=ActionState.CONFIRMED, done_on=TODAY, confirmed_on=TODAY)
    store(drawn)
    text = house.nobody().get("/agenda").text
    assert text.index("The older promise") < text.index("The younger promise") < text.index("Then: what we talk about")
    assert "Settled" not in text


def test_the_next_meeting_is_todays_until_it_is_closed_and_one_going_on_comes_first(drawn: Rows) -> None:
    ward_id, session = drawn.ward.id, drawn.session
    tomorrow, today = coming(drawn, out=False, days=1), coming(drawn, out=True, days=0)
    found = queries.next_meeting(session, ward_id, TODAY)
    assert found is not None
    assert found.id == today.id
    today.state = MeetingState.CLOSED
    session.flush()
    found = queries.next_meeting(session, ward_id, TODAY)
    assert found is not None
    assert found.id == tomorrow.id


def test_a_meeting_that_nobody_held_or_called_off_is_not_the_next_one(drawn: Rows) -> None:
    coming(drawn, out=True, days=-3)
    assert queries.next_meeting(drawn.session, drawn.ward.id, TODAY) is None


def test_the_agenda_takes_five_statements_however_long_it_is(house: HouseWorld, drawn: Rows) -> None:
    meeting = coming(drawn, out=True)

    def more(count: int) -> None:
        for n in range(count):
            put_on(drawn, meeting, f"Item {n}")
            drawn.promise(drawn.item(), state=ActionState.DONE_SAID, done_on=NOW.date(), round=1)
        store(drawn)

    more(3)
    people = (house.nobody(), house.rep_at_laptop(), house.staff())
    few = [statements(house, who, "/agenda") for who in people]
    more(60)
    assert [statements(house, who, "/agenda") for who in people] == few
    assert max(few) <= 5
