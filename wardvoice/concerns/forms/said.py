"""What somebody says in private and to whom, however it is filled in: at a terminal, or typed in from paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.alerts.forms import AsksWhetherSoon
from wardvoice.alerts.forms import Soon as Answered
from wardvoice.concerns.queries import Offer
from wardvoice.concerns.rules import (
    OFF_THE_WARD,
    About,
    Complaint,
    Recipient,
    Sign,
    Soon,
    Wants,
    could_get_it,
    off_the_ward_only,
)
from wardvoice.concerns.sealed import Body, Head
from wardvoice.concerns.words import labels
from wardvoice.people.queries.keys import Holder
from wardvoice.web.fields import Box, Choice, Choices, Line, Tick, offer

MOST_LETTERS = 4000


def wants_an_answer(default: Wants | None = None) -> Choice:
    """Return the question; at a terminal nothing is chosen beforehand, since neither answer can be mended later."""
    needed = _l("Say if you want an answer. Choose one of the two.")
    facts = {"words": labels.WANTS, "hints": labels.WANTS_HINTS, "needed": needed}
    return Choice(_l("Do you want an answer?"), default=default, **facts)


class Said(AsksWhetherSoon):
    """What a concern is made of, however it is filled in. Call `offering` before it is read."""

    about = Choice(
        _l("Is it about someone who works here?"), words=labels.ABOUTS, needed=_l("Choose one of the three answers.")
    )
    signs = Choices(_l("Did one of these happen? Tick all that did."), words=labels.SIGNS)
    recipient = Choice(_l("Who shall get it?"), needed=_l("Choose who shall get it."))
    left_out = Choices(_l("Is it about one of them? Tick who shall not get it."))
    words = Box(_l("Your words"), most=MOST_LETTERS, rows=6)
    statements = Choices(_l("You can also tick what it is about"), words=labels.STATEMENTS)
    hurt_soon = Tick(_l("Someone could get hurt soon"))
    together = Tick(_l("Look at it together with what I sent before"))
    complaint = Choice(
        _l("Do you want this treated as a complaint?"),
        words=labels.COMPLAINTS,
        default=Complaint.NO,
        needed=_l("Choose one of the three answers."),
    )
    sender = Line(_l("Your name, if you want to give it for a complaint"), most=120)
    way_to_reply = Line(_l("How can the complaints team reach you?"), most=200)
    wants = wants_an_answer()
    every: Mapping[Recipient, Offer]
    offers: Mapping[Recipient, Offer]

    def offering(self, every: Mapping[Recipient, Offer]) -> None:
        """Offer who may get this, whatever was chosen before (C1), and let any of those off the ward be left out."""
        self.every = every
        self.offers = {recipient: every[recipient] for recipient in self.allowed if recipient in every}
        offer(self.recipient, {recipient: labels.RECIPIENTS[recipient] for recipient in self.offers})
        offer(self.left_out, {str(one.key_id): one.name for one in self.off_the_ward})

    @property
    def allowed(self) -> tuple[Recipient, ...]:
        """Who may get it, whether or not anybody is there to read it."""
        return could_get_it(self.about.data or About.UNSURE, self.ticked)

    @property
    def ticked(self) -> tuple[Sign, ...]:
        """The signs that were ticked and can be read."""
        return tuple(sign for sign in Sign if sign in (self.signs.data or ()))

    @property
    def off_the_ward(self) -> list[Holder]:
        """Everybody off the ward who is offered, each once."""
        found = {one.key_id: one for chosen in self.offers.values() if _is_away(chosen) for one in chosen.holders}
        return list(found.values())

    @property
    def readers(self) -> list[Holder]:
        """Everybody who would get it as it is filled in now."""
        chosen = self.offers.get(self.recipient.data)
        left_out = self.left_out.data or () if chosen and _is_away(chosen) else ()
        return [one for one in chosen.holders if str(one.key_id) not in left_out] if chosen else []

    @property
    def goes_to(self) -> Recipient:
        """The kind of reader who would get it: where only one of both kinds is there, or was left in, that one."""
        return self.kind_behind(self.recipient.data, self.readers)

    def kind_behind(self, recipient: Recipient, readers: Collection[Holder]) -> Recipient:
        """Return which kind of reader these are, as far as only one of both is among them."""
        if recipient is not Recipient.BOTH:
            return recipient
        keys = {one.key_id for one in readers}
        kinds = [kind for kind in OFF_THE_WARD if kind in self.every and keys & self.every[kind].keys]
        return kinds[0] if len(kinds) == 1 else recipient

    @property
    def about_staff(self) -> bool:
        """True unless it is about nobody who works here: then nothing of it shows on the ward (decision 9)."""
        return self.about.data is not About.NO

    @property
    def stays_off_the_ward(self) -> bool:
        """True if only readers off the ward may get it."""
        return off_the_ward_only(self.about.data or About.UNSURE, self.ticked)

    def check_readers(self) -> bool:
        """Return whether somebody is left to read it; otherwise the form says so."""
        if self.readers:
            return True
        self.left_out.errors = [_("Then nobody is left to read it. Leave out fewer, or choose somebody else.")]
        self.status = 422
        return False

    def check_said(self) -> bool:
        """Return whether anything is said at all."""
        if (self.words.data or "").strip() or self.ticked or self.statements.data:
            return True
        self.words.errors = [_("Write a few words, or tick what happened.")]
        self.status = 422
        return False

    def head(self, *, on_paper: bool = False) -> Head:
        """Return what its readers see first."""
        nobody_told = self.said_no or (on_paper and self.hurt_soon.data)
        answered = Soon.DO_NOT_TELL if nobody_told else Soon.NOT_ASKED
        return Head(
            about=self.about.data,
            signs=self.ticked,
            statements=tuple(self.statements.data or ()),
            soon=Soon.TELL if self.soon.data == Answered.TOLD else answered,
            complaint=self.complaint.data,
            left_out=tuple(self.left_out.data or ()),
            on_paper=on_paper,
        )

    def body(self, earlier: str = "") -> Body:
        """Return the words; a name and a way to reply only where it is to be a complaint."""
        gives = self.complaint.data is not Complaint.NO
        sender, way = (self.sender.data or "", self.way_to_reply.data or "") if gives else ("", "")
        return Body(self.words.data or "", sender, way, earlier)


def _is_away(chosen: Offer) -> bool:
    return chosen.recipient is not Recipient.MANAGER
