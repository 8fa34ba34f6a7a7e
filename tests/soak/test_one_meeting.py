"""Eight browsers write in one meeting as fast as they can: a change is kept, or refused with its words given back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from random import Random

from sqlalchemy import select

from tests.actions.house import HouseWorld
from tests.minutes.conftest import house
from wardvoice.agenda.models import AgendaEntry
from wardvoice.core.history import Happened
from wardvoice.meetings.models import Hands
from wardvoice.proof.verify import verify
from wardvoice.storage.history import of_things

__all__ = ["house"]

CLIENTS, EACH, LINES = 8, 200, 6
HANDS = {f"{who}_{what}": 1 for who in ("patients", "staff") for what in ("for", "against", "unsure")}
KEPT, STALE = 303, 409


def test_eight_browsers_in_one_meeting_lose_nothing(
    house: HouseWorld, record_property: Callable[[str, object], None]
) -> None:
    meeting = house.meeting(published_at=house.clock.now())
    lines = [house.line(meeting, title=f"Line {n}").id for n in range(LINES)]
    room, thing = f"/meetings/{meeting.id}/room", meeting.thing
    house.session.commit()
    browsers = [house.rep_at_laptop() for _ in range(CLIENTS)]

    def write(client: int) -> list[tuple[str, str, int]]:
        """Return what was written, and where, with the answer that it got."""
        browser, chance, written = browsers[client], Random(client), []
        for number in range(EACH):
            line, words = chance.choice(lines), f"{client} said {number}"
            kind = chance.choice(("note", "note", "hands"))
            browser.get(f"{room}?at={line}")
            form = next(one for one in browser.page.all("form") if one["action"] == f"{room}/lines/{line}/{kind}")
            sent = {box["name"]: box.get("value") for box in form.all("input", type="hidden")}
            typed = {"words": words} if kind == "note" else {"question": words, "decides": "we-want-to-hear", **HANDS}
            answer = browser.http.post(form["action"], data=sent | typed)
            assert answer.status_code in (KEPT, STALE), answer.text
            assert answer.status_code == KEPT or words in answer.text, "refused, and the words are gone"
            written.append((kind, words, answer.status_code))
        return written

    with ThreadPoolExecutor(CLIENTS) as everybody:
        written = list(chain.from_iterable(everybody.map(write, range(CLIENTS))))
    kept = {
        kind: {words for what, words, status in written if (what, status) == (kind, KEPT)} for kind in ("note", "hands")
    }
    history = of_things(house.session, [thing])
    noted = [row.fact("said") for row in history if row.what == Happened.NOTE_ADDED]
    assert Counter(noted) == Counter(kept["note"])
    assert Counter(house.session.scalars(select(Hands.question))) == Counter(kept["hands"])
    assert set(house.session.scalars(select(AgendaEntry.said))) - {None} <= kept["note"]
    proof = verify(house.session)
    assert proof.whole, proof.broken
    house.session.commit()
    seen = {
        tuple(browser.get(f"{room}?at={line}").one("section", id="stage").text for line in lines)
        for browser in browsers
    }
    assert len(seen) == 1, "the browsers do not see the same meeting"
    refused = sum(status == STALE for _, _, status in written)
    record_property(
        "seen", f"{CLIENTS} × {EACH} changes, {len(written) - refused} kept, {refused} refused with their words"
    )
