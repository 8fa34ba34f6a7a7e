"""Step 8 of the loop: one page tells everything that happened to a thing, and the history proves it."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from sqlite3 import connect

from tests.journeys.stories import DRYER, MEND, a_promise, said_done
from tests.journeys.ward import AlderWard


def test_an_item_tells_its_whole_story_in_sentences(alder: AlderWard) -> None:
    story = a_promise(alder)
    story.tom.moves_the_date(date(2026, 3, 20), "The part is on order", MEND)
    alder.it_is(date(2026, 3, 18))
    story.tom.says_done("The estates team mended it", MEND)
    story.kestrel.says_it_happened("No", MEND)
    reader = alder.somebody()
    reader.looks_at_what_was_asked_for(MEND)
    reader.reads_in_order(
        "Everything that happened",
        "Monday 2 March A patient put this on the list.",
        "The rep has read it.",
        "It went onto the agenda for Thursday 5 March by itself.",
        "Thursday 5 March Tom (nurse) answered: yes.",
        "It will be mended",
        "Tom (nurse) promised this for Friday 13 March.",
        MEND,
        "Tom (nurse) promised Friday 20 March instead of Friday 13 March. The first date stays: Friday 13 March.",
        "The part is on order",
        "Wednesday 18 March Tom (nurse) says it is done, after the first date.",
        "The estates team mended it",
        "Who asked for it answered “Did it happen?”: no.",
        "Patients say it is not done. The promise is open again.",
    )


def test_the_history_names_staff_and_no_patient(alder: AlderWard) -> None:
    story = said_done(alder)
    sparrow = alder.patient("Sparrow")
    sparrow.says_it_happened("No", MEND)
    for one in (alder.somebody(), story.tom, alder.manager()):
        one.looks_at_the_promise(MEND)
        one.reads("Tom (nurse)", "A patient answered “Did it happen?”: no.")
        one.does_not_read("Sparrow", "Kestrel", "Linnet")


def test_a_promise_tells_its_own_story_and_leads_to_what_was_asked(alder: AlderWard) -> None:
    a_promise(alder)
    reader = alder.somebody()
    reader.looks_at_the_promise(MEND)
    reader.reads("A promise", MEND, "Everything that happened", "Tom (nurse) promised this for Friday 13 March.")
    reader.follows("What was asked for")
    reader.reads(DRYER, "What was answered", "What was promised")


def test_verify_finds_everything_whole_after_the_loop(alder: AlderWard) -> None:
    story = said_done(alder)
    story.kestrel.says_it_happened("Partly", MEND, missing="It does not get hot")
    proof = alder.verified()
    assert proof.broken is None
    assert proof.rows > 15
    assert proof.chains >= 1


def test_paper_from_before_proves_that_nothing_was_cut_off(alder: AlderWard) -> None:
    story = a_promise(alder)
    story.tom.prints("The board")
    head = story.tom.page.one("strong", cls="wv-head-words").text
    story.tom.says_how_far_it_is("The part is ordered", MEND)
    assert alder.verified(head).head_found
    assert not alder.verified("ABCD EFGH JKMN PQRS").head_found


def test_paper_shows_that_the_end_of_the_chain_was_cut_off(alder: AlderWard) -> None:
    """Somebody who holds the whole database takes the last row away and hides it well; the paper tells."""
    story = a_promise(alder)
    story.tom.says_how_far_it_is("The part is ordered", MEND)
    story.tom.prints("All open promises")
    head = story.tom.page.one("strong", cls="wv-head-words").text
    with closing(connect(alder.file)) as cellar:
        for (name,) in cellar.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            cellar.execute(f"DROP TRIGGER {name}")
        cellar.execute("DELETE FROM history WHERE seq = (SELECT max(seq) FROM history)")
        cellar.commit()
    assert not alder.verified(head).head_found
