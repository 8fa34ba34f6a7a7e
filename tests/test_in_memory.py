"""What a process keeps in its memory, all of it, each with the reason why no other process has to know.

Whatever several machines must share stands in a database. New state of a module, a new cache or a new entry of
`app.extensions` fails here until somebody has said why it may stay.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from flask import Flask

from wardvoice.app import create_app
from wardvoice.config import Settings
from wardvoice.slips.rules.waiting import share_of

HOUSE = Path(__file__).resolve().parents[1] / "wardvoice"

EXTENSIONS = {
    "htmx": "part of the program",
    "hall": "settings, clock and secrets, the same in every process",
    "apart": "the way to the private database; it keeps no connection",
    "sqlalchemy": "the way to the main database, with its connections",
    "babel": "translations, read from files",
    "finders": "which rooms know five words: part of the program",
    "names_in": "part of the program",
    "kept_upstairs": "part of the program: what rooms above the records tell of an account",
    "concern_months": "part of the program: a query that asks the main database",
    "tries": "wrong tries of five words; in memory so that a restart leaves no trace, divided by all processes",
    "budget": "what a ward sends in private; in memory for the same reason, divided",
    "pulse_budget": "answers to the question at the terminal; likewise, divided",
    "drawn": "parts of pages, each true at one head of the ward's chain, which every request reads anew",
    "evidence": "facts read from the history, each kept with the head of the chain at which they are true",
}
CACHES = {"cache", "lru_cache", "cached_property"}
CHANGES = {"dict", "list", "set", "defaultdict", "deque", "Counter", "Lock", "Event", "local"}
KEPT = {
    "people/hashing.py": "a hash that fits nobody, made once, so that unknown names take as long as known ones",
    "storage/in_use.py": "open files by which a machine knows that a process of its own uses a database",
}
CACHED = {
    "actions/queries/gathering.py": "a statement",
    "agenda/queries/alike.py": "a statement for each kind of database",
    "agenda/queries/debts.py": "a statement",
    "agenda/queries/deciders.py": "a statement",
    "agenda/queries/items.py": "a statement",
    "agenda/queries/splits.py": "statements",
    "agenda/queries/tallies.py": "statements",
    "alerts/rules/serious.py": "the list of words, part of the program",
    "board/queries/answers.py": "a statement",
    "board/queries/council.py": "a statement",
    "board/queries/deciding.py": "a statement",
    "demo/bulk/line.py": "of the invented hospital while it is made",
    "home/queries.py": "statements",
    "people/namelist.py": "a file of the program",
    "people/queries/caller.py": "a statement",
    "people/queries/keys.py": "a statement",
    "people/queries/known.py": "a statement",
    "people/queries/terms.py": "a statement",
    "people/queries/workdays.py": "a calendar, computed",
    "people/wordlist.py": "a file of the program",
    "questions/queries.py": "a statement",
    "slips/wordlist.py": "a file of the program",
    "storage/history.py": "which columns of a table hold an account: part of the program",
    "storage/migrate.py": "the numbers of the steps that this program has",
    "web/assets.py": "files of the program",
    "web/frame.py": "pictures and days as they are written, computed from their arguments",
    "web/nhs.py": "markup, computed from its arguments",
}


@cache
def modules() -> list[tuple[str, ast.Module]]:
    files = {file.relative_to(HOUSE).as_posix(): file for file in sorted(HOUSE.rglob("*.py"))}
    return [(name, ast.parse(file.read_bytes())) for name, file in files.items() if "migrations/" not in name]


def called(node: ast.AST) -> str:
    """Return the last word of what a decorator or a call names."""
    while isinstance(node, ast.Call):
        node = node.func
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def test_each_entry_of_the_application_has_its_reason(standing: Flask) -> None:
    assert set(standing.extensions) - set(EXTENSIONS) == set()


def test_each_cache_has_its_reason() -> None:
    found = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(called(one) in {"cache", "lru_cache"} for one in node.decorator_list)
    }
    assert found == set(CACHED)


def test_no_module_keeps_what_changes() -> None:
    """Look for `global`, and for names in small letters that hold something empty and made to be filled."""
    found = []
    for name, tree in modules():
        found += [f"{name}: global" for node in ast.walk(tree) if isinstance(node, ast.Global)]
        for node in tree.body:
            value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
            empty = isinstance(value, ast.List | ast.Dict) and not (
                getattr(value, "elts", None) or getattr(value, "keys", None)
            )
            if empty or (isinstance(value, ast.Call) and called(value) in CHANGES and not value.args):
                found.append(f"{name}:{node.lineno}")
    assert [place for place in found if place.partition(":")[0] not in KEPT] == []


def test_what_is_counted_in_memory_is_divided_by_the_processes_of_all_servers(tmp_path: Path) -> None:
    app = create_app(Settings(instance=tmp_path, processes=2, servers=3))
    assert app.extensions["tries"]._share == share_of(6)
    assert app.extensions["budget"]._least == app.extensions["pulse_budget"]._least
    assert (
        app.extensions["budget"]._least
        != create_app(Settings(instance=tmp_path, processes=2)).extensions["budget"]._least
    )
