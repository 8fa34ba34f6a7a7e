"""Settings: read once, checked whole, every fault named at once."""

from __future__ import annotations

import dataclasses
import errno
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from wardvoice.config import HERE, ConfigError, Settings, instance_of

INSTANCE = HERE / "instance"


def test_without_settings_everything_has_a_safe_default() -> None:
    settings = Settings.load({})
    assert settings.database_url == f"sqlite:///{INSTANCE / 'wardvoice.sqlite'}"
    assert settings.concerns_database_url == f"sqlite:///{INSTANCE / 'concerns.sqlite'}"
    assert {"127.0.0.1", "localhost"} <= set(settings.trusted_hosts)
    assert settings.zone.key == "Europe/London"
    assert not settings.is_demo
    assert not settings.behind_proxy


def test_the_environment_is_read() -> None:
    settings = Settings.load(
        {
            "WARDVOICE_DATABASE_URL": "postgresql+psycopg://u@h/d",
            "WARDVOICE_TRUSTED_HOSTS": "ward.example, 10.0.0.5",
            "WARDVOICE_BEHIND_PROXY": "yes",
            "WARDVOICE_TIMEZONE": "Europe/Belfast",
            "WARDVOICE_BANK_HOLIDAYS": "northern-ireland",
            "WARDVOICE_SMTP_HOST": "mail.example",
            "WARDVOICE_IDLE_TERMINAL": "4",
            "WARDVOICE_BROWSER": "/usr/bin/chromium",
            "PATH": "/bin",
        }
    )
    assert settings.database_url == "postgresql+psycopg://u@h/d"
    assert settings.trusted_hosts == ("ward.example", "10.0.0.5")
    assert settings.behind_proxy
    assert settings.zone.key == "Europe/Belfast"
    assert settings.bank_holidays == "northern-ireland"
    assert settings.smtp == {"host": "mail.example"}
    assert settings.idle_terminal == timedelta(minutes=4)


def test_a_file_is_read_and_the_environment_stands_over_it(tmp_path: Path) -> None:
    file = tmp_path / "wardvoice.toml"
    file.write_text('timezone = "Europe/Dublin"\nbehind_proxy = true\ntrusted_hosts = ["a", "b"]\n', encoding="utf-8")
    settings = Settings.load({"WARDVOICE_CONFIG": str(file), "WARDVOICE_TIMEZONE": "Europe/Paris"})
    assert settings.zone.key == "Europe/Paris"
    assert settings.behind_proxy
    assert settings.trusted_hosts == ("a", "b")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_URL", ""),
        ("TRUSTED_HOSTS", ""),
        ("TRUSTED_HOSTS", "http://ward.example/"),
        ("BEHIND_PROXY", "perhaps"),
        ("TIMEZONE", "Mars/Olympus"),
        ("TIMEZONE", "../etc/passwd"),
        ("BANK_HOLIDAYS", "france"),
        ("SERVERS", "0"),
        ("SERVERS", "many"),
        ("IDLE_TERMINAL", "60"),
        ("IDLE_TERMINAL", "-3"),
        ("IDLE_TERMINAL_WRITING", "5"),
        ("IDLE_STAFF", "never"),
        ("DATABSE_URL", "sqlite:///x"),
        ("SMTP_HOTS", "x"),
        ("SMTP_PORT", ""),
        ("SMTP_PORT", "smtp"),
        ("SMTP_PORT", "0"),
        ("SMTP_PORT", "65536"),
        ("SMTP_PORT", "२५"),
        ("SMTP_HOST", ""),
        ("SMTP_HOST", "mail.example/x"),
        ("SMTP_TLS", "perhaps"),
        ("SMTP_USER", " "),
        ("SMTP_FROM", "wren"),
        ("SMTP_FROM", "w@h.example\nBcc: all@h.example"),
        ("SMTP_PASSWORD_FILE", "/no/such/file"),
        ("CONFIG", "/no/such/file.toml"),
    ],
)
def test_a_fault_is_named_by_its_setting(name: str, value: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Settings.load({f"WARDVOICE_{name}": value})
    assert len(caught.value.faults) == 1
    assert f"WARDVOICE_{name}" in str(caught.value)


def mail(**said: object) -> dict[str, str]:
    return {f"WARDVOICE_SMTP_{name.upper()}": str(value) for name, value in said.items()}


def test_what_is_said_of_the_mail_server_fits_together(tmp_path: Path) -> None:
    kept, two = tmp_path / "password", tmp_path / "two"
    kept.write_text("secret\n", encoding="utf-8")
    two.write_text("one\ntwo\n", encoding="utf-8")
    whole = {"host": "mail.example", "user": "wv", "password_file": kept, "tls": "TRUE", "from": "wv@h.example"}
    assert Settings.load(mail(**whole)).smtp == {**{k: str(v) for k, v in whole.items()}, "tls": "yes"}
    odd: list[tuple[dict[str, object], str]] = [
        ({"from": "wv@h.example"}, "SMTP_HOST is missing"),
        ({"host": "m", "user": "wv"}, "SMTP_PASSWORD_FILE is missing"),
        ({"host": "m", "password_file": kept}, "SMTP_USER is missing"),
        ({"host": "m", "user": "wv", "password_file": kept, "tls": "no"}, "SMTP_TLS must be yes"),
        ({"host": "m", "user": "wv", "password_file": two}, "one line"),
    ]
    for said, told in odd:
        with pytest.raises(ConfigError, match=told):
            Settings.load(mail(**said))


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        Settings.load({"WARDVOICE_TIMEZONE": "x", "WARDVOICE_DATABASE_URL": "y", "WARDVOICE_MADE_UP": "z"})
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"WARDVOICE_INSTANCE": "/data", "STATE_DIRECTORY": "/state"}, "/data"),
        ({"STATE_DIRECTORY": "/state"}, "/state"),
        ({}, "{house}/instance"),
    ],
)
def test_a_checkout_keeps_its_data_in_itself_where_no_other_place_is_named(
    tmp_path: Path, environment: dict[str, str], expected: str
) -> None:
    (tmp_path / "pyproject.toml").touch()
    assert instance_of(environment, tmp_path) == Path(expected.format(house=tmp_path))


