"""What stands around a page: the links of staff, the choices of text size and contrast."""

from __future__ import annotations

from flask import current_app, g, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.core.policy import May, could
from wardvoice.web import cookies
from wardvoice.web.guard import required_by
from wardvoice.web.identity import this_actor, this_caller

COUNCIL_LINKS = frozenset({"council.view"})
LOOK = frozenset({"size", "contrast"})
SIZES = ("larger", "largest")
CONTRASTS = ("dark", "light")

STAFF_LINKS = (
    ("home.start", _l("Start")),
    ("board.board", _l("Ward board")),
    ("board.agenda", _l("Next agenda")),
    ("meetings.index", _l("Meetings")),
    ("actions.index", _l("Promises")),
    ("evidence.hospital", _l("How wards are doing")),
    ("council.view", _l("Council")),
    ("alerts.index", _l("Alerts")),
    ("people.cards", _l("Ward cards")),
    ("reps.terms", _l("Reps")),
    ("people.absences", _l("Away")),
    ("concerns.inbox", _l("Sent in private")),
    ("wards.settings", _l("Ward")),
    ("wards.screens", _l("Screens")),
    ("people.accounts", _l("Accounts")),
    ("signon.groups", _l("Hospital sign-on")),
    ("records.schedule", _l("Records")),
    ("people.my_account", _l("My account")),
)

ACCOUNT_LINKS = (
    ("diary.diary", _l("Mail and calendar")),
    ("records.about_me", _l("What is kept about me")),
)
"""What stands on the page of one's own account, of rooms above that page's own."""


def account_links() -> list[tuple[str, str]]:
    """Return the pages of rooms above that belong to one's own account, by address and name."""
    return [(url_for(endpoint), str(words)) for endpoint, words in ACCOUNT_LINKS if _opens(endpoint)]


def staff_links() -> list[tuple[str, str]]:
    """Return the pages that this person can open, by address and name."""
    named = dict(STAFF_LINKS)
    if not could(this_actor(), May.COMPARE_WARDS):
        named["evidence.hospital"] = _l("How this ward is doing")
    return [(url_for(endpoint), str(words)) for endpoint, words in named.items() if _opens(endpoint)]


def is_here(address: str) -> bool:
    """Return whether a link leads to the page that is shown."""
    return request.path == address


def look_choices() -> list[tuple[str, str, str, bool]]:
    """Return the buttons for text size and contrast: field, words, value, and whether it is chosen now."""
    size, contrast = chosen_look()
    return [
        ("size", _("Normal text"), "", size == ""),
        ("size", _("Larger text"), "larger", size == "larger"),
        ("size", _("Largest text"), "largest", size == "largest"),
        ("contrast", _("Dark page"), "" if contrast == "dark" else "dark", contrast == "dark"),
        ("contrast", _("Black on white"), "" if contrast == "light" else "light", contrast == "light"),
    ]


def chosen_look() -> tuple[str, str]:
    """Return the text size and contrast chosen for this visit, or just now."""
    size, _dot, contrast = (g.get("look") or cookies.read(cookies.LOOK) or "").partition(".")
    return known_look(size, contrast)


def known_look(size: str, contrast: str) -> tuple[str, str]:
    """Return a look with everything left out that we do not offer."""
    return size if size in SIZES else "", contrast if contrast in CONTRASTS else ""


def page_link(number: int, show: str | None = None) -> str:
    """Return the address of another page of the list that is shown; `show` tells which part of it was chosen.

    Nothing else of the address goes along: a part that is drawn once for everybody would pass it on to them.
    """
    return url_for(request.endpoint or "home.start", **(request.view_args or {}), show=show, page=number)


def _opens(endpoint: str) -> bool:
    if endpoint not in current_app.view_functions:
        return False
    what = required_by(endpoint)
    there = endpoint not in COUNCIL_LINKS or this_caller().has_council
    return what is not None and could(this_actor(), what) and there
