"""Answering the one question."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite

from wardvoice.core.policy import May
from wardvoice.core.quarters import quarter_of
from wardvoice.pulse.models import Pulse
from wardvoice.pulse.rules import Says
from wardvoice.storage.apart_work import ApartWork


def answer(work: ApartWork, *, says: Says) -> None:
    """Add one to a count of this quarter. One statement, so of answers given at the same moment none is lost."""
    work.require(May.ANSWER_PULSE)
    work.changed(needs_line=False)
    year, quarter = quarter_of(work.today)
    counts = {one.value: int(one is says) for one in Says}
    insert = sqlite.insert if work.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    first = insert(Pulse).values(ward_id=work.ward_id, year=year, quarter=quarter, **counts)
    column = getattr(Pulse, says.value)
    where = [Pulse.ward_id, Pulse.year, Pulse.quarter]
    work.session.execute(first.on_conflict_do_update(index_elements=where, set_={says.value: column + 1}))
