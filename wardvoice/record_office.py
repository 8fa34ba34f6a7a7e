"""What the command line offers of lists and records: proof, lists in and out, what is kept of a person, a leaver."""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wardvoice.config import Settings
from wardvoice.core.clock import Clock
from wardvoice.storage.apart import open_apart
from wardvoice.storage.base import prepare, reading
from wardvoice.storage.migrate import APART, NOT_NEW, fits


@click.command()
@click.option("--head", help="Four groups of four letters from a printed page.")
@click.pass_obj
def verify(settings: Settings, head: str | None) -> None:
    """Prove that no row of the history was touched, the tables follow from it, and the private log is whole."""
    from wardvoice.proof.log import what_is_wrong
    from wardvoice.proof.verify import verify as prove

    main, apart = opened(settings), open_apart(settings.concerns_database_url)
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


@click.command()
@click.option("--ward", required=True, metavar="NAME", help="The name of the ward.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def export(settings: Settings, ward: str, folder: Path) -> None:
    """Write a ward's history, without names and words, into DIR: from it anybody can count every figure again."""
    from wardvoice.evidence.export import export as write_down

    with reading(), Session(opened(settings)) as session:
        rows = write_down(session, Clock(settings.zone), ward, folder)
    click.echo(f"Written to {folder}: the {rows} rows of the ward's history, and how to read them in README.txt.")


@click.command("import-actions")
@click.option("--ward", required=True, metavar="NAME", help="The name of the ward.")
@click.option("--dry-run", is_flag=True, help="Say what would come of each line, and change nothing.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def import_actions(settings: Settings, ward: str, dry_run: bool, file: Path) -> None:
    """Bring a ward's old list of actions in, from a spreadsheet (.xlsx) or CSV: all of it or nothing."""
    from wardvoice.old_lists import words
    from wardvoice.old_lists.commands import import_actions as bring

    with Session(opened(settings)) as session:
        report = bring(session, Clock(settings.zone), settings.pepper(), file=file, ward_name=ward, dry_run=dry_run)
    for line in words.lines_of(report) if dry_run or report.refused else ():
        click.echo(line)
    if report.refused:
        raise click.ClickException(words.refusal_of(report))
    click.echo(f"{'Would be brought' if dry_run else 'Brought'} to {report.ward}: {words.counts_of(report)}")


@click.command("person-data")
@click.argument("username")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def person_data(settings: Settings, username: str, folder: Path) -> None:
    """Write what is kept about somebody with an account into DIR, for whoever answers their request."""
    from wardvoice.diary.queries.kept import kept_of
    from wardvoice.records.dossier import write_down

    with reading(), Session(opened(settings)) as session:
        entries = write_down(session, Clock(settings.zone), username, folder, upstairs=(kept_of,))
    click.echo(f"Written to {folder}: {entries} entries. Read README.txt, and the words, before you pass them on.")


@click.command("close-account")
@click.argument("username")
@click.option("--hand-over-to", metavar="USERNAME", help="Who takes over the open promises.")
@click.option("--to-manager", is_flag=True, help="For a list of leavers: each ward's manager takes them over.")
@click.pass_obj
def close_account(settings: Settings, username: str, hand_over_to: str | None, to_manager: bool) -> None:
    """Close a staff account; open promises must be handed over first, or go to the manager of each ward."""
    from wardvoice.actions import commands

    if hand_over_to and to_manager:
        raise click.UsageError("Choose one: --hand-over-to or --to-manager.")
    with Session(opened(settings)) as session:
        here = (session, Clock(settings.zone), settings.pepper())
        if not to_manager:
            commands.close_account_named(*here, username=username, hand_over_to=hand_over_to)
            click.echo(f"The account {username} is closed.")
            return
        left = commands.close_leaver_named(*here, username=username)
    if left is None:
        click.echo(f"The account {username} was closed already.")
    else:
        click.echo(f"The account {username} is closed.{_alone(len(left))}")


COMMANDS = (verify, export, import_actions, person_data, close_account)


def opened(settings: Settings) -> Engine:
    """Return the main database; a sentence where it does not answer, or its schema is not one for this program."""
    engine = prepare(create_engine(settings.database_url))
    try:
        if fits(engine) and fits(open_apart(settings.concerns_database_url), APART):
            return engine
    except SQLAlchemyError as error:
        raise click.ClickException(f"The database does not answer: {type(error).__name__}.") from None
    raise click.ClickException(NOT_NEW)


def _alone(left: int) -> str:
    if not left:
        return ""
    if left == 1:
        return " 1 promise found neither manager nor service lead: it shows that."
    return f" {left} promises found neither manager nor service lead: they show that."
