"""A life drawn as data refuses moves that do not fit, and drawings with states nobody can reach."""

from enum import StrEnum

import pytest

from wardvoice.actions import rules as actions
from wardvoice.agenda import rules as agenda
from wardvoice.core.errors import Stale
from wardvoice.core.workflow import Workflow
from wardvoice.meetings import rules as meetings


class Light(StrEnum):
    RED = "red"
    GREEN = "green"


def test_a_move_leads_to_the_next_state() -> None:
    life = Workflow("light", Light, Light.RED, {Light.RED: {"go": Light.GREEN}})
    assert life.after(Light.RED, "go") is Light.GREEN
    assert life.allows(Light.RED, "go")


def test_a_move_that_does_not_fit_says_that_the_page_is_out_of_date() -> None:
    life = Workflow("light", Light, Light.RED, {Light.RED: {"go": Light.GREEN}})
    with pytest.raises(Stale):
        life.after(Light.GREEN, "go")


def test_a_state_that_nobody_can_reach_is_refused_when_the_life_is_drawn() -> None:
    with pytest.raises(ValueError, match="green"):
        Workflow("light", Light, Light.RED, {Light.GREEN: {"stop": Light.RED}})


def test_the_diagram_names_every_move() -> None:
    life = Workflow("light", Light, Light.RED, {Light.RED: {"go_on": Light.GREEN}})
    assert life.diagram().splitlines() == ["stateDiagram-v2", "    [*] --> red", "    red --> green: go on"]


@pytest.mark.parametrize("life", [meetings.LIFE, agenda.LIFE, actions.LIFE], ids=lambda life: life.name)
def test_every_state_of_the_house_is_reachable(life: Workflow) -> None:  # type: ignore[type-arg]
    assert life.reachable() == set(life.states)
