"""The start page of each door: what is offered, what is left out, and that everything is reached from here."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.actions.counting import statements
from tests.actions.house import HouseWorld
from tests.board.rows import NOW, TODAY, Rows
from tests.pages import PageClient
from wardvoice.agenda.models import ItemLink
from wardvoice.agenda.rules import ItemKind, ItemState
from wardvoice.core.actor import Role
from wardvoice.meetings.rules import MeetingState
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.frame import day


def links(client: PageClient) -> dict[str, str]:
    return {link.text: link["href"] for link in client.page.one("main").all("a")}


# --- screens of the ward --------------------------------------------------------------------------------------------


def test_the_terminal_offers_four_big_choices_and_says_when_we_meet(house: HouseWorld, drawn: Rows) -> None:
    drawn.meeting(TODAY + timedelta(days=3))
    drawn.session.commit()
    terminal = house.nobody()
    page = terminal.get("/")
    tiles = [tile.text for tile in page.all("a", cls="wv-tile")]
    assert tiles == [
        "Add to the meeting",
        "Tell someone in private",
        "What happened to what we asked",
        "My things with your ward name or five words",
    ]
    assert "Next meeting: Thursday 5 March at 10:30, in the day room" in page.text
    assert page.one("h1").text == "Willow"


def test_what_is_not_built_yet_is_left_out(house: HouseWorld) -> None:
    text = house.nobody().get("/").text.lower()
    assert "read aloud" not in text


@pytest.mark.parametrize(
    ("at", "state", "told"),
    [
        ((9, 0), MeetingState.PUBLISHED, "Today’s meeting: Monday 2 March at 10:30"),
        ((17, 0), MeetingState.PUBLISHED, "Today’s meeting was planned for: Monday 2 March at 10:30"),
        ((11, 0), MeetingState.OPEN, "The meeting is going on now: Monday 2 March at 10:30"),
    ],
)
def test_a_meeting_whose_time_has_passed_is_not_the_next(
    house: HouseWorld, drawn: Rows, at: tuple[int, int], state: MeetingState, told: str
) -> None:
    drawn.meeting(TODAY, state=state)
    drawn.session.commit()
    house.clock.go_to(TODAY, *at)
    for address in ("/", "/agenda"):
        page = house.nobody().get(address)
        assert told in page.text
        assert "Next meeting:" not in page.text


def test_without_a_meeting_the_terminal_says_that_none_is_planned(house: HouseWorld) -> None:
    assert "Next meeting: not planned yet" in house.nobody().get("/").text


def test_every_link_of_every_start_page_leads_to_a_page(house: HouseWorld, drawn: Rows) -> None:
    drawn.meeting(TODAY, state=MeetingState.PUBLISHED)
    drawn.answer(drawn.item())
    drawn.promise(drawn.item())
    drawn.session.commit()
    people = {
        "terminal": house.nobody(),
        "patient": house.patient_at(house.kestrel),
        "rep": house.rep_at_laptop(),
        "laptop": house.nobody(ScreenKind.LAPTOP),
        **{
            role.value: house.staff(house.account(role.value, role.value, role))
            for role in (Role.STAFF, Role.MANAGER, Role.LEAD, Role.ADVOCATE, Role.LISTENER, Role.ADMIN, Role.REVIEWER)
        },
    }
    for name, client in people.items():
        client.get("/")
        for words, address in links(client).items():
            client.get(address.partition("#")[0])
            assert client.answer.status_code == 200, (name, words, address)


def test_the_rep_finds_the_work_for_the_ward_and_a_patient_does_not(house: HouseWorld, drawn: Rows) -> None:
    drawn.meeting(TODAY, state=MeetingState.PUBLISHED)
    drawn.session.commit()
    rep = house.rep_at_laptop()
    rep.get("/")
    work = {"Prepare the agenda", "The meeting room", "Write something down for somebody", "Ward cards"}
    assert work <= set(links(rep))
    patient = house.patient_at(house.kestrel)
    patient.get("/")
    assert not work & set(links(patient))


def test_the_meeting_room_is_offered_on_the_day_and_not_before(house: HouseWorld, drawn: Rows) -> None:
    drawn.meeting(TODAY + timedelta(days=1), state=MeetingState.PUBLISHED)
    drawn.session.commit()
    rep = house.rep_at_laptop()
    assert "The meeting room" not in rep.get("/").text
    house.clock.go_on(days=1)
    assert "The meeting room" in house.rep_at_laptop().get("/").text


def test_a_meeting_that_is_going_on_is_told_at_the_terminal(house: HouseWorld, drawn: Rows) -> None:
    drawn.meeting(TODAY, state=MeetingState.OPEN)
    drawn.session.commit()
    assert "The meeting is going on now: Monday 2 March at 10:30" in house.nobody().get("/").text


def test_a_new_patient_finds_where_to_use_a_card_and_a_signed_in_one_need_not(house: HouseWorld) -> None:
    assert "I have a new ward card" in house.nobody().get("/").text
    assert "I have a new ward card" not in house.patient_at(house.kestrel).get("/").text


def test_the_board_screen_goes_to_its_board(house: HouseWorld) -> None:
    wall = house.nobody(ScreenKind.BOARD)
    wall.get("/")
    assert wall.address == "/board/screen"


# --- nobody, and guests ---------------------------------------------------------------------------------------------


def test_an_unknown_browser_is_asked_to_sign_in(house: HouseWorld) -> None:
    stranger = PageClient(house.app)
    stranger.get("/")
    assert stranger.address == "/sign-in"


def test_a_reviewer_finds_a_short_page_without_dead_ends(house: HouseWorld) -> None:
    reviewer = house.staff(house.account("Rae", "reviewer", Role.REVIEWER))
    assert "There is nothing for you to read here at present." in reviewer.get("/").text
    assert set(links(reviewer).values()) <= {"/my-account", "/ward"}


def test_somebody_without_a_ward_is_told_so(house: HouseWorld) -> None:
    from tests import builders

    lost = builders.an_account(house.session, "Lou", clock=house.clock)
    client = PageClient(house.app).sign_in_as("account", lost.id, None)  # type: ignore[arg-type]
    assert "Your account belongs to no ward yet." in client.get("/").text


# --- staff ----------------------------------------------------------------------------------------------------------


def test_a_nurse_begins_with_what_was_promised_the_oldest_day_first(house: HouseWorld, drawn: Rows) -> None:
    item = drawn.item()
    drawn.promise(item, TODAY + timedelta(days=9), words="Later")
    drawn.promise(item, TODAY - timedelta(days=9), words="Overdue")
    drawn.promise(item, words="Ann's own", owner_id=house.manager.id)
    drawn.session.commit()
    page = house.staff().get("/")
    text = page.one("main").text
    assert text.index("Overdue") < text.index("Later")
    assert "Ann's own" not in text


def test_one_tap_and_one_line_update_a_promise_in_place(house: HouseWorld) -> None:
    action = house.promise()
    nurse = house.staff()
    nurse.get("/")
    form, _ = nurse.form("No change, because")
    here = form["hx-target"].removeprefix("#")
    piece = nurse.submit("No change, because", words="The part is on order.", htmx=here)
    assert not piece.all("html")
    assert "The part is on order." in piece.text
    assert piece.all("section", id=here)
    assert [row.what for row in house.told(house.again(action))][-1] == "progress-reported"


def test_staff_with_nothing_to_do_are_told_so(house: HouseWorld) -> None:
    page = house.staff().get("/")
    assert "Nothing that you promised is open." in page.text
    assert "Nothing waits for an answer." in page.text


def test_items_that_wait_for_an_answer_stand_oldest_first_with_their_words(house: HouseWorld, drawn: Rows) -> None:
    drawn.item("Younger", state=ItemState.CARRIED_OVER)
    drawn.item("Older", placed=False, received_on=TODAY - timedelta(days=90))
    drawn.item("Answered and good", state=ItemState.ANSWERED, kind=ItemKind.THANKS)
    drawn.answer(drawn.item("Answered"))
    drawn.session.commit()
    text = house.staff().get("/").one("main").text
    assert text.index("Older") < text.index("Younger")
    assert "Answered" not in text


def test_hidden_words_are_hidden_on_the_start_page_too(house: HouseWorld, drawn: Rows) -> None:
    drawn.hide(drawn.item("NEEDLE", state=ItemState.CARRIED_OVER))
    drawn.session.commit()
    assert "NEEDLE" not in house.staff().get("/").text


@pytest.mark.parametrize(
    ("days_ago", "says", "look"),
    [
        (7, "The ward manager owes a written answer by {day}.", "wv-state--waiting"),
        (8, "The written answer due by {day} is late. The service lead owes it now.", "wv-state--overdue"),
    ],
)
def test_what_was_raised_four_times_has_its_day_for_a_written_answer(
    house: HouseWorld, drawn: Rows, days_ago: int, says: str, look: str
) -> None:
    """The days count from the link that made it the fourth, and it stands first, also in the lead's list."""
    drawn.item("Older", state=ItemState.CARRIED_OVER, received_on=TODAY - timedelta(days=200))
    item, since = drawn.item("Again", received_on=TODAY - timedelta(days=40)), TODAY - timedelta(days=days_ago)
    drawn.answer(item, words="The nurse said yes", at=NOW)
    for n, found in ((1, since), (2, since - timedelta(days=20)), (3, since - timedelta(days=10))):
        earlier = drawn.item(f"time {n}", state=ItemState.ANSWERED, received_on=TODAY - timedelta(days=40 + n))
        drawn.session.add(ItemLink(ward_id=drawn.ward.id, item_id=item.id, earlier_id=earlier.id, day=found))
    drawn.session.commit()
    with house.app.test_request_context("/"):
        says = says.format(day=day(since + timedelta(days=7)))
    lead = house.account("Femi", "service lead", Role.LEAD)
    for who in (house.manager, lead):
        page = house.staff(who).get("/")
        listed = page.one("ul", cls="wv-waiting")
        assert listed.one("p", cls=look).text == says
        assert listed.text.index("Again") < listed.text.index("Older")
    assert says in house.staff().get(f"/agenda/items/{item.id}").text


