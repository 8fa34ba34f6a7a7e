"""Forms on several pages: each draws its own boxes and carries all others along, unseen and in no address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Any, Generic, TypeVar

from flask import request
from markupsafe import Markup

from wardvoice.web.fields import Kept, value_of
from wardvoice.web.forms import Form

BACK = "back"
P = TypeVar("P", bound=IntEnum)


class Paged(Form, Generic[P]):
    """A form that is filled in page by page. `last` is the page with Send on it."""

    pages: type[P]
    last: P
    step = Kept(default="1")

    def boxes(self, page: P) -> tuple[str, ...]:
        """Return the names of the boxes that a page draws."""
        raise NotImplementedError

    @property
    def came_from(self) -> P:
        """The page that was sent."""
        sent = self.step.data or ""
        return self.pages(int(sent)) if sent in {str(page.value) for page in self.pages} else self.pages(1)

    def turn(self) -> P | None:
        """Return the page to show now, or None once everything is there to be sent."""
        page = self.came_from
        if request.method == "GET":
            return self.pages(1)
        if self.is_taken_up:
            return page
        if BACK in request.form:
            return self.pages(max(page - 1, 1))
        if not self.makes_sense(page):
            return page
        return self.pages(page + 1) if page < self.last else self.first_mistake()

    def makes_sense(self, page: P) -> bool:
        """Return whether a page was filled in; otherwise its boxes say what to mend."""
        wrong = [name for name in self.boxes(page) if not self._fields[name].validate(self)]
        good = not wrong and self.is_readable()
        self.status = 200 if good else 422
        return good

    def first_mistake(self) -> P | None:
        """Return the first page on which something is missing or wrong, or None."""
        return next((page for page in self.pages if page <= self.last and not self.makes_sense(page)), None)

    def mistaken(self) -> P:
        """Return the page on which a refusal is shown."""
        wrong = {name for name, box in self._fields.items() if box.errors}
        return next((page for page in self.pages if wrong & set(self.boxes(page))), self.came_from)

    def never_carried(self) -> Sequence[str]:
        """Return the names of boxes whose content may stand on no other page."""
        return ()

    def carried(self, page: P) -> Markup:
        """Return, unseen, everything that this page does not draw."""
        return Markup("").join(
            Markup('<input type="hidden" name="{}" value="{}">').format(name, value)
            for name, value in (("step", str(page.value)), *self._kept_back({*self.boxes(page), "step"}))
        )

    def _kept_back(self, drawn: set[str]) -> Iterator[tuple[str, str]]:
        left_out = drawn.union(self.never_carried())
        for name, box in self._fields.items():
            if name not in left_out and box.data:
                yield from ((name, _as_sent(one)) for one in (box.data if isinstance(box.data, list) else [box.data]))


def _as_sent(value: Any) -> str:
    return "y" if value is True else value_of(value)
