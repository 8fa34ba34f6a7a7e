"""What is asked of somebody who leaves the ward or moves: one choice for each open item, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar, cast
from uuid import UUID

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.alerts.forms import AsksWhetherSoon
from wardvoice.board.queries import Line
from wardvoice.board.words import in_short
from wardvoice.core.errors import MOVED_ON
from wardvoice.people.forms.secrets import KnownBy
from wardvoice.web.fields import Box, Choice, offer
from wardvoice.web.forms import Form, SentOnce

FOR_ITEM = "wish_"
F = TypeVar("F", bound="WishesForm")


class Wish(StrEnum):
    """What a leaver wants for an item. Only of the rep and of letting go is the ward told."""

    ADVOCATE = "advocate"
    REP = "rep"
    LET_GO = "let-go"
    ALONG = "along"


WISHES: Mapping[Wish, Any] = {
    Wish.ADVOCATE: _l("Tell me the answer through the advocate"),
    Wish.REP: _l("Hand it to the rep"),
    Wish.LET_GO: _l("Close it for me"),
    Wish.ALONG: _l("I move to another ward here. I take it along"),
}
HINTS: Mapping[Wish, Any] = {
    Wish.ADVOCATE: _l("Only the advocate learns this."),
    Wish.REP: _l("The rep says for you if it happened. The ward can read that who asked has left."),
    Wish.LET_GO: _l("It stays to be read. The ward can read that who asked has left and let it go."),
    Wish.ALONG: _l("You get five words. They open it at the screens of every ward."),
}
MOVING_WISHES: Mapping[Wish, Any] = {
    Wish.ALONG: _l("I take it along"),
    Wish.REP: WISHES[Wish.REP],
    Wish.LET_GO: WISHES[Wish.LET_GO],
}


class WishesForm(Form, SentOnce):
    """One choice for each open item, added by `_with_wishes`."""

    items: tuple[UUID, ...] = ()

    def wishes(self) -> list[Any]:
        """Return the boxes of the items, in their order."""
        return [self[_name(item_id)] for item_id in self.items]

    def chosen(self, wish: Wish) -> list[UUID]:
        """Return the items for which this was chosen."""
        return [item_id for item_id in self.items if self[_name(item_id)].data is wish]

    @property
    def has_changed(self) -> bool:
        """True where it was sent for an item that is not, or no longer, an open one of whoever leaves."""
        sent = {name for name in request.form if name.startswith(FOR_ITEM)}
        return bool(sent - {_name(item_id) for item_id in self.items})

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether something was chosen for every item."""
        good = super().validate(extra_validators)
        if good and self.has_changed:
            self.form_errors.append(_(MOVED_ON))
            self.status = 409
            return False
        return good


class LeavingForm(AsksWhetherSoon, WishesForm):
    """Make it with `leaving_form`, which adds one choice for each open item."""

    told = Box(
        _l("For the advocate: what do you want to know, and how can they reach you?"),
        rows=4,
        hint=_l("Only if you chose the advocate. They do not know who you are: say where to write or call."),
    )
    offers_advocate = False

    def explained(self) -> list[tuple[Any, Any]]:
        """Return each answer that is offered, and what it means."""
        return [(WISHES[wish], HINTS[wish]) for wish in Wish if wish is not Wish.ADVOCATE or self.offers_advocate]

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether something was chosen for every item, and the advocate is told what to tell."""
        return super().validate(extra_validators) and self._makes_sense()

    def _makes_sense(self) -> bool:
        says, asks = bool((self.told.data or "").strip()), bool(self.chosen(Wish.ADVOCATE))
        if asks and not says:
            self.told.errors = [_("Say what you want to know, and how the advocate can reach you.")]
        if says and not asks:
            self.told.errors = [_("Choose the advocate for one of them, or empty this box.")]
        self.status = 200 if asks == says else 422
        return asks == says


class MovingForm(WishesForm):
    """Where somebody moves with their ward name. Make it with `moving_form`."""

    ward = Choice(_l("To which ward do you move?"), needed=_l("Choose the ward to which you move."))

    def explained(self) -> list[tuple[Any, Any]]:
        """Return what is told to the ward of an item that does not come along."""
        return [(WISHES[wish], HINTS[wish]) for wish in (Wish.REP, Wish.LET_GO)]


class ArrivingForm(KnownBy, SentOnce):
    """On the new ward: the PIN, and another word where one's own is not free; `word` is None where it is."""

    word = Choice(_l("Choose another ward name"), needed=_l("Choose one of the words."))


def leaving_form(lines: Iterable[Line], *, offers_advocate: bool) -> LeavingForm:
    """Return the form for these items; the advocate is only offered where one can be reached."""
    offered = {wish: words for wish, words in WISHES.items() if wish is not Wish.ADVOCATE or offers_advocate}
    return _with_wishes(LeavingForm, lines, offered, offers_advocate=offers_advocate)


def moving_form(lines: Iterable[Line], wards: Mapping[str, str]) -> MovingForm:
    """Return the form for these items and wards; what is not taken along goes to the rep, or is let go."""
    form = _with_wishes(MovingForm, lines, MOVING_WISHES, first=Wish.ALONG)
    offer(form.ward, wards)
    return form


def _with_wishes(
    form: type[F], lines: Iterable[Line], offered: Mapping[Wish, Any], *, first: Wish | None = None, **more: Any
) -> F:
    asked = {line.asked.id: in_short(line.asked) for line in lines}
    facts = {"words": offered, "needed": _l("Choose one answer for this."), "default": first}
    boxes = {_name(item_id): Choice(label, **facts) for item_id, label in asked.items()}
    made = {"items": tuple(asked), **more, **boxes}
    return cast(F, type(f"{form.__name__}OfItems", (form,), made)())


def _name(item_id: UUID) -> str:
    return f"{FOR_ITEM}{item_id.hex}"
