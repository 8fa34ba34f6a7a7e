"""Two people type in the same form at the same moment, and two people print at once: on PostgreSQL, without turns."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import PEPPER, SetClock
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import ItemKind, Topic
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import RuleBroken, Stale
from wardvoice.paper import commands
from wardvoice.paper.models import PaperPack
from wardvoice.storage.work import Work


def type_in(work: Work) -> None:
    said: dict[str, Any] = {
        "kind": ItemKind.IDEA,
        "topic": Topic.FOOD,
        "words": "More fruit",
        "handed_in_on": date(2026, 3, 2),
    }
    pack = work.session.query(PaperPack).one()
    commands.type_in(work, number=str(pack.numbers[0]), **said)


def print_pack(work: Work) -> None:
    commands.print_pack(work, forms=4)


def at_once(postgres: Engine, clock: SetClock, act: Callable[[Work], None]) -> list[str]:
    """Let two members of staff do the same at the same moment, after two forms were printed; return what they got."""
    with Session(postgres) as session:
        ward = builders.a_ward(session, clock=clock)
        people = [builders.a_staff_actor(ward, Role.STAFF, name=name, clock=clock) for name in ("Tom", "Ewa")]
        builders.done(session, people[0], commands.print_pack, clock, forms=2)
    ready, outcomes = threading.Barrier(2), []

    def come(actor: Actor) -> None:
        with Session(postgres) as session:
            work = Work(session, actor, clock, PEPPER)
            ready.wait()
            try:
                act(work)
                work.commit()
                outcomes.append("stored")
            except (RuleBroken, Stale):
                outcomes.append("refused")

    threads = [threading.Thread(target=come, args=(actor,)) for actor in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_one_form_that_two_people_type_in_at_once_is_one_item(postgres: Engine, clock: SetClock) -> None:
    assert at_once(postgres, clock, type_in) == ["refused", "stored"]
    with Session(postgres) as session:
        assert session.query(Item).count() == 1


def test_two_people_who_print_at_once_never_share_a_number(postgres: Engine, clock: SetClock) -> None:
    outcomes = at_once(postgres, clock, print_pack)
    with Session(postgres) as session:
        packs = session.query(PaperPack).all()
    numbers = [number.n for pack in packs for number in pack.numbers]
    assert len(packs) == 1 + outcomes.count("stored") >= 2
    assert len(numbers) == len(set(numbers))
