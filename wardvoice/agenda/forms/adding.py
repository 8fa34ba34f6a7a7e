"""Adding to the meeting, page by page: what was chosen and typed travels along unseen and never in an address."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum, StrEnum
from typing import Self

from flask import request
from flask_babel import lazy_gettext as _l

from wardvoice.agenda.forms.asking import AsksOnce
from wardvoice.agenda.queries import Alike
from wardvoice.agenda.rules import MAX_WORDS, ShownAs
from wardvoice.agenda.words import FEELINGS, KIND_HINTS, KINDS, SHOWN_AS, TOPICS, asked_before
from wardvoice.people.forms.secrets import KnownBy
from wardvoice.web.fields import Box, Choice, Line, Pick, offer
from wardvoice.web.forms import SentOnce
from wardvoice.web.paged import BACK, Paged


class How(StrEnum):
    """The two ways of saying something."""

    WORDS = "words"
    PICTURES = "pictures"


class WayBack(StrEnum):
    """Whether somebody without a name wants to come back for an answer."""

    NONE = "none"
    WORDS = "five-words"


class Page(IntEnum):
    """The pages on the way to Send; the last one only for whoever chose a ward name without being signed in."""

    HOW = 1
    TOPIC = 2
    WORDS = 3
    SHOWN = 4
    NAME = 5


LAST = Page.SHOWN
HOWS = {How.WORDS: _l("In words"), How.PICTURES: _l("With pictures")}
WAYS_BACK = {WayBack.NONE: _l("I do not need an answer"), WayBack.WORDS: _l("Give me five words")}
WAY_BACK_HINTS = {
    WayBack.NONE: _l("You can still read what becomes of it on the board."),
    WayBack.WORDS: _l("You see them after you send. With them you come back, at any of our screens."),
}
SHOWN_HINTS = {
    ShownAs.PATIENT: _l("Nobody sees your name. On a small ward people may still guess."),
    ShownAs.REP: _l("Your rep speaks for you. Nobody sees your name."),
    ShownAs.NAME: _l("Everybody on the ward sees your ward name."),
}


class AddForm(KnownBy, AsksOnce, SentOnce, Paged[Page]):
    """Everything that makes an item. Each page draws its own boxes and carries all others along."""

    pages, last = Page, LAST
    how = Choice(_l("How do you want to say it?"), words=HOWS, needed=_l("Choose one of the two."))
    topic = Choice(_l("What is it about?"), words=TOPICS, needed=_l("Choose a picture."))
    kind = Choice(_l("What is it?"), words=KINDS, hints=KIND_HINTS, needed=_l("Choose what it is."))
    words = Box(_l("Your words"), needed=_l("Write a few words first."), most=MAX_WORDS, rows=6)
    feeling = Choice(_l("How do you feel about it?"), words=FEELINGS, needed=_l("Choose a face."))
    shown_as = Choice(
        _l("How should we show it?"),
        words=SHOWN_AS,
        hints=SHOWN_HINTS,
        default=ShownAs.PATIENT,
        needed=_l("Choose one of the three."),
    )
    way_back = Choice(
        _l("Do you want an answer for yourself?"), words=WAYS_BACK, hints=WAY_BACK_HINTS, default=WayBack.NONE
    )
    again = Choice(_l("Was this asked before?"))
    word = Line(_l("Your ward name"), needed=_l("Type your ward name."), most=40)

    @property
    def in_pictures(self) -> bool:
        """True for whoever chose pictures instead of words."""
        return bool(self.how.data is How.PICTURES)

    @property
    def wants_words(self) -> bool:
        """True for whoever stays without a name and wants to come back."""
        return self.way_back.data is WayBack.WORDS and self.shown_as.data is not ShownAs.NAME

    @property
    def said(self) -> str | None:
        """What was written, or None for whoever chose pictures."""
        return None if self.in_pictures else self.words.data

    def offering(self, found: Sequence[Alike]) -> Self:
        """Let whoever writes say that it is one of these earlier items, asked again; a new thing unless they do."""
        self.found = {one.id: one for one in found}
        offer(self.again, {"": _l("No, mine is new"), **{one.id: asked_before(one) for one in found}})
        self.again.data = self.again.data or ""
        return self

    @property
    def earlier(self) -> Alike | None:
        """The earlier item that was chosen."""
        return self.found.get(self.again.data)

    def boxes(self, page: Page) -> tuple[str, ...]:
        """Return the names of the boxes that a page draws."""
        what = "feeling" if self.in_pictures else "words"
        drawn = {
            Page.HOW: ("how",),
            Page.TOPIC: ("topic",),
            Page.WORDS: ("kind", what),
            Page.SHOWN: ("shown_as", "way_back", "again"),
        }
        return drawn.get(page, ("word", *self.boxes_by[self.way]))

    def never_carried(self) -> tuple[str, ...]:
        """Return the boxes of a PIN or of pictures."""
        return tuple(self.boxes_by[self.way])

    def turn(self) -> Page | None:
        """Return the page to show now, or None once everything is there to be sent."""
        if request.method != "GET" and BACK not in request.form:
            if self.turned:
                return Page.NAME
            if self.wants_to_change:
                return Page.WORDS
        return super().turn()


class WriteForForm(AsksOnce, SentOnce):
    """An item written down for somebody, on one page."""

    topic = Pick(_l("What is it about?"), words={"": "", **TOPICS}, needed=_l("Choose a topic."))
    kind = Choice(_l("What is it?"), words=KINDS, needed=_l("Choose what it is."))
    words = Box(
        _l("In their own words"), needed=_l("Write down what the patient said."), most=MAX_WORDS, hint=_l("Not yours.")
    )
    shown_as = Choice(
        _l("How should we show it?"),
        words={shown: SHOWN_AS[shown] for shown in (ShownAs.PATIENT, ShownAs.REP)},
        default=ShownAs.PATIENT,
        needed=_l("Choose one of the two."),
    )
