"""What readers do with a concern; each act leaves a line in the log (N1, P40)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select

from wardvoice.concerns.commands.pool import Row, put_in
from wardvoice.concerns.models import Concern, Copy, Letter, LetterCopy, Safeguard
from wardvoice.concerns.queries import Case, Opened, waits_about
from wardvoice.concerns.rules import LIFE, Closing, Recipient, Theme, check_closing, may_get_it
from wardvoice.concerns.rules.checklist import CHECKLIST, Reply, is_done
from wardvoice.concerns.sealed import added, for_readers, sealed_again
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people.queries.keys import Holder
from wardvoice.storage.apart_work import ApartWork


def note_opening(work: ApartWork, case: Case) -> None:
    """Write down that somebody opens a concern; only then its words are shown."""
    work.require(May.OPEN_PRIVATE, case)
    work.log("opened", case.concern.id)


def acknowledge(work: ApartWork, case: Case, *, theme: Theme, about_staff: bool, treated_differently: bool) -> None:
    """Say that it has been read, and set in the open what it is about; only this feeds any measure."""
    work.require(May.OPEN_PRIVATE, case)
    concern = case.concern
    concern.state = LIFE.after(concern.state, "acknowledge")
    concern.acknowledged_on = work.today
    concern.theme, concern.about_staff, concern.treated_differently = theme, about_staff, treated_differently
    work.log("acknowledged", concern.id, theme=theme.value)


def look_into(work: ApartWork, case: Case) -> None:
    """Say that somebody is looking into it."""
    _moves(work, case, "look_into")


def answer(work: ApartWork, case: Case, *, words: str) -> None:
    """Answer the writer; the answer is to be read from the next release on."""
    if not words.strip():
        raise RuleBroken(N_("Write an answer."), field="words")
    if case.concern.answer_public is None:
        raise RuleBroken(N_("The writer wanted no answer, and nobody could read one."), field="words")
    _moves(work, case, "answer")
    letter = added(words, case.holders, case.concern.answer_public)
    put_in(work, Row(case.concern.ward_id, case.concern.recipient, letter.packed(), about=case.concern.id))


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
    _moves(work, case, "pass_on", to=recipient.value)
    work.session.execute(delete(Copy).where(Copy.concern_id == concern.id))
    concern.recipient, concern.acknowledged_on = recipient, None
    said = [letter.words for letter in opened.letters]
    copies, letters = sealed_again(opened.head, opened.body, said, holders)
    work.session.add_all(Copy(concern_id=concern.id, key_id=key, head=head, body=body) for key, head, body in copies)
    for letter, bodies in zip(_letters(work, concern.id), letters, strict=True):
        work.session.execute(delete(LetterCopy).where(LetterCopy.letter_id == letter))
        work.session.add_all(LetterCopy(letter_id=letter, key_id=key, body=body) for key, body in bodies)
    _seal_notes(work, concern, notes or Notes(), holders)


def check_off(work: ApartWork, case: Case, *, line: str, reply: Reply, words: str) -> None:
    """Answer one line of the safeguarding checklist, with a reason where the answer is no; the reason is sealed."""
    work.require(May.OPEN_PRIVATE, case)
    if line not in CHECKLIST:
        raise RuleBroken(N_("This line is not on the checklist."), field="line")
    if reply is Reply.NO and not words.strip():
        raise RuleBroken(N_("Write down why not."), field="words")
    old = delete(Safeguard).where(Safeguard.concern_id == case.concern.id, Safeguard.line == line)
    work.session.execute(old)
    work.session.add(
        Safeguard(
            concern_id=case.concern.id,
            line=line,
            answer=reply.value,
            words=for_readers(words, case.holders),
            day=work.today,
        )
    )
    work.log("checked", case.concern.id, line=line, reply=reply.value)


def record_protection(work: ApartWork, case: Case, *, step: str) -> None:
    """Write down the one step that protects somebody who was treated differently after speaking up (C11)."""
    work.require(May.OPEN_PRIVATE, case)
    if not step.strip():
        raise RuleBroken(N_("Write down what was done."), field="step")
    case.concern.protective_step = for_readers(step, case.holders)
    work.log("protected", case.concern.id)


def record_workers_answer(work: ApartWork, case: Case, *, words: str) -> None:
    """Write down what somebody who is named said to it: a concern is no fact until both were heard (P45)."""
    work.require(May.OPEN_PRIVATE, case)
    if not words.strip():
        raise RuleBroken(N_("Write down what this person said."), field="words")
    case.concern.worker_said = for_readers(words, case.holders)
    work.log("noted the answer of somebody named", case.concern.id)


def pass_complaint_on(work: ApartWork, case: Case) -> None:
    """Say that it was passed to the complaints team, with what the writer gave of name and way to reply (C9)."""
    work.require(May.OPEN_PRIVATE, case)
    case.concern.complaint_passed_on = work.today
    work.log("passed to complaints", case.concern.id)


def close(work: ApartWork, case: Case, *, unfounded: bool = False, done: dict[str, Reply] | None = None) -> None:
    """Close a concern. As unfounded it takes a second reader; about staff its checklist comes first (C7)."""
    work.require(May.OPEN_PRIVATE, case)
    concern = case.concern
    closing = Closing(bool(concern.about_staff), is_done(done or {}), unfounded, concern.unfounded_first_by)
    check_closing(closing, work.actor.id)
    if unfounded and concern.unfounded_first_by is None:
        concern.unfounded_first_by = work.actor.id
        work.log("would close as unfounded", concern.id)
        return
    concern.state, concern.closed_on = LIFE.after(concern.state, "close"), work.today
    concern.unfounded = unfounded
    work.log("closed", concern.id, unfounded=unfounded)


def _seal_notes(work: ApartWork, concern: Concern, notes: Notes, holders: Sequence[Holder]) -> None:
    for row in work.session.scalars(select(Safeguard).where(Safeguard.concern_id == concern.id)):
        row.words = for_readers(notes.reasons.get(row.line, ""), holders)
    concern.protective_step = for_readers(notes.protective_step, holders) if concern.protective_step else None
    concern.worker_said = for_readers(notes.worker_said, holders) if concern.worker_said else None


def _moves(work: ApartWork, case: Case, verb: str, **facts: str) -> None:
    work.require(May.OPEN_PRIVATE, case)
    case.concern.state = LIFE.after(case.concern.state, verb)
    work.log(verb.replace("_", " "), case.concern.id, **facts)


def _letters(work: ApartWork, concern_id: bytes) -> Sequence[bytes]:
    return work.session.scalars(select(Letter.id).where(Letter.concern_id == concern_id).order_by(Letter.n)).all()
