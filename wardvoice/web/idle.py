"""How long a page may stay alone at a screen of the ward, and what it has to know to end by itself."""

from __future__ import annotations

from datetime import timedelta

from flask import g, request
from markupsafe import Markup

from wardvoice.core.actor import Door
from wardvoice.web import cookies
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import UNKNOWN, this_actor

SLACK = timedelta(seconds=30)
"""By so much the server waits longer than the page, which tells it more often than that of whoever goes on."""


def may_rest() -> timedelta:
    """Return how long whoever asks may do nothing before the session ends; a box to write in gives more time."""
    settings, door = the_hall().settings, g.get("caller", UNKNOWN).actor.door
    if door is Door.LAPTOP:
        return settings.idle_laptop
    if door is Door.TERMINAL:
        return settings.idle_terminal_writing if g.get("has_box") else settings.idle_terminal
    return settings.idle_staff


def page_seconds() -> int:
    """Return after how many seconds without scripts a page at a ward screen ends."""
    return _seconds(may_rest())


def ends() -> bool:
    """Return whether this page has to end: the start page has nothing of anybody until they chose or said something."""
    somebodys = cookies.read(cookies.LOOK) or cookies.read(cookies.WORDS)
    return this_actor().id is not None or request.path != "/" or bool(somebodys)


def marks() -> Markup:
    """Return, as attributes, after how many seconds without key, touch or scroll scripts cover, warn and end."""
    if not ends():
        return Markup()
    settings, at_laptop = the_hall().settings, this_actor().door is Door.LAPTOP
    end = settings.idle_laptop if at_laptop else settings.idle_terminal
    marks = Markup('data-warn="{}" data-end="{}"').format(_seconds(end - settings.idle_warning), _seconds(end))
    return marks if at_laptop else marks + Markup(' data-cover="{}"').format(_seconds(settings.cover_terminal))


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
