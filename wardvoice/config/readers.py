"""One reader for each setting; a ValueError's text follows the setting's name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pyrage
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from wardvoice import attestation
from wardvoice.attestation import Attestation

MAX_PORT = 65_535
LOOPBACK = ("127.0.0.1", "localhost", "::1")
NATIONS = ("england-and-wales", "scotland", "northern-ireland")


def _database(raw: Any) -> str:
    if not str(raw).startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
    try:
        make_url(str(raw))
    except (ArgumentError, ValueError):
        raise ValueError("is no address of a database") from None
    return str(raw)


def _hosts(raw: Any) -> tuple[str, ...]:
    names = raw if isinstance(raw, list) else str(raw).split(",")
    hosts = tuple(str(name).strip() for name in names if str(name).strip())
    if not hosts or any("/" in host or " " in host for host in hosts):
        raise ValueError("must be host names with commas between them, without http://")
    return hosts


def _yes(raw: Any) -> bool:
    answers = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
    if str(raw).lower() not in answers:
        raise ValueError("must be yes or no")
    return answers[str(raw).lower()]


def _zone(raw: Any) -> str:
    try:
        return ZoneInfo(str(raw)).key
    except (KeyError, OSError, ValueError):
        raise ValueError(f"names no time zone: {raw!r}; one is Europe/London") from None


def _nation(raw: Any) -> str:
    if raw not in NATIONS:
        raise ValueError(f"must be one of {', '.join(NATIONS)}")
    return str(raw)


def _backup_key(raw: Any) -> str:
    try:
        return str(pyrage.x25519.Recipient.from_str(str(raw).strip()))
    except pyrage.RecipientError:
        told = "is a private key; it belongs on no server" if "SECRET" in str(raw).upper() else "is no public key"
        raise ValueError(f"{told}: one begins with age1, and `wardvoice backup-key` makes one") from None


def _number(what: str, least: int, most: int) -> Callable[[Any], int]:
    def read(raw: Any) -> int:
        if not re.fullmatch("[0-9]{1,4}", str(raw)) or not least <= int(raw) <= most:
            raise ValueError(f"must be {what} from {least} to {most}")
        return int(raw)

    return read


def _port(raw: Any) -> str:
    if not re.fullmatch("[0-9]{1,5}", str(raw)) or not 1 <= int(raw) <= MAX_PORT:
        raise ValueError(f"must be the number of a port, from 1 to {MAX_PORT}")
    return str(raw)


def _attestation(raw: Any) -> Attestation:
    try:
        return attestation.read(Path(str(raw)).read_text(encoding="utf-8"))
    except OSError:
        raise ValueError(f"names {raw}, which cannot be read") from None
    except ValueError as error:
        raise ValueError(f"names {raw}, in which something is wrong: {error}") from None


def _span(unit: str, least: int, most: int) -> Callable[[Any], timedelta]:
    number = _number(f"a number of {unit}", least, most)
    return lambda raw: timedelta(**{unit: number(raw)})


def _tls(raw: Any) -> str:
    return "yes" if _yes(raw) else "no"


def _like(pattern: str, sentence: str) -> Callable[[Any], str]:
    def read(raw: Any) -> str:
        if not re.fullmatch(pattern, str(raw)):
            raise ValueError(sentence)
        return str(raw)

    return read


def _password_file(raw: Any) -> str:
    try:
        kept = Path(_file(raw)).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        kept = ""
    if not kept or "\n" in kept:
        raise ValueError(f"names {raw}, which must hold one line: the password")
    return str(raw)


def _issuer(raw: Any) -> str:
    parts = urlsplit(str(raw))
    if not parts.hostname or parts.query or parts.fragment or re.search(r"[\s@]", str(raw)):
        raise ValueError("must be an address such as https://login.example.org/realms/trust")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ValueError("must begin with https://; http:// is taken from this machine alone")
    return str(raw)


def _file(raw: Any) -> str:
    if not (Path(str(raw)).is_file() and os.access(str(raw), os.R_OK)):
        raise ValueError(f"names {raw}, which cannot be read")
    return str(raw)


def _scopes(raw: Any) -> str:
    if "openid" not in str(raw).split():
        raise ValueError("must hold openid, with blanks between the words")
    return " ".join(str(raw).split())


def _prompt(raw: Any) -> str:
    if raw not in ("login", "select_account"):
        raise ValueError("must be login or select_account")
    return str(raw)


_WORD = r"[A-Za-z0-9_'+-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
MAIL_ADDRESS = rf"(?=.{{3,200}}\Z){_WORD}(?:\.{_WORD})*@{_LABEL}(?:\.{_LABEL})*"
"""Fewer addresses than the standard of mail knows: plain ASCII, which no mail server and no header reads otherwise."""

PARTS: dict[str, Callable[[Any], str]] = {
    "smtp_host": _like(r"[A-Za-z0-9._:-]{1,253}", "must be the name of a mail server, without a port"),
    "smtp_port": _port,
    "smtp_user": _like(r"\S.*", "must be a name; leave it out where nobody signs in"),
    "smtp_password_file": _password_file,
    "smtp_from": _like(MAIL_ADDRESS, "must be an address like wardvoice@hospital.example"),
    "smtp_tls": _tls,
    "oidc_issuer": _issuer,
    "oidc_client_secret_file": _file,
    "oidc_ca_file": _file,
    "oidc_scopes": _scopes,
    "oidc_prompt": _prompt,
}
"""How a part of a group of settings is read, where it is more than words."""
READERS: dict[str, Callable[[Any], Any]] = {
    "database_url": _database,
    "concerns_database_url": _database,
    "secret_key_file": Path,
    "pepper_file": Path,
    "trusted_hosts": _hosts,
    "behind_proxy": _yes,
    "timezone": _zone,
    "bank_holidays": _nation,
    "alert_command": str,
    "processes": _number("a number of processes", 1, 32),
    "servers": _number("a number of servers", 1, 16),
    "small_number": _number("a number", 5, 20),
    "backup_key": _backup_key,
    "backup_dir": Path,
    "instance": Path,
    "attestation": _attestation,
    "cover_terminal": _span("seconds", 20, 60),
    "idle_warning": _span("seconds", 30, 60),
    "idle_terminal": _span("minutes", 2, 5),
    "idle_terminal_writing": _span("minutes", 10, 30),
    "idle_laptop": _span("minutes", 10, 60),
    "idle_staff": _span("minutes", 5, 60),
}
