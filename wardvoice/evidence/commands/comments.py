"""What the reps say about the figures of their ward."""

from __future__ import annotations

from wardvoice.agenda.rules import clean_words
from wardvoice.core.actor import Role
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.evidence.models import Comment
from wardvoice.evidence.queries.comments import how_many
from wardvoice.evidence.rules.periods import Period
from wardvoice.storage.work import Work


def say_about_figures(work: Work, *, period: Period, words: str | None, once: str | None = None) -> Comment:
    """Write beside the figures of a period what a rep or deputy says about them (E6).

    It is never changed: who has more to say says it anew, and the older words stay below. RuleBroken for no words and
    for too many; NotAllowed for whoever is no rep of the ward that they look at.
    """
    said = Comment(ward_id=work.ward_id, first=period.first, last=period.last, day=work.today)
    work.require(May.COMMENT_EVIDENCE, said)
    work.refuse_repeat(once)
    said.words = clean_words(words, needed=True)
    said.said_as = Role.REP if work.actor.has(Role.REP) else Role.DEPUTY
    said.n = how_many(work.session, work.ward_id, period) + 1
    work.session.add(said)
    work.record(Happened.EVIDENCE_COMMENTED, said, words=said.words)
    work.once(once, said)
    return said
