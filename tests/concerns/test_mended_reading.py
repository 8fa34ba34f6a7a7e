"""What a reader finds that was not meant for them, or takes as a step out of turn: nothing, and no."""

from __future__ import annotations

import pytest

from tests.concerns.house import Hospital, at, logged
from tests.pages import PageClient
from wardvoice.concerns.models import Concern, Copy, Retelling
from wardvoice.concerns.queries.writers import holders_of
from wardvoice.concerns.rules import About, Complaint, Recipient, State, Telling, Theme, Where
from wardvoice.concerns.rules.checklist import CHECKLIST
from wardvoice.concerns.sealed import Body, added
from wardvoice.people.queries.keys import own_key

THEIRS = {"theme": "respect", "about_staff": "no", "treated_differently": "no"}
SAID = "Nights are too loud"


def opens(hospital: Hospital, concern: Concern, name: str = "Ines") -> PageClient:
    reader = hospital.reader(name)
    reader.get(at(concern))
    reader.submit("Open the words")
    return reader


def tries(reader: PageClient, concern: Concern, step: str, /, **typed: str) -> int:
    answer = reader.http.post(f"{at(concern)}/{step}", data={"csrf": reader.csrf_token(), **typed})
    return int(answer.status_code)


def retold(hospital: Hospital, concern: Concern, *names: str, where: Where = Where.BOARD) -> Retelling:
    """A retelling that its writer agreed to, sealed to these readers alone."""
    both = holders_of(hospital.session, hospital.ward.id, Recipient.BOTH, hospital.clock.today)
    ids = {hospital.accounts[name].id for name in names}
    sealed = added(f'["{SAID}", ""]', [one for one in both if one.account_id in ids]).packed()
    told = Retelling(
        concern_id=concern.id, ward_id=concern.ward_id, where=where, state=Telling.AGREED, theme=Theme.RESPECT,
        sealed=sealed, written_by=hospital.accounts["Ines"].id,
    )  # fmt: skip
    hospital.apart.add(told)
    hospital.apart.commit()
    hospital.session.commit()
    return told


# --- what may be told ------------------------------------------------------------------------------------------------


def test_a_retelling_is_there_only_for_those_to_whom_it_was_sealed(hospital: Hospital) -> None:
    told = retold(hospital, hospital.arrives(), "Ines", "Omar")
    wren, omar = hospital.reader("Wren"), hospital.reader("Omar")
    assert "Nothing waits here." in wren.get("/concerns/tellings").text
    assert "Nothing waits here." not in omar.get("/concerns/tellings").text
    for verb in ("approve", "show", "drop"):
        sent = {"csrf": wren.csrf_token()}
        assert wren.http.post(f"/concerns/tellings/{told.uuid}/{verb}", data=sent).status_code == 404, verb
    hospital.apart.refresh(told)
    assert told.state is Telling.AGREED


def test_its_words_are_in_view_only_after_a_reading_that_was_written_down(hospital: Hospital) -> None:
    retold(hospital, hospital.arrives(), "Ines", "Omar")
    omar = hospital.reader("Omar")
    assert SAID not in omar.get("/concerns/tellings").text
    assert logged(hospital) == []
    assert SAID in omar.submit("Read them").text
    assert logged(hospital) == ["read a retelling"]


@pytest.mark.parametrize(("name", "offered"), [("Wren", False), ("Omar", True)])
def test_the_meeting_is_offered_to_whoever_may_write_an_item(hospital: Hospital, name: str, offered: bool) -> None:
    told = retold(hospital, hospital.arrives(), "Omar", "Wren", where=Where.MEETING)
    told.state = Telling.APPROVED
    hospital.apart.commit()
    reader = hospital.reader(name)
    reader.get("/concerns/tellings")
    page = reader.submit("Read them")
    assert ("Show it" in [button.text for button in page.all("button")]) is offered
    assert SAID in page.text


# --- the log ---------------------------------------------------------------------------------------------------------


