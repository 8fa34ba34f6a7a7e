"""The minutes of a meeting as a file: a row for each promise, or one for what has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.actions.views.taken import HEADINGS as OF_A_PROMISE
from wardvoice.actions.views.taken import row_of
from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.minutes import words
from wardvoice.minutes.queries import Agreement, Given, Line
from wardvoice.minutes.queries.earlier import Earlier
from wardvoice.minutes.views.reading import facts
from wardvoice.minutes.views.stage import bp
from wardvoice.questions.queries import FromWard
from wardvoice.questions.words import from_the_ward
from wardvoice.web.frame import day
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer
from wardvoice.web.taken import take, together, words_in

HEADINGS = (
    *(_l("Part of the minutes"), _l("What"), _l("How often"), _l("In their words"), _l("This part"), _l("Hands")),
    *(_l("From the ward"), _l("What was said"), _l("Answer"), _l("Why"), _l("Put right"), _l("Who answered")),
    *(_l("Accepted"), _l("Not promised yet"), _l("Beside these minutes"), *OF_A_PROMISE),
)
HERE, BEFORE = _l("Who was here"), _l("What was promised before: did it happen?")
TALKED, LEFT = _l("What we talked about"), _l("What we asked, and did not talk about")
BESIDE = _l("Beside these minutes")


@bp.get("/meetings/<uuid:meeting_id>/minutes.csv")
@requires(May.TAKE_TABLE)
def take_minutes(meeting_id: UUID) -> Answer:
    """Give the minutes along; NotFound while there are none."""
    found = facts(this_work(), meeting_id)
    if not found["meeting"].closed_at:
        raise NotFound()
    return take("minutes", HEADINGS, _rows(found))


def _rows(found: dict[str, Any]) -> Iterator[Sequence[Any]]:
    agreement: Agreement | None = found["agreement"]
    heads = found["heads"]
    yield from (_short(HERE, who, hands=heads[one]) for one, who in words.PRESENT.items() if heads.get(one))
    yield from map(_earlier, found["earlier"])
    for line in found["lines"]:
        yield from _line(line, agreement)
    yield from map(_left_over, found["left_over"])
    if agreement and (stands := agreement.beside_line(None)):
        yield _short(BESIDE, "", beside=_beside(stands, hides=False))


def _short(part: Any, what: Any, *, said: Any = "", hands: Any = "", ward: Any = "", beside: str = "") -> Sequence[Any]:
    """Return a row of which most is empty."""
    return (part, what, "", said, "", hands, ward, *("" for _column in range(7)), beside, *_none())


def _none() -> Iterator[str]:
    return ("" for _column in OF_A_PROMISE)


def _earlier(one: Earlier) -> Sequence[Any]:
    return _short(BEFORE, one.words or _("These words were removed."), hands=words.replies(one.counted))


def _left_over(one: FromWard) -> Sequence[Any]:
    asked = f"{one.question.words or '…'} ({words.DECIDES[one.question.decides]})"
    return _short(LEFT, asked, ward=from_the_ward(one.counts))


def _line(line: Line, agreement: Agreement | None) -> Iterator[Sequence[Any]]:
    stands = agreement.beside_line(line.entry.id) if agreement else []
    lacks = _("Nobody has promised it yet.") if line.lacks_promise else ""
    ends = (lacks, _beside(stands, hides=line.words_are_hidden))
    begins = (TALKED, *_asked(line), *_said(line), *_answers(line.given), *ends)
    for card in line.cards:
        yield (*begins, *row_of(card))
    if not line.cards:
        yield (*begins, *_none())


def _asked(line: Line) -> Sequence[Any]:
    said = line.words if line.item else ""
    return (words.title(line), together(words.marks(line)), words.gap(line) or said, line.part)


def _said(line: Line) -> Sequence[Any]:
    hands = (f"{line.asked(one) or '…'} ({words.DECIDES[one.decides]}) {words.hands(one)}" for one in line.hands)
    return (together(hands), words_in("questions/_from_ward.html", line=line), line.entry.said)


def _answers(given: Sequence[Given]) -> Sequence[str]:
    """Return what a line got, each part of it in a cell of its own: seldom is it more than one answer."""
    corrections = [one for each in given for one in each.corrections]
    added = (_("Added on %(day)s: %(words)s", day=day(one.at), words=one.words or "…") for one in corrections)
    why = (one.outcome.words for one in given)
    accepted = (f"{words.accepted(one)} {words.not_accepted(one)}".strip() for one in given)
    return [*map(together, (map(words.answer, given), why, added, map(words.answer_more, given), accepted))]


def _beside(stands: Sequence[Any], *, hides: bool) -> str:
    return words_in("minutes/_beside.html", stands=stands, hides=hides) if stands else ""
