"""What goes, what stays, and when: the notice, the hold, the clock that jumps, two at once, both databases."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.records.keeping import in_force, look, look_at_all, removals, somebody
from tests.records.old import ANSWERED, ASKED, COMMENTED, NEEDLES, PROMISED, REPORTED, Old, an_old_ward, the_old_ward
from wardvoice.actions import commands as actions
from wardvoice.actions.models import Report
from wardvoice.actions.rules import Reply
from wardvoice.agenda.models import Outcome
from wardvoice.agenda.queries.alike import alike
from wardvoice.core.actor import Role
from wardvoice.core.errors import NotAllowed, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.evidence.models import Comment
from wardvoice.people import commands as people
from wardvoice.people.models import Account, WardName
from wardvoice.people.words import username_shown
from wardvoice.proof.verify import verify
from wardvoice.records import commands
from wardvoice.records.queries import next_chain
from wardvoice.records.rules import Keeping, Kind, years_before
from wardvoice.signon import commands as signon
from wardvoice.signon.models import Knock
from wardvoice.storage.history import HOSPITAL, HistoryRow, HistoryWords

DIRECTORY = "https://login.heron.example"
LATER = date(2030, 3, 4)
"""Four years on: longer than three years, which is the least that a trust can choose for words."""


@pytest.fixture
def old(clock: SetClock) -> Iterator[Old]:
    with the_old_ward() as found:
        yield found


@pytest.fixture
def session(old: Old) -> Session:
    return old.session


def goes(session: Session, clock: SetClock, **numbers: int) -> None:
    """Let a schedule be agreed, four years pass, the notice be given, and its four weeks pass."""
    in_force(session, clock, **({"words_years": 3, "comments_years": 3} | numbers))
    clock.go_to(LATER)
    look_at_all(session, clock)
    clock.go_on(days=28)


def words_of(session: Session) -> set[str]:
    return set(session.scalars(select(HistoryWords.text).where(HistoryWords.text.is_not(None))))


def test_what_is_over_goes_and_the_ward_was_told(session: Session, clock: SetClock, old: Old) -> None:
    goes(session, clock)
    told = removals(session, ward_id=old.ward.id)
    assert [(one.kind, one.announced_on, one.goes_on, one.ended_on) for one in told] == [
        (kind, LATER, LATER + timedelta(days=28), None) for kind in (Kind.COMMENTS, Kind.NAMES, Kind.WORDS)
        if kind is not Kind.NAMES
    ]  # fmt: skip
    assert set(NEEDLES) <= words_of(session), "nothing has gone before its day"
    look_at_all(session, clock)
    assert not words_of(session) & set(NEEDLES)
    session.expire_all()
    outcome, report, comment = (session.scalars(select(one)).first() for one in (Outcome, Report, Comment))
    assert (old.item.words, old.action.words) == (None, None)
    assert [one.words for one in (outcome, report, comment) if one] == [None, None, None]
    proof = verify(session)
    assert proof.whole, proof.broken
    assert proof.removed == sum(one.texts for one in told) >= len(NEEDLES)
    assert all(one.ended_on == clock.today for one in told)


def test_every_row_that_says_so_names_its_words_and_its_notice(session: Session, clock: SetClock, old: Old) -> None:
    goes(session, clock)
    look_at_all(session, clock)
    rows = session.scalars(select(HistoryRow).where(HistoryRow.what == Happened.WORDS_REMOVED)).all()
    assert {row.thing.partition(":")[0] for row in rows} == {"items", "meetings", "evidence_comments"}
    assert all('"because":"retention"' in row.body and '"role":"clock"' in row.body for row in rows)


def test_it_is_done_once_however_often_it_runs(session: Session, clock: SetClock, old: Old) -> None:
    goes(session, clock)
    look_at_all(session, clock)
    length = len(a.history_of(old.ward))
    for days in (0, 1, 1, 60):
        clock.go_on(days=days)
        look_at_all(session, clock)
    assert len(a.history_of(old.ward)) == length


def test_nothing_goes_before_two_people_stand_by_a_schedule(session: Session, clock: SetClock, old: Old) -> None:
    admin = somebody(session, Role.ADMIN, clock)
    a.done(session, admin, commands.set_schedule, clock, keeping=Keeping(words_years=3))
    clock.go_to(date(2060, 1, 1))
    for chain in (old.ward.id, HOSPITAL):
        assert look(session, clock, chain)
    assert removals(session) == []
    assert old.item.words == ASKED


def test_what_is_open_keeps_its_words_however_old(session: Session, clock: SetClock, old: Old) -> None:
    a.done(session, old.rep, actions.confirm, clock, action=old.action, reply=Reply.NO, words="It still burns")
    goes(session, clock)
    look_at_all(session, clock)
    assert {ASKED, ANSWERED, PROMISED, REPORTED, "It still burns"} <= words_of(session)
    assert COMMENTED not in words_of(session)


def test_what_is_opened_again_after_the_notice_stays(session: Session, clock: SetClock, old: Old) -> None:
    goes(session, clock)
    a.done(session, old.rep, actions.confirm, clock, action=old.action, reply=Reply.NO, words="Again")
    look_at_all(session, clock)
    assert {ASKED, PROMISED, "Again"} <= words_of(session)


@pytest.mark.parametrize("what", ["ward", "item", "promise", "meeting", "account"])
def test_a_hold_stops_it_until_it_is_lifted(session: Session, clock: SetClock, old: Old, what: str) -> None:
    about = {"item": old.item.thing, "promise": old.action.thing, "meeting": old.meeting.thing}.get(what)
    held = {"account_id": old.nurse.id} if what == "account" else {"ward_id": old.ward.id, "about": about}
    admin = somebody(session, Role.ADMIN, clock)
    hold = a.done(session, admin, commands.hold, clock, **held, because="Inquest 2026/113")
    goes(session, clock)
    look_at_all(session, clock)
    assert {ASKED, PROMISED, REPORTED} <= words_of(session)
    a.done(session, admin, commands.lift, clock, held=hold)
    clock.go_on(days=27)
    look_at_all(session, clock)
    assert {ASKED, PROMISED, REPORTED} <= words_of(session), "one person lifts it: it counts for four weeks more"
    for _ in range(3):
        clock.go_on(days=28)
        look_at_all(session, clock)
    assert not words_of(session) & set(NEEDLES)
    assert verify(session).whole
    with pytest.raises(Stale):
        a.done(session, admin, commands.lift, clock, held=hold)


def test_a_longer_schedule_counts_at_once_and_a_shorter_one_only_with_a_notice(
    session: Session, clock: SetClock, old: Old
) -> None:
    goes(session, clock)
    in_force(session, clock, words_years=20, comments_years=20)
    look_at_all(session, clock)
    assert set(NEEDLES) <= words_of(session)
    in_force(session, clock, words_years=3, comments_years=3)
    clock.go_on(days=1)
    look_at_all(session, clock)
    for _ in range(27):
        clock.go_on(days=1)
        look_at_all(session, clock)
        assert set(NEEDLES) <= words_of(session)
    clock.go_on(days=1)
    look_at_all(session, clock)
    assert not words_of(session) & set(NEEDLES)


def test_a_clock_that_jumps_ahead_and_is_put_right_removes_nothing(session: Session, clock: SetClock, old: Old) -> None:
    in_force(session, clock, words_years=3, comments_years=3)
    clock.go_to(date(2056, 3, 1))
    look_at_all(session, clock)
    assert len(removals(session, ward_id=old.ward.id)) == 2
    clock.go_to(date(2026, 3, 4))
    look_at_all(session, clock)
    assert all(one.taken_back for one in removals(session))
    assert set(NEEDLES) <= words_of(session)
    assert verify(session).whole


def test_no_chain_keeps_another_from_its_turn(session: Session, clock: SetClock, old: Old) -> None:
    """One at which the looking fails is not looked at: it waits, and so do the others, but not for it."""
    in_force(session, clock)
    assert {next_chain(session, clock.today) for _ in range(100)} == {HOSPITAL, old.ward_id}


def test_a_ward_that_nobody_looked_at_for_years_is_told_first_all_the_same(
    session: Session, clock: SetClock, old: Old
) -> None:
    in_force(session, clock, words_years=3)
    clock.go_to(date(2050, 1, 1))
    look_at_all(session, clock)
    assert set(NEEDLES) <= words_of(session)


def test_a_long_list_goes_a_piece_at_a_time(
    session: Session, clock: SetClock, old: Old, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wardvoice.records.commands.going.BATCH", 1)
    goes(session, clock)
    assert not look(session, clock, old.ward.id), "the item has gone, the meeting waits for the next tick"
    proof = verify(session)
    assert proof.whole, proof.broken
    assert look_at_all(session, clock) >= 2
    assert not words_of(session) & set(NEEDLES)


def test_names_of_former_staff_go_and_what_they_did_stays(session: Session, clock: SetClock, old: Old) -> None:
    account = session.get_one(Account, old.nurse.id)
    username = account.username
    knock = Knock(issuer=DIRECTORY, subject="s-9", username="tomasz@heron.example", name="Tomasz", day=clock.today)
    session.add(knock)
    link = a.done(session, a.ADMIN, signon.link, clock, account=account, knock=knock)
    a.done(session, a.ADMIN, people.close_account, clock, account=account)
    goes(session, clock, staff_years=1)
    look_at_all(session, clock)
    assert (account.name, account.job) == ("Somebody", "former member of staff")
    assert account.username.startswith("former-")
    assert not words_of(session) & {"Tomasz", username, DIRECTORY, "s-9", "tomasz@heron.example"}
    assert (link.issuer, link.username) == ("", "")
    assert link.subject.startswith("former-")
    assert (username_shown(account.username), username_shown("ada")) == ("somebody who left", "ada")
    assert "Ada" in words_of(session), "whoever is in post keeps their name"
    assert old.action.owner_id == account.id
    assert verify(session).whole
    rows = len(removals(session, kind=Kind.STAFF))
    clock.go_on(days=60)
    look_at_all(session, clock)
    assert len(removals(session, kind=Kind.STAFF)) == rows == 1


def test_whoever_still_owes_a_promise_keeps_their_name(session: Session, clock: SetClock, old: Old) -> None:
    a.done(session, old.rep, actions.confirm, clock, action=old.action, reply=Reply.NO, words="No")
    session.get_one(Account, old.nurse.id).closed_on = clock.today
    session.commit()
    goes(session, clock, staff_years=1)
    look_at_all(session, clock)
    assert session.get_one(Account, old.nurse.id).name == "Tomasz"


def test_ward_names_at_rest_go_after_their_year(session: Session, clock: SetClock, old: Old) -> None:
    name = session.get_one(WardName, old.rep.id)
    word = name.word
    a.done(session, old.rep, people.leave_ward, clock, name=name)
    in_force(session, clock)
    clock.go_to(date(2027, 3, 1))
    look_at_all(session, clock)
    clock.go_on(days=28)
    look_at_all(session, clock)
    assert name.word == ""
    assert word not in words_of(session)
    assert old.item.words == ASKED, "what was said stays for longer than the name"
    assert verify(session).whole


def test_words_that_went_are_in_no_index_and_no_file(tmp_path: Path, clock: SetClock) -> None:
    with a.an_instance(tmp_path, clock) as (session, _work_as):
        old = an_old_ward(session, clock)
        assert alike(session, old.ward_id, "the heron jumper", now=clock.now())
        needles = [one.encode() for one in NEEDLES] + [b"heron"]
        assert all(any(one in file.read_bytes() for file in tmp_path.iterdir()) for one in needles)
        goes(session, clock)
        look_at_all(session, clock)
        assert not alike(session, old.ward_id, "the heron jumper", now=clock.now())
        session.close()
        assert not [one for one in needles if any(one in file.read_bytes() for file in tmp_path.iterdir())]


def test_two_at_once_remove_it_once_on_postgresql(postgres: Engine, clock: SetClock) -> None:
    with Session(postgres) as session:
        old = an_old_ward(session, clock)
        goes(session, clock)
        chain = old.ward.id

    def run() -> None:
        with Session(postgres) as session:
            look(session, clock, chain)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    with Session(postgres) as session:
        proof = verify(session)
        assert proof.whole, proof.broken
        assert not words_of(session) & set(NEEDLES)
        told = removals(session, ward_id=chain)
        assert proof.removed == sum(one.texts for one in told)
        assert session.scalar(text("SELECT count(*) FROM history WHERE what = 'removal-done'")) == len(told) == 2


# --- who may, and what makes sense ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "numbers", [{"words_years": 2}, {"words_years": 21}, {"names_years": 0}, {"concern_months": 11}]
)
def test_no_schedule_makes_promises_disappear(session: Session, clock: SetClock, numbers: dict[str, int]) -> None:
    admin = somebody(session, Role.ADMIN, clock)
    with pytest.raises(RuleBroken) as refused:
        a.done(session, admin, commands.set_schedule, clock, keeping=Keeping(**numbers))
    assert refused.value.field == next(iter(numbers))


def test_an_advocate_agrees_and_nobody_alone(session: Session, clock: SetClock) -> None:
    admin, lead = somebody(session, Role.ADMIN, clock), somebody(session, Role.LEAD, clock)
    made = a.done(session, admin, commands.set_schedule, clock, keeping=Keeping())
    for who in (admin, lead):
        with pytest.raises(NotAllowed):
            a.done(session, who, commands.agree, clock, schedule=made)
    advocate = somebody(session, Role.ADVOCATE, clock)
    a.done(session, advocate, commands.agree, clock, schedule=made)
    for again in (commands.agree, commands.drop):
        with pytest.raises(Stale):
            a.done(session, advocate, again, clock, schedule=made)


def test_a_new_one_takes_back_the_one_that_waited(session: Session, clock: SetClock) -> None:
    admin, advocate = somebody(session, Role.ADMIN, clock), somebody(session, Role.ADVOCATE, clock)
    first, second = (
        a.done(session, admin, commands.set_schedule, clock, keeping=Keeping(words_years=years)) for years in (9, 10)
    )
    assert (first.dropped_on, second.dropped_on) == (clock.today, None)
    with pytest.raises(Stale):
        a.done(session, advocate, commands.agree, clock, schedule=first)


def test_a_leap_day_has_a_day_before_it() -> None:
    assert years_before(date(2028, 2, 29), 3) == date(2025, 2, 28)
