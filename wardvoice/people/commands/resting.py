"""A rep or deputy says "not this week": somebody else does the work, and nobody asks why."""

from __future__ import annotations

from datetime import date

from wardvoice.core.errors import N_, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people.models import Pause, Term
from wardvoice.people.queries import terms as queries
from wardvoice.people.rules import terms as rules
from wardvoice.storage.work import Work


def say_not_this_week(work: Work, *, term: Term, until: date, once: str | None = None) -> Pause:
    """Rest from today until a day, on which one is back. RuleBroken beside `until`; Stale while one rests already.

    Nothing is taken away from who rests: others may do the work, and taking it up again needs no leave.
    """
    work.require(May.SAY_NOT_THIS_WEEK, term)
    work.refuse_repeat(once)
    rules.check_rest(until, work.today)
    if queries.resting(work.session, term.ward_name_id, work.today):
        raise Stale(N_("You have said this already."))
    pause = Pause(ward_id=term.ward_id, term_id=term.id, starts_on=work.today, until=until)
    work.session.add(pause)
    work.record(Happened.NOT_THIS_WEEK, pause)
    work.once(once, pause)
    return pause


def come_back(work: Work, *, term: Term) -> Term:
    """Take "not this week" back, from now on. Stale for whoever does not rest."""
    work.require(May.SAY_NOT_THIS_WEEK, term)
    found = queries.resting(work.session, term.ward_name_id, work.today)
    if not found:
        raise Stale(N_("You are back already."))
    for pause in found:
        pause.until = work.today
        work.record(Happened.BACK_AGAIN, pause)
    return term
