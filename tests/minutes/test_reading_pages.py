"""Reading one meeting before, while and after it is held; and the record of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.actions.house import HouseWorld
from tests.pages import PageClient
from wardvoice.actions import commands as actions
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import Answer, Feeling, HideBecause
from wardvoice.core.actor import Role
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import Decides, MeetingState, NotHeldBecause, Present
from wardvoice.minutes import commands
from wardvoice.minutes.commands import Given, Promised


def item(house: HouseWorld, words: str | None = "The dryer is broken", **more: Any) -> Item:
    return house.item(house.kestrel, words=words, **({"read_on": house.today} | more))


def held(house: HouseWorld, close: bool = True) -> Meeting:
    """A meeting with everything in it."""
    meeting = house.meeting(published_at=house.clock.now())
    lines = [house.line(meeting, item(house)), house.line(meeting, item(house, "More fruit"))]
    standing = house.line(meeting, title="E-cigarette update")
    work = house.rep_works()
    heads = {Present.PATIENTS: 6, Present.WARD_STAFF: 2, Present.VISITORS: 1}
    meetings.count_attendance(
        work, meeting=meeting, counts=heads, patients_on_ward=14, chair="the rep", chaired_by_patient=True
    )
    commands.note_said(work, entry=standing, words="New flavours from Monday")
    commands.count_hands(
        work, meeting=meeting, entry=lines[0], decides=Decides.WE_WILL_DO, question="A second dryer?", patients_for=5
    )
    given = Given(Answer.YES, house.nurse, "We will mend it", something_to_do=True)
    promised = Promised("Mend the dryer", house.nurse, house.today + timedelta(days=7))
    outcome, _ = commands.record_answer(work, meeting=meeting, entry=lines[0], given=given, promised=promised)
    agenda.count_acceptance(work, outcome=outcome, yes=1, no=4)
    if close:
        commands.stop_early(work, meeting=meeting, because="Fire alarm")
    work.commit()
    return meeting


def readers(house: HouseWorld) -> list[PageClient]:
    return [house.nobody(), house.patient_at(house.kestrel), house.rep_at_laptop(), house.staff()]


def test_everybody_reads_a_held_meeting_with_all_that_came_of_it(house: HouseWorld) -> None:
    meeting = held(house)
    for reader in readers(house):
        reader.get(f"/meetings/{meeting.id}")
        text = reader.page.text
        assert "Ward meeting, Monday 2 March" in reader.page.one("h1").text
        assert "Held" in text
        assert "6 of 14 patients were here. Patients for each member of staff: 3." in text
        assert "The meeting stopped early: Fire alarm" in text
        assert "A second dryer? (We will do what you choose)" in text
        assert "Tom (nurse) said this." in text
        assert "The answer is not accepted." in text
        assert "First date: Monday 9 March" in text
        assert "New flavours from Monday" in text
        assert "Waits for the next meeting: the meeting stopped early (Fire alarm)." in text


def test_the_minutes_are_the_whole_record(house: HouseWorld) -> None:
    meeting = held(house)
    for reader in readers(house):
        reader.get(f"/meetings/{meeting.id}")
        reader.follow("Read the minutes")
        text = reader.page.text
        assert "Minutes, Monday 2 March" in reader.page.one("h1").text
        assert "Chair: the rep (a patient)" in text
        assert "Ward staff 2" in text
        assert "Mend the dryer" in text
        assert "Manager" not in text


def test_there_are_no_minutes_before_the_end(house: HouseWorld) -> None:
    meeting = held(house, close=False)
    nurse = house.staff()
    nurse.get(f"/meetings/{meeting.id}/minutes")
    assert "There are minutes when the meeting is over." in nurse.page.text
    assert "Mend the dryer" not in nurse.page.text
    nurse.follow("Back to the meeting")
    nurse.follow("Go to the meeting room")
    assert nurse.page.one("section", id="stage")


def test_a_meeting_that_was_not_held_says_why(house: HouseWorld) -> None:
    facts = {"not_held_because": NotHeldBecause.SHORT_OF_STAFF, "not_held_words": "two nurses ill"}
    meeting = house.meeting(MeetingState.NOT_HELD, **facts)
    for reader in readers(house):
        reader.get(f"/meetings/{meeting.id}")
        assert "Not held" in reader.page.text
        assert "Not enough staff: two nurses ill" in reader.page.text
        reader.get(f"/meetings/{meeting.id}/minutes")
        assert "This meeting was not held." in reader.page.text


def test_an_agenda_that_is_not_out_shows_nothing_of_itself(house: HouseWorld) -> None:
    meeting = house.meeting(MeetingState.PLANNED)
    house.line(meeting, item(house))
    for reader in readers(house):
        reader.get(f"/meetings/{meeting.id}")
        assert "The agenda is not out yet." in reader.page.text
        assert "The dryer is broken" not in reader.page.text


def test_a_published_agenda_is_read_by_all_and_the_rep_goes_on_to_the_room(house: HouseWorld) -> None:
    meeting = house.meeting(MeetingState.PUBLISHED, published_at=house.clock.now())
    house.line(meeting, item(house))
    for reader in readers(house):
        reader.get(f"/meetings/{meeting.id}")
        assert "The dryer is broken" in reader.page.text
    rep = house.rep_at_laptop()
    rep.get(f"/meetings/{meeting.id}")
    rep.follow("Go to the meeting room")
    rep.submit("Open the meeting")
    assert house.again(meeting).state is MeetingState.OPEN


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"read_on": None}, "No rep has read this yet."),
        ({"words": None, "feeling": Feeling.SAD}, "Asked in pictures, without words."),
        ({"words": None}, "The words were taken out."),
    ],
)
def test_words_that_are_not_there_leave_a_gap_with_its_reason(
    house: HouseWorld, more: dict[str, Any], sentence: str
) -> None:
    meeting = house.meeting(MeetingState.PUBLISHED, published_at=house.clock.now())
    house.line(meeting, item(house, **more))
    for reader in readers(house):
        reader.get(f"/meetings/{meeting.id}")
        assert sentence in reader.page.text
        assert "The dryer is broken" not in reader.page.text


def test_hidden_words_leave_a_gap_in_meeting_and_minutes_also_for_the_rep(house: HouseWorld) -> None:
    meeting = held(house)
    asked = house.session.query(Item).filter_by(words="More fruit").one()
    work = house.rep_works()
    hiding = agenda.hide_words(work, item=asked, because=HideBecause.NAMES_SOMEBODY)
    work.commit()
    kim = house.work(house.as_staff(house.account("Kim", "advocate", Role.ADVOCATE)))
    agenda.agree_hiding(kim, hiding=hiding)
    kim.commit()
    for reader in readers(house):
        for page in ("", "/minutes"):
            reader.get(f"/meetings/{meeting.id}{page}")
            assert "More fruit" not in reader.page.text
            assert "The words are hidden. They name somebody." in reader.page.text


def test_a_correction_stands_beside_the_first_words(house: HouseWorld) -> None:
    from wardvoice.agenda.models import Outcome

    meeting = held(house)
    outcome = house.session.query(Outcome).filter(Outcome.answer.is_not(None)).one()
    work = house.nurse_works()
    agenda.correct_answer(work, outcome=outcome, words="By Tuesday, I meant")
    work.commit()
    nurse = house.staff()
    nurse.get(f"/meetings/{meeting.id}/minutes")
    assert "We will mend it" in nurse.page.text
    assert "Added on Monday 2 March: By Tuesday, I meant" in nurse.page.text


def test_what_becomes_of_a_promise_later_shows_in_the_old_minutes_card(house: HouseWorld) -> None:
    meeting = held(house)
    from wardvoice.actions.models import Action

    action = house.session.query(Action).one()
    work = house.nurse_works()
    actions.move_date(work, action=action, to=house.today + timedelta(days=14), because="part on order")
    work.commit()
    nurse = house.staff()
    nurse.get(f"/meetings/{meeting.id}/minutes")
    assert "moved once to Monday 16 March: part on order" in nurse.page.text


def test_meetings_of_elsewhere_and_unknown_ones_are_not_found(house: HouseWorld) -> None:
    from uuid import uuid4

    nurse = house.staff()
    for page in ("", "/minutes", "/room", "/room/outline"):
        nurse.get(f"/meetings/{uuid4()}{page}", status=404)


def test_a_reviewer_and_an_unknown_browser_read_no_meeting(house: HouseWorld) -> None:
    meeting = held(house)
    house.staff(house.account("Pat", "reviewer", Role.REVIEWER)).get(f"/meetings/{meeting.id}", status=403)
    stranger = PageClient(house.app)
    stranger.get(f"/meetings/{meeting.id}", status=303, follow=False)


@pytest.mark.parametrize("page", ["", "/minutes", "/room?at=promises", "/room?at=end"])
def test_the_number_of_statements_does_not_grow_with_the_lines(house: HouseWorld, page: str) -> None:
    from tests.actions.counting import statements

    meeting = held(house, close=page.startswith("/minutes"))
    few = statements(house, house.staff(), f"/meetings/{meeting.id}{page}")
    for n in range(12):
        entry = house.line(meeting, item(house, f"Item {n}"))
        house.promise(outcome=house.answered(house.session.get_one(Item, entry.item_id), entry), words=f"Do {n}")
    many = statements(house, house.staff(), f"/meetings/{meeting.id}{page}")
    assert many <= few
