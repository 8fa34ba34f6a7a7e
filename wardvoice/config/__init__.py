"""Settings: one frozen object, read from the environment or a file, checked whole at start."""

from __future__ import annotations

import os
import secrets
import shlex
import socket
import sys
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from wardvoice.attestation import Attestation
from wardvoice.config.readers import PARTS, READERS

HERE = Path(__file__).resolve().parents[2]
SECRET_BYTES = 32
MAX_PROCESSES = 4
PREFIX = "WARDVOICE_"
NOT_SETTINGS = ("CONFIG", "BROWSER")
SIGN_ON_NEEDS = ("issuer", "client_id", "client_secret_file")
GROUPS = {
    "smtp": ("host", "port", "user", "password_file", "from", "tls"),
    "oidc": (
        *("issuer", "client_id", "client_secret_file", "ca_file", "scopes", "prompt"),
        *("groups_claim", "username_claim", "name_claim", "job_claim"),
    ),
}
REACHES_NOBODY = f"{shlex.quote(sys.executable)} -c ''"
"""The demo's way to its duty list: a program that does nothing, and always works."""


class ConfigError(Exception):
    """The settings cannot be used; the message names every fault at once."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        listed = (f"- {fault}" for fault in faults)
        super().__init__("\n".join(["WardVoice cannot start with these settings:", *listed]))


@dataclass(frozen=True)
class Settings:
    """Everything that may differ between two installations. Rights are not among it."""

    instance: Path = field(default_factory=lambda: instance_of(os.environ))
    database_url: str = ""
    concerns_database_url: str = ""
    secret_key_file: Path = Path()
    pepper_file: Path = Path()
    trusted_hosts: tuple[str, ...] = ()
    behind_proxy: bool = False
    timezone: str = "Europe/London"
    bank_holidays: str = "england-and-wales"
    alert_command: str = ""
    backup_key: str = ""
    backup_dir: Path | None = None
    smtp: Mapping[str, str] = field(default_factory=dict)
    oidc: Mapping[str, str] = field(default_factory=dict)
    attestation: Attestation = field(default_factory=Attestation)
    is_demo: bool = False
    cover_terminal: timedelta = timedelta(seconds=45)
    idle_warning: timedelta = timedelta(seconds=60)
    idle_terminal: timedelta = timedelta(minutes=3)
    idle_terminal_writing: timedelta = timedelta(minutes=20)
    idle_laptop: timedelta = timedelta(minutes=30)
    idle_staff: timedelta = timedelta(minutes=30)
    small_number: int = 5
    processes: int = 0
    servers: int = 1

    def __post_init__(self) -> None:
        defaults = {
            "database_url": f"sqlite:///{self.instance / 'wardvoice.sqlite'}",
            "concerns_database_url": f"sqlite:///{self.instance / 'concerns.sqlite'}",
            "secret_key_file": self.instance / "secret_key",
            "pepper_file": self.instance / "pepper",
            "trusted_hosts": tuple(dict.fromkeys(("127.0.0.1", "localhost", socket.gethostname()))),
        }
        for name, value in defaults.items():
            if getattr(self, name) in ("", Path(), ()):
                object.__setattr__(self, name, value)
        object.__setattr__(self, "processes", self.processes or _processes_here())

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read WARDVOICE_… variables over the file that WARDVOICE_CONFIG names; raises ConfigError with every fault."""
        environment = os.environ if environment is None else environment
        faults: list[str] = []
        given = _from_file(environment.get("WARDVOICE_CONFIG", ""), faults) | _from_environment(environment)
        values = _understood(given, faults)
        faults += _faults_of_mail(values.get("smtp", {}))
        if faults:
            raise ConfigError(faults)
        return cls(**{"instance": instance_of(environment)} | values)

    @classmethod
    def demo(cls) -> Settings:
        """Settings of the invented hospital, whose data never meets live data."""
        return replace(cls(instance=instance_of(os.environ) / "demo"), is_demo=True, alert_command=REACHES_NOBODY)

    @property
    def zone(self) -> ZoneInfo:
        """The hospital's time zone."""
        return ZoneInfo(self.timezone)

    def secret_key(self) -> bytes:
        """Return the key that signs cookies and forms; made on first start."""
        return _kept_secret(self.secret_key_file)

    def pepper(self) -> bytes:
        """Return the key behind PINs, words and voices; it is in no database and no backup."""
        return _kept_secret(self.pepper_file)


