"""Story 4: Oak goes home on Friday with two open items, or moves to another ward with them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.journeys.people import PIN, Nurse, Patient, Rep
from tests.journeys.readers import unlocks, with_keys
from tests.journeys.stories import DRYER, FRIDAY, LAMP, MEND, at_birch, oak_asked_for_two_things
from tests.journeys.ward import AlderWard
from wardvoice.agenda.models import Item
from wardvoice.people.queries import is_on_offer
from wardvoice.storage.history import HistoryRow

Cast = tuple[Patient, Rep, Nurse]


@pytest.fixture
def cast(alder: AlderWard) -> Cast:
    """Oak asked for two things under the ward name; one is promised, the other waits for the next meeting."""

    alder.remembered(("Oak's last day",), lambda: oak_asked_for_two_things(alder))
    return alder.patient("Oak"), alder.rep(), alder.nurse("Tom")


def test_oak_is_told_what_leaving_means_and_asked_once(cast: Cast) -> None:
    oak, _rep, _tom = cast
    oak.starts()
    oak.follows("I am leaving this ward")
    oak.reads("Your ward name Oak stops working now.", "What you asked for stays.", "You cannot undo this.")
    oak.follows("No, I am staying")
    oak.reads("You are Oak")


def test_the_old_pin_is_dead(alder: AlderWard, cast: Cast) -> None:
    oak, _rep, _tom = cast
    oak.leaves_the_ward()
    oak.reads("Goodbye, and all the best", "The ward will still be asked to keep what it promised you.")
    assert oak.has_a_receipt
    somebody = alder.somebody()
    somebody.starts()
    somebody.follows("Sign in with my ward name")
    wrong = "The name or the PIN is not right. Please try again."
    somebody.is_refused("Go on", {"Your ward name": "Oak", "Your PIN": PIN}, wrong)


def test_an_attentive_nurse_cannot_press_the_leavers_button(cast: Cast) -> None:
    _oak, _rep, tom = cast
    tom.starts()
    tom.browser.post("/my-name/leaving", status=403)


def test_the_items_stay_and_say_a_former_patient(alder: AlderWard, cast: Cast) -> None:
    oak, rep, _tom = cast
    reader = alder.somebody()
    reader.looks_at_the_board()
    reader.reads("Oak, Monday 2 March")
    oak.leaves_the_ward()
    for one in (reader, rep, alder.manager()):
        one.looks_at_the_board()
        one.reads(DRYER, LAMP, "A former patient, Monday 2 March")
        one.does_not_read("Oak")


def test_the_promise_goes_on_and_others_confirm_it(alder: AlderWard, cast: Cast) -> None:
    oak, rep, tom = cast
    kestrel = alder.patient("Kestrel")
    oak.leaves_the_ward()
    alder.it_is(date(2026, 3, 10))
    tom.says_done("The estates team mended it", MEND)
    rep.says_it_happened("Yes", MEND)
    rep.reads("Did it happen?")
    kestrel.says_it_happened("Yes", MEND)
    kestrel.reads("Done. Patients say yes.")


def test_the_other_item_comes_onto_the_next_agenda_and_the_counts_stay(alder: AlderWard, cast: Cast) -> None:
    oak, rep, _tom = cast
    reader = alder.somebody()
    reader.looks_at_the_board()
    reader.reads("2 asked", "1 answered")
    oak.leaves_the_ward()
    reader.looks_at_the_board()
    reader.reads("2 asked", "1 answered")
    rep.publishes_the_agenda()
    reader.looks_at_the_agenda()
    reader.reads("Thursday 12 March", LAMP, "carried over once")


def test_the_name_rests_for_a_year(alder: AlderWard, cast: Cast) -> None:
    oak, _rep, _tom = cast
    oak.leaves_the_ward()
    for days, free in ((0, False), (364, False), (365, True)):
        day = FRIDAY + timedelta(days=days)
        assert alder.ask(lambda session, day=day: is_on_offer(session, alder.id, "Oak", day)) == free


def test_a_rep_who_leaves_ends_the_term_with_the_name(alder: AlderWard, cast: Cast) -> None:
    _oak, rep, _tom = cast
    advocate = alder.advocate()
    rep.leaves_the_ward()
    advocate.starts()
    advocate.reads("No rep since Friday 6 March")
    assert advocate.can("Prepare the agenda")


# --- one choice for each open item -----------------------------------------------------------------------------------

ADVOCATE, REP, CLOSE = "Tell me the answer through the advocate", "Hand it to the rep", "Close it for me"
ALONG = "I move to another ward here. I take it along"
TOLD = "For the advocate: what do you want to know, and how can they reach you?"
WISH = "Please write to 4 Mill Lane: do I get another lamp?"


def test_oak_hands_one_to_the_rep_and_is_told_the_other_by_the_advocate(
    alder: AlderWard, quick_sealing: None, cast: Cast
) -> None:
    """The whole story: the rep's word is Oak's now, the advocate reads what to pass on, and nothing joins the two."""
    oak, rep, tom = cast
    wren, joan = with_keys(alder)
    oak.leaves_the_ward({DRYER: REP, LAMP: ADVOCATE, TOLD: WISH})
    oak.reads("Goodbye, and all the best", "The advocate gets your words.")
    assert oak.has_a_receipt
    rep.looks_at_what_was_asked_for(MEND)
    rep.reads("Who asked has left the ward. They handed it to the rep.")
    rep.does_not_read("Oak")
    alder.it_is(date(2026, 3, 10))
    tom.says_done("The estates team mended it", MEND)
    rep.says_it_happened("Yes", MEND)
    rep.reads("Done. Patients say yes.")
    alder.tick()
    unlocks(joan)
    joan.starts()
    joan.follows("Sent in private")
    joan.browser.get(joan.page.one("ul", cls="wv-rows").one("a")["href"])
    joan.presses("Open the words")
    joan.reads("I have left the ward. Please tell me what becomes of this:", LAMP, WISH)
    joan.does_not_read("Oak", DRYER)
    wren.starts()
    wren.follows("Sent in private")
    assert not wren.page.all("ul", cls="wv-rows")
    assert alder.verified().whole


def test_of_what_the_advocate_tells_the_ward_and_the_tables_know_nothing(
    alder: AlderWard, quick_sealing: None, cast: Cast
) -> None:
    """Neither a sentence nor a column tells the item that goes to the advocate from one that was taken along."""
    oak, rep, _tom = cast
    with_keys(alder)
    oak.leaves_the_ward({DRYER: ALONG, LAMP: ADVOCATE, TOLD: WISH})
    for words in (DRYER, LAMP):
        rep.looks_at_the_board()
        rep.browser.get(next(line for line in rep.page.all("article") if words in line.text).all("a")[0]["href"])
        rep.does_not_read("has left the ward")
    rows = alder.ask(lambda session: list(session.execute(select(Item.left_as, func.length(Item.slip_hash)))))
    assert [tuple(row) for row in rows] == [(None, 64), (None, 64)]
    told = alder.ask(lambda session: "".join(map(str, session.execute(select(HistoryRow.body)))))
    slips = alder.ask(lambda session: list(session.scalars(select(Item.slip_hash))))
    assert not [slip for slip in slips if slip in told]
    assert "item-left" not in told
    assert "name-rested" in told


def test_without_an_advocate_who_reads_nothing_is_promised(alder: AlderWard, cast: Cast) -> None:
    oak, _rep, _tom = cast
    oak.starts()
    oak.follows("I am leaving this ward")
    oak.reads("The advocate cannot get a message from this screen now.")
    oak.does_not_read(ADVOCATE)
    box = oak.page.all("input", type="radio")[0]["name"]
    typed = {one["name"]: one["value"] for one in oak.page.all("input", type="hidden")}
    assert oak.browser.http.post("/my-name/leaving", data={**typed, box: "advocate"}).status_code == 422


def test_nothing_is_done_while_a_choice_is_missing_or_words_have_nobody_to_read_them(
    alder: AlderWard, quick_sealing: None, cast: Cast
) -> None:
    oak, _rep, _tom = cast
    with_keys(alder)
    oak.starts()
    oak.follows("I am leaving this ward")
    oak.is_refused("Yes, I am leaving", {DRYER: REP}, "Choose one answer for this.")
    oak.is_refused("Yes, I am leaving", {LAMP: ADVOCATE}, "Say what you want to know")
    oak.is_refused("Yes, I am leaving", {LAMP: CLOSE, TOLD: WISH}, "Choose the advocate for one of them")
    assert WISH in oak.page.one("textarea").text
    oak.starts()
    oak.reads("You are Oak")


def test_serious_words_for_the_advocate_lead_to_the_question(alder: AlderWard, quick_sealing: None, cast: Cast) -> None:
    oak, _rep, _tom = cast
    with_keys(alder)
    oak.leaves_the_ward({LAMP: ADVOCATE, TOLD: "I want to kill myself tonight"})
    oak.reads("This sounds serious. Shall we tell someone now?")
    oak.presses("No")
    oak.reads("Goodbye, and all the best")


def test_a_form_that_is_no_longer_true_changes_nothing_and_a_second_click_neither(alder: AlderWard, cast: Cast) -> None:
    """Another patient's item, one of no ward at all, or one closed meanwhile: the page as it stands now, with 409."""
    oak, _rep, _tom = cast
    kestrel = alder.patient("Kestrel")
    kestrel.adds_to_the_meeting("More fruit", topic="Food", shown="With my ward name")
    others = alder.ask(lambda session: session.scalars(select(Item.id).where(Item.words == "More fruit")).one())
    oak.starts()
    oak.follows("I am leaving this ward")
    form, _button = oak.browser.form("Yes, I am leaving")
    mine = {box["name"]: "rep" for box in form.all("input", type="radio")}
    hidden = {box["name"]: box["value"] for box in form.all("input", type="hidden")}
    before = alder.rows("sent_once")
    for strange in (others.hex, "0" * 32):
        answer = oak.browser.http.post("/my-name/leaving", data={**hidden, **mine, f"wish_{strange}": "rep"})
        assert answer.status_code == 409
    assert alder.rows("sent_once") == before
    codes = [oak.browser.http.post("/my-name/leaving", data={**hidden, **mine}).status_code for _click in "12"]
    assert codes[0] == 200
    assert codes[1] in (303, 403)
    left = alder.ask(lambda session: sorted(session.scalars(select(Item.words).where(Item.left_as.is_not(None)))))
    assert left == sorted([DRYER, LAMP])


def test_whoever_moves_takes_what_they_asked_along_to_the_other_ward(
    alder: AlderWard, quick_sealing: None, cast: Cast
) -> None:
    """Five words open both at the new ward's terminal, and the word of whoever asked still counts."""
    oak, _rep, tom = cast
    oak.leaves_the_ward({DRYER: ALONG, LAMP: ALONG})
    oak.reads("They work at the screens of every ward here.")
    five = " ".join(node.text for node in oak.page.one("ol", data_words="").all("li"))
    oak.finishes()
    alder.it_is(date(2026, 3, 10))
    tom.says_done("The estates team mended it", MEND)
    oak = at_birch(alder)
    oak.comes_back_with(five)
    oak.reads("There is an answer")
    oak.presses("Show it to me")
    oak.reads("You took this along when you left a ward.", DRYER, LAMP)
    oak.follows(MEND)
    oak.presses("No")
    oak.reads("You said: No.", "Patients say: not done")
    assert alder.verified().whole


def test_what_was_taken_along_is_shown_to_nobody_without_the_words(alder: AlderWard, cast: Cast) -> None:
    for somebody in (alder.somebody(), alder.patient("Kestrel")):
        somebody.starts()
        assert somebody.browser.http.get("/my/along").status_code == 404
