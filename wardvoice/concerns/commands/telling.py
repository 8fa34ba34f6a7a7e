"""From a concern to the ward: proposed by a reader, agreed by the writer, approved by a second reader, shown (P44)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from wardvoice.concerns.commands.sending import do_later
from wardvoice.concerns.models import Retelling
from wardvoice.concerns.queries import Case, Mine, has_read
from wardvoice.concerns.queries.readers import READ
from wardvoice.concerns.rules import (
    TELLING,
    Deed,
    Theme,
    Where,
    check_comes_back,
    check_second,
    check_teller,
    check_whose_yes,
    check_words,
)
from wardvoice.concerns.sealed import added
from wardvoice.core.errors import N_, NotFound, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people.queries.keys import Holder
from wardvoice.storage.apart_work import ApartWork


@dataclass(frozen=True)
class Words:
    """What would be told: what was asked, in a reader's own words, and the answer for everybody."""

    asked: str
    answer: str = ""

    def packed(self) -> str:
        """Return one text, to be sealed."""
        return json.dumps([self.asked, self.answer])

    @classmethod
    def unpacked(cls, packed: str) -> Words:
        """Read it again."""
        return cls(*json.loads(packed))


def propose(
    work: ApartWork,
    case: Case,
    *,
    where: Where,
    words: Words,
    theme: Theme,
    names: Sequence[str],
    readers: Sequence[Holder],
    on_paper: bool = False,
) -> Retelling:
    """Offer the writer a retelling in the reader's own words, sealed to the readers off the ward and to the writer.

    RuleBroken where words name somebody, or where the writer cannot say yes: whoever comes back no
    more, and whoever wrote on paper, for somebody else has held the five words before.
    """
    work.require(May.OPEN_PRIVATE, case)
    check_teller(case.concern.recipient)
    check_whose_yes(on_paper=on_paper)
    check_words(words.asked, tuple(names))
    check_comes_back(case.concern.words_until, work.today)
    assert work.actor.id is not None
    told = Retelling(
        concern_id=case.concern.id,
        ward_id=case.concern.ward_id,
        where=where,
        sealed=added(words.packed(), readers, case.concern.answer_public).packed(),
        theme=theme,
        written_by=work.actor.id,
    )
    work.session.add(told)
    work.log("proposed a retelling", case.concern.id)
    return told


def reply(work: ApartWork, *, mine: Mine, told: Retelling, yes: bool) -> None:
    """Give, or refuse, the writer's own yes, which counts from the next release on: without it nothing is ever told."""
    work.require(May.GO_ON_PRIVATELY, mine)
    if told.concern_id != mine.released.id:
        raise NotFound()
    deed = Deed.AGREE if yes else Deed.REFUSE
    TELLING.after(told.state, deed)
    do_later(work, mine.released, deed, told.id)


def approve(work: ApartWork, told: Retelling) -> None:
    """Approve a retelling as the second reader, who has read it; its author cannot."""
    work.require(May.APPROVE_RETELLING, told)
    check_second(told.written_by, work.actor.id)
    told.state = TELLING.after(told.state, "approve")
    _check_read(work, told)
    told.approved_by = work.actor.id
    work.log("approved a retelling", told.concern_id)


def note_reading(work: ApartWork, told: Retelling) -> None:
    """Write down that somebody reads what may be told; only then its words are shown."""
    work.require(May.SHOW_RETELLING, told)
    work.log(READ, told.concern_id, telling=told.id.hex())


def drop(work: ApartWork, told: Retelling) -> None:
    """Let go of a retelling that was not shown yet."""
    work.require(May.APPROVE_RETELLING, told)
    told.state = TELLING.after(told.state, "drop")
    work.log("dropped a retelling", told.concern_id)


def show(work: ApartWork, told: Retelling, words: Words) -> None:
    """Show an approved retelling that one has read; from now on everybody on the ward may read it."""
    work.require(May.SHOW_RETELLING, told)
    told.state = TELLING.after(told.state, "show")
    _check_read(work, told)
    told.shown_on, told.words, told.answer = work.today, words.asked, words.answer
    work.log("showed a retelling", told.concern_id)


def _check_read(work: ApartWork, told: Retelling) -> None:
    """Refuse to answer for words that one has not had in view: their reading stands in the log."""
    if not has_read(work.session, told, work.actor.id):
        raise RuleBroken(N_("Read the words first. Press “Read them” on the page before."))
