"""A vote on paper, as it is written down: who may do what, in which order, and what the history keeps of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import NotAllowed, NotFound, Repeated, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
from wardvoice.people import commands as people
from wardvoice.people import queries as of_people
from wardvoice.people.models import WardName
from wardvoice.people.rules import Chosen, TermRole
from wardvoice.reps import commands, queries
from wardvoice.reps.models import Vote
from wardvoice.reps.queries import Ballot
from wardvoice.reps.rules import CountedFor, Stage, Totals
from wardvoice.wards.models import Ward

NOT_FOR_STAFF = [Role.STAFF, Role.MANAGER, Role.LEAD, Role.ADMIN, Role.DUTY, Role.REVIEWER]
DAY = timedelta(days=1)


class Voting:
    """A ward on which Kestrel and Heron stand, Linnet is rep, and Maya is the advocate."""

    def __init__(self, session: Session, clock: SetClock) -> None:
        self.session, self.clock = session, clock
        self.ward: Ward = a.a_ward(session)
        self.kestrel, self.heron = (a.a_ward_name(self.ward, word) for word in ("Kestrel", "Heron"))
        self.advocate = a.a_staff_actor(self.ward, Role.ADVOCATE, name="Maya", job="advocate")
        self.rep = a.a_patient_actor(self.ward, Role.REP, word="Linnet")
        self.vote: Vote = self.does(self.advocate, commands.open_vote, part=TermRole.REP, held_on=clock.today)

    def does(self, actor: Actor, command: Callable[..., Any], **facts: Any) -> Any:
        return a.done(self.session, actor, command, self.clock, **facts)

    @property
    def ballot(self) -> Ballot:
        return queries.ballot(self.session, self.ward.id, self.vote.id, self.clock.today)

    def stands(self, *names: WardName) -> None:
        for name in names:
            self.does(as_patient(name), commands.stand, ballot=self.ballot, name=name)

    def totals(self, kestrel: int = 5, heron: int = 3, **more: int) -> Totals:
        numbers = {self.kestrel.id: kestrel, self.heron.id: heron}
        votes = {one.id: numbers[one.ward_name_id] for one in self.ballot.on_paper.values()}
        return Totals(**{"patients": 13, "given_out": 12, "spoiled": 1, **more}, votes=votes)

    def counts(self, actor: Actor, kestrel: int = 5, heron: int = 3, **more: int) -> Any:
        totals = self.totals(kestrel, heron, **more)
        return self.does(actor, commands.count_votes, ballot=self.ballot, totals=totals)

    def both_count(self, kestrel: int = 5, heron: int = 3) -> None:
        self.counts(self.rep, kestrel, heron)
        self.counts(self.advocate, kestrel, heron)

    def last(self) -> Any:
        return a.history_of(self.ward)[-1]


def as_patient(name: WardName, *roles: Role) -> Actor:
    return Actor(Door.TERMINAL, name.ward_id, name.id, name.word, frozenset({Role.PATIENT, *roles}))


@pytest.fixture
def voting(session: Session, clock: SetClock) -> Voting:
    return Voting(session, clock)


@pytest.fixture
def paper(voting: Voting) -> Voting:
    """The vote with both names on the paper."""
    voting.stands(voting.kestrel, voting.heron)
    return voting


# --- opening ----------------------------------------------------------------------------------------------------------


def test_a_vote_is_written_down_once_for_each_part(voting: Voting) -> None:
    assert voting.last().what == Happened.VOTE_OPENED
    assert voting.ballot.stage is Stage.OPEN
    with pytest.raises(RuleBroken, match="for this part already"):
        voting.does(voting.rep, commands.open_vote, part=TermRole.REP, held_on=voting.clock.today)
    voting.does(voting.rep, commands.open_vote, part=TermRole.DEPUTY, held_on=voting.clock.today)
    assert len(queries.going_on(voting.session, voting.ward.id, voting.clock.today)) == 2


def test_a_form_sent_twice_opens_one_vote(voting: Voting) -> None:
    facts = {"part": TermRole.PEER, "held_on": voting.clock.today, "once": "key"}
    voting.does(voting.rep, commands.open_vote, **facts)
    with pytest.raises(Repeated):
        voting.does(voting.rep, commands.open_vote, **facts)


def test_a_day_that_is_far_off_is_refused(voting: Voting) -> None:
    with pytest.raises(RuleBroken, match="four weeks"):
        voting.does(voting.rep, commands.open_vote, part=TermRole.PEER, held_on=voting.clock.today + 29 * DAY)


@pytest.mark.parametrize("role", NOT_FOR_STAFF)
def test_no_staff_of_the_ward_opens_counts_or_changes_a_vote(paper: Voting, role: Role) -> None:
    """R1: the vote is the patients' own, counted by one of them and the advocate."""
    somebody = a.a_staff_actor(paper.ward, role)
    with pytest.raises(NotAllowed):
        paper.does(somebody, commands.open_vote, part=TermRole.PEER, held_on=paper.clock.today)
    with pytest.raises(NotAllowed):
        paper.counts(somebody)
    with pytest.raises(NotAllowed):
        paper.does(somebody, commands.call_off, ballot=paper.ballot)
    with pytest.raises(NotAllowed):
        paper.does(somebody, commands.stand, ballot=paper.ballot, name=a.a_ward_name(paper.ward))
    with pytest.raises(NotAllowed):
        paper.does(somebody, commands.name_teller, ballot=paper.ballot, name=a.a_ward_name(paper.ward))


