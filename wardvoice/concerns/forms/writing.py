"""Writing to somebody in private, page by page: at most four before Send, and nothing of it in an address."""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum
from typing import Any

from flask import request

from wardvoice.alerts.forms import Soon as Answered
from wardvoice.alerts.forms import mark_of
from wardvoice.concerns.forms.said import Said, wants_an_answer
from wardvoice.concerns.rules import About, Recipient, Sign, Wants, without_names
from wardvoice.web.forms import SentOnce
from wardvoice.web.paged import Paged

TREATED, FROM_ITEM, NO_NAMES, ADVOCATE_ALONE = "treated", "from_item", "no_names", "advocate_alone"
ASK_AGAIN = "ask_again"
"""Buttons that change the form instead of sending it."""


class Page(IntEnum):
    """The pages on the way to Send."""

    ABOUT = 1
    WHO = 2
    WORDS = 3
    SEND = 4


BOXES = {
    Page.ABOUT: ("about", "signs"),
    Page.WHO: ("recipient", "left_out"),
    Page.WORDS: ("words", "statements", "hurt_soon", "together"),
    Page.SEND: ("complaint", "sender", "way_to_reply", "wants"),
}


class PaperForm(Said, SentOnce):
    """A note on paper, typed in on one page by whoever took that duty on (P19)."""

    wants = wants_an_answer(Wants.NO_ANSWER)  # a note that asks for no answer

    @property
    def allowed(self) -> tuple[Recipient, ...]:
        """Everybody: on one page nobody has said yet what it is about. The command refuses who must not get it."""
        return tuple(Recipient)

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether all of it makes sense, and somebody is left to read it."""
        return super().validate(extra_validators) and self.check_readers() and self.check_said()


class WriteForm(Said, SentOnce, Paged[Page]):
    """Everything that makes a concern at a ward terminal."""

    pages, last = Page, Page.SEND

    def boxes(self, page: Page) -> tuple[str, ...]:
        """Return the names of the boxes that a page draws."""
        asks = page is Page.SEND and not self.has_answered
        return (*BOXES[page], "hurt_soon") if asks else BOXES[page]

    def turn(self) -> Page | None:
        """Return the page to show now, or None once everything is there to be sent."""
        wanted, status = self._wanted(), self.status
        if wanted is not Page.SEND:
            return wanted
        gap = next((page for page in Page if page < Page.SEND and not self.makes_sense(page)), None)
        self.status = self.status if gap else status
        return gap or wanted

    def _wanted(self) -> Page | None:
        pressed = {} if request.method == "GET" or self.is_taken_up else request.form
        if FROM_ITEM in pressed:
            return Page.ABOUT
        if TREATED in pressed:
            self.about.data = self.about.data or About.UNSURE
            self.signs.data = list({*self.ticked, Sign.TREATED_DIFFERENTLY})
            return Page.WHO
        if ASK_AGAIN in pressed:
            self.soon.data = self.soon_of.data = ""
            return Page.WORDS
        if NO_NAMES in pressed or ADVOCATE_ALONE in pressed:
            return Page.SEND
        return super().turn()

    def makes_sense(self, page: Page) -> bool:
        """Return whether a page was filled in; otherwise its boxes say what to mend."""
        good = super().makes_sense(page)
        more = {Page.WHO: self.check_readers, Page.WORDS: self.check_said}
        return good and more.get(page, lambda: True)()

    def take_hints(self, names: Collection[str]) -> None:
        """Take out the names, or send it to the advocate alone, where a button says so (P43)."""
        if NO_NAMES in request.form:
            self.words.data = without_names(self.words.data or "", names)
            self.soon_of.data = mark_of(self.words.data) if self.said_no else ""
        if ADVOCATE_ALONE in request.form and Recipient.ADVOCATE in self.offers:
            self.recipient.data = Recipient.ADVOCATE

    @property
    def has_answered(self) -> bool:
        """True for whoever was asked whether to tell somebody now, and answered."""
        return self.said_no or self.soon.data == Answered.TOLD

    @property
    def names_were_taken_out(self) -> bool:
        """True for whoever pressed that button just now."""
        return NO_NAMES in request.form

    @property
    def could_go_to_the_advocate(self) -> bool:
        """True where the advocate alone could get it instead."""
        return Recipient.ADVOCATE in self.offers and self.recipient.data is not Recipient.ADVOCATE
