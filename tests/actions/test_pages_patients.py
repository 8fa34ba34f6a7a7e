"""Patients at the terminal: "Did it happen?" in four big answers, and the promise's whole history to read."""

from __future__ import annotations

import pytest

from tests.actions.house import HouseWorld
from wardvoice.actions.models import Confirmation
from wardvoice.actions.rules import ActionState, Reply, Source


def replies(house: HouseWorld) -> list[Confirmation]:
    house.session.rollback()
    return house.session.query(Confirmation).order_by(Confirmation.n).all()


def test_the_raiser_says_yes_with_one_tap_and_gets_a_receipt(house: HouseWorld) -> None:
    action = house.done_promise()
    kestrel = house.patient_at(house.kestrel)
    kestrel.get(f"/actions/{action.id}")
    assert kestrel.page.one("h2", id="question").text == "Did it happen?"
    kestrel.submit("Yes")
    assert "data-receipt" in kestrel.page.one("main").attrs
    assert kestrel.answer.status_code == 200
    assert "We have your answer" in kestrel.page.text
    assert "Kestrel" not in kestrel.page.one("main").text
    assert house.again(action).state is ActionState.CONFIRMED
    assert replies(house)[0].source is Source.RAISER


def test_no_opens_it_again(house: HouseWorld) -> None:
    action = house.done_promise()
    kestrel = house.patient_at(house.kestrel)
    kestrel.get(f"/actions/{action.id}")
    kestrel.submit("No")
    assert house.again(action).state is ActionState.OPEN
    kestrel.get(f"/actions/{action.id}")
    assert "Patients say it is not done. The promise is open again." in kestrel.page.text
    assert "Patients say: not done" in kestrel.page.text


def test_partly_asks_one_more_question(house: HouseWorld) -> None:
    action = house.done_promise()
    kestrel = house.patient_at(house.kestrel)
    kestrel.get(f"/actions/{action.id}")
    kestrel.follow("Partly")
    kestrel.submit("Send: partly", status=422, words=" ")
    assert "Say what is still missing." in kestrel.page.text
    kestrel.submit("Send: partly", words="The lid is loose")
    assert "We have your answer" in kestrel.page.text
    assert replies(house)[0].words == "The lid is loose"
    kestrel.get(f"/actions/{action.id}")
    assert "Still missing: The lid is loose" in kestrel.page.text


@pytest.mark.parametrize("words", ["x" * 20_000, "\x00", ""])
def test_a_bad_partly_is_refused_and_what_was_typed_is_kept(house: HouseWorld, words: str) -> None:
    action = house.done_promise()
    kestrel = house.patient_at(house.kestrel)
    kestrel.get(f"/actions/{action.id}?partly=1")
    kestrel.submit("Send: partly", status=422, words=words)
    assert kestrel.page.one("textarea", name="words").raw.strip() == words.replace("\x00", "")
    assert replies(house) == []


def test_somebody_who_answered_sees_it_and_can_change_it(house: HouseWorld) -> None:
    wren = house.patient("Wren")
    action = house.done_promise()
    client = house.patient_at(wren)
    client.get(f"/actions/{action.id}")
    client.submit("No")
    client.get(f"/actions/{action.id}")
    assert "You said: No. You can change it." in client.page.text
    client.submit("Yes")
    assert [reply.reply for reply in replies(house)] == [Reply.NO, Reply.YES]


def test_others_do_not_see_what_somebody_answered_by_name(house: HouseWorld) -> None:
    wren = house.patient("Wren")
    action = house.done_promise()
    client = house.patient_at(wren)
    client.get(f"/actions/{action.id}")
    client.submit("No")
    for reader in (house.staff(), house.nobody(), house.patient_at(house.kestrel)):
        reader.get(f"/actions/{action.id}")
        assert "A patient answered “Did it happen?”: no." in reader.page.text
        assert "Wren" not in reader.page.one("main").text


def test_a_double_tap_is_one_answer(house: HouseWorld) -> None:
    action = house.done_promise()
    wren = house.patient("Wren")  # newer than the "done": kept, not counted
    client = house.patient_at(wren)
    client.get(f"/actions/{action.id}")
    once = client.form("Yes")[0].one("input", name="once").get("value")
    sent = {"reply": "yes", "once": once, "version": action.version}
    client.post(f"/actions/{action.id}/confirmations", sent)
    assert "it is not counted this time" in client.page.text
    for again, said in ((client, "it is not counted this time"), (house.patient_at(house.patient("Siskin")), "twice")):
        again.post(f"/actions/{action.id}/confirmations", sent)
        assert said in again.page.text
    assert len(replies(house)) == 1
    assert not replies(house)[0].counts


