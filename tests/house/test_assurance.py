"""The papers for approval: each file and test that they name is there, what is generated is current, none is signed."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tools import bill_of_materials as bill
from wardvoice.attestation import ASKED, Question
from wardvoice.concerns.words.promise import UNPROMISED

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "docs" / "assurance"
PAPERS = sorted(PACK.glob("*.md"))
NAMED = re.compile(r"`((?:tests|wardvoice|deploy|tools)/[\w./-]+)(?:::(\w+))?`")
HAZARD = re.compile(r"^\| ([A-D]\d+) \| (.*) \|$", re.MULTILINE)
LOG = (PACK / "hazard-log.md").read_text(encoding="utf-8")


@cache
def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_file_and_test_that_a_paper_names_is_there(paper: Path) -> None:
    named = [(ROOT / path, test) for path, test in NAMED.findall(paper.read_text(encoding="utf-8"))]
    assert [path for path, test in named if not path.exists() or (test and test not in names_in(path))] == []


def test_the_table_of_contents_names_every_paper() -> None:
    contents = (PACK / "README.md").read_text(encoding="utf-8")
    assert [
        paper.name for paper in PACK.iterdir() if f"({paper.name}" not in contents and paper.name != "README.md"
    ] == []
    assert "**WardVoice has not yet been tried with patients.**" in contents


@pytest.mark.parametrize("row", HAZARD.findall(LOG), ids=lambda row: row[0])
def test_each_hazard_has_a_control_with_its_proof_and_no_score_of_ours(row: tuple[str, str]) -> None:
    _hazard, _causes, controls, _left, risk = row[1].split(" | ")
    assert risk == "to score"
    assert NAMED.search(controls) or "](" in controls


def test_the_safety_case_counts_the_hazards_right() -> None:
    case = (PACK / "safety-case.md").read_text(encoding="utf-8")
    assert f"{len(HAZARD.findall(LOG))} hazards" in case


@pytest.mark.parametrize("name", ["clinical-risk-management-plan", "hazard-log", "safety-case", "dpia"])
def test_what_others_must_own_is_marked_as_a_draft_that_nobody_signed(name: str) -> None:
    head = (PACK / f"{name}.md").read_text(encoding="utf-8").split("\n##")[0]
    assert re.search(r"draft", head.splitlines()[0])
    assert "must" in head or "Signed" not in head


def test_what_patients_read_is_in_the_checklist_as_they_read_it() -> None:
    checklist = (PACK / "deployment-checklist.md").read_text(encoding="utf-8")
    assert [sentence for sentence in map(str, UNPROMISED.values()) if f"| {sentence} |" not in checklist] == []
    assert len(ASKED) == len(Question) == 14  # as docs and papers say
    assert len(UNPROMISED) == 8


# --- what is generated ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bom() -> dict[str, Any]:
    """What the tool makes of the lock just now."""
    return bill.bill("--no-validate")


def test_the_bill_of_materials_is_current_and_is_the_run_lock(bom: dict[str, Any]) -> None:
    assert bill.BOM.read_text(encoding="utf-8") == bill.written(bom), "run: python -m tools.bill_of_materials"
    assert bill.LICENCES.read_text(encoding="utf-8") == bill.page(bom)
    locked = re.findall(r"^([a-z0-9-]+)==(\S+)", bill.LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    held = {(one["name"], one["version"]) for one in bom["components"] if one["purl"].startswith("pkg:pypi/")}
    assert held == set(locked)
    assert not re.search(r"serialNumber|timestamp|https?://(?!cyclonedx)", bill.written(bom).replace("schema", ""))


def test_every_part_has_its_version_its_licence_and_its_hashes(bom: dict[str, Any]) -> None:
    for one in bom["components"]:
        assert one["version"]
        assert one["licenses"][0]["expression"] not in ("", "None", "UNKNOWN")
        assert all(re.fullmatch("[0-9a-f]{64}", hashed["content"]) for hashed in one["hashes"])
        assert one["hashes"]
