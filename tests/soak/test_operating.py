"""docs/operating.md from its first command to its last on a fresh Debian, and what then runs behind the proxy.

Needs root and debootstrap. WARDVOICE_DEBIAN may name a folder that debootstrap filled before: it is copied then.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
from collections.abc import Iterator
from http.client import HTTPResponse
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tools.try_operating import Debian, try_all

HOST = "wardvoice.hospital.example"
PORTS = (80, 443, 8001, 8002)
CAN_RUN = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("debootstrap")
pytestmark = pytest.mark.skipif(not CAN_RUN, reason="needs root and debootstrap")


class System:
    """What the page has built: asked over TLS, as a browser asks."""

    def __init__(self, debian: Debian, printed: dict[str, str]) -> None:
        self.debian, self.printed = debian, printed
        self.trusts = ssl.create_default_context(cafile=str(debian.folder / "etc/wardvoice/tls/wardvoice.crt"))

    def told(self, beginning: str) -> str:
        """What the block printed that holds these words."""
        (found,) = [said for commands, said in self.printed.items() if beginning in commands]
        return found

    def raw(self, sent: bytes, patience: float = 5) -> bytes:
        """All that comes back for these bytes, until the proxy closes or says nothing for so many seconds."""
        plain = socket.create_connection(("127.0.0.1", 443), timeout=patience)
        with self.trusts.wrap_socket(plain, server_hostname=HOST) as line:
            line.sendall(sent)
            came = b""
            try:
                while piece := line.recv(65536):
                    came += piece
            except TimeoutError:
                pass
        return came

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> tuple[HTTPResponse, bytes]:
        """The answer to one request."""
        told = {"Host": HOST, "Connection": "close"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        if body:
            told |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        answer = HTTPResponse(_Line(self.raw(f"{method} {path} HTTP/1.1\r\n{head}\r\n{body}".encode(), 60)))  # type: ignore[arg-type]
        answer.begin()
        return answer, answer.read()


class _Line:
    def __init__(self, came: bytes) -> None:
        self._came = came

    def makefile(self, _mode: str) -> BytesIO:
        return BytesIO(self._came)


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    for port in PORTS:
        with socket.socket() as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind(("127.0.0.1", port))
    made_before = os.environ.get("WARDVOICE_DEBIAN")
    folder = tmp_path_factory.mktemp("debian")
    folder.chmod(0o755)
    debian = Debian(folder)
    debian.make(Path(made_before) if made_before else None)
    debian.take_in_source()
    with debian.standing():
        yield System(debian, try_all(debian))
    debian.take_away()


def test_every_command_of_the_page_runs_to_its_end(system: System, record_property: Any) -> None:
    assert "The password, shown only now" in system.told("wardvoice init")
    before = system.told("/health\nwardvoice check")
    assert '{"status":"ok"}' in before
    assert "To be mended: 5." in before
    check = system.printed["wardvoice check || true\n"]
    assert "To be mended: 2." in check
    assert "WARDVOICE_ALERT_COMMAND" in check
    assert "WARDVOICE_ATTESTATION" in check
    backups = system.told("systemctl start wardvoice-backup\nsystemctl start wardvoice-verify")
    assert re.search(r"^wardvoice-[\d-]+\.age$", backups, re.MULTILINE)
    assert "It is whole" in system.told("wardvoice drill")
    assert "Whole: " in system.told("wardvoice verify")
    record_property(
        "seen", f"{len(system.printed)} blocks; `check` names what is truly missing; the backup comes back whole"
    )


def test_both_servers_answer_behind_one_name_over_tls(system: System) -> None:
    answer, body = system.ask("/health")
    assert (answer.status, body) == (200, b'{"status":"ok"}\n')
    assert answer.getheader("Strict-Transport-Security") == "max-age=63072000"
    assert answer.getheader("Server") == "nginx"  # and no version
    assert "default-src 'none'" in str(answer.getheader("Content-Security-Policy"))
    with socket.create_connection(("127.0.0.1", 80), timeout=5) as line:
        line.sendall(f"GET /agenda HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
        assert f"Location: https://{HOST}/agenda".encode() in line.recv(4096)


def test_old_tls_and_other_names_get_nothing(system: System) -> None:
    def shakes_hands(version: str, name: str) -> bool:
        ask = f"openssl s_client -connect 127.0.0.1:443 -servername {name} -{version} -cipher ALL:@SECLEVEL=0"
        return system.debian.run(f"{ask} </dev/null", check=False).returncode == 0

    assert shakes_hands("tls1_2", HOST)
    assert not shakes_hands("tls1_1", HOST)
    assert not shakes_hands("tls1_2", "elsewhere.example")


def test_pages_are_not_compressed_and_static_files_are(system: System) -> None:
    page, body = system.ask("/sign-in", Accept_Encoding="gzip")
    assert page.status == 200
    assert page.getheader("Content-Encoding") is None
    sheet = re.search(rb'href="(/static/[^"]+\.css[^"]*)"', body)
    assert sheet
    style, _ = system.ask(sheet[1].decode(), Accept_Encoding="gzip")
    assert (style.status, style.getheader("Content-Encoding")) == (200, "gzip")


@pytest.mark.parametrize(
    "claimed",
    [
        {"X_Forwarded_Host": "evil.example"},
        {"X_Forwarded_Proto": "http"},
        {
            "X_Forwarded_For": "10.9.8.7",
            "X_Real_IP": "10.9.8.7",
            "Forwarded": "for=10.9.8.7;host=evil.example;proto=http",
        },
        {"X_Forwarded_Prefix": "/evil", "X_Forwarded_Port": "8000"},
        {"X_Original_URL": "/admin", "X_Rewrite_URL": "/admin"},
    ],
    ids=lambda claimed: next(iter(claimed)),
)
def test_what_a_browser_claims_about_itself_changes_nothing(system: System, claimed: dict[str, str]) -> None:
    answer, body = system.ask("/sign-in", **claimed)
    assert answer.status == 200
    assert b"evil" not in body
    assert b"evil" not in str(answer.headers).encode()
    cookies = answer.headers.get_all("Set-Cookie") or []
    assert cookies
    assert all(cookie.startswith("__Host-") and "Secure" in cookie for cookie in cookies)


def test_another_host_in_the_request_is_refused(system: System) -> None:
    for sent in (
        b"GET /sign-in HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET http://evil.example/sign-in HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    ):
        assert b" 200 " not in system.raw(sent).partition(b"\r\n")[0]


SMUGGLED = b"GET /health HTTP/1.1\r\nHost: " + HOST.encode() + b"\r\n\r\n"
LINE = b"POST /sign-in HTTP/1.1\r\nHost: " + HOST.encode() + b"\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        LINE + b"Content-Length: 4\r\nContent-Length: 70\r\n\r\nabcd" + SMUGGLED,
        LINE + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
        LINE + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + SMUGGLED,
        LINE + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
        LINE + b"Content-Length: 0x4\r\n\r\nabcd" + SMUGGLED,
        LINE + b"Content-Length : 4\r\n\r\nabcd" + SMUGGLED,
        LINE + b"X: " + b"a" * 65_536 + b"\r\n\r\n" + SMUGGLED,
        LINE + b"".join(b"X%d: %s\r\n" % (n, b"a" * 4000) for n in range(20)) + b"\r\n" + SMUGGLED,
        b"GET /" + b"a" * 65_536 + b" HTTP/1.1\r\nHost: " + HOST.encode() + b"\r\n\r\n" + SMUGGLED,
        b"GET /sign-in\x00 HTTP/1.1\r\nHost: " + HOST.encode() + b"\r\n\r\n" + SMUGGLED,
    ],
    ids=[
        *("two-lengths", "length-and-chunks", "two-encodings", "odd-encoding", "odd-length", "blank-before-colon"),
        *("one-great-header", "many-headers", "long-address", "a-zero-byte"),
    ],
)
def test_no_second_request_is_smuggled_in(system: System, sent: bytes) -> None:
    came = system.raw(sent)
    assert b'{"status":"ok"}' not in came
    assert re.match(rb"HTTP/1\.1 4\d\d ", came) or came == b"" or re.match(rb"HTTP/1\.1 501 ", came)


def test_somebody_signs_in_through_the_proxy_with_the_password_that_was_printed(system: System) -> None:
    password = re.search(r"shown only now: (\S+)", system.told("wardvoice init"))
    assert password
    page, body = system.ask("/sign-in")
    cookies = "; ".join(one.partition(";")[0] for one in page.headers.get_all("Set-Cookie") or [])
    token = re.search(rb'name="csrf"[^>]*value="([^"]+)"', body)
    assert token
    form = {"csrf": token[1].decode(), "username": "admin", "password": password[1]}
    answer, _ = system.ask("/sign-in", "POST", urlencode(form), Cookie=cookies, Origin=f"https://{HOST}")
    assert answer.status == 303
    stolen, _ = system.ask("/sign-in", "POST", urlencode(form), Cookie=cookies, Origin="https://evil.example")
    assert stolen.status in (403, 409, 422)


def test_no_file_anywhere_tells_that_somebody_was_at_a_terminal(system: System, record_property: Any) -> None:
    terminal = {"Cookie": "__Host-wv-screen=needlecookie", "User_Agent": "needleagent"}
    for path in ("/", "/agenda?needlequery=1", "/concerns/new", "/concerns/needlepath", "/needleaddress"):
        system.ask(path, **terminal)
    for size in (1, 20_000, 300_000, 3_000_000):
        system.ask("/concerns/new", "POST", "words=" + "needlewords" * (size // 11 + 1), **terminal)
    system.raw(b"GET /concerns/needlebroken HTTP/1.1\r\nHost\r\n\r\n")
    folders = [system.debian.folder / name for name in ("var/log", "var/lib/nginx", "var/lib/wardvoice", "tmp", "run")]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    assert len(files) > 5
    assert [str(file) for file in files if b"needle" in file.read_bytes()] == []
    nginx = system.debian.folder / "var/log/nginx"
    assert sum(file.stat().st_size for file in nginx.iterdir() if "access" in file.name) == 0
    record_property("seen", f"{len(files)} files of the server searched for a terminal's requests, nothing found")


def test_one_server_may_be_away_and_without_both_a_page_of_ours_says_so(system: System) -> None:
    system.debian.run("systemctl stop wardvoice@8001")
    assert {system.ask("/health")[0].status for _ in range(6)} == {200}
    system.debian.run("systemctl stop wardvoice@8002")
    answer, body = system.ask("/sign-in")
    assert answer.status == 502
    assert b"What you just sent was not kept" in body
    assert (answer.getheader("Cache-Control"), answer.getheader("Server")) == ("no-store", "nginx")
