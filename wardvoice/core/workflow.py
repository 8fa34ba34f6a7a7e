"""A life drawn as data: which verb leads from which state to which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from wardvoice.core.errors import MOVED_ON, Stale

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True)
class Workflow(Generic[S]):
    """A checked dictionary of moves, from which the diagrams in the docs are printed too.

    `moves[state][verb]` is the state that follows. Every state of `states` must be reachable from `start`.
    """

    name: str
    states: type[S]
    start: S
    moves: Mapping[S, Mapping[str, S]]

    def __post_init__(self) -> None:
        lost = set(self.states) - self.reachable()
        if lost:
            raise ValueError(f"{self.name}: nobody can reach {sorted(lost)}")

    def reachable(self) -> set[S]:
        """Return every state that some row of verbs leads to."""
        seen, to_visit = {self.start}, [self.start]
        while to_visit:
            for target in self.moves.get(to_visit.pop(), {}).values():
                if target not in seen:
                    seen.add(target)
                    to_visit.append(target)
        return seen

    def allows(self, state: S, verb: str) -> bool:
        """Return whether the verb makes sense in this state."""
        return verb in self.moves.get(state, {})

    def after(self, state: S, verb: str) -> S:
        """Return the state that follows; Stale if the thing has moved on and the verb no longer fits."""
        try:
            return self.moves[state][verb]
        except KeyError:
            raise Stale(MOVED_ON) from None

    def diagram(self) -> str:
        """Return the life as a Mermaid state diagram for the docs."""
        lines = ["stateDiagram-v2", f"    [*] --> {_label(self.start)}"]
        for state, verbs in self.moves.items():
            lines += [f"    {_label(state)} --> {_label(to)}: {verb.replace('_', ' ')}" for verb, to in verbs.items()]
        return "\n".join(lines)


def _label(state: StrEnum) -> str:
    return state.value.replace("-", "_")
