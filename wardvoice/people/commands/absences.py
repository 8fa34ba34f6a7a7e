"""Somebody is away: entered by themselves or by the manager, without a reason; a manager leaves a deputy."""

from __future__ import annotations

from datetime import date, timedelta

from wardvoice.core.actor import Role
from wardvoice.core.errors import N_, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people.models import Absence, Account
from wardvoice.people.queries import absences as queries
from wardvoice.people.rules import absences as rules
from wardvoice.storage.work import Work


def enter_absence(
    work: Work,
    *,
    account: Account,
    starts_on: date,
    ends_on: date,
    deputy: Account | None = None,
    once: str | None = None,
) -> Absence:
    """Say from when to when somebody of the ward is away. A manager's absence names who is manager meanwhile.

    RuleBroken beside `who`, `ends_on` or `deputy`.
    """
    deputy_id = deputy.id if deputy else None
    days = {"starts_on": starts_on, "ends_on": ends_on}
    away = Absence(of_ward_id=work.ward_id, account_id=account.id, deputy_id=deputy_id, **days)
    work.require(May.SAY_AWAY, away)
    work.refuse_repeat(once)
    rules.check_days(**days, today=work.today)
    _check_person(work, away)
    _check_deputy(work, away)
    work.session.add(away)
    work.record(Happened.ABSENCE_ENTERED, away)
    work.once(once, away)
    return away


def end_absence(work: Work, *, absence: Absence) -> Absence:
    """Let somebody be back today; of days that have not begun nothing is left. Stale once they are over."""
    work.require(May.SAY_AWAY, absence)
    if absence.ends_on < work.today or absence.ends_on < absence.starts_on:
        raise Stale(N_("These days are over already."))
    absence.ends_on = max(work.today, absence.starts_on) - timedelta(days=1)
    work.record(Happened.ABSENCE_ENDED, absence)
    return absence


def _check_person(work: Work, away: Absence) -> None:
    session, first, last = work.session, away.starts_on, away.ends_on
    if not queries.works_here(session, away.account_id, away.of_ward_id, work.today, *queries.MAY_BE_AWAY):
        raise RuleBroken(N_("Choose somebody who works on this ward."), field="who")
    if queries.away_between(session, away.account_id, first, last):
        raise RuleBroken(N_("Some of these days are entered already."), field="starts_on")
    stands_in_for = queries.deputises_between(session, away.account_id, first, last)
    if stands_in_for is not None:
        raise RuleBroken(
            N_("This person is deputy for %(name)s then. Let somebody else be deputy first."),
            field="who",
            name=stands_in_for,
        )


def _check_deputy(work: Work, away: Absence) -> None:
    session, ward_id, deputy_id = work.session, away.of_ward_id, away.deputy_id
    rules.check_deputy(
        manages=queries.works_here(session, away.account_id, ward_id, work.today, Role.MANAGER),
        deputy_named=deputy_id is not None,
        fits=deputy_id is not None
        and deputy_id != away.account_id
        and all(
            queries.works_here(session, deputy_id, ward_id, day, Role.STAFF) for day in (away.starts_on, away.ends_on)
        ),
        away_too=deputy_id is not None and queries.away_between(session, deputy_id, away.starts_on, away.ends_on),
    )
