"""Each guard of the private concerns, taken away once: `soak` lets the suite run without it and sees what catches it.

`WARDVOICE_MUTANT=no-shuffle pytest tests/concerns` runs without the shuffle.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert

from wardvoice.concerns import rules
from wardvoice.concerns.commands import passing, pool, releasing, sending, telling
from wardvoice.concerns.models import Waiting
from wardvoice.concerns.queries import readers, writers
from wardvoice.concerns.queries.waiting import lock_row
from wardvoice.concerns.rules import codes, recipients, release
from wardvoice.storage import apart, apart_work, sealing
from wardvoice.web import safety

Mutant = Callable[[], None]


def no_shuffle() -> None:
    """The pool keeps its order."""
    pool._shuffle = lambda _rows: None  # type: ignore[assignment]


def no_rewriting() -> None:
    """A row is added to the pool, and all others stay where they are."""

    def write(work: Any, rows: list[dict[str, Any]]) -> None:
        work.changed()
        held = {row.id for row in work.session.query(Waiting)}
        kept = {row["id"] for row in rows}
        work.session.query(Waiting).filter(Waiting.id.in_(held - kept)).delete(synchronize_session=False)
        if new := [row for row in rows if row["id"] not in held]:
            work.session.execute(insert(Waiting), new)

    pool._write_anew = write


def no_padding() -> None:
    """A sealed text is as long as it is."""
    sealing._filled_up = lambda text: len(text).to_bytes(sealing.LENGTH_BYTES, "big") + text


def no_sealing() -> None:
    """Words are stored as they were written."""
    sealing.SealedBox.encrypt = lambda _box, text, *_more: text  # type: ignore[method-assign,assignment]
    sealing.SealedBox.decrypt = lambda _box, text, *_more: text  # type: ignore[method-assign,assignment]


def no_pepper() -> None:
    """Five words can be tried by whoever has the database."""
    find = sealing.find
    sealing.find = lambda words, _pepper: find(words, b"")


def no_secure_delete() -> None:
    """What is deleted stays in the file until something else takes its place."""
    apart.PRAGMAS = tuple(one.replace("secure_delete=ON", "secure_delete=OFF") for one in apart.PRAGMAS)


def journal_kept() -> None:
    """The journal is written ahead, in the order in which people wrote."""
    apart.PRAGMAS = tuple(one.replace("=DELETE", "=WAL") for one in apart.PRAGMAS)


def no_recusal() -> None:
    """The ward manager can be chosen whoever it is about."""
    everybody = (*codes.OFF_THE_WARD, codes.Recipient.MANAGER)
    recipients.could_get_it = rules.could_get_it = lambda _about, _signs: everybody


def passed_to_the_ward() -> None:
    """What is about staff can be passed on to the manager."""
    passing.may_get_it = lambda _recipient: None


def any_reader() -> None:
    """Whoever reads at all finds every concern."""
    readers.Case.reader_ids = property(lambda _case: _Everybody())  # type: ignore[assignment]


class _Everybody(frozenset):  # type: ignore[type-arg]
    def __contains__(self, _one: object) -> bool:
        return True


def at_once() -> None:
    """Words are there as soon as the clock goes on."""
    releasing.last_release = lambda _pool, now, _weekday: now


def managers_alone() -> None:
    """The ward manager gets a single concern at the next time."""
    releasing.lets_out = lambda _pool, number, *_more: number > 0


def held_for_ever() -> None:
    """The ward manager's pool is held until three wait."""
    releasing.lets_out = lambda of, number, *_more: of is release.Pool.OFF_WARD or number >= release.ENOUGH


def sent_twice() -> None:
    """The same form sent again is stored again."""
    put_in = pool.put_in
    sending.put_in = lambda work, row, *more: put_in(work, pool.Row(**{**vars(row), "again": None}), *more)


def deeds_hide() -> None:
    """Deeds and answers count as concerns when the ward manager's pool is let out."""
    lets_out = releasing.lets_out
    releasing.lets_out = lambda of, number, held, _concerns: lets_out(of, number, held)


def late_clock() -> None:
    """What came after a set time goes out with it where the clock was late."""
    held = releasing.queries.waiting
    early = datetime(2000, 1, 1, tzinfo=UTC)
    releasing.queries.waiting = lambda *where: [replace(one, after=early) for one in held(*where)]  # type: ignore[attr-defined]


def pool_in_clear() -> None:
    """A row of the pool tells whoever has the database what it is."""
    pool_rows = sys.modules[lock_row.__module__]  # beside it stands a question of the same name
    pool_rows.lock_filled = lambda text, _key: text
    pool_rows.unlock_filled = lambda kept, _key: kept


def no_yes() -> None:
    """A retelling goes on without the writer's yes."""
    moves = dict(telling.TELLING.moves)
    moves[rules.Telling.PROPOSED] = {**moves[rules.Telling.PROPOSED], "approve": rules.Telling.APPROVED}
    object.__setattr__(telling.TELLING, "moves", moves)


def one_reader() -> None:
    """Whoever wrote a retelling approves it."""
    from wardvoice.core import policy

    law = dict(policy.POLICY)
    law[policy.May.APPROVE_RETELLING] = ((policy.p.a_staff_account,),)
    policy.POLICY = law
    telling.check_second = lambda _first, _second: None


def themes_from_one() -> None:
    """A theme is told that a single person touched."""
    rules.themes.ENOUGH_TO_TELL = 1  # type: ignore[attr-defined]


def no_log() -> None:
    """Readers leave no line."""

    def log(work: Any, *_what: Any, **_facts: Any) -> None:
        work._logged = True

    apart_work.ApartWork.log = log  # type: ignore[assignment]


def words_for_ever() -> None:
    """Five words open an answer for ever."""
    from wardvoice.concerns.commands import keeping

    keeping.WORDS_LIVE *= 10


def kept_by_the_browser() -> None:
    """Pages may be stored by the browser."""
    safety.NO_TRACE = {**safety.NO_TRACE, "Cache-Control": "private, no-cache"}


def anybody_comes_back() -> None:
    """A concern opens without its words."""
    writers.Mine.slip_hash = property(lambda _mine: None)  # type: ignore[assignment]


MUTANTS: dict[str, Mutant] = {
    made.__name__.replace("_", "-"): made
    for made in (
        no_shuffle,
        no_rewriting,
        no_padding,
        no_sealing,
        no_pepper,
        no_secure_delete,
        journal_kept,
        no_recusal,
        passed_to_the_ward,
        any_reader,
        at_once,
        managers_alone,
        held_for_ever,
        sent_twice,
        deeds_hide,
        late_clock,
        pool_in_clear,
        no_yes,
        one_reader,
        themes_from_one,
        no_log,
        words_for_ever,
        kept_by_the_browser,
        anybody_comes_back,
    )
}


def apply_the_wanted() -> None:
    """Take the guard away that the environment names, if it names one."""
    wanted = os.environ.get("WARDVOICE_MUTANT")
    if wanted:
        MUTANTS[wanted]()
