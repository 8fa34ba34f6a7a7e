"""The command line: exit 0 is good, 1 is refused with one clear sentence, 2 is wrong usage; never a traceback."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import click
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from wardvoice.config import ConfigError, Settings
from wardvoice.core.clock import Clock
from wardvoice.core.errors import Refused
from wardvoice.record_office import COMMANDS as OF_RECORDS
from wardvoice.record_office import opened
from wardvoice.safekeeping.command_line import COMMANDS as OF_SAFEKEEPING
from wardvoice.storage.apart import open_apart
from wardvoice.storage.base import prepare
from wardvoice.storage.migrate import APART, MAIN, BrokenReferences, migrate

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
    opened(settings).dispose()
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
    with Session(opened(settings)) as session:
        open_first_admin(
            session, Clock(settings.zone), settings.pepper(), username=username, name=name, password=password
        )
    click.echo(f"{username} can sign in. The password, shown only now: {password}")


@wardvoice.command()
@click.option("--each-minute", "server", metavar="PID", type=int, hidden=True)
@click.pass_obj
def tick(settings: Settings, server: int | None) -> None:
    """Do everything that falls due by itself; safe to run twice."""
    from wardvoice.serving import tick_each_minute, tick_once

    opened(settings).dispose()
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


for one in (*OF_RECORDS, *OF_SAFEKEEPING):
    wardvoice.add_command(one)


def _make_demo(settings: Settings, size: str, fresh: bool) -> None:
    from wardvoice.demo.hospital import doorway_names, ensure

    ensure(settings, size=size, fresh=fresh)
    click.echo(f"You can be: {', '.join(doorway_names())}.")


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
