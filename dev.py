"""The two commands of WardVoice, and the developers' own: `python3 dev.py run`, `python3 dev.py test`.

Standard library only, because it has to work before anything is installed. It makes `.venv`, fills it from the hashed
lock, and hands over to the programs in there.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
INSTALLED = VENV / "installed-locks"
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge", "msedge")
BROWSER_HOMES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)


def main() -> int:
    """Do what the command line asks; the exit code is that of the first thing that failed."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(f"WardVoice needs Python 3.11 or newer; this is Python {sys.version.split()[0]} ({sys.executable}).")
    os.chdir(ROOT)
    arguments, rest = _parser().parse_known_args()
    if rest and arguments.command in ("run", "vendor", "pot", "docs"):
        _parser().error(f"unknown arguments: {' '.join(rest)}")
    try:
        return int(COMMANDS[arguments.command](arguments, rest) or 0)
    except subprocess.CalledProcessError as failure:
        print(f"dev.py: stopped, because this failed: {' '.join(map(str, failure.cmd))}", file=sys.stderr)
        return failure.returncode or 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__.split("\n")[0], allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="serve the invented demo hospital", allow_abbrev=False)
    run.add_argument("--host", default="127.0.0.1")
    run.add_argument("--port", type=int, default=8000)
    run.add_argument("--size", choices=("small", "large"), default="small")
    run.add_argument("--fresh", action="store_true", help="throw the demo data away and make new")
    commands.add_parser("test", help="check everything; further words go to pytest", allow_abbrev=False)
    commands.add_parser("soak", help="the long runs; further words go to pytest", allow_abbrev=False)
    commands.add_parser("bench", help="measure against the floor app; further words go to bench", allow_abbrev=False)
    commands.add_parser("vendor", help="fetch, patch and trim the static files that are not ours")
    commands.add_parser("pot", help="collect the words to translate into messages.pot")
    commands.add_parser("migration", help="write the next step of the schema; further words are its title")
    commands.add_parser("docs", help="print the parts of docs/ that the code knows")
    return parser


# --- the commands --------------------------------------------------------------------------------------------------


def run(wanted: argparse.Namespace, _rest: Sequence[str]) -> int:
    """Set up for running only, then become the demo server."""
    set_up(RUN_LOCK)
    command = [_program("wardvoice"), "--demo", "serve", f"--host={wanted.host}", f"--port={wanted.port}"]
    command += [f"--size={wanted.size}", *(["--fresh"] if wanted.fresh else [])]
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.call(command)


def test(_wanted: argparse.Namespace, pytest_words: Sequence[str]) -> int:
    """Lint, types, floors, then every test; every stage runs, so that one look shows all that is wrong."""
    set_up(DEV_LOCK)
    provide_browser()
    provide_postgres()
    failed = [name for name, command in STAGES if not _stage(name, command)]
    tests_pass = _stage("pytest", ["pytest", "-n", "2", "--dist", "worksteal", *pytest_words])
    for name in failed:
        print(f"dev.py: {name} failed, see above", file=sys.stderr)
    return 0 if tests_pass and not failed else 1


def soak(_wanted: argparse.Namespace, pytest_words: Sequence[str]) -> int:
    """Hundreds of repeats, kills and mutations: too long for every day."""
    set_up(DEV_LOCK)
    provide_browser()
    provide_postgres()
    an_hour = "faulthandler_timeout=3600"  # for each of them: they are as long as they are, not stuck
    return subprocess.call([_program("pytest"), "tests/soak", "-o", an_hour, *pytest_words])


def bench(_wanted: argparse.Namespace, words: Sequence[str]) -> int:
    """Print speed as ratios to a floor app measured in the same run."""
    set_up(DEV_LOCK)
    return subprocess.call([_program("python"), "-m", "bench", *words])


def vendor(_wanted: argparse.Namespace, _rest: Sequence[str]) -> int:
    """Renew wardvoice/static/vendor; needs npm, and is the only command that does."""
    return subprocess.call([sys.executable, "-m", "tools.vendor"])


def pot(_wanted: argparse.Namespace, _rest: Sequence[str]) -> int:
    """Renew the catalogue of words to translate; the same sources always give the same file."""
    set_up(DEV_LOCK)
    return subprocess.call([_program("python"), "-m", "tools.pot"])


def docs(_wanted: argparse.Namespace, _rest: Sequence[str]) -> int:
    """Print the lives of things and the permission matrix into docs/architecture.md anew."""
    set_up(DEV_LOCK)
    return subprocess.call([_program("python"), "-m", "tools.print_docs"])


