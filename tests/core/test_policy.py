"""The law, person by person: the printed matrix is the golden copy, and the hard sentences are tested one by one."""

from dataclasses import replace
from types import SimpleNamespace
from uuid import UUID

import pytest

from tools.print_docs import PEOPLE
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.policy import POLICY, May, could, may

KESTREL, WREN, TOM = UUID(int=11), UUID(int=12), UUID(int=21)
ALDER, BIRCH = UUID(int=31), UUID(int=32)


def ward_name(who: UUID = KESTREL, *roles: Role, door: Door = Door.TERMINAL) -> Actor:
    return Actor(door, id=who, roles=frozenset({Role.PATIENT, *roles}))


def account(*roles: Role, who: UUID = TOM, stands_in: bool = False) -> Actor:
    return Actor(Door.OWN_DEVICE, id=who, roles=frozenset(roles), stands_in=stands_in)


def test_every_permission_has_rows_and_every_row_a_predicate() -> None:
    assert set(POLICY) == set(May)
    assert all(rows and all(rows) for rows in POLICY.values())


@pytest.mark.parametrize("person", [name for name in PEOPLE if name != "unknown browser"])
@pytest.mark.parametrize("what", May)
def test_whoever_may_do_it_finds_the_door_open(person: str, what: May) -> None:
    actor = PEOPLE[person]
    if may(actor, what, None):
        assert could(actor, what)


@pytest.mark.parametrize(
    "person", [name for name, actor in PEOPLE.items() if not actor.is_patient], ids=lambda name: name.replace(" ", "-")
)
def test_only_patients_by_ward_name_say_whether_it_happened(person: str) -> None:
    """At a screen the door stands open to whoever may hold five words; without them nothing is said there."""
    assert not may(PEOPLE[person], May.CONFIRM, SimpleNamespace(owner_id=TOM, shared_by_id=None, slip_hash="words"))
    if not PEOPLE[person].at_ward_screen:
        assert not could(PEOPLE[person], May.CONFIRM)


def test_the_owner_of_a_promise_never_confirms_it() -> None:
    theirs = SimpleNamespace(owner_id=TOM, shared_by_id=None)
    assert may(account(Role.STAFF), May.REPORT, theirs)
    assert not may(account(Role.STAFF), May.CONFIRM, theirs)


def test_a_patient_who_shares_a_promise_does_not_confirm_it() -> None:
    shared = SimpleNamespace(owner_id=TOM, shared_by_id=KESTREL)
    assert not may(ward_name(KESTREL), May.CONFIRM, shared)
    assert may(ward_name(WREN), May.CONFIRM, shared)


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.LEAD, Role.ADMIN])
def test_staff_neither_reword_nor_withdraw_what_a_patient_wrote(role: Role) -> None:
    item = SimpleNamespace(author_id=KESTREL, slip_hash=None)
    assert not may(account(role), May.EDIT_ITEM, item)


def test_an_unsigned_author_is_known_by_the_secret_of_the_receipt_alone() -> None:
    item = SimpleNamespace(author_id=None, slip_hash="s3cret")
    assert may(Actor(Door.TERMINAL, slip="s3cret"), May.EDIT_ITEM, item)
    assert not may(Actor(Door.TERMINAL, slip="other"), May.EDIT_ITEM, item)
    assert not may(Actor(Door.TERMINAL), May.EDIT_ITEM, SimpleNamespace(author_id=None, slip_hash=None))


def test_nobody_signed_in_is_not_the_author_of_an_unsigned_item() -> None:
    assert not may(Actor(Door.TERMINAL), May.EDIT_ITEM, SimpleNamespace(author_id=None, slip_hash=None))


def test_hiding_takes_two_people_one_of_them_on_the_patients_side() -> None:
    asked_by_tom = SimpleNamespace(first_by_id=TOM, first_by_patients_side=False)
    assert not may(account(Role.MANAGER, who=TOM), May.AGREE_HIDING, asked_by_tom)
    assert not may(account(Role.MANAGER, who=UUID(int=22)), May.AGREE_HIDING, asked_by_tom)
    assert may(ward_name(KESTREL, Role.REP), May.AGREE_HIDING, asked_by_tom)
    asked_by_rep = SimpleNamespace(first_by_id=KESTREL, first_by_patients_side=True)
    assert may(account(Role.STAFF), May.AGREE_HIDING, asked_by_rep)
    assert not may(ward_name(KESTREL, Role.REP), May.AGREE_HIDING, asked_by_rep)


def test_removing_takes_two_people_one_of_them_an_advocate_off_the_ward() -> None:
    by_a_manager = SimpleNamespace(first_by_id=TOM, first_by_advocate=False)
    by_an_advocate = SimpleNamespace(first_by_id=TOM, first_by_advocate=True)
    other = UUID(int=22)
    for role in (Role.ADMIN, Role.MANAGER, Role.STAFF, Role.LEAD, Role.LISTENER):
        assert not may(account(role, who=other), May.AGREE_REMOVAL, by_a_manager)
    assert may(account(Role.ADVOCATE, who=other), May.AGREE_REMOVAL, by_a_manager)
    assert not may(account(Role.ADVOCATE, Role.STAFF, who=other), May.AGREE_REMOVAL, by_a_manager)
    assert may(account(Role.ADMIN, who=other), May.AGREE_REMOVAL, by_an_advocate)
    assert not may(account(Role.MANAGER, who=other), May.AGREE_REMOVAL, by_an_advocate)
    assert not may(account(Role.ADVOCATE, Role.ADMIN), May.AGREE_REMOVAL, by_an_advocate)


