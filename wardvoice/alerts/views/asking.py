"""The question over every free text that a patient sends, and the alert that a yes raises (C5).

A view asks `ask_whether_soon(form, words)` once its form makes sense, before it stores anything; what it returns is the
page to answer with. On a yes the alert is stored by itself, at once and before the words: nothing that befalls them
takes it back. The app never alerts against the writer's answer.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wardvoice.alerts import commands
from wardvoice.alerts.forms import AsksWhetherSoon, Soon, mark_of
from wardvoice.alerts.rules import looks_serious
from wardvoice.alerts.views.room import is_promised, looking
from wardvoice.alerts.views.telling import keep_told
from wardvoice.core.policy import May, may
from wardvoice.storage.apart_work import ApartWork
from wardvoice.web import apart
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_actor, this_screen
from wardvoice.web.pages import Answer, page
from wardvoice.web.sessions import new_token
from wardvoice.web.tongue import language

__all__ = ["AsksWhetherSoon", "ask_whether_soon", "raise_if_yes"]

TRIES = 2


def ask_whether_soon(
    form: AsksWhetherSoon,
    words: str | None,
    about_staff: bool | None = None,
    *,
    ticked: bool = False,
    read_on_ward: bool = True,
    if_no: str = "",
) -> Answer | None:
    """Return the page that asks "Shall we tell someone now?"; None where nothing is to be asked, or it was answered.

    `about_staff` says whether the danger may come from somebody who works here; None where the form has not asked, and
    then the question offers both ways. `ticked` asks whatever the words look like: the writer says that it is serious.
    Words that are `read_on_ward` are kept back from it, until whoever calls past the ward says once more to send them.
    `if_no` tells what becomes of the words then; the page says so before anybody answers.
    """
    if not may(this_actor(), May.CALL_FOR_HELP):
        return None
    text = words or ""
    keeps_back = about_staff is None and read_on_ward and form.soon.data == Soon.AWAY
    raise_if_yes(form, about_staff=about_staff)
    if keeps_back:
        return page("alerts/kept_back.html", words=text, carried=form.sent_again(soon=Soon.TOLD.value))
    if form.is_settled(text) or not (ticked or looks_serious(text, language()[0])):
        return None
    with looking() as session:
        proven = {away: is_promised(session, about_staff=away) for away in (False, True)}
    carried = form.sent_again(soon_of=mark_of(text), pressed=new_token())
    facts: dict[str, Any] = {"about_staff": about_staff, "proven": proven, "if_no": if_no}
    return page("alerts/soon.html", words=text, carried=carried, **facts)


def raise_if_yes(form: AsksWhetherSoon, *, about_staff: bool | None = None) -> None:
    """Raise the alert that a writer has just said yes to, and let each page of this visit tell what becomes of it."""
    screen = this_screen()
    if not form.wants_somebody or screen is None:
        return
    away = bool(about_staff) or form.soon.data == Soon.AWAY
    keep_told(_raise(place=screen.place, about_staff=away, pressed=form.pressed.data or None))
    form.soon.data = Soon.TOLD.value


def _raise(*, place: str, about_staff: bool, pressed: str | None) -> bytes:
    """Store an alert in a transaction of its own; whoever else raises one there at the same moment is joined."""
    apart.settle(good=False)  # nothing of this request is stored yet, and two of its hands may not wait for each other
    for left in reversed(range(TRIES)):
        try:
            return _store(place, about_staff, pressed)
        except IntegrityError:
            if not left:
                raise
    raise AssertionError("unreachable")


def _store(place: str, about_staff: bool, pressed: str | None) -> bytes:
    hall = the_hall()
    with Session(apart.the_apart()) as session:
        work = ApartWork(session, this_actor(), hall.clock, hall.pepper)
        alert_id: bytes = commands.raise_alert(work, place=place, about_staff=about_staff, pressed=pressed).id
        work.commit()
    return alert_id
