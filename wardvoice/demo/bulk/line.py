"""One row of a table in memory, and what the history has to know about its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from wardvoice.core.history import code, plain
from wardvoice.storage.base import Words


@dataclass(frozen=True)
class Spec:
    """A table: which columns hold words, which stay out of the history, and what stands in them by default."""

    model: type[Any]
    table: str
    words: frozenset[str]
    private: frozenset[str]
    defaults: Mapping[str, Any]

    def told(self, values: Mapping[str, Any], words: list[str]) -> dict[str, Any]:
        """Return columns as the history tells them: words as marks, all else as codes."""
        return {
            name: plain(value, words) if name in self.words and value is not None else code(value)
            for name, value in values.items()
        }


@cache
def spec_of(model: Any) -> Spec:
    """Return what is known of a table."""
    columns = model.__table__.columns
    defaults = {
        column.key: column.default.arg if column.default is not None and column.default.is_scalar else None
        for column in columns
    }
    return Spec(
        model=model,
        table=model.__tablename__,
        words=frozenset(column.key for column in columns if isinstance(column.type, Words)),
        private=frozenset(column.key for column in columns if column.info.get("private")),
        defaults=defaults | ({"version": 1} if "version" in defaults else {}),
    )


class Line:
    """A row on its way into the database; its columns read like attributes."""

    __slots__ = ("spec", "values")

    def __init__(self, spec: Spec, values: dict[str, Any]) -> None:
        self.spec = spec
        self.values = values

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def thing(self) -> str:
        """The name under which the history knows this row."""
        return f"{self.spec.table}:{self.values['id']}"
