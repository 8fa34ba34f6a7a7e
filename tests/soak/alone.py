"""Serves a demo hospital in a network that holds nothing but itself, walks it as everybody, and prints what was found.

Run by test_alone inside `unshare --net`.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

from bench.databases import hospital_in
from bench.serving import served
from bench.visitor import enter
from bench.walk import READERS, walk
from wardvoice.app import create_app


def can_get_out() -> bool:
    """Return whether any packet would find a way out of here."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        try:
            out.connect(("192.0.2.1", 53))
        except OSError:
            return False
    return True


def main(folder: str) -> None:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    settings = hospital_in(Path(folder))
    addresses = create_app(settings).url_map
    told: dict[str, object] = {"gets_out": can_get_out()}
    with served("wardvoice", settings) as ours:
        told["pages"] = {who: sum(1 for _ in walk(enter(ours.port, who), who, addresses)) for who in READERS}
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
