"""The question over a patient's own words, what each answer does, and what the writer's page says of it."""

from __future__ import annotations

from tests.agenda.test_pages_adding import items
from tests.alerts.office import NO_ONE, QUESTION, SERIOUS, Office


def test_serious_words_are_asked_about_before_anything_is_stored(office: Office) -> None:
    client = office.writes()
    assert client.page.one("h1").text == QUESTION
    assert (items(office), office.alerts()) == ([], [])


def test_a_yes_calls_the_office_and_sends_the_words(office: Office) -> None:
    office.listens()
    client = office.calls()
    (alert,) = office.alerts()
    assert (alert.ward_id, alert.place, alert.about_staff) == (office.ward.id, "the corridor", False)
    assert [one.words for one in items(office)] == [SERIOUS]
    assert "Nobody has taken it yet." in client.page.text


def test_a_no_calls_nobody_and_sends_the_words(office: Office) -> None:
    office.listens()
    client = office.calls(answer="No")
    assert office.alerts() == []
    assert [one.words for one in items(office)] == [SERIOUS]
    assert "data-told" not in client.answer.get_data(as_text=True)


def test_without_a_proven_receiver_both_pages_say_that_no_one_will_see_it(office: Office) -> None:
    client = office.writes()
    assert NO_ONE in client.page.one("main").text
    client.submit("Yes")
    assert NO_ONE in client.page.text
    assert len(office.alerts()) == 1
