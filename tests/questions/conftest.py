"""The ward of the agenda's tests, with a question on an agenda that is out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests import builders
from tests.agenda.conftest import do, house, kestrel, manager, nurse, remembered, rep, somebody, told, ward
from tests.conftest import SetClock
from wardvoice.agenda.commands import publish
from wardvoice.core.actor import Actor
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import Decides
from wardvoice.questions import commands
from wardvoice.questions.models import Question
from wardvoice.wards.models import Ward

__all__ = ["do", "house", "kestrel", "manager", "nurse", "remembered", "rep", "somebody", "told", "ward"]

Do = Callable[..., Any]
FILM: dict[str, Any] = {"words": "Shall we have a film on Friday?", "decides": Decides.WE_WILL_DO}


@pytest.fixture
def meeting(ward: Ward, clock: SetClock) -> Meeting:
    return builders.a_meeting(ward, clock.today, clock=clock)


@pytest.fixture
def film(do: Do, rep: Actor, meeting: Meeting) -> Question:
    """A question with a line of its own, open to everybody."""
    question: Question = do(rep, commands.put_question, meeting=meeting, **FILM)
    do(rep, publish, meeting=meeting)
    return question
