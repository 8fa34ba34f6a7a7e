"""Which words of a retelling look like somebody's name: public words hold none (P44)."""

from __future__ import annotations

from flask import current_app

from wardvoice.web.identity import this_work


def names_in(text: str) -> tuple[str, ...]:
    """Return the words of a text that look like a name of somebody on this ward."""
    work = this_work()
    found: tuple[str, ...] = current_app.extensions["names_in"](work.session, work.ward_id, work.today, text)
    return found