@pytest.mark.parametrize("role", [Role.ADVOCATE, Role.LISTENER])
def test_an_advocate_who_works_on_the_ward_as_well_counts_nothing(paper: Voting, role: Role) -> None:
    both = a.a_staff_actor(paper.ward, role, Role.STAFF)
    elsewhere = replace(a.a_staff_actor(paper.ward, role), works_on=frozenset({None}))
    for somebody in (both, elsewhere):
        with pytest.raises(NotAllowed):
            paper.counts(somebody)


# --- who stands -------------------------------------------------------------------------------------------------------


def test_a_patient_stands_and_takes_it_back(voting: Voting) -> None:
    voting.stands(voting.kestrel)
    last = voting.last()
    assert (last.what, "Kestrel" in last.body) == (Happened.STOOD, False)
    assert [one.word for one in voting.ballot.on_paper.values()] == ["Kestrel"]
    (one,) = voting.ballot.on_paper.values()
    mine = queries.candidate(voting.session, voting.ballot, one.id)
    voting.does(as_patient(voting.kestrel), commands.stand_down, ballot=voting.ballot, candidate=mine)
    assert (voting.last().what, voting.ballot.on_paper) == (Happened.STOOD_DOWN, {})
    voting.stands(voting.kestrel)
    assert len(voting.ballot.on_paper) == 1


def test_nobody_stands_by_another_patients_hand(voting: Voting) -> None:
    for other in (as_patient(voting.heron), voting.rep, a.a_terminal_actor(voting.ward)):
        with pytest.raises(NotAllowed):
            voting.does(other, commands.stand, ballot=voting.ballot, name=voting.kestrel)


def test_nobody_takes_another_patient_off_the_paper(paper: Voting) -> None:
    his = next(one for one in paper.ballot.on_paper.values() if one.word == "Kestrel")
    candidate = queries.candidate(paper.session, paper.ballot, his.id)
    for other in (as_patient(paper.heron), paper.rep):
        with pytest.raises(NotAllowed):
            paper.does(other, commands.stand_down, ballot=paper.ballot, candidate=candidate)
    paper.does(paper.advocate, commands.stand_down, ballot=paper.ballot, candidate=candidate)
    assert [one.word for one in paper.ballot.on_paper.values()] == ["Heron"]


def test_a_name_on_which_people_have_voted_is_taken_off_by_its_own_patient_alone(voting: Voting) -> None:
    day = voting.clock.today + 3 * DAY
    voting.vote = voting.does(voting.advocate, commands.open_vote, part=TermRole.DEPUTY, held_on=day)
    voting.stands(voting.kestrel, voting.heron)
    voting.clock.go_on(days=3)
    his = queries.candidate(voting.session, voting.ballot, next(iter(voting.ballot.on_paper)))
    name = voting.session.get_one(WardName, his.ward_name_id)
    with pytest.raises(Stale, match="People have voted"):
        voting.does(voting.advocate, commands.stand_down, ballot=voting.ballot, candidate=his)
    voting.does(as_patient(name), commands.stand_down, ballot=voting.ballot, candidate=his)


