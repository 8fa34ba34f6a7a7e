"""A rep whom an item is about does nothing with it at the patients' council either (rules.md, Who may)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import builders as a
from tests.council.hospital import TwoWards
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import AboutWhom
from wardvoice.core.errors import NotAllowed
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingKind
from wardvoice.proof.verify import verify


def at_the_council(wards: TwoWards, item: Item) -> tuple[Item, Meeting]:
    wards.tick()
    day = wards.clock.today + timedelta(days=3)
    meeting = a.a_meeting(
        wards.council, day, kind=MeetingKind.COUNCIL, actor=wards.there("rep of Birch"), clock=wards.clock
    )
    return wards.stands_for(item), meeting


def test_the_mark_goes_along_and_another_wards_rep_places_it(wards: TwoWards) -> None:
    item = wards.refused()
    wards.does(wards.people["manager of Alder"], agenda.say_about_rep, item=item, whom=AboutWhom.REP)
    there, meeting = at_the_council(wards, item)
    with pytest.raises(NotAllowed, match="Somebody else does this one"):
        wards.does(wards.there("rep of Alder"), agenda.place_item, meeting=meeting, item=there)
    wards.does(wards.there("rep of Birch"), agenda.place_item, meeting=meeting, item=there)
    assert verify(wards.session).whole


def test_a_mark_that_is_set_or_taken_back_later_goes_along_too(wards: TwoWards) -> None:
    item = wards.refused()
    there, meeting = at_the_council(wards, item)
    nurse = wards.people["staff of Alder"]
    wards.does(nurse, agenda.say_about_rep, item=item, whom=AboutWhom.REP)
    with pytest.raises(NotAllowed, match="Somebody else does this one"):
        wards.does(wards.there("rep of Alder"), agenda.place_item, meeting=meeting, item=there)
    wards.does(nurse, agenda.say_about_rep, item=item, whom=AboutWhom.NOBODY)
    wards.does(wards.there("rep of Alder"), agenda.place_item, meeting=meeting, item=there)
    assert verify(wards.session).whole


def test_at_the_council_nobody_stands_in_for_a_rep_who_steps_aside(wards: TwoWards) -> None:
    """There are reps of other wards, and a secretary who may do it anyway."""
    item = wards.refused()
    wards.does(wards.people["manager of Alder"], agenda.say_about_rep, item=item, whom=AboutWhom.REP)
    there, meeting = at_the_council(wards, item)
    with pytest.raises(NotAllowed):
        wards.does(wards.there("advocate"), agenda.place_item, meeting=meeting, item=there)
