"""The board and the next agenda as files: a row for each promise, or one for what has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.actions import words as promise
from wardvoice.actions.queries import ActionCard
from wardvoice.actions.views.taken import HEADINGS as OF_A_PROMISE
from wardvoice.actions.views.taken import row_of
from wardvoice.agenda.words import ANSWERS
from wardvoice.board import words
from wardvoice.board.queries import AgendaLine, Asked, MeetingShown
from wardvoice.board.queries.given import Given
from wardvoice.board.queries.lines import Line
from wardvoice.board.views.agenda import next_one
from wardvoice.board.views.board import found, show_asked
from wardvoice.board.views.room import bp
from wardvoice.core.policy import May
from wardvoice.web.frame import day
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer
from wardvoice.web.taken import MOST_TAKEN, take, together, words_in

HEADINGS = (
    *(_l("You asked"), _l("In their words"), _l("This part"), _l("Who and when"), _l("How often"), _l("State")),
    *(_l("A written answer"), _l("We answered"), _l("Why"), _l("Put right"), _l("Who answered"), _l("Not accepted")),
    *(_l("To look again"), _l("The patients’ council"), *OF_A_PROMISE),
)
ON_AN_AGENDA = (
    *(_l("Part of the agenda"), _l("What"), _l("How often"), _l("In their words"), _l("This part")),
    *(_l("Who can decide this"), _l("What changed"), _l("Who and when"), _l("The patients’ council")),
    *(_l("Whose job"), _l("Away"), _l("First date"), _l("Moved last"), _l("How it stands")),
)
FIRST, THEN = _l("First: what was promised"), _l("Then: what we talk about")


@bp.get("/board.csv")
@requires(May.TAKE_TABLE)
def take_board() -> Answer:
    """Give the lines of the board along, all pages of them."""
    lines = found(show_asked(), 0, MOST_TAKEN).lines
    return take("board", HEADINGS, (row for line in lines for row in _of_board(line)))


@bp.get("/agenda.csv")
@requires(May.TAKE_TABLE)
def take_agenda() -> Answer:
    """Give the next agenda along, as far as whoever asks may read it on its page."""
    meeting, agenda = next_one()
    promised = [_promised(card) for card in agenda.promises]
    standing = [_titled(one.title or "…") for one in agenda.standing]
    lines = [_on_agenda(line, meeting) for line in agenda.lines] if meeting else []
    return take("agenda", ON_AN_AGENDA, [*promised, *lines, *standing])


def _of_board(line: Line) -> Iterator[Sequence[Any]]:
    begins = (*_asked(line.asked), words.stage_shown(line.stage).words, *_answered(line))
    for card in line.promises:
        yield (*begins, *row_of(card))
    if not line.promises:
        yield (*begins, *("" for _column in OF_A_PROMISE))


def _asked(asked: Asked) -> Sequence[Any]:
    said = (words.said(asked), asked.part)
    return (words.title(asked), *said, words.byline(asked), together(words.marks(asked)))


def _answered(line: Line) -> Sequence[Any]:
    given, owed = line.answered.answer, words.owed(line.asked, this_work().today)
    again = _("The day to look again has passed") if given and not line.answered.holds else ""
    council = words_in("board/_council.html", answered=line.answered) if line.answered.council else ""
    return (owed, *_answer(given, is_good=line.asked.is_good), again, council)


def _answer(given: Given | None, *, is_good: bool) -> Sequence[Any]:
    if given is None:
        return ("" if is_good else _("There is no answer yet."), "", "", "", "")
    added = (_("Put right on %(day)s: %(words)s", day=day(at), words=said or "…") for at, said in given.corrections)
    refused = _("Patients do not accept this answer") if given.accepted is False else ""
    return (words.answer_word(given), given.words, together(added), words.answer_more(given), refused)


def _promised(card: ActionCard) -> Sequence[Any]:
    """Return what the page says of a promise that was made before: less than its card."""
    whose = (promise.owner_words(card), promise.away_words(card))
    stands = (card.first_date, promise.moved_words(card), promise.state(card.kind).words)
    return (FIRST, card.words or _("These words were removed."), *("" for _column in range(7)), *whose, *stands)


def _titled(title: str, changed: str = "") -> Sequence[Any]:
    """Return what stands on every agenda."""
    return (THEN, title, "", "", "", "", changed, *("" for _column in range(7)))


def _on_agenda(line: AgendaLine, meeting: MeetingShown) -> Sequence[Any]:
    asked, changed = line.asked, words_in("board/_changed.html", line=line, meeting=meeting)
    if asked is None:
        return _titled(line.title or _("These words were removed."), changed)
    said = (together(words.marks(asked)), words.said(asked), asked.part)
    deciders = words_in("agenda/_deciders.html", deciders=line.deciders)
    council = f"{ANSWERS[line.council_answer]} {line.council_words or ''}".strip() if line.council_answer else ""
    from_ward = words.byline(asked) if asked.ward else ""
    return (THEN, words.title(asked), *said, deciders, changed, from_ward, council, *("" for _column in range(5)))