def test_the_advocate_puts_down_who_asks_for_it_once(voting: Voting) -> None:
    voting.does(voting.advocate, commands.stand, ballot=voting.ballot, name=voting.kestrel)
    with pytest.raises(RuleBroken, match="on the paper already"):
        voting.does(voting.advocate, commands.stand, ballot=voting.ballot, name=voting.kestrel)


def test_a_name_that_nobody_used_for_a_month_does_not_stand(voting: Voting) -> None:
    voting.clock.go_on(days=29)
    with pytest.raises(RuleBroken, match="on the ward now"):
        voting.does(voting.advocate, commands.stand, ballot=voting.ballot, name=voting.kestrel)


def test_a_name_of_another_ward_does_not_stand(voting: Voting) -> None:
    stranger = a.a_ward_name(a.a_ward(voting.session, "Birch"))
    with pytest.raises(RuleBroken, match="on the ward now"):
        voting.does(voting.advocate, commands.stand, ballot=voting.ballot, name=stranger)


def test_once_somebody_counts_the_paper_stays_as_it_is(paper: Voting) -> None:
    paper.counts(paper.rep)
    with pytest.raises(Stale, match="Who stands cannot change"):
        paper.stands(a.a_ward_name(paper.ward))
    one = queries.candidate(paper.session, paper.ballot, next(iter(paper.ballot.on_paper)))
    with pytest.raises(Stale, match="Who stands cannot change"):
        paper.does(paper.advocate, commands.stand_down, ballot=paper.ballot, candidate=one)


# --- who counts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.REP, Role.DEPUTY, Role.PEER])
def test_a_rep_deputy_or_peer_counts_for_the_patients(paper: Voting, role: Role) -> None:
    count = paper.counts(a.a_patient_actor(paper.ward, role))
    assert (count.side, count.by_role, count.n) == (CountedFor.PATIENTS, role, 1)


def test_no_rep_counts_the_votes_for_themselves(paper: Voting) -> None:
    paper.stands(name_of(paper, paper.rep))
    with pytest.raises(NotAllowed):
        paper.does(paper.rep, commands.count_votes, ballot=paper.ballot, totals=paper_totals(paper))
    assert not may(paper.rep, May.COUNT_VOTES, paper.ballot)


def name_of(voting: Voting, actor: Actor) -> WardName:
    name = voting.session.get(WardName, actor.id)
    assert name is not None
    return name


def paper_totals(voting: Voting) -> Totals:
    return Totals(13, 12, 0, dict.fromkeys(voting.ballot.on_paper, 1))


def test_a_patient_without_a_part_does_not_count(paper: Voting) -> None:
    for somebody in (a.a_patient_actor(paper.ward), a.a_terminal_actor(paper.ward)):
        with pytest.raises(NotAllowed):
            paper.counts(somebody)


def test_where_no_rep_can_a_patient_whom_the_ward_asked_counts(paper: Voting) -> None:
    paper.stands(name_of(paper, paper.rep))
    oak = a.a_ward_name(paper.ward, "Oak")
    listener = a.a_staff_actor(paper.ward, Role.LISTENER, name="Ines")
    assert may(listener, May.COUNT_VOTES, paper.ballot)
    paper.does(paper.advocate, commands.name_teller, ballot=paper.ballot, name=oak)
    assert paper.last().what == Happened.TELLER_NAMED
    count = paper.does(as_patient(oak), commands.count_votes, ballot=paper.ballot, totals=paper_totals(paper))
    assert (count.side, count.by_role) == (CountedFor.PATIENTS, Role.PATIENT)
    assert not may(listener, May.COUNT_VOTES, paper.ballot)


