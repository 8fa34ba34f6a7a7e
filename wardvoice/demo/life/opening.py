"""A ward opens: its numbers, its screens, its rhythm of meetings, and what stands on every agenda."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from wardvoice.core.actor import NOBODY, Actor
from wardvoice.demo.cast import Cast
from wardvoice.demo.content.meetings import STANDING_FIRST, STANDING_LAST
from wardvoice.demo.content.places import NUMBERS, SCREEN_PLACES
from wardvoice.demo.life.ward import Life, Plan
from wardvoice.demo.stage import Stage
from wardvoice.meetings import commands as meetings
from wardvoice.wards import commands as wards
from wardvoice.wards.rules import ScreenKind


def open_a_ward(stage: Stage, admin: Actor, plan: Plan) -> tuple[Any, Cast]:
    """Open a ward and return it with its cast, in which nobody plays yet."""
    ward = stage.tell(
        admin, wards.open_ward, name=plan.name, beds=plan.beds, place=plan.place, numbers="\n".join(NUMBERS)
    )
    return ward, Cast(ward.id)


def enrol(stage: Stage, admin: Actor, ward: Any, tokens: dict[ScreenKind, str]) -> None:
    """Make browsers that hold these tokens screens of the ward."""
    for kind, token in tokens.items():
        _, code = stage.tell(admin, wards.invite_screen, ward=ward, kind=kind, place=SCREEN_PLACES[kind.value])
        stage.tell(NOBODY, wards.enrol_screen, code=code, token_hash=sha256(token.encode()).hexdigest())


def set_meetings(life: Life) -> None:
    """Set when the ward meets, and what stands on every agenda."""
    assert life.plan is not None
    manager = life.cast.staff["manager"].actor
    life.tell(manager, meetings.set_rhythm, weekday=life.plan.weekday, at=life.plan.at)
    for title in STANDING_FIRST:
        life.tell(manager, meetings.add_standing_item, title=title)
    for title in STANDING_LAST:
        life.tell(manager, meetings.add_standing_item, title=title, at_end=True)
