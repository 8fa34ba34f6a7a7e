"""What is promised stands in one file, in short words, and nobody is told what no program can keep (P49)."""

from __future__ import annotations

import re

import pytest

from tests.house.readability import sentences, strings_of
from wardvoice.concerns.words import promise
from wardvoice.concerns.words.routes import ROUTES
from wardvoice.config.readers import NATIONS

OURS = strings_of("concerns/", "templates/concerns/", "slips/", "templates/slips/", "alerts/", "templates/alerts/")
PROMISED = (*promise.PROMISES, *promise.LIMITS, promise.NOT_WATCHED, promise.ROOMS_SEARCHED)


@pytest.mark.parametrize("never", promise.NEVER_SAID)
def test_nothing_says_that_nobody_can_be_found(never: str) -> None:
    assert len(OURS) > 100
    assert [text for text in OURS if never in text.lower()] == []


def test_the_list_would_find_each_of_them() -> None:
    boast = "You are 100 % anonymous, untraceable and completely confidential: nobody can ever find out who you are."
    assert len([never for never in promise.NEVER_SAID if never in boast.lower()]) >= 4


@pytest.mark.parametrize("sentence", PROMISED, ids=lambda one: str(one)[:30])
def test_each_promise_is_short(sentence: object) -> None:
    assert all(len(words) <= 15 for words in sentences(str(sentence)))


def test_every_limit_that_has_to_be_told_is_told() -> None:
    told = " ".join(map(str, PROMISED)).lower()
    for about in ("see you at the screen", "guess", "cameras", "must act", "court", "not at once", "search rooms"):
        assert about in told


@pytest.mark.parametrize("nation", NATIONS)
def test_each_nation_has_its_routes_with_numbers_that_can_be_called(nation: str) -> None:
    routes = ROUTES[nation]
    everybody = " ".join(route.who for route in routes)
    for kind in ("dvocate", "omplaints team", "Ombudsman"):
        assert kind in everybody
    assert len([route for route in routes if route.number]) >= 3
    assert all(re.fullmatch(r"0[0-9 ]{9,13}", route.number) for route in routes if route.number)
    assert "Speak Up" not in everybody
