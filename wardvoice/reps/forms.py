"""What is typed about reps: a term, a vote on paper, who stands, and what somebody counted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l

from wardvoice.people.commands import Choice as HowChosen
from wardvoice.people.rules import Chosen
from wardvoice.people.words import HOW_CHOSEN, PARTS
from wardvoice.reps import words
from wardvoice.reps.queries import Ballot
from wardvoice.reps.rules import Totals
from wardvoice.web.fields import Choice, Count, Day, Line, offer
from wardvoice.web.forms import Form, SentOnce, Tool

MOST_ON_A_WARD = 200
WITHOUT_A_VOTE = {how: text for how, text in HOW_CHOSEN.items() if how is not Chosen.VOTE}


class TermForm(Form, SentOnce):
    """Who takes a part, from when to when, and how people chose without a vote."""

    word = Line(
        _l("Ward name"),
        needed=_l("Write the ward name of the person."),
        most=40,
        hint=_l("Ask the person for it. Nobody else needs to know who it is."),
    )
    role = Choice(_l("Part"), words=PARTS, needed=_l("Choose a part."))
    how = Choice(
        _l("How were they chosen?"),
        words=WITHOUT_A_VOTE,
        needed=_l("Choose how they were chosen."),
        hint=_l("After a vote, give the term on the page of the vote."),
    )
    starts_on = Day(_l("First day"), needed=_l("Choose the first day."))
    ends_on = Day(_l("Ends on"), hint=_l("Three months from the first day, if you leave this out."))

    def choice(self) -> HowChosen:
        """Return how the person was chosen."""
        return HowChosen(self.how.data)


class VoteForm(Form, SentOnce):
    """For which part people vote, and when."""

    part = Choice(_l("What do people vote for?"), words=PARTS, needed=_l("Choose a part."))
    held_on = Day(_l("When do they vote?"), needed=_l("Choose the day of the vote."))


class NameForm(Tool):
    """The ward name of somebody who stands."""

    word = Line(_l("Ward name"), needed=_l("Write the ward name."), most=40, hint=_l("Ask the person first."))


class TellerForm(NameForm):
    """The ward name of a patient who counts."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.word.id = "word-teller"


class LotForm(Tool):
    """On whom the lot fell."""

    who = Choice(_l("On whom did the lot fall?"), needed=_l("Choose on whom the lot fell."))

    @classmethod
    def of(cls, ballot: Ballot, *, empty: bool = False) -> LotForm:
        """Return the form with those who have the most votes."""
        form = cls(empty=empty)
        offer(form.who, {str(one): words.name(ballot.on_paper[one]) for one in ballot.standing.best()})
        return form


class CarryOutForm(Tool, SentOnce):
    """From when to when whoever was chosen has the part."""

    starts_on = Day(_l("First day"), needed=_l("Choose the first day."))
    ends_on = Day(_l("Ends on"), hint=_l("Three months from the first day, if you leave this out."))


class CountForm(Form, SentOnce):
    """What somebody counted; `of` adds a box for each name on the paper."""

    patients = Count(
        _l("How many patients were on the ward that day?"),
        needed=_l("Write how many patients were on the ward."),
        least=1,
        most=MOST_ON_A_WARD,
    )
    given_out = Count(
        _l("How many papers were given out?"),
        needed=_l("Write how many papers were given out."),
        least=1,
        most=MOST_ON_A_WARD,
    )
    spoiled = Count(
        _l("How many papers count for nobody?"),
        needed=_l("Write how many papers count for nobody. Write 0 for none."),
        most=MOST_ON_A_WARD,
        hint=_l("Empty ones, and those that nobody can read."),
    )

    @classmethod
    def of(cls, ballot: Ballot) -> CountForm:
        """Return the form for this vote."""
        boxes = {_box(one.id): _votes_for(words.name(one)) for one in ballot.on_paper.values()}
        form: CountForm = type("CountOfOne", (cls,), boxes)()
        return form

    def totals(self, ballot: Ballot) -> Totals:
        """Return what was counted."""
        votes = {candidate_id: self[_box(candidate_id)].data for candidate_id in ballot.on_paper}
        facts: dict[str, Any] = {name: self[name].data for name in ("patients", "given_out", "spoiled")}
        return Totals(**facts, votes=votes)


def _box(candidate_id: UUID) -> str:
    return f"votes_{candidate_id.hex}"


def _votes_for(name: str) -> Count:
    needed = _l("Write how many votes %(name)s has. Write 0 for none.", name=name)
    return Count(_l("Votes for %(name)s", name=name), needed=needed, most=MOST_ON_A_WARD)
