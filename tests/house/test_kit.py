"""The deployment kit: every command of its page is tried, its files are those of the page, and none of them logs."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tools.try_operating import KINDS, PAGE, ROOT, SOURCE, blocks
from wardvoice.config import Settings

KIT = ROOT / "deploy"
TEXT = PAGE.read_text(encoding="utf-8")
COMMANDS = "".join(block.commands for block in blocks(TEXT))
UNITS = sorted((KIT / "systemd").iterdir())
NGINX = (KIT / "nginx" / "wardvoice.conf").read_text(encoding="utf-8")


def test_no_block_of_commands_is_left_out() -> None:
    fenced = [line for line in TEXT.splitlines() if line.startswith("```") and line != "```"]
    assert len(fenced) == len(blocks(TEXT)) >= 12
    assert {block.kind for block in blocks(TEXT)} == set(KINDS)


def test_every_file_that_the_page_installs_is_there() -> None:
    named = set(re.findall(r"deploy/[\w./*@-]+", TEXT))
    assert len(named) >= 8
    assert [name for name in named if not list(ROOT.glob(name))] == []
    assert "deploy" in SOURCE


def test_the_page_for_when_no_server_answers_claims_nothing_and_goes_away_by_itself() -> None:
    """What was sent may have been stored before the server ended; and a screen on a wall has nobody who presses."""
    away = (KIT / "nginx" / "away.html").read_text(encoding="utf-8")
    assert "it may not have arrived" in away
    assert 'http-equiv="refresh" content="60; url=/"' in away


def test_the_sample_settings_are_settings(tmp_path: Path) -> None:
    sample = tomllib.loads((KIT / "wardvoice.toml").read_text(encoding="utf-8"))
    sample["attestation"] = str(KIT / "attestation.toml")
    file = tmp_path / "wardvoice.toml"
    file.write_text("\n".join(f"{name} = {_toml(value)}" for name, value in sample.items()), encoding="utf-8")
    settings = Settings.load({"WARDVOICE_CONFIG": str(file)})
    assert (settings.servers, settings.processes, settings.behind_proxy) == (2, 1, True)
    assert settings.database_url != settings.concerns_database_url


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | list) else f'"{value}"'


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_each_service_may_do_next_to_nothing(unit: Path) -> None:
    lines = unit.read_text(encoding="utf-8").splitlines()
    for needed in (
        *("User=wardvoice", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict", "ProtectHome=yes"),
        *("PrivateTmp=yes", "PrivateDevices=yes", "MemoryDenyWriteExecute=yes", "UMask=0077", "LimitCORE=0"),
        "SystemCallFilter=@system-service",
    ):
        assert needed in lines
    (start,) = [line for line in lines if line.startswith("ExecStart=")]
    assert start.startswith("ExecStart=/opt/wardvoice/current/bin/wardvoice ")


def test_each_timer_starts_a_service_of_the_kit_and_the_page_starts_each_timer() -> None:
    names = {unit.name for unit in UNITS}
    for timer in (unit for unit in UNITS if unit.suffix == ".timer"):
        assert f"{timer.stem}.service" in names
        assert timer.name in COMMANDS


def test_the_proxy_writes_no_line_for_any_request() -> None:
    servers = NGINX.split("\nserver {")[1:]
    assert len(servers) == 3
    for server in servers:
        assert "access_log off;" in server
        assert re.search(r"error_log \S+ emerg;", server)
    assert NGINX.count("access_log") == NGINX.count("access_log off;")
    assert "limit_req" not in NGINX  # it would write addresses


def test_the_proxy_overwrites_what_a_browser_claims_about_itself() -> None:
    for name in ("For", "Host", "Proto", "Port", "Prefix"):
        assert f"proxy_set_header X-Forwarded-{name} " in NGINX
    assert "$proxy_add_x_forwarded_for" not in NGINX


@pytest.mark.skipif(os.name == "nt", reason="a command of Debian")
def test_the_command_of_the_server_is_a_script_that_can_be_read() -> None:
    assert subprocess.run(["sh", "-n", str(KIT / "wardvoice")], check=False).returncode == 0
    assert os.access(KIT / "wardvoice", os.X_OK)
