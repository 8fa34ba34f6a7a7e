"""What can be done with paper: print the outage pack with its numbers, and type in what was written on a form."""

from __future__ import annotations

from datetime import date
from typing import Any

from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import Feeling, ItemKind, ShownAs, Topic
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.paper import queries, rules
from wardvoice.paper.models import PaperPack
from wardvoice.storage.work import Work, flush
from wardvoice.wards.models import Ward


def print_pack(work: Work, *, forms: int, once: str | None = None) -> PaperPack:
    """Take so many new numbers for the forms of the outage pack that is printed now; none is ever given twice.

    Repeated if the form with the key `once` has arrived before; Stale for one of two people who print at once.
    """
    work.require(May.PRINT_PACK)
    work.refuse_repeat(once)
    rules.so_many_make_sense(forms)
    last = queries.last_pack(work.session, work.ward_id)
    pack = PaperPack(
        ward_id=work.ward_id,
        n=last.n + 1 if last else 1,
        mark=last.mark if last else _new_mark(work),
        first=last.first + last.forms if last else 1,
        forms=forms,
        day=work.today,
        at=work.now,
    )
    work.session.add(pack)
    flush(work.session)
    work.once(once, pack)
    work.record(Happened.OUTAGE_PACK_PRINTED, pack, first=pack.first, forms=forms)
    return pack


def received(work: Work, *, number: str | None, handed_in_on: date | None, once: str | None = None) -> agenda.Paper:
    """Return which paper is typed in: its day, and the number of its form. Stores nothing.

    RuleBroken beside `number` for one that is wrong, unknown or typed in already, or beside `handed_in_on`.
    """
    work.require(May.WRITE_FOR)
    work.refuse_repeat(once)
    if not (number or "").strip():
        return agenda.Paper(rules.day_makes_sense(handed_in_on, work.today))
    read = rules.read_number(number or "")
    pack = queries.pack_with(work.session, work.ward_id, read)
    before = queries.typed_in(work.session, work.ward_id, read)
    rules.may_be_typed_in(printed=pack is not None, typed_in=before is not None)
    assert pack is not None
    return agenda.Paper(rules.day_makes_sense(handed_in_on, work.today, pack.day), read.n)


def look_alikes(
    work: Work, paper: agenda.Paper, *, words: str | None, topic: Topic, feeling: Feeling | None = None
) -> list[Item]:
    """Return what may be the same paper, for a form without a number; another number is another paper."""
    if paper.form_number is not None:
        return []
    said: dict[str, Any] = {"words": words, "topic": topic, "feeling": feeling}
    return queries.alike(work.session, work.ward_id, paper.handed_in_on, **said)


def type_in(
    work: Work,
    *,
    number: str | None,
    handed_in_on: date | None,
    kind: ItemKind,
    topic: Topic,
    words: str | None,
    feeling: Feeling | None = None,
    shown_as: ShownAs = ShownAs.PATIENT,
    none_of_these: bool = False,
    once: str | None = None,
) -> Item:
    """Type in what a patient wrote on paper: received on the day it was handed in, in the writer's own words.

    A number is typed in once. Paper without one is refused while something else looks like it, unless somebody has
    said that it is `none_of_these`. RuleBroken beside `number`, `handed_in_on` or `words`.
    """
    paper = received(work, number=number, handed_in_on=handed_in_on, once=once)
    said: dict[str, Any] = {"words": words, "topic": topic, "feeling": feeling}
    if not none_of_these and look_alikes(work, paper, **said):
        raise RuleBroken(N_("Something like this is written down already. Is it the same paper?"))
    return agenda.write_for(work, kind=kind, shown_as=shown_as, paper=paper, once=once, **said)


def _new_mark(work: Work) -> str:
    ward = work.session.get(Ward, work.ward_id)
    return rules.mark_for(ward.name if ward else "", queries.marks_of_others(work.session, work.ward_id))
