"""From a ward card to a ward name, in three steps: the card, a word, a PIN or four pictures."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people import commands, queries
from wardvoice.people.forms.doors import CardForm, NewPinForm, WordForm
from wardvoice.people.forms.secrets import By
from wardvoice.people.hashing import hash_pin
from wardvoice.people.rules.locks import check_pin
from wardvoice.people.rules.pictures import check_pictures
from wardvoice.people.views.room import bp, the_gate
from wardvoice.web.fields import offer
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_screen, this_ward, this_work
from wardvoice.web.pages import Answer, page, receipt

NOT_GOOD = N_("This card does not work. Look at the letters again. Or ask your rep or the advocate for a new card.")


@bp.get("/cards/use")
@requires(May.TAKE_WARD_NAME)
def use_card() -> Answer:
    """Ask for the letters on the card."""
    return page("people/use_card.html", form=CardForm())


@bp.post("/cards/use")
@requires(May.TAKE_WARD_NAME)
def show_words() -> Answer:
    """Look at the card and show some words to choose from."""
    form = CardForm()
    if form.validate():
        with form.refusals():
            _card_id(form.code.data)
            return _words(WordForm())
    return page("people/use_card.html", form=form, status=form.status)


@bp.post("/cards/use/word")
@requires(May.TAKE_WARD_NAME)
def choose_word() -> Answer:
    """Take the word, and ask for a PIN."""
    form = WordForm()
    if not _card_is_good(form):
        return _back_to_the_card(form)
    offer(form.word, _on_offer(form.word.data))
    if form.validate():
        return page("people/new_pin.html", form=NewPinForm())
    return _words(form)


@bp.post("/cards/use/pin")
@requires(May.TAKE_WARD_NAME)
def choose_pin() -> Answer:
    """Make the ward name. A PIN is never shown again, not even to mend it, and neither are pictures."""
    form = NewPinForm()
    if not form.turned and form.validate():
        with form.refusals():
            return _make(form)
    if form.turned or any(box.errors for box in form.secret_boxes):
        return page("people/new_pin.html", form=form, status=form.status)
    return _words(WordForm(), form.word.errors) if form.word.errors else _back_to_the_card(form)


def _card_is_good(form: WordForm) -> bool:
    with form.refusals():
        _card_id(form.code.data)
    return form.status == 200


def _make(form: NewPinForm) -> Answer:
    _check(form)
    card_id = _card_id(form.code.data, once=form.once.data)
    work = this_work()
    pin_hash = hash_pin(work.pepper, form.secret)
    card = queries.unused_card(work.session, this_ward().id, card_id)
    chosen = {"word": form.word.data or "", "old_word": form.old_word.data or ""}
    name = commands.use_card(work, card=card, pin_hash=pin_hash, once=form.once.data, **chosen)
    return receipt("people/named.html", word=name.word, old_word=form.old_word.data, by=form.way)


def _check(form: NewPinForm) -> None:
    first, again = (box.data or "" for box in form.secret_boxes)
    if form.way is By.PICTURES:
        check_pictures(first.split(), again.split())
    else:
        check_pin(first, again)


def _card_id(code: str | None, once: str | None = None) -> UUID:
    screen = this_screen()
    place = str(screen.id) if screen else ""
    card_id = the_gate().card(ward_id=this_ward().id, place=place, code=code or "", once=once)
    if card_id is None:
        raise RuleBroken(NOT_GOOD, field="code")
    return card_id


def _on_offer(chosen: str | None) -> dict[str, str]:
    """Return words to choose from: the one chosen already, if it is still free, and fresh ones."""
    work, ward_id = this_work(), this_ward().id
    words = queries.words_on_offer(work.session, ward_id, work.today)
    if chosen and queries.is_on_offer(work.session, ward_id, chosen, work.today):
        words = sorted({chosen, *words[: len(words) - 1]})
    return {word: word for word in words}


def _words(form: WordForm, errors: Sequence[str] = ()) -> Answer:
    if errors or not form.word.errors:
        offer(form.word, _on_offer(None))
    if errors:
        form.word.errors, form.status = list(errors), 422
    return page("people/choose_word.html", form=form, status=form.status)


def _back_to_the_card(refused: WordForm | NewPinForm) -> Answer:
    form = CardForm()
    form.code.errors, form.form_errors = list(refused.code.errors), list(refused.form_errors)
    return page("people/use_card.html", form=form, status=refused.status)
