"""`wardvoice check`: each check finds its fault where there is one, and says nothing where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, update
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.postbox import Postbox, post
from wardvoice import checkup
from wardvoice.attestation import Answer, Attestation, Question
from wardvoice.checkup import Installation, faults
from wardvoice.cli import wardvoice
from wardvoice.concerns.models import Concern, Copy
from wardvoice.concerns.rules import Recipient
from wardvoice.config import Settings
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.clock import PartOfDay
from wardvoice.people import commands
from wardvoice.people.models import ReaderKey
from wardvoice.people.queries.duties import running_covers
from wardvoice.people.queries.keys import ReaderKind
from wardvoice.safekeeping.locked import new_pair
from wardvoice.safekeeping.standing import NOTE
from wardvoice.storage.apart import open_apart
from wardvoice.storage.base import prepare
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import WardKind

__all__ = ["post"]


@pytest.fixture
def here(settings: Settings, clock: SetClock) -> Iterator[Installation]:
    """An installation in which nothing is wrong but that it has no ward."""
    settings.secret_key(), settings.pepper()
    settings.pepper_file.chmod(0o600)
    yes = Answer(is_so=True, who="Priya", when=clock.today)
    attested = Attestation(dict.fromkeys(Question, yes))
    good = replace(settings, behind_proxy=True, alert_command="true", attestation=attested)
    main, apart = prepare(create_engine(good.database_url)), open_apart(good.concerns_database_url)
    yield Installation(good, main, apart, clock.today)
    main.dispose()


@pytest.fixture
def session(here: Installation, monkeypatch: pytest.MonkeyPatch, quick_sealing: None) -> Iterator[Session]:
    """The main database, which counts as up to date: the tests' schema has no number."""
    monkeypatch.setattr(checkup, "fits", lambda *_: True)
    with Session(here.main) as opened:
        yield opened


@pytest.fixture
def ward(session: Session) -> Ward:
    """A ward with two readers of each kind, each with a cover."""
    ward = a.a_ward(session)
    admin = Actor(Door.OWN_DEVICE, ward.id, a.ADMIN.id, "Wes", frozenset({Role.ADMIN}))
    for kind in ReaderKind:
        readers = [a.an_account(session, f"{kind}-{number}") for number in (1, 2)]
        for account in readers:
            a.a_membership(account, Role(kind.value), ward)
            a.a_reader_key(account)
            if kind is ReaderKind.ADVOCATE:
                a.a_duty(account, ward)
        work = a.work(session, admin)
        commands.name_cover(work, kind=kind, account=readers[1], ward_id=ward.id)
        work.commit()
    return ward


def with_settings(here: Installation, **changed: Any) -> list[str]:
    return faults(replace(here, settings=replace(here.settings, **changed)))


def test_where_nothing_is_wrong_nothing_is_said(here: Installation, ward: Ward) -> None:
    assert faults(here) == []


# --- the machine -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("session")
def test_a_mail_server_is_really_asked(
    here: Installation, post: tuple[Postbox, dict[str, str]], tmp_path: Path
) -> None:
    def said(**smtp: str) -> list[str]:
        return faults(replace(here, settings=replace(here.settings, smtp=smtp)))

    assert said(**post[1]) == []
    (wrong,) = said(**{**post[1], "port": "1"})
    assert wrong.startswith("The mail server 127.0.0.1 cannot be used: ConnectionRefusedError")
    password = tmp_path / "password"
    password.write_text("heron")
    password.chmod(0o644)
    open_to_all, _no_sign_in = said(**post[1], user="wv", password_file=str(password))
    assert open_to_all == f"{password} can be read by others on this machine. Run: chmod 600 {password}"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_pepper_that_others_can_read_is_told(here: Installation, ward: Ward, mode: int) -> None:
    here.settings.pepper_file.chmod(mode)
    path = here.settings.pepper_file
    assert faults(here) == [f"{path} can be read by others on this machine. Run: chmod 600 {path}"]


