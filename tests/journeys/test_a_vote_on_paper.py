"""A ward chooses its rep on paper: two people count, and neither alone can say what came of it (product.md, R1)."""

from __future__ import annotations

from tests.journeys.people import Advocate, Patient, Rep
from tests.journeys.ward import AlderWard

VOTE = "Vote for a rep"
PAPERS = {
    "How many papers count for nobody?": 1,
    "How many papers were given out?": 11,
    "How many patients were on the ward that day?": 13,
}


def stands(patient: Patient) -> None:
    patient.starts()
    patient.follows("Who is rep, and how they were chosen", VOTE)
    patient.presses("I want to stand")
    patient.reads("Your ward name is on the paper.")


def counts(somebody: Rep | Advocate, kestrel: int, heron: int) -> None:
    """Find on the start page that one's count is missing, and type it in."""
    somebody.starts()
    somebody.reads("your count is missing")
    somebody.follows(VOTE)
    votes = {"Votes for Kestrel": kestrel, "Votes for Heron": heron}
    somebody.presses("This is what I counted", {**votes, **PAPERS})


def a_vote(alder: AlderWard) -> tuple[Rep, Advocate]:
    """The deputy writes the vote down; two patients stand; everybody votes on paper."""
    deputy, joan = alder.deputy(), alder.advocate()
    deputy.starts()
    deputy.follows("Who is rep, and how they were chosen", "Write down a vote on paper")
    deputy.presses("Write the vote down", {"What do people vote for?": "Rep"})
    for word in ("Kestrel", "Heron"):
        stands(alder.patient(word))
    return deputy, joan


def test_two_counts_that_agree_make_a_rep(alder: AlderWard) -> None:
    deputy, joan = a_vote(alder)
    tom, reader = alder.nurse(), alder.somebody()
    tom.starts()
    tom.does_not_read("your count is missing")
    tom.follows("Reps", VOTE)
    assert tom.cannot("Type in what you counted", "Put the name on the paper", "Call the vote off")
    counts(deputy, 6, 3)
    deputy.reads("Your count is written down. Now the other side counts.")
    deputy.starts()
    deputy.reads("you have counted. The advocate’s count is missing.")
    reader.starts()
    reader.follows("Who is rep, and how they were chosen")
    reader.reads("Being counted.", "The advocate’s is missing.")
    counts(joan, 6, 3)
    joan.reads("Both counts agree.", "The most votes are for Kestrel.")
    joan.starts()
    joan.reads("counted by both. Now give the term.")
    joan.follows(VOTE)
    joan.presses("Give the term")
    reader.starts()
    reader.follows("Who is rep, and how they were chosen")
    reader.reads("Rep: Kestrel", "By a vote on paper: 6 of 10 votes.", "10 of 13 patients voted.", "Heron")
    kestrel = Rep(alder, "Kestrel")
    kestrel.starts()
    kestrel.reads("Your work for the ward")
    assert alder.verified().whole


def test_two_counts_that_differ_are_counted_again_before_anybody_is_rep(alder: AlderWard) -> None:
    deputy, joan = a_vote(alder)
    counts(deputy, 6, 3)
    counts(joan, 5, 4)
    joan.reads("The two counts differ.")
    joan.reads_in_order("The two counts", "For the patients", "Advocate", "Heron", "3", "4", "Kestrel", "6", "5")
    assert joan.cannot("Give the term")
    reader = alder.somebody()
    reader.starts()
    reader.follows("Who is rep, and how they were chosen", VOTE)
    reader.reads("The two counts differ. They count again.")
    reader.does_not_read("The two counts Count", "Patients on the ward")
    counts(joan, 6, 3)  # She finds a paper in the wrong heap.
    joan.does_not_read("The most votes are for")
    counts(deputy, 6, 3)
    deputy.reads("The most votes are for Kestrel.", "Before that the two counts differed once.")
    assert alder.verified().whole


def test_equal_votes_end_by_a_lot_that_both_have_seen(alder: AlderWard) -> None:
    deputy, joan = a_vote(alder)
    for somebody in (deputy, joan):
        counts(somebody, 5, 5)
    for somebody in (deputy, joan):
        somebody.starts()
        somebody.reads("equal votes. Vote again, or draw a lot.")
        somebody.follows(VOTE)
        somebody.presses("The lot fell on this name", {"On whom did the lot fall?": "Heron"})
    joan.reads("The votes were equal. The lot fell on Heron.")
    joan.presses("Give the term")
    joan.reads("Rep: Heron")
    assert alder.verified().whole
