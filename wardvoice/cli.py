"""The command line: exit 0 is good, 1 is refused with one clear sentence, 2 is wrong usage; never a traceback."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from wardvoice.config import ConfigError, Settings
from wardvoice.core.clock import Clock
from wardvoice.core.errors import Refused
from wardvoice.safekeeping.command_line import COMMANDS
from wardvoice.storage.apart import open_apart
from wardvoice.storage.base import prepare, reading
from wardvoice.storage.migrate import APART, MAIN, NOT_NEW, BrokenReferences, fits, migrate

Command = Callable[..., Any]
STEP_FAILED = (
    "A step of {} failed: {}. None of the steps was taken; the database is as it was. Mend what is named here, or go"
    " back to the program of before, and run wardvoice migrate again."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--demo", is_flag=True, help="Work on the invented demo hospital.")
@click.pass_context
def wardvoice(context: click.Context, demo: bool) -> None:
    """WardVoice: the ward community meeting, where promises to patients cannot be lost."""
    context.obj = Settings.demo() if demo else Settings.load()


ADDRESS = (
    click.option("--host", default="127.0.0.1", show_default=True),
    click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True),
)
DATA = (
    click.option("--size", type=click.Choice(["small", "large"]), default="small", help="Of the demo hospital."),
    click.option("--fresh", is_flag=True, help="Throw the old demo hospital away first."),
)


def _with(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    return lambda command: reduce(lambda so_far, option: option(so_far), reversed(options), command)


@wardvoice.command()
@_with(*ADDRESS, *DATA)
@click.pass_obj
def serve(settings: Settings, host: str, port: int, size: str, fresh: bool) -> None:
    """Serve the pages, with a worker for each core up to 4, and tick each minute."""
    from wardvoice.serving import serve_forever

    if settings.is_demo:
        _make_demo(settings, size, fresh)
        click.echo(f"The demo hospital is open: http://{host}:{port}/demo")
    _open(settings).dispose()
    click.echo(f"WardVoice serves http://{host}:{port}  (Ctrl-C stops it)")
    serve_forever(settings, host, port)


@wardvoice.command()
@_with(*ADDRESS, *DATA, click.option("--no-serve", is_flag=True, help="Only make the data."))
@click.pass_context
def demo(context: click.Context, host: str, port: int, size: str, fresh: bool, no_serve: bool) -> None:
    """Make the invented demo hospital if there is none, and serve it."""
    context.obj = Settings.demo()
    if no_serve:
        _make_demo(context.obj, size, fresh)
    else:
        context.invoke(serve, host=host, port=port, size=size, fresh=fresh)


@wardvoice.command("migrate")
@click.pass_obj
def migrate_command(settings: Settings) -> None:
    """Bring both databases, empty ones too, to the newest schema."""
    _make_databases(settings)
    click.echo("The databases have the newest schema.")


@wardvoice.command()
@click.option("--username", prompt=True)
@click.option("--name", prompt="First name")
@click.pass_obj
def init(settings: Settings, username: str, name: str) -> None:
    """Make the schema, the secrets and the first hospital admin; prints the password once."""
    from wardvoice.people.commands import open_first_admin

    _make_databases(settings)
    settings.secret_key()
    password = secrets.token_urlsafe(12)
    with Session(_open(settings)) as session:
        open_first_admin(
            session, Clock(settings.zone), settings.pepper(), username=username, name=name, password=password
        )
    click.echo(f"{username} can sign in. The password, shown only now: {password}")


@wardvoice.command()
@click.option("--head", help="Four groups of four letters from a printed page.")
@click.pass_obj
def verify(settings: Settings, head: str | None) -> None:
    """Prove that no row of the history was touched, the tables follow from it, and the private log is whole."""
    from wardvoice.proof.log import what_is_wrong
    from wardvoice.proof.verify import verify as prove

    main, apart = _open(settings), open_apart(settings.concerns_database_url)
    with reading(), Session(main) as session, Session(apart) as private:
        proof = prove(session, head)
        broken = proof.broken or what_is_wrong(session, private, settings.pepper())
    main.dispose()
    if broken:
        raise click.ClickException(f"BROKEN: {broken}.")
    if not proof.head_found:
        raise click.ClickException("BROKEN: the history no longer contains the moment of that printed page.")
    removed = f" {proof.removed} texts were removed, each with a row of its own." if proof.removed else ""
    contains = " It contains the moment of that printed page." if head else ""
    click.echo(f"Whole: {proof.rows} rows in {proof.chains} chains; the tables follow from them.{removed}{contains}")


@wardvoice.command()
@click.option("--ward", required=True, metavar="NAME", help="The name of the ward.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def export(settings: Settings, ward: str, folder: Path) -> None:
    """Write a ward's history, without names and words, into DIR: from it anybody can count every figure again."""
    from wardvoice.evidence.export import export as write_down

    with reading(), Session(_open(settings)) as session:
        rows = write_down(session, Clock(settings.zone), ward, folder)
    click.echo(f"Written to {folder}: the {rows} rows of the ward's history, and how to read them in README.txt.")