def test_a_manager_begins_with_overdue_owner_gone_and_cannot(house: HouseWorld, drawn: Rows) -> None:
    gone = house.account("Ben", "agency nurse", ends_on=TODAY - timedelta(days=1))
    item = drawn.item()
    drawn.promise(item, TODAY - timedelta(days=1), words="Overdue one")
    drawn.promise(item, words="Orphan", owner_id=gone.id)
    drawn.promise(item, words="Cannot", state="cannot-said", round=1)
    drawn.session.commit()
    text = house.staff(house.manager).get("/").one("main").text
    order = [
        text.index(words) for words in ("Overdue on the ward", "Overdue one", "Orphan", "Cannot be done", "My promises")
    ]
    assert order == sorted(order)
    assert "Overdue on the ward" not in house.staff().get("/").text


def test_a_manager_reads_that_a_screen_is_silent_and_a_nurse_does_not(house: HouseWorld, drawn: Rows) -> None:
    house.terminal.last_seen = house.clock.now() - timedelta(hours=1)
    house.session.commit()
    assert "nothing heard since" in house.staff(house.manager).get("/").one("main").text
    assert "nothing heard" not in house.staff().get("/").text


def test_a_request_to_hide_waits_on_the_start_pages_of_staff_and_rep(house: HouseWorld, drawn: Rows) -> None:
    item = drawn.item()
    drawn.hide(item, second_at=None, danger=True, first_at=NOW)
    drawn.session.commit()
    for who in (house.staff(), house.rep_at_laptop()):
        page = who.get("/")
        assert "Somebody asked to hide words. The topic: Laundry" in page.text
        assert "They come back on Tuesday 3 March, 10:30 unless a second person agrees." in page.text
    assert "hide words" not in house.patient_at(house.kestrel).get("/").text


