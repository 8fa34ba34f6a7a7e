"""The whole app on a machine that no network leads out of (N4): served and walked in a namespace without routes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bench.databases import hospital_in
from bench.walk import READERS
from tests.needs import missing
from wardvoice.demo.hospital import ensure


def test_everything_works_where_nothing_outside_is_reached(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("unshare") or not shutil.which("ip"):
        missing("only root may make a network namespace, with unshare and ip")
    ensure(hospital_in(tmp_path))
    command = ["unshare", "--net", sys.executable, "-m", "tests.soak.alone", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1800)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    pages = sum(told["pages"].values())
    record_property("seen", f"{pages} pages opened by {len(told['pages'])} people, no route out of the namespace")
    assert told["gets_out"] is False
    assert set(told["pages"]) == set(READERS)
    assert min(told["pages"].values()) >= 1
    assert pages > 200
