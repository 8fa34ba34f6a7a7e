"""Many people type five words at once: memory stays flat, and wrong words take as long as right ones."""

from __future__ import annotations

import resource
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from time import perf_counter

from wardvoice.slips import commands
from wardvoice.slips.rules import draw
from wardvoice.slips.wordlist import words_of_slips

PEPPER = b"pepper of the long run, long enough to be one"
AT_ONCE, ROUNDS = 50, 4
MIB = 1024
MORE_THAN_TWO = 3 * 64
"""Mebibytes: two derivations at once take 128; a third would be seen, fifty would take 3,200."""
SPREAD = 0.35
EACH = 25


def most_memory() -> float:
    """Mebibytes that this process held at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB


def test_fifty_tries_at_once_keep_memory_flat(record_property: Callable[[str, object], None]) -> None:
    commands.find(draw(words_of_slips()), PEPPER)
    before, peaks = most_memory(), []
    for _ in range(ROUNDS):
        typed = [draw(words_of_slips()) for _ in range(AT_ONCE)]
        with ThreadPoolExecutor(AT_ONCE) as many:
            found = list(many.map(lambda words: commands.find(words, PEPPER), typed))
        assert len({one.lookup for one in found}) == AT_ONCE
        peaks.append(most_memory() - before)
    record_property("seen", f"{AT_ONCE} tries at once, {ROUNDS} times: {peaks[-1]:.0f} MiB more at most")
    assert peaks[-1] < MORE_THAN_TWO


def test_wrong_words_take_as_long_as_right_ones(record_property: Callable[[str, object], None]) -> None:
    kinds = {
        "right": lambda: draw(words_of_slips()),
        "started": lambda: " ".join(word[:3] for word in draw(words_of_slips()).split()),
        "unreadable": lambda: "qqq " * 40,
        "one word": lambda: "zebra",
    }
    took: dict[str, list[float]] = {name: [] for name in kinds}
    for _ in range(EACH):
        for name, typed in kinds.items():
            words, began = typed(), perf_counter()
            commands.find(words, PEPPER)
            took[name].append(perf_counter() - began)
    middles = {name: median(times) for name, times in took.items()}
    told = ", ".join(f"{name} {1000 * middle:.0f} ms" for name, middle in middles.items())
    record_property("seen", told)
    assert max(middles.values()) / min(middles.values()) < 1 + SPREAD, told
