"""Small pieces: a thing over these sizes probably wants to be two things. Figures are lines."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "wardvoice"


def modules() -> dict[str, int]:
    """Lines that hold something: blank ones between small functions are not held against a module."""
    return {
        str(path.relative_to(ROOT)): sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())
        for path in HOUSE.rglob("*.py")
        if "versions" not in path.parts
    }


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in HOUSE.rglob("*.py"):
        if "versions" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.name}", node


def is_handler(node: ast.FunctionDef) -> bool:
    """A function with `@bp.get(...)` or `@bp.post(...)` above it."""
    return any(
        isinstance(mark, ast.Call)
        and isinstance(mark.func, ast.Attribute)
        and mark.func.attr in ("get", "post", "route")
        for mark in node.decorator_list
    )


def length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def templates() -> dict[str, int]:
    return {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (HOUSE / "templates").rglob("*.html")
    }


KINDS = {
    "module": (modules, 60, 160, 250),
    "function": (lambda: {name: length(node) for name, node in functions()}, 6, 18, 40),
    "handler": (lambda: {name: length(node) for name, node in functions() if is_handler(node)}, 9, 14, 20),
    "template": (templates, 25, 60, 120),
}


@pytest.mark.parametrize("kind", KINDS)
def test_sizes_stay_small(kind: str) -> None:
    measure, middle, most, top = KINDS[kind]
    sizes = measure()
    over = {name: lines for name, lines in sizes.items() if lines > top}
    assert not over, f"{kind}s over {top} lines"
    assert quantiles(sizes.values(), n=10)[-1] <= most, f"nine in ten {kind}s have at most {most} lines"
    assert median(sizes.values()) <= middle, f"half of all {kind}s have at most {middle} lines"