def test_whoever_may_not_read_the_item_yet_is_not_told_that_its_words_shall_be_hidden(
    house: HouseWorld, drawn: Rows
) -> None:
    drawn.hide(drawn.item(), second_at=None, first_at=NOW)
    drawn.session.commit()
    lead = house.account("Femi", "service lead", Role.LEAD)
    assert "hide words" not in house.staff(lead).get("/").text


def test_a_meeting_nobody_spoke_of_asks_for_its_reason(house: HouseWorld, drawn: Rows) -> None:
    drawn.meeting(TODAY - timedelta(days=2), state=MeetingState.PUBLISHED)
    drawn.session.commit()
    for who in (house.staff(house.manager), house.rep_at_laptop()):
        assert "The meeting on Saturday 28 February was not held. Say why." in who.get("/").text


def test_days_without_a_rep_are_counted_in_sight(house: HouseWorld) -> None:
    assert "No rep since" not in house.staff().get("/").text
    house.clock.go_on(days=120)
    text = house.staff().get("/").text
    assert "No rep since Monday 1 June, for 30 days" in text


def test_no_figure_stands_beside_a_persons_name(house: HouseWorld, drawn: Rows) -> None:
    for _ in range(7):
        drawn.promise(drawn.item(), TODAY - timedelta(days=1))
    drawn.session.commit()
    page = house.staff(house.manager).get("/")
    assert "7" not in page.one("main").text.replace("27", "").replace("17", "")


