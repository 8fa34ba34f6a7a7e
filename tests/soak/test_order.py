"""Three hundred times eight writers: nothing in the file gives their order back."""

from __future__ import annotations

from collections.abc import Callable

from tests.concerns.order import as_the_house_does, correlations, plainly

RUNS = 300


def test_the_file_keeps_no_order(record_property: Callable[[str, object], None]) -> None:
    found, plain = correlations(as_the_house_does, RUNS), correlations(plainly, 10)
    told = ", ".join(f"{way} {value:+.3f} (plain insert {plain[way]:+.2f})" for way, value in found.items())
    record_property("seen", f"mean rank correlation over {RUNS} runs: {told}")
    assert all(abs(value) < 0.1 for value in found.values())
    assert all(abs(value) > 0.9 for value in plain.values())
