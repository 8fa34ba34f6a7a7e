"""What is wrong with an installation, in plain words: a list of checks, each of which really looks."""

from __future__ import annotations

import os
import shlex
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wardvoice.attestation import ASKED
from wardvoice.concerns import queries as concerns
from wardvoice.concerns.rules import Recipient
from wardvoice.concerns.words.promise import UNPROMISED
from wardvoice.config import Settings
from wardvoice.core.actor import WARD_STAFF, Role
from wardvoice.core.clock import Clock
from wardvoice.core.errors import without_words
from wardvoice.people.post import mail_server
from wardvoice.people.queries import keys
from wardvoice.people.queries.duties import who_is
from wardvoice.people.rules.keys import is_present
from wardvoice.storage import cluster
from wardvoice.storage.base import reading
from wardvoice.storage.migrate import APART, MAIN, NOT_NEW, fits
from wardvoice.wards import queries as wards
from wardvoice.wards.models import Ward

OTHERS = stat.S_IRWXG | stat.S_IRWXO
CALLED = {
    keys.ReaderKind.ADVOCATE: "advocate",
    keys.ReaderKind.LISTENER: "independent listener",
    keys.ReaderKind.MANAGER: "ward manager",
}


SENT_TO = {
    **{Recipient(kind.value): called for kind, called in CALLED.items()},
    Recipient.BOTH: "advocate and the independent listener",
}


@dataclass(frozen=True)
class Installation:
    """What the checks look at: the settings, both databases, and the day."""

    settings: Settings
    main: Engine
    apart: Engine
    today: date


Check = Callable[[Installation], Iterable[str]]
WardCheck = Callable[[Installation, Session, Ward], Iterable[str]]


def faults(installation: Installation) -> list[str]:
    """Return what is wrong, a sentence each; of databases that are out of date nothing more is read."""
    found = [sentence for check in OF_THE_MACHINE for sentence in check(installation)]
    return found if _is_old(installation) else [*found, *_of_the_wards(installation)]


# --- the machine -----------------------------------------------------------------------------------------------------


def secrets_are_private(here: Installation) -> Iterator[str]:
    """Yield the files of secrets that others on the machine can read; Windows keeps no such marks."""
    made = (here.settings.secret_key_file, here.settings.pepper_file)
    given = (here.settings.oidc.get("client_secret_file"), here.settings.smtp.get("password_file"))
    for path in (*made, *(Path(one) for one in given if one)):
        if not path.exists():
            yield f"{path} is missing. It is made when WardVoice is started for the first time."
        elif os.name == "posix" and path.stat().st_mode & OTHERS:
            yield f"{path} can be read by others on this machine. Run: chmod 600 {path}"


def the_directory_answers(here: Installation) -> Iterator[str]:
    """Yield what is wrong with the hospital's own sign-on, where it is set up: it is really asked."""
    if not here.settings.oidc:
        return
    from wardvoice.signon.provider import Provider  # what it needs is loaded only where it is used

    issuer = here.settings.oidc["issuer"]
    why = Provider(here.settings.oidc, Clock(here.settings.zone).now).look()
    if why:
        yield f"The hospital's sign-on at {issuer} cannot be used: {why}. Staff can sign in with passwords only."


def the_mail_server_answers(here: Installation) -> Iterator[str]:
    """Yield what is wrong with the mail server, where one is set: it is really asked, and signed in to."""
    if not here.settings.smtp:
        return
    try:
        with mail_server(here.settings.smtp):
            pass
    except Exception as fault:  # whatever it is: the place of each is told by its kind
        host = here.settings.smtp["host"]
        yield f"The mail server {host} cannot be used: {without_words(fault)}. Nobody gets mail from WardVoice."


def pages_are_encrypted(here: Installation) -> Iterator[str]:
    """Yield a fault for a live hospital without a proxy: WardVoice itself speaks http alone."""
    if not here.settings.is_demo and not here.settings.behind_proxy:
        yield (
            "The pages go over the network as plain http. Put a proxy with https before WardVoice and set"
            " WARDVOICE_BEHIND_PROXY=yes."
        )


def alerts_reach_somebody(here: Installation) -> Iterator[str]:
    """Yield a fault where no command passes alerts on, or none that can be run (product.md, C12)."""
    command = here.settings.alert_command
    if not command:
        yield "No alert command is set (WARDVOICE_ALERT_COMMAND). An alert that nobody takes reaches no duty list."
    elif shutil.which(shlex.split(command)[0]) is None:
        yield f"The alert command cannot be run: there is no program {shlex.split(command)[0]}."


def databases_are_apart(here: Installation) -> Iterator[str]:
    """Yield a fault where both databases lie in one file or one PostgreSQL cluster (privacy.md, decision 11)."""
    if here.main.url.database == here.apart.url.database and here.main.dialect.name == "sqlite":
        yield "What is said in private lies in the main database. Set WARDVOICE_CONCERNS_DATABASE_URL to another one."
    elif {here.main.dialect.name, here.apart.dialect.name} == {"postgresql"} and _cluster(here.main) == _cluster(
        here.apart
    ):
        yield (
            "What is said in private shares a PostgreSQL cluster with the main database. Its archive, standby and"
            " backups then keep the order in which people wrote. Give it a cluster of its own."
        )


