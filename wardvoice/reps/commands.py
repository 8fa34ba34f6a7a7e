"""A vote on paper, step by step, from its first name to the term; and the ticks at what somebody was shown."""

from __future__ import annotations

from datetime import date

from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import N_, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people import commands as people
from wardvoice.people import queries as of_people
from wardvoice.people.commands.cards import locked_ward
from wardvoice.people.models import Term, WardName
from wardvoice.people.rules import Chosen, TermRole
from wardvoice.people.rules import names as name_rules
from wardvoice.people.rules.terms import in_post
from wardvoice.reps import queries
from wardvoice.reps.models import Candidate, Training, Vote, VoteCount, VoteLot, VoteTally
from wardvoice.reps.queries import Ballot
from wardvoice.reps.rules import Shown, Stage, Totals
from wardvoice.reps.rules import votes as rules
from wardvoice.storage.work import Work

TEACHERS = (Role.ADVOCATE, Role.LISTENER, Role.MANAGER, Role.STAFF)
COUNTERS = (Role.ADVOCATE, Role.REP, Role.DEPUTY, Role.PEER, Role.LISTENER)


def open_vote(work: Work, *, part: TermRole, held_on: date, once: str | None = None) -> Vote:
    """Write a vote down: for which part, and on which day people vote. One at a time for each part.

    A vote that has chosen somebody stands in nobody's way, whether the term is given or not.
    """
    work.require(May.OPEN_VOTE)
    work.refuse_repeat(once)
    rules.check_day(held_on, work.today)
    locked_ward(work, work.ward_id)
    before = queries.going_on(work.session, work.ward_id, work.today)
    if any(one.part is part and one.stage is not Stage.CHOSEN for one in before):
        raise RuleBroken(N_("There is a vote for this part already. It comes first."), field="part")
    vote = Vote(ward_id=work.ward_id, part=part, held_on=held_on)
    work.session.add(vote)
    work.record(Happened.VOTE_OPENED, vote)
    work.once(once, vote)
    return vote


def call_off(work: Work, *, ballot: Ballot) -> Vote:
    """Call a vote off before it is counted, or once it cannot be counted any more; whoever may count may do that."""
    work.require(May.COUNT_VOTES, ballot)
    rules.check_calling_off(ballot.standing, work.today)
    ballot.vote.called_off_on = work.today
    work.record(Happened.VOTE_CALLED_OFF, ballot.vote)
    return ballot.vote


def vote_again(work: Work, *, ballot: Ballot) -> Vote:
    """After a tie people vote once more, today, on those who were equal; on all of them if nobody had a vote."""
    work.require(May.OPEN_VOTE, ballot)
    tied = rules.check_tied(ballot.standing) or list(ballot.on_paper)
    vote = Vote(ward_id=ballot.ward_id, part=ballot.part, held_on=work.today, follows_id=ballot.id)
    vote.teller_id = ballot.teller_id
    work.session.add(vote)
    work.session.flush()
    for one in (ballot.on_paper[candidate_id] for candidate_id in tied):
        work.session.add(_candidate(work, vote, one.ward_name_id))
    work.record(Happened.VOTE_FOLLOWED, vote)
    return vote


# --- who stands, and who counts --------------------------------------------------------------------------------------


def stand(work: Work, *, ballot: Ballot, name: WardName) -> Candidate:
    """Put a living ward name on the paper, until somebody begins to count: one's own, or as the advocate is asked."""
    candidate = _candidate(work, ballot.vote, name.id)
    work.require(May.STAND, candidate)
    rules.check_open(ballot.standing)
    rules.check_room(ballot.standing)
    _check_on_ward(work, name)
    if name.id in ballot.standing_ids:
        raise RuleBroken(N_("This name stands on the paper already."), field="word")
    if name.id == ballot.teller_id:
        raise RuleBroken(N_("Whoever counts the votes cannot stand."), field="word")
    work.session.add(candidate)
    work.record(Happened.STOOD, candidate)
    return candidate


def stand_down(work: Work, *, ballot: Ballot, candidate: Candidate) -> Candidate:
    """Take a name off the paper, until somebody begins to count: one's own, or as the advocate is asked."""
    work.require(May.STAND, candidate)
    rules.check_open(ballot.standing)
    own = work.actor.id == candidate.ward_name_id
    rules.check_taking_off(ballot.standing, candidate.stood_on, work.today, own=own)
    candidate.withdrawn_on = work.today
    work.record(Happened.STOOD_DOWN, candidate)
    return candidate


def name_teller(work: Work, *, ballot: Ballot, name: WardName) -> Vote:
    """Let a patient count for the patients, where no rep, deputy or peer supporter is in post who does not stand."""
    work.require(May.OPEN_VOTE, ballot)
    if ballot.standing.has_counted(rules.CountedFor.PATIENTS) or ballot.stage in rules.OVER:
        raise Stale(N_("The votes are counted for the patients already."))
    if ballot.somebody_counts:
        raise RuleBroken(N_("A rep or peer supporter can count. They come first."), field="word")
    _check_on_ward(work, name)
    if name.id in ballot.standing_ids:
        raise RuleBroken(N_("Whoever stands cannot count the votes."), field="word")
    ballot.vote.teller_id = name.id
    work.record(Happened.TELLER_NAMED, ballot.vote)
    return ballot.vote