def test_an_answer_to_an_older_page_is_shown_how_it_stands_now(house: HouseWorld) -> None:
    action = house.done_promise()
    kestrel = house.patient_at(house.kestrel)
    kestrel.get(f"/actions/{action.id}")
    jo = house.account("Jo", "nurse")
    manager = house.staff(house.manager)
    manager.get(f"/actions/{action.id}")
    manager.submit("Hand over", owner=str(jo.id))
    kestrel.submit("Yes", status=409)
    assert "Jo (nurse)" in kestrel.page.text
    kestrel.submit("Yes")
    assert house.again(action).state is ActionState.CONFIRMED


def test_somebody_without_a_ward_name_is_shown_where_to_sign_in(house: HouseWorld) -> None:
    action = house.done_promise()
    nobody = house.nobody()
    nobody.get(f"/actions/{action.id}")
    links = [link.get("href") for link in nobody.page.one("main").all("a")]
    assert f"/my-name?to=/actions/{action.id}" in links
    nobody.post(f"/actions/{action.id}/confirmations", {"reply": "yes", "version": action.version}, status=403)


def test_nothing_is_asked_while_staff_have_not_said_done(house: HouseWorld) -> None:
    action = house.promise()
    kestrel = house.patient_at(house.kestrel)
    kestrel.get(f"/actions/{action.id}")
    assert not kestrel.page.all("h2", id="question")
    kestrel.post(f"/actions/{action.id}/confirmations", {"reply": "yes", "version": action.version}, status=422)
    assert "Nobody has said yet that this is done" in kestrel.page.text


def test_whoever_shares_the_promise_is_not_asked(house: HouseWorld) -> None:
    action = house.done_promise(shared_by=house.kestrel, shared_words="paints the sign")
    kestrel = house.patient_at(house.kestrel)
    kestrel.get(f"/actions/{action.id}")
    assert "A patient does a part: paints the sign" in kestrel.page.text
    kestrel.post(f"/actions/{action.id}/confirmations", {"reply": "yes", "version": action.version}, status=403)


def test_after_six_weeks_the_page_asks_whether_it_is_still_fixed(house: HouseWorld) -> None:
    action = house.done_promise()
    kestrel = house.patient_at(house.kestrel)
    kestrel.get(f"/actions/{action.id}")
    kestrel.submit("Yes")
    house.clock.go_on(days=42)
    kestrel = house.patient_at(house.kestrel)
    kestrel.get(f"/actions/{action.id}")
    assert kestrel.page.one("h2", id="question").text == "Is it still fixed?"
    kestrel.submit("No")
    assert house.again(action).state is ActionState.OPEN


@pytest.mark.parametrize("reply", ["", "maybe", "YES"])
def test_an_answer_that_is_none_is_refused(house: HouseWorld, reply: str) -> None:
    action = house.done_promise()
    kestrel = house.patient_at(house.kestrel)
    kestrel.get(f"/actions/{action.id}")
    kestrel.post(f"/actions/{action.id}/confirmations", {"reply": reply, "version": action.version}, status=422)
    assert replies(house) == []


def test_the_board_screen_reads_the_list_and_acts_on_nothing(house: HouseWorld) -> None:
    from wardvoice.wards.rules import ScreenKind

    action = house.done_promise()
    board = house.nobody(ScreenKind.BOARD)
    board.get(f"/actions/{action.id}", status=board.http.get(f"/actions/{action.id}").status_code)


def test_every_state_reads_in_plain_words_at_the_terminal(house: HouseWorld) -> None:
    house.promise(words="Promise on the way")
    house.done_promise(words="Promise said done")
    terminal = house.nobody()
    terminal.get("/actions")
    text = terminal.page.text
    assert "Tom (nurse)" in text
    assert "What happens next: Tom does it by Monday 9 March. Then we ask you." in text
    assert "What happens next: Tom says it is done. Patients say if it happened." in text
    for jargon in ("overdue", "confirmed", "reopened", "owner", "action"):
        assert jargon not in terminal.page.one("main").text.lower()


def test_words_about_what_is_missing_are_asked_about_if_they_name_somebody(house: HouseWorld) -> None:
    action = house.done_promise()
    kestrel = house.patient_at(house.kestrel)
    kestrel.get(f"/actions/{action.id}")
    kestrel.follow("Partly")
    kestrel.submit("Send: partly", words="Darren has no lid")
    assert "Did you name somebody?" in kestrel.page.text
    kestrel.submit("Change my words")
    kestrel.submit("Send: partly", words="One has no lid")
    assert "We have your answer" in kestrel.page.text
    assert [reply.words for reply in replies(house)] == ["One has no lid"]
