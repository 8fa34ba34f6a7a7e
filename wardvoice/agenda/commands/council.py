"""What goes from the wards to the patients' council by itself, and how its answers come back (F7, F11, I8)."""

from __future__ import annotations

from wardvoice.agenda import queries
from wardvoice.agenda.models import AnswerReply, Escalation, Item, Outcome
from wardvoice.agenda.queries.council import due_at_council, open_at_council, origins_of
from wardvoice.agenda.rules import AcceptedBy, Reached, ShownAs
from wardvoice.core.errors import NotFound
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import WardKind


def take_up_from_wards(work: Work) -> list[Escalation]:
    """Put before the council what reached it on the wards: each reason once in a turn, safe to run twice.

    It follows from what the wards' tables hold for good, so nothing is lost that was reached between two runs. On a
    ward it does nothing.
    """
    work.require(May.CLOCKWORK)
    council = work.session.get(Ward, work.ward_id)
    if council is None or council.kind is not WardKind.COUNCIL:
        return []
    due = due_at_council(work.session, council.opened_on, work.clock)
    return [_take_up(work, origin, reached) for origin, reached in due]


def tell_the_wards(work: Work, item: Item, outcome: Outcome, added: str | None = None) -> None:
    """Write the council's answer into the history of each ward whose item it answers; a ward's own answer tells none.

    `added` is a correction. The council's chain is written first, always: two writers never wait for each other.
    """
    if item.origin_id is None and not work.actor.at_council:
        return
    for origin in origins_of(work.session, item):
        work.record(
            Happened.COUNCIL_ANSWERED,
            origin,
            outcome=outcome.id,
            answer=outcome.answer,
            words=added or outcome.words,
            added=bool(added) or None,
            given_by=outcome.given_by_id,
            review_on=outcome.review_on,
            passed_to=outcome.passed_to,
            check_on=outcome.check_on,
        )


def accept_council_answer(work: Work, *, item: Item, accepted: bool) -> AnswerReply:
    """Say, as whoever raised a ward's item, whether the council's last answer to it is good enough (F11).

    The last word counts, said twice it counts once. NotFound while the council has not answered. Both chains tell of
    it, the council's first; the reply stands on the ward's, whose board shows it.
    """
    own = queries.whose(work.session, item, work.actor)
    work.require(May.ACCEPT_ANSWER, own or item)
    outcome = queries.council_answer(work.session, item)
    if outcome is None:
        raise NotFound()
    given, voice = queries.replies(work.session, outcome), work.mark_on(item)
    before = [one for one in given if one.source is AcceptedBy.RAISER and one.voice == voice]
    if before and bool(before[-1].yes) is accepted:
        return before[-1]
    said = Happened.COUNCIL_ANSWER_ACCEPTED if accepted else Happened.COUNCIL_ANSWER_NOT_ACCEPTED
    work.record(said, queries.item(work.session, outcome.ward_id, outcome.item_id), outcome=outcome.id)
    reply = AnswerReply(
        ward_id=item.ward_id,
        outcome_id=outcome.id,
        n=len(given),
        source=AcceptedBy.RAISER,
        yes=int(accepted),
        no=int(not accepted),
        voice=voice,
        day=work.today,
    )
    work.session.add(reply)
    work.record(said, item, outcome=outcome.id)
    return reply


def _take_up(work: Work, origin: Item, reached: Reached) -> Escalation:
    item = open_at_council(work.session, origin) or _as_the_councils_own(work, origin)
    escalation = Escalation(
        ward_id=work.ward_id,
        item_id=item.id,
        origin_id=origin.id,
        reason=reached.reason,
        turn=reached.turn,
        since=reached.since,
    )
    work.session.add(escalation)
    told = {"reason": reached.reason, "since": reached.since}
    work.record(Happened.COUNCIL_RECEIVED, item, origin=origin.id, **told)
    work.record(Happened.SENT_TO_COUNCIL, origin, **told)
    return escalation


def _as_the_councils_own(work: Work, origin: Item) -> Item:
    """Make the item under which the council speaks of it; the words stay on the ward and are read there.

    The rep it is about steps aside at the council, too.
    """
    item = Item(
        ward_id=work.ward_id,
        kind=origin.kind,
        topic=origin.topic,
        shown_as=ShownAs.PATIENT,
        feeling=origin.feeling,
        written_by=origin.written_by,
        received_on=work.today,
        read_on=work.today,
        origin_id=origin.id,
        about_id=origin.about_id,
    )
    work.session.add(item)
    work.session.flush()
    return item
