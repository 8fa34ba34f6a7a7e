"""Whatever has happened on a ward, and whenever the schedule comes to it: only words go."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.evidence.comparing import PERIODS, differences
from tests.evidence.lines import lines_of
from tests.evidence.lives import ANY_ACT, Life, a_life
from tests.evidence.recount import Ward as Told
from tests.records.keeping import in_force, look_at_all, removals
from wardvoice.evidence.queries.known import figures_of
from wardvoice.proof.replay import witnessed_models
from wardvoice.proof.verify import verify
from wardvoice.records.queries.belonging import belonging
from wardvoice.records.queries.standing import open_things
from wardvoice.storage.base import Words

NOT_OF_THE_WARD = {"retention_schedules", "retention_removals", "accounts"}


@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    phases=[Phase.generate],
)
@given(seed=st.integers(0, 10**6), length=st.integers(40, 160), years=st.sampled_from((4, 9, 12)))
def test_every_figure_state_and_count_is_as_it_was(seed: int, length: int, years: int) -> None:
    luck = Random(seed)
    with a_life() as life:
        life.live([(luck.choice(ANY_ACT), luck.randrange(10**6)) for _ in range(length)])
        in_force(life.session, life.clock, words_years=3, comments_years=3)
        life.clock.go_to(date(life.clock.today.year + years, 3, 2))
        look_at_all(life.session, life.clock)
        life.clock.go_on(days=28)
        before = _all_but_words(life)
        kept = _words_of_what_is_open(life)
        look_at_all(life.session, life.clock)
        assert _all_but_words(life) == before
        assert _words_of_what_is_open(life) == kept
        proof = verify(life.session)
        assert proof.whole, proof.broken
        told = Told(lines_of(life.session, life.ward.id))
        for period in PERIODS:
            assert differences(life.session, life.ward.id, told, life.clock, period) == {}
        assert not removals(life.session, ended_on=None)


def _all_but_words(life: Life) -> dict[str, Any]:
    """Return every figure of every period, and every column of every row that holds nobody's words."""
    life.session.expire_all()
    figures = {
        (period.first, period.last, key): (one.numerator, one.denominator, one.value, len(one.of), len(one.counted))
        for period in PERIODS
        for key, one in figures_of(life.session, life.ward.id, period, life.clock).items()
    }
    rows = {name: _rows(life.session, model) for name, model in witnessed_models().items()}
    return {"figures": figures, **{name: found for name, found in rows.items() if name not in NOT_OF_THE_WARD}}


def _rows(session: Session, model: Any) -> list[Any]:
    columns = [one for one in model.__table__.columns if not isinstance(one.type, Words) and one.name != "version"]
    return sorted(map(repr, session.execute(select(*columns)).all()))


def _words_of_what_is_open(life: Life) -> dict[Any, str]:
    """Return all words of the ward's things that belong to something open."""
    together = belonging(life.session, life.ward.id)
    open_ones = together.roots(open_things(life.session, life.ward.id, life.clock))
    return {
        (name, row.id, column.key): getattr(row, column.key)
        for name, model in witnessed_models().items()
        for row in life.session.scalars(select(model))
        for column in model.__table__.columns
        if isinstance(column.type, Words) and together.root_of(f"{name}:{row.id}") in open_ones
    }
