"""What the writer's page says of an alert always ends in a step that somebody can take, whatever has become of it."""

from __future__ import annotations

import pytest

from tests.alerts.office import Office, command
from wardvoice.alerts.words import Told, told

OFFICE, TRUST = "nurses’ office", "any member of staff you trust"


def here(office: Office, *, about_staff: bool = False, proven: bool = True) -> Told:
    """What a page says now of the one alert there is."""
    with office.app.test_request_context():
        return told(next(iter(office.alerts()), None), proven=proven)


def calls(office: Office, *, about_staff: bool) -> None:
    office.calls("The night nurse hit me", "Yes, but nobody on this ward" if about_staff else "Yes")


@pytest.mark.parametrize(("about_staff", "step"), [(False, OFFICE), (True, TRUST)])
@pytest.mark.parametrize("proven", [True, False])
def test_while_nobody_has_taken_it(office: Office, about_staff: bool, step: str, proven: bool) -> None:
    calls(office, about_staff=about_staff)
    shown = here(office, proven=proven)
    assert step in shown.more
    assert OFFICE not in shown.more or not about_staff, "whoever is afraid of staff is not sent to their office"
    assert shown.somebody_may_come


def test_once_somebody_of_the_ward_has_taken_it(office: Office) -> None:
    calls(office, about_staff=False)
    nurse = office.nurse
    nurse.get("/alerts")
    nurse.submit("I am going")
    shown = here(office)
    assert (shown.is_good, shown.somebody_may_come) == (True, True)
    assert "Does nobody come? Go to the nurses’ office." in shown.more


def test_once_the_person_on_duty_has_taken_it(office: Office) -> None:
    calls(office, about_staff=True)
    duty = office.duty
    duty.get("/alerts")
    duty.submit("I am going")
    assert TRUST in here(office).more


def test_once_it_is_over_nobody_is_on_the_way_any_more(office: Office) -> None:
    shown = here(office)
    assert TRUST in shown.more
    assert not shown.somebody_may_come


def test_the_duty_list_was_called(office: Office) -> None:
    calls(office, about_staff=False)
    office.clock.go_on(minutes=11)
    office.tick(command([]))
    assert OFFICE in here(office).more


def test_the_question_itself_says_where_to_go_if_nobody_listens(office: Office) -> None:
    assert OFFICE in office.writes().page.one("main").text
