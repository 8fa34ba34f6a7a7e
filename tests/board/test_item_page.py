"""One item's page: who may read it, what it says, and its whole history in sentences."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from tests import builders
from tests.actions.counting import statements
from tests.actions.house import HouseWorld
from tests.board.rows import NOW, TODAY, Rows
from tests.markup import Node
from tests.pages import PageClient
from wardvoice.actions import commands as actions
from wardvoice.agenda import commands
from wardvoice.agenda.models import Item, ItemLink, ItemNote
from wardvoice.agenda.rules import Answer, CarriedBecause, EntryState, HideBecause, ItemKind, ItemState, Topic
from wardvoice.core.actor import Role
from wardvoice.meetings.rules import MeetingState


def at(item: Item) -> str:
    return f"/agenda/items/{item.id}"


def store(rows: Rows) -> None:
    rows.session.commit()


def everybody(house: HouseWorld) -> dict[str, PageClient]:
    return {
        "nobody": house.nobody(),
        "kestrel": house.patient_at(house.kestrel),
        "rep": house.rep_at_laptop(),
        "nurse": house.staff(),
        "advocate": house.staff(house.account("Ada", "advocate", Role.ADVOCATE)),
    }


# --- who may read it -------------------------------------------------------------------------------------------------


def test_before_its_agenda_is_out_only_author_rep_staff_and_advocate_find_it(house: HouseWorld, drawn: Rows) -> None:
    item = drawn.item("My words", placed=False, read_on=None, author_id=house.kestrel.id)
    other = house.patient("Heron")
    store(drawn)
    for name, who in everybody(house).items():
        if name == "nobody":
            who.get(at(item), status=404)
        else:
            assert "My words" in who.get(at(item)).text, name
    house.patient_at(other).get(at(item), status=404)


def test_an_unknown_item_and_another_wards_item_are_the_same_404(house: HouseWorld, drawn: Rows) -> None:
    other = Rows(house.session, builders.a_ward(house.session, "Beech"), house.nurse)
    theirs = other.item("Not yours")
    store(other)
    for who in everybody(house).values():
        there = who.get(at(theirs), status=404).one("main").text
        assert there == who.get(f"/agenda/items/{uuid4()}", status=404).one("main").text


def test_what_was_taken_back_is_only_its_authors_and_the_readers(house: HouseWorld, drawn: Rows) -> None:
    item = drawn.item("Never mind", placed=False, state=ItemState.WITHDRAWN, author_id=house.kestrel.id)
    store(drawn)
    house.nobody().get(at(item), status=404)
    page = house.patient_at(house.kestrel).get(at(item))
    assert "Taken back" in page.text


def test_unread_words_are_a_topic_for_patients_and_words_for_the_rep(house: HouseWorld, drawn: Rows) -> None:
    item = drawn.item("NEEDLE", read_on=None)
    store(drawn)
    page = house.nobody().get(at(item))
    assert "NEEDLE" not in page.text
    assert "Problem · Laundry" in page.text
    assert "The rep has not read this yet." in page.text
    assert "NEEDLE" in house.rep_at_laptop().get(at(item)).text
    assert "NEEDLE" in house.staff().get(at(item)).text


def test_only_raiser_rep_and_advocate_look_behind_hidden_words(house: HouseWorld, drawn: Rows) -> None:
    item = drawn.item("NEEDLE", author_id=house.kestrel.id)
    drawn.hide(item)
    drawn.session.add(ItemNote(ward_id=drawn.ward.id, item_id=item.id, n=0, words="NEEDLE, a note", day=TODAY))
    store(drawn)
    behind = {"kestrel", "rep", "advocate"}
    for name, who in everybody(house).items():
        page = who.get(at(item))
        assert ("NEEDLE" in page.text) is (name in behind), name
        assert "The words are hidden: they name somebody." in page.text
        assert ("Read the hidden words" in page.text) is (name in behind)


# --- what it says ----------------------------------------------------------------------------------------------------


def read(house: HouseWorld, item: Item) -> Node:
    house.session.commit()
    return house.nobody().get(at(item))


def test_it_says_what_happens_next_and_when(house: HouseWorld, drawn: Rows) -> None:
    out = drawn.meeting(TODAY + timedelta(days=3), state=MeetingState.PUBLISHED)
    placed = drawn.item(placed=False, state=ItemState.PLACED)
    drawn.entry(out, placed, state=EntryState.ON)
    assert "We talk about it on Thursday 5 March." in read(house, placed).text
    carried = drawn.item(state=ItemState.CARRIED_OVER)
    assert "We talk about it in the next meeting." in read(house, carried).text
    planned = drawn.meeting(TODAY + timedelta(days=10), state=MeetingState.PLANNED)
    assert "We talk about it on Thursday 12 March." in read(house, carried).text
    put_off = drawn.item(state=ItemState.PUT_OFF)
    assert "The rep puts it on the agenda for Thursday 12 March." in read(house, put_off).text
    drawn.entry(planned, put_off, state=EntryState.PUT_OFF)
    assert "The rep puts it on the next agenda." in read(house, put_off).text
    said_no = drawn.item()
    drawn.answer(said_no, Answer.NO, review_on=TODAY + timedelta(days=30))
    assert "We look at this no again on Wednesday 1 April." in read(house, said_no).text
    passed = drawn.item()
    drawn.answer(passed, Answer.PASSED_TO, passed_to="Estates", check_on=TODAY + timedelta(days=7))
    assert "Estates has it now. We check on Monday 9 March." in read(house, passed).text


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer.YES, "Yes"),
        (Answer.PARTLY, "Partly"),
        (Answer.NO, "No, because:"),
        (Answer.PASSED_TO, "Passed to Estates"),
    ],
)
def test_each_kind_of_answer_reads_plainly(house: HouseWorld, drawn: Rows, answer: Answer, words: str) -> None:
    item = drawn.item()
    day = TODAY + timedelta(days=9)
    drawn.answer(item, answer, "Some reason.", passed_to="Estates", review_on=day, check_on=day)
    assert words in read(house, item).one("section", cls="wv-card").text


def test_a_meeting_that_passed_without_an_answer_says_why(house: HouseWorld, drawn: Rows) -> None:
    item = drawn.item(state=ItemState.CARRIED_OVER)
    drawn.answer(item, None, None, carried_because=CarriedBecause.DECIDER_ABSENT, given_by_id=None)
    drawn.answer(item, None, None, carried_because=CarriedBecause.OTHER, carried_words="The fire alarm rang")
    text = read(house, item).text
    assert "because who can decide this was not there." in text
    assert "because The fire alarm rang." in text


def test_promises_stand_on_it_as_cards(house: HouseWorld, drawn: Rows) -> None:
    item = drawn.item()
    drawn.answer(item)
    drawn.promise(item, TODAY + timedelta(days=2))
    page = read(house, item)
    assert [card.text for card in page.all("h3", cls="wv-card__words")] == ["A new dryer stands in the laundry."]


def test_notes_follow_the_first_words_in_their_order(house: HouseWorld, drawn: Rows) -> None:
    item = drawn.item()
    for n, words in enumerate(("And it smells.", "And it is hot.")):
        drawn.session.add(ItemNote(ward_id=drawn.ward.id, item_id=item.id, n=n, words=words, day=TODAY))
    text = read(house, item).text
    assert text.index("The dryer is broken.") < text.index("And it smells.") < text.index("And it is hot.")


def test_an_item_asked_before_leads_to_the_earlier_ones_and_back(house: HouseWorld, drawn: Rows) -> None:
    now, earlier = drawn.item("Again"), drawn.item("Long ago", received_on=TODAY - timedelta(days=60))
    drawn.session.add(ItemLink(ward_id=drawn.ward.id, item_id=now.id, earlier_id=earlier.id, day=TODAY))
    page = read(house, now)
    assert "raised 2 times" in page.text
    assert "Asked before:" in page.text
    assert page.all("a", href=at(earlier))
    assert "Asked again:" in read(house, earlier).text


def test_merged_items_keep_their_own_words_and_lead_to_the_shared_answer(house: HouseWorld, drawn: Rows) -> None:
    lead = drawn.item("The dryer is broken.")
    merged = {"state": ItemState.MERGED, "merged_into_id": lead.id, "author_id": house.kestrel.id}
    part = drawn.item("My socks stay wet.", placed=False, **merged)
    page = read(house, lead)
    assert "My socks stay wet." in page.text
    assert "it matters to one more patient" in page.text
    mine = house.patient_at(house.kestrel).get(at(part))
    assert "Put together with:" in mine.text
    assert mine.all("a", href=at(lead))


def test_hidden_words_of_a_tied_item_stay_hidden_here_too(house: HouseWorld, drawn: Rows) -> None:
    now, earlier = drawn.item("Again"), drawn.item("NEEDLE")
    drawn.hide(earlier)
    drawn.session.add(ItemLink(ward_id=drawn.ward.id, item_id=now.id, earlier_id=earlier.id, day=TODAY))
    store(drawn)
    for who in everybody(house).values():
        assert "NEEDLE" not in who.get(at(now)).text


def test_the_author_of_one_item_does_not_read_the_unread_words_of_another(house: HouseWorld, drawn: Rows) -> None:
    mine, other = drawn.item("Mine", author_id=house.kestrel.id), drawn.item("NEEDLE", read_on=None)
    drawn.session.add(ItemLink(ward_id=drawn.ward.id, item_id=mine.id, earlier_id=other.id, day=TODAY))
    store(drawn)
    assert "NEEDLE" not in house.patient_at(house.kestrel).get(at(mine)).text
    assert "NEEDLE" in house.rep_at_laptop().get(at(mine)).text


# --- the whole life, by commands -------------------------------------------------------------------------------------


def test_the_history_tells_a_whole_life_in_sentences(house: HouseWorld) -> None:
    clock, rep, ward = house.clock, house.as_rep(), house.ward
    facts = {"kind": ItemKind.PROBLEM, "topic": Topic.LAUNDRY}
    kestrel = house.as_patient(house.kestrel)
    item = builders.done(house.session, kestrel, commands.raise_item, clock, words="The dryer is broken.", **facts)
    builders.done(house.session, rep, commands.read_item, clock, item=item)
    meeting = builders.an_open_meeting(ward, items=[item], actor=rep, clock=clock)
    (line,) = [entry for entry in meeting_lines(house, meeting) if entry.item_id == item.id]
    answered = {"item": item, "entry": line, "answer": Answer.YES, "given_by": house.nurse, "something_to_do": True}
    outcome = builders.done(house.session, rep, commands.answer_item, clock, words="We mend it.", **answered)
    owned = {"outcome": outcome, "words": "The dryer works.", "owner": house.nurse, "due": TODAY + timedelta(days=1)}
    promise = builders.done(house.session, rep, actions.make_promise, clock, meeting=meeting, **owned)
    nurse = house.as_staff(house.nurse)
    moved = {"action": promise, "to": TODAY + timedelta(days=15), "because": "part on order"}
    builders.done(house.session, nurse, actions.move_date, clock, **moved)
    builders.done(house.session, nurse, commands.hide_words, clock, item=item, because=HideBecause.THREAT, danger=True)
    text = house.nobody().get(at(item)).text
    for sentence in (
        "A patient put this on the list.",
        "The rep has read it.",
        "The rep put it on the agenda for Monday 2 March.",
        "Tom (nurse) answered: yes.",
        "Tom (nurse) promised this for Tuesday 3 March.",
        "Tom (nurse) promised Tuesday 17 March instead of Tuesday 3 March.",
        "part on order",
        "Tom (nurse) hid the words for one day",
    ):
        assert sentence in text, sentence
    assert "The dryer is broken." not in text


def meeting_lines(house: HouseWorld, meeting: object) -> list[object]:
    from wardvoice.agenda import queries

    return queries.on_agenda(house.session, meeting)  # type: ignore[arg-type,return-value]


def test_the_raiser_is_asked_whether_the_answer_is_good_enough(house: HouseWorld, drawn: Rows) -> None:
    item = drawn.item(author_id=house.kestrel.id)
    drawn.answer(item)
    store(drawn)
    assert "Is the answer good enough for you?" in house.patient_at(house.kestrel).get(at(item)).text
    assert "Is the answer good enough for you?" not in house.rep_at_laptop().get(at(item)).text


def test_whoever_raised_a_merged_part_is_asked_too(house: HouseWorld, drawn: Rows) -> None:
    lead = drawn.item()
    merged = {"state": ItemState.MERGED, "merged_into_id": lead.id, "author_id": house.kestrel.id}
    drawn.item("Me too", placed=False, **merged)
    drawn.answer(lead)
    store(drawn)
    assert "Is the answer good enough for you?" in house.patient_at(house.kestrel).get(at(lead)).text


def test_a_request_to_hide_waits_for_a_second_person_on_the_page(house: HouseWorld, drawn: Rows) -> None:
    item = drawn.item()
    drawn.hide(item, second_at=None, first_at=NOW)
    store(drawn)
    rep = house.rep_at_laptop().get(at(item))
    assert "Agree to hide the words" in rep.text
    assert "Agree to hide the words" not in house.staff().get(at(item)).text


def test_the_page_takes_eight_statements_at_most_however_much_hangs_on_it(house: HouseWorld, drawn: Rows) -> None:
    item = drawn.item(author_id=house.kestrel.id)

    def more(count: int) -> None:
        for n in range(count):
            drawn.answer(item)
            drawn.promise(item, TODAY, said="Done.")
            drawn.session.add(ItemNote(ward_id=drawn.ward.id, item_id=item.id, n=n, words=f"Note {n}", day=TODAY))
            earlier = drawn.item(f"Earlier {n}")
            drawn.session.add(ItemLink(ward_id=drawn.ward.id, item_id=item.id, earlier_id=earlier.id, day=TODAY))
        store(drawn)

    more(1)
    few = [statements(house, who, at(item)) for who in everybody(house).values()]
    more(20)
    assert [statements(house, who, at(item)) for who in everybody(house).values()] == few
    assert max(few) <= 8
