"""A vote on paper on its pages: who sees what, and what is said where something does not fit."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests import builders as a
from tests.conftest import SetClock
from tests.pages import PageClient
from tests.people.house import LAPTOP, House
from wardvoice.core.actor import Role
from wardvoice.people.rules import TermRole
from wardvoice.reps import commands, queries
from wardvoice.reps.models import Vote
from wardvoice.web.sessions import Kind

GIVEN = {"spoiled": "1", "given_out": "12", "patients": "14"}


class Booth:
    """A vote for which Kestrel and Heron stand; the rep is at the laptop, the advocate at their own computer."""

    def __init__(self, house: House, clock: SetClock) -> None:
        self.house, self.clock = house, clock
        self.rep, self.advocate = house.patient(Role.REP, token=LAPTOP), house.staff(Role.ADVOCATE, name="Maya")
        self.names = [a.a_ward_name(house.ward, word) for word in ("Kestrel", "Heron")]
        by = a.a_staff_actor(house.ward, Role.ADVOCATE, name="Joan")
        facts = {"part": TermRole.REP, "held_on": clock.today}
        self.vote: Vote = a.done(house.session, by, commands.open_vote, clock, **facts)
        for name in self.names:
            ballot = queries.ballot(house.session, house.ward.id, self.vote.id, clock.today)
            a.done(house.session, by, commands.stand, clock, ballot=ballot, name=name)
        self.at = f"/terms/votes/{self.vote.id}"
        ballot = queries.ballot(house.session, house.ward.id, self.vote.id, clock.today)
        self.boxes = {one.word: f"votes_{one.id.hex}" for one in ballot.on_paper.values()}
        house.session.commit()

    def numbers(self, kestrel: int, heron: int) -> dict[str, str]:
        return {self.boxes["Kestrel"]: str(kestrel), self.boxes["Heron"]: str(heron), **GIVEN}

    def counts(self, who: PageClient, kestrel: int, heron: int, status: int = 200) -> None:
        who.get(f"{self.at}/count")
        who.submit("This is what I counted", status=status, **self.numbers(kestrel, heron))

    def signed_in(self, name_id: UUID) -> PageClient:
        screen = self.house.screens[LAPTOP]
        return self.house.at(LAPTOP).sign_in_as(Kind.WARD_NAME, name_id, self.house.ward.id, screen.id)


@pytest.fixture
def booth(house: House, clock: SetClock) -> Booth:
    return Booth(house, clock)


def test_a_vote_is_written_down_and_stood_in(house: House) -> None:
    rep, kestrel = house.patient(Role.REP, token=LAPTOP), house.patient()
    rep.get("/terms")
    rep.follow("Write down a vote on paper")
    rep.submit("Write the vote down", part="deputy")
    assert "The vote is written down. Who stands?" in rep.page.text
    kestrel.get("/terms")
    kestrel.follow("Vote for a deputy rep, Monday 2 March")
    assert "Nobody stands yet." in kestrel.page.text
    kestrel.submit("I want to stand")
    assert "Your ward name is on the paper." in kestrel.page.text
    kestrel.submit("Take off the paper")
    assert "Nobody stands yet." in kestrel.page.text


def test_who_has_not_signed_in_is_led_to_do_so(booth: Booth) -> None:
    nobody = booth.house.at()
    nobody.get(booth.at)
    assert "I want to stand" not in nobody.page.text
    nobody.follow("Do you want to stand? Sign in with your ward name.")
    assert nobody.page.one("h1").text != "Vote for a rep"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({}, "Choose a part."), ({"part": "rep", "held_on": ""}, "Choose the day of the vote."),
     ({"part": "rep", "held_on": "2026-06-01"}, "within the next four weeks")],
)  # fmt: skip
def test_a_vote_that_does_not_fit_is_said_and_kept(house: House, typed: dict[str, str], sentence: str) -> None:
    advocate = house.staff(Role.ADVOCATE)
    advocate.get("/terms/votes")
    advocate.submit("Write the vote down", status=422, **typed)
    assert sentence in advocate.page.text


# --- nobody sees the other's count before their own ------------------------------------------------------------------


def test_neither_sees_what_the_other_counted_before_both_have(booth: Booth, house: House) -> None:
    """77 and 66 are numbers that stand on no page otherwise."""
    people = {"advocate": booth.advocate, "ward": house.at(), "nurse": house.staff(Role.STAFF, name="Tom")}
    booth.rep.get(f"{booth.at}/count")
    many = {"given_out": "150", "patients": "160"}
    booth.rep.submit("This is what I counted", **(booth.numbers(77, 66) | many))
    for who, person in people.items():
        for page in ("/terms", booth.at, *([f"{booth.at}/count"] if who == "advocate" else [])):
            text = person.get(page).text
            assert "77" not in text, (who, page)
            assert "66" not in text, (who, page)
            assert "150" not in text, (who, page)
    assert "The patients’ count is there. The advocate’s is missing." in house.at().get(booth.at).text


def test_two_counts_that_differ_are_shown_side_by_side_to_both_and_to_nobody_else(booth: Booth, house: House) -> None:
    booth.counts(booth.rep, 7, 4)
    booth.counts(booth.advocate, 6, 5)
    assert "The two counts differ." in booth.advocate.page.text
    for person in (booth.rep, booth.advocate):
        rows = person.get(booth.at).all("tr")
        assert [row.text for row in rows if "Kestrel" in row.text] == ["Kestrel 7 6"]
        assert [row.text for row in rows if "Heron" in row.text] == ["Heron 4 5"]
    for other in (house.at(), house.staff(Role.STAFF, name="Tom"), house.staff(Role.ADMIN, name="Wes")):
        text = other.get(booth.at).text
        assert "The two counts differ. They count again." in text
        assert "7 6" not in text
        assert "Patients on the ward" not in text


def test_in_the_second_round_neither_sees_the_others_new_count(booth: Booth) -> None:
    booth.counts(booth.rep, 7, 4)
    booth.counts(booth.advocate, 6, 5)
    booth.counts(booth.rep, 3, 8)
    rows = booth.advocate.get(f"{booth.at}/count").all("tr")
    assert [row.text for row in rows if "Kestrel" in row.text] == ["Kestrel 7 6"]


# --- the result -------------------------------------------------------------------------------------------------------


def test_the_result_is_open_to_everybody_of_the_ward(booth: Booth, house: House) -> None:
    booth.counts(booth.rep, 7, 4)
    assert "Now the other side counts." in booth.rep.page.text
    booth.counts(booth.advocate, 7, 4)
    assert "Both counts agree." in booth.advocate.page.text
    for person in (house.at(), house.patient(), house.staff(Role.STAFF, name="Tom")):
        text = person.get("/terms").text
        for said in ("The most votes are for Kestrel.", "Kestrel 7", "Heron 4", "Papers for nobody 1",
                     "12 of 14 patients voted.", "12 papers were given out."):  # fmt: skip
            assert said in text
        assert "Give the term" not in text


def test_the_advocate_gives_the_term_from_the_result(booth: Booth) -> None:
    booth.counts(booth.rep, 7, 4)
    booth.counts(booth.advocate, 7, 4)
    booth.advocate.get(booth.at)
    booth.advocate.submit("Give the term", status=422, starts_on="")
    assert "Choose the first day." in booth.advocate.page.text
    booth.advocate.submit("Give the term", starts_on="2026-03-02", ends_on="")
    assert "Rep: Kestrel" in booth.advocate.page.text
    assert "By a vote on paper: 7 of 12 votes." in booth.advocate.page.text
    assert "Give the term" not in booth.advocate.get(booth.at).text


def test_a_tie_is_said_and_ends_by_lot_with_both_there(booth: Booth) -> None:
    booth.counts(booth.rep, 5, 5)
    booth.counts(booth.advocate, 5, 5)
    booth.rep.get(booth.at)
    assert "Equal votes. Nobody is chosen yet." in booth.rep.page.text
    booth.rep.submit("The lot fell on this name", status=422)
    assert "Choose on whom the lot fell." in booth.rep.page.text
    value = booth.rep.page.all("input", type="radio")[0]["value"]
    booth.rep.submit("The lot fell on this name", who=value)
    booth.advocate.get(booth.at)
    assert "For the patients: Heron" in booth.advocate.page.text
    booth.advocate.submit("The lot fell on this name", who=value)
    assert "The votes were equal. The lot fell on Heron." in booth.advocate.page.text


def test_a_tie_ends_by_a_new_vote(booth: Booth) -> None:
    booth.counts(booth.rep, 5, 5)
    booth.counts(booth.advocate, 5, 5)
    booth.advocate.get(booth.at)
    booth.advocate.submit("Vote again")
    assert "This is the new vote." in booth.advocate.page.text
    assert "Kestrel" in booth.advocate.page.text
    assert "Equal votes. People voted again." in booth.rep.get(booth.at).text


# --- what does not fit ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"spoiled": ""}, "Write how many papers count for nobody. Write 0 for none."),
        ({"given_out": "x"}, "Write a whole number"),
        ({"given_out": "5"}, "You counted 12 papers. Only 5 were given out. Count again."),
        ({"given_out": "15"}, "That is more papers than patients."),
        ({"patients": "0"}, "Write a number from 1 to 200."),
        ({"Kestrel": ""}, "Write how many votes Kestrel has. Write 0 for none."),
        ({"Kestrel": "-1"}, "Write a number from 0 to 200."),
    ],
)
def test_numbers_that_do_not_fit_are_said_and_kept(booth: Booth, change: dict[str, str], sentence: str) -> None:
    typed = booth.numbers(7, 4) | {booth.boxes.get(box, box): value for box, value in change.items()}
    booth.rep.get(f"{booth.at}/count")
    booth.rep.submit("This is what I counted", status=422, **typed)
    assert sentence in booth.rep.page.text
    assert booth.rep.page.one("input", name=booth.boxes["Heron"]).get("value") == "4"
    assert "The patients’ count" not in booth.advocate.get(booth.at).text


def test_somebody_who_came_onto_the_paper_meanwhile_needs_a_number(booth: Booth) -> None:
    booth.rep.get(f"{booth.at}/count")
    booth.advocate.get(booth.at)
    a.a_ward_name(booth.house.ward, "Oak")
    booth.house.session.commit()
    booth.advocate.submit("Put the name on the paper", word="oak")
    booth.rep.submit("This is what I counted", status=422, **booth.numbers(7, 4))
    assert "Write how many votes Oak has." in booth.rep.page.text


def test_who_has_counted_finds_how_it_stands_and_no_boxes(booth: Booth) -> None:
    booth.counts(booth.rep, 7, 4)
    page = booth.rep.get(f"{booth.at}/count")
    assert not page.all("input", name=booth.boxes["Kestrel"])
    booth.rep.post(f"{booth.at}/count", booth.numbers(7, 4), status=409)
    assert "Your count is written down already." in booth.rep.page.text


@pytest.mark.parametrize(
    ("word", "sentence"),
    [("", "Write the ward name."), ("Oak", "Nobody on this ward uses this name."), ("kestrel", "on the paper already")],
)
def test_a_name_that_does_not_fit_is_said_and_kept(booth: Booth, word: str, sentence: str) -> None:
    booth.advocate.get(booth.at)
    booth.advocate.submit("Put the name on the paper", status=422, word=word)
    assert sentence in booth.advocate.page.text
    assert booth.advocate.page.one("input", name="word").get("value", "") == word


def test_a_patient_whom_the_ward_asked_counts_where_no_rep_can(booth: Booth, clock: SetClock) -> None:
    oak = a.a_ward_name(booth.house.ward, "Oak", clock=clock)
    booth.house.session.commit()
    booth.advocate.get("/terms")
    booth.advocate.submit("End it today")
    booth.advocate.get(booth.at)
    assert (
        "No rep can count. A patient whom the ward asks can, or the independent listener." in booth.advocate.page.text
    )
    booth.advocate.submit("Write down who counts", status=422, word="Elm")
    assert "Nobody on this ward uses this name." in booth.advocate.page.text
    booth.advocate.submit("Write down who counts", word="Oak")
    assert "Oak counts for the patients, because no rep can." in booth.advocate.page.text
    teller = booth.signed_in(oak.id)
    booth.counts(teller, 7, 4)
    assert "Now the other side counts." in teller.page.text


def test_a_vote_is_called_off_and_stays_to_be_read(booth: Booth) -> None:
    booth.rep.get(booth.at)
    booth.rep.submit("Call the vote off")
    assert "Called off." in booth.house.at().get("/terms").text
    booth.rep.post(f"{booth.at}/off", status=409)


def test_staff_and_patients_without_a_part_find_no_boxes(booth: Booth) -> None:
    somebody = (booth.house.staff(Role.STAFF), booth.house.staff(Role.ADMIN, name="Wes"), booth.house.at())
    for one in somebody:
        text = one.get(booth.at).text
        for button in ("Type in what you counted", "Call the vote off", "Put the name on the paper", "Take off"):
            assert button not in text
        one.post(f"{booth.at}/count", booth.numbers(7, 4), status=403)
    patient = booth.house.patient()
    patient.get(f"{booth.at}/count", status=403)
    booth.signed_in(booth.names[0].id).post(f"{booth.at}/count", booth.numbers(99, 0), status=403)


def test_nothing_is_counted_before_the_day(house: House, clock: SetClock) -> None:
    rep = house.patient(Role.REP, token=LAPTOP)
    rep.get("/terms/votes")
    day = clock.today + timedelta(days=3)
    rep.submit("Write the vote down", part="peer", held_on=day.isoformat())
    assert "People vote on Thursday 5 March." in rep.page.text
    assert "Type in what you counted" not in rep.page.text
