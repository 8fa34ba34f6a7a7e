"""One item's line, as it stands on the board and on its own page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from wardvoice.actions.queries import ActionCard
from wardvoice.board.queries.answers import Answered
from wardvoice.board.queries.asked import Asked
from wardvoice.board.rules import Stage, stage


@dataclass(frozen=True)
class Line:
    """One item's line: what was asked, what was answered, what was promised."""

    asked: Asked
    answered: Answered
    promises: tuple[ActionCard, ...]

    @property
    def stage(self) -> Stage:
        """Where the item stands."""
        return stage(
            self.asked.state,
            answer=self.answered.answer.answer if self.answered.answer else None,
            holds=self.answered.holds,
            promises=len(self.promises),
            unfinished=sum(card.unfinished for card in self.promises),
        )


def by_item(cards: Iterable[ActionCard]) -> dict[UUID, list[ActionCard]]:
    """Return the cards under the items that they answer."""
    found: dict[UUID, list[ActionCard]] = {}
    for card in cards:
        if card.item_id is not None:
            found.setdefault(card.item_id, []).append(card)
    return found
