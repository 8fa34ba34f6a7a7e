"""The catalogue of words: which language a page speaks, looked up once for each request and not for each word."""

from __future__ import annotations

from typing import Any

from flask import Flask, g
from flask_babel import Babel, Domain, get_locale

from wardvoice.web.hall import Hall

DEFAULT = "en_GB"


class Catalogue(Domain):  # type: ignore[misc]
    """Flask-Babel's catalogue, which would otherwise work out the language anew for every word."""

    def get_translations(self) -> Any:
        """Return the translations into the language of this request."""
        if "catalogue" not in g:
            g.catalogue = super().get_translations()
        return g.catalogue


def install(app: Flask) -> None:
    """Teach the application and its templates to speak."""
    hall: Hall = app.extensions["hall"]
    babel = Babel(app, default_locale=DEFAULT, default_timezone=hall.settings.timezone)
    catalogue = babel.domain_instance = Catalogue()

    def one(text: str) -> str:
        said: str = catalogue.get_translations().ugettext(text)
        return said

    def many(singular: str, plural: str, count: int) -> str:
        said: str = catalogue.get_translations().ungettext(singular, plural, count)
        return said

    app.jinja_env.install_gettext_callables(one, many, newstyle=True)  # type: ignore[attr-defined]


def language() -> tuple[str, str]:
    """Return the language of this page and its direction, as HTML writes them."""
    locale = get_locale()
    return (locale.language, locale.text_direction) if locale else ("en", "ltr")
