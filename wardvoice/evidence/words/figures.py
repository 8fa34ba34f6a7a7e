"""How a figure reads: its name, its numbers, and how it was counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import format_decimal, format_percent, ngettext
from flask_babel import gettext as _

from wardvoice.actions.rules import Class
from wardvoice.actions.words import state
from wardvoice.evidence.rules.figures import Figure
from wardvoice.evidence.words.measures import HOW, HOW_BESIDE, NAMES


class Unit(StrEnum):
    """In what a figure is told."""

    SHARE = "share"
    DAYS = "days"
    PER = "per"
    NUMBER = "number"


CLASS = "class-"
DAYS = frozenset({"7-median-days", "10-median", "10-nine-in-ten", "22"})
PER = frozenset({"3", "4"})
NO_SHARE = frozenset({"thanks", "keep-this", "withdrawn", "merged", "by-staff"})


HEADLINES = frozenset({"1", "5", "7", "9-agendas", "9-raised", "11", "11-staff"})
"""What stands as big as on the board. That only staff say done is as large as that patients do (rules.md)."""


SIDE_BY_SIDE = ("7", "7-median-days", "7-far", "11", "11-staff", "9-agendas", "9-raised", "5", "1")
"""What is told of each ward beside the others."""


@dataclass(frozen=True)
class Told:
    """A figure in words: `big` is read first, `small` stands beside it; empty where there is nothing to say."""

    big: str
    small: str = ""


def unit(key: str) -> Unit:
    """Return in what a figure is told."""
    if key in DAYS:
        return Unit.DAYS
    if key in PER:
        return Unit.PER
    return Unit.NUMBER if key in NO_SHARE else Unit.SHARE


def told(figure: Figure) -> Told:
    """Return a figure in words."""
    if figure.value is None:
        return Told(_("nothing to count"))
    kind = unit(figure.key)
    if kind is Unit.DAYS:
        return Told(ngettext("%(num)s day", "%(num)s days", round(figure.value)), _of_how_many(figure))
    if kind is Unit.NUMBER:
        return Told(str(figure.numerator))
    if kind is Unit.PER:
        said = _("%(number)s for %(of)s", number=figure.numerator, of=figure.denominator)
        return Told(format_decimal(round(figure.value, 1)), said)
    if figure.numerator is None:
        return Told(format_percent(figure.value), _of_how_many(figure))
    return Told(of(figure), format_percent(figure.value))


def in_short(figure: Figure) -> str:
    """Return what of a figure is read first: its two numbers, without the rest, which a table of many wards spares."""
    if figure.value is None:
        return "–"
    return of(figure) if unit(figure.key) is Unit.SHARE and figure.numerator is not None else told(figure).big


def name(figure: Figure) -> str:
    """Return the name of a figure."""
    if figure.key.startswith(CLASS):
        return state(Class(figure.key.removeprefix(CLASS))).words
    said = str(NAMES[figure.key])
    return str(_("Not held: %(why)s", why=said)) if figure.key.startswith("1-") else said


def asked_of_each(figure: Figure) -> str:
    """Return what a list answers with yes or no for each of its lines: the head of that column."""
    return str(_("Something new came")) if figure.key == "22" else name(figure)


def of(figure: Figure) -> str:
    """Return the two numbers of a share: "3 of 8"."""
    return str(_("%(number)s of %(of)s", number=figure.numerator, of=figure.denominator))


def _of_how_many(figure: Figure) -> str:
    if figure.key == "22":
        return str(ngettext("in %(num)s day", "in %(num)s days", figure.denominator or 0))
    return "" if figure.key == "10-nine-in-ten" else str(_("the middle one of %(count)s", count=figure.denominator))


def how_counted(figure: Figure) -> str:
    """Return how a figure was counted."""
    if figure.key.startswith(CLASS):
        return str(HOW["8"])
    return str(HOW_BESIDE.get(figure.key) or HOW.get(figure.measure, ""))


def two_views(figures: Mapping[str, Figure]) -> list[tuple[str, str, int]]:
    """Return, of the promises of the period, what staff say, what patients say, and of how many that is so."""
    views = [
        (_("Done"), _("Done"), ("kept-on-time", "kept-late")),
        (_("Done"), _("Nobody has said"), ("staff-say-done",)),
        (_("Done"), _("Not asked for long yet"), ("waiting-for-patients",)),
        (_("Done"), _("Not done, or only partly"), ("disputed",)),
        (_("It cannot be done"), _("We agreed to leave it"), ("agreed-not-to",)),
        (_("It cannot be done"), _("Not asked yet"), ("asked-to-be-let-off",)),
        (_("Not done, and the day has passed"), _("Still waiting"), ("not-kept",)),
        (_("Not done, and moved to a later day"), _("Still waiting"), ("moved",)),
        (_("On the way"), _("Still waiting"), ("on-the-way",)),
    ]
    return [(staff, patients, sum(_number(figures, kind) for kind in kinds)) for staff, patients, kinds in views]


def _number(figures: Mapping[str, Figure], kind: str) -> int:
    return figures[f"{CLASS}{kind}"].numerator or 0
