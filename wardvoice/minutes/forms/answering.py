"""An answer given in the room and the promise that belongs to it, in one form; or why an item waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Self
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.actions.queries import Owner
from wardvoice.actions.words import who
from wardvoice.agenda.rules import Answer, CarriedBecause
from wardvoice.agenda.words import ANSWERS
from wardvoice.minutes import rules
from wardvoice.minutes.words.room import soon
from wardvoice.people.models import Account
from wardvoice.storage.work import Work
from wardvoice.web import fields
from wardvoice.web.forms import SentOnce, Tool, Versioned
from wardvoice.web.identity import this_actor
from wardvoice.web.near import Near, NearDay, NearPick

ONE_LINE = 300
COUNCIL_ITSELF, GIVER = "council", "giver"
CARRY = {
    CarriedBecause.DECIDER_ABSENT: _l("Who can decide this is not here"),
    CarriedBecause.NO_TIME: _l("There is no time"),
    CarriedBecause.MORE_INFORMATION: _l("We need to know more first"),
    CarriedBecause.OTHER: _l("Another reason"),
}


class PromiseWords(Tool):
    """Who does what by when."""

    promise = fields.Line(_l("What will be done, so that patients can see it?"), most=ONE_LINE)
    owner = NearPick(_l("Whose job is it?"))
    due = NearDay(_l("By which day?"))
    far_because = fields.Line(_l("Why does it take more than 28 days?"), most=ONE_LINE)
    sure = fields.Tick(_l("We mean it as it is written"))

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        for box in self:
            box.flags.required = True  # none may be left out where it is drawn; the rules say which is needed when

    def offer(self, people: Sequence[Owner], today: date, likely: Iterable[UUID] = ()) -> Self:
        """List everybody in post, and put who most likely answers and the usual days on buttons."""
        names = {person.id: who(person) for person in people}
        managers = [person.id for person in people if person.is_manager]
        fields.offer(self.owner, {"": "", **names})
        self.owner.near = [Near(str(one), names[one]) for one in rules.in_sight(list(names), [*likely, *managers])]
        self.due.near = [Near((today + timedelta(weeks=n)).isoformat(), *soon(n, today)) for n in rules.SOON_WEEKS]
        return self

    def promised(self, work: Work) -> dict[str, Any]:
        """Return the promise as the command takes it."""
        return {
            "words": self.promise.data,
            "owner": account(work, self.owner.data),
            "due": self.due.data,
            "far_because": self.far_because.data,
            "sure": self.sure.data,
        }

    @property
    def promises_something(self) -> bool:
        """True if anything of a promise was typed; a day alone tells nothing."""
        return bool((self.promise.data or "").strip() or isinstance(self.owner.data, UUID))


class PromiseForm(SentOnce, PromiseWords):
    """A promise for an answer that has been written down."""


class AnswerForm(SentOnce, Versioned, PromiseWords):
    """An answer, who gave it, and its promise."""

    answer = fields.Choice(_l("What is the answer?"), words=ANSWERS, needed=_l("Choose the answer."))
    words = fields.Box(_l("The answer in words"), rows=3, most=2000)
    given_by = NearPick(_l("Who gives this answer?"), needed=_l("Choose the member of staff who gave this answer."))
    review_on = fields.Day(_l("When do we look at this no again?"))
    passed_to = fields.Line(_l("Who has it now?"), most=200)
    check_on = fields.Day(_l("When do we check?"))
    by_when = fields.Day(_l("By which day will it be so?"))
    nothing_to_do = fields.Tick(_l("Nothing more has to be done"))

    def offer(self, people: Sequence[Owner], today: date, likely: Iterable[UUID] = ()) -> Self:
        """List everybody in post, as giver and as owner; at the patients' council it may answer itself."""
        super().offer(people, today, likely)
        names: dict[UUID | str, str] = {"": "", **{person.id: who(person) for person in people}}
        itself = {COUNCIL_ITSELF: _("The council itself")} if this_actor().at_council else {}
        fields.offer(self.given_by, {**itself, **names})
        self.given_by.near = [Near(code, words) for code, words in itself.items()] + self.owner.near
        if not self.given_by.raw_data:
            self.given_by.process_data(self.given_by.data or "")  # whoever is offered first, if still in post
        the_giver = {GIVER: _("Whoever gives the answer")}
        fields.offer(self.owner, {**the_giver, **names})
        self.owner.near = [Near(code, words) for code, words in the_giver.items()] + self.owner.near
        if not self.owner.raw_data:
            self.owner.process_data(GIVER)
        return self

    def promised(self, work: Work) -> dict[str, Any]:
        """Return the promise as the command takes it: where nobody else is chosen whoever gives the answer owns it."""
        promised = super().promised(work)
        return {**promised, "owner": promised["owner"] or account(work, self.given_by.data)}

    @property
    def needs_promise(self) -> bool:
        """True if the answer is that something will be done."""
        return self.answer.data in (Answer.YES, Answer.PARTLY) and not self.nothing_to_do.data

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the promise in the same breath."""
        good = super().validate(extra_validators)
        if good and self.needs_promise and not self.promises_something:
            self.promise.errors = [_("Write who does what by when. Or tick that nothing more has to be done.")]
            self.status, good = 422, False
        return good

    def given(self, work: Work) -> dict[str, Any]:
        """Return the answer as the command takes it."""
        typed = {name: self[name].data for name in ("answer", "words", "review_on", "passed_to", "check_on", "by_when")}
        return {**typed, "given_by": account(work, self.given_by.data), "something_to_do": self.needs_promise}


class HereForm(Tool):
    """Two buttons."""

    here = fields.Choice(
        _l("Is somebody here who can decide this?"),
        words={"yes": _l("Is here"), "no": _l("Is not here")},
        needed=_l("Choose one of the answers."),
    )


class CarryForm(SentOnce, Tool):
    """Why an item waits until next time."""

    because = fields.Choice(_l("Why does it wait?"), words=CARRY, needed=_l("Choose why it waits."))
    carried_words = fields.Line(_l("In words"), most=ONE_LINE)


class NoteForm(SentOnce, Versioned, Tool):
    """What was said."""

    words = fields.Box(_l("What was said"), needed=_l("Write a few words first."), rows=4, most=2000)


def account(work: Work, chosen: UUID | str | None) -> Account | None:
    """Return the person chosen from a list, or None."""
    return work.session.get(Account, chosen) if isinstance(chosen, UUID) else None
