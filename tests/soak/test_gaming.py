"""Each trick on forty wards, to see whether one of them looks better with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from tests.evidence.stories import Story
from tests.evidence.test_gaming import TRICKS, WHICH, Trick, improved, looks, wards

WARDS = 40


@pytest.mark.parametrize("trick", TRICKS.values(), ids=list(TRICKS))
def test_no_trick_makes_a_ward_look_better(trick: Trick, record_property: Callable[[str, object], None]) -> None:
    seen = {"wards": 0, "moved": 0}

    @settings(max_examples=WARDS, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(ward=wards, which=WHICH)
    def tried(ward: Story, which: int) -> None:
        honest = trick.honest(ward, which)
        without, with_it = looks(honest), looks(trick.played(honest, which))
        assert improved(without, with_it) == []
        seen["wards"] += 1
        seen["moved"] += any(one != other for one, other in zip(without, with_it, strict=True))

    tried()
    record_property("seen", f"{seen['wards']} wards, none looks better; in {seen['moved']} of them some figure changed")
