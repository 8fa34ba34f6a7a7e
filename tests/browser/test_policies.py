"""A real Chromium under the policies that we ship opens WardVoice and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dev import ROOT

SHIPPED = ROOT / "deploy" / "kiosk" / "chromium.json"
AT = "https://wardvoice.hospital.example"
LONGEST = 60  # seconds until a browser that does not end is given up

# Only in a mount namespace of its own does a browser find these policies, and no other browser of this machine.
IN_A_ROOM_OF_ITS_OWN = """
set -eu
mount -t tmpfs none /etc/chromium
mkdir -p /etc/chromium/policies/managed
cp "$1" /etc/chromium/policies/managed/wardvoice.json
shift
exec "$@"
"""


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """Serve a page; yield its address, and the paths that somebody asked for."""
    heard: list[str] = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>here</title>")

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    server.server_close()


@pytest.fixture
def room() -> list[str]:
    """The command that runs another one in a mount namespace of its own."""
    unshare, chromium = shutil.which("unshare"), Path("/etc/chromium").is_dir()
    if not unshare or not chromium or subprocess.run([unshare, "-m", "true"], check=False).returncode:
        pytest.skip("needs Debian's Chromium, and the right to a mount namespace")
    return [unshare, "-m", "sh", "-c", IN_A_ROOM_OF_ITS_OWN, "room"]


def test_chromium_under_our_policies_opens_wardvoice_alone(room: list[str], tmp_path: Path) -> None:
    with ExitStack() as servers:
        ours, ours_heard = servers.enter_context(listening())
        other, other_heard = servers.enter_context(listening())
        wanted = json.loads(SHIPPED.read_text(encoding="utf-8").replace(AT, ours))
        assert wanted["URLAllowlist"] == [ours]
        del wanted["DeveloperToolsAvailability"]  # a browser without a window is steered through them
        policies = tmp_path / "policies.json"
        policies.write_text(json.dumps(wanted), encoding="utf-8")
        for address in (f"{ours}/board", f"{other}/board"):
            profile = f"--user-data-dir={tmp_path / 'profile'}"
            browse = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", profile, "--dump-dom", address]
            subprocess.run([*room, str(policies), *browse], capture_output=True, timeout=LONGEST, check=False)
        assert "/board" in ours_heard
        assert other_heard == []
