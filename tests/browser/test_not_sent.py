"""Words that nobody took: the page keeps them, says "Not sent yet", and sending again stores them once."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect
from sqlalchemy import select
from werkzeug.serving import BaseWSGIServer, make_server

from tests import builders
from tests.agenda.house import House
from tests.browser.sitting import Sit, goes_on, house, leaves, sit
from wardvoice.agenda.models import Item, ItemNote, Outcome
from wardvoice.core.actor import Actor

__all__ = ["house", "sit"]

NEEDLE = "The soup is cold again"
NOT_SENT = "Not sent yet"
SEND, AGAIN = "Send to the meeting", "Try again"


class Server:
    """A server that can be stopped and started again at the same address."""

    def __init__(self, app: Any) -> None:
        self.app, self.port = app, 0
        self.running: BaseWSGIServer
        self.starts()

    def starts(self) -> None:
        self.running = make_server("127.0.0.1", self.port, self.app, threaded=True)
        self.running.log = lambda *_line: None  # type: ignore[assignment, method-assign]
        self.port = self.running.server_port
        threading.Thread(target=self.running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stops(self) -> None:
        self.running.shutdown()
        self.running.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def server(house: House) -> Iterator[Server]:
    made = Server(house.app)
    yield made
    made.stops()


@pytest.fixture
def kestrel(house: House) -> Actor:
    return house.patient("Kestrel")


def ready_to_send(page: Page) -> Page:
    """Go through the pages of adding, up to Send."""
    page.goto("/agenda/items/new")
    for value in ("words", "food", "problem"):
        page.locator(f"input[value={value}]").check()
        if value == "problem":
            page.get_by_role("textbox").fill(NEEDLE)
        goes_on(page)
    expect(page.get_by_role("button", name=SEND)).to_be_visible()
    return page


def items(house: House) -> list[str | None]:
    return [item.words for item in house.fresh().scalars(select(Item))]


def told(page: Page) -> None:
    """See that nothing claims to be sent, and that the words are still there."""
    expect(page.get_by_role("alert")).to_contain_text(NOT_SENT)
    expect(page.get_by_role("button", name=AGAIN)).to_be_focused()
    expect(page.locator("main[data-receipt]")).to_have_count(0)


def cut(route: Route) -> None:
    route.abort()


def fails_with(status: int) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, body="<h1>Bad gateway</h1>", content_type="text/html")


def answer_lost(route: Route) -> None:
    """Let the server do its work, and the answer never come."""
    route.fetch()
    route.abort()


@pytest.mark.parametrize(
    ("trouble", "stored"),
    [(cut, 0), (fails_with(500), 0), (fails_with(502), 0), (fails_with(503), 0), (answer_lost, 1)],
    ids=["no network", "500", "502", "503", "the answer is lost"],
)
def test_what_fails_stays_on_the_page_and_is_stored_once(
    house: House, sit: Sit, trouble: Callable[[Route], None], stored: int
) -> None:
    page = ready_to_send(sit(house.nobody(), "/"))
    page.route("**/agenda/items/new", trouble)
    for button in (SEND, AGAIN):
        page.get_by_role("button", name=button).click()
        told(page)
        expect(page.locator("blockquote")).to_have_text(NEEDLE)
    assert items(house) == [NEEDLE] * stored
    page.unroute("**/agenda/items/new", trouble)
    page.get_by_role("button", name=AGAIN).click()
    expect(page.locator("main[data-receipt] h1")).to_have_text("We have it")
    assert items(house) == [NEEDLE]


def test_a_server_that_stops_and_comes_back_loses_nothing(house: House, server: Server, browser: Browser) -> None:
    context = browser.new_context(base_url=server.address)
    context.add_cookies([{"name": "wv-screen", "value": "terminal", "url": server.address}])
    page = ready_to_send(context.new_page())
    server.stops()
    page.get_by_role("button", name=SEND).click()
    told(page)
    assert items(house) == []
    server.starts()
    page.get_by_role("button", name=AGAIN).click()
    expect(page.locator("main[data-receipt]")).to_be_visible()
    assert items(house) == [NEEDLE]
    context.close()


def test_words_in_the_box_stay_too_and_the_way_goes_on(house: House, sit: Sit, kestrel: Actor) -> None:
    item = builders.an_item(house.ward, "the dryer", actor=kestrel, clock=house.clock)
    page = sit(house.signed_in(kestrel), f"/agenda/items/{item.id}/note")
    page.get_by_role("textbox").fill(NEEDLE)
    page.context.set_offline(True)
    page.get_by_role("button", name="Add my words").click()
    told(page)
    expect(page.get_by_role("textbox")).to_have_value(NEEDLE)
    page.context.set_offline(False)
    leaves(page, AGAIN)
    expect(page.locator(".wv-said")).to_have_text("Your words are added.")
    assert [note.words for note in house.fresh().scalars(select(ItemNote))] == [NEEDLE]


def test_staff_keep_their_answer(house: House, sit: Sit) -> None:
    item = builders.an_item(house.ward, "the dryer", clock=house.clock)
    page = sit(house.nurse, f"/agenda/items/{item.id}/answer")
    page.locator("[name=answer][value=yes]").check()
    page.get_by_role("textbox").first.fill("It is mended on Friday.")
    page.route("**/answer", cut)
    page.locator("main form button[type=submit]").first.click()
    told(page)
    page.unroute("**/answer", cut)
    page.get_by_role("button", name=AGAIN).click()
    expect(page.locator(".wv-said")).to_have_text("Your answer is stored.")
    assert [outcome.words for outcome in house.fresh().scalars(select(Outcome))] == ["It is mended on Friday."]


def test_a_piece_that_htmx_sends_is_kept_as_well(house: House, sit: Sit) -> None:
    meeting = builders.a_meeting(house.ward, clock=house.clock)
    builders.an_item(house.ward, "the dryer", clock=house.clock)
    page = sit(house.rep, f"/meetings/{meeting.id}/prepare")
    leaves(page, page.get_by_role("link", name=re.compile("^Put .*off")).first)
    box = page.get_by_role("textbox").first
    box.fill("The cook is away.")
    for trouble, ends in ((cut, "requestfailed"), (fails_with(500), "requestfinished")):
        page.route("**/put-off", trouble)
        # What told of the first trouble still stands there in the second.
        with page.expect_event(ends, lambda request: request.url.endswith("/put-off")):
            page.get_by_role("button", name="Put it off").first.click()
        told(page)
        expect(box).to_have_value("The cook is away.")
        page.unroute("**/put-off", trouble)
    page.get_by_role("button", name=AGAIN).click()
    expect(page.locator("#wv-say")).to_contain_text("It is put off")


def test_what_has_to_be_mended_comes_as_a_page_of_its_own(house: House, sit: Sit) -> None:
    page = sit(house.nurse, "/agenda/items/for-somebody")
    with page.expect_navigation() as arrival:
        page.locator("main form button[type=submit]").first.click()
    assert arrival.value.status == 422
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()


def test_a_wrong_pin_is_tried_once(house: House, sit: Sit) -> None:
    house.name_with_pin("Birch")
    page = ready_to_send(sit(house.nobody(), "/"))
    page.locator("[name=shown_as][value=name]").check()
    leaves(page, SEND)
    page.get_by_role("textbox", name="Your ward name").fill("Birch")
    page.get_by_role("textbox", name="Your PIN").fill("111111")
    posts: list[Response] = []
    page.on("response", lambda answer: posts.append(answer) if answer.url.endswith("/agenda/items/new") else None)
    page.get_by_role("button", name=SEND).click()
    expect(page.locator("main")).to_contain_text("The name or the PIN is not right.")
    assert [answer.status for answer in posts] == [422]


@pytest.mark.parametrize("fault", [OSError("disk full"), RuntimeError(NEEDLE)], ids=["disk full", "a fault"])
def test_without_scripts_the_page_of_a_fault_sends_everything_again(
    house: House, sit: Sit, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    page = ready_to_send(sit(house.nobody(), "/", java_script_enabled=False))
    with monkeypatch.context() as broken:

        def commit(_work: object) -> None:
            raise fault

        broken.setattr("wardvoice.storage.work.Work.commit", commit)
        page.get_by_role("button", name=SEND).click()
        expect(page.locator("h1")).to_have_text(NOT_SENT)
        expect(page.locator("main")).to_contain_text("Your words are still here")
        assert items(house) == []
    page.get_by_role("button", name=AGAIN).click()
    expect(page.locator("main[data-receipt]")).to_be_visible()
    assert items(house) == [NEEDLE]
