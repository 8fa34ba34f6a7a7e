"""Ward cards, counted in the open; drawn and retired by whoever keeps them; and the beds that limit them."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May
from wardvoice.people import commands, queries
from wardvoice.people.forms.wardlife import BedsForm, DrawForm
from wardvoice.people.rules.names import shown_card_code
from wardvoice.people.views.room import bp
from wardvoice.wards import queries as of_wards
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_ward, this_work
from wardvoice.web.pages import Answer, done, page, receipt


@bp.get("/cards")
@requires(May.SEE_CARDS)
def cards() -> Answer:
    """Show everybody how many cards were drawn, used and retired."""
    return _cards(DrawForm())


@bp.post("/cards")
@requires(May.DRAW_CARD)
def draw() -> Answer:
    """Draw cards and show their codes, this once."""
    work, ward, form = this_work(), this_ward(), DrawForm()
    work.require(May.DRAW_CARD, queries.card_pile(work.session, ward.id, work.today))
    if form.validate():
        with form.refusals():
            how_many = form.how_many.data or 0
            codes = commands.draw_cards(work, ward_id=ward.id, how_many=how_many, once=form.once.data)
            return receipt("people/drawn.html", codes=[shown_card_code(code) for code in codes])
    return _cards(form)


@bp.post("/cards/<uuid:card_id>/retire")
@requires(May.DRAW_CARD)
def retire(card_id: UUID) -> Answer:
    """Let a card work no more."""
    work = this_work()
    commands.retire_card(work, card=queries.unused_card(work.session, this_ward().id, card_id))
    return done(url_for("people.cards"), say=_("The card works no more."))


@bp.get("/admin/ward/beds")
@requires(May.KEEP_WARD)
def beds() -> Answer:
    """Show how many beds the ward has, and how many ward names."""
    return _beds(BedsForm(beds=this_ward().beds))


@bp.post("/admin/ward/beds")
@requires(May.KEEP_WARD)
def change_beds() -> Answer:
    """Set how many beds the ward has."""
    work, form = this_work(), BedsForm()
    if form.validate():
        with form.refusals():
            ward = of_wards.ward(work.session, this_ward().id)
            commands.change_beds(work, ward=ward, beds=form.beds.data or 0)
            return done(url_for("wards.settings"), say=_("The number of beds is changed."))
    return _beds(form)


def _cards(form: DrawForm) -> Answer:
    work, ward = this_work(), this_ward()
    pile = queries.card_pile(work.session, ward.id, work.today)
    facts = {
        "counts": queries.card_counts(work.session, ward.id),
        "living": queries.living_names(work.session, ward.id, work.today),
        "pile": pile,
        "unused": queries.unused_cards(work.session, ward.id),
    }
    return page("people/cards.html", None, form.status, form=form, **facts)


def _beds(form: BedsForm) -> Answer:
    work = this_work()
    living = queries.living_names(work.session, this_ward().id, work.today)
    return page("people/beds.html", form=form, status=form.status, living=living)
