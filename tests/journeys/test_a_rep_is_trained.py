"""A new rep is shown how, says so herself, and works for the ward before all of it is done (product.md, R1)."""

from __future__ import annotations

from tests.journeys.ward import AlderWard

REPS = "Who is rep, and how they were chosen"
CHAIR, LAPTOP = "How to chair a meeting", "How WardVoice and the meeting laptop work"


def test_a_rep_says_herself_what_she_has_been_shown(alder: AlderWard) -> None:
    rep, joan, tom, reader = alder.rep(), alder.advocate(), alder.nurse(), alder.somebody()
    rep.starts()
    rep.reads("Your work for the ward")  # Nobody is barred for lack of training.
    joan.starts()
    joan.follows("Reps")
    joan.reads("Training: 0 of 5")
    joan.presses(f"I have shown this: {CHAIR}")
    tom.starts()
    tom.follows("Reps")
    tom.presses(f"I have shown this: {LAPTOP}")
    tom.reads("Training: 0 of 5")  # What staff tick does not count by itself.
    rep.starts()
    rep.follows(REPS)
    rep.presses(f"I have had this: {CHAIR}")
    rep.presses(f"Not yet: {LAPTOP}")  # He had no time to show it.
    reader.starts()
    reader.follows(REPS)
    reader.reads("Training: 1 of 5", "Shown on Monday 2 March by: Advocate. They say so, too.")
    assert alder.verified().whole
