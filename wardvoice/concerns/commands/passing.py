"""A concern changes hands: all of it is sealed again to its new readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select

from wardvoice.concerns.models import Concern, Copy, Letter, LetterCopy, Safeguard
from wardvoice.concerns.queries import Case, Opened, waits_about
from wardvoice.concerns.rules import LIFE, Recipient, may_get_it
from wardvoice.concerns.sealed import for_readers, sealed_again
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people.queries.keys import Holder
from wardvoice.storage.apart_work import ApartWork


@dataclass(frozen=True)
class Notes:
    """What readers wrote down for each other about a concern, opened: reasons on the checklist, and the rest."""

    reasons: Mapping[str, str] = field(default_factory=dict)
    protective_step: str = ""
    worker_said: str = ""


def pass_on(
    work: ApartWork,
    case: Case,
    opened: Opened,
    *,
    recipient: Recipient,
    holders: Sequence[Holder],
    notes: Notes | None = None,
) -> None:
    """Pass a concern on to another kind of reader off the ward, who can then read all of it; those so far cannot.

    Whom the writer left out stays left out. RuleBroken while something of it waits, or cannot be opened by the one
    who passes it on: it would be lost.
    """
    concern = case.concern
    may_get_it(recipient)
    holders = [one for one in holders if str(one.key_id) not in opened.head.left_out]
    if recipient is concern.recipient or not holders:
        raise RuleBroken(N_("Choose another reader who has a key."), field="recipient")
    if waits_about(work.session, concern, work.pepper) or len(opened.letters) != len(_letters(work, concern.id)):
        raise RuleBroken(N_("Something of it is still to come, or not for you. Try again after the next set time."))
    work.require(May.OPEN_PRIVATE, case)
    concern.state = LIFE.after(concern.state, "pass_on")
    work.session.execute(delete(Copy).where(Copy.concern_id == concern.id))
    concern.recipient, concern.acknowledged_on = recipient, None
    said = [letter.words for letter in opened.letters]
    copies, letters = sealed_again(opened.head, opened.body, said, holders)
    work.session.add_all(Copy(concern_id=concern.id, key_id=key, head=head, body=body) for key, head, body in copies)
    for letter, bodies in zip(_letters(work, concern.id), letters, strict=True):
        work.session.execute(delete(LetterCopy).where(LetterCopy.letter_id == letter))
        work.session.add_all(LetterCopy(letter_id=letter, key_id=key, body=body) for key, body in bodies)
    _seal_notes(work, concern, notes or Notes(), holders)
    work.log("pass on", concern.id, to=recipient.value)


def _seal_notes(work: ApartWork, concern: Concern, notes: Notes, holders: Sequence[Holder]) -> None:
    for row in work.session.scalars(select(Safeguard).where(Safeguard.concern_id == concern.id)):
        row.words = for_readers(notes.reasons.get(row.line, ""), holders)
    concern.protective_step = for_readers(notes.protective_step, holders) if concern.protective_step else None
    concern.worker_said = for_readers(notes.worker_said, holders) if concern.worker_said else None


def _letters(work: ApartWork, concern_id: bytes) -> Sequence[bytes]:
    return work.session.scalars(select(Letter.id).where(Letter.concern_id == concern_id).order_by(Letter.n)).all()