def test_a_secret_that_is_not_there_is_told(here: Installation, ward: Ward) -> None:
    here.settings.secret_key_file.unlink()
    assert [sentence.partition(" ")[2] for sentence in faults(here)] == [
        "is missing. It is made when WardVoice is started for the first time."
    ]


def test_plain_http_is_a_fault_of_a_live_hospital_alone(here: Installation, ward: Ward) -> None:
    (told,) = with_settings(here, behind_proxy=False)
    assert "plain http" in told
    assert with_settings(here, behind_proxy=False, is_demo=True) == []


@pytest.mark.parametrize(
    ("command", "told"),
    [("", "No alert command is set"), ("no-such-program --loud", "there is no program no-such-program.")],
)
def test_an_alert_command_that_reaches_nobody_is_told(here: Installation, ward: Ward, command: str, told: str) -> None:
    (found,) = with_settings(here, alert_command=command)
    assert told in found


def test_one_file_for_both_databases_is_told(here: Installation, ward: Ward) -> None:
    (told,) = checkup.databases_are_apart(replace(here, apart=here.main))
    assert "lies in the main database" in told


def test_an_old_database_is_told_and_not_read(here: Installation) -> None:
    assert faults(here) == ["A database is empty or older than this program. Run: wardvoice migrate"]


def test_a_shared_cluster_is_told_under_whatever_name(here: Installation, ward: Ward, postgres_url: str) -> None:
    one, other = create_engine(postgres_url), create_engine(postgres_url + "&application_name=x")
    assert checkup._cluster(one)
    (told,) = checkup.databases_are_apart(replace(here, main=one, apart=other))
    assert "shares a PostgreSQL cluster" in told
    assert list(checkup.databases_are_apart(replace(here, main=one))) == []
    for engine in (one, other):
        engine.dispose()


# --- the wards -------------------------------------------------------------------------------------------------------


def test_a_ward_without_readers_is_told(here: Installation, session: Session) -> None:
    a.a_ward(session)
    assert faults(here) == [
        "Alder: no advocate has a key. Nothing can be sent to one in private.",
        "Alder: no independent listener has a key. Nothing can be sent to one in private.",
        "Alder: no ward manager has a key. Nothing can be sent to one in private.",
    ]


def test_a_single_reader_is_told_by_name(here: Installation, ward: Ward, session: Session) -> None:
    work = a.work(session)
    (last,) = [key for key in session.query(ReaderKey) if _name(session, key) == "listener-2"]
    commands.retire_key(work, key=last)
    work.commit()
    assert faults(here) == ["Alder: listener-1 alone has a key as independent listener. If it is lost nobody can read."]


def test_what_nobody_can_read_any_more_is_told_once_it_is_released_and_not_what_it_is(
    here: Installation, ward: Ward, session: Session
) -> None:
    with Session(here.apart) as apart:
        for _ in range(2):  # never told how many
            sent = Concern(ward_id=ward.id, recipient=Recipient.BOTH, name="amber kite", released_on=here.today)
            sent.part = PartOfDay.MORNING
            apart.add(sent)
            apart.flush()
            apart.add(Copy(concern_id=sent.id, key_id=uuid4(), head=b"", body=b""))
        apart.commit()
        (told,) = faults(here)
        assert told.startswith("Alder: something sent in private to the advocate and the independent listener can be")
        assert "amber" not in told
        (key,) = [key for key in session.query(ReaderKey) if _name(session, key) == "listener-1"]
        for concern in apart.query(Concern):
            apart.add(Copy(concern_id=concern.id, key_id=key.id, head=b"", body=b""))
        apart.commit()
        assert faults(here) == []


