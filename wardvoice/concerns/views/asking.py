"""The question over serious words, as it is put to somebody who writes in private (C5)."""

from __future__ import annotations

from wardvoice.alerts.forms import AsksWhetherSoon
from wardvoice.alerts.views.asking import ask_whether_soon
from wardvoice.concerns.words import labels
from wardvoice.web.pages import Answer


def ask_in_private(
    form: AsksWhetherSoon, words: str | None, about_staff: bool | None, *, ticked: bool = False
) -> Answer | None:
    """Return the page that asks whether somebody shall be told now, or None; nobody on the ward reads these words."""
    page = {"if_no": str(labels.IF_NO), "template": "concerns/soon.html"}
    return ask_whether_soon(form, words, about_staff, ticked=ticked, read_on_ward=False, **page)
