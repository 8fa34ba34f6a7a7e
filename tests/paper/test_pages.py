"""Printing the pack and typing in its forms, in a browser: each page, each question and each refusal."""

from __future__ import annotations

from datetime import date

import pytest

from tests import builders
from tests.agenda.house import House
from tests.pages import Fields, PageClient
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import Feeling, ShownAs
from wardvoice.core.actor import Door, Role
from wardvoice.paper import commands
from wardvoice.paper.models import PaperPack
from wardvoice.wards.rules import ScreenKind

OUTAGE, ON_PAPER = "/print/outage", "/agenda/items/on-paper"
MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)
DRYER: Fields = {"topic": "laundry", "kind": "problem", "words": "The dryer is broken", "handed_in_on": "2026-03-03"}
SERIOUS = "I want to kill myself tonight"


@pytest.fixture
def numbers(house: House) -> list[str]:
    """Four forms that were printed on Monday; today is Friday."""
    pack = builders.done(house.session, house.nurse_actor, commands.print_pack, house.clock, forms=4)
    house.clock.go_to(FRIDAY)
    return [str(number) for number in pack.numbers]


def items(house: House) -> list[Item]:
    return house.fresh().query(Item).all()


def types_in(who: PageClient, *, status: int = 200, follow: bool = True, **said: str) -> PageClient:
    who.get(ON_PAPER)
    who.submit("Type it in", status=status, follow=follow, **{**DRYER, **said})
    return who


# --- printing --------------------------------------------------------------------------------------------------------


def test_looking_at_the_pack_takes_no_numbers(house: House) -> None:
    page = house.nurse.get(OUTAGE)
    assert "It was not printed today." in page.text
    assert not page.all("section", cls="wv-blank")
    assert house.fresh().query(PaperPack).count() == 0


def test_printing_takes_numbers_and_shows_them_on_the_forms(house: House) -> None:
    nurse = house.nurse
    nurse.get("/")
    nurse.follow("Print the outage pack for today")
    nurse.submit("Take new numbers and show the pack", forms="4")
    forms = nurse.page.all("section", cls="wv-blank")
    assert [form.one("strong", cls="wv-head-words").text[:8] for form in forms] == [f"ALD-000{n}" for n in (1, 2, 3, 4)]
    for words in ("Tick a picture", "Laundry", "Put it in the box, or give it to the rep.", "Do not write it here."):
        assert words in forms[0].text
    assert "The meeting on paper" in nurse.page.text
    assert "Not safe?" in nurse.page.text
    nurse.get("/")
    assert "Printed today at 10:30." in nurse.page.text
    nurse.follow("Print the outage pack for today")
    assert "Forms ALD-0001-" in nurse.page.text
    house.clock.go_to(TUESDAY)
    assert "Not printed today." in house.nurse.get("/").text


def test_a_pack_without_forms_is_printed_where_some_are_left(house: House) -> None:
    rep = house.rep
    rep.get(OUTAGE)
    rep.submit("Take new numbers and show the pack", forms="0")
    assert not rep.page.all("section", cls="wv-blank")
    assert "Without forms." in rep.get(OUTAGE).text


def test_a_second_click_leads_to_the_same_pack(house: House) -> None:
    nurse = house.nurse
    page, addresses = nurse.get(OUTAGE), []
    once, csrf = (page.all("input", name=name)[0]["value"] for name in ("once", "csrf"))
    for _click in range(2):
        nurse.post(OUTAGE, {"forms": "4", "once": once, "csrf": csrf}, csrf=False)
        addresses.append(nurse.address)
    assert addresses[0] == addresses[1] != OUTAGE
    assert house.fresh().query(PaperPack).count() == 1


def test_too_many_forms_are_refused(house: House) -> None:
    nurse = house.nurse
    nurse.get(OUTAGE)
    page = nurse.post(OUTAGE, {"forms": "5000"}, status=422)
    assert "Choose one of the answers shown." in page.text


