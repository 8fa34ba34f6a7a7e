"""Carried over three times: the council asks, and the answer comes late (F7, R2)."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.ward import FIRST_MEETING, AlderWard

FRUIT = "More fruit, please"
WEEK = timedelta(days=7)
DUE = FIRST_MEETING + 2 * WEEK + timedelta(days=28)


def test_carried_over_three_times_the_council_asks_and_the_answer_comes_late(alder: AlderWard) -> None:
    admin, kestrel, rep = alder.admin(), alder.patient("Kestrel"), alder.rep()
    admin.starts()
    admin.follows("Ward", "Open another ward")
    opened = {"What is it?": "A patients’ council, made of the wards’ reps", "Name of the ward": "Patients’ council"}
    admin.presses("Open the ward", opened)
    admin.reads("Here the reps of all wards meet.", "Nothing waits for the council.")

    kestrel.adds_to_the_meeting(FRUIT, topic="Food")
    kestrel.finishes()
    for n in range(3):
        day = FIRST_MEETING + n * WEEK
        alder.it_is(day - timedelta(days=1))
        if n == 0:
            rep.prepares_the_agenda()
            rep.reads_what_waits(FRUIT)
        rep.publishes_the_agenda()
        alder.it_is(day)
        rep.opens_the_meeting()
        rep.counts_who_is_here({"Patients": 7, "Patients on the ward today": 13, "Ward staff": 2})
        rep.lets_it_wait(FRUIT, "There is no time")
        rep.closes_the_meeting()
        rep.finishes()
    alder.tick()

    kestrel.starts()
    kestrel.opens_my_item(FRUIT)
    kestrel.reads("The council answers by Thursday 16 April.", "Carried over at three meetings.")
    rep.starts()
    rep.follows("Patients’ council")
    rep.reads("Problem · Food · Alder", FRUIT, "Answer by Thursday 16 April")
    rep.follows("All its meetings", "Plan a meeting")
    next_day = FIRST_MEETING + 2 * WEEK + timedelta(days=1)
    rep.presses("Plan it", {"Day": next_day.isoformat(), "Time": "14:00"})
    rep.starts()
    rep.follows("Patients’ council", "Prepare the agenda")
    rep.presses("Let it go out")

    alder.it_is(DUE)
    lead = alder.lead()
    lead.starts()
    lead.does_not_read("Late before the patients’ council")
    alder.it_is(DUE + timedelta(days=1))
    lead = alder.lead()
    lead.starts()
    lead.reads_in_order("Late before the patients’ council", "Late since Thursday 16 April")
    lead.follows("Problem · Food · Alder", "Answer it")
    lead.browser.submit("answer", answer="yes", words="Two kinds of fruit on each ward, from May")

    kestrel = alder.patient("Kestrel")
    kestrel.starts()
    kestrel.opens_my_item(FRUIT)
    kestrel.reads("The patients’ council: Yes", "Two kinds of fruit on each ward, from May")
    kestrel.reads("It came late. It was due on Thursday 16 April.")
    answered = "Before the patients’ council: Femi (service lead) answered: yes."
    kestrel.reads_in_order("It went to the patients’ council.", answered)

    kestrel.looks_at_my_things()
    kestrel.follows("The patients’ council has answered. Is that good enough for you?")
    kestrel.presses("No, not good enough", near="Is the council’s answer good enough for you?")
    kestrel.reads("Patients do not accept this answer. The service lead answers by Friday 15 May.")
    kestrel.reads("Who asked says: the council’s answer is not good enough.")
    lead = alder.lead()
    lead.starts()
    lead.reads_in_order("The council’s answer is not accepted", "The service lead answers by Friday 15 May")
    assert alder.verified().whole
