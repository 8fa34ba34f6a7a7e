"""Adding and preparing in a real browser: by finger, by keys alone, by dragging, and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import builders
from tests.agenda.house import House
from tests.browser.sitting import Sit, goes_on, house, leaves, sit
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import ItemState
from wardvoice.meetings.models import Meeting

__all__ = ["house", "sit"]


@pytest.fixture
def meeting(house: House) -> Meeting:
    return builders.a_meeting(house.ward, clock=house.clock)


@pytest.fixture
def lines(house: House, meeting: Meeting) -> list[Item]:
    """Four items on the agenda."""
    items = [builders.an_item(house.ward, f"item number {n}", clock=house.clock) for n in range(4)]
    for item in items:
        facts = {"meeting": meeting, "item": item}
        builders.done(house.session, house.rep_actor, commands.place_item, house.clock, **facts)
    return items


def order(house: House, meeting: Meeting) -> str:
    rows = queries.with_items(house.fresh(), meeting)
    return "".join((item.words or "")[-1] for _, item in rows if item)


# --- adding ---


@pytest.mark.parametrize("scripts", [True, False])
def test_an_item_is_sent_by_tapping_with_and_without_scripts(house: House, sit: Sit, scripts: bool) -> None:
    page = sit(house.nobody(), "/agenda/items/new", java_script_enabled=scripts, has_touch=True)
    page.get_by_text("In words").tap()
    goes_on(page)
    page.get_by_text("Laundry", exact=True).tap()
    goes_on(page)
    page.get_by_text("Something is wrong.").tap()
    page.get_by_label("Your words").fill("The dryer is broken")
    goes_on(page)
    goes_on(page)
    expect(page.locator("main[data-receipt] h1")).to_have_text("We have it")
    assert [item.words for item in house.fresh().query(Item)] == ["The dryer is broken"]


def test_an_item_is_sent_by_keys_alone(house: House, sit: Sit) -> None:
    page = sit(house.nobody(), "/agenda/items/new")
    page.locator("input[value=words]").focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("input[value=food]").focus()
    for key in ("Space", "ArrowRight"):
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("input[value=problem]").focus()
    for key in ("Space", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("When is courtyard leave?")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("How should we show it?")
    page.locator("main button[type=submit]").first.press("Enter")
    expect(page.locator("main[data-receipt]")).to_be_visible()
    (item,) = house.fresh().query(Item)
    assert (item.topic.value, item.words) == ("leave", "When is courtyard leave?")


def test_enter_in_a_one_line_box_goes_on_and_not_back(house: House, sit: Sit) -> None:
    """The first button of a form is the one that Enter presses: it must never be Back."""
    page = sit(house.nobody(), "/agenda/items/new")
    page.locator("input[value=pictures]").check()
    goes_on(page)
    page.locator("input[value=food]").check()
    page.keyboard.press("Enter")
    expect(page.locator(".wv-steps")).to_contain_text("3 of 4")


def test_a_second_click_on_send_stores_nothing_twice(house: House, sit: Sit) -> None:
    page = sit(house.nobody(), "/agenda/items/new")
    page.locator("input[value=pictures]").check()
    goes_on(page)
    page.locator("input[value=food]").check()
    goes_on(page)
    page.locator("input[value=problem]").check()
    page.locator("input[value=sad]").check()
    goes_on(page)
    page.locator("main button[type=submit]").first.dblclick()
    expect(page.locator("main[data-receipt]")).to_be_visible()
    assert house.fresh().query(Item).count() == 1


# --- preparing ---


def test_keys_move_a_line_as_often_as_they_are_pressed_and_focus_stays(
    house: House, sit: Sit, meeting: Meeting, lines: list[Item]
) -> None:
    page = sit(house.rep, f"/meetings/{meeting.id}/prepare")
    page.get_by_role("button", name="Down: item number 0").focus()
    for place in (2, 3, 4):
        page.keyboard.press("Enter")
        expect(page.locator("#wv-say")).to_have_text(f"It is now in place {place}.")
        expect(page.get_by_role("button", name="Down: item number 0")).to_be_focused()
    assert order(house, meeting) == "1230"


def test_a_line_is_dragged_to_another_place(house: House, sit: Sit, meeting: Meeting, lines: list[Item]) -> None:
    page = sit(house.rep, f"/meetings/{meeting.id}/prepare", viewport={"width": 1400, "height": 2400})
    handle, target = page.locator("[data-handle]").nth(0).bounding_box(), page.locator("[data-line]").nth(2)
    box = target.bounding_box()
    assert handle is not None
    assert box is not None
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] / 2, steps=6)
    expect(target).to_have_class("wv-card wv-plan is-target")
    page.mouse.up()
    expect(page.locator("#wv-say")).to_have_text("It is now in place 3.")
    assert order(house, meeting) == "1203"


def test_a_reason_that_was_not_accepted_stays_in_its_open_box(
    house: House, sit: Sit, meeting: Meeting, lines: list[Item]
) -> None:
    page = sit(house.rep, f"/meetings/{meeting.id}/prepare")
    leaves(page, page.get_by_role("link", name="Time and more: item number 0"))
    box = page.locator(f"#because-{lines[0].id}")
    box.fill("y" * 301)
    page.get_by_role("button", name="Put it off").first.click()
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    expect(box).to_have_value("y" * 301)
    box.fill("The cook is away.")
    page.get_by_role("button", name="Put it off").first.click()
    expect(page.locator("#wv-say")).to_contain_text("It is put off")
    assert queries.item(house.fresh(), house.ward.id, lines[0].id).state is ItemState.PUT_OFF


def test_the_agenda_is_prepared_and_published_without_scripts(
    house: House, sit: Sit, meeting: Meeting, lines: list[Item]
) -> None:
    page = sit(house.rep, f"/meetings/{meeting.id}/prepare", java_script_enabled=False)
    leaves(page, "Up: item number 3")
    leaves(page, page.get_by_role("link", name="Time and more: item number 0"))
    leaves(page, "Take off: item number 0")
    leaves(page, "Put on the agenda: item number 0")
    leaves(page, "Let it go out")
    expect(page.locator("main")).to_contain_text("Agenda is out")
    assert order(house, meeting) == "1320"