def test_the_log_shows_nothing_of_what_went_past_one(hospital: Hospital) -> None:
    concern = hospital.arrives()
    opens(hospital, concern, "Omar")
    hers = own_key(hospital.session, hospital.accounts["Ines"].id)
    hospital.session.commit()
    assert hers is not None
    hospital.apart.query(Copy).filter_by(concern_id=concern.id, key_id=hers.id).delete()
    hospital.apart.commit()
    ines = hospital.browser("Ines")
    assert concern.name not in ines.get("/concerns/log").text
    assert "Omar" not in ines.page.text
    assert concern.name in hospital.browser("Omar").get("/concerns/log").text


def test_an_advocate_sees_what_other_kinds_of_readers_opened(hospital: Hospital) -> None:
    concern = hospital.arrives(recipient=Recipient.LISTENER)
    opens(hospital, concern, "Wren")
    ines = hospital.browser("Ines")
    assert concern.name in ines.get("/concerns/log").text
    assert "Wren" in ines.page.text
    assert concern.name not in hospital.browser("Finn").get("/concerns/log").text


def test_lines_about_nothing_are_there_for_their_author_alone(hospital: Hospital) -> None:
    concern = hospital.arrives()
    opens(hospital, concern)
    hospital.apart.query(Concern).delete()
    hospital.apart.commit()
    assert "one that was deleted" in hospital.browser("Ines").get("/concerns/log").text
    for name in ("Omar", "Finn"):
        assert "one that was deleted" not in hospital.browser(name).get("/concerns/log").text


# --- steps out of turn -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["look-into", "protect", "worker", "complaint", "close", "reference", "delete"])
def test_a_step_that_makes_no_sense_yet_is_refused(hospital: Hospital, step: str) -> None:
    concern = hospital.arrives()
    ines = opens(hospital, concern)
    assert tries(ines, concern, step, step="s", words="w", reference="r") == 409
    assert logged(hospital) == ["opened"]


def test_nobody_acknowledges_what_they_have_not_opened(hospital: Hospital) -> None:
    concern = hospital.arrives()
    opens(hospital, concern, "Omar")
    ines = hospital.reader("Ines")
    ines.get(at(concern))
    assert tries(ines, concern, "acknowledge", **THEIRS) == 422
    assert hospital.concerns()[0].state is State.NEW
    ines.get(at(concern))
    ines.submit("Open the words")
    assert tries(ines, concern, "acknowledge", **THEIRS) == 303


def test_nobody_acknowledges_with_a_locked_key(hospital: Hospital) -> None:
    concern = hospital.arrives()
    opens(hospital, concern)
    ines = hospital.browser("Ines")
    ines.get("/concerns")
    assert tries(ines, concern, "acknowledge", **THEIRS) == 422


@pytest.mark.parametrize(("about", "stays"), [(About.YES, True), (About.UNSURE, True), (About.NO, False)])
def test_about_staff_stays_where_its_writer_said_so(hospital: Hospital, about: About, stays: bool) -> None:
    concern = hospital.arrives(about=about)
    tries(opens(hospital, concern), concern, "acknowledge", **THEIRS)
    assert hospital.concerns()[0].about_staff is stays


def test_one_reader_alone_neither_closes_nor_deletes_what_is_about_staff(hospital: Hospital) -> None:
    concern = hospital.arrives()
    ines = opens(hospital, concern)
    tries(ines, concern, "acknowledge", **THEIRS)
    tries(ines, concern, "checklist", **dict.fromkeys(CHECKLIST, "yes"))
    tries(ines, concern, "reference", reference="C-1")
    assert (tries(ines, concern, "close"), tries(ines, concern, "close")) == (303, 422)
    assert hospital.concerns()[0].closed_on is None
    omar = hospital.reader("Omar")
    omar.get(at(concern))
    tries(omar, concern, "close")
    assert hospital.concerns()[0].closed_on is not None
    assert (tries(ines, concern, "delete"), tries(ines, concern, "delete")) == (303, 422)
    assert len(hospital.concerns()) == 1
    tries(omar, concern, "delete")
    assert hospital.concerns() == []


def test_the_name_is_on_no_page_that_a_mere_look_brings(hospital: Hospital) -> None:
    concern = hospital.arrives(body=Body("He pushed me", "Mary Miller", "room 4"), complaint=Complaint.YES)
    ines = opens(hospital, concern)
    assert "Mary Miller" in ines.page.text
    tries(ines, concern, "acknowledge", **THEIRS)
    assert "Mary Miller" not in ines.get(f"{at(concern)}/complaint").text
