"""The chain's pure parts: the same event gives the same bytes, words leave only salted hashes, heads fit on paper."""

from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardvoice.actions.rules import ActionState
from wardvoice.core import chaining, history
from wardvoice.core.chaining import head_words, link, same_head, voice
from wardvoice.core.history import Event, plain

CHAIN = UUID(int=7)


def event(**changes: object) -> Event:
    return Event(**({"what": "date-moved", "thing": "actions:1", "day": "2026-03-03", "role": "staff"} | changes))  # type: ignore[arg-type]


def test_plain_strings_are_words_and_everything_else_is_a_code() -> None:
    words: list[str] = []
    told = [
        plain(value, words)
        for value in ("part on order", ActionState.OPEN, 3, True, None, date(2026, 3, 3), time(10, 30), CHAIN)
    ]
    assert told == [{"w": 0}, "open", 3, True, None, "2026-03-03", "10:30:00", str(CHAIN)]
    assert words == ["part on order"]


def test_the_same_words_twice_in_one_event_are_kept_once() -> None:
    words: list[str] = []
    assert plain(["so", "so"], words) == [{"w": 0}, {"w": 0}]
    assert words == ["so"]


def test_the_body_holds_hashes_and_never_words() -> None:
    body = event(words=("Kestrel said it",)).body(["h0"])
    assert "Kestrel" not in body
    assert '"words":["h0"]' in body


def test_the_same_words_under_two_salts_cannot_be_joined() -> None:
    (salt_a, hash_a), (salt_b, hash_b) = chaining.salted("yes"), chaining.salted("yes")
    assert salt_a != salt_b
    assert hash_a != hash_b
    assert chaining.word_hash(salt_a, "yes") == hash_a


@pytest.mark.parametrize(
    "changed",
    [("f" * 64, CHAIN, 1, "body"), (chaining.GENESIS, UUID(int=8), 1, "body"), (chaining.GENESIS, CHAIN, 2, "body")],
)
def test_a_link_depends_on_the_row_before_its_chain_and_its_place(changed: tuple[str, UUID, int, str]) -> None:
    assert link(chaining.GENESIS, CHAIN, 1, "body") != link(*changed)


def test_a_moment_is_told_with_its_zone() -> None:
    assert history.code(datetime(2026, 3, 3, 9, tzinfo=UTC)) == "2026-03-03T09:00:00+00:00"


def test_one_voice_is_told_apart_on_one_thing_and_not_joined_over_two() -> None:
    kestrel, wren, pepper = UUID(int=1), UUID(int=2), b"p" * 32
    assert voice(pepper, kestrel, "actions:1") == voice(pepper, kestrel, "actions:1")
    assert voice(pepper, kestrel, "actions:1") != voice(pepper, wren, "actions:1")
    assert voice(pepper, kestrel, "actions:1") != voice(pepper, kestrel, "actions:2")
    assert voice(pepper, kestrel, "actions:1") != voice(b"q" * 32, kestrel, "actions:1")


@given(st.binary(min_size=32, max_size=32))
def test_a_head_is_four_groups_of_four_letters_that_can_be_copied_by_hand(raw: bytes) -> None:
    words = head_words(raw.hex())
    assert [len(group) for group in words.split()] == [4, 4, 4, 4]
    assert set(words) <= set(chaining.ALPHABET) | {" "}
    assert same_head(words.lower().replace(" ", " - "), raw.hex())


def test_another_head_is_not_the_same() -> None:
    assert not same_head(head_words("a" * 64), "b" * 64)
