"""Staff on the pages of promises: one tap and one line, in place, and nothing lost when it goes wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.actions.house import HouseWorld
from wardvoice.actions.models import Report
from wardvoice.actions.rules import ActionState
from wardvoice.core.actor import Role

WEEK = timedelta(days=7)


def test_the_owner_reports_progress_with_one_line_and_one_tap(house: HouseWorld) -> None:
    action = house.promise()
    nurse = house.staff()
    nurse.get(f"/actions/{action.id}")
    nurse.submit("Progress", words="The part is on order")
    assert "Tom (nurse) says how far it is." in nurse.page.text
    assert "The part is on order" in nurse.page.text
    assert house.session.query(Report).one().words == "The part is on order"


def test_no_change_because_is_a_good_report(house: HouseWorld) -> None:
    action = house.promise()
    nurse = house.staff()
    nurse.get(f"/actions/{action.id}")
    nurse.submit("No change, because", words="waiting for estates")
    assert "Tom (nurse) says why nothing has changed yet." in nurse.page.text


def test_done_turns_into_a_question_for_patients(house: HouseWorld) -> None:
    action = house.promise()
    nurse = house.staff()
    nurse.get(f"/actions/{action.id}")
    nurse.submit("Done", words="New belt put in")
    assert "Did it happen?" in nurse.page.text
    assert "Staff cannot" in nurse.page.text
    assert house.again(action).state is ActionState.DONE_SAID


def test_cannot_be_done_goes_to_the_meeting(house: HouseWorld) -> None:
    action = house.promise()
    nurse = house.staff()
    nurse.get(f"/actions/{action.id}")
    nurse.submit("It cannot be done", words="No money this year")
    assert "The next meeting decides" in nurse.page.text


def test_a_new_day_stands_beside_the_first_one(house: HouseWorld) -> None:
    action = house.promise()
    first = action.first_date
    nurse = house.staff()
    nurse.get(f"/actions/{action.id}")
    nurse.submit("Promise the new day", to=(first + WEEK).isoformat(), because="part on order")
    text = nurse.page.text
    assert "First date: Monday 9 March" in text
    assert "moved once to Monday 16 March: part on order" in text
    assert "promised Monday 16 March instead of Monday 9 March" in text


def test_a_report_by_htmx_changes_the_card_in_place(house: HouseWorld) -> None:
    action = house.promise()
    nurse = house.staff()
    nurse.get(f"/actions/{action.id}")
    here = f"promise-{action.id}"
    nurse.submit("Progress", htmx=here, words="on order")
    assert not nurse.page.all("html")
    assert "on order" in nurse.page.one("section", id=here).text
    (box,) = nurse.page.all("input", name="words")
    assert box.get("value") == ""


def test_a_mistake_by_htmx_comes_back_in_place_with_what_was_typed(house: HouseWorld) -> None:
    action = house.promise()
    nurse = house.staff()
    nurse.get(f"/actions/{action.id}")
    nurse.submit("Promise the new day", htmx="x", status=422, to="2020-01-01", because="part on order")
    assert "This day has passed" in nurse.page.text
    assert nurse.page.one("input", name="because").get("value") == "part on order"


def test_the_promise_is_handed_over(house: HouseWorld) -> None:
    action = house.promise()
    house.clock.go_on(days=1)
    nurse = house.staff()
    nurse.get(f"/actions/{action.id}")
    nurse.submit("Hand over", owner=str(house.manager.id))
    assert "Ann (ward manager), new owner since Tuesday 3 March" in nurse.page.text
    assert "New owner: Ann (ward manager). Before: Tom (nurse)." in nurse.page.text
    assert not [b for b in nurse.page.all("button") if b.text == "Progress"]


def test_nobody_can_be_handed_a_promise_who_is_not_on_the_list(house: HouseWorld) -> None:
    gone = house.account("Lee", "agency nurse", ends_on=house.today)
    house.clock.go_on(days=1)
    action = house.promise()
    nurse = house.staff()
    nurse.get(f"/actions/{action.id}")
    for owner in (str(gone.id), "nobody", ""):
        nurse.post(f"/actions/{action.id}/owner", {"owner": owner, "version": action.version}, status=422)
    assert house.again(action).owner_id == house.nurse.id


BAD_LINES = ["", "   ", "x" * 20_000, "\x00\x01\x02"]


@pytest.mark.parametrize("words", BAD_LINES)
@pytest.mark.parametrize("button", ["Progress", "No change, because", "Done", "It cannot be done"])
def test_a_bad_line_is_refused_with_a_sentence_and_kept(house: HouseWorld, button: str, words: str) -> None:
    action = house.promise()
    nurse = house.staff()
    nurse.get(f"/actions/{action.id}")
    nurse.submit(button, status=422, words=words)
    assert nurse.page.one(cls="nhsuk-error-summary")
    assert nurse.page.one("input", name="words").get("value") == words.replace("\x00\x01\x02", "")
    assert house.session.query(Report).count() == 0


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "\u202eabc\u05d0", "mended 🙂", "O'Brien & <b>co</b>"])
def test_odd_words_are_stored_and_shown_as_text(house: HouseWorld, words: str) -> None:
    action = house.promise()
    nurse = house.staff()
    nurse.get(f"/actions/{action.id}")
    nurse.submit("Progress", words=words)
    assert words.replace("\u202e", "") in nurse.page.text


@pytest.mark.parametrize(
    ("to", "because", "sentence"),
    [
        ("", "part on order", "Choose the day by which it is done."),
        ("2020-01-01", "part on order", "This day has passed"),
        ("2026-03-09", "part on order", "stands already"),
        ("2099-01-01", "part on order", "within two years"),
        ("nonsense", "part on order", "Write a real date"),
        ("2026-03-30", "", "Say why the date moves"),
        ("2026-03-30", "x" * 20_000, "too long"),
    ],
)
def test_a_bad_move_is_refused_with_a_sentence_and_kept(
    house: HouseWorld, to: str, because: str, sentence: str
) -> None:
    action = house.promise()
    nurse = house.staff()
    nurse.get(f"/actions/{action.id}")
    nurse.submit("Promise the new day", status=422, to=to, because=because)
    assert sentence in nurse.page.text
    assert nurse.page.one("input", name="because").get("value") == because
    assert house.again(action).times_moved == 0


def test_a_page_that_is_out_of_date_shows_the_fresh_state_and_keeps_the_words(house: HouseWorld) -> None:
    action = house.promise()
    first, second = house.staff(), house.staff(house.manager)
    for client in (first, second):
        client.get(f"/actions/{action.id}")
    first.submit("Promise the new day", to="2026-03-16", because="part on order")
    second.submit("Promise the new day", status=409, to="2026-03-23", because="strike at the factory")
    assert "moved once to Monday 16 March" in second.page.text
    assert second.page.one("input", name="because").get("value") == "strike at the factory"
    second.submit("Promise the new day")
    assert house.again(action).times_moved == 2


def test_a_double_click_stores_nothing_twice(house: HouseWorld) -> None:
    action = house.promise()
    nurse = house.staff()
    nurse.get(f"/actions/{action.id}")
    form, _ = nurse.form("Progress")
    once = form.one("input", name="once").get("value")
    line = {"words": "on order", "kind": "progress", "once": once, "version": action.version}
    nurse.post(f"/actions/{action.id}/reports", line)
    nurse.post(f"/actions/{action.id}/reports", line)
    assert "Nothing was stored twice" in nurse.page.text
    assert house.session.query(Report).count() == 1


def test_a_report_without_its_kind_is_refused(house: HouseWorld) -> None:
    action = house.promise()
    nurse = house.staff()
    nurse.get(f"/actions/{action.id}")
    for kind in ("", "confirmed", "DONE"):
        nurse.post(f"/actions/{action.id}/reports", {"words": "x", "kind": kind, "version": action.version}, status=422)


def test_a_colleague_reads_and_has_no_tools(house: HouseWorld) -> None:
    action = house.promise()
    jo = house.staff(house.account("Jo", "nurse"))
    jo.get(f"/actions/{action.id}")
    assert "Mend the dryer" in jo.page.text
    assert not jo.page.one("main").all("form")
    jo.post(f"/actions/{action.id}/reports", {"words": "x", "kind": "done", "version": action.version}, status=403)
    jo.post(f"/actions/{action.id}/moves", {"to": "2026-03-16", "because": "x", "version": 1}, status=403)


def test_the_manager_has_the_tools_of_every_promise(house: HouseWorld) -> None:
    action = house.promise()
    manager = house.staff(house.manager)
    manager.get(f"/actions/{action.id}")
    manager.submit("Progress", words="I asked the kitchen")
    assert "Ann (ward manager) says how far it is." in manager.page.text


def test_staff_cannot_say_that_it_happened(house: HouseWorld) -> None:
    action = house.done_promise()
    for account in (house.nurse, house.manager):
        client = house.staff(account)
        client.get(f"/actions/{action.id}")
        client.post(f"/actions/{action.id}/confirmations", {"reply": "yes", "version": action.version}, status=403)
    assert house.again(action).state is ActionState.DONE_SAID


def test_an_advocate_reads_promises_too(house: HouseWorld) -> None:
    action = house.promise()
    advocate = house.staff(house.account("Kim", "advocate", Role.ADVOCATE))
    advocate.get(f"/actions/{action.id}")
    assert "Mend the dryer" in advocate.page.text


def test_a_reviewer_and_a_stranger_do_not(house: HouseWorld) -> None:
    from tests.pages import PageClient

    action = house.promise()
    house.staff(house.account("Pat", "reviewer", Role.REVIEWER)).get(f"/actions/{action.id}", status=403)
    stranger = PageClient(house.app)
    stranger.get(f"/actions/{action.id}", status=303, follow=False)
    assert stranger.answer.headers["Location"].endswith("/sign-in")


def test_unknown_promises_and_wrong_methods(house: HouseWorld) -> None:
    action = house.promise()
    nurse = house.staff()
    nurse.get("/actions/00000000-0000-0000-0000-000000000000", status=404)
    nurse.get("/actions/nonsense", status=404)
    nurse.get(f"/actions/{action.id}/moves", status=405)


# --- the list --------------------------------------------------------------------------------------------------------


def test_an_empty_list_says_so(house: HouseWorld) -> None:
    nurse = house.staff()
    nurse.get("/actions")
    assert "There is no promise of this kind just now." in nurse.page.text


def test_the_list_shows_promises_by_how_they_stand(house: HouseWorld) -> None:
    house.promise(words="Mend the dryer")
    house.done_promise(words="Paint the door", days=9)
    nurse = house.staff()
    nurse.get("/actions")
    assert [card.one("h2").text for card in nurse.page.all("article")] == ["Mend the dryer", "Paint the door"]
    nurse.get("/actions?show=waiting")
    assert [card.one("h2").text for card in nurse.page.all("article")] == ["Paint the door"]
    house.clock.go_on(days=30)
    nurse = house.staff()
    nurse.get("/actions?show=overdue")
    assert [card.one("h2").text for card in nurse.page.all("article")] == ["Mend the dryer"]
    for show in ("confirmed", "let-off", "cannot"):
        nurse.get(f"/actions?show={show}")
        assert not nurse.page.all("article")
    nurse.get("/actions?show=nonsense")
    assert len(nurse.page.all("article")) == 2


def test_a_long_list_has_pages_of_25_with_real_links(house: HouseWorld) -> None:
    outcome = house.answered(house.item())
    for n in range(27):
        house.promise(words=f"Promise {n:02}", outcome=outcome, days=n % 20)
    nurse = house.staff()
    nurse.get("/actions")
    assert len(nurse.page.all("article")) == 25
    assert "27 promises" in nurse.page.text
    nurse.follow("Next page")
    assert len(nurse.page.all("article")) == 2


def test_no_filter_by_person_exists(house: HouseWorld) -> None:
    house.promise(words="Mend the dryer")
    nurse = house.staff(house.manager)
    nurse.get(f"/actions?owner={house.manager.id}")
    assert len(nurse.page.all("article")) == 1