def test_a_duty_list_of_the_wards_own_people_is_told(here: Installation, ward: Ward, session: Session) -> None:
    both = a.an_account(session, "Max")
    a.a_membership(both, Role.DUTY, None)
    assert faults(here) == []
    a.a_membership(both, Role.STAFF, ward)
    assert faults(here) == [
        "Alder: everybody on the duty list works there. An alert about its staff would be shown to nobody."
    ]
    a.a_membership(a.an_account(session, "Dot"), Role.DUTY, None)
    assert faults(here) == []


def _name(session: Session, key: ReaderKey) -> str:
    return str(session.get_one(a.Account, key.account_id).name)


def test_readers_who_stay_away_are_told(here: Installation, ward: Ward, session: Session) -> None:
    session.execute(update(ReaderKey).values(present_on=here.today - timedelta(days=6)))
    session.commit()
    told = faults(here)
    assert len(told) == 3
    assert told[0] == "Alder: no advocate signed in within 3 working days. None is offered until one does."


def test_a_missing_cover_is_told(here: Installation, ward: Ward) -> None:
    tomorrow = replace(here, today=here.today + timedelta(days=1))
    assert faults(tomorrow) == []
    session = a.session_of(ward)
    (cover, *_) = running_covers(session, ward.id, here.today)
    admin = Actor(Door.OWN_DEVICE, ward.id, a.ADMIN.id, "Wes", frozenset({Role.ADMIN}))
    work = a.work(session, admin)
    commands.end_cover(work, cover=cover)
    work.commit()
    assert faults(here) == ["Alder: nobody covers for the advocate. If something lies too long, nobody is told."]


def test_a_ward_without_numbers_is_told_and_a_council_is_not(here: Installation, ward: Ward, session: Session) -> None:
    session.execute(update(Ward).values(numbers=" "))
    session.commit()
    a.a_ward(session, "Council", kind=WardKind.COUNCIL, numbers="")
    assert faults(here) == ["Alder: no telephone numbers stand on its pages. Write them under “Ward”."]


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_command_lists_what_is_wrong_and_ends_with_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE", "CONCERNS_DATABASE"):
        monkeypatch.setenv(f"WARDVOICE_{name}_URL", f"sqlite:///{tmp_path / name}.sqlite")
    for name in ("SECRET_KEY", "PEPPER"):
        monkeypatch.setenv(f"WARDVOICE_{name}_FILE", str(tmp_path / name))
    assert CliRunner().invoke(wardvoice, ["migrate"]).exit_code == 0
    answer = CliRunner().invoke(wardvoice, ["check"])
    assert answer.exit_code == 1
    assert "To be mended: 7." in answer.output
    assert answer.output.count("\n- ") + answer.output.startswith("- ") == 7
    for variable, value in (("BEHIND_PROXY", "yes"), ("ALERT_COMMAND", "true")):
        monkeypatch.setenv(f"WARDVOICE_{variable}", value)
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011, TID251, RUF100 -- as the command does
    answered = [f'[{asked}]\nanswer = "yes"\nwho = "Priya"\nwhen = {yesterday}' for asked in Question]
    (tmp_path / "attestation.toml").write_text("\n".join(answered), encoding="utf-8")
    monkeypatch.setenv("WARDVOICE_ATTESTATION", str(tmp_path / "attestation.toml"))
    monkeypatch.setenv("WARDVOICE_BACKUP_KEY", new_pair()[1])
    monkeypatch.setenv("WARDVOICE_BACKUP_DIR", str(tmp_path))
    (tmp_path / f"wardvoice-{date.today()}-000000.age").touch()  # noqa: DTZ011, TID251, RUF100
    (tmp_path / NOTE).write_text(f"{yesterday} it came back.", encoding="utf-8")
    for name in ("SECRET_KEY", "PEPPER"):
        (tmp_path / name).write_bytes(bytes(32))
        (tmp_path / name).chmod(0o600)
    answer = CliRunner().invoke(wardvoice, ["check"])
    assert (answer.exit_code, answer.output) == (0, "Nothing is wrong as far as this command can see.\n")
