"""Adding to the meeting, page by page: what was chosen and typed travels along unseen and never in an address."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from flask import request
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from wardvoice.agenda.forms.asking import AsksOnce
from wardvoice.agenda.rules import MAX_WORDS, ShownAs
from wardvoice.agenda.words import FEELINGS, KIND_HINTS, KINDS, SHOWN_AS, TOPICS
from wardvoice.people.forms.secrets import KnownBy
from wardvoice.web.fields import Box, Choice, Kept, Line, Pick, value_of
from wardvoice.web.forms import SentOnce

BACK = "back"


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


class AddForm(KnownBy, AsksOnce, SentOnce):
    """Everything that makes an item. Each page draws its own boxes and carries all others along."""

    step = Kept(default="1")
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
    word = Line(_l("Your ward name"), needed=_l("Type your ward name."), most=40)

    @property
    def came_from(self) -> Page:
        """The page that was sent."""
        sent = self.step.data or ""
        return Page(int(sent)) if sent in {str(page.value) for page in Page} else Page.HOW

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

    def boxes(self, page: Page) -> tuple[str, ...]:
        """Return the names of the boxes that a page draws."""
        what = "feeling" if self.in_pictures else "words"
        drawn = {
            Page.HOW: ("how",),
            Page.TOPIC: ("topic",),
            Page.WORDS: ("kind", what),
            Page.SHOWN: ("shown_as", "way_back"),
        }
        return drawn.get(page, ("word", *self.boxes_by[self.way]))

    def turn(self) -> Page | None:
        """Return the page to show now, or None once everything is there to be sent."""
        page = self.came_from
        if request.method == "GET":
            return Page.HOW
        if BACK in request.form:
            return Page(max(page - 1, Page.HOW))
        if self.turned:
            return Page.NAME
        if self.wants_to_change:
            return Page.WORDS
        if self.is_taken_up or not self.makes_sense(page):
            return page
        return Page(page + 1) if page < LAST else self.first_mistake()

    def first_mistake(self) -> Page | None:
        """Return the first page on which something is missing or wrong, or None."""
        return next((page for page in Page if page <= LAST and not self.makes_sense(page)), None)

    def makes_sense(self, page: Page) -> bool:
        """Return whether a page was filled in; otherwise its boxes say what to mend."""
        wrong = [name for name in self.boxes(page) if not self._fields[name].validate(self)]
        good = not wrong and self.is_readable()
        self.status = 200 if good else 422
        return good

    def mistaken(self) -> Page:
        """Return the page on which a refusal is shown."""
        wrong = {name for name, box in self._fields.items() if box.errors}
        return next((page for page in Page if wrong & set(self.boxes(page))), self.came_from)

    def carried(self, page: Page) -> Markup:
        """Return, unseen, everything that this page does not draw; a PIN or pictures never are."""
        left_out = {*self.boxes(page), *self.boxes_by[self.way], "step"}
        kept = {name: value_of(box.data) for name, box in self._fields.items() if name not in left_out and box.data}
        rows = {"step": str(page.value), **kept}
        return Markup("").join(
            Markup('<input type="hidden" name="{}" value="{}">').format(name, value) for name, value in rows.items()
        )


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
