"""Answers near at hand: a box behind a few buttons of its own name, so that the usual answer is one tap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wardvoice.web.checks import Text
from wardvoice.web.fields import Day, Pick, value_of


@dataclass(frozen=True)
class Near:
    """An answer near at hand: what is sent, how it reads, and a line below."""

    value: str
    words: Text
    hint: Text = ""


class _NearAtHand:
    """What boxes share behind a few buttons of their own name, one tap each: the first of all that was sent counts."""

    near: list[Near]
    raw_data: Any
    data: Any

    def __init__(self, *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        self.near = []

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the button that was pressed, or what stands in the box behind them."""
        self.raw_data = [next((sent for sent in valuelist if str(sent).strip()), "")] if valuelist else []
        super().process_formdata(self.raw_data)  # type: ignore[misc]

    @property
    def chosen_near(self) -> str:
        """The value of the button that is pressed; nothing if none is."""
        return next((one.value for one in self.near if one.value == self._told), "")

    @property
    def is_another(self) -> bool:
        """True if something is told that stands on no button."""
        return bool(self._told) and not self.chosen_near

    @property
    def _told(self) -> str:
        return str(self.raw_data[0] if self.raw_data else value_of(self.data or ""))


class NearPick(_NearAtHand, Pick):
    """One of many, of whom the likely ones stand on buttons."""

    @property
    def has_more(self) -> bool:
        """True if somebody stands on the list for whom there is no button."""
        return len([value for value, *_ in self.iter_choices() if value]) > len(self.near)


class NearDay(_NearAtHand, Day):
    """A day: the usual ones stand on buttons, and none is chosen before somebody chooses it."""

    has_more = True
