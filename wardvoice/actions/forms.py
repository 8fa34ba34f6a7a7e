"""What a person may type about a promise: one line, a new day, a new owner, or an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from flask_babel import lazy_gettext as _l

from wardvoice.actions.queries import ActionCard, Owner
from wardvoice.actions.words import REPLIES, REPORTS, who
from wardvoice.agenda.forms.asking import AsksOnce
from wardvoice.web import fields
from wardvoice.web.forms import SentOnce, Tool, Versioned

ONE_LINE = 300


class ReportForm(SentOnce, Versioned, Tool):
    """One line, and one tap on what it is."""

    words = fields.Line(_l("Write one line"), needed=_l("Write one line first."), most=ONE_LINE)
    kind = fields.Choice(_l("What is it?"), words=REPORTS, needed=_l("Choose what you want to report."))


class MoveForm(SentOnce, Versioned, Tool):
    """A new day and its reason."""

    to = fields.Day(_l("New day"), needed=_l("Choose the day by which it is done."))
    because = fields.Line(
        _l("Why does the day move?"),
        needed=_l("Say why the date moves. Everybody on the ward will read it."),
        most=ONE_LINE,
    )


class HandOverForm(SentOnce, Versioned, Tool):
    """Somebody in post."""

    owner = fields.Pick(_l("Who takes it over?"), needed=_l("Choose who will do it."))

    def offer(self, people: Sequence[Owner], but: Any) -> Self:
        """List everybody in post but the present owner."""
        fields.offer(self.owner, {"": "", **{person.id: who(person) for person in people if person.id != but}})
        return self


class MineForm(SentOnce, Versioned, Tool):
    """Nothing but a button."""


class NotMineForm(SentOnce, Versioned, Tool):
    """Why a promise is not one's own, and whose it might be."""

    because = fields.Line(
        _l("Why is it not yours?"),
        needed=_l("Say why it is not yours. Everybody on the ward will read it."),
        most=ONE_LINE,
    )
    perhaps = fields.Line(_l("Whose job might it be?"), most=ONE_LINE)


class CoverForm(SentOnce, Versioned, Tool):
    """Who covers while the owner is away over the date."""

    cover = fields.Pick(_l("Who covers?"), needed=_l("Choose who covers."), hint=_l("It counts once they say yes."))

    def offer(self, people: Sequence[Owner], but: Any) -> Self:
        """List everybody in post but the owner."""
        fields.offer(self.cover, {"": "", **{person.id: who(person) for person in people if person.id != but}})
        return self


class AnswerForm(AsksOnce, SentOnce, Versioned, Tool):
    """A patient's answer to "Did it happen?"."""

    reply = fields.Choice(_l("Did it happen?"), words=REPLIES, needed=_l("Choose one of the answers."))
    words = fields.Box(_l("What is still missing?"), most=1000, rows=3)

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.words.flags.required = True  # it is only drawn where something is missing


@dataclass(frozen=True)
class Tools:
    """The forms that stand under one card for whoever may use them."""

    report: ReportForm
    move: MoveForm
    mine: MineForm
    not_mine: NotMineForm
    hand_over: HandOverForm | None = None
    cover: CoverForm | None = None


def tools(card: ActionCard, **typed: Any) -> Tools:
    """Return empty forms for a card, or those in which something was typed. Many cards may stand on one page."""
    made = Tools(
        report=typed.get("report") or ReportForm.fresh(version=card.version),
        move=typed.get("move") or MoveForm.fresh(version=card.version),
        mine=typed.get("mine") or MineForm.fresh(version=card.version),
        not_mine=typed.get("not_mine") or NotMineForm.fresh(version=card.version),
        hand_over=typed.get("hand_over"),
        cover=typed.get("cover"),
    )
    for form in (made.report, made.move, made.hand_over, made.cover):
        for box in form or ():
            box.id = f"{box.name}-{card.id}"
    for box in made.not_mine:
        box.id = f"whose-{box.name}-{card.id}"
    return made
