"""What the command line offers of safekeeping."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Engine, create_engine

from wardvoice.config import Settings
from wardvoice.core.clock import Clock
from wardvoice.safekeeping.refusals import CannotKeep
from wardvoice.storage.apart import open_apart
from wardvoice.storage.base import prepare
from wardvoice.storage.migrate import APART, NOT_NEW, at_newest, fits

FOLDER = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
KEY = click.option("--key", type=click.Path(path_type=Path), help="File with the private key; else it is asked for.")
NAMED = click.option("--backup", "named", metavar="NAME", help="Of the backup; else the newest.")
LOCKED_TO = "There is a file %(file)s already. A private key overwrites nothing."
NEWER = "A newer WardVoice brought a database further, and it alone knows every column. Give it this command."
BOTH = "Name both databases, --database and --private, or neither."
"""What a drill into databases needs to know."""


@click.command()
@FOLDER
@click.pass_obj
def backup(settings: Settings, folder: Path) -> None:
    """Write a locked copy of both databases into DIR, while people go on writing; delete those too old there."""
    from wardvoice.safekeeping.backing import back_up

    with databases(settings) as (main, apart):
        written = back_up(settings, main, apart, Clock(settings.zone), folder)
    gone = f" Deleted because they were too old: {written.gone}." if written.gone else ""
    held = f"{written.rows} rows in {written.tables} tables of the main database, and all of the private one"
    click.echo(f"Written and read back: {written.path}, {held}.{gone}")
    if written.broken:
        raise click.ClickException(f"BROKEN: {written.broken}. No older backup was deleted; one of them may be whole.")


@click.command()
@FOLDER
@KEY
@NAMED
@click.option("--unproved", is_flag=True, help="Keep it even if the history is broken or the pepper is lost.")
@click.pass_obj
def restore(settings: Settings, folder: Path, key: Path | None, named: str | None, unproved: bool) -> None:
    """Bring a backup from DIR back into empty databases, and prove it there."""
    from wardvoice.safekeeping.restoring import restore as bring_back
    from wardvoice.safekeeping.shelf import chosen

    back = bring_back(settings, chosen(folder, named), _key(key), unproved=unproved)
    click.echo(f"Restored from {back.name}, made on {back.made_in(settings.zone)}.")
    click.echo(back.held)
    click.echo("Everybody signs in anew.")


@click.command()
@FOLDER
@KEY
@NAMED
@click.option("--database", metavar="URL", help="An empty database to try it in, instead of a temporary folder.")
@click.option("--private", metavar="URL", help="Another one, for what is said in private.")
@click.option(
    "--inside",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=tempfile.gettempdir(),
    help="Where the temporary folder is made.",
)
@click.pass_obj
def drill(
    settings: Settings,
    folder: Path,
    key: Path | None,
    named: str | None,
    database: str | None,
    private: str | None,
    inside: Path,
) -> None:
    """Bring a backup from DIR back into a temporary place, prove it, and delete it there again."""
    from wardvoice.safekeeping.drilling import drill as try_out
    from wardvoice.safekeeping.shelf import chosen
    from wardvoice.safekeeping.standing import NOTE, note_drill

    if bool(database) != bool(private):
        raise click.UsageError(BOTH)
    places = (database, private) if database and private else None
    found = chosen(folder, named)
    back = try_out(settings, found, _key(key), places, inside)
    now = Clock(settings.zone).now()
    click.echo(f"{back.name} comes back: made on {back.made_in(settings.zone)}, {back.age(now)} ago.")
    click.echo(back.held)
    click.echo("What was restored for the drill is deleted again.")
    if not note_drill(folder, back.name, now):
        click.echo(f"It could not be noted in {folder / NOTE}: nothing can be written there.")


@click.command("move-to")
@click.argument("url")
@click.option("--private", metavar="URL", required=True, help="For what is said in private, best in another cluster.")
@click.pass_obj
def move_to(settings: Settings, url: str, private: str) -> None:
    """Move from SQLite to the empty PostgreSQL database at URL, prove it there, and close the old one."""
    from wardvoice.safekeeping.moving import move
    from wardvoice.safekeeping.places import shown

    with databases(settings) as (main, apart):
        moved = move(settings, main, apart, url, private)
    click.echo(f"Moved to {shown(url)} and {shown(private)}.")
    click.echo(moved)
    click.echo("The old files can only be read now. Set WARDVOICE_DATABASE_URL and WARDVOICE_CONCERNS_DATABASE_URL.")


@click.command("backup-key")
@click.argument("file", type=click.Path(path_type=Path))
def backup_key(file: Path) -> None:
    """Make a pair of keys: the private one goes into FILE, the public one is printed."""
    from wardvoice.safekeeping.locked import new_pair

    private, public = new_pair()
    try:
        opened = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise CannotKeep(LOCKED_TO, file=file) from None
    with os.fdopen(opened, "w", encoding="utf-8") as written:
        written.write(f"# public key: {public}\n{private}\n")
    click.echo(f"WARDVOICE_BACKUP_KEY={public}")
    click.echo(f"Keep {file} on another machine, and on paper: without it no backup opens. It belongs on no server.")


@contextmanager
def databases(settings: Settings) -> Iterator[tuple[Engine, Engine]]:
    """Open both databases; refuse those that are not as new as this program."""
    main, apart = prepare(create_engine(settings.database_url)), open_apart(settings.concerns_database_url)
    try:
        if not (at_newest(main) and at_newest(apart, APART)):
            raise CannotKeep(NEWER if fits(main) and fits(apart, APART) else NOT_NEW)
        yield main, apart
    finally:
        main.dispose()


def _key(file: Path | None) -> str:
    """Return the private key, from a file, from a pipe, or typed in unseen."""
    from wardvoice.safekeeping.locked import key_in, private_key

    if file is not None:
        return key_in(file)
    if sys.stdin.isatty():
        return private_key(click.prompt("Private key", hide_input=True), "What was typed")
    return private_key(sys.stdin.read(), "What came in")


COMMANDS = (backup, restore, drill, move_to, backup_key)
