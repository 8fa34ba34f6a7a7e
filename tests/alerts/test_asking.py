"""The question over a patient's own words, what each answer does, and what the writer's page says of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests import builders
from tests.agenda.house import PIN
from tests.agenda.test_pages_adding import SEND, items, to_the_fourth_page
from tests.alerts.office import NO_ONE, QUESTION, SERIOUS, Office
from tests.conftest import PEPPER
from wardvoice.agenda.models import Item, ItemNote
from wardvoice.people.models import Draft
from wardvoice.people.queries import read_draft


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


def test_whoever_calls_past_the_ward_is_asked_again_before_the_ward_can_read_the_words(office: Office) -> None:
    office.listens()
    client = office.writes("The night nurse hit me")
    client.submit("Yes, but nobody on this ward")
    assert client.page.one("h1").text == "Your words are not sent"
    assert "We are calling the person on duty for the hospital." in client.page.text
    assert items(office) == []
    (alert,) = office.alerts()
    assert alert.about_staff
    client.submit("Send them all the same")
    assert [one.words for one in items(office)] == ["The night nurse hit me"]
    assert [one.repeats for one in office.alerts()] == [0]


def test_ordinary_words_are_not_asked_about(office: Office) -> None:
    client = office.writes("The dryer is broken")
    assert len(items(office)) == 1
    assert QUESTION not in client.page.text


def test_the_same_page_sent_twice_calls_once(office: Office) -> None:
    client = office.writes()
    form, _button = client.form("Yes")
    sent = {box["name"]: box["value"] for box in form.all("input")}
    for _ in range(2):
        client.post("/agenda/items/new", {**sent, "soon": "yes"}, csrf=False)
    (alert,) = office.alerts()
    assert alert.repeats == 0
    assert len(items(office)) == 1


def test_a_no_holds_for_these_words_alone(office: Office) -> None:
    client = office.writes("Ann said no. I want to die")
    client.submit("No")
    assert "Did you name somebody?" in client.page.text
    client.submit("Change my words")
    client.submit("Go on", words="I want to die. Nobody comes")
    client.submit(SEND)
    assert client.page.one("h1").text == QUESTION
    client.submit("No")
    assert office.alerts() == []
    assert len(items(office)) == 1


def test_both_questions_may_come_and_the_office_is_called_after_the_first(office: Office) -> None:
    office.listens()
    client = office.writes("Zubair will stab me")
    client.submit("Yes")
    assert "Did you name somebody?" in client.page.text
    assert "Nobody has taken it yet." in client.page.text
    assert (len(office.alerts()), items(office)) == (1, [])
    client.submit("Send it as it is")
    assert len(items(office)) == 1
    assert [one.repeats for one in office.alerts()] == [0]


def test_whoever_still_has_to_say_their_name_has_called_already(office: Office) -> None:
    office.listens()
    office.name_with_pin()
    client = to_the_fourth_page(office.nobody(), SERIOUS)
    client.submit(SEND, shown_as="name")
    client.submit("Yes")
    assert len(office.alerts()) == 1
    client.submit(SEND, word="Kestrel", pin=PIN)
    assert "Nobody has taken it yet." in client.page.text
    (sent,) = items(office)
    assert sent.author_id is not None


@pytest.mark.parametrize("answer", ["Yes", "No"])
def test_a_note_and_a_change_are_asked_about_and_a_redirect_does_not_lose_the_news(office: Office, answer: str) -> None:
    office.listens()
    kestrel = office.patient()
    item = builders.an_item(office.ward, "The dryer is broken", actor=kestrel, clock=office.clock)
    client = office.signed_in(kestrel)
    client.get(f"/agenda/items/{item.id}/note")
    client.submit("Add my words", words=SERIOUS)
    assert client.page.one("h1").text == QUESTION
    client.submit(answer)
    assert ("Nobody has taken it yet." in client.page.text) is (answer == "Yes")
    assert [note.words for note in office.fresh().scalars(select(ItemNote))] == [SERIOUS]
    client.get(f"/agenda/items/{item.id}/edit")
    client.submit("Store my new words", words=f"{SERIOUS}, really")
    assert client.page.one("h1").text == QUESTION
    client.submit(answer)
    assert office.fresh().scalars(select(Item.words)).one() == f"{SERIOUS}, really"
    assert len(office.alerts()) == (1 if answer == "Yes" else 0)


def test_no_draft_remembers_the_answer(office: Office) -> None:
    kestrel = office.patient()
    client = to_the_fourth_page(office.signed_in(kestrel), SERIOUS)
    client.submit(SEND, shown_as="patient")
    form, _button = client.form("Yes")
    sent = {box["name"]: box["value"] for box in form.all("input")}
    client.post("/drafts", {**sent, "soon": "told", "draft_of": "/agenda/items/new"}, csrf=False, status=204)
    assert kestrel.id is not None
    kept = [read_draft(draft.typed, PEPPER, kestrel.id) for draft in office.fresh().scalars(select(Draft))]
    assert kept
    assert not [draft for draft in kept if "soon" in draft or "pressed" in draft]


def test_staff_who_write_for_somebody_are_not_asked(office: Office) -> None:
    nurse = office.nurse
    nurse.get("/agenda/items/for-somebody")
    nurse.submit("Write it down", topic="food", kind="problem", words=SERIOUS)
    assert len(items(office)) == 1


@pytest.mark.parametrize("soon", ["told", "no", "nonsense", "YES", "é"])
def test_an_answer_that_no_page_gave_calls_nobody(office: Office, soon: str) -> None:
    client = to_the_fourth_page(office.nobody(), SERIOUS)
    form, _button = client.form(SEND)
    sent = {box["name"]: box["value"] for box in form.all("input", type="hidden")}
    client.post("/agenda/items/new", {**sent, "shown_as": "patient", "soon": soon, "soon_of": "é"}, csrf=False)
    assert office.alerts() == []
    assert (QUESTION in client.page.text) is (soon != "told")
