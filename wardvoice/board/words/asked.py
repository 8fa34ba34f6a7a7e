"""How an item reads where everybody sees it: what kind, about what, from whom, how often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wardvoice.agenda.rules import HideBecause, ItemKind, Owes, ShownAs, Topic, WrittenBy, who_owes
from wardvoice.agenda.words import KINDS, TOPIC_ICONS, TOPICS, matters_to
from wardvoice.agenda.words import WRITERS as PENS
from wardvoice.board.queries import Asked, Gap, Tie
from wardvoice.web.frame import day

_: Callable[..., str] = gettext

SHORT = 70
EASY = 110
GAPS = {
    Gap.UNREAD: _l("The rep has not read this yet. The words come later."),
    Gap.PICTURES: _l("Asked in pictures, without words."),
    Gap.REMOVED: _l("The words were taken out. What came of it stays."),
}
HIDDEN = {
    HideBecause.NAMES_SOMEBODY: _l("The words are hidden: they name somebody."),
    HideBecause.PRIVATE_HEALTH: _l("The words are hidden: they tell about somebody's health."),
    HideBecause.THREAT: _l("The words are hidden: somebody could feel threatened."),
    HideBecause.SECURITY: _l("The words are hidden: they could make the ward unsafe."),
    HideBecause.HATE: _l("The words are hidden: they are full of hate."),
}
WRITERS = {
    WrittenBy.REP: _l("A patient, written down by the rep"),
    WrittenBy.PEER: _l("A patient, written down by a peer supporter"),
    WrittenBy.STAFF: _l("A patient, written down by staff"),
    WrittenBy.ADVOCATE: _l("A patient, written down by the advocate"),
}
TIES = {
    Tie.EARLIER: _l("Asked before:"),
    Tie.LATER: _l("Asked again:"),
    Tie.LEAD: _l("Put together with:"),
    Tie.PART: _l("Also asked for it:"),
    Tie.HALF: _l("The other part of the same words:"),
}


def title(asked: Asked) -> str:
    """Return what an item is called where its words would be too long: "Problem · Laundry"."""
    return f"{KINDS[asked.kind]} · {TOPICS[asked.topic]}"


def in_short(asked: Asked) -> str:
    """Return an item's first words for a list, or why there are none; of two halves the part that it is about."""
    text = asked.part or " ".join((asked.words or "").split())
    if not text:
        return gap_words(asked)
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"


def in_few_words(asked: Asked) -> str:
    """Return an item's first words for Easy Read on paper: two lines of big letters, or why there are none."""
    text = " ".join((asked.words or "").split())
    if asked.part and len(text) > EASY:
        return f"{text[:SHORT].rsplit(' ', 1)[0]} …"
    return text if 0 < len(text) <= EASY else in_short(asked)


def kind(of: ItemKind) -> str:
    """Return what sort of thing somebody brought."""
    return str(KINDS[of])


def topic(about: Topic) -> str:
    """Return what something is about."""
    return str(TOPICS[about])


def picture(asked: Asked) -> str:
    """Return the name of the icon that stands for its topic."""
    return TOPIC_ICONS[asked.topic]


def byline(asked: Asked) -> str:
    """Return who asked and when, only as far as they wanted to be shown; of paper also when it was typed in."""
    if asked.typed_in_on is not None and asked.written_by is not None:
        return _on_paper(asked, asked.typed_in_on, asked.written_by)
    if asked.ward is not None:
        since = day(asked.received_on)
        return _("%(who)s on %(ward)s. Here since %(day)s", who=_who(asked), ward=asked.ward, day=since)
    return _("%(who)s, %(day)s", who=_who(asked), day=day(asked.received_on))


def gap_words(asked: Asked) -> str:
    """Return why there are no words to read; nothing if there are."""
    if asked.gap == Gap.HIDDEN and asked.hidden_because is not None:
        return str(HIDDEN[asked.hidden_because])
    return str(GAPS[asked.gap]) if asked.gap is not None else ""


def said(asked: Asked) -> str | None:
    """Return the words of an item, or why there are none to read."""
    return gap_words(asked) or asked.words


def marks(asked: Asked) -> list[str]:
    """Return what counts about an item: how often it was raised and carried over, and to how many more it matters."""
    found = []
    if asked.times_raised > 1:
        found.append(_("raised %(times)s times", times=asked.times_raised))
    if asked.times_carried == 1:
        found.append(_("carried over once"))
    if asked.times_carried > 1:
        found.append(_("carried over %(times)s times", times=asked.times_carried))
    return [*found, *matters_to(asked.others)]


def owed(asked: Asked, today: date) -> str:
    """Return who owes a written answer to what was asked for the fourth time, and until when; else nothing."""
    if asked.answer_due is None:
        return ""
    if who_owes(asked.answer_due, today) is Owes.MANAGER:
        return _("The ward manager owes a written answer by %(day)s.", day=day(asked.answer_due))
    return _("The written answer due by %(day)s is late. The service lead owes it now.", day=day(asked.answer_due))


def is_late(asked: Asked, today: date) -> bool:
    """Return whether the manager's time for the written answer is over."""
    return asked.answer_due is not None and who_owes(asked.answer_due, today) is Owes.LEAD


def tie_words(tie: Tie) -> str:
    """Return how another item belongs to the one that is shown."""
    return str(TIES[tie])


def _on_paper(asked: Asked, typed_in_on: date, by: WrittenBy) -> str:
    facts = {"day": day(asked.received_on), "typed_in": day(typed_in_on), "who": PENS[by]}
    if asked.shown_as is ShownAs.REP:
        return _("Through the rep, received on paper on %(day)s, typed in on %(typed_in)s by %(who)s", **facts)
    return _("A patient, received on paper on %(day)s, typed in on %(typed_in)s by %(who)s", **facts)


def _who(asked: Asked) -> str:
    if asked.written_by is not None:
        return str(WRITERS[asked.written_by])
    if asked.shown_as is ShownAs.NAME:
        return asked.name or _("A former patient")
    return _("Through the rep") if asked.shown_as is ShownAs.REP else _("A patient")
