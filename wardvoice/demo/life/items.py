"""An item on its way to an agenda: sent, read by the rep, placed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wardvoice.agenda import commands as agenda
from wardvoice.core.actor import Actor
from wardvoice.demo.fates import Brought
from wardvoice.demo.life.ward import Life
from wardvoice.demo.timeline import Story


def an_item(life: Life, brought: Brought, day: date) -> Story:
    """Somebody sends an item, or somebody writes it down for them; whoever has gone home sends no more."""
    yield life.moment(day, brought.hour, life.chance.randrange(55))
    if brought.by is None or brought.by in life.cast.patients:
        life.arrives(_send(life, brought), brought)


def _send(life: Life, brought: Brought) -> Any:
    said = brought.said
    about = {"kind": said.kind, "topic": brought.topic, "words": said.words, "shown_as": brought.shown_as}
    if brought.written_by:
        return life.tell(writer(life, brought.written_by), agenda.write_for, paper=_paper(life, brought), **about)
    return life.tell(author(life, brought), agenda.raise_item, feeling=brought.feeling, **about)


def _paper(life: Life, brought: Brought) -> agenda.Paper | None:
    """Return when something was handed in on paper, with no number: the corner of the form was torn off."""
    if brought.on_paper is None:
        return None
    return agenda.Paper(life.today - timedelta(days=brought.on_paper))


def author(life: Life, brought: Brought) -> Actor:
    """Return whoever sends an item: a ward name, or somebody who did not sign in."""
    return life.cast.patients[brought.by].actor if brought.by else life.cast.unsigned


def writer(life: Life, key: str) -> Actor:
    """Return whoever writes an item down for somebody else: the rep, or a member of staff."""
    return life.cast.chair if key == "rep" else life.cast.staff[key].actor


def read_and_place(life: Life, meeting: Any) -> None:
    """The rep reads what has come and puts it on the agenda, good things last."""
    chair = life.cast.chair
    for item in list(life.waiting.values()):
        brought = life.fates[item.id]
        if brought.read:
            if not life.carried.get(item.id):
                life.tell(chair, agenda.read_item, item=item)
            life.tell(chair, agenda.place_item, meeting=meeting, item=item)
