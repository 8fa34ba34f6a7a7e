"""Nobody acts on an item about themselves (rules.md, Who may); that it is about them, no page and no history says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.agenda.house import House
from tests.conftest import SetClock
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import AboutWhom, CarriedBecause, HideBecause
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import Decides
from wardvoice.minutes import commands as minutes
from wardvoice.questions import commands as questions
from wardvoice.storage.base import Witnessed
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
REP, DEPUTY, NOBODY = AboutWhom.REP, AboutWhom.DEPUTY, AboutWhom.NOBODY
REFUSED = "Somebody else does this one."


@pytest.fixture
def deputy(ward: Ward, clock: SetClock) -> Actor:
    return builders.a_patient_actor(ward, Role.DEPUTY, door=Door.LAPTOP, clock=clock)


@pytest.fixture
def item(ward: Ward, kestrel: Actor, clock: SetClock) -> Item:
    return builders.an_item(ward, actor=kestrel, clock=clock)


@pytest.fixture
def meeting(ward: Ward, clock: SetClock) -> Meeting:
    return builders.a_meeting(ward, clock=clock)


@pytest.fixture
def marked(do: Do, nurse: Actor, rep: Actor, item: Item) -> Item:
    return do(nurse, commands.say_about_rep, item=item, whom=REP)


def test_whom_it_is_about_neither_places_it_nor_puts_it_off_and_the_deputy_does(
    do: Do, rep: Actor, deputy: Actor, marked: Item, meeting: Meeting
) -> None:
    for command, facts in ((commands.place_item, {}), (commands.put_off, {"because": "no time"})):
        with pytest.raises(NotAllowed, match=REFUSED):
            do(rep, command, meeting=meeting, item=marked, **facts)
    with pytest.raises(NotAllowed, match=REFUSED):
        do(rep, commands.read_item, item=marked)
    entry = do(deputy, commands.place_item, meeting=meeting, item=marked)
    for command, facts in (
        (commands.move_entry, {"to": 1}),
        (commands.set_minutes, {"minutes": 5}),
        (commands.take_off, {}),
    ):
        with pytest.raises(NotAllowed, match=REFUSED):
            do(rep, command, entry=entry, **facts)
    do(deputy, commands.set_minutes, entry=entry, minutes=5)
    do(deputy, commands.take_off, entry=entry)


def test_nor_is_it_merged_linked_or_hidden_by_them(
    do: Do, session: Session, ward: Ward, rep: Actor, deputy: Actor, nurse: Actor, marked: Item, clock: SetClock
) -> None:
    other = builders.an_item(ward, clock=clock)
    for item, into in ((marked, other), (other, marked)):
        with pytest.raises(NotAllowed, match=REFUSED):
            do(rep, commands.merge_items, item=item, into=into)
    with pytest.raises(NotAllowed, match=REFUSED):
        do(rep, commands.link_items, item=marked, earlier=other)
    with pytest.raises(NotAllowed, match=REFUSED):
        do(rep, commands.hide_words, item=marked, because=HideBecause.THREAT)
    hiding = do(nurse, commands.hide_words, item=marked, because=HideBecause.THREAT)
    for command in (commands.agree_hiding, commands.end_hiding):
        with pytest.raises(NotAllowed, match=REFUSED):
            do(rep, command, hiding=hiding)
    do(deputy, commands.agree_hiding, hiding=hiding)
    with pytest.raises(RuleBroken, match="One of the two is about a rep"):
        do(deputy, commands.merge_items, item=marked, into=other)
    do(deputy, commands.say_about_rep, item=other, whom=REP)
    do(deputy, commands.merge_items, item=marked, into=other)
    with pytest.raises(NotAllowed, match=REFUSED):
        do(rep, commands.undo_merge, item=marked)


def test_the_mark_is_one_for_all_that_became_one(
    do: Do, ward: Ward, rep: Actor, deputy: Actor, kestrel: Actor, item: Item, clock: SetClock
) -> None:
    lead = builders.an_item(ward, "The same, said by somebody else", actor=kestrel, clock=clock)
    do(rep, commands.merge_items, item=item, into=lead)
    do(deputy, commands.say_about_rep, item=item, whom=REP)
    assert item.about_id == lead.about_id == rep.id
    with pytest.raises(NotAllowed, match=REFUSED):
        do(rep, commands.undo_merge, item=item)
    do(deputy, commands.undo_merge, item=item)
    with pytest.raises(NotAllowed, match=REFUSED):
        do(rep, commands.read_item, item=lead)


def test_the_agenda_as_a_whole_goes_out_and_in_the_room_others_write(
    do: Do, session: Session, rep: Actor, deputy: Actor, marked: Item, meeting: Meeting, clock: SetClock
) -> None:
    do(rep, commands.publish, meeting=meeting)
    clock.go_to(meeting.day)
    do(rep, meetings.open_meeting, meeting=meeting)
    entry = queries.entry_of(session, meeting, marked)
    counts = {"patients_for": 3, "patients_against": 1, "staff_for": 0, "staff_against": 0}
    hands = {"meeting": meeting, "entry": entry, "decides": Decides.WE_WILL_WEIGH, "question": "Is it so?", **counts}
    with pytest.raises(NotAllowed, match=REFUSED):
        do(rep, minutes.count_hands, **hands)
    with pytest.raises(NotAllowed, match=REFUSED):
        do(rep, commands.carry_over, entry=entry, because=CarriedBecause.NO_TIME)
    do(deputy, minutes.count_hands, **hands)
    do(rep, minutes.stop_early, meeting=meeting, because="the alarm rang")


def test_other_items_stay_the_reps_work(do: Do, ward: Ward, rep: Actor, marked: Item, meeting: Meeting) -> None:
    do(rep, commands.place_item, meeting=meeting, item=builders.an_item(ward))


def test_a_rep_steps_aside_alone_and_others_take_it_back(
    do: Do, rep: Actor, deputy: Actor, item: Item, meeting: Meeting
) -> None:
    do(rep, commands.say_about_rep, item=item, whom=REP)
    with pytest.raises(NotAllowed, match=REFUSED):
        do(rep, commands.say_about_rep, item=item, whom=NOBODY)
    do(deputy, commands.say_about_rep, item=item, whom=NOBODY)
    do(rep, commands.place_item, meeting=meeting, item=item)


def test_it_can_be_about_the_deputy(do: Do, rep: Actor, deputy: Actor, item: Item) -> None:
    do(rep, commands.say_about_rep, item=item, whom=DEPUTY)
    assert item.about_id == deputy.id


def test_a_part_that_nobody_has_cannot_be_meant(do: Do, rep: Actor, item: Item) -> None:
    with pytest.raises(RuleBroken, match="Nobody has this part"):
        do(rep, commands.say_about_rep, item=item, whom=DEPUTY)


def test_no_history_says_whom_and_no_timeline_that(
    rep: Actor, marked: Item, remembered: Callable[[Witnessed], list[Any]]
) -> None:
    last = remembered(marked)[-1]
    assert last.what == Happened.STEPPED_ASIDE
    assert str(rep.id) not in str(last.body)


@pytest.mark.parametrize("role", [Role.LEAD, Role.LISTENER, Role.ADMIN, Role.DUTY, Role.REVIEWER])
def test_nobody_off_the_ward_marks(do: Do, ward: Ward, item: Item, role: Role, clock: SetClock) -> None:
    with pytest.raises(NotAllowed):
        do(builders.a_staff_actor(ward, role, clock=clock), commands.say_about_rep, item=item, whom=NOBODY)


def test_nor_does_a_patient_without_a_part(kestrel: Actor, item: Item) -> None:
    assert not may(kestrel, May.SAY_IT_IS_ABOUT_A_REP, item)


def test_another_wards_item_is_not_there(do: Do, session: Session, nurse: Actor) -> None:
    foreign = builders.an_item(builders.a_ward(session, "Birch"))
    with pytest.raises(NotFound):
        do(nurse, commands.say_about_rep, item=foreign, whom=NOBODY)


# --- on pages --------------------------------------------------------------------------------------------------------


def test_a_nurse_says_it_on_the_items_page_and_no_page_shows_it(house: House) -> None:
    item = builders.an_item(house.ward, clock=house.clock)
    nurse, rep = house.nurse, house.rep
    address = f"/agenda/items/{item.id}/about"
    nurse.get(address)
    nurse.submit("Say so", status=422)
    assert "Choose one." in nurse.page.text
    nurse.submit("Say so", part="deputy", status=422)
    assert "Nobody has this part now." in nurse.page.text
    nurse.submit("Say so", part="rep")
    assert "Thank you. No page shows this." in nurse.page.text
    rep.get(f"/agenda/items/{item.id}")
    rep.post(f"/agenda/items/{item.id}/read", status=403)
    assert "Somebody else does this one." in rep.page.text
    nurse.get(f"/agenda/items/{item.id}")
    assert "Something was written down" not in nurse.page.text
    assert "about the rep" not in nurse.page.text


# --- the only rep ----------------------------------------------------------------------------------------------------


@pytest.fixture
def peer(ward: Ward, clock: SetClock) -> Actor:
    return builders.a_patient_actor(ward, Role.PEER, door=Door.LAPTOP, clock=clock)


@pytest.fixture
def listener(ward: Ward, clock: SetClock) -> Actor:
    return builders.a_staff_actor(ward, Role.LISTENER, name="Ines", job="listener", clock=clock)


def test_a_peer_does_the_work_with_it_and_with_nothing_else(
    do: Do, session: Session, ward: Ward, peer: Actor, marked: Item, meeting: Meeting, clock: SetClock
) -> None:
    do(peer, commands.read_item, item=marked)
    entry = do(peer, commands.place_item, meeting=meeting, item=marked)
    do(peer, commands.set_minutes, entry=entry, minutes=5)
    do(peer, commands.take_off, entry=entry)
    do(peer, commands.put_off, meeting=meeting, item=marked, because="no time")
    other = builders.an_item(ward, clock=clock)
    for command, facts in ((commands.place_item, {"meeting": meeting}), (commands.read_item, {})):
        with pytest.raises(NotAllowed):
            do(peer, command, item=other, **facts)
    with pytest.raises(NotAllowed):
        do(peer, commands.publish, meeting=meeting)


@pytest.mark.parametrize("who", ["advocate", "listener"])
def test_without_a_peer_the_advocate_or_the_listener_does(
    do: Do, request: pytest.FixtureRequest, marked: Item, meeting: Meeting, who: str
) -> None:
    entry = do(request.getfixturevalue(who), commands.place_item, meeting=meeting, item=marked)
    assert entry.item_id == marked.id


def test_with_a_peer_there_they_do_not(do: Do, peer: Actor, advocate: Actor, marked: Item, meeting: Meeting) -> None:
    with pytest.raises(NotAllowed):
        do(advocate, commands.place_item, meeting=meeting, item=marked)


def test_staff_of_the_ward_never_do_it(
    do: Do, ward: Ward, nurse: Actor, manager: Actor, marked: Item, meeting: Meeting, clock: SetClock
) -> None:
    """The post is not empty; and an advocate who works on the ward is staff of it."""
    both = builders.a_staff_actor(ward, Role.ADVOCATE, Role.STAFF, name="Bo", clock=clock)
    for somebody in (nurse, manager, both):
        with pytest.raises(NotAllowed):
            do(somebody, commands.place_item, meeting=meeting, item=marked)


def test_with_a_deputy_there_only_the_deputy_does(
    do: Do, deputy: Actor, peer: Actor, marked: Item, meeting: Meeting
) -> None:
    with pytest.raises(NotAllowed):
        do(peer, commands.place_item, meeting=meeting, item=marked)
    do(deputy, commands.place_item, meeting=meeting, item=marked)


def test_who_is_rep_and_peer_is_no_peer_for_an_item_about_themselves(
    do: Do, ward: Ward, nurse: Actor, advocate: Actor, item: Item, meeting: Meeting, clock: SetClock
) -> None:
    both = builders.a_patient_actor(ward, Role.REP, Role.PEER, door=Door.LAPTOP, clock=clock)
    do(nurse, commands.say_about_rep, item=item, whom=REP)
    with pytest.raises(NotAllowed, match=REFUSED):
        do(both, commands.place_item, meeting=meeting, item=item)
    do(advocate, commands.place_item, meeting=meeting, item=item)


def test_in_the_room_the_peer_writes_on_its_line_alone(
    do: Do, session: Session, ward: Ward, rep: Actor, peer: Actor, marked: Item, meeting: Meeting, clock: SetClock
) -> None:
    other = builders.an_item(ward, clock=clock)
    do(rep, commands.publish, meeting=meeting)
    clock.go_to(meeting.day)
    do(rep, meetings.open_meeting, meeting=meeting)
    mine, theirs = (queries.entry_of(session, meeting, one) for one in (marked, other))
    counts = {"patients_for": 3, "patients_against": 1, "staff_for": 0, "staff_against": 0}
    hands = {"meeting": meeting, "decides": Decides.WE_WILL_WEIGH, "question": "Is it so?", **counts}
    do(peer, minutes.count_hands, entry=mine, **hands)
    do(peer, commands.carry_over, entry=mine, because=CarriedBecause.NO_TIME)
    with pytest.raises(NotAllowed):
        do(peer, minutes.count_hands, entry=theirs, **hands)
    with pytest.raises(NotAllowed):
        do(peer, commands.carry_over, entry=theirs, because=CarriedBecause.STOPPED_EARLY)


def test_whom_it_is_about_names_nobody_who_decides_and_asks_the_ward_nothing(
    do: Do, rep: Actor, peer: Actor, nurse: Actor, marked: Item, meeting: Meeting
) -> None:
    entry = do(peer, commands.place_item, meeting=meeting, item=marked)
    with pytest.raises(NotAllowed, match=REFUSED):
        do(rep, commands.name_decider, entry=entry, job="catering manager")
    named = do(peer, commands.name_decider, entry=entry, job="catering manager")
    with pytest.raises(NotAllowed, match=REFUSED):
        do(rep, commands.drop_decider, decider=named)
    asked = {"meeting": meeting, "words": "Shall it stay?", "decides": Decides.WE_WILL_WEIGH, "about": entry}
    with pytest.raises(NotAllowed, match=REFUSED):
        do(rep, questions.put_question, **asked)
    put = do(peer, questions.put_question, **asked)
    with pytest.raises(NotAllowed, match=REFUSED):
        do(rep, questions.take_back, question=put)
    do(rep, questions.put_question, **{**asked, "about": None})


# --- on pages, for the only rep --------------------------------------------------------------------------------------

INSTEAD = "It is about you. So somebody else does the rep’s work with it."


def test_whom_it_is_about_finds_one_sentence_in_the_place_of_the_buttons(house: House) -> None:
    item = builders.an_item(house.ward, "The rep never asks us", clock=house.clock)
    meeting = builders.a_meeting(house.ward, clock=house.clock)
    rep, nurse = house.rep, house.nurse
    nurse.get(f"/agenda/items/{item.id}/about")
    nurse.submit("Say so", part="rep")
    for page in (f"/agenda/items/{item.id}", f"/meetings/{meeting.id}/prepare"):
        text = rep.get(page).text
        assert INSTEAD in text
        for button in ("I have read this", "Put on the agenda", "Hide the words", "Is it about a rep?", "Put off or"):
            assert button not in text, page
        assert INSTEAD not in nurse.get(page).text


def test_a_peer_finds_on_the_start_page_that_it_waits_and_places_it(house: House) -> None:
    item = builders.an_item(house.ward, "The rep never asks us", clock=house.clock)
    builders.an_item(house.ward, "The gate squeaks", clock=house.clock)
    meeting = builders.a_meeting(house.ward, clock=house.clock)
    peer, nurse, rep = house.signed_in(builders.a_patient_actor(house.ward, Role.PEER)), house.nurse, house.rep
    rep.get(f"/agenda/items/{item.id}/about")
    assert "waits for you" not in peer.get("/").text
    rep.submit("Say so", part="rep")
    peer.get("/")
    assert "One item waits for you." in peer.page.text
    assert "The rep stepped aside." in peer.page.text
    for other in (nurse, rep):
        assert "waits for you" not in other.get("/").text
    peer.get("/")
    peer.follow("One item waits for you.")
    assert "The rep never asks us" in peer.page.text
    peer.get(f"/meetings/{meeting.id}/prepare")
    assert peer.page.text.count("Put on the agenda") == 1
    peer.submit("Put on the agenda: The rep never asks us")
    assert "It is on the agenda." in peer.page.text