def migration(_wanted: argparse.Namespace, words: Sequence[str]) -> int:
    """Write the next numbered step of the schema from what the models say now; read it before you keep it."""
    set_up(DEV_LOCK)
    return subprocess.call([_program("python"), "-m", "tools.new_migration", *words])


COMMANDS = {
    "run": run, "test": test, "soak": soak, "bench": bench,
    "vendor": vendor, "pot": pot, "docs": docs, "migration": migration,
}  # fmt: skip

STAGES = (
    ("ruff", ["ruff", "check", "--quiet"]),
    ("format", ["ruff", "format", "--check", "--quiet"]),
    ("mypy", ["mypy"]),
    ("djlint", ["djlint", "--lint", "--quiet", "wardvoice/templates"]),
    ("floors", ["lint-imports", "--no-logo"]),
)


def _stage(name: str, command: Sequence[str]) -> bool:
    """Run one stage of `test`; print its name, verdict and seconds on one line."""
    began = time.monotonic()
    sys.stdout.flush()
    good = subprocess.call([_program(command[0]), *command[1:]]) == 0
    if name == "pytest":  # its own summary stays the last line
        return good
    print(f"{name:<8} {'ok' if good else 'FAILED':<6} {time.monotonic() - began:6.1f} s", flush=True)
    return good


# --- the virtual environment ---------------------------------------------------------------------------------------


def set_up(lock: Path) -> None:
    """Make `.venv` hold exactly what `lock` names, and the project itself; does nothing when it already does."""
    if not _program_path("python").exists():
        _make_venv()
    if _digest(lock) in _installed():
        return
    print(f"dev.py: installing {lock.name} into .venv", flush=True)
    pip = [_program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)
    subprocess.run([*pip, "--no-build-isolation", "--editable", "."], check=True)
    held = [RUN_LOCK, DEV_LOCK] if lock == DEV_LOCK else [RUN_LOCK]
    INSTALLED.write_text("\n".join(map(_digest, held)), encoding="utf-8")


def _make_venv() -> None:
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("No virtual environment could be made. On Debian and Ubuntu: apt-get install python3-venv")


def _digest(lock: Path) -> str:
    """One line for a lock and the project's own description, whose command names are installed with it."""
    import tomllib  # not at the top: an older Python has to reach its refusal first

    described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return f"{lock.name} {hashlib.sha256(lock.read_bytes() + repr(described).encode()).hexdigest()}"


def _installed() -> list[str]:
    return INSTALLED.read_text(encoding="utf-8").splitlines() if INSTALLED.exists() else []


def _program_path(name: str) -> Path:
    return PROGRAMS / (f"{name}.exe" if os.name == "nt" else name)


def _program(name: str) -> str:
    return str(_program_path(name))


# --- what the tests need besides Python; without it they skip with the reason, and fail under CI ----------------------


def provide_browser() -> None:
    """Install a browser when there is none: as root on Debian its package, elsewhere Playwright's own."""
    if not find_browser() and _may_apt():
        _apt("chromium")
    if not find_browser():
        subprocess.call([_program("playwright"), "install", "chromium"])


def provide_postgres() -> None:
    """Install PostgreSQL's programs when there are none and this is root on Debian."""
    if not find_postgres() and _may_apt():
        _apt("postgresql")


def find_browser() -> str | None:
    """Return the program of a Chromium, Chrome or Edge; WARDVOICE_BROWSER names another one."""
    named = os.environ.get("WARDVOICE_BROWSER")
    on_path = (shutil.which(name) for name in BROWSERS)
    return next((place for place in (named, *on_path, *BROWSER_HOMES) if place and Path(place).exists()), None)


def find_postgres() -> Path | None:
    """Return the folder that holds initdb and pg_ctl: Debian's newest, else wherever initdb on PATH really is."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return debian[-1].parent if debian else Path(on_path).resolve().parent if on_path else None


def _may_apt() -> bool:
    """Only root on Debian proper: on Ubuntu the browser package is an empty shell around a snap."""
    release = Path("/etc/os-release")
    debian = release.exists() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()
    return debian and os.geteuid() == 0


def _apt(package: str) -> None:
    """Try to install one Debian package; failing is no error here, the tests will say what is missing."""
    print(f"dev.py: installing {package}", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", package]):
        subprocess.run(["apt-get", "-qq", *words], env=quiet, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    sys.exit(main())