@wardvoice.command("import-actions")
@click.option("--ward", required=True, metavar="NAME", help="The name of the ward.")
@click.option("--dry-run", is_flag=True, help="Say what would come of each line, and change nothing.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def import_actions(settings: Settings, ward: str, dry_run: bool, file: Path) -> None:
    """Bring a ward's old list of actions in, from a spreadsheet (.xlsx) or CSV: all of it or nothing."""
    from wardvoice.old_lists import words
    from wardvoice.old_lists.commands import import_actions as bring

    with Session(_open(settings)) as session:
        report = bring(session, Clock(settings.zone), settings.pepper(), file=file, ward_name=ward, dry_run=dry_run)
    for line in words.lines_of(report) if dry_run or report.refused else ():
        click.echo(line)
    if report.refused:
        raise click.ClickException(words.refusal_of(report))
    click.echo(f"{'Would be brought' if dry_run else 'Brought'} to {report.ward}: {words.counts_of(report)}")


@wardvoice.command("person-data")
@click.argument("username")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def person_data(settings: Settings, username: str, folder: Path) -> None:
    """Write what is kept about somebody with an account into DIR, for whoever answers their request."""
    from wardvoice.records.dossier import write_down

    with reading(), Session(_open(settings)) as session:
        entries = write_down(session, Clock(settings.zone), username, folder)
    click.echo(f"Written to {folder}: {entries} entries. Read README.txt, and the words, before you pass them on.")


@wardvoice.command()
@click.option("--each-minute", "server", metavar="PID", type=int, hidden=True)
@click.pass_obj
def tick(settings: Settings, server: int | None) -> None:
    """Do everything that falls due by itself; safe to run twice."""
    from wardvoice.serving import tick_each_minute, tick_once

    _open(settings).dispose()
    if server is None:
        tick_once(settings)
    else:
        tick_each_minute(settings, server)


@wardvoice.command()
@click.pass_obj
def check(settings: Settings) -> None:
    """Say in plain words what is wrong with this installation."""
    from wardvoice.checkup import Installation, faults
    from wardvoice.safekeeping.standing import overdue

    clock = Clock(settings.zone)
    main, apart = prepare(create_engine(settings.database_url)), open_apart(settings.concerns_database_url)
    here = Installation(settings, main, apart, clock.day_of(clock.now()))
    found = [*faults(here), *overdue(settings, clock.now())]
    for sentence in found:
        click.echo(f"- {sentence}")
    if found:
        raise click.ClickException(f"To be mended: {len(found)}.")
    click.echo("Nothing is wrong as far as this command can see.")


@wardvoice.command("close-account")
@click.argument("username")
@click.option("--hand-over-to", metavar="USERNAME", help="Who takes over the open promises.")
@click.option("--to-manager", is_flag=True, help="For a list of leavers: each ward's manager takes them over.")
@click.pass_obj
def close_account(settings: Settings, username: str, hand_over_to: str | None, to_manager: bool) -> None:
    """Close a staff account; open promises must be handed over first, or go to the manager of each ward."""
    from wardvoice.actions import commands

    if hand_over_to and to_manager:
        raise click.UsageError("Choose one: --hand-over-to or --to-manager.")
    with Session(_open(settings)) as session:
        here = (session, Clock(settings.zone), settings.pepper())
        if not to_manager:
            commands.close_account_named(*here, username=username, hand_over_to=hand_over_to)
            click.echo(f"The account {username} is closed.")
            return
        left = commands.close_leaver_named(*here, username=username)
    if left is None:
        click.echo(f"The account {username} was closed already.")
    else:
        alone = f" {len(left)} promises found neither manager nor service lead: they show that." if left else ""
        click.echo(f"The account {username} is closed.{alone}")


for one in COMMANDS:
    wardvoice.add_command(one)


def _make_demo(settings: Settings, size: str, fresh: bool) -> None:
    from wardvoice.demo.hospital import doorway_names, ensure

    ensure(settings, size=size, fresh=fresh)
    click.echo(f"You can be: {', '.join(doorway_names())}.")


def _open(settings: Settings) -> Engine:
    engine = prepare(create_engine(settings.database_url))
    try:
        if fits(engine) and fits(open_apart(settings.concerns_database_url), APART):
            return engine
    except SQLAlchemyError as error:
        raise click.ClickException(f"The database does not answer: {type(error).__name__}.") from None
    raise click.ClickException(NOT_NEW)


def _make_databases(settings: Settings) -> None:
    for url, steps in ((settings.database_url, MAIN), (settings.concerns_database_url, APART)):
        if url.startswith("sqlite:///"):
            Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
        try:
            migrate(url, steps)
        except DBAPIError as fault:
            if fault.statement is None:  # it was never reached
                raise
            raise click.ClickException(STEP_FAILED.format(steps.name, str(fault.orig).splitlines()[0])) from None
        except BrokenReferences as fault:
            raise click.ClickException(STEP_FAILED.format(steps.name, fault)) from None


def main() -> None:
    """Run the command line."""
    try:
        wardvoice.main(prog_name="wardvoice", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        sys.exit(1)
    except click.exceptions.Abort:
        sys.exit(1)
    except SQLAlchemyError as error:
        click.echo(f"The database does not answer: {type(error).__name__}.", err=True)
        sys.exit(1)
    except (Refused, ConfigError, BrokenReferences, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
