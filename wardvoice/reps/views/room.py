"""The room itself, and the words that its pieces need wherever they are included."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint

from wardvoice.core.errors import N_, RuleBroken
from wardvoice.people import queries as of_people
from wardvoice.people.models import WardName
from wardvoice.reps import queries, words
from wardvoice.reps.queries import Ballot
from wardvoice.web.identity import this_ward, this_work

bp = Blueprint("reps", __name__)


@bp.app_context_processor
def _shared() -> dict[str, Any]:
    return {"vote_words": words}


def this_ballot(vote_id: UUID) -> Ballot:
    """Return a vote of the ward that is looked at; NotFound for any other."""
    work = this_work()
    return queries.ballot(work.session, this_ward().id, vote_id, work.today)


def name_typed(word: str | None) -> WardName:
    """Return the ward name that somebody typed; RuleBroken where nobody uses it."""
    name = of_people.name_in_use(this_work().session, this_ward().id, word or "")
    if name is None:
        raise RuleBroken(N_("Nobody on this ward uses this name. Look at how it is written."), field="word")
    return name
