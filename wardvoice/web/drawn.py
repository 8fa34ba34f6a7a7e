"""What everybody on a ward reads alike is drawn once for each moment of the ward's history.

All that such a part shows follows from witnessed rows, so the head of the ward's chain tells whether it is still true.
Nothing that depends on who asks may stand in it: no form, no permission, no name of the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any
from uuid import UUID

from flask import Flask, current_app, render_template
from markupsafe import Markup

from wardvoice.web.identity import this_caller, this_work
from wardvoice.web.tongue import language

MOST = 100
"""Parts kept for one ward; then it is begun anew."""


class Drawn:
    """The parts that are still true, ward by ward; what an older head showed is forgotten at once."""

    def __init__(self) -> None:
        self._wards: dict[UUID, tuple[Hashable, dict[Hashable, Markup]]] = {}
        self._lock = Lock()

    def part(self, ward_id: UUID, moment: Hashable, key: Hashable, draw: Callable[[], Markup]) -> Markup:
        """Return a part as it is at this moment of the ward, drawing it if nobody has asked for it yet."""
        known = self._of(ward_id, moment).get(key)
        if known is None:
            known = draw()
            self._of(ward_id, moment)[key] = known
        return known

    def _of(self, ward_id: UUID, moment: Hashable) -> dict[Hashable, Markup]:
        with self._lock:
            held = self._wards.get(ward_id)
            if held is None or held[0] != moment or len(held[1]) >= MOST:
                held = self._wards[ward_id] = (moment, {})
            return held[1]


def install(app: Flask) -> None:
    """Give each application its own memory of what it has drawn."""
    app.extensions["drawn"] = Drawn()


def drawn(template: str, facts: Callable[[], dict[str, Any]], *asked_for: Hashable) -> Markup:
    """Return a part of a page that everybody on this ward reads alike; `asked_for` tells its variants apart.

    `facts` is asked only if it has to be drawn. It is drawn anew after each change on the ward, and each hour.
    """
    work = this_work()
    hour = work.now.replace(minute=0, second=0, microsecond=0)
    moment = (this_caller().heads, hour, work.today)
    parts: Drawn = current_app.extensions["drawn"]
    return parts.part(work.ward_id, moment, (template, language(), *asked_for), lambda: _draw(template, facts()))


def _draw(template: str, facts: dict[str, Any]) -> Markup:
    return Markup(render_template(template, **facts))  # noqa: S704 - the template escapes what people wrote