def instance_of(environment: Mapping[str, str], house: Path = HERE) -> Path:
    """Return the folder of databases and secrets: the one that is named, systemd's, a checkout's own, or the system's.

    Never one inside the installed package, which the next version takes away.
    """
    named = environment.get(f"{PREFIX}INSTANCE") or environment.get("STATE_DIRECTORY")
    if named:
        return Path(named)
    if (house / "pyproject.toml").exists():
        return house / "instance"
    if sys.platform == "win32":
        return Path(environment.get("PROGRAMDATA", "C:/ProgramData")) / "WardVoice"
    return Path("/var/lib/wardvoice")


def _processes_here() -> int:
    """Return how many processes serve pages: one for each core up to 4; on Windows one alone."""
    return 1 if sys.platform == "win32" else min(os.cpu_count() or 1, MAX_PROCESSES)


def _from_file(name: str, faults: list[str]) -> dict[str, Any]:
    if not name:
        return {}
    try:
        return tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except OSError:
        faults.append(f"WARDVOICE_CONFIG names {name}, which cannot be read")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(f"{name} is not valid TOML: {error}")
    return {}


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    given = {name.removeprefix(PREFIX): value for name, value in environment.items() if name.startswith(PREFIX)}
    return {name.lower(): value for name, value in given.items() if name not in NOT_SETTINGS}


def _understood(given: Mapping[str, Any], faults: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, raw in given.items():
        group, _, part = name.partition("_")
        try:
            if group in GROUPS and part in GROUPS[group]:
                values.setdefault(group, {})[part] = PARTS.get(name, str)(raw)
            elif name in READERS:
                values[name] = READERS[name](raw)
            else:
                raise ValueError("is not a setting")
        except ValueError as error:
            faults.append(f"{PREFIX}{name.upper()} {error}")
    _is_whole("oidc", SIGN_ON_NEEDS, given, faults)
    return values


def _is_whole(group: str, needs: tuple[str, ...], given: Mapping[str, Any], faults: list[str]) -> None:
    """Name what is missing of a group that is set up in part: with half of it nothing would work."""
    missing = [f"{PREFIX}{group.upper()}_{part.upper()}" for part in needs if not given.get(f"{group}_{part}")]
    if missing and any(name.startswith(f"{group}_") for name in given):
        faults.append(f"{', '.join(missing)}: missing, for other settings of {PREFIX}{group.upper()}_… are given")


def _faults_of_mail(smtp: Mapping[str, str]) -> list[str]:
    """Return what does not fit together in the settings of the mail server."""
    signs_in = {"user", "password_file"} & smtp.keys()
    missing = {"host"} - smtp.keys() if smtp else set()
    missing |= {"user", "password_file"} - smtp.keys() if signs_in else set()
    faults = [f"{PREFIX}SMTP_{name.upper()} is missing beside the other settings of mail" for name in sorted(missing)]
    if signs_in and smtp.get("tls") == "no":
        faults.append(f"{PREFIX}SMTP_TLS must be yes where a password is sent")
    return faults


def _kept_secret(path: Path) -> bytes:
    """Read a secret, making it first if it is not there; only the owner may read the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make_secret(path)
    kept = path.read_bytes()
    if len(kept) < SECRET_BYTES:
        raise ConfigError([f"{path} holds fewer than {SECRET_BYTES} bytes; delete it only in a new installation"])
    return kept


def _make_secret(path: Path) -> None:
    """Make a secret whole or not at all: several processes start at once, and a disk may be full."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(secrets.token_bytes(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first: its secret is the secret
            path.hardlink_to(draft)
    finally:
        draft.unlink(missing_ok=True)
