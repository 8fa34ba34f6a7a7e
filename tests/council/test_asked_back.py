"""Whoever asked on the ward says whether the council's answer is good enough, and what follows if it is not (F11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest
from sqlalchemy import select

from tests import builders as a
from tests.council.hospital import TwoWards
from tests.council.house import House
from wardvoice.agenda import commands as agenda
from wardvoice.agenda import queries
from wardvoice.agenda.models import Item, Outcome
from wardvoice.agenda.rules import Acceptance, AcceptedBy, Answer, ItemKind, Topic, lead_answers_by, refused_since
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.council.queries import asked_back, for_the_lead
from wardvoice.evidence.queries.chain import unnamed_rows
from wardvoice.proof.verify import verify

DAY = date(2026, 3, 2)
NO, YES = Acceptance(AcceptedBy.RAISER, 0, 1, "a"), Acceptance(AcceptedBy.RAISER, 1, 0, "a")


def answer(wards: TwoWards, item: Item, who: str = "lead", words: str = "One dryer for each ward") -> Outcome:
    facts = {"item": wards.stands_for(item), "answer": Answer.YES, "words": words}
    outcome: Outcome = wards.does(wards.there(who), agenda.answer_item, **facts)
    return outcome


def answered(wards: TwoWards, who: str = "manager of Birch") -> Item:
    """An item of Alder that the council has answered."""
    item = wards.refused()
    wards.tick()
    wards.agenda()
    answer(wards, item, who)
    return item


def say(wards: TwoWards, item: Item, accepted: bool, who: str = "patient of Alder") -> None:
    wards.does(wards.people[who], agenda.accept_council_answer, item=item, accepted=accepted)


# --- the rule ------------------------------------------------------------------------------------------------------


def test_it_is_not_accepted_since_the_first_no_that_no_yes_took_back() -> None:
    assert refused_since([]) is None
    assert refused_since([(NO, DAY), (NO, DAY + timedelta(days=3))]) == DAY
    assert refused_since([(NO, DAY), (YES, DAY + timedelta(days=1))]) is None
    later = DAY + timedelta(days=2)
    assert refused_since([(NO, DAY), (YES, DAY), (NO, later)]) == later
    assert lead_answers_by(DAY) == DAY + timedelta(days=28)


# --- the command ---------------------------------------------------------------------------------------------------


def test_the_raisers_word_is_told_in_both_chains_and_stands_on_the_wards(wards: TwoWards) -> None:
    item = answered(wards)
    say(wards, item, False)
    outcome = queries.council_answer(wards.session, item)
    assert outcome is not None
    (reply,) = queries.replies(wards.session, outcome)
    assert (reply.ward_id, reply.no, reply.source) == (wards.alder.id, 1, AcceptedBy.RAISER)
    for ward in (wards.alder, wards.council):
        last = a.history_of(ward)[-1]
        assert last.what == Happened.COUNCIL_ANSWER_NOT_ACCEPTED
        assert '"person":null' in last.body
    assert verify(wards.session).whole


def test_whoever_counts_again_learns_of_which_answer_it_was_said(wards: TwoWards) -> None:
    """One voice on two answers was heard twice (docs/measures.md, 3): the export of the ward tells both apart."""
    item = answered(wards)
    say(wards, item, False)
    answer(wards, item)
    say(wards, item, True)
    of_council = select(Outcome.id).where(Outcome.ward_id == wards.council.id)
    answers = {str(one) for one in wards.session.scalars(of_council)}
    rows = list(unnamed_rows(wards.session, wards.alder.id, UTC))
    replies = [told for row in rows for thing, told in row["rows"].items() if thing.startswith("answer_replies:")]
    of_these = [told for told in replies if told.get("outcome_id") in answers]
    assert len({told["outcome_id"] for told in of_these}) == 2
    assert len({told["voice"] for told in of_these}) == 1


def test_said_twice_it_counts_once_and_who_thinks_again_takes_it_back(wards: TwoWards) -> None:
    item = answered(wards)
    for accepted in (False, False, True):
        say(wards, item, accepted)
    outcome = queries.council_answer(wards.session, item)
    assert outcome is not None
    assert [bool(one.yes) for one in queries.replies(wards.session, outcome)] == [False, True]
    assert a.history_of(wards.alder)[-1].what == Happened.COUNCIL_ANSWER_ACCEPTED
    assert for_the_lead(wards.session, wards.clock).refused == []


def test_nobody_else_says_it_and_nothing_is_asked_before_there_is_an_answer(wards: TwoWards) -> None:
    item = wards.refused()
    wards.tick()
    with pytest.raises(NotFound):
        say(wards, item, False)
    wards.agenda()
    answer(wards, item)
    for who in ("rep of Alder", "manager of Alder"):
        with pytest.raises(NotAllowed):
            say(wards, item, False, who)


def test_what_is_not_accepted_goes_to_the_lead_who_alone_answers_it(wards: TwoWards) -> None:
    item = answered(wards)
    say(wards, item, False)
    (one,) = for_the_lead(wards.session, wards.clock).refused
    assert (one.refused_on, one.lead_owes) == (wards.clock.today, wards.clock.today + timedelta(days=28))
    with pytest.raises(RuleBroken, match="Now the service lead answers"):
        answer(wards, item, "manager of Alder")
    wards.clock.go_on(minutes=1)
    answer(wards, item, "lead", "One for each ward, this week")
    assert for_the_lead(wards.session, wards.clock).refused == []
    say(wards, item, False)
    assert len(for_the_lead(wards.session, wards.clock).refused) == 1


def test_whoever_holds_five_words_says_it_too_and_no_minute_is_kept(wards: TwoWards) -> None:
    somebody = replace(a.a_terminal_actor(wards.alder), slip="5" * 64)
    asked = {"kind": ItemKind.PROBLEM, "topic": Topic.FOOD, "words": "Cold soup", "slip_hash": somebody.slip}
    item = wards.does(somebody, agenda.raise_item, **asked)
    wards.does(wards.people["rep of Alder"], agenda.read_item, item=item)
    wards.does(somebody, agenda.accept_answer, outcome=wards.answered(item), accepted=False)
    wards.tick()
    wards.agenda()
    answer(wards, item)
    wards.does(somebody, agenda.accept_council_answer, item=item, accepted=False)
    assert len(for_the_lead(wards.session, wards.clock).refused) == 1
    for ward in (wards.alder, wards.council):
        last = a.history_of(ward)[-1]
        assert last.what == Happened.COUNCIL_ANSWER_NOT_ACCEPTED
        assert '"at":null' in last.body
    stranger = replace(somebody, slip="6" * 64)
    with pytest.raises(NotAllowed):
        wards.does(stranger, agenda.accept_council_answer, item=item, accepted=True)


def test_answers_and_those_not_accepted_are_counted(wards: TwoWards) -> None:
    item = answered(wards)
    say(wards, item, False)
    counted = asked_back(wards.session, wards.council.id, wards.clock)
    assert (counted.answers, counted.refused) == (1, 1)
    say(wards, item, True)
    assert asked_back(wards.session, wards.council.id, wards.clock).refused == 0


def test_on_postgresql_too(wards_on_postgresql: TwoWards) -> None:
    wards = wards_on_postgresql
    item = answered(wards)
    say(wards, item, False)
    assert len(for_the_lead(wards.session, wards.clock).refused) == 1
    assert asked_back(wards.session, wards.council.id, wards.clock).refused == 1
    assert verify(wards.session).whole


# --- the pages -----------------------------------------------------------------------------------------------------


def test_the_raiser_is_asked_and_their_no_stands_beside_the_councils_answer(house: House) -> None:
    item, clock = answered(house.wards), house.wards.clock
    patient = house.browser("patient of Alder")
    assert "The patients’ council has answered. Is that good enough for you?" in patient.get("/my").text
    patient.get(f"/agenda/items/{item.id}")
    assert "Is the council’s answer good enough for you?" in patient.page.text
    address = f"/agenda/items/{item.id}/council/accept"
    patient.post(address, {"accepted": "perhaps"}, status=404)
    patient.post(address, {"accepted": "no"})
    assert "The patients’ council has answered. Is that" not in patient.get("/my").text
    due = "Patients do not accept this answer. The service lead answers by Monday 30 March."
    for page in ("/board", f"/agenda/items/{item.id}"):
        assert due in house.at("terminal of Alder").get(page).text
    for_council = "Yes, not accepted. The service lead answers by Monday 30 March"
    council = house.council("patient of Birch").page.text
    assert for_council in council
    assert "Its answers in the last year: 1. Not accepted by whoever asked: 1." in council
    lead = house.browser("lead")
    assert "The council’s answer is not accepted" in lead.get("/").text
    clock.go_on(days=29)
    assert (
        "The service lead’s answer is late since Monday 30 March." in house.at("terminal of Alder").get("/board").text
    )
    lead = house.browser("lead")
    lead.get("/")
    lead.follow("Problem · Laundry · Alder")
    lead.follow("Answer it")
    lead.submit("answer", answer="yes", words="One comes on Monday")
    assert "The council’s answer is not accepted" not in lead.get("/").text
    assert "One comes on Monday" in house.at("terminal of Alder").get("/board").text


def test_whoever_did_not_ask_sees_no_question_and_a_manager_no_dead_button(house: House) -> None:
    item = answered(house.wards)
    other = house.browser("rep of Alder")
    assert "Is the council’s answer" not in other.get(f"/agenda/items/{item.id}").text
    other.post(f"/agenda/items/{item.id}/council/accept", {"accepted": "no"}, status=403)
    manager = house.browser("manager of Birch")
    assert "Answer it" in manager.get(house.page_of(item)).text
    say(house.wards, item, False)
    house.wards.session.commit()
    assert "Answer it" not in house.browser("manager of Birch").get(house.page_of(item)).text
    assert "Answer it" in house.browser("lead").get(house.page_of(item)).text