def test_who_prints_the_pack_and_who_never_does(house: House) -> None:
    builders.done(house.session, house.nurse_actor, commands.print_pack, house.clock, forms=2)
    (pack,) = house.fresh().query(PaperPack).all()
    at_the_terminal = builders.a_patient_actor(house.ward, Role.REP, door=Door.TERMINAL, clock=house.clock)
    for never in (house.nobody(), house.signed_in(at_the_terminal)):
        for address in (OUTAGE, f"{OUTAGE}/{pack.id}"):
            never.get(address, status=403)
        never.get("/agenda/items/new")
        never.post(OUTAGE, {"forms": "2"}, status=403)
    laptop = house.nobody(ScreenKind.LAPTOP)
    laptop.get(f"{OUTAGE}/{pack.id}")
    assert not laptop.get(OUTAGE).one("main").all("form")
    laptop.get("/agenda/items/new")
    laptop.post(OUTAGE, {"forms": "2"}, status=403)
    assert house.fresh().query(PaperPack).count() == 1


def test_another_wards_pack_is_not_found(house: House) -> None:
    beech = builders.a_ward(house.session, "Beech", clock=house.clock)
    there = builders.a_staff_actor(beech, Role.STAFF, name="Bo", clock=house.clock)
    pack = builders.done(house.session, there, commands.print_pack, house.clock, forms=2)
    house.nurse.get(f"{OUTAGE}/{pack.id}", status=404)


# --- typing in -------------------------------------------------------------------------------------------------------


def test_a_form_is_typed_in_and_shown_with_both_its_days(house: House, numbers: list[str]) -> None:
    nurse = types_in(house.nurse, number=numbers[1].lower().replace("-", " "), shown_as="rep")
    (item,) = items(house)
    assert (item.received_on, item.typed_in_on, item.form_number) == (TUESDAY, FRIDAY, 2)
    assert item.shown_as is ShownAs.REP
    text = nurse.page.text
    assert "received on paper on Tuesday 3 March, typed in on Friday 6 March by staff" in text
    assert "A patient handed this in on paper on Tuesday 3 March. Tom (nurse) typed it in." in text


def test_pictures_alone_are_typed_in(house: House, numbers: list[str]) -> None:
    types_in(house.rep, number=numbers[0], words="", feeling="sad")
    (item,) = items(house)
    assert (item.words, item.feeling) == (None, Feeling.SAD)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"number": "ALD-0001-"}, "The number looks like ALD-0042-K."),
        ({"number": "?"}, "The number looks like ALD-0042-K."),
        ({"handed_in_on": "2026-03-07"}, "This day is still to come."),
        ({"handed_in_on": "2026-03-01"}, "On this day the form was not printed yet."),
        ({"number": "", "handed_in_on": "2026-01-01"}, "This is more than 60 days ago."),
        ({"handed_in_on": ""}, "Choose the day on which it was handed in."),
        ({"words": ""}, "Write a few words first."),
        ({"topic": ""}, "Choose a topic."),
        ({"shown_as": "name"}, "Choose one of the answers shown."),
    ],
)
def test_what_cannot_be_is_said_beside_its_box_and_nothing_is_lost(
    house: House, numbers: list[str], said: Fields, why: str
) -> None:
    nurse = house.nurse
    nurse.get(ON_PAPER)
    sent = {**DRYER, "number": numbers[0], "shown_as": "patient", **said}
    page = nurse.post(ON_PAPER, sent, status=422)
    assert why in page.text
    assert page.one("textarea", name="words").text == sent["words"]
    assert items(house) == []


def test_a_wrong_letter_and_another_wards_form_are_refused(house: House, numbers: list[str]) -> None:
    beech = builders.a_ward(house.session, "Beech", clock=house.clock)
    there = builders.a_staff_actor(beech, Role.STAFF, name="Bo", clock=house.clock)
    theirs = builders.done(house.session, there, commands.print_pack, house.clock, forms=2)
    wrong = numbers[0][:-1] + ("A" if numbers[0][-1] != "A" else "B")
    for number, why in (
        (wrong, "One sign of this number is wrong."),
        (str(theirs.numbers[0]), "This ward has printed no form with this number."),
    ):
        assert why in types_in(house.nurse, number=number, status=422).page.text
    assert items(house) == []


