"""Each item names who can decide it: they are asked to come, and if they are missed twice the service lead knows."""

from __future__ import annotations

from tests.journeys.people import Rep
from tests.journeys.stories import DRYER
from tests.journeys.ward import FIRST_MEETING, SECOND_MEETING, THIRD_MEETING, AlderWard

PRIYA = "Priya (ward manager)"
TWICE = "Who can decide it was absent twice: the service lead was told."


def the_rep_asks_for(alder: AlderWard, **who: str) -> Rep:
    """Somebody asked for the dryer; while preparing the rep names who can decide it, and the agenda goes out."""
    alder.manager()
    alder.nurse("Tom")
    rep = alder.rep()
    alder.somebody().adds_to_the_meeting(DRYER)
    rep.prepares_the_agenda()
    rep.presses("I have read this")
    rep.places(DRYER)
    rep.follows(f"Time and more: {DRYER}", "Who can decide")
    labels = {"person": "Who can decide this?", "job": "Or somebody who is not on the list"}
    rep.presses("Ask them to come", {labels[name]: value for name, value in who.items()})
    rep.reads("It is written down.")
    rep.publishes_the_agenda()
    return rep


def test_who_can_decide_is_asked_on_their_start_page_and_says_who_comes_instead(alder: AlderWard) -> None:
    rep = the_rep_asks_for(alder, person=PRIYA)
    priya, reader = alder.manager(), alder.somebody()
    reader.looks_at_the_agenda()
    reader.reads("Who can decide this: Priya (ward manager) is asked to come.")
    priya.starts()
    priya.reads("You are asked to come to the meeting on Thursday 5 March at 10:30", DRYER)
    someone_else = {"Do you come?": "I cannot come: somebody comes instead"}
    priya.is_refused("Tell the meeting", someone_else, "Write who comes instead of you.")
    priya.presses("Tell the meeting", {**someone_else, "Who comes instead?": "Jo (deputy manager)"})
    priya.reads("Thank you. It stands on the agenda.")
    reader.looks_at_the_agenda()
    reader.reads("Priya (ward manager) cannot come; Jo (deputy manager) comes instead")
    rep.looks_at_the_agenda()
    rep.follows("Print the agenda")
    rep.reads("Who can decide this: Priya (ward manager) cannot come; Jo (deputy manager) comes instead.")


def test_a_job_that_is_on_no_list_is_named_in_words(alder: AlderWard) -> None:
    rep = the_rep_asks_for(alder, job="catering manager")
    rep.looks_at_the_agenda()
    rep.reads("Who can decide this: catering manager is asked to come.")


def test_naming_nobody_is_refused(alder: AlderWard) -> None:
    rep = the_rep_asks_for(alder, person=PRIYA)
    rep.looks_at_the_agenda()
    rep.follows("Prepare the agenda", "Time and more", "Who can decide")
    rep.is_refused("Ask them to come", {}, "Choose a person, or write down a job.")
    rep.is_refused("Ask them to come", {"Who can decide this?": PRIYA}, "This stands there already.")


def test_missed_twice_the_service_lead_knows_and_everybody_reads_it(alder: AlderWard) -> None:
    rep = the_rep_asks_for(alder, person=PRIYA)
    lead, priya, reader = alder.lead(), alder.manager(), alder.somebody()
    for day, coming in ((FIRST_MEETING, SECOND_MEETING), (SECOND_MEETING, THIRD_MEETING)):
        lead.starts()
        lead.does_not_read("Absent twice")
        alder.it_is(day)
        rep.opens_the_meeting()
        rep.turns_to(DRYER)
        rep.presses("Priya (ward manager) is not here")
        rep.reads("Priya (ward manager) was not there")
        assert "checked" in rep.page.one("input", name="because", value="decider-absent").attrs
        rep.presses("Let it wait")
        rep.closes_the_meeting()
        rep.publishes_the_agenda()
        alder.it_is(day, 20)
        priya.starts()
        priya.reads(f"You are asked to come to the meeting on Thursday {coming.day} March")
    lead.starts()
    lead.reads("Absent twice: who can decide this", "Priya (ward manager) was not there at 2 meetings")
    reader.looks_at_the_agenda()
    reader.reads(TWICE)
    reader.follows("Problem · Laundry")
    reader.reads(TWICE, "Priya (ward manager) was asked to decide this on Thursday 12 March, and was not there.")
    assert alder.verified().whole