def test_the_listener_counts_where_nobody_else_can(voting: Voting) -> None:
    listener = a.a_staff_actor(voting.ward, Role.LISTENER, name="Ines")
    voting.stands(voting.kestrel, voting.heron)
    with pytest.raises(NotAllowed):
        voting.counts(listener)  # for there is a rep who does not stand
    voting.does(voting.advocate, people.end_term, term=term_of(voting))
    count = voting.counts(listener)
    assert (count.side, count.by_role) == (CountedFor.PATIENTS, Role.LISTENER)


def term_of(voting: Voting) -> Any:
    return of_people.terms_as_rep(voting.session, voting.rep.id, voting.clock.today)[0]  # type: ignore[arg-type]


def test_who_is_advocate_and_listener_counts_once(paper: Voting) -> None:
    paper.does(paper.advocate, people.end_term, term=term_of(paper))
    both = a.a_staff_actor(paper.ward, Role.ADVOCATE, Role.LISTENER, name="Ines")
    assert paper.counts(both).side is CountedFor.ADVOCATE
    with pytest.raises(Stale, match="written down already"):
        paper.counts(both)


def test_a_teller_is_needed_only_where_no_rep_can_and_does_not_stand(paper: Voting) -> None:
    oak = a.a_ward_name(paper.ward, "Oak")
    with pytest.raises(RuleBroken, match="They come first"):
        paper.does(paper.advocate, commands.name_teller, ballot=paper.ballot, name=oak)
    paper.does(paper.advocate, people.end_term, term=term_of(paper))
    with pytest.raises(RuleBroken, match="cannot count the votes"):
        paper.does(paper.advocate, commands.name_teller, ballot=paper.ballot, name=paper.kestrel)
    paper.does(paper.advocate, commands.name_teller, ballot=paper.ballot, name=oak)
    with pytest.raises(RuleBroken, match="cannot stand"):
        paper.does(paper.advocate, commands.stand, ballot=paper.ballot, name=oak)
    paper.counts(as_patient(oak))
    with pytest.raises(Stale, match="counted for the patients already"):
        paper.does(paper.advocate, commands.name_teller, ballot=paper.ballot, name=a.a_ward_name(paper.ward))


def test_a_rep_who_stands_does_not_choose_who_counts(paper: Voting) -> None:
    paper.stands(name_of(paper, paper.rep))
    with pytest.raises(NotAllowed):
        paper.does(paper.rep, commands.name_teller, ballot=paper.ballot, name=a.a_ward_name(paper.ward, "Oak"))


# --- counting ---------------------------------------------------------------------------------------------------------


def test_two_counts_that_agree_are_the_result(paper: Voting) -> None:
    paper.counts(paper.rep)
    row = json.loads(paper.last().body)
    assert (paper.last().what, row["role"], row["person"]) == (Happened.VOTES_COUNTED, "rep", None)
    assert paper.ballot.stage is Stage.COUNTING
    paper.counts(paper.advocate)
    assert paper.ballot.stage is Stage.CHOSEN
    chosen = paper.ballot.chosen()
    assert chosen
    assert chosen.word == "Kestrel"
    told = json.loads(paper.last().body)["rows"]
    assert sorted(row["votes"] for thing, row in told.items() if thing.startswith("vote_tallies")) == [3, 5]


def test_two_counts_that_differ_are_counted_again_and_kept(paper: Voting) -> None:
    paper.counts(paper.rep, 5, 3)
    paper.counts(paper.advocate, 4, 4)
    assert (paper.ballot.stage, paper.ballot.chosen()) == (Stage.DIFFERENT, None)
    paper.counts(paper.advocate, 5, 3)
    with pytest.raises(Stale, match="written down already"):
        paper.counts(paper.advocate, 5, 3)
    paper.counts(paper.rep, 5, 3)
    assert paper.ballot.stage is Stage.CHOSEN
    assert len(paper.ballot.standing.entries) == 4


def test_nobody_changes_a_count(paper: Voting) -> None:
    paper.both_count()
    for somebody in (paper.rep, paper.advocate, a.a_patient_actor(paper.ward, Role.DEPUTY)):
        with pytest.raises(Stale):
            paper.counts(somebody, 1, 1)


def test_a_second_counter_of_the_same_side_comes_too_late(paper: Voting) -> None:
    paper.counts(paper.rep)
    with pytest.raises(Stale, match="written down already"):
        paper.counts(a.a_patient_actor(paper.ward, Role.DEPUTY))


