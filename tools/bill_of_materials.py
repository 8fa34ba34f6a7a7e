"""Writes docs/assurance/bom.json (CycloneDX) and licences.md: what a server of WardVoice runs, and nothing else.

The packages come from requirements.lock by way of cyclonedx-bom, with the hashes that the lock holds; their licences
from what each package says of itself; the files in the browser from VENDORED.md. Neither file has a date or a number
of its own, so the same lock always gives the same two files.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
VENDORED = ROOT / "wardvoice" / "static" / "vendor" / "VENDORED.md"
BOM = ROOT / "docs" / "assurance" / "bom.json"
LICENCES = ROOT / "docs" / "assurance" / "licences.md"

ELSEWHERE = {
    "gunicorn": "MIT",
    "pyrage": "MIT",
    "tzdata": "Apache-2.0",
    "waitress": "ZPL-2.1",
}
"""Packages for other systems than this one, which cannot be asked here, and one that says it in its licence alone."""
SPDX = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Zope Public License": "ZPL-2.1",
    "Apache License, Version 2.0": "Apache-2.0",
    "BSD": "BSD-3-Clause",
}
"""What older packages call their licences."""
PAGE = """# What WardVoice is made of

Written by `python3 -m tools.bill_of_materials` from `requirements.lock` and `wardvoice/static/vendor/VENDORED.md`, and
held current by a test. The same list for machines is [bom.json](bom.json) (CycloneDX 1.6), with the hash of every file
that may be installed. Why each is there, and what would replace it: [dependencies.md](../dependencies.md).

| package | version | licence | where it runs |
|---|---|---|---|
{rows}
"""


def bill(*more: str) -> dict[str, Any]:
    """Return the bill of materials; `more` goes to cyclonedx-bom, which checks its own work unless told not to."""
    described = ["--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible", "--output-format", "JSON"]
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(LOCK), *described, *more]
    made = subprocess.run(command, capture_output=True, check=True, text=True)
    bom: dict[str, Any] = json.loads(made.stdout)
    packages = [_package(found) for found in bom["components"]] + _in_the_browser()
    bom["components"] = sorted(packages, key=lambda one: one["purl"])
    root = bom["metadata"]["component"]["bom-ref"]
    bom["dependencies"] = [{"ref": root, "dependsOn": [one["purl"] for one in bom["components"]]}]
    tools = bom["metadata"]["tools"]["components"]
    bom["metadata"]["tools"]["components"] = [
        {key: tool[key] for key in ("type", "name", "version") if key in tool} for tool in tools
    ]
    return bom


def _package(found: dict[str, Any]) -> dict[str, Any]:
    """Return a package as it stands in the bill: no line of a file, and no place it could be fetched from."""
    hashes = [one for reference in found.pop("externalReferences", []) for one in reference.get("hashes", [])]
    found.pop("description", None)
    licences = [{"expression": licence_of(found["name"])}]
    return found | {"bom-ref": found["purl"], "hashes": hashes, "licenses": licences}


def licence_of(name: str) -> str:
    """Return the licence of a package, as it says itself."""
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    told = metadata.metadata(name)
    if told.get("License-Expression"):
        return str(told["License-Expression"])
    classified = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License")]
    named = [SPDX[one] for one in classified if one in SPDX]
    return " OR ".join(sorted(set(named))) if named else SPDX.get(str(told["License"]), str(told["License"]))


def _in_the_browser() -> list[dict[str, Any]]:
    text = VENDORED.read_text(encoding="utf-8")
    found = re.findall(
        r"^## (\S+) ([\d.]+)\n\n- files: (.*)\n- licence: ([\w.-]+)(?:, in parts (\w+))?", text, re.MULTILINE
    )
    sums = dict(re.findall(r"^\| (\S+) \| ([0-9a-f]{64}) \|$", text, re.MULTILINE))
    return [
        {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:npm/{name.replace('@', '%40')}@{version}",
            "bom-ref": f"pkg:npm/{name.replace('@', '%40')}@{version}",
            "licenses": [{"expression": f"{licence} AND {part}" if part else licence}],
            "hashes": [{"alg": "SHA-256", "content": sums[file]} for file in re.findall(r"`(\S+)`", files)],
        }
        for name, version, files, licence, part in found
    ]


def page(bom: dict[str, Any]) -> str:
    """Return the list of licences as a page."""
    where = {"npm": "browser, carried along", "pypi": "server"}
    rows = [
        f"| {one['name']} | {one['version']} | {one['licenses'][0]['expression']} "
        f"| {where[one['purl'].partition(':')[2].partition('/')[0]]} |"
        for one in sorted(bom["components"], key=lambda one: str(one["name"]))
    ]
    return PAGE.format(rows="\n".join(rows))


def written(bom: dict[str, Any]) -> str:
    """Return the bill as it stands in its file."""
    return json.dumps(bom, indent=1, sort_keys=True) + "\n"


def main() -> None:
    """Write both files."""
    bom = bill()
    BOM.write_text(written(bom), encoding="utf-8")
    LICENCES.write_text(page(bom), encoding="utf-8")
    print(f"{len(bom['components'])} components")


if __name__ == "__main__":
    main()
