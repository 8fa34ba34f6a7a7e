"""Story 2: an unsigned concern says that the night nurse swore at somebody and pushed him; its writer is not sure."""

from __future__ import annotations

from datetime import date

import pytest

from tests.concerns.served import five_words
from tests.journeys.people import Patient, Staff
from tests.journeys.readers import unlocks, with_keys
from tests.journeys.ward import AlderWard

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
NEEDLE = "Jill on nights swore at him and pushed him"
ANSWER = "Thank you. I have passed it on to people who can look into it. You did nothing wrong."
CHECKS = (
    "safe-now",
    "local-authority",
    "position-of-trust",
    "police",
    "regulator",
    "incident-number",
    "cameras",
    "who-not-told",
    "candour",
)


@pytest.fixture
def readers(alder: AlderWard, quick_sealing: None) -> tuple[Staff, Staff]:
    """The independent listener and the advocate, both with a key; the advocate has taken it on to read."""
    return with_keys(alder)


def writes(alder: AlderWard) -> Patient:
    """Somebody at the terminal writes to the listener, and wants five words."""
    writer = alder.somebody()
    writer.starts()
    writer.follows("Tell someone in private")
    writer.browser.submit("Go on", about="unsure")
    offered = {box["value"] for box in writer.page.all("input", name="recipient")}
    assert offered == {"advocate", "listener"}, "only people off the ward"
    writer.browser.submit("Go on", recipient="listener")
    writer.browser.submit("Go on", words=NEEDLE)
    writer.browser.submit("Send to the independent person", wants="words")
    return writer


def opens_it(reader: Staff) -> str:
    """Open the one concern there is, by links from the start page; return its two words."""
    unlocks(reader)
    reader.starts()
    reader.follows("Sent in private")
    link = reader.page.one("ul", cls="wv-rows").one("a")
    reader.browser.get(link["href"])
    reader.presses("Open the words")
    return link.text


def test_story_2(alder: AlderWard, readers: tuple[Staff, Staff]) -> None:
    wren, joan = readers
    jill, ada = alder.nurse("Jill", "night nurse"), alder.manager()
    writer = writes(alder)
    words = five_words(writer.page)
    writer.presses("Finish")
    unlocks(wren)
    wren.follows("Sent in private")
    wren.reads("Nothing was sent to you yet.")

    alder.it_is(MONDAY, 13, 0)
    name = opens_it(wren)
    wren.reads(NEEDLE, "Not checked", "The writer is not sure whether it is about somebody who works here.")
    wren.browser.submit("Acknowledge it", theme="staff-conduct", about_staff="yes", treated_differently="no")
    wren.follows("Safeguarding checklist")
    wren.reads("Do not ask anybody on the ward who wrote it", "Do not tell the person it names, nor the ward")
    reasons = {"police-why": "The local authority decides that with us"}
    replies = dict.fromkeys(CHECKS, "yes") | {"police": "no"} | reasons
    wren.browser.submit("Store the checklist", **replies)
    wren.reads("Checklist: 9 of 9 lines answered")
    wren.follows("Answer the writer")
    wren.browser.submit("Answer the writer", words=ANSWER)

    for somebody in (jill, ada):
        somebody.starts()
        somebody.does_not_read(name, "One is late", NEEDLE)
        somebody.browser.get("/board")
        somebody.does_not_read(name, NEEDLE, "in private about")
    jill.browser.get("/concerns", status=404)
    ada.browser.get("/concerns")
    ada.does_not_read(name)

    alder.it_is(TUESDAY, 10, 0)
    writer = alder.somebody()
    writer.starts()
    writer.browser.get("/answer")
    writer.browser.submit("Look for an answer", five=words)
    writer.reads("There is an answer")
    writer.does_not_read(ANSWER)
    writer.browser.submit("Show it to me")
    writer.reads(ANSWER)

    joan.starts()
    joan.follows("Sent in private", "Who opened what")
    joan.reads("Wren (independent listener)", "opened it", "answered a line of the checklist", name)
    joan.does_not_read(NEEDLE)
