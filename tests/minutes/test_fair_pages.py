"""The minutes as pages: who agrees them where, every refusal, and what everybody reads beside them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests import builders as a
from tests.actions.house import HouseWorld
from tests.minutes.agreed import a_closed_meeting, both_agree, does, the_minutes
from tests.pages import PageClient
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import AgendaEntry, Item, Outcome
from wardvoice.agenda.rules import HideBecause
from wardvoice.core.actor import Role
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.minutes import commands
from wardvoice.minutes.models import Minutes, Remark
from wardvoice.people import commands as people
from wardvoice.people.models import Term
from wardvoice.people.rules import TermRole

DAY = timedelta(days=1)
Closed = tuple[Meeting, AgendaEntry]


@pytest.fixture
def closed(house: HouseWorld) -> Closed:
    return a_closed_meeting(house)


def reads(browser: PageClient, meeting: Meeting, more: str = "") -> str:
    browser.get(f"/meetings/{meeting.id}/minutes{more}")
    return browser.page.text


def kept_now(house: HouseWorld) -> Minutes:
    (kept,) = house.stored_now(Minutes)
    return kept


def remarks(house: HouseWorld) -> list[UUID]:
    """What stands beside any minutes now."""
    found = [row.id for row in house.session.query(Remark.id)]
    house.session.commit()  # an open transaction would keep the pages from writing
    return found


def says(browser: PageClient, meeting: Meeting, words: str, **more: str) -> None:
    reads(browser, meeting, "/differently")
    browser.submit("Put it beside the minutes", words=words, **more)


# --- the two yeses ---------------------------------------------------------------------------------------------------


def test_everybody_reads_the_draft_and_why(house: HouseWorld, closed: Closed) -> None:
    for who in (house.nobody(), house.patient_at(house.kestrel), house.rep_at_laptop(), house.staff()):
        text = reads(who, closed[0])
        assert "This is a draft. It is not agreed yet." in text
        assert "So nobody can hide it by waiting." in text
        assert "For the patients: nobody yet. For the staff: nobody yet." in text
        assert "To be agreed by Thursday 5 March." in text
        assert "Mend the dryer" in text


def test_rep_and_nurse_agree_the_minutes_from_their_start_pages(house: HouseWorld, closed: Closed) -> None:
    rep, nurse = house.rep_at_laptop(), house.staff()
    for who, said in ((rep, "Your yes is noted."), (nurse, "The minutes are agreed.")):
        who.get("/")
        who.follow("The minutes of Monday 2 March wait for your yes.")
        who.submit("This is a fair record")
        assert said in who.page.text
        who.get("/")
        assert "wait for your yes" not in who.page.text
    text = reads(house.nobody(), closed[0])
    assert "Patients and staff agreed these minutes on Monday 2 March." in text
    assert "For the patients: the rep, on Monday 2 March. For the staff: Tom (nurse), on Monday 2 March." in text
    assert "Published on Monday 2 March, in time." in text
    assert "Not agreed by a rep" not in text
    assert "fair record" not in reads(rep, closed[0])


def test_a_yes_can_be_taken_back_while_the_other_is_missing(house: HouseWorld, closed: Closed) -> None:
    rep = house.rep_at_laptop()
    reads(rep, closed[0])
    rep.submit("This is a fair record")
    assert "These minutes wait for the staff." in rep.page.text
    rep.submit("Take the yes back")
    assert "The yes is taken back." in rep.page.text
    assert kept_now(house).patients_at is None


def test_pressing_twice_changes_nothing_and_says_so(house: HouseWorld, closed: Closed) -> None:
    nurse, manager = house.staff(), house.staff(house.manager)
    for who in (nurse, manager):
        reads(who, closed[0])
    first = manager.page
    nurse.submit("This is a fair record")
    at = kept_now(house).staff_at
    manager.page = first
    manager.submit("This is a fair record", status=422)
    assert "Your side has said yes already. The other side is missing." in manager.page.text
    assert (kept_now(house).staff_at, kept_now(house).staff_by_id) == (at, house.nurse.id)


def test_a_page_from_before_something_was_written_is_refused_with_what_stands_now(
    house: HouseWorld, closed: Closed
) -> None:
    rep, nurse = house.rep_at_laptop(), house.staff()
    reads(nurse, closed[0])
    says(rep, closed[0], "It was Tuesday")
    nurse.submit("This is a fair record", status=409)
    assert "Patients remember this differently: It was Tuesday" in nurse.page.text
    nurse.submit("This is a fair record")
    assert kept_now(house).staff_at


def test_what_is_agreed_cannot_be_agreed_again_or_taken_back(house: HouseWorld, closed: Closed) -> None:
    rep = house.rep_at_laptop()
    reads(rep, closed[0])
    for address in ("fair", "take-back"):
        if address == "fair":
            both_agree(house, the_minutes(house, closed[0]))
        rep.post(f"/meetings/{closed[0].id}/minutes/{address}", {"version": 99}, status=409)
        assert "These minutes are agreed" in rep.page.text


def test_patients_without_a_term_and_the_advocate_press_nothing(house: HouseWorld, closed: Closed) -> None:
    joan = house.staff(house.account("Joan", "advocate", Role.ADVOCATE))
    for who in (house.patient_at(house.kestrel), joan):
        assert "fair record" not in reads(who, closed[0])
        for address in ("fair", "take-back"):
            who.post(f"/meetings/{closed[0].id}/minutes/{address}", status=403)


@pytest.mark.parametrize("state", [MeetingState.PUBLISHED, MeetingState.OPEN, MeetingState.NOT_HELD])
def test_there_is_nothing_to_agree_before_the_end_or_where_nobody_met(house: HouseWorld, state: MeetingState) -> None:
    meeting, nurse = house.meeting(state, published_at=house.clock.now()), house.staff()
    reads(nurse, meeting)
    for address in ("fair", "take-back", "differently", "correction"):
        nurse.post(f"/meetings/{meeting.id}/minutes/{address}", status=404)


def test_minutes_of_elsewhere_are_not_found(house: HouseWorld, closed: Closed) -> None:
    elsewhere = a.a_ward(house.session, "Beech", clock=house.clock)
    stranger = house.account("Uma", "nurse", ward=elsewhere.id)
    nurse = PageClient(house.app).sign_in_as("account", stranger.id, elsewhere.id)
    nurse.get("/")
    for meeting_id in (closed[0].id, uuid4()):
        for address in ("fair", "take-back", "differently", "correction", f"beside/{uuid4()}/seen"):
            nurse.post(f"/meetings/{meeting_id}/minutes/{address}", status=404)


def test_minutes_from_before_both_sides_agreed_ask_for_nothing(house: HouseWorld) -> None:
    meeting = house.meeting(MeetingState.CLOSED, published_at=house.clock.now(), closed_at=house.clock.now())
    nurse = house.staff()
    assert "These minutes are from before both sides agreed on them." in reads(nurse, meeting)
    nurse.get("/")
    assert "wait for your yes" not in nurse.page.text


def test_without_a_rep_the_advocate_agrees_and_the_minutes_say_so(house: HouseWorld, closed: Closed) -> None:
    _the_rep_leaves(house)
    joan = house.staff(house.account("Joan", "advocate", Role.ADVOCATE))
    for who in (joan, house.staff()):
        reads(who, closed[0])
        who.submit("This is a fair record")
    for text in (reads(house.nobody(), closed[0]), house.staff().get(f"/print/minutes/{closed[0].id}").text):
        assert "Patients and staff agreed these minutes" in text
        assert "Not agreed by a rep." in text
        assert "For the patients: the advocate" in text


def test_a_peer_supporter_agrees_and_no_rep_did(house: HouseWorld, closed: Closed) -> None:
    a.a_term(house.kestrel, TermRole.PEER, clock=house.clock)
    peer = house.patient_at(house.kestrel)
    peer.get("/")
    peer.follow("The minutes of Monday 2 March wait for your yes.")
    peer.submit("This is a fair record")
    assert "For the patients: a peer supporter" in peer.page.text
    assert "Not agreed by a rep." in peer.page.text


def _the_rep_leaves(house: HouseWorld) -> None:
    term = house.session.query(Term).one()
    does(
        house,
        a.ADMIN.__class__(a.ADMIN.door, house.ward.id, a.ADMIN.id, "Wes", a.ADMIN.roles),
        people.end_term,
        term=term,
    )


# --- late ------------------------------------------------------------------------------------------------------------


def test_late_minutes_say_how_late_before_and_after(house: HouseWorld, closed: Closed) -> None:
    house.clock.go_to(house.today + 5 * DAY)
    assert "Late: 5 days since the meeting. 3 were promised." in reads(house.nobody(), closed[0])
    for who in (house.rep_at_laptop(), house.staff()):
        who.get("/")
        assert "The minutes of Monday 2 March wait for your yes. 2 days late." in who.page.text
    both_agree(house, the_minutes(house, closed[0]))
    house.clock.go_to(house.today + 30 * DAY)
    assert "Published 5 days after the meeting. 3 were promised." in reads(house.nobody(), closed[0])
    paper = house.staff().get(f"/print/minutes/{closed[0].id}").text
    assert "Published 5 days after the meeting. 3 were promised." in paper


def test_the_manager_sees_for_whom_late_minutes_wait_and_the_oldest_come_first(house: HouseWorld) -> None:
    first, _ = a_closed_meeting(house)
    does(house, house.as_staff(house.nurse), commands.say_fair, minutes=the_minutes(house, first))
    house.clock.go_to(house.today + DAY)
    a_closed_meeting(house)
    house.clock.go_to(house.today + 4 * DAY)
    for account, more in ((house.manager, True), (house.nurse, False)):
        browser = house.staff(account)
        browser.get("/")
        text = browser.page.text
        assert ("The minutes of Monday 2 March wait for the patients. 2 days late." in text) is more
        assert "The minutes of Tuesday 3 March wait for your yes. 1 day late." in text
    rep = house.rep_at_laptop()
    rep.get("/")
    assert rep.page.text.index("The minutes of Monday") < rep.page.text.index("The minutes of Tuesday")


def test_a_start_page_names_three_and_counts_the_others(house: HouseWorld) -> None:
    for _n in range(5):
        a_closed_meeting(house)
        house.clock.go_to(house.today + DAY)
    nurse = house.staff()
    nurse.get("/")
    assert nurse.page.text.count("wait for your yes") == 3
    assert "The minutes of 2 more meetings wait." in nurse.page.text


# --- beside ----------------------------------------------------------------------------------------------------------


def test_a_patient_stands_beside_a_line_with_or_without_a_name(house: HouseWorld, closed: Closed) -> None:
    meeting, entry = closed
    kestrel = house.patient_at(house.kestrel)
    says(kestrel, meeting, "They said by Tuesday", line=str(entry.id))
    assert "It stands beside the minutes now." in kestrel.page.text
    says(kestrel, meeting, "Nobody asked us", named="y")
    for text in (reads(house.nobody(), meeting), house.staff().get(f"/print/minutes/{meeting.id}").text):
        assert "Patients remember this differently: They said by Tuesday" in text
        assert "Kestrel remembers this differently: Nobody asked us" in text
        assert "We will mend it" in text
    nurse = house.staff()
    says(nurse, meeting, "It was two dryers")
    assert "Staff remember this differently: It was two dryers" in nurse.page.text
    assert not nurse.page.all("input", name="named")


def test_the_same_line_sent_twice_stands_there_once(house: HouseWorld, closed: Closed) -> None:
    rep = house.rep_at_laptop()
    reads(rep, closed[0], "/differently")
    drawn = rep.page
    rep.submit("Put it beside the minutes", words="It was Tuesday")
    rep.page = drawn
    rep.submit("Put it beside the minutes", words="It was Tuesday")
    assert "We have this already" in rep.page.text
    assert len(remarks(house)) == 1


def test_an_empty_box_and_too_many_words_are_refused_with_what_was_typed(house: HouseWorld, closed: Closed) -> None:
    rep = house.rep_at_laptop()
    reads(rep, closed[0], "/differently")
    rep.submit("Put it beside the minutes", words="", status=422)
    assert "Write a few words first." in rep.page.text
    rep.submit("Put it beside the minutes", words="x" * 401, status=422)
    assert rep.page.one("textarea").text == "x" * 401


def test_a_line_that_is_not_of_these_minutes_is_refused(house: HouseWorld, closed: Closed) -> None:
    rep = house.rep_at_laptop()
    reads(rep, closed[0], "/differently")
    data = {"line": str(uuid4()), "words": "It was Tuesday", "once": "k"}
    rep.post(f"/meetings/{closed[0].id}/minutes/differently", data, status=422)
    assert remarks(house) == []


def test_names_and_danger_are_asked_about_before_words_stand_there(house: HouseWorld, closed: Closed) -> None:
    kestrel = house.patient_at(house.kestrel)
    says(kestrel, closed[0], "Mr Blank said it")
    assert "Mr Blank said it" in kestrel.page.text
    assert remarks(house) == []
    says(kestrel, closed[0], "I want to kill myself")
    assert "Shall we tell someone now?" in kestrel.page.text
    assert remarks(house) == []


def test_nobody_signed_in_writes_beside_the_minutes(house: HouseWorld, closed: Closed) -> None:
    nobody = house.nobody()
    assert "I remember this differently" not in reads(nobody, closed[0])
    nobody.get(f"/meetings/{closed[0].id}/minutes/differently", status=303, follow=False)


def test_two_weeks_later_it_is_offered_to_nobody_and_refused(house: HouseWorld, closed: Closed) -> None:
    both_agree(house, the_minutes(house, closed[0]))
    house.clock.go_to(house.today + 15 * DAY)
    rep = house.rep_at_laptop()
    assert "I remember this differently" not in reads(rep, closed[0])
    reads(rep, closed[0], "/differently")
    rep.submit("Put it beside the minutes", words="It was Tuesday", status=422)
    assert "This was possible until 14 days after the minutes were agreed." in rep.page.text


def test_a_correction_stands_below_and_each_side_says_that_it_has_seen_it(house: HouseWorld, closed: Closed) -> None:
    meeting = closed[0]
    rep, nurse = house.rep_at_laptop(), house.staff()
    assert "Put something right" not in reads(nurse, meeting)
    both_agree(house, the_minutes(house, meeting))
    reads(nurse, meeting)
    nurse.follow("Put something right")
    nurse.submit("Add the correction", words="It is the left dryer")
    assert "Put right by staff on Monday 2 March: It is the left dryer Not yet seen by the patients." in nurse.page.text
    assert "We have seen this" not in nurse.page.text
    rep.get("/")
    rep.follow("Something in the minutes of Monday 2 March was put right. Please look.")
    rep.submit("We have seen this")
    assert "Seen by the patients on Monday 2 March." in rep.page.text
    paper = house.staff().get(f"/print/minutes/{meeting.id}").text
    assert "Put right by staff on Monday 2 March: It is the left dryer Seen by the patients" in paper
    (remark_id,) = remarks(house)
    rep.post(f"/meetings/{meeting.id}/minutes/beside/{remark_id}/seen", status=422)
    assert "Your side has seen this already." in rep.page.text


def test_a_draft_is_not_put_right_but_remembered_differently(house: HouseWorld, closed: Closed) -> None:
    nurse = house.staff()
    reads(nurse, closed[0], "/correction")
    nurse.submit("Add the correction", words="It is the left dryer", status=422)
    assert "These minutes are a draft." in nurse.page.text


def test_words_beside_a_line_are_hidden_with_it_and_removed_words_leave_a_gap(
    house: HouseWorld, closed: Closed
) -> None:
    meeting, entry = closed
    kestrel = house.as_patient(house.kestrel)
    kept = the_minutes(house, meeting)
    does(house, kestrel, commands.remember_differently, minutes=kept, words="NEEDLE", entry=entry)
    gone = does(house, kestrel, commands.remember_differently, minutes=kept, words="Gone soon")
    hiding = does(
        house, house.as_rep(), agenda.hide_words, item=_item(house, entry), because=HideBecause.NAMES_SOMEBODY
    )
    does(house, house.as_staff(house.account("Kim", "advocate", Role.ADVOCATE)), agenda.agree_hiding, hiding=hiding)
    house.session.query(Remark).filter_by(id=gone.id).update({"words": None})
    house.session.commit()
    for address in (
        f"/meetings/{meeting.id}/minutes",
        f"/print/minutes/{meeting.id}",
        f"/print/minutes/{meeting.id}/easy",
    ):
        text = house.staff().get(address).text
        assert "NEEDLE" not in text
        assert "These words are hidden, too." in text
        assert "These words were removed." in text


def _item(house: HouseWorld, entry: AgendaEntry) -> Item:
    return house.session.get_one(Item, entry.item_id)


# --- answers that were not accepted, and paper -------------------------------------------------------------------


def test_beside_an_answer_that_was_not_accepted_stands_who_owes_another_and_by_when(
    house: HouseWorld, closed: Closed
) -> None:
    outcome = house.session.query(Outcome).one()
    kestrel = house.as_patient(house.kestrel)
    does(house, kestrel, agenda.accept_answer, outcome=outcome, accepted=False)
    house.clock.go_to(house.today + 7 * DAY)
    text = reads(house.nobody(), closed[0])
    assert "The answer is not accepted. It goes to the patients’ council. An answer is due by Monday 30 March." in text
    for address in (f"/print/minutes/{closed[0].id}", f"/print/minutes/{closed[0].id}/easy"):
        assert "An answer is due by Monday 30 March." in house.staff().get(address).text
    does(house, kestrel, agenda.accept_answer, outcome=outcome, accepted=True)
    assert "An answer is due by" not in reads(house.nobody(), closed[0])


def test_easy_read_says_asked_answer_who_and_by_when(house: HouseWorld, closed: Closed) -> None:
    page = house.rep_at_laptop().get(f"/print/minutes/{closed[0].id}/easy")
    assert [cell.text for cell in page.all("th")] == ["You asked", "The answer", "Who does it", "By when"]
    for words in ("This is a draft.", "The dryer is broken", "Yes", "We will mend it", "Tom (nurse)", "Monday 9 March"):
        assert words in page.text
    assert page.all("td")[0].all("svg")