def somebody_answers_for_the_place(here: Installation) -> Iterator[str]:
    """Yield what this program cannot see for itself and nobody answers for: patients are told so (attestation.py)."""
    attested = here.settings.attestation
    missing = attested.missing(here.today)
    if not attested.answers:
        yield (
            "Nobody answers for the place where this runs, and patients read so. Answer the"
            f" {len(missing)} questions of deploy/attestation.toml, and name that file in WARDVOICE_ATTESTATION."
        )
        return
    for asked in missing:
        told = " Patients read so before they write in private." if asked in UNPROMISED else ""
        yield f"{attested.why(asked, here.today)} ({asked}): {ASKED[asked]}{told}"


def postgresql_is_safe(here: Installation) -> Iterator[str]:
    """Yield what is wrong with how PostgreSQL is set up, as far as a connection can see (docs/postgresql.md)."""
    for which, engine in (("main", here.main), ("private", here.apart)):
        if engine.dialect.name == "postgresql":
            try:
                yield from cluster.faults(which, engine.url, cluster.ask(engine))
            except SQLAlchemyError as error:
                yield f"The {which} database does not answer: {type(error).__name__}."


def databases_are_new(here: Installation) -> Iterator[str]:
    """Yield a fault where a database is older than this program."""
    if _is_old(here):
        yield NOT_NEW


# --- the wards -------------------------------------------------------------------------------------------------------


def every_reader_has_a_second(here: Installation, session: Session, ward: Ward) -> Iterator[str]:
    """Yield each kind of reader of whom a ward has nobody, one alone, or nobody who was there (privacy.md, 2)."""
    days = keys.working_days(here.settings.bank_holidays, here.today)
    for kind, called in CALLED.items():
        found = keys.holders(session, ward.id, kind, here.today)
        if not found:
            yield f"{ward.name}: no {called} has a key. Nothing can be sent to one in private."
        elif not any(is_present(holder.present_on, here.today, days) for holder in found):
            yield f"{ward.name}: no {called} signed in within 3 working days. None is offered until one does."
        elif len(found) == 1:
            yield f"{ward.name}: {found[0].name} alone has a key as {called}. If it is lost nobody can read."


def every_reader_has_a_cover(here: Installation, session: Session, ward: Ward) -> Iterator[str]:
    """Yield each kind of reader for whom nobody is told that something is late (product.md, C8)."""
    for kind, called in CALLED.items():
        reads = keys.holders(session, ward.id, kind, here.today)
        if reads and not keys.covers(session, ward.id, kind, here.today):
            yield f"{ward.name}: nobody covers for the {called}. If something lies too long, nobody is told."


def somebody_can_read_all(here: Installation, session: Session, ward: Ward) -> Iterator[str]:
    """Yield each kind of reader of whom nobody is left to open something that was released; not what, nor how much."""
    with Session(here.apart) as apart:
        lost = concerns.lost_on(apart, session, ward.id, here.today)
    for recipient in lost:
        yield (
            f"{ward.name}: something sent in private to the {SENT_TO[recipient]} can be read by nobody any more. A key"
            " or a part has ended since. Whoever wrote it is told so by their five words, the cover that it is late."
        )


def somebody_else_is_on_duty(here: Installation, session: Session, ward: Ward) -> Iterator[str]:
    """Yield a fault where all of the duty list work on a ward: what is about its staff would be seen by none (C5)."""
    duty, work_here = (who_is(session, roles, ward.id, here.today) for roles in ({Role.DUTY}, WARD_STAFF))
    if duty and duty <= work_here:
        yield f"{ward.name}: everybody on the duty list works there. An alert about its staff would be shown to nobody."


def it_has_numbers(_here: Installation, _session: Session, ward: Ward) -> Iterator[str]:
    """Yield a fault where a ward's pages can show no telephone number to call."""
    if not ward.numbers.strip():
        yield f"{ward.name}: no telephone numbers stand on its pages. Write them under “Ward”."


OF_THE_MACHINE: tuple[Check, ...] = (
    secrets_are_private,
    pages_are_encrypted,
    the_directory_answers,
    the_mail_server_answers,
    alerts_reach_somebody,
    databases_are_apart,
    postgresql_is_safe,
    somebody_answers_for_the_place,
    databases_are_new,
)
OF_A_WARD: tuple[WardCheck, ...] = (
    every_reader_has_a_second,
    every_reader_has_a_cover,
    somebody_can_read_all,
    somebody_else_is_on_duty,
    it_has_numbers,
)


def _of_the_wards(here: Installation) -> Iterator[str]:
    with reading(), Session(here.main) as session:
        for ward in wards.wards(session):
            for check in OF_A_WARD:
                yield from check(here, session, ward)


def _is_old(here: Installation) -> bool:
    return not (fits(here.main, MAIN) and fits(here.apart, APART))


def _cluster(engine: Engine) -> object:
    """Return by what a PostgreSQL cluster knows itself; where that is not told, by what name it was reached."""
    try:
        with engine.connect() as connection:
            return connection.scalar(text("SELECT system_identifier FROM pg_control_system()"))
    except SQLAlchemyError:
        return engine.url.host, engine.url.port
