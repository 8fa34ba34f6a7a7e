"""An edition of the standards is taken in use, with the criterion to which each theme belongs (E7)."""

from __future__ import annotations

from collections.abc import Sequence

from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.evidence.models import Criterion, Edition
from wardvoice.evidence.queries import criteria as queries
from wardvoice.evidence.rules.criteria import Line
from wardvoice.storage.work import Work


def take_edition(work: Work, *, name: str, lines: Sequence[Line], once: str | None = None) -> Edition:
    """Take an edition in use from today, whole; the one before it is over today, and stays to be read.

    RuleBroken without a name or a line.
    """
    work.require(May.KEEP_CRITERIA)
    work.refuse_repeat(once)
    if not name.strip():
        raise RuleBroken(N_("Write the name of the edition, as in “7th edition, 2026”."), field="name")
    if not lines:
        raise RuleBroken(N_("No theme has a criterion."), field="file")
    before = queries.edition_in_use(work.session)
    if before is not None:
        before.until = work.today
    edition = Edition(name=name.strip(), since=work.today)
    work.session.add(edition)
    work.session.flush()
    work.session.add_all(
        Criterion(edition_id=edition.id, theme=line.theme, number=line.number, words=line.words) for line in lines
    )
    work.record(Happened.CRITERIA_TAKEN, edition, criteria=len(lines))
    work.once(once, edition)
    return edition
