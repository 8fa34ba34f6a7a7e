"""The page of one vote, with the forms that whoever looks may use now."""

from __future__ import annotations

from uuid import UUID

from wardvoice.core.policy import May, may
from wardvoice.people.words import PARTS
from wardvoice.reps.forms import CarryOutForm, LotForm, NameForm, TellerForm
from wardvoice.reps.models import Candidate
from wardvoice.reps.queries import Ballot, side_of
from wardvoice.reps.rules import CountedFor, Stage, Totals, votes
from wardvoice.web.forms import Form
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, page


def show(
    ballot: Ballot,
    *,
    word: NameForm | None = None,
    teller: TellerForm | None = None,
    lot: LotForm | None = None,
    term: CarryOutForm | None = None,
) -> Answer:
    """Show one vote; a form that was refused stands there as it was typed."""
    wrong: Form | None = word or teller or lot or term
    forms = {
        "word": word or NameForm(empty=True),
        "teller": teller or TellerForm(empty=True),
        "lot": lot or LotForm.of(ballot, empty=True),
        "term": term or CarryOutForm(empty=True, starts_on=this_work().today),
    }
    facts = {
        "seen": seen(ballot),
        "removable": removable(ballot),
        "tools": tools(ballot),
        "parts": PARTS,
        "wrong": wrong,
    }
    status = wrong.status if wrong else 200
    return page("reps/vote.html", None, status, ballot=ballot, forms=forms, **facts)


def seen(ballot: Ballot) -> list[tuple[CountedFor, Totals]]:
    """Return the totals that whoever looks may see side by side: what differed, to the two sides alone.

    What one side has counted in a round that the other has not is shown to nobody else.
    """
    actor, differing = this_actor(), ballot.standing.differing()
    if not may(actor, May.COUNT_VOTES, ballot):
        return []
    if differing:
        return list(zip(CountedFor, differing, strict=True))
    return []


def tools(ballot: Ballot) -> set[str]:
    """Return what whoever looks may do with this vote now."""
    actor, today, stage = this_actor(), this_work().today, ballot.stage
    counts, side = may(actor, May.COUNT_VOTES, ballot), side_of(actor)
    opens = may(actor, May.OPEN_VOTE, ballot)
    named = opens and not ballot.somebody_counts and not ballot.standing.has_counted(CountedFor.PATIENTS)
    offered = {
        "add": stage is Stage.OPEN and actor.is_staff and may(actor, May.STAND, _a_name(ballot)),
        "stand": stage is Stage.OPEN and actor.is_patient and actor.id not in (*ballot.standing_ids, ballot.teller_id),
        "sign_in": stage is Stage.OPEN and actor.at_ward_screen and actor.id is None,
        "teller": named and stage in (Stage.OPEN, Stage.COUNTING, Stage.DIFFERENT),
        "count": counts and ballot.waits_for(side, today),
        "lot": counts and stage is Stage.TIED and bool(ballot.standing.best()),
        "again": opens and stage is Stage.TIED,
        "off": counts and votes.can_be_called_off(ballot.standing, today),
        "term": may(actor, May.GIVE_TERM) and stage is Stage.CHOSEN and ballot.waits and ballot.vote.term_id is None,
    }
    return {tool for tool, may_be in offered.items() if may_be}


def removable(ballot: Ballot) -> set[UUID]:
    """Return the candidates whom whoever looks may take off the paper now."""
    actor, today = this_actor(), this_work().today
    if ballot.stage is not Stage.OPEN:
        return set()
    return {
        one.id
        for one in ballot.on_paper.values()
        if may(actor, May.STAND, Candidate(ward_id=ballot.ward_id, ward_name_id=one.ward_name_id))
        and votes.can_be_taken_off(ballot.standing, one.stood_on, today, own=one.ward_name_id == actor.id)
    }


def _a_name(ballot: Ballot) -> Candidate:
    return Candidate(ward_id=ballot.ward_id)
