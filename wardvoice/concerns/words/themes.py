"""How themes read: to readers who choose one, and to everybody where the board tells of them (C10)."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.concerns.rules import Theme

THEMES = {
    Theme.STAFF_CONDUCT: _l("How staff behave"),
    Theme.RESTRAINT: _l("Being held or locked in"),
    Theme.SAFETY: _l("Feeling safe"),
    Theme.RESPECT: _l("Respect"),
    Theme.DISCRIMINATION: _l("Being treated worse because of who one is"),
    Theme.MEDICINE: _l("Medicine"),
    Theme.LEAVE: _l("Leave"),
    Theme.PRIVACY: _l("Privacy"),
    Theme.FOOD_AND_ROOMS: _l("Food and rooms"),
    Theme.OTHER_PATIENTS: _l("Other patients"),
    Theme.SOMETHING_ELSE: _l("Something else"),
}
