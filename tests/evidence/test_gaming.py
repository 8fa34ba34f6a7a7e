"""No trick makes a ward look better: the same ward is told twice, with the trick and without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.evidence.lives import a_life
from tests.evidence.stories import MONDAY, Ask, Story, Telling
from wardvoice.agenda.rules import Answer
from wardvoice.evidence.queries.known import figures_of
from wardvoice.evidence.rules.periods import Period

ALL_OF_IT = Period(MONDAY - timedelta(days=30), MONDAY + timedelta(days=300))
LOOKED_AT = tuple(MONDAY + timedelta(weeks=week) for week in (3, 6, 9, 40))
"""While the ward asks, while it waits, when much is due, and when every day that was ever promised has passed."""
HIGHER, LOWER = ("5", "7", "11", "12"), ("9-agendas", "9-raised")
Looks = list[dict[str, float | None]]

answers = st.sampled_from((Answer.YES, Answer.YES, Answer.PARTLY, Answer.NO, Answer.PASSED_TO, None))
asks = st.builds(
    Ask,
    week=st.integers(0, 3),
    carried=st.integers(0, 2),
    put_off=st.integers(0, 1),
    answer=answers,
    holds=st.integers(40, 80),
    due=st.integers(40, 60),
    done=st.none() | st.integers(40, 70),
    yes=st.none() | st.booleans(),
    moved=st.integers(0, 1),
    raised_again=st.sampled_from((0, 0, 0, 2)),
)
wards = st.builds(Story, asks=st.lists(asks, min_size=3, max_size=3).map(tuple), imported=st.integers(0, 1))
A_PROMISE = {"answer": Answer.YES, "carried": 0, "put_off": 0, "moved": 0}
Change = Callable[[Story, int], Story]


def _one(**other: Any) -> Change:
    """Let one ask go another way."""
    return lambda story, which: story.but(which, **other)


@dataclass(frozen=True)
class Trick:
    """What a ward that wants to look better does (`played`), with an ask that goes so without it (`honest`)."""

    honest: Change
    played: Change


TRICKS = {
    "a date is moved": Trick(_one(**A_PROMISE), _one(moved=1)),
    "a date is moved twice": Trick(_one(**A_PROMISE), _one(moved=2)),
    "a date is moved, and then it is kept": Trick(
        _one(**A_PROMISE, due=40, done=45, yes=True), _one(moved=1)
    ),
    "a week is cancelled": Trick(_one(), lambda story, which: replace(story, cancelled=frozenset({which + 1}))),
    "it is put off": Trick(_one(), lambda story, which: story.but(which, put_off=story.asks[which].put_off + 1)),
    "passed on instead of a no": Trick(_one(answer=Answer.NO), _one(answer=Answer.PASSED_TO)),
    "passed on instead of being carried over": Trick(_one(answer=None), _one(answer=Answer.PASSED_TO)),
    "passed on when a no has run out": Trick(_one(answer=Answer.NO, carried=0), _one(again=Answer.PASSED_TO)),
    "old successes are brought in": Trick(_one(), lambda story, which: replace(story, imported=story.imported + 3)),
    "staff write it down and keep it": Trick(_one(), lambda story, _: _and(story, Ask(by_staff=True, done=40))),
    "staff write it down and say no": Trick(_one(), lambda story, _: _and(story, Ask(by_staff=True, answer=Answer.NO))),
    "done is said and nobody answers": Trick(_one(**A_PROMISE, done=None), _one(done=40, yes=None)),
}  # fmt: skip


def _and(story: Story, more: Ask) -> Story:
    return replace(story, asks=(*story.asks, more))


def looks(story: Story) -> Looks:
    """Return the value of each figure on each of the days on which somebody looks."""
    found: Looks = []
    with a_life() as life:
        telling = Telling(life, story)
        for day in LOOKED_AT:
            telling.tell(until=day)
            life.clock.go_to(day)
            shown = figures_of(life.session, life.ward.id, ALL_OF_IT, life.clock)
            found.append({key: one.value for key, one in shown.items()})
    return found


def improved(without: Looks, with_it: Looks) -> list[tuple[date, str, float | None, float | None]]:
    """Return what looks better with the trick; a bad figure that is gone altogether looks better, too."""
    found = []
    for day, before, after in zip(LOOKED_AT, without, with_it, strict=True):
        for key in (*HIGHER, *LOWER):
            sign, best, worst = (1, 1.0, 0.0) if key in HIGHER else (-1, 0.0, 1.0)
            was, is_now = before[key], after[key]
            if was == is_now:
                continue
            first = worst if was is None else was
            second = best if is_now is None else is_now
            if sign * second > sign * first + 1e-9:
                found.append((day, key, was, is_now))
    return found


few = settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
WHICH = st.integers(0, 2)


@pytest.mark.parametrize("trick", TRICKS.values(), ids=list(TRICKS))
@few
@given(ward=wards, which=WHICH)
def test_no_trick_makes_a_ward_look_better(trick: Trick, ward: Story, which: int) -> None:
    honest = trick.honest(ward, which)
    assert improved(looks(honest), looks(trick.played(honest, which))) == []


@few
@given(ward=wards, which=WHICH, far=st.integers(80, 300))
def test_a_far_first_date_shows_in_the_two_figures_beside_it(ward: Story, which: int, far: int) -> None:
    """Its promise may leave 7 and 11 until it is due, so 7 never stands without the two. Nothing else gains."""
    honest = ward.but(which, **A_PROMISE, due=20)
    without, with_it = looks(honest), looks(honest.but(which, due=far))
    assert [one for one in improved(without, with_it) if one[1] not in ("7", "11")] == []
    assert (with_it[-1]["7-far"] or 0) > (without[-1]["7-far"] or 0)
    assert (with_it[-1]["7-median-days"] or 0) >= (without[-1]["7-median-days"] or 0)


# --- the test itself can fail -----------------------------------------------------------------------------------------


def test_a_ward_that_does_better_is_seen_to_do_better() -> None:
    """One that answers, keeps its word and hears the patients' yes gains in all that can rise, and drags less."""
    bad = Ask(answer=None, raised_again=2)
    good = Ask(week=0, due=20, done=10)
    story = Story((bad, Ask(due=45, done=44, yes=None), Ask()))
    better = improved(looks(story), looks(story.but(0, answer=Answer.YES, raised_again=0, due=20, done=10)))
    assert {key for _, key, *_ in better} >= {"5", "7", "11", "12", "9-agendas", "9-raised"}
    assert improved(looks(Story((good, good, good))), looks(story)) == []
