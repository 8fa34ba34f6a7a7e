"""What readers do with a concern; each act leaves a line in the log (N1, P40)."""

from __future__ import annotations

from sqlalchemy import delete

from wardvoice.concerns.commands.pool import Row, put_in
from wardvoice.concerns.models import Concern, Safeguard
from wardvoice.concerns.queries import Case
from wardvoice.concerns.rules import LIFE, Closing, Theme, check_closing, check_comes_back
from wardvoice.concerns.rules.checklist import CHECKLIST, Reply, is_done
from wardvoice.concerns.rules.keeping import check_not_alone
from wardvoice.concerns.sealed import added, for_readers
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May
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
    """Answer the writer; it is to be read from the next release on. RuleBroken where its writer comes back no more."""
    if not words.strip():
        raise RuleBroken(N_("Write an answer."), field="words")
    check_comes_back(case.concern.words_until, work.today)
    _moves(work, case, "answer")
    letter = added(words, case.holders, case.concern.answer_public)
    put_in(work, Row(case.concern.ward_id, case.concern.recipient, letter.packed(), about=case.concern.id))


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
    """Close a concern. As unfounded or about staff it takes two readers; about staff the checklist comes first (C7).

    Whoever is the only reader of a kind signs and passes it on: the signature stays, and another kind confirms it.
    """
    work.require(May.OPEN_PRIVATE, case)
    concern = case.concern
    closing = Closing(bool(concern.about_staff), is_done(done or {}), unfounded, concern.unfounded_first_by)
    check_closing(closing, work.actor.id)
    if (unfounded or concern.about_staff) and not _confirms(work, concern, unfounded=unfounded):
        concern.unfounded_first_by, concern.unfounded = work.actor.id, unfounded
        work.log("would close as unfounded" if unfounded else "would close", concern.id)
        return
    concern.unfounded_first_by = None
    concern.state, concern.closed_on = LIFE.after(concern.state, "close"), work.today
    concern.unfounded = unfounded
    work.log("closed", concern.id, unfounded=unfounded)


def _confirms(work: ApartWork, concern: Concern, *, unfounded: bool) -> bool:
    """Return whether another reader has signed the same before. RuleBroken for whoever signs twice."""
    if concern.unfounded_first_by is None or concern.unfounded is not unfounded:
        return False
    check_not_alone({concern.unfounded_first_by}, work.actor.id)
    return True


def _moves(work: ApartWork, case: Case, verb: str, **facts: str) -> None:
    work.require(May.OPEN_PRIVATE, case)
    case.concern.state = LIFE.after(case.concern.state, verb)
    work.log(verb.replace("_", " "), case.concern.id, **facts)
