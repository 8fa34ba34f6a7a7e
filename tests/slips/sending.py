"""Somebody without a name at the ward terminal, who sends an item and takes five words with them."""

from __future__ import annotations

from tests.pages import PageClient

NEW = "/agenda/items/new"
SEND, GO_ON, LOOK = "Send to the meeting", "Go on", "Look for an answer"


def to_the_last_page(client: PageClient, words: str = "The dryer is broken") -> PageClient:
    client.get(NEW)
    client.submit(GO_ON, how="words")
    client.submit(GO_ON, topic="laundry")
    client.submit(GO_ON, kind="problem", words=words)
    return client


def sends_with_words(client: PageClient, words: str = "The dryer is broken") -> str:
    """Send an item, and return the five words that the receipt shows."""
    to_the_last_page(client, words).submit(SEND, shown_as="patient", way_back="five-words")
    return shown(client)


def shown(client: PageClient) -> str:
    """The five words on the page, as somebody copies them."""
    return " ".join(client.page.one("main").all(data_words="")[0].text.split())


def comes_back(client: PageClient, words: str) -> PageClient:
    """Type the words, and look at what they open."""
    client.get("/answer")
    client.submit(LOOK, five=words)
    return client


def reads_it(client: PageClient, words: str) -> PageClient:
    comes_back(client, words).submit("/answer/read")
    return client
