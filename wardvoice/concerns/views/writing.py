"""Writing to somebody in private at a ward terminal (C1, C4, C5, C9, C11)."""

from __future__ import annotations

from typing import Any

from wardvoice.concerns.forms.writing import Page, WriteForm
from wardvoice.concerns.rules import Hint, hints
from wardvoice.concerns.views.asking import ask_in_private
from wardvoice.concerns.views.looking import leaves_at, names_of_people, nobody_signed_in, offers_now
from wardvoice.concerns.views.room import bp
from wardvoice.concerns.views.sending import send
from wardvoice.core.policy import May
from wardvoice.slips.views import held
from wardvoice.web.guard import requires
from wardvoice.web.pages import Answer, page


@bp.route("/concerns/new", methods=["GET", "POST"])
@requires(May.WRITE_PRIVATELY, hidden=True, forgets=True)
def write() -> Answer:
    """Lead somebody to Send on at most four pages."""
    was_somebody = nobody_signed_in()
    every, form = offers_now(), WriteForm()
    form.offering(every)
    turn = form.turn()
    form.offering(every)  # a button may have changed what happened
    if asked := _ask_whether_soon(form, turn):
        return asked
    if turn is None:
        with form.refusals():
            return send(form)
    return _show(form, turn or form.mistaken(), was_somebody=was_somebody)


def _show(form: WriteForm, number: Page, *, was_somebody: bool) -> Answer:
    facts = _before_sending(form) if number is Page.SEND else {}
    facts |= {"has_earlier": held() is not None, "was_somebody": was_somebody, "leaves_at": leaves_at, "when": None}
    return page("concerns/write.html", form=form, status=form.status, number=number, Page=Page, last=Page.SEND, **facts)


def _ask_whether_soon(form: WriteForm, turn: Page | None) -> Answer | None:
    """Ask whether somebody shall be told now, once the words are there: on the way to the last page, and at Send.

    Whatever else is still missing there waits until it is answered.
    """
    if turn not in (Page.SEND, None) or form.came_from < Page.WORDS or form.is_taken_up:
        return None
    return ask_in_private(form, form.words.data, form.about_staff, ticked=bool(form.hurt_soon.data))


def _before_sending(form: WriteForm) -> dict[str, Any]:
    """Return what could tell who wrote it, after a button has taken some of it out."""
    form.take_hints(names_of_people(form.words.data or ""))
    text = form.words.data or ""
    found: dict[Hint, list[str]] = {}
    for one in hints(text, names_of_people(text)):
        found.setdefault(one.hint, []).append(one.words)
    return {"found": found, "has_names": Hint.NAME in found}
