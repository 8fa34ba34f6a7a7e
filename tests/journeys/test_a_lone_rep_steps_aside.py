"""An item about the only rep: the rep leaves it, a peer supporter carries it to the end, and nobody is told why."""

from __future__ import annotations

from tests.journeys.stories import NEXT_FRIDAY
from tests.journeys.ward import FIRST_MEETING, AlderWard

WORDS = "The rep never asks us"
INSTEAD = "It is about you. So somebody else does the rep’s work with it."


def test_a_peer_supporter_does_the_work_with_it(alder: AlderWard) -> None:
    somebody, rep, peer, tom = alder.somebody(), alder.rep(), alder.peer(), alder.nurse()
    somebody.adds_to_the_meeting(WORDS, topic="Respect")
    somebody.adds_to_the_meeting("The gate squeaks", topic="Rooms")
    tom.opens_the_item("Respect")
    tom.follows("Is it about a rep?")
    tom.presses("Say so", {"About whom?": "About the rep"})
    tom.starts()
    tom.does_not_read("The rep stepped aside.")  # Staff of the ward never do it.

    rep.prepares_the_agenda()  # The rep finds one sentence where the buttons were, and the other item as ever.
    rep.reads(INSTEAD)
    assert rep.cannot(f"Put on the agenda: {WORDS}")
    rep.places("The gate squeaks")

    peer.starts()  # The peer supporter finds it on the start page.
    peer.reads("One item waits for you.", "The rep stepped aside. You do the rep’s work with it.")
    peer.follows("One item waits for you.")
    peer.reads(WORDS)
    peer.presses("I have read this")
    rep.publishes_the_agenda()  # It goes out with all the others.

    alder.it_is(FIRST_MEETING)
    rep.opens_the_meeting()
    rep.turns_to(WORDS)
    rep.reads(INSTEAD)
    assert rep.cannot("Write the answer down")
    assert rep.can("Next")  # The rep chairs on.
    peer.looks_at_the_meetings()
    peer.follows("Thursday 5 March", "Go to the meeting room")
    peer.turns_to(WORDS)
    peer.does_not_read(INSTEAD)
    peer.writes_the_answer(WORDS, "Yes", "Tom (nurse)", promise="Ask everybody on Mondays", due=NEXT_FRIDAY)
    peer.reads("Ask everybody on Mondays")
    peer.turns_to("The gate squeaks")
    assert peer.cannot("Write the answer down")
    assert alder.verified().whole
