"""Static files: few, named by their content, kept by browsers for a year, compressed once in each process.

All of them together take a twentieth of a second and 160 kB of memory, each when it is first asked for: files packed
beforehand would save no more than that.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Response, abort, make_response, request

STATIC = Path(__file__).resolve().parent.parent / "static"
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
}
LAYERS = b"@layer vendor, base, components, terminal, print;\n"
STYLES, SCRIPTS = "site.css", "site.js"
A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """One file as it goes over the wire."""

    kind: str
    plain: bytes
    zipped: bytes | None
    mark: str


@cache
def asset(name: str) -> Asset:
    """Return a file of the static folder; `site.css` and `site.js` are all of ours in one."""
    plain = BUNDLES[name]() if name in BUNDLES else _read(name)
    kind = KINDS[Path(name).suffix]
    zipped = None if name.endswith((".woff2", ".png")) else gzip.compress(plain, 9, mtime=0)
    return Asset(kind, plain, zipped, sha256(plain).hexdigest()[:12])


def address(name: str) -> str:
    """Return the address under which a static file can be kept for ever."""
    return f"{request.script_root}/static/{asset(name).mark}/{name}"


def send(mark: str, name: str) -> Response:
    """Answer with a static file; 404 for anything that is not one, or not this version of it."""
    if not _is_ours(name) or asset(name).mark != mark:
        abort(404)
    wanted = asset(name)
    zipped = wanted.zipped if "gzip" in request.headers.get("Accept-Encoding", "") else None
    response = make_response(zipped or wanted.plain)
    response.headers.update({"Content-Type": wanted.kind, "Cache-Control": A_YEAR, "Vary": "Accept-Encoding"})
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    return response


@cache
def names() -> frozenset[str]:
    """Return every static file that may be asked for."""
    found = (path for path in STATIC.rglob("*") if path.suffix in KINDS)
    return frozenset({*BUNDLES, *(path.relative_to(STATIC).as_posix() for path in found)})


def _is_ours(name: str) -> bool:
    return name in names()


def _read(name: str) -> bytes:
    return (STATIC / name).read_bytes()


def _styles() -> bytes:
    """Return vendor's and our own style sheets as one, with the addresses of fonts and pictures filled in."""
    sheets = [STATIC / "vendor" / "nhsuk-frontend.css", *sorted((STATIC / "css").glob("*.css"))]
    text = _tight(LAYERS + b"\n".join(path.read_bytes() for path in sheets))
    return re.sub(rb"url\(\"?asset:([^\")]+)\"?\)", _filled_in, text)


def _tight(css: bytes) -> bytes:
    """Leave comments and needless blanks out."""
    css = re.sub(rb"\s+", b" ", re.sub(rb"/\*.*?\*/", b"", css, flags=re.DOTALL))
    return re.sub(rb" ?([{};,]) ?", rb"\1", css)


def _scripts() -> bytes:
    """Return our scripts as one module, each in a block of its own."""
    return b"\n".join(b"{\n" + path.read_bytes() + b"}" for path in sorted((STATIC / "js").glob("*.js")))


def _filled_in(found: re.Match[bytes]) -> bytes:
    name = found[1].decode()
    return f"url(../{asset(name).mark}/{name})".encode()


BUNDLES = {STYLES: _styles, SCRIPTS: _scripts}