def test_an_advocate_holds_on_their_ward_and_an_admin_anywhere() -> None:
    of_alder, of_nobody = SimpleNamespace(ward_id=ALDER), SimpleNamespace(ward_id=None)
    advocate = replace(account(Role.ADVOCATE), ward_id=ALDER)
    assert may(advocate, May.HOLD_RECORDS, of_alder)
    assert not may(replace(advocate, ward_id=BIRCH), May.HOLD_RECORDS, of_alder)
    assert not may(advocate, May.HOLD_RECORDS, of_nobody)
    assert may(account(Role.ADMIN), May.HOLD_RECORDS, of_nobody)
    for role in (Role.STAFF, Role.MANAGER, Role.LEAD, Role.LISTENER, Role.REVIEWER):
        assert not may(replace(account(role), ward_id=ALDER), May.HOLD_RECORDS, of_alder)


def test_staff_draw_cards_only_while_neither_rep_nor_advocate_is_in_post() -> None:
    assert not may(account(Role.STAFF), May.DRAW_CARD, SimpleNamespace(nobody_keeps_the_cards=False))
    assert may(account(Role.STAFF), May.DRAW_CARD, SimpleNamespace(nobody_keeps_the_cards=True))


def test_staff_who_stand_in_prepare_and_never_merge() -> None:
    assert may(account(Role.STAFF, stands_in=True), May.PREPARE)
    assert not may(account(Role.STAFF, stands_in=True), May.MERGE)
    assert may(account(Role.ADVOCATE, stands_in=True), May.MERGE)


def test_the_ward_terminal_never_prints() -> None:
    assert not may(ward_name(), May.PRINT)
    assert may(ward_name(door=Door.LAPTOP), May.PRINT)


@pytest.mark.parametrize(
    ("door", "takes"), [(Door.TERMINAL, False), (Door.BOARD, False), (Door.STATION, False), (Door.LAPTOP, True)]
)
def test_of_the_wards_screens_only_the_laptop_takes_evidence_along(door: Door, takes: bool) -> None:
    of_alder = SimpleNamespace(ward_id=ALDER)
    assert may(Actor(door, ALDER), May.READ_EVIDENCE, of_alder)
    assert may(Actor(door, ALDER), May.TAKE_EVIDENCE, of_alder) is takes
    assert may(replace(account(Role.STAFF), ward_id=ALDER), May.TAKE_EVIDENCE, of_alder)


@pytest.mark.parametrize("what", May)
def test_an_unknown_browser_may_nothing(what: May) -> None:
    assert not could(PEOPLE["unknown browser"], what)


def test_an_unknown_browser_may_become_a_screen_with_a_code_and_nothing_else() -> None:
    assert [what for what in May if may(PEOPLE["unknown browser"], what)] == [May.BECOME_SCREEN]


OF_A_REVIEWER = (May.START, May.KEEP_OWN_ACCOUNT, May.COMPARE_WARDS)
OF_THE_EVIDENCE = (May.READ_EVIDENCE, May.TAKE_EVIDENCE, May.READ_OFF_WARD)


@pytest.mark.parametrize("what", [what for what in May if what not in (*OF_A_REVIEWER, *OF_THE_EVIDENCE)])
def test_a_reviewer_neither_reads_the_ward_nor_changes_anything(what: May) -> None:
    (invited,) = PEOPLE["reviewer"].reviews
    theirs = SimpleNamespace(owner_id=UUID(int=1), given_by_id=UUID(int=1), ward_id=invited)
    assert not may(PEOPLE["reviewer"], what, theirs)
    assert not could(PEOPLE["reviewer"], what)


@pytest.mark.parametrize("what", OF_THE_EVIDENCE)
def test_a_reviewer_reads_how_those_wards_are_doing_to_which_they_were_invited(what: May) -> None:
    rae = replace(PEOPLE["reviewer"], reviews=frozenset({ALDER}))
    assert may(rae, what, SimpleNamespace(ward_id=ALDER))
    assert not may(rae, what, SimpleNamespace(ward_id=BIRCH))
    assert not may(replace(rae, reviews=frozenset()), what, SimpleNamespace(ward_id=ALDER))
    assert may(replace(rae, reviews=frozenset({None})), what, SimpleNamespace(ward_id=BIRCH))


def test_a_reviewer_of_the_ward_where_they_work_reads_nothing_there_that_is_about_staff() -> None:
    works_there = replace(PEOPLE["reviewer"], reviews=frozenset({ALDER}), works_on=frozenset({ALDER}))
    assert not may(works_there, May.READ_OFF_WARD, SimpleNamespace(ward_id=ALDER))