def test_of_many_promises_the_oldest_head_a_managers_page_and_a_link_leads_to_all(
    house: HouseWorld, drawn: Rows
) -> None:
    for n in range(7):
        drawn.promise(drawn.item(), TODAY - timedelta(days=n + 1), words=f"Promise {n}.")
    drawn.session.commit()
    manager = house.staff(house.manager)
    text = manager.get("/").one("main").text
    assert [n for n in range(7) if f"Promise {n}." in text] == [2, 3, 4, 5, 6]
    manager.follow("And 2 more: Overdue on the ward")
    assert all(f"Promise {n}." in manager.page.text for n in range(7))


def test_ones_own_promises_come_page_by_page_the_oldest_first(house: HouseWorld, drawn: Rows) -> None:
    for n in range(12):
        drawn.promise(drawn.item(), TODAY + timedelta(days=n), words=f"Promise {n}.", owner_id=house.nurse.id)
    drawn.session.commit()
    nurse = house.staff()
    assert [n for n in range(12) if f"Promise {n}." in nurse.get("/").text] == list(range(10))
    nurse.follow("Next page")
    assert [n for n in range(12) if f"Promise {n}." in nurse.page.text] == [10, 11]


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.ADVOCATE])
def test_the_start_page_takes_eight_statements_at_most(house: HouseWorld, drawn: Rows, role: Role) -> None:
    account = house.account("Kim", "something", role)

    def more(count: int) -> None:
        for n in range(count):
            item = drawn.item(f"Item {n}", state=ItemState.CARRIED_OVER)
            done = {"state": "done-said", "done_on": TODAY, "round": 1}
            drawn.promise(item, owner_id=account.id, **done)
            drawn.hide(drawn.item(), second_at=None)
        drawn.session.commit()

    more(1)
    few = statements(house, house.staff(account), "/")
    more(30)
    assert statements(house, house.staff(account), "/") == few <= 8


def test_at_the_meeting_laptop_nobody_writes_in_private(house: HouseWorld) -> None:
    laptop = house.nobody(ScreenKind.LAPTOP)
    assert "Tell someone in private" not in laptop.get("/").text