def test_a_form_sent_twice_counts_once(paper: Voting) -> None:
    facts = {"ballot": paper.ballot, "totals": paper.totals(), "once": "key"}
    paper.does(paper.rep, commands.count_votes, **facts)
    with pytest.raises(Repeated):
        paper.does(paper.rep, commands.count_votes, **facts)
    assert len(paper.ballot.standing.entries) == 1


def test_a_count_that_cannot_be_is_not_written_down(paper: Voting) -> None:
    with pytest.raises(RuleBroken, match="You counted 14 papers"):
        paper.counts(paper.rep, 10, 3)
    assert paper.ballot.standing.entries == []


def test_nobody_counts_before_the_day_or_with_one_name(voting: Voting) -> None:
    voting.stands(voting.kestrel)
    with pytest.raises(RuleBroken, match="two or more"):
        voting.counts(voting.rep)


def test_another_wards_vote_is_not_there(paper: Voting) -> None:
    other = a.a_ward(paper.session, "Birch")
    stranger = a.a_patient_actor(other, Role.REP)
    with pytest.raises(NotFound):
        queries.ballot(paper.session, other.id, paper.vote.id, paper.clock.today)
    with pytest.raises(NotFound):
        paper.counts(stranger)


# --- ties, and what comes of it -------------------------------------------------------------------------------------


def a_candidate(voting: Voting, word: str) -> Any:
    found = next(one for one in voting.ballot.on_paper.values() if one.word == word)
    return queries.candidate(voting.session, voting.ballot, found.id)


def test_after_a_tie_people_vote_again_on_those_who_are_equal(paper: Voting) -> None:
    oak = a.a_ward_name(paper.ward, "Oak")
    paper.stands(oak)
    totals = Totals(13, 12, 0, {one.id: 1 if one.word == "Oak" else 4 for one in paper.ballot.on_paper.values()})
    for somebody in (paper.rep, paper.advocate):
        paper.does(somebody, commands.count_votes, ballot=paper.ballot, totals=totals)
    assert paper.ballot.stage is Stage.TIED
    again = paper.does(paper.rep, commands.vote_again, ballot=paper.ballot)
    assert (paper.last().what, paper.ballot.stage) == (Happened.VOTE_FOLLOWED, Stage.AGAIN)
    anew = queries.ballot(paper.session, paper.ward.id, again.id, paper.clock.today)
    assert sorted(one.word or "" for one in anew.on_paper.values()) == ["Heron", "Kestrel"]
    with pytest.raises(Stale, match="no tie"):
        paper.does(paper.rep, commands.vote_again, ballot=paper.ballot)


def test_a_lot_counts_once_both_say_on_whom_it_fell(paper: Voting) -> None:
    paper.both_count(4, 4)
    heron, kestrel = a_candidate(paper, "Heron"), a_candidate(paper, "Kestrel")
    paper.does(paper.rep, commands.draw_lot, ballot=paper.ballot, who=heron)
    assert (paper.last().what, paper.ballot.stage) == (Happened.LOT_DRAWN, Stage.TIED)
    paper.does(paper.rep, commands.draw_lot, ballot=paper.ballot, who=heron)
    assert len(paper.ballot.standing.lots) == 1
    paper.does(paper.advocate, commands.draw_lot, ballot=paper.ballot, who=kestrel)
    assert paper.ballot.stage is Stage.TIED
    paper.does(paper.advocate, commands.draw_lot, ballot=paper.ballot, who=heron)
    chosen = paper.ballot.chosen()
    assert chosen
    assert chosen.word == "Heron"
    with pytest.raises(Stale, match="no tie"):
        paper.does(paper.advocate, commands.draw_lot, ballot=paper.ballot, who=kestrel)


def test_staff_and_who_stands_draw_no_lot(paper: Voting) -> None:
    paper.both_count(4, 4)
    heron = a_candidate(paper, "Heron")
    for somebody in (a.a_staff_actor(paper.ward), a.a_staff_actor(paper.ward, Role.ADMIN), as_patient(paper.heron)):
        with pytest.raises(NotAllowed):
            paper.does(somebody, commands.draw_lot, ballot=paper.ballot, who=heron)