def test_two_people_who_type_in_the_same_pile_make_one_item(house: House, numbers: list[str]) -> None:
    """Both have the page open before one of them sends it; the second is led to what stands there."""
    nurse, manager = house.nurse, house.manager
    for who in (nurse, manager):
        who.get(ON_PAPER)
    sent = {**DRYER, "number": numbers[0]}
    nurse.submit("Type it in", **sent)
    page = manager.submit("Type it in", status=422, **sent)
    assert "This form was typed in on Friday 6 March already." in page.text
    (item,) = items(house)
    assert page.one("main").all("a")[1]["href"] == f"/agenda/items/{item.id}"
    manager.follow("See what stands there")
    assert "The dryer is broken" in manager.page.text


def test_a_copied_sheet_is_typed_in_without_its_number(house: House, numbers: list[str]) -> None:
    nurse = types_in(house.nurse, number=numbers[0])
    nurse = types_in(house.nurse, number=numbers[0], words="More fruit, please", status=422)
    assert "Is this another sheet with the same number, such as a copy?" in nurse.page.text
    nurse.submit("Type it in", number="")
    assert [item.form_number for item in items(house)] == [1, None]


def test_a_torn_form_is_asked_about_before_it_is_stored(house: House, numbers: list[str]) -> None:
    types_in(house.nurse, number=numbers[0])
    rep = types_in(house.rep, handed_in_on="2026-03-04", words="the dryer is broken!")
    assert rep.page.one("h1").text == "Is it the same paper?"
    assert "Problem · Laundry" in rep.page.text
    assert len(items(house)) == 1
    rep.submit("It is another paper: type it in")
    assert len(items(house)) == 2


def test_whoever_changes_the_words_instead_has_them_all(house: House, numbers: list[str]) -> None:
    types_in(house.nurse, number=numbers[0])
    nurse = types_in(house.nurse)
    nurse.submit("Back to the form")
    assert nurse.page.one("textarea", name="words").text == DRYER["words"]
    assert len(items(house)) == 1


def test_a_second_click_stores_nothing(house: House, numbers: list[str]) -> None:
    nurse = house.nurse
    once = nurse.get(ON_PAPER).one("input", name="once")["value"]
    sent = {**DRYER, "number": numbers[0], "shown_as": "patient", "once": once}
    for status in (303, 200):
        nurse.post(ON_PAPER, sent, follow=False, status=status)
    assert "We have this already" in nurse.page.text
    assert len(items(house)) == 1


def test_staff_are_sent_to_the_writer_of_serious_words_first(house: House, numbers: list[str]) -> None:
    """Nobody is sitting at this page whom it could ask, so it calls nobody; it says who has to go (C5)."""
    nurse = types_in(house.nurse, number=numbers[0], words=SERIOUS)
    assert nurse.page.one("h1").text == "This sounds serious"
    assert "If you do not, tell the nurse in charge now." in nurse.page.text
    assert items(house) == []
    nurse.submit("I have done that. Go on")
    assert items(house)[0].words == SERIOUS


def test_the_rep_is_asked_whether_somebody_shall_come(house: House, numbers: list[str]) -> None:
    rep = types_in(house.rep, number=numbers[0], words=SERIOUS)
    assert "Shall we tell someone now?" in rep.page.text
    assert items(house) == []


def test_names_are_asked_about_on_paper_too(house: House, numbers: list[str]) -> None:
    nurse = types_in(house.nurse, number=numbers[0], words="Mr Blank took my shoes")
    assert nurse.page.one("h1").text == "Did you name somebody?"
    nurse.submit("Send it as it is")
    assert len(items(house)) == 1


def test_patients_without_a_part_and_other_screens_type_in_nothing(house: House) -> None:
    house.nobody().get(ON_PAPER, status=303, follow=False)  # to "What is your ward name?"
    for never in (house.signed_in(house.patient()), house.nobody(ScreenKind.BOARD)):
        never.get(ON_PAPER, status=403)
