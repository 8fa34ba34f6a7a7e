"""The meeting room: the rep writes, everybody else watches, and nothing that was typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.actions.house import HouseWorld
from tests.pages import PageClient
from wardvoice.actions.models import Action, Confirmation
from wardvoice.actions.rules import ActionState, Source
from wardvoice.agenda.models import AgendaEntry, AnswerReply, Item, Outcome
from wardvoice.agenda.rules import Answer, CarriedBecause, EntryState, ItemKind
from wardvoice.meetings.models import Attendance, Hands, Meeting
from wardvoice.meetings.rules import MeetingState, Present

HEADS = ("patients", "patients_on_ward", "ward_staff", "manager", "other_staff", "advocate", "visitors")


@pytest.fixture
def meeting(house: HouseWorld) -> Meeting:
    return house.meeting(published_at=house.clock.now())


@pytest.fixture
def item(house: HouseWorld) -> Item:
    return house.item(house.kestrel, read_on=house.today)


@pytest.fixture
def entry(house: HouseWorld, meeting: Meeting, item: Item) -> AgendaEntry:
    return house.line(meeting, item)


@pytest.fixture
def rep(house: HouseWorld) -> PageClient:
    return house.rep_at_laptop()


def at(meeting: Meeting, step: Any = "") -> str:
    return f"/meetings/{meeting.id}/room?at={step}"


def fresh(house: HouseWorld, model: Any) -> list[Any]:
    return house.stored_now(model)


def an_answer(house: HouseWorld, **more: Any) -> dict[str, Any]:
    given = {
        "answer": "yes",
        "words": "We will mend it",
        "given_by": str(house.nurse.id),
        "promise": "Mend the dryer",
        "owner": str(house.nurse.id),
        "due": "2026-03-09",
    }
    return given | more


# --- the beginning ---------------------------------------------------------------------------------------------------


def test_the_rep_opens_the_meeting_on_its_day(house: HouseWorld, rep: PageClient) -> None:
    meeting = house.meeting(MeetingState.PUBLISHED, published_at=house.clock.now())
    rep.get(f"/meetings/{meeting.id}/room")
    rep.submit("Open the meeting")
    assert "Who is here" in rep.page.one("h1").text
    assert house.again(meeting).state is MeetingState.OPEN


def test_a_meeting_cannot_be_opened_before_its_day_nor_by_a_patient(house: HouseWorld, rep: PageClient) -> None:
    meeting = house.meeting(MeetingState.PUBLISHED, day=house.today + timedelta(days=3))
    rep.get(f"/meetings/{meeting.id}/room")
    assert "The meeting can be opened on its day." in rep.page.text
    rep.post(f"/meetings/{meeting.id}/room/open", {"version": meeting.version}, status=422)
    kestrel = house.patient_at(house.kestrel)
    kestrel.get(f"/meetings/{meeting.id}/room")
    assert "The meeting has not begun yet." in kestrel.page.text
    kestrel.post(f"/meetings/{meeting.id}/room/open", {"version": meeting.version}, status=403)


def test_who_is_here_is_written_down_as_numbers(house: HouseWorld, meeting: Meeting, rep: PageClient) -> None:
    rep.get(at(meeting))
    rep.submit(
        "Write it down", patients=6, patients_on_ward=14, ward_staff=2, manager=1, chair="the rep", facilitator="Jo"
    )
    heads = {row.who: row.count for row in fresh(house, Attendance)}
    assert heads[Present.PATIENTS] == 6
    rep.get(at(meeting, "here"))
    assert "6 of 14 patients were here. Patients for each member of staff: 2." in rep.page.text
    assert rep.page.one("input", name="chair").get("value") == "the rep"


@pytest.mark.parametrize(
    ("heads", "sentence"),
    [
        ({"patients": ""}, "Write a number. Nobody is 0."),
        ({"patients": "-1"}, "Write a number from 0 to 200."),
        ({"patients": "9999"}, "Write a number from 0 to 200."),
        ({"patients": "many"}, "Write a whole number"),
        ({"patients": "15", "patients_on_ward": "14"}, "More patients in the room than on the ward?"),
        ({"chair": "x" * 20_000}, "too long"),
    ],
)
def test_impossible_numbers_of_people_are_refused_and_kept(
    house: HouseWorld, meeting: Meeting, rep: PageClient, heads: dict[str, str], sentence: str
) -> None:
    rep.get(at(meeting, "here"))
    rep.submit("Write it down", status=422, **heads)
    assert sentence in rep.page.text
    for name, value in heads.items():
        assert rep.page.one("input", name=name).get("value") == value
    assert fresh(house, Attendance) == []


# --- promises first --------------------------------------------------------------------------------------------------


def test_promises_come_first_the_oldest_first_and_the_room_is_asked(
    house: HouseWorld, meeting: Meeting, rep: PageClient
) -> None:
    house.promise(words="Paint the door", days=9)
    action = house.done_promise(days=3)
    rep.get(at(meeting, "promises"))
    assert [h2.text for h2 in rep.page.one("main").all("h2")] == ["Mend the dryer", "Paint the door"]
    rep.submit("Write the hands down", yes=4, no=1, unsure=2)
    assert house.again(action).state is ActionState.CONFIRMED
    (reply,) = fresh(house, Confirmation)
    assert (reply.source, reply.yes, reply.meeting_id) == (Source.ROOM, 4, meeting.id)
    assert "Patients’ hands: yes 4, partly 0, no 1, cannot tell 2." in rep.page.text


def test_what_the_room_said_of_promises_stands_in_meeting_minutes_and_print(
    house: HouseWorld, meeting: Meeting, rep: PageClient
) -> None:
    house.done_promise(days=3)
    rep.get(at(meeting, "promises"))
    rep.submit("Write the hands down", yes=2, no=1)
    rep.submit("Write the hands down", yes=1, no=4)
    rep.get(at(meeting, "end"))
    rep.submit("Close the meeting")
    for address in (f"/meetings/{meeting.id}", f"/meetings/{meeting.id}/minutes"):
        text = rep.get(address).text
        assert "What was promised before: did it happen? Mend the dryer" in text
        assert text.count("Patients’ hands: yes 1, partly 0, no 4, cannot tell 0.") == 1
        assert "yes 2" not in text


def test_one_hand_decides_nothing_and_says_so(house: HouseWorld, meeting: Meeting, rep: PageClient) -> None:
    action = house.done_promise()
    rep.get(at(meeting, "promises"))
    assert "At least 3 hands decide." in rep.page.text
    rep.submit("Write the hands down", yes=1)
    assert house.again(action).state is ActionState.DONE_SAID


def test_the_room_is_asked_whether_a_promise_may_be_left(house: HouseWorld, meeting: Meeting, rep: PageClient) -> None:
    from wardvoice.actions import commands

    action = house.promise()
    work = house.nurse_works()
    commands.report_cannot(work, action=action, words="No money")
    work.commit()
    rep.get(at(meeting, "promises"))
    rep.submit("Write the hands down", hands_for=5, hands_against=1)
    assert house.again(action).state is ActionState.LET_OFF
    assert "Patients’ hands: 5 for leaving it, 1 against." in rep.page.text


@pytest.mark.parametrize("hands", [{"yes": "-1"}, {"yes": "900"}, {"no": "x"}, {"yes": ""}])
def test_impossible_hands_on_a_promise_are_refused_and_kept(
    house: HouseWorld, meeting: Meeting, rep: PageClient, hands: dict[str, str]
) -> None:
    house.done_promise()
    rep.get(at(meeting, "promises"))
    rep.submit("Write the hands down", status=422, **hands)
    for name, value in hands.items():
        assert rep.page.one("input", name=name).get("value") == value
    assert fresh(house, Confirmation) == []


def test_hands_counted_twice_by_a_double_click_are_one_count(
    house: HouseWorld, meeting: Meeting, rep: PageClient
) -> None:
    action = house.done_promise()
    rep.get(at(meeting, "promises"))
    once = rep.form("Write the hands down")[0].one("input", name="once").get("value")
    sent = {"yes": 1, "partly": 0, "no": 0, "unsure": 0, "once": once, "version": action.version}
    address = f"/meetings/{meeting.id}/room/promises/{action.id}/hands"
    rep.post(address, sent)
    rep.post(address, sent)
    assert "Nothing was stored twice" in rep.page.text
    assert len(fresh(house, Confirmation)) == 1


def test_hands_from_an_older_page_come_back_with_how_it_stands(
    house: HouseWorld, meeting: Meeting, rep: PageClient
) -> None:
    action = house.done_promise()
    rep.get(at(meeting, "promises"))
    kestrel = house.patient_at(house.kestrel)
    kestrel.get(f"/actions/{action.id}")
    kestrel.submit("Yes")
    rep.submit("Write the hands down", status=409, yes=4)
    assert "This has changed since you opened the page." in rep.page.text


# --- one item at a time ----------------------------------------------------------------------------------------------


def test_the_rep_writes_down_answer_and_promise_in_one_form(
    house: HouseWorld, meeting: Meeting, item: Item, entry: AgendaEntry, rep: PageClient
) -> None:
    rep.get(at(meeting, entry.id))
    assert rep.page.one("h1").text == "The dryer is broken"
    rep.submit("Write the answer down", **an_answer(house))
    (outcome,) = fresh(house, Outcome)
    assert (outcome.answer, outcome.given_by_id) == (Answer.YES, house.nurse.id)
    (action,) = fresh(house, Action)
    assert (action.words, action.owner_id, action.item_id) == ("Mend the dryer", house.nurse.id, item.id)
    assert "Tom (nurse) said this." in rep.page.text
    assert "First date: Monday 9 March" in rep.page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"answer": ""}, "Choose the answer."),
        ({"given_by": ""}, "Choose the member of staff who gave this answer."),
        ({"promise": "", "owner": "", "due": ""}, "Write who does what by when."),
        ({"promise": ""}, "Say what will be done, so that patients can see it."),
        ({"promise": "Look into it"}, "how would patients see that it is done?"),
        ({"due": ""}, "Choose the day by which it is done."),
        ({"due": "2020-01-01"}, "This day has passed."),
        ({"due": "nonsense"}, "Write a real date"),
        ({"due": "2026-06-01"}, "Say why it takes so long."),
        ({"answer": "no", "words": ""}, "Say why not"),
        ({"answer": "no"}, "Choose the day on which this no is looked at again."),
        ({"answer": "passed-to"}, "Say who has it now."),
        ({"answer": "passed-to", "passed_to": "estates"}, "Choose the day on which we check again."),
        ({"words": "x" * 20_000}, "too long"),
        ({"promise": "x" * 20_000}, "too long"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused_and_kept(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient, typed: dict[str, str], sentence: str
) -> None:
    rep.get(at(meeting, entry.id))
    rep.submit("Write the answer down", status=422, **(an_answer(house) | {"answer": "yes"} | typed))
    assert sentence in rep.page.text
    assert rep.page.all(cls="nhsuk-error-summary")
    form, _ = rep.form("Write the answer down")
    kept = an_answer(house) | typed
    assert form.one("textarea", name="words").raw.strip() == kept["words"]
    assert form.one("input", name="promise").get("value") == kept["promise"]
    assert fresh(house, Outcome) == []
    assert fresh(house, Action) == []


def test_a_vague_promise_can_be_meant_as_it_is(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    rep.get(at(meeting, entry.id))
    rep.submit("Write the answer down", status=422, **an_answer(house, promise="Look into the dryer"))
    rep.submit("Write the answer down", sure="y")
    (action,) = fresh(house, Action)
    assert house.told(action)[0].fact("sure") is True


def test_a_far_date_asks_for_its_reason_in_a_box_of_its_own(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    rep.get(at(meeting, entry.id))
    assert not rep.page.all("input", name="far_because")
    rep.submit("Write the answer down", status=422, **an_answer(house, due="2026-06-01"))
    rep.submit("Write the answer down", far_because="The part comes from abroad")
    assert fresh(house, Action)[0].far_because == "The part comes from abroad"


def test_somebody_who_left_is_not_on_the_list_and_cannot_be_slipped_in(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry
) -> None:
    gone = house.account("Lee", "agency nurse", ends_on=house.today)
    house.clock.go_on(days=1)
    rep = house.rep_at_laptop()
    rep.get(at(meeting, entry.id))
    form, _ = rep.form("Write the answer down")
    assert str(gone.id) not in {option.get("value") for option in form.all("option")}
    sent = an_answer(house, owner=str(gone.id)) | {"version": 1}
    rep.post(f"/meetings/{meeting.id}/room/lines/{entry.id}/answer", sent, status=422)
    assert fresh(house, Action) == []


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "\u05d0\u05d1", "Yes 🙂", "a & b"])
def test_odd_words_are_stored_and_shown_as_text(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient, words: str
) -> None:
    rep.get(at(meeting, entry.id))
    rep.submit("Write the answer down", **an_answer(house, words=words, promise=words))
    assert words in rep.page.text
    assert fresh(house, Action)[0].words == words


def test_a_no_keeps_its_reason_and_the_day_on_which_it_is_looked_at_again(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    rep.get(at(meeting, entry.id))
    no = {"answer": "no", "words": "No money this year", "review_on": "2026-05-04", "given_by": str(house.manager.id)}
    rep.submit("Write the answer down", **no)
    assert "Ann (ward manager) said this. We look at it again on Monday 4 May." in rep.page.text
    assert fresh(house, Action) == []


def test_passed_to_somebody_says_whom_and_when_we_check(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    rep.get(at(meeting, entry.id))
    passed = {"answer": "passed-to", "passed_to": "estates", "check_on": "2026-03-16"}
    rep.submit("Write the answer down", given_by=str(house.nurse.id), **passed)
    assert "Passed to estates" in rep.page.text
    assert "We check on Monday 16 March." in rep.page.text


def test_a_yes_that_needs_nothing_more_needs_no_promise(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    rep.get(at(meeting, entry.id))
    rep.submit("Write the answer down", answer="yes", given_by=str(house.nurse.id), words="Done", nothing_to_do="y")
    assert fresh(house, Outcome)[0].something_to_do is False
    assert fresh(house, Action) == []


def test_two_people_answering_at_once_lose_nothing(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    second = house.rep_at_laptop()
    for client in (rep, second):
        client.get(at(meeting, entry.id))
    rep.submit("Write the answer down", **an_answer(house))
    second.submit("Write the answer down", status=409, **an_answer(house, words="We will buy a new one"))
    assert "We will mend it" in second.page.text
    assert "We will buy a new one" in second.page.one("textarea", name="words").raw
    assert len(fresh(house, Outcome)) == 1


def test_one_more_promise_can_be_written_for_an_answer(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    rep.get(at(meeting, entry.id))
    rep.submit("Write the answer down", **an_answer(house))
    rep.submit("Write the promise down", status=422, promise="", owner=str(house.manager.id), due="2026-03-10")
    rep.submit("Write the promise down", promise="Tell everybody")
    assert sorted(action.words for action in fresh(house, Action)) == ["Mend the dryer", "Tell everybody"]


def test_the_room_is_asked_back_whether_it_accepts(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    rep.get(at(meeting, entry.id))
    rep.submit("Write the answer down", **an_answer(house))
    rep.submit("acceptance", status=422, yes=0, no=0)
    rep.submit("acceptance", yes=1, no=5, unsure=2)
    assert "The answer is not accepted." in rep.page.text
    (reply,) = fresh(house, AnswerReply)
    assert (reply.yes, reply.no, reply.unsure) == (1, 5, 2)


def test_nothing_can_be_accepted_before_there_is_an_answer(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    rep.get(at(meeting, entry.id))
    for what, sent in {
        "acceptance": {"yes": 5, "no": 0, "unsure": 0},
        "promise": {"promise": "Mend it", "owner": str(house.nurse.id), "due": "2026-03-09"},
    }.items():
        rep.post(f"/meetings/{meeting.id}/room/lines/{entry.id}/{what}", sent, status=404)


def test_hands_are_counted_after_saying_what_they_decide(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    rep.get(at(meeting, entry.id))
    rep.submit("/hands", status=422, patients_for=5)
    assert "Choose what the hands decide." in rep.page.text
    rep.submit("/hands", decides="we-will-weigh", patients_for=5, patients_against=1, staff_for=2)
    assert "We will weigh it" in rep.page.text
    assert "Patients: 5 for, 1 against, 0 not sure. Staff: 2 for, 0 against, 0 not sure." in rep.page.text
    assert fresh(house, Hands)[0].question == "The dryer is broken"


def test_an_item_waits_until_next_time_with_its_reason(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    rep.get(at(meeting, entry.id))
    rep.submit("Let it wait", status=422)
    rep.submit("Let it wait", status=422, because="other")
    assert "Say why it waits until next time." in rep.page.text
    rep.submit("Let it wait", because="decider-absent")
    (outcome,) = fresh(house, Outcome)
    assert outcome.carried_because is CarriedBecause.DECIDER_ABSENT
    rep.get(at(meeting, entry.id))
    assert "Waits for the next meeting: who can decide this was not there." in rep.page.text


def test_a_standing_item_takes_a_note(house: HouseWorld, meeting: Meeting, rep: PageClient) -> None:
    entry = house.line(meeting, title="E-cigarette update")
    rep.get(at(meeting, entry.id))
    assert rep.page.one("h1").text == "E-cigarette update"
    rep.submit("Write it down", status=422, words=" ")
    rep.submit("Write it down", words="New flavours from Monday")
    assert house.again(entry).said == "New flavours from Monday"


def test_two_people_noting_at_once_lose_nothing(house: HouseWorld, meeting: Meeting, rep: PageClient) -> None:
    entry = house.line(meeting, title="E-cigarette update")
    second = house.rep_at_laptop()
    for client in (rep, second):
        client.get(at(meeting, entry.id))
    rep.submit("Write it down", words="New flavours from Monday")
    second.submit("Write it down", status=409, words="Ask the shop")
    assert "New flavours from Monday" in second.page.text
    assert second.page.one("textarea", name="words").raw.strip() == "Ask the shop"
    second.submit("Write it down", words="New flavours from Monday. Ask the shop.")
    assert house.again(entry).said == "New flavours from Monday. Ask the shop."


def test_words_that_are_hidden_or_unread_are_not_shown_in_the_room(
    house: HouseWorld, meeting: Meeting, rep: PageClient
) -> None:
    unread = house.line(meeting, house.item(words="Secret words"))
    rep.get(at(meeting, unread.id))
    assert "Secret words" not in rep.page.text
    assert "No rep has read this yet." in rep.page.one("h1").text


def test_the_rep_reads_an_item_first_and_then_shows_it_to_the_room(
    house: HouseWorld, meeting: Meeting, rep: PageClient
) -> None:
    item = house.item(words="Secret words")
    entry = house.line(meeting, item)
    rep.get(at(meeting, entry.id))
    rep.submit("I have read this: show it to the room")
    assert rep.page.one("h1").text == "Secret words"
    assert house.again(item).read_on is not None
    watcher = house.staff()
    watcher.get(at(meeting, entry.id))
    assert "show it to the room" not in watcher.page.text


@pytest.mark.parametrize(("kind", "heard"), [("thanks", True), ("keep-this", True), ("problem", False)])
def test_thanks_need_no_promise(house: HouseWorld, meeting: Meeting, rep: PageClient, kind: str, heard: bool) -> None:
    entry = house.line(meeting, house.item(kind=ItemKind(kind)))
    rep.get(at(meeting, entry.id))
    assert ("This asks for nothing." in rep.page.text) is heard
    assert ("checked" in rep.page.one("input", id="nothing_to_do").attrs) is heard


# --- who watches -----------------------------------------------------------------------------------------------------


def test_everybody_of_the_ward_watches_without_forms(house: HouseWorld, meeting: Meeting, entry: AgendaEntry) -> None:
    for client in (house.nobody(), house.patient_at(house.kestrel), house.staff(), house.staff(house.manager)):
        for step in ("here", "promises", entry.id, "end"):
            client.get(at(meeting, step))
            assert not client.page.one("main").all("form")
            assert client.page.one("section", id="stage").get("hx-trigger") == "every 5s"


def test_whoever_watches_is_kept_in_step(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    watcher = house.staff()
    watcher.get(f"/meetings/{meeting.id}/room")
    assert watcher.page.one("h1").text == "Who is here"
    rep.get(at(meeting, "here"))
    rep.submit("Write it down", patients=6, patients_on_ward=14)
    watcher.get(f"/meetings/{meeting.id}/room", htmx="stage")
    assert not watcher.page.all("html")
    assert watcher.page.one("h1").text == "The dryer is broken"


def test_whoever_writes_hears_that_somebody_else_has_written(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    second = house.rep_at_laptop()
    second.get(at(meeting, entry.id))
    poll = second.page.one("nav", id="outline").get("hx-get")
    nothing_new = second.http.get(poll, headers={"HX-Request": "true"})
    assert (nothing_new.status_code, nothing_new.text) == (204, "")
    rep.get(at(meeting, entry.id))
    rep.submit("Write the answer down", **an_answer(house))
    second.get(poll, htmx="outline")
    assert "Somebody else has written here." in second.page.text
    second.get(poll)
    assert second.page.one("h1")


def test_few_taps_who_answers_last_is_offered_and_owns_what_is_promised(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    later, nurse = house.line(meeting, house.item(words="A lamp", read_on=house.today)).id, house.nurse.id
    in_the_room = at(meeting, later)
    rep.get(at(meeting, entry.id))
    in_a_week = house.today + timedelta(days=7)
    soon = {"answer": "yes", "due": in_a_week.isoformat()}
    rep.submit("Write the answer down", given_by=str(nurse), promise="Mend the dryer", **soon)
    rep.get(in_the_room)
    rep.submit("Write the answer down", promise="Put in a lamp", **soon)
    assert [(one.owner_id, one.due) for one in fresh(house, Action)] == [(nurse, in_a_week)] * 2


def test_nobody_and_no_day_is_chosen_before_somebody_chooses_them(
    meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    form, _ = rep.get(at(meeting, entry.id)) and rep.form("Write the answer down")
    near = [box for box in form.all("input", type="radio") if box["name"] in ("given_by", "due")]
    assert len(near) == 6
    assert not [box for box in near if "checked" in box.attrs]


def test_a_day_that_no_button_says_stays_in_its_box(house: HouseWorld, meeting: Meeting, entry: AgendaEntry) -> None:
    rep = house.rep_at_laptop()
    rep.get(at(meeting, entry.id))
    rep.submit("Write the answer down", **an_answer(house, answer="", due="2026-03-20"), status=422)
    pressed = [box["value"] for box in rep.page.all("input", type="radio", name="due") if "checked" in box.attrs]
    assert pressed == [""]
    assert rep.page.one("input", type="date", name="due")["value"] == "2026-03-20"
    rep.submit("Write the answer down", answer="yes", due=["2026-03-09", "2026-03-20"])
    (action,) = fresh(house, Action)
    assert action.due == house.today + timedelta(days=7), "the button that is pressed counts, not what stands behind it"


def test_on_a_large_ward_those_stand_on_buttons_who_most_likely_answer(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    many = [house.account(name, "nurse") for name in ("Bo", "Cy", "Di", "Ed")]
    house.session.commit()
    rep.get(at(meeting, entry.id))
    sight = [box["value"] for box in rep.page.all("input", type="radio", name="given_by")]
    assert sight == [str(house.manager.id), ""]
    rep.submit("Write the answer down", **an_answer(house, given_by=str(many[2].id)))
    (outcome,) = fresh(house, Outcome)
    assert outcome.given_by_id == many[2].id


def test_nobody_else_can_write_in_the_room(house: HouseWorld, meeting: Meeting, entry: AgendaEntry) -> None:
    line, room = f"/meetings/{meeting.id}/room/lines/{entry.id}", f"/meetings/{meeting.id}/room"
    hands = {f"{who}_{what}": 1 for who in ("patients", "staff") for what in ("for", "against", "unsure")}
    posts = {
        f"{line}/answer": an_answer(house) | {"version": 1},
        f"{line}/carry": {"because": "no-time"},
        f"{line}/note": {"words": "hello", "version": 1},
        f"{line}/hands": {"question": "x", "decides": "we-will-do", **hands},
        f"{room}/attendance": dict.fromkeys(HEADS, 1),
        f"{room}/close": {"version": meeting.version},
        f"{room}/stop": {"because": "tired", "version": meeting.version},
    }
    for client in (house.nobody(), house.patient_at(house.kestrel), house.staff(), house.staff(house.manager)):
        client.get("/actions")
        for address, sent in posts.items():
            client.post(address, sent, status=403)
    assert house.again(entry).state is EntryState.ON
    assert house.again(meeting).state is MeetingState.OPEN


def test_the_scribe_of_this_meeting_writes(house: HouseWorld) -> None:
    meeting = house.meeting(scribe_id=house.nurse.id, published_at=house.clock.now())
    entry = house.line(meeting, title="Welcome")
    nurse = house.staff()
    nurse.get(at(meeting, entry.id))
    nurse.submit("Write it down", words="Ground rules read")
    assert house.again(entry).said == "Ground rules read"


# --- the end ---------------------------------------------------------------------------------------------------------


def test_the_meeting_lists_what_is_left_and_cannot_be_closed(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    rep.get(at(meeting, "end"))
    assert rep.page.one("ul", cls="wv-room__left").text == "The dryer is broken"
    assert not [button for button in rep.page.all("button") if button.text == "Close the meeting"]
    rep.post(f"/meetings/{meeting.id}/room/close", {"version": meeting.version}, status=422)
    assert "are not dealt with yet" in rep.page.text
    rep.follow("The dryer is broken")
    rep.submit("Write the answer down", **an_answer(house))
    rep.get(at(meeting, "end"))
    rep.submit("Close the meeting")
    assert house.again(meeting).state is MeetingState.CLOSED
    rep.get(at(meeting), status=200)
    assert rep.address == f"/meetings/{meeting.id}"


def test_the_meeting_stops_early_with_one_reason(
    house: HouseWorld, meeting: Meeting, entry: AgendaEntry, rep: PageClient
) -> None:
    rep.get(at(meeting, "end"))
    rep.submit("Stop early and close the meeting", status=422, because="")
    rep.submit("Stop early and close the meeting", because="Fire alarm")
    assert "The meeting stopped early: Fire alarm" in rep.page.text
    assert house.again(entry).state is EntryState.CARRIED


def test_a_meeting_that_is_over_sends_the_room_to_its_page(house: HouseWorld, rep: PageClient) -> None:
    meeting = house.meeting(MeetingState.CLOSED, published_at=house.clock.now(), closed_at=house.clock.now())
    rep.get(f"/meetings/{meeting.id}/room")
    assert rep.address == f"/meetings/{meeting.id}"
    rep.get(f"/meetings/{meeting.id}/room/outline")
    assert rep.address == f"/meetings/{meeting.id}"


def test_lines_and_promises_of_elsewhere_are_not_found(house: HouseWorld, meeting: Meeting, rep: PageClient) -> None:
    from datetime import timedelta
    from uuid import uuid4

    elsewhere = house.line(house.meeting(day=house.today + timedelta(days=7)), title="x")
    rep.get(at(meeting, "here"))
    for entry_id in (elsewhere.id, uuid4()):
        rep.post(f"/meetings/{meeting.id}/room/lines/{entry_id}/note", {"words": "x", "version": 1}, status=404)
    rep.post(f"/meetings/{meeting.id}/room/promises/{uuid4()}/hands", {"yes": 1}, status=404)
    rep.get(f"/meetings/{uuid4()}/room", status=404)


def test_after_six_weeks_the_room_is_asked_whether_it_is_still_fixed_until_somebody_says(house: HouseWorld) -> None:
    from wardvoice.actions import commands
    from wardvoice.actions.rules import Reply

    action = house.done_promise()
    work = house.work(house.as_patient(house.kestrel))
    commands.confirm(work, action=action, reply=Reply.YES)
    work.commit()
    meeting = house.meeting()
    rep = house.rep_at_laptop()
    rep.get(at(meeting, "promises"))
    assert "No promise is waiting." in rep.page.text
    house.clock.go_on(days=42)
    rep = house.rep_at_laptop()
    rep.get(at(meeting, "promises"))
    assert "Is it still fixed?" in rep.page.text
    rep.submit("Write the hands down", no=3)
    assert house.again(action).state is ActionState.OPEN


def test_what_was_fixed_long_ago_is_no_longer_asked_in_the_room(house: HouseWorld) -> None:
    from wardvoice.actions import commands
    from wardvoice.actions.rules import Reply

    action = house.done_promise()
    work = house.work(house.as_patient(house.kestrel))
    commands.confirm(work, action=action, reply=Reply.YES)
    work.commit()
    house.clock.go_on(days=100)
    rep = house.rep_at_laptop()
    rep.get(at(house.meeting(), "promises"))
    assert "No promise is waiting." in rep.page.text
