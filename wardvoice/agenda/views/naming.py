"""The questions before words are sent: whether somebody shall come now (C5), and whether they name somebody (I6)."""

from __future__ import annotations

from wardvoice.agenda.forms.asking import AsksOnce
from wardvoice.agenda.rules import ItemKind
from wardvoice.agenda.words import instead_of
from wardvoice.alerts.views.asking import ask_whether_soon
from wardvoice.people.queries.known import named_in
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, page


def ask_about_names(form: AsksOnce, words: str | None, kind: ItemKind | None = None) -> Answer | None:
    """Return the page that asks "Send it as it is, or change my words?"; None where nothing is to be asked.

    Before that it asks whether somebody shall be told now: no form with a patient's own words passes it by.
    """
    if serious := ask_whether_soon(form, words):
        return serious
    if form.asked.data or not words:
        return None
    work = this_work()
    own = this_actor().name if this_actor().is_patient else None
    staff_too = kind is not ItemKind.THANKS
    found = named_in(work.session, work.ward_id, work.today, words, own=own, staff_too=staff_too)
    if not found:
        return None
    names = [(one.word, instead_of(one)) for one in found]
    in_private = any(one.job for one in found)
    return page("agenda/named.html", names=names, words=words, carried=form.carried_on(), in_private=in_private)