def test_an_installed_package_never_keeps_data_in_itself(tmp_path: Path) -> None:
    where = instance_of({"PROGRAMDATA": "C:/ProgramData"}, tmp_path)
    assert where == Path("C:/ProgramData/WardVoice" if os.name == "nt" else "/var/lib/wardvoice")
    settings = Settings.load({"STATE_DIRECTORY": str(tmp_path / "state")})
    assert settings.pepper_file == tmp_path / "state" / "pepper"


def test_a_file_that_is_no_toml_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_text("this is = = not", encoding="utf-8")
    with pytest.raises(ConfigError, match="not valid TOML"):
        Settings.load({"WARDVOICE_CONFIG": str(file)})


def test_the_demo_never_meets_live_data() -> None:
    demo, live = Settings.demo(), Settings.load({})
    assert demo.is_demo
    for name in ("instance", "database_url", "concerns_database_url", "secret_key_file", "pepper_file"):
        assert getattr(demo, name) != getattr(live, name)
    assert demo.database_url.endswith("instance/demo/wardvoice.sqlite")


def test_secrets_are_made_once_and_only_the_owner_may_read_them(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path / "new")
    secret, pepper = settings.secret_key(), settings.pepper()
    assert secret != pepper
    assert len(secret) == len(pepper) == 32
    assert (settings.secret_key(), settings.pepper()) == (secret, pepper)
    if os.name != "nt":
        assert {path.stat().st_mode & 0o777 for path in (settings.secret_key_file, settings.pepper_file)} == {0o600}


def test_of_many_processes_that_start_at_once_all_have_the_same_secret(tmp_path: Path) -> None:
    at_once = 8
    ready = Barrier(at_once)

    def starts(_number: int) -> bytes:
        ready.wait()
        return Settings(instance=tmp_path).secret_key()

    for _ in range(20):
        with ThreadPoolExecutor(at_once) as many:
            assert len(set(many.map(starts, range(at_once)))) == 1
        assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
        (tmp_path / "secret_key").unlink()


def test_a_secret_that_finds_no_room_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", is_full)
    with pytest.raises(OSError, match="No space"):
        Settings(instance=tmp_path).secret_key()
    assert list(tmp_path.iterdir()) == []


def test_a_secret_that_is_too_short_is_refused(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path)
    settings.secret_key_file.write_bytes(b"short")
    with pytest.raises(ConfigError, match="fewer than 32 bytes"):
        settings.secret_key()


def test_settings_cannot_be_changed_once_read() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().is_demo = True  # type: ignore[misc]


def test_half_a_sign_on_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s", encoding="utf-8")
    given = {
        "WARDVOICE_OIDC_ISSUER": "https://login.example/realms/trust",
        "WARDVOICE_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "secret"),
    }
    with pytest.raises(ConfigError) as refused:
        Settings.load(given)
    assert refused.value.faults == [
        "WARDVOICE_OIDC_CLIENT_ID: missing, for other settings of WARDVOICE_OIDC_… are given"
    ]
    whole = Settings.load({**given, "WARDVOICE_OIDC_CLIENT_ID": "wardvoice"})
    assert whole.oidc["client_id"] == "wardvoice"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OIDC_ISSUER", "http://login.example"),
        ("OIDC_ISSUER", "login.example"),
        ("OIDC_ISSUER", "https://login.example/?x=1"),
        ("OIDC_ISSUER", "https://user@login.example"),
        ("OIDC_ISSUER", "https://login.example/\r\nx"),
        ("OIDC_CLIENT_SECRET_FILE", "/no/such/secret"),
        ("OIDC_CA_FILE", "/no/such/ca.pem"),
        ("OIDC_SCOPES", "profile"),
        ("OIDC_PROMPT", "none"),
    ],
)
def test_a_fault_in_the_settings_of_sign_on_is_named(tmp_path: Path, name: str, value: str) -> None:
    (tmp_path / "secret").write_text("s", encoding="utf-8")
    good = {
        "WARDVOICE_OIDC_ISSUER": "https://login.example/realms/trust",
        "WARDVOICE_OIDC_CLIENT_ID": "wardvoice",
        "WARDVOICE_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "secret"),
    }
    with pytest.raises(ConfigError) as refused:
        Settings.load({**good, f"WARDVOICE_{name}": value})
    assert [fault.split()[0] for fault in refused.value.faults] == [f"WARDVOICE_{name}"]
