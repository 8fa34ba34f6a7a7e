"""How long things are kept, what goes and what has gone, as files; what is held, and why, is read on its page alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.core.policy import May
from wardvoice.records import queries, words
from wardvoice.records.models import Removal
from wardvoice.records.rules import Keeping
from wardvoice.records.views.room import bp
from wardvoice.records.views.schedule import told_here
from wardvoice.records.views.ward import told_to_ward
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer
from wardvoice.web.taken import take

OF_TIMES = (_l("What"), _l("Kept"), _l("Counted from"))
OF_REMOVALS = (_l("Where"), _l("What"), _l("Told on"), _l("Texts that went"))
ON_A_WARD = (_l("What goes, and what has gone"),)


@bp.get("/admin/records.csv")
@requires(May.SEE_RECORDS)
def take_schedule() -> Answer:
    """Give along how long things are kept."""
    chosen = queries.in_force(this_work().session)
    keeping = chosen.keeping if chosen else Keeping()
    rows = [(what, getattr(keeping, name), words.COUNTED_FROM[name]) for name, what in words.KEPT.items()]
    return take("kept", OF_TIMES, rows)


@bp.get("/admin/records/told.csv")
@requires(May.SEE_RECORDS)
def take_told() -> Answer:
    """Give along what was told to go, and what has gone."""
    return take("removals", OF_REMOVALS, (_row(removal, ward) for removal, ward in told_here()))


@bp.get("/records.csv")
@requires(May.TAKE_TABLE)
def take_of_ward() -> Answer:
    """Give along what the ward is told of its words: what goes, and what has gone."""
    coming, gone, removed = told_to_ward()
    rows = [*map(words.what_goes, coming), *map(words.what_went, gone), *map(words.who_removed, removed)]
    return take("removals", ON_A_WARD, ((row,) for row in rows))


def _row(removal: Removal, ward_name: str | None) -> Sequence[Any]:
    texts = removal.texts if removal.ended_on else ""
    return (ward_name or _("The hospital"), words.told(removal), removal.announced_on, texts)
