"""What is kept under a ward name, in sentences for whoever it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from wardvoice.actions.words.cards import REPLIES
from wardvoice.agenda.words.labels import ANSWERS, TOPICS
from wardvoice.people.words import PARTS
from wardvoice.questions.words import SAYS
from wardvoice.records.queries.under_a_name import Kept
from wardvoice.web.frame import day

GONE = "–"


@dataclass(frozen=True)
class Lines:
    """A heading and what stands under it: each with its day, and somebody's words apart."""

    title: str
    rows: list[tuple[str, str | None]]


def sections_of(kept: Kept) -> list[Lines]:
    """Return everything that is kept, kind by kind; kinds of which there is nothing are left out."""
    told = (
        (_("What I asked"), _asked(kept)),
        (_("What I said about promises"), _said(kept)),
        (_("What matters to me too"), _supported(kept)),
        (_("What I do for the ward"), _parts(kept)),
        (_("What I have begun to write"), _begun(kept)),
    )
    return [Lines(title, rows) for title, found in told if (rows := list(found))]


def _asked(kept: Kept) -> Iterator[tuple[str, str | None]]:
    for item in kept.items:
        yield f"{day(item.received_on)}: {TOPICS[item.topic]}", item.words
    for note in kept.notes:
        yield _("%(day)s: added later", day=day(note.day)), note.words
    for remark in kept.remarks:
        yield _("%(day)s: beside the minutes", day=day(remark.day)), remark.words


def _said(kept: Kept) -> Iterator[tuple[str, str | None]]:
    for reply, promised in kept.replies:
        yield _reply(reply, promised), reply.words
    for reply, answer in kept.accepted:
        good = _("good enough") if reply.yes else _("not good enough")
        facts = {"day": day(reply.day), "answer": ANSWERS[answer], "good": good}
        yield _("%(day)s: the answer “%(answer)s” is %(good)s.", **facts), None
    for reply, question in kept.questions:
        yield f"{day(reply.day)}: {question or GONE} – {SAYS[reply.says]}", None


def _reply(reply: Any, promised: str | None) -> str:
    return f"{day(reply.day)}: {promised or GONE} – {REPLIES[reply.reply] if reply.reply else GONE}"


def _supported(kept: Kept) -> Iterator[tuple[str, str | None]]:
    for one in kept.supports:
        taken_back = "" if one.stands else _(" (taken back)")
        yield f"{day(one.day)}: {TOPICS[one.topic]}{taken_back}", None


def _parts(kept: Kept) -> Iterator[tuple[str, str | None]]:
    for term in kept.terms:
        days = {"first": day(term.starts_on), "last": day(term.ended_on or term.ends_on)}
        yield _("%(part)s, %(first)s to %(last)s", part=PARTS[term.role], **days), None
    for pause in kept.pauses:
        yield _("Not this week: %(first)s to %(last)s", first=day(pause.starts_on), last=day(pause.until)), None
    for vote in kept.votes:
        yield _("%(day)s: I stood in a vote (%(part)s)", day=day(vote.held_on), part=PARTS[vote.part]), None
    for action in kept.shares:
        yield _("%(day)s: I do a part of a promise", day=day(action.made_on)), action.shared_words


def _begun(kept: Kept) -> Iterator[tuple[str, str | None]]:
    for begun in sorted(kept.drafts):
        yield _("%(day)s: something that is not sent yet. It goes after a week.", day=day(begun)), None
