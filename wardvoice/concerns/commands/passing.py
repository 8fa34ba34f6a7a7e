"""A concern changes hands: all of it is sealed again to its new readers, what still waits among it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import delete, select

from wardvoice.concerns import queries
from wardvoice.concerns.commands.pool import Row, put_in
from wardvoice.concerns.models import Concern, Copy, Letter, LetterCopy, Safeguard
from wardvoice.concerns.queries import Case, Opened
from wardvoice.concerns.rules import LIFE, Recipient, may_get_it
from wardvoice.concerns.sealed import Added, added, for_readers, sealed_again, words_in
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
    """Pass a concern on to another kind of reader, who can then read all of it; the readers so far cannot any more."""
    concern = case.concern
    may_get_it(recipient, about_staff=opened.head.about_staff or bool(concern.about_staff))
    if recipient is concern.recipient or not holders:
        raise RuleBroken(N_("Choose another reader who has a key."), field="recipient")
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


def take_along(work: ApartWork, case: Case, *, key_id: UUID, private: bytes, holders: Sequence[Holder]) -> None:
    """Seal what its writer has added since the last release to the new readers; it is read when it is let out."""
    concern = case.concern
    rows = [one for one in queries.waiting(work.session, concern.ward_id) if one.about == concern.id]
    for sealed, lookup, again in [(row.sealed, row.lookup, row.again) for row in rows]:
        held = Added.unpacked(sealed)
        mine = next((body for key, body in held.copies if key == key_id), None)
        if mine is not None:
            copies = added(words_in(mine, private), holders).copies
            packed = replace(held, copies=copies).packed()
            put_in(work, Row(concern.ward_id, concern.recipient, packed, concern.id, lookup, again))


def _seal_notes(work: ApartWork, concern: Concern, notes: Notes, holders: Sequence[Holder]) -> None:
    for row in work.session.scalars(select(Safeguard).where(Safeguard.concern_id == concern.id)):
        row.words = for_readers(notes.reasons.get(row.line, ""), holders)
    concern.protective_step = for_readers(notes.protective_step, holders) if concern.protective_step else None
    concern.worker_said = for_readers(notes.worker_said, holders) if concern.worker_said else None


def _letters(work: ApartWork, concern_id: bytes) -> Sequence[bytes]:
    return work.session.scalars(select(Letter.id).where(Letter.concern_id == concern_id).order_by(Letter.n)).all()
