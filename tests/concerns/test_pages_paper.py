"""Notes on paper, typed in by an advocate who took that duty on (P19)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.concerns.served import Served, five_words, is_receipt
from wardvoice.concerns import queries

SEND = "Send it on"


def types_in(served: Served, name: str = "Omar", **typed: Any) -> Any:
    client = served.types_paper(name)
    client.get("/concerns/paper")
    client.submit(SEND, **{"about": "yes", "recipient": "listener", "words": "He pushed me", **typed})
    return client


def test_a_note_joins_the_others_and_says_that_it_came_on_paper(served: Served) -> None:
    assert is_receipt(types_in(served).page)
    served.passes_on()
    ((head, body),) = served.reads("Wren")
    assert (head.on_paper, body.words) == (True, "He pushed me")
    assert served.reads("Ines") == served.reads("Omar") == []


def test_rows_of_both_ways_have_the_same_shape(served: Served) -> None:
    served.sends("He pushed me", wants="words")
    types_in(served, recipient="advocate")
    shapes = {(len(row.lookup), len(row.again), len(row.sealed), row.about, row.recipient) for row in served.waiting()}
    assert len(shapes) == 1
    assert len(served.waiting()) == 2


def test_the_log_says_that_a_note_was_typed_in_and_not_which(served: Served) -> None:
    types_in(served)
    with Session(served.apart) as session:
        (((line, name),), total) = queries.log_lines(session, served.ward.id, limit=25)
    assert name is None
    assert (line.what, line.thing, line.facts, total) == ("typed in a note", None, "{}", 1)


def test_five_words_can_be_taken_to_whoever_wrote_it(served: Served) -> None:
    words = five_words(types_in(served, wants="words").page)
    client = served.nobody()
    client.get("/answer")
    client.submit("Look for an answer", five=words)
    assert client.page.one("h1").text == "Nothing new yet"


@pytest.mark.parametrize("name", ["Ines", "Wren", "Ada"])
def test_without_the_duty_there_is_no_such_page(served: Served, name: str) -> None:
    client = served.staff(name)
    client.get("/")
    assert client.http.get("/concerns/paper").status_code == 404
    assert client.http.post("/concerns/paper", data={"csrf": client.csrf_token()}).status_code == 404


def test_a_note_about_staff_does_not_go_to_the_manager(served: Served) -> None:
    client = served.types_paper("Omar")
    client.get("/concerns/paper")
    client.submit(SEND, about="unsure", recipient="manager", words="He pushed me", status=422)
    assert "This goes only to people who are not from this ward." in client.page.text
    assert client.page.one("textarea").raw.strip() == "He pushed me"
    assert served.waiting() == []


def test_an_empty_note_is_refused(served: Served) -> None:
    client = served.types_paper("Omar")
    client.get("/concerns/paper")
    client.submit(SEND, about="yes", recipient="listener", words=" ", status=422)
    assert "Write a few words, or tick what happened." in client.page.text


def test_whoever_took_the_duty_on_finds_the_page_by_links(served: Served) -> None:
    client = served.types_paper("Omar")
    client.get("/")
    client.follow("Type in a note on paper")
    assert client.page.one("h1").text == "Type in a note on paper"