def test_a_vote_is_called_off_before_it_is_counted(paper: Voting) -> None:
    with pytest.raises(NotAllowed):
        paper.does(as_patient(paper.kestrel), commands.call_off, ballot=paper.ballot)
    paper.does(paper.rep, commands.call_off, ballot=paper.ballot)
    assert (paper.last().what, paper.ballot.stage) == (Happened.VOTE_CALLED_OFF, Stage.CALLED_OFF)
    with pytest.raises(Stale):
        paper.counts(paper.rep)


def test_a_vote_that_is_counted_is_not_called_off(paper: Voting) -> None:
    paper.counts(paper.rep)
    with pytest.raises(Stale, match="cannot be called off"):
        paper.does(paper.advocate, commands.call_off, ballot=paper.ballot)


def test_the_term_is_given_with_the_totals_and_once(paper: Voting) -> None:
    paper.both_count()
    facts = {"starts_on": paper.clock.today}
    term = paper.does(paper.advocate, commands.carry_out, ballot=paper.ballot, **facts)
    assert (term.ward_name_id, term.role, term.how_chosen) == (paper.kestrel.id, TermRole.REP, Chosen.VOTE)
    assert (term.votes_for, term.votes_cast) == (5, 9)
    assert [row.what for row in a.history_of(paper.ward)[-2:]] == [Happened.TERM_GIVEN, Happened.VOTE_CARRIED_OUT]
    with pytest.raises(Stale, match="no term to give"):
        paper.does(a.ADMIN, commands.carry_out, ballot=paper.ballot, **facts)


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.LEAD, Role.LISTENER])
def test_giving_the_term_stays_with_advocate_and_admin(paper: Voting, role: Role) -> None:
    paper.both_count()
    for somebody in (a.a_staff_actor(paper.ward, role), paper.rep):
        with pytest.raises(NotAllowed):
            paper.does(somebody, commands.carry_out, ballot=paper.ballot, starts_on=paper.clock.today)


def test_no_term_comes_of_a_vote_that_has_chosen_nobody(paper: Voting) -> None:
    paper.counts(paper.rep)
    with pytest.raises(Stale, match="Nobody is chosen yet"):
        paper.does(paper.advocate, commands.carry_out, ballot=paper.ballot, starts_on=paper.clock.today)


def test_whoever_was_chosen_and_has_left_gets_no_term(paper: Voting) -> None:
    paper.both_count()
    paper.does(as_patient(paper.kestrel), people.leave_ward, name=paper.kestrel)
    assert [one.word for one in paper.ballot.on_paper.values()].count(None) == 1
    with pytest.raises(RuleBroken, match="at rest"):
        paper.does(paper.advocate, commands.carry_out, ballot=paper.ballot, starts_on=paper.clock.today)
    assert queries.going_on(paper.session, paper.ward.id, paper.clock.today) == [], "nobody waits for that term"


def test_who_is_chosen_and_gets_no_term_stands_in_no_next_votes_way(paper: Voting) -> None:
    paper.both_count()
    again = paper.does(paper.advocate, commands.open_vote, part=TermRole.REP, held_on=paper.clock.today)
    assert again.id != paper.vote.id


def test_a_teller_who_has_left_is_not_named_any_more(paper: Voting) -> None:
    teller = a.a_ward_name(paper.ward)
    paper.vote.teller_id = teller.id
    assert paper.ballot.teller == teller.word
    paper.does(as_patient(teller), people.leave_ward, name=teller)
    assert paper.ballot.teller is None


def test_a_vote_of_long_ago_is_no_longer_shown(paper: Voting) -> None:
    paper.both_count()
    paper.does(paper.advocate, commands.carry_out, ballot=paper.ballot, starts_on=paper.clock.today)
    assert len(queries.ballots(paper.session, paper.ward.id, paper.clock.today + 365 * DAY)) == 1
    assert queries.ballots(paper.session, paper.ward.id, paper.clock.today + 366 * DAY) == []
    assert queries.going_on(paper.session, paper.ward.id, paper.clock.today) == []
