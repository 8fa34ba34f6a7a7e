"""The way to the duty list: a program that the hospital names, run with the ward and the place, and tested each day.

It may hang or fail: nobody's request waits for it, no transaction is open while it runs, and it is tried again.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from wardvoice.alerts import queries, rules
from wardvoice.alerts.models import Alert, CommandTest
from wardvoice.core.policy import May
from wardvoice.storage.apart_work import ApartWork
from wardvoice.wards.models import Ward

SECONDS = 20
NOWHERE = subprocess.DEVNULL
TEST = ("TEST", "WardVoice")
"""What the program is told once a day instead of a ward and a place."""

Runs = Callable[[str, str], bool]


def run(command: str, ward: str, place: str, seconds: float = SECONDS) -> bool:
    """Run the hospital's program; return whether it ended well within its time. It gets nothing but ward and place."""
    if not command.strip():
        return False
    try:
        told = [*shlex.split(command), ward, place]
        with subprocess.Popen(told, stdin=NOWHERE, stdout=NOWHERE, stderr=NOWHERE, start_new_session=True) as program:  # noqa: S603  the hospital sets it
            return _ends_well(program, seconds)
    except (OSError, ValueError):
        return False


def _ends_well(program: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait for a program; one that hangs is ended with all that it has started."""
    try:
        return program.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        if sys.platform == "win32":
            program.kill()
        else:
            os.killpg(program.pid, signal.SIGKILL)
        return False


def pass_on(work: ApartWork, main: Session, runs: Runs) -> int:
    """Call the duty list for what waits too long, or is its alone; return how many it reached. Tried until it works."""
    work.require(May.CLOCKWORK)
    due = [(alert.id, alert.place) for alert in queries.to_pass_on(work.session, work.ward_id, work.now)]
    work.session.rollback()
    if not due:
        return 0
    name = _name_of(work, main)
    went = {alert_id: runs(name, place) for alert_id, place in due}
    work.changed(needs_line=False)
    reached = [alert_id for alert_id, worked in went.items() if worked]
    work.session.execute(update(Alert).where(Alert.id.in_(reached)).values(passed_on_at=work.now))
    _note(work, worked=all(went.values()))
    return len(reached)


def try_command(work: ApartWork, _main: Session, runs: Runs) -> bool | None:
    """Try the program, once a day for the whole hospital; return whether it worked, None if it is not due."""
    work.require(May.CLOCKWORK)
    proof = queries.proof(work.session, work.ward_id, work.clock)
    work.session.rollback()
    if not rules.must_try_command(proof, work.clock.local(work.now)):
        return None
    worked = runs(*TEST)
    _note(work, worked=worked)
    return worked


def _note(work: ApartWork, *, worked: bool) -> None:
    row = work.session.scalar(select(CommandTest).limit(1))
    if row is None:
        row = CommandTest(day=work.today, worked=worked)
        work.session.add(row)
    row.day, row.worked = work.today, worked


def _name_of(work: ApartWork, main: Session) -> str:
    """Return the ward's name; the main database is let go before the program runs."""
    name = main.scalar(select(Ward.name).where(Ward.id == work.ward_id)) or ""
    main.rollback()
    return name
