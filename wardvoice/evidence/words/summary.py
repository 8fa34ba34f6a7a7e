"""The figures in plain words for one page: what was asked, what came of it, and what is good (E5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from wardvoice.agenda.rules import Topic
from wardvoice.agenda.words import TOPIC_ICONS, TOPICS
from wardvoice.evidence.queries.themes import Topic as Asked
from wardvoice.evidence.rules.figures import Figure

MOST_TOPICS = 4
MOST_DOTS = 30
"""More of them nobody counts: then a bar is drawn."""


@dataclass(frozen=True)
class Row:
    """One number of a card: "7 of 9", and what it is. `of` is None where it is a count alone."""

    words: str
    number: int
    of: int | None = None

    @property
    def told(self) -> str:
        """The number in words."""
        return str(self.number) if self.of is None else _("%(number)s of %(of)s", number=self.number, of=self.of)

    @property
    def has_dots(self) -> bool:
        """Whether it is shown as shapes, one for each; else as a bar."""
        return self.of is not None and self.of <= MOST_DOTS

    @property
    def percent(self) -> float:
        """How far a bar is filled, from 0 to 100."""
        return 100 * self.number / self.of if self.of else 0.0


@dataclass(frozen=True)
class Card:
    """One thing to know: its picture, its title, its numbers, and a sentence that says what counts."""

    icon: str
    title: str
    rows: Sequence[Row]
    says: str = ""


def cards(figures: Mapping[str, Figure]) -> list[Card]:
    """Return the cards of a ward and period, in the order in which things happen; those with nothing are left out."""
    found = [
        Card(
            "clock",
            _("Did we get an answer in 14 days?"),
            _rows(figures, {"5": _("things got an answer")}),
            _("Yes, partly or no: each is an answer. Passing it on is none."),
        ),
        Card(
            "kept",
            _("Did staff keep their promises on time?"),
            _rows(figures, {"7": _("promises were kept on time")}),
            _("On time means: by the first day they said."),
        ),
        Card(
            "done-said",
            _("Is it done?"),
            _rows(figures, {"11": _("done, and patients say so"), "11-staff": _("done, but only staff say so")}),
            _("Staff cannot say alone that a promise is kept."),
        ),
        Card(
            "moved",
            _("What had to wait?"),
            _rows(
                figures,
                {"8-once": _("promises got a later day"), "9-agendas": _("things came up at 3 meetings or more")},
            ),
            _("A promise can get a new day. The first day stays in sight."),
        ),
        Card("idea", _("Did it change something?"), _rows(figures, {"12": _("things led to a change")})),
        Card(
            "visits",
            _("Did our meetings take place?"),
            _rows(figures, {"1": _("meetings were held")}),
            _("A meeting that was called off is not held."),
        ),
    ]
    return [card for card in found if card.rows]


def _rows(figures: Mapping[str, Figure], words: Mapping[str, str]) -> list[Row]:
    told = ((figures[key], said) for key, said in words.items())
    return [Row(said, one.numerator or 0, one.denominator) for one, said in told if one.denominator]


def asked(figures: Mapping[str, Figure]) -> str:
    """Return how much patients asked for."""
    return str(ngettext("We asked for %(num)s thing.", "We asked for %(num)s things.", figures["12"].denominator or 0))


def most_asked(topics: Sequence[Asked]) -> list[tuple[str, str]]:
    """Return picture and name of what was asked about most."""
    known = [Topic(one.key) for one in topics[:MOST_TOPICS]]
    return [(TOPIC_ICONS[topic], str(TOPICS[topic])) for topic in known]


def good(figures: Mapping[str, Figure]) -> list[str]:
    """Return the good things that patients said."""
    thanks, keep = figures["thanks"].numerator or 0, figures["keep-this"].numerator or 0
    said = []
    if thanks:
        said.append(ngettext("We said thank you %(num)s time.", "We said thank you %(num)s times.", thanks))
    if keep:
        said.append(ngettext("We said “keep this” %(num)s time.", "We said “keep this” %(num)s times.", keep))
    return [str(one) for one in said]
