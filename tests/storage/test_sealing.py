"""Locks open for their own key alone; lengths tell little; damaged and foreign things end in one clear error."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardvoice.storage import sealing
from wardvoice.storage.sealing import CannotOpen, Keys, find, key_from, lock, seal, unlock, unseal, unwrap, wrap

pytestmark = pytest.mark.usefixtures("quick_sealing")
PEPPER = b"pepper of the tests, long enough to be one"
KEYS, OTHERS = Keys.fresh(), Keys.fresh()
SECRET = b"night shift, the corridor"


@given(st.binary(max_size=5000))
def test_what_is_sealed_opens_with_the_right_key_alone(text: bytes) -> None:
    kept = seal(text, KEYS.public)
    assert unseal(kept, KEYS.private) == text
    with pytest.raises(CannotOpen):
        unseal(kept, OTHERS.private)


def test_lengths_come_in_full_kibibytes() -> None:
    lengths = {len(seal(bytes(size), KEYS.public)) for size in range(0, 3000, 7)}
    assert len(lengths) == 3
    assert {later - earlier for earlier, later in pairwise(sorted(lengths))} == {1024}


def test_the_same_text_never_looks_the_same() -> None:
    assert seal(SECRET, KEYS.public) != seal(SECRET, KEYS.public)
    assert SECRET not in seal(SECRET, KEYS.public)


@pytest.mark.parametrize(
    ("kept", "opened"),
    [
        (seal(SECRET, KEYS.public), lambda kept: unseal(kept, KEYS.private)),
        (lock(SECRET, bytes(32)), lambda kept: unlock(kept, bytes(32))),
    ],
    ids=["sealed", "locked"],
)
def test_what_is_damaged_or_of_another_version_does_not_open(kept: bytes, opened: Callable[[bytes], bytes]) -> None:
    assert opened(kept) == SECRET
    for damaged in (b"", kept[:-1], b"\x02" + kept[1:], kept[:20] + bytes([kept[20] ^ 1]) + kept[21:]):
        with pytest.raises(CannotOpen):
            opened(damaged)


def test_a_passphrase_opens_what_it_wrapped() -> None:
    kept = wrap(SECRET, "three calm rivers")
    assert unwrap(kept, "three calm rivers") == SECRET
    for damaged, passphrase in ((kept, "three calm river"), (kept[:9], "three calm rivers"), (b"", "")):
        with pytest.raises(CannotOpen):
            unwrap(damaged, passphrase)


def test_words_are_found_again_only_with_the_pepper() -> None:
    found = find("oak pin sun cup hat", PEPPER)
    assert found == find("oak pin sun cup hat", PEPPER)
    for other in (find("oak pin sun cup hot", PEPPER), find("oak pin sun cup hat", b"another pepper")):
        assert other.lookup != found.lookup
        assert other.key != found.key
    assert found.lookup != found.key


def test_a_token_gives_another_key_for_each_purpose() -> None:
    keys = {key_from(token, purpose) for token in ("a", "b") for purpose in ("one", "two")}
    assert len(keys) == 4
    assert {len(key) for key in keys} == {32}


def test_at_most_two_slow_derivations_run_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, held = [0], [0], threading.Lock()
    together = threading.Barrier(2, timeout=10)

    def derive(*_how: object) -> bytes:
        with held:
            running[0] += 1
            most[0] = max(most[0], running[0])
        together.wait()
        with held:
            running[0] -= 1
        return bytes(64)

    monkeypatch.setattr(sealing, "hash_secret_raw", derive)
    tries = [threading.Thread(target=find, args=("words", PEPPER)) for _ in range(8)]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert most[0] == 2


def test_the_cost_is_what_was_decided() -> None:
    assert sealing.Cost() == sealing.Cost(passes=3, kibibytes=64 * 1024)