# --- counting --------------------------------------------------------------------------------------------------------


def count_votes(work: Work, *, ballot: Ballot, totals: Totals, once: str | None = None) -> VoteCount:
    """Write down what one side counted. Where both sides agree the vote is counted; else both count once more."""
    work.require(May.COUNT_VOTES, ballot)
    work.refuse_repeat(once)
    side = queries.side_of(work.actor)
    rules.check_turn(ballot.standing, side, work.today)
    rules.check_totals(totals, ballot.standing.candidates)
    count = VoteCount(
        ward_id=ballot.ward_id,
        vote_id=ballot.id,
        n=ballot.standing.round_now(),
        side=side,
        by_role=_counts_as(work.actor),
        patients=totals.patients,
        given_out=totals.given_out,
        spoiled=totals.spoiled,
        counted_on=work.today,
    )
    work.session.add(count)
    work.session.flush()
    for candidate_id, votes in totals.votes.items():
        tally = {"count_id": count.id, "candidate_id": candidate_id, "votes": votes}
        work.session.add(VoteTally(ward_id=ballot.ward_id, **tally))
    work.record(Happened.VOTES_COUNTED, count)
    work.once(once, count)
    return count


def draw_lot(work: Work, *, ballot: Ballot, who: Candidate) -> None:
    """Say on whom the lot fell, both sides being there; it decides once both have said the same."""
    work.require(May.COUNT_VOTES, ballot)
    rules.check_lot(ballot.standing, who.id)
    side = queries.side_of(work.actor)
    if ballot.standing.drew(side) == who.id:
        return
    n = 1 + max((lot.n for lot in ballot.standing.lots if lot.side is side), default=0)
    facts = {"vote_id": ballot.id, "side": side, "n": n, "candidate_id": who.id, "drawn_on": work.today}
    lot = VoteLot(ward_id=ballot.ward_id, **facts)
    work.session.add(lot)
    work.record(Happened.LOT_DRAWN, lot)


def carry_out(
    work: Work, *, ballot: Ballot, starts_on: date, ends_on: date | None = None, once: str | None = None
) -> Term:
    """Give the term to whom the ward has chosen, with the totals of the vote; Stale if nobody is, or it is given."""
    work.require(May.GIVE_TERM, ballot)
    chosen, counted = ballot.chosen(), ballot.standing.counted()
    if ballot.stage is not Stage.CHOSEN or chosen is None or counted is None or ballot.vote.term_id is not None:
        raise Stale(N_("There is no term to give. Nobody is chosen yet, or it was given before."))
    name = of_people.ward_name(work.session, ballot.ward_id, chosen.ward_name_id)
    choice = people.Choice(Chosen.VOTE, counted.votes[chosen.id], counted.came_back)
    days = {"starts_on": starts_on, "ends_on": ends_on, "once": once}
    term = people.give_term(work, name=name, role=ballot.part, choice=choice, **days)  # type: ignore[arg-type]
    ballot.vote.term_id = term.id
    work.record(Happened.VOTE_CARRIED_OUT, ballot.vote)
    return term


# --- training --------------------------------------------------------------------------------------------------------


def show_how(work: Work, *, term: Term, what: Shown) -> Training:
    """Tick today that somebody with a term was shown something; ticked again it stays as it was. Stale once it is over.

    Whoever holds the term says for themselves whether it is so; only then it counts. Nobody is barred for lack of it.
    """
    work.require(May.SHOW_HOW, term)
    training = _training(work, term, what)
    if training.given_on is None:
        work.session.add(training)
        training.given_on = work.today
        training.given_by_role = next(role for role in TEACHERS if work.actor.has(role))
        work.record(Happened.TRAINING_GIVEN, training)
    return training


def say_shown(work: Work, *, term: Term, what: Shown, yes: bool) -> Training:
    """Say "I have had this", ticked or not; or "not yet", which takes the tick away. Said twice it is once."""
    work.require(May.SAY_SHOWN, term)
    training = _training(work, term, what)
    if yes and training.had_on is None:
        work.session.add(training)
        training.had_on = work.today
        work.record(Happened.TRAINING_CONFIRMED, training)
    elif not yes and (training.had_on or training.given_on):
        training.had_on = training.given_on = training.given_by_role = None
        work.record(Happened.TRAINING_DENIED, training)
    return training


def _training(work: Work, term: Term, what: Shown) -> Training:
    if not in_post(term, work.today):
        raise Stale(N_("This term is over already."))
    known = queries.trainings(work.session, [term.id]).get((term.id, what))
    if known is None:
        known = Training(ward_id=term.ward_id, term_id=term.id, what=what)
    return known


def _counts_as(actor: Actor) -> Role:
    """Return the part in which somebody counts; a patient whom the ward asked has none but that."""
    return next((role for role in COUNTERS if actor.has(role)), Role.PATIENT)


def _candidate(work: Work, vote: Vote, ward_name_id: object) -> Candidate:
    return Candidate(ward_id=vote.ward_id, vote_id=vote.id, ward_name_id=ward_name_id, stood_on=work.today)


def _check_on_ward(work: Work, name: WardName) -> None:
    if name.ward_id != work.ward_id or not name_rules.living(name, work.today):
        raise RuleBroken(N_("Only somebody who is on the ward now can do that."), field="word")
