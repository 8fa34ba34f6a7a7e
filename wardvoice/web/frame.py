"""What every template can use: words, dates, icons, forms, and who may do what."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from flask import Flask, g
from flask_babel import get_locale
from flask_babel import gettext as _
from jinja2 import StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from wardvoice.core import policy
from wardvoice.core.policy import May
from wardvoice.web import assets, cookies, idle, menus, nhs, tongue
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import UNKNOWN, Caller, this_actor
from wardvoice.web.safety import CSRF_FIELD

MARGIN = re.compile(r"^[ \t]+", re.MULTILINE)


class NoMargins(Extension):
    """Templates are indented for whoever reads them; a page travels without that, a twentieth lighter."""

    def preprocess(self, source: str, _name: str | None, _filename: str | None = None) -> str:
        """Take the margin off each line of a template, before it is compiled; what people wrote is not in there."""
        return MARGIN.sub("", source)


def install(app: Flask) -> None:
    """Give the templates their words."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension(NoMargins)
    app.jinja_env.filters.update(clock=clock, day=day, moment=moment)
    app.jinja_env.globals.update(
        account_links=menus.account_links,
        asset=assets.address,
        csrf=csrf,
        csrf_token=csrf_token,
        error_summary=nhs.error_summary,
        field=nhs.field,
        has_box=has_box,
        icon=icon,
        is_here=menus.is_here,
        look_choices=menus.look_choices,
        may=may,
        nhs=nhs.nhs,
        open_calls=_nothing,
        other_door=_nothing,
        page_link=menus.page_link,
        idle_marks=idle.marks,
        page_ends=idle.ends,
        page_seconds=idle.page_seconds,
        picture=picture,
        staff_links=menus.staff_links,
        kept_address=_nothing,
        removal_address=_nowhere,
        told_here=_nothing,
    )
    app.context_processor(_facts)


def _nothing() -> None:
    """Stand in for what a room says on every page, until that room is built in."""


def _nowhere(_thing: str) -> None:
    """Stand in for where a higher room leads from a thing, until that room is built in."""


def csrf_token() -> str:
    """Return what makes a form one of this visit."""
    return cookies.this_visit().form_token()


def csrf() -> Markup:
    """Return the hidden field that every POST form needs."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(CSRF_FIELD, csrf_token())


def may(what: str, thing: Any = None) -> bool:
    """Return whether whoever asks may do this, by the name of the permission in small letters."""
    actor, ward_id = this_actor(), getattr(thing, "ward_id", None)
    of_another_ward = None not in (ward_id, actor.ward_id) and ward_id != actor.ward_id
    return not of_another_ward and policy.may(actor, May[what.upper()], thing)


def has_box() -> bool:
    """Return whether a box to write in has been drawn on this page."""
    return bool(g.get("has_box"))


def icon(name: str, label: str = "") -> Markup:
    """Return a picture from the sheet of icons; without a label it only stands beside words."""
    return _icon(assets.address("vendor/icons.svg"), name, label)


def picture(name: str) -> Markup:
    """Return one of the pictures from which patients choose four; its word always stands under it."""
    return _icon(assets.address("vendor/pictures.svg"), name, "")


@lru_cache(maxsize=500)
def _icon(sheet: str, name: str, label: str) -> Markup:
    shown = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="wv-icon" {}><use href="{}#{}"></use></svg>').format(shown, sheet, name)


def day(value: date | datetime) -> str:
    """Return a day as people say it: "Thursday 3 March", with the year if it is another one."""
    shown = the_hall().clock.day_of(value) if isinstance(value, datetime) else value
    pattern = "EEEE d MMMM" if shown.year == _today().year else "EEEE d MMMM y"
    return _written(shown, pattern, str(get_locale() or "en_GB"))


@lru_cache(maxsize=2000)
def _written(shown: date, pattern: str, locale: str) -> str:
    return str(format_date(shown, pattern, locale=locale))


def _today() -> date:
    if "today" not in g:
        clock = the_hall().clock
        g.today = clock.day_of(clock.now())
    today: date = g.today
    return today


def moment(value: datetime) -> str:
    """Return a day and the time on the ward's clock: "Thursday 3 March, 10:30"."""
    shown: str = _("%(day)s, %(time)s", day=day(value), time=clock(value))
    return shown


def clock(value: datetime) -> str:
    """Return a stored moment as the ward's clock shows it: "10:30"."""
    return f"{the_hall().clock.local(value):%H:%M}"


def _facts() -> dict[str, Any]:
    caller: Caller = g.get("caller", UNKNOWN)
    lang, direction = tongue.language()
    size, contrast = menus.chosen_look()
    return {
        "actor": this_actor(),
        "caller": caller,
        "contrast": contrast,
        "dir": direction,
        "is_demo": the_hall().settings.is_demo,
        "lang": lang,
        "text_size": size,
        "today": _today(),
        "ward": caller.ward,
    }
