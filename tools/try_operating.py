"""Runs every command of docs/operating.md on a fresh Debian in a folder: `python3 -m tools.try_operating`.

Needs root, `debootstrap`, and places to fetch Debian's and Python's packages from; ports 80, 443, 8001 and 8002 must be
free. No systemd runs in a folder: tools/systemctl_stand_in.py takes its part. All of it is ended and taken away
afterwards; `--keep` leaves it running, to be looked at.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "operating.md"
BLOCK = re.compile(r"^```sh(?: ([a-z ]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
KINDS = ("", "another machine")
NEEDED_TO_BEGIN = "ca-certificates,adduser"
SERVICES = ("nginx", "wardvoice@8001", "wardvoice@8002", "postgresql@15-main", "postgresql@15-private")
MOUNTS = {"proc": ["-t", "proc"], "dev": ["--rbind", "--make-rslave"], "sys": ["--rbind", "--make-rslave"]}
CERTIFICATES = "etc/ssl/certs/ca-certificates.crt"
SOURCE = ("wardvoice", "deploy", "pyproject.toml", "requirements.lock", "README.md", "LICENSE")
SOURCE_INSIDE = "/usr/src/wardvoice"
ELSEWHERE = "/usr/local/elsewhere"
"""Holds the command as another machine has it: the program, and none of the server's settings."""


@dataclass(frozen=True)
class Block:
    """Commands of the page that stand together, and on which machine they belong ('' is the server)."""

    kind: str
    commands: str

    def script(self) -> str:
        """Return the commands as they are given: in the source's folder, on another machine with its own program."""
        elsewhere = f"export PATH={ELSEWHERE}:$PATH\n" if self.kind else ""
        return f"cd {SOURCE_INSIDE}\n{elsewhere}{self.commands}"


def blocks(page: str) -> list[Block]:
    """Return the commands of the page in their order."""
    return [Block(found[1] or "", found[2]) for found in BLOCK.finditer(page)]


class Debian:
    """A Debian in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, copy_of: Path | None = None) -> None:
        """Fetch it, or copy one that was fetched before; with the certificates that this machine trusts."""
        if copy_of:
            subprocess.run(["cp", "-a", f"{copy_of}/.", self.folder], check=True)
        else:
            fetch = ["debootstrap", "--variant=minbase", f"--include={NEEDED_TO_BEGIN}", "bookworm"]
            subprocess.run([*fetch, str(self.folder)], check=True, stdout=subprocess.DEVNULL)
        (self.folder / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")  # packages start nothing themselves
        (self.folder / "usr/sbin/policy-rc.d").chmod(0o755)
        shutil.copyfile("/etc/resolv.conf", self.folder / "etc/resolv.conf")
        if Path("/", CERTIFICATES).exists():
            shutil.copyfile(Path("/", CERTIFICATES), self.folder / CERTIFICATES)

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Give it what a kernel gives a machine; end what runs in it, and take that away again."""
        for name, how in MOUNTS.items():
            source = "proc" if name == "proc" else f"/{name}"
            subprocess.run(["mount", *how, source, str(self.folder / name)], check=True)
        try:
            yield
        finally:
            for service in SERVICES:
                self.run(f"systemctl stop {service}", check=False)
            for name in MOUNTS:
                subprocess.run(["umount", "--recursive", "--lazy", str(self.folder / name)], check=False)

    def take_away(self) -> None:
        """Delete it, and never what is mounted in it."""
        subprocess.run(["rm", "-rf", "--one-file-system", str(self.folder)], check=False)

    def take_in_source(self) -> None:
        """Put the source where the page looks for it, and `systemctl` and the other machine's command in place."""
        source = self.folder / SOURCE_INSIDE[1:]
        source.mkdir(parents=True)
        for name in SOURCE:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
            copy(ROOT / name, source / name)
        (self.folder / ELSEWHERE[1:]).mkdir(parents=True)
        (self.folder / ELSEWHERE[1:] / "wardvoice").symlink_to("/opt/wardvoice/current/bin/wardvoice")
        programs = self.folder / "usr/local/bin"
        shutil.copyfile(ROOT / "tools" / "systemctl_stand_in.py", programs / "stand_in.py")
        (programs / "systemctl").write_text('#!/bin/sh\nexec python3 /usr/local/bin/stand_in.py "$@"\n')
        (programs / "systemctl").chmod(0o755)

    def run(self, commands: str, *, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run commands as root inside, and stop at the first that fails; returns what they printed."""
        kept = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
        home = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"}
        settings = kept | home | {"LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
        inside = ["chroot", str(self.folder), "bash", "-euo", "pipefail", "-c", commands]
        done = subprocess.run(inside, env=settings, text=True, capture_output=True, check=False)
        if check and done.returncode:
            raise RuntimeError(f"this failed ({done.returncode}):\n{commands}\n{done.stdout}\n{done.stderr}")
        return done


def try_all(debian: Debian) -> dict[str, str]:
    """Run every block of the page; returns what each printed, by its commands."""
    printed = {}
    for block in blocks(PAGE.read_text(encoding="utf-8")):
        print(f"--- {block.kind or 'the server'}\n{block.commands}", end="", flush=True)
        done = debian.run(block.script())
        printed[block.commands] = done.stdout + done.stderr
        print("".join(f"    {line}\n" for line in printed[block.commands].splitlines()[-12:]), flush=True)
    return printed


def main() -> int:
    """Try the page from top to bottom."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=Path("/tmp/wardvoice-operating"))
    parser.add_argument("--base", type=Path, help="a Debian made by debootstrap before")
    parser.add_argument("--keep", action="store_true")
    wanted = parser.parse_args()
    wanted.folder.mkdir()
    debian = Debian(wanted.folder)
    debian.make(wanted.base)
    debian.take_in_source()
    with debian.standing():
        try_all(debian)
        print("Every command of docs/operating.md ran to its end.")
        if wanted.keep:
            with suppress(KeyboardInterrupt, EOFError):
                input(f"It runs in {wanted.folder}. Enter ends it.")
    if not wanted.keep:
        debian.take_away()
    return 0


if __name__ == "__main__":
    sys.exit(main())
