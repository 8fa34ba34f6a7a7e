"""Fetch, patch and trim the files that are not ours, and write down what they are: `python3 dev.py vendor`.

Everything comes by package name and exact version through npm; no install script of a package is run.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools.css_trim import trimmed
from tools.icon_sprite import DRAWN, ICONS, PICTURES, sprite

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "wardvoice" / "static" / "vendor"
TESTS = ROOT / "tests" / "browser" / "vendor"
SASS = "sass@1.108.2"
ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next"
FONT_TOOLS = ("fonttools==4.68.0", "brotli==1.2.1")
WEIGHTS = "wght=400:700"
"""What our style sheets use: the thinner and the heaviest letters are two fifths of the file."""


@dataclass(frozen=True)
class Vendored:
    """One package: where its files go, and what was done to them, for whoever renews it or asks about licences."""

    package: str
    version: str
    licence: str
    changed: str
    home: Path
    files: tuple[str, ...]
    licence_file: str = "LICENSE"

    @property
    def licence_name(self) -> str:
        return f"licences/{self.package.rsplit('/', 1)[-1]}.txt"


VENDORED = (
    Vendored(
        "nhsuk-frontend", "10.6.1", "MIT",
        "Compiled from its SCSS with only the components in tools/nhsuk.scss; the font stack names Atkinson "
        "Hyperlegible Next; no font face, no logo, no script; rules for print, old browsers and unused variants "
        "are cut, as is everything that would fetch an image; all of it stands in the cascade layer `vendor`. The "
        "package has no licence file: the text is that of its public source.",
        PAGES, ("nhsuk-frontend.css",), "",
    ),
    Vendored("htmx.org", "4.0.1", "0BSD", "Nothing.", PAGES, ("htmx.min.js",)),
    Vendored(
        ATKINSON, "5.3.0", "OFL-1.1", "Renamed: the upright variable font, latin and latin-ext; "
        "without the weights below 400 and above 700.",
        PAGES, ("atkinson-latin.woff2", "atkinson-latin-ext.woff2"),
    ),
    Vendored(
        "lucide-static", "1.62.0", "ISC, in parts MIT",
        "The icons named in tools/icon_sprite.py, renamed and put into two files of symbols; `worried` is our own.",
        PAGES, ("icons.svg", "pictures.svg"),
    ),
    Vendored("axe-core", "4.14.1", "MPL-2.0", "Nothing. Used by tests only, never served.", TESTS, ("axe.min.js",)),
)  # fmt: skip

NHSUK_LICENCE = "MIT License\n\nCopyright (c) 2019 NHS.UK\n\n"


def main() -> int:
    """Renew both vendor folders from nothing."""
    with tempfile.TemporaryDirectory() as scratch:
        modules = _fetched(Path(scratch))
        for home in (PAGES, TESTS):
            shutil.rmtree(home, ignore_errors=True)
            (home / "licences").mkdir(parents=True)
        _place(modules, _font_tool(Path(scratch)))
    for home in (PAGES, TESTS):
        (home / "VENDORED.md").write_text(_account(home), encoding="utf-8", newline="\n")
    return 0


def _fetched(scratch: Path) -> Path:
    """Install the packages into `scratch` and return their folder."""
    npm = shutil.which("npm") or sys.exit("dev.py vendor needs npm (from Node.js) on PATH.")
    wanted = [f"{vendored.package}@{vendored.version}" for vendored in VENDORED]
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--silent"]
    subprocess.run([npm, "install", "--prefix", str(scratch), *quiet, *wanted, SASS], check=True)
    return scratch / "node_modules"


def _font_tool(scratch: Path) -> str:
    """Install what cuts fonts into an environment of its own, and return its program."""
    subprocess.run([sys.executable, "-m", "venv", str(scratch / "fonts")], check=True)
    programs = scratch / "fonts" / "bin"
    subprocess.run([str(programs / "pip"), "install", "--quiet", *FONT_TOOLS], check=True)
    return str(programs / "fonttools")


def _place(modules: Path, font_tool: str) -> None:
    fonts = modules / ATKINSON / "files"
    for part in ("latin", "latin-ext"):
        name = f"atkinson-hyperlegible-next-{part}-wght-normal.woff2"
        made = ["--quiet", "--no-recalc-timestamp", "--output", str(PAGES / f"atkinson-{part}.woff2")]
        subprocess.run([font_tool, "varLib.instancer", str(fonts / name), WEIGHTS, *made], check=True)
    shutil.copyfile(modules / "htmx.org" / "dist" / "htmx.min.js", PAGES / "htmx.min.js")
    shutil.copyfile(modules / "axe-core" / "axe.min.js", TESTS / "axe.min.js")
    _write(PAGES / "nhsuk-frontend.css", trimmed(_compiled(modules), layer="vendor"))
    lucide = modules / "lucide-static" / "icons"
    _write(PAGES / "icons.svg", sprite(lucide, ICONS, DRAWN))
    _write(PAGES / "pictures.svg", sprite(lucide, PICTURES))
    for vendored in VENDORED:
        _write(vendored.home / vendored.licence_name, _licence(vendored, modules))


def _compiled(modules: Path) -> str:
    sass = [shutil.which("node") or "node", str(modules / "sass" / "sass.js"), "--style=compressed", "--no-source-map"]
    sass += ["--quiet-deps", f"--load-path={modules}", str(ROOT / "tools" / "nhsuk.scss")]
    return subprocess.run(sass, check=True, capture_output=True, encoding="utf-8").stdout


def _licence(vendored: Vendored, modules: Path) -> str:
    if vendored.licence_file:
        return (modules / vendored.package / vendored.licence_file).read_text(encoding="utf-8")
    grant = (ROOT / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)[2]
    return NHSUK_LICENCE + grant


def _account(home: Path) -> str:
    """Write VENDORED.md: a paragraph for each package, then a table of every file with its sha256."""
    lines = ["# Files that are not ours", "", "Made by `python3 dev.py vendor`; not to be edited by hand.", ""]
    for vendored in (each for each in VENDORED if each.home == home):
        names = ", ".join(f"`{name}`" for name in vendored.files)
        lines += [f"## {vendored.package} {vendored.version}", ""]
        lines += [f"- files: {names}", f"- licence: {vendored.licence}, text in `{vendored.licence_name}`"]
        lines += [f"- changed: {vendored.changed}", ""]
    lines += ["## sha256", "", "| file | sha256 |", "| --- | --- |"]
    files = sorted(path for path in home.rglob("*") if path.is_file() and path.name != "VENDORED.md")
    lines += [f"| {path.relative_to(home).as_posix()} | {_sha256(path)} |" for path in files]
    return "\n".join(lines) + "\n"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
