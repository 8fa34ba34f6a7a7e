"""Starts what systemd units say where no systemd runs: as much of `systemctl` as docs/operating.md needs.

Standard library only; it is copied into that folder as /usr/local/bin/systemctl. Of a unit it takes ExecStart, User,
Environment, LoadCredential and Type; the hardening and the timers it leaves out.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

UNITS = Path("/etc/systemd/system")
RUN = Path("/run/stand-in")
JOURNAL = Path("/var/log/stand-in")


def main() -> int:
    """Do to each unit what is asked; the exit code is that of the first that failed."""
    verb, *words = sys.argv[1:]
    names = [word for word in words if not word.startswith("--")]
    if verb == "daemon-reload" or (verb == "enable" and "--now" not in words):
        return 0
    for name in names:
        if failed := _do("start" if verb == "enable" else verb, name.removesuffix(".service")):
            return failed
    return 0


def _do(verb: str, name: str) -> int:
    if name.endswith(".timer"):
        return 0 if (UNITS / name).exists() else 5
    if cluster := re.fullmatch(r"postgresql@(\d+)-(\w+)", name):
        return subprocess.call(["pg_ctlcluster", *cluster.groups(), verb])
    if name == "nginx":
        return _nginx(verb)
    if verb in ("stop", "restart"):
        _stop(name)
    return _start(name) if verb in ("start", "restart") else 0


def _nginx(verb: str) -> int:
    if verb == "reload":
        return subprocess.call(["nginx", "-s", "reload"])
    if Path("/run/nginx.pid").exists() and subprocess.call(["nginx", "-s", "quit"]) == 0:
        while Path("/run/nginx.pid").exists():
            time.sleep(0.1)
    return 0 if verb == "stop" else subprocess.call(["nginx"])


def _start(name: str) -> int:
    unit, instance = _read(name), name.partition("@")[2]
    credentials = _credentials(name, unit)
    settings = {"PATH": os.environ["PATH"], "CREDENTIALS_DIRECTORY": str(credentials)}
    for line in unit.get("Environment", []):
        variable, _, value = line.partition("=")
        settings[variable] = value.replace("%d", str(credentials))
    as_the_user = ["setpriv", "--reuid", unit["User"][0], "--regid", unit["Group"][0], "--init-groups", "--"]
    with_settings = ["env", "-i", *(f"{name}={value}" for name, value in settings.items())]
    command = [*as_the_user, *with_settings, *unit["ExecStart"][0].replace("%i", instance).split()]
    JOURNAL.mkdir(parents=True, exist_ok=True)
    with (JOURNAL / f"{name}.log").open("ab") as journal:
        if unit.get("Type") == ["oneshot"]:
            return subprocess.call(command, stdout=journal, stderr=journal)
        started = subprocess.Popen(command, stdout=journal, stderr=journal, start_new_session=True)
    RUN.mkdir(parents=True, exist_ok=True)
    (RUN / name).write_text(str(started.pid), encoding="ascii")
    return 0


def _stop(name: str) -> None:
    with suppress(FileNotFoundError, ProcessLookupError):
        group = int((RUN / name).read_text(encoding="ascii"))
        os.killpg(group, signal.SIGTERM)
        for _ in range(300):  # as long as systemd would wait; whoever is left then was not taken in by init
            os.killpg(group, 0)
            time.sleep(0.1)


def _credentials(name: str, unit: dict[str, list[str]]) -> Path:
    """Lay out what LoadCredential names, for the unit's user alone."""
    folder = Path("/run/credentials") / name
    folder.mkdir(parents=True, exist_ok=True)
    for line in unit.get("LoadCredential", []):
        credential, _, source = line.partition(":")
        shutil.copyfile(source, folder / credential)
        (folder / credential).chmod(0o400)
        shutil.chown(folder / credential, unit["User"][0])
    return folder


def _read(name: str) -> dict[str, list[str]]:
    template = UNITS / f"{name.partition('@')[0]}{'@' if '@' in name else ''}.service"
    found: dict[str, list[str]] = {}
    for line in template.read_text(encoding="utf-8").splitlines():
        key, is_setting, value = line.partition("=")
        if is_setting and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


if __name__ == "__main__":
    sys.exit(main())
