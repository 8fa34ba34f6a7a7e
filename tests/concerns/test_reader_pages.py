"""What readers see and do: the inbox, a concern that is opened by a POST, and each step with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import builders as a
from tests.concerns.house import Hospital, at, logged
from tests.markup import Node
from tests.pages import PageClient, filled
from wardvoice.agenda.models import Item
from wardvoice.concerns import commands
from wardvoice.concerns.models import Concern, Copy, Retelling, Safeguard
from wardvoice.concerns.queries import holders_of
from wardvoice.concerns.rules import About, Complaint, Recipient, Sign, Soon, State, Telling
from wardvoice.concerns.rules.checklist import CHECKLIST
from wardvoice.concerns.sealed import Body, Head
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.storage.apart_work import LogRow
from wardvoice.storage.sealing import Found

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
NEEDLE = "The night nurse pushed me"


# --- the inbox -------------------------------------------------------------------------------------------------------


def test_the_inbox_shows_two_words_the_ward_the_day_and_the_state_and_no_words(hospital: Hospital) -> None:
    concern = hospital.arrives()
    ines = hospital.reader("Ines")
    page = ines.get("/concerns").text
    for shown in (concern.name, "Alder", "Monday 2 March, afternoon", "New", "In time"):
        assert shown in page
    assert NEEDLE not in page


def test_what_is_urgent_stands_on_top_once_the_key_is_open(hospital: Hospital) -> None:
    hospital.sends("one")
    hospital.sends("three")
    hospital.arrives("two", body=Body("The urgent one"), soon=Soon.DO_NOT_TELL)
    ines = hospital.browser("Ines")
    assert "May be urgent" not in ines.get("/concerns").text
    ines = hospital.reader("Ines")
    first = ines.get("/concerns").one("ul", cls="wv-rows").all("li")[0]
    assert "May be urgent" in first.text
    ines.get(first.one("a")["href"])
    assert "The urgent one" in ines.submit("Open the words").text


def test_the_start_page_tells_its_reader_alone_that_something_waits(hospital: Hospital) -> None:
    concern = hospital.arrives()
    assert "Something was sent to you in private" in hospital.browser("Ines").get("/").text
    assert concern.name not in hospital.browser("Ines").get("/").text
    for other in ("Wren", "Tom", "Ada", "Lea", "Wes"):
        assert "Something was sent to you" not in hospital.browser(other).get("/").text
    ines = hospital.reader("Ines")
    ines.get("/")
    ines.follow("Read it")
    ines.follow(concern.name)
    ines.submit("Open the words")
    ines.submit("Acknowledge it", theme="leave", about_staff="no", treated_differently="no")
    assert "Something was sent to you" not in ines.get("/").text


def test_whoever_has_become_staff_of_the_ward_is_not_told_that_something_waits(hospital: Hospital) -> None:
    hospital.arrives()
    ines = hospital.browser("Ines")
    assert "Something was sent to you in private" in ines.get("/").text
    a.a_membership(hospital.accounts["Ines"], Role.STAFF, hospital.ward)
    hospital.session.commit()
    assert "Something was sent to you" not in ines.get("/").text


def test_a_locked_key_says_that_it_hides_what_is_urgent(hospital: Hospital) -> None:
    hospital.arrives(soon=Soon.TELL)
    assert "Unlock your key to see whether it is urgent" in hospital.browser("Ines").get("/concerns").text
    assert "Unlock your key to see" not in hospital.reader("Ines").get("/concerns").text


@pytest.mark.parametrize(
    ("about", "whom"), [(About.NO, "Ring the nurse in charge"), (About.UNSURE, "do not ring the ward")]
)
def test_what_is_urgent_says_what_to_do_now(hospital: Hospital, about: About, whom: str) -> None:
    concern = hospital.arrives(soon=Soon.TELL, about=about)
    ines = hospital.reader("Ines")
    ines.get(at(concern))
    assert whom in ines.submit("Open the words").text


def test_unlocking_leads_to_the_key_and_back(hospital: Hospital) -> None:
    concern = hospital.arrives()
    ines = hospital.browser("Ines")
    ines.get(at(concern))
    ines.follow("Unlock my key")
    ines.submit("Unlock my key", passphrase="lantern gravel orchid thumb")
    assert ines.address == at(concern)
    assert NEEDLE in ines.submit("Open the words").text


@pytest.mark.parametrize(("days", "said"), [(0, "In time"), (1, "Due today"), (4, "Late")])
def test_lateness_counts_working_days(hospital: Hospital, days: int, said: str) -> None:
    hospital.arrives()
    hospital.clock.go_to(MONDAY + timedelta(days=days))
    assert said in hospital.browser("Ines").get("/concerns").text


def test_whoever_was_treated_differently_is_acknowledged_on_the_same_day(hospital: Hospital) -> None:
    hospital.arrives("They stopped my leave", Recipient.BOTH, signs=(Sign.TREATED_DIFFERENTLY,))
    assert "Due today" in hospital.browser("Wren").get("/concerns").text
    hospital.clock.go_to(TUESDAY)
    assert "Late" in hospital.browser("Wren").get("/concerns").text


def test_a_second_page_holds_what_the_first_does_not(hospital: Hospital) -> None:
    for number in range(26):
        hospital.sends(f"number {number}")
    hospital.it_is(MONDAY)
    ines = hospital.browser("Ines")
    assert len(ines.get("/concerns").one("ul", cls="wv-rows").all("li")) == 25
    assert len(ines.get("/concerns?page=2").one("ul", cls="wv-rows").all("li")) == 1
    assert "Page 2 of 2" in ines.page.text


def test_without_a_key_there_is_nothing_but_the_way_to_one(hospital: Hospital) -> None:
    concern = hospital.arrives()
    wren = hospital.browser("Wren")
    assert concern.name not in wren.get("/concerns").text
    assert "Nothing was sent to you yet." in wren.page.text


# --- opening ---------------------------------------------------------------------------------------------------------


def test_a_look_shows_no_words_and_leaves_no_line_an_opening_shows_them_and_does(hospital: Hospital) -> None:
    concern = hospital.arrives(signs=(Sign.HURT,), complaint=Complaint.LATER)
    ines = hospital.reader("Ines")
    assert NEEDLE not in ines.get(at(concern)).text
    assert logged(hospital) == []
    page = ines.submit("Open the words").text
    for shown in (NEEDLE, "Not checked", "Someone hurt me or someone else", "Ask the writer later"):
        assert shown in page
    assert logged(hospital) == ["opened"]


def test_with_a_locked_key_nothing_is_opened_or_logged(hospital: Hospital) -> None:
    concern = hospital.arrives()
    ines = hospital.browser("Ines")
    ines.get("/concerns")
    ines.post(at(concern))
    assert ines.address == "/my-key"
    assert logged(hospital) == []


def test_the_second_holder_reads_what_the_first_could(hospital: Hospital) -> None:
    concern = hospital.arrives()
    for name in ("Ines", "Omar"):
        reader = hospital.reader(name)
        reader.get(at(concern))
        assert NEEDLE in reader.submit("Open the words").text


def test_a_blob_that_is_damaged_says_so_and_breaks_nothing(hospital: Hospital) -> None:
    concern = hospital.arrives()
    for copy in hospital.apart.query(Copy):
        copy.body = copy.body[:-1] + bytes([copy.body[-1] ^ 1])
    hospital.apart.commit()
    ines = hospital.reader("Ines")
    ines.get(at(concern))
    page = ines.submit("Open the words").text
    assert "Your key does not open this." in page
    assert NEEDLE not in page


# --- steps -----------------------------------------------------------------------------------------------------------


def acknowledged(
    hospital: Hospital, name: str = "Ines", *, about_staff: str = "yes", already: bool = False, **facts: object
):
    """A concern that one reader has acknowledged; one that is on its way already, or one that is sent now."""
    if already:
        hospital.it_is(hospital.clock.today)
    concern = hospital.concerns()[0] if already else hospital.arrives(**facts)
    reader = hospital.reader(name)
    reader.get(at(concern))
    reader.submit("Open the words")
    reader.submit("Acknowledge it", theme="staff-conduct", about_staff=about_staff, treated_differently="no")
    hospital.apart.refresh(concern)
    hospital.apart.commit()
    return reader, concern


def test_acknowledging_below_the_words(hospital: Hospital) -> None:
    reader, concern = acknowledged(hospital)
    assert concern.state is State.SEEN
    assert "Acknowledged." in reader.page.text
    assert "How staff behave, about staff" in reader.page.text
    assert logged(hospital) == ["opened", "acknowledged"]


def test_acknowledging_without_a_theme_says_what_to_mend(hospital: Hospital) -> None:
    concern = hospital.arrives()
    ines = hospital.reader("Ines")
    ines.get(f"{at(concern)}/acknowledge")
    ines.submit("Acknowledge it", about_staff="yes", status=422)
    assert "Choose what it is about." in ines.page.text
    assert logged(hospital) == []


def test_an_answer_waits_for_the_next_release(hospital: Hospital, words: Found) -> None:
    reader, concern = acknowledged(hospital, found=words)
    reader.get(f"{at(concern)}/answer")
    reader.submit("Answer the writer", words="We look into it.")
    assert "It goes out at the next release." in reader.page.text
    reader.submit("Open the words")
    assert "We look into it." not in reader.page.text
    hospital.it_is(MONDAY, 19)
    reader = hospital.reader("Ines")
    reader.get(at(concern))
    assert "We look into it." in reader.submit("Open the words").text


def test_without_five_words_there_is_no_answer_to_give(hospital: Hospital) -> None:
    reader, concern = acknowledged(hospital)
    reader.get(at(concern))
    assert "Answer the writer" not in reader.page.text
    reader.get(f"{at(concern)}/answer", status=409)


def test_passing_on_takes_it_away_from_the_first_and_never_to_the_manager_about_staff(hospital: Hospital) -> None:
    reader, concern = acknowledged(hospital)
    reader.get(f"{at(concern)}/checklist")
    reader.submit("Store the checklist", **{"police": "no", "police-why": "Not a crime"})
    reader.get(f"{at(concern)}/worker")
    reader.submit("Write down what somebody named in it said", words="It was the rota")
    reader.get(f"{at(concern)}/pass-on")
    assert [box["value"] for box in reader.page.all("input", name="recipient")] == ["listener"]
    reader.submit("Pass it on to another reader", recipient="listener")
    reader.get(at(concern), status=404)
    wren = hospital.reader("Wren")
    wren.get(at(concern))
    assert NEEDLE in wren.submit("Open the words").text
    assert "It was the rota" in wren.page.text
    wren.get(f"{at(concern)}/acknowledge")
    wren.submit("Acknowledge it", theme="staff-conduct", about_staff="yes", treated_differently="no")
    assert "Not a crime" in opens_the_words(wren, concern)


def test_nothing_that_its_writer_added_meanwhile_is_lost(hospital: Hospital, words: Found) -> None:
    reader, concern = acknowledged(hospital, found=words)
    address = at(concern)
    hospital.writes_back(words, "It happened again")
    reader.get(f"{address}/pass-on")
    reader.submit("Pass it on to another reader", recipient="listener", status=422)
    assert "Something of it is still to come" in reader.page.text
    hospital.it_is(MONDAY, 19)
    reader = hospital.reader("Ines")
    reader.get(f"{address}/pass-on")
    reader.submit("Pass it on to another reader", recipient="listener")
    wren = hospital.reader("Wren")
    wren.get(address)
    assert "It happened again" in wren.submit("Open the words").text


def all_of(page: Node) -> str:
    """What a page says, and what stands in its boxes."""
    return " ".join([page.text, *(box.get("value") or "" for box in page.all("input"))])


def opens_the_words(reader: PageClient, concern: Concern) -> str:
    reader.get(at(concern))
    return str(reader.submit("Open the words").text)


def test_a_reason_is_in_view_only_where_an_opening_is_written_down(hospital: Hospital) -> None:
    reader, concern = acknowledged(hospital)
    reader.get(f"{at(concern)}/checklist")
    reader.submit("Store the checklist", **{"police": "no", "police-why": "Not a crime", "regulator": "yes"})
    assert "Not a crime" not in all_of(reader.get(at(concern)))
    page = reader.get(f"{at(concern)}/checklist")
    assert "Not a crime" not in all_of(page)
    assert page.text.count("A reason is written down.") == 1
    reader.submit("Store the checklist", **{"cameras": "yes", "cameras-why": "From Monday on"})
    text = opens_the_words(reader, concern)
    for line in ("Police told: No. Not a crime", "Regulator told: Yes", "likely days kept: Yes. From Monday on"):
        assert line in text
    assert logged(hospital).count("opened") == 2
    assert logged(hospital).count("checked") == 3, "what stood there already is not new"


def test_a_second_click_stores_nothing_and_other_words_after_back_are_no_second_click(
    hospital: Hospital, words: Found
) -> None:
    reader, concern = acknowledged(hospital, found=words)
    reader.get(f"{at(concern)}/answer")
    sent = filled(reader.form("Answer the writer")[0], {"words": "One answer"})
    for said in ("One answer", "One answer", "Another answer"):
        reader.post(f"{at(concern)}/answer", sent | {"words": said})
    assert logged(hospital).count("answer") == 2


def test_a_reason_can_be_written_anew(hospital: Hospital) -> None:
    reader, concern = acknowledged(hospital)
    reader.get(f"{at(concern)}/checklist")
    reader.submit("Store the checklist", **{"police": "no", "police-why": "Not a crime"})
    reader.get(f"{at(concern)}/checklist")
    assert "Not a crime" not in all_of(reader.page)
    reader.submit("Store the checklist", **{"regulator": "no", "police-why": "Typed too early"}, status=422)
    assert "Typed too early" in all_of(reader.page), "what was typed stays"
    reader.get(f"{at(concern)}/checklist")
    reader.submit("Store the checklist", **{"police": "yes", "police-why": " "})
    assert "Police told: Yes. Not a crime" in opens_the_words(reader, concern), "it stays until there is another"
    reader.get(f"{at(concern)}/checklist")
    reader.submit("Store the checklist", police="no")
    reader.get(f"{at(concern)}/checklist")
    reader.submit("Store the checklist", **{"police-why": "They know already"})
    text = opens_the_words(reader, concern)
    assert "Police told: No. They know already" in text
    assert "Not a crime" not in text


def test_the_checklist_wants_a_reason_for_a_no_and_all_nine_before_it_closes(hospital: Hospital) -> None:
    reader, concern = acknowledged(hospital)
    reader.get(f"{at(concern)}/close")
    reader.submit("Close it", status=422)
    assert "Answer each line of the checklist first." in reader.page.text
    reader.get(f"{at(concern)}/checklist")
    assert "Do not ask anybody on the ward who wrote it" in reader.page.text
    assert len(reader.page.all("fieldset")) == len(CHECKLIST) == 9
    reader.submit("Store the checklist", police="no", status=422)
    assert "Write down why not." in reader.page.text
    replies = dict.fromkeys(CHECKLIST, "yes") | {"police": "no", "police-why": "Not a crime"}
    reader.get(f"{at(concern)}/checklist")
    reader.submit("Store the checklist", **replies)
    assert "9 of 9 lines answered" in reader.page.text
    assert b"Not a crime" not in b"".join(row.words for row in hospital.apart.query(Safeguard))
    hospital.apart.commit()
    assert "Not a crime" in opens_the_words(reader, concern)
    for name, said in (("Ines", "One reader would close it; a second one has to agree"), ("Omar", "Closed")):
        reader = hospital.reader(name)
        reader.get(f"{at(concern)}/close")
        reader.submit("Close it")
        assert said in reader.page.text


def test_unfounded_takes_a_second_reader(hospital: Hospital) -> None:
    ines, concern = acknowledged(hospital, about_staff="no", about=About.NO)
    ines.get(f"{at(concern)}/close")
    ines.submit("Close it", unfounded="y")
    assert "a second one has to agree" in ines.page.text
    ines.get(f"{at(concern)}/close")
    ines.submit("Close it", unfounded="y", status=422)
    assert "One person alone cannot close it as unfounded." in ines.page.text
    omar = hospital.reader("Omar")
    omar.get(f"{at(concern)}/close")
    omar.submit("Close it", unfounded="y")
    assert "Closed as unfounded" in omar.page.text


def test_a_complaint_goes_on_with_name_and_way_to_reply_and_has_three_working_days(hospital: Hospital) -> None:
    body = Body(NEEDLE, sender="Sam Reed", way_to_reply="through my advocate")
    reader, concern = acknowledged(hospital, body=body, complaint=Complaint.YES)
    reader.submit("Open the words")
    assert "it has to be acknowledged by Thursday 5 March" in reader.page.text
    assert "Sam Reed, through my advocate" in reader.page.text
    reader.get(f"{at(concern)}/complaint")
    assert "Sam Reed" not in reader.page.text
    reader.submit("Pass it to the complaints team")
    assert "they acknowledge it by Thursday 5 March" in reader.page.text
    assert "Sam Reed" not in reader.page.text


def test_a_protective_step_and_what_a_named_worker_said_are_sealed(hospital: Hospital) -> None:
    signs = {"signs": (Sign.TREATED_DIFFERENTLY,)}
    concern = hospital.arrives("They stopped my leave", Recipient.BOTH, **signs)
    wren = hospital.reader("Wren")
    wren.get(at(concern))
    wren.submit("Open the words")
    wren.submit("Acknowledge it", theme="leave", about_staff="yes", treated_differently="yes")
    wren.get(f"{at(concern)}/protect")
    wren.submit("Write down a protective step", step="Leave is decided by another doctor")
    wren.get(f"{at(concern)}/worker")
    wren.submit("Write down what somebody named in it said", words="It was the rota")
    assert "Leave is decided" not in wren.page.text
    wren.submit("Open the words")
    assert "Leave is decided by another doctor" in wren.page.text
    assert "It was the rota" in wren.page.text
    hospital.apart.refresh(concern)
    assert b"another doctor" not in (concern.protective_step or b"")
    hospital.apart.commit()
    assert "Leave is decided" not in hospital.browser("Wren").get(at(concern)).text
    ines = hospital.reader("Ines")
    assert "Leave is decided" not in ines.get(at(concern)).text
    assert "Leave is decided" in ines.submit("Open the words").text


def test_nothing_is_deleted_before_it_has_a_home_or_while_the_law_holds_it(hospital: Hospital) -> None:
    reader, concern = acknowledged(hospital, about_staff="no", about=About.NO)
    for step, button, fields in (
        ("close", "Close it", {}),
        ("delete", "Delete it", {"status": 422}),
        ("reference", "Write down its reference", {"reference": "C-1207"}),
        ("hold", "Put a legal hold on it", {}),
        ("delete", "Delete it", {"status": 422}),
        ("end-hold", "End the legal hold", {}),
        ("delete", "Delete it", {}),
    ):
        reader.get(f"{at(concern)}/{step}")
        reader.submit(button, **fields)
    assert "Nothing was sent to you yet." in reader.page.text
    assert hospital.concerns() == []
    log = reader.get("/concerns/log").text
    assert "deleted it" in log
    assert "no line was changed" in log


def test_two_signatures_say_that_no_record_is_needed(hospital: Hospital) -> None:
    ines, concern = acknowledged(hospital, about_staff="no", about=About.NO)
    ines.get(f"{at(concern)}/not-needed")
    ines.submit("Sign that no other record is needed")
    assert "1 reader has signed" in ines.page.text
    omar = hospital.reader("Omar")
    omar.get(f"{at(concern)}/not-needed")
    omar.submit("Sign that no other record is needed")
    assert "2 readers have signed" in omar.page.text


# --- telling ---------------------------------------------------------------------------------------------------------


def asked(hospital: Hospital, words: Found, **fields: str):
    reader, concern = acknowledged(hospital, about_staff="no", about=About.NO, found=words)
    reader.get(f"{at(concern)}/tell")
    typed = {"where": "board", "asked": "Nights are too loud", "answer": "Doors get felt strips", "theme": "privacy"}
    reader.submit("Ask the writer whether it may be told", **typed | fields)
    told = hospital.apart.query(Retelling).one()
    told.state = Telling.AGREED  # the writer's page stores the yes
    hospital.apart.commit()
    return reader


def test_a_retelling_needs_a_yes_and_a_second_reader_and_then_everybody_reads_it(
    hospital: Hospital, words: Found
) -> None:
    ines = asked(hospital, words)
    ines.get("/concerns/tellings")
    assert "Another reader has to approve it." in ines.page.text
    assert "Approve it" not in [button.text for button in ines.page.all("button")]
    tom = hospital.browser("Tom")
    assert "Nights are too loud" not in tom.get("/board").text
    omar = hospital.reader("Omar")
    omar.get("/concerns/tellings")
    omar.submit("Read them")
    omar.submit("Approve it")
    omar.submit("Read them")
    omar.submit("Show it")
    board = tom.get("/board").text
    assert "Answers for everyone" in board
    assert board.index("Doors get felt strips") < board.index("The last 12 weeks"), "it stands on top"
    wall = tom.get("/board/screen")
    assert "Doors get felt strips" in wall.text
    assert wall.one("div", id="wall")["hx-get"] == "/board/screen?page=1", "no line follows on this ward"
    assert "Doors get felt strips" not in tom.get("/board/screen?page=2").text
    assert "Nothing waits here." in omar.page.text


def test_at_the_meeting_it_is_an_item_that_the_advocate_wrote(hospital: Hospital, words: Found) -> None:
    asked(hospital, words, where="meeting", answer="")
    omar = hospital.reader("Omar")
    omar.get("/concerns/tellings")
    omar.submit("Read them")
    omar.submit("Approve it")
    omar.submit("Read them")
    omar.submit("Show it")
    (item,) = hospital.session.query(Item).all()
    assert (item.words, item.written_by.value) == ("Nights are too loud", "advocate")
    hospital.session.commit()


def test_a_retelling_that_names_somebody_is_refused(hospital: Hospital, words: Found) -> None:
    reader, concern = acknowledged(hospital, found=words)
    reader.get(f"{at(concern)}/tell")
    typed = {"where": "board", "asked": "Tom shouts at night", "answer": "He was told", "theme": "respect"}
    reader.submit("Ask the writer whether it may be told", status=422, **typed)
    assert "Leave out names: Tom." in reader.page.text


def test_of_a_note_on_paper_no_retelling_is_asked_for(hospital: Hospital, words: Found) -> None:
    holders = holders_of(hospital.session, hospital.ward.id, Recipient.ADVOCATE, MONDAY)
    hospital.session.commit()
    omar = Actor(Door.OWN_DEVICE, hospital.ward.id, hospital.accounts["Omar"].id, "Omar", frozenset({Role.ADVOCATE}))
    work, head = hospital.work(omar), Head(About.YES, on_paper=True)
    facts = {"recipient": Recipient.ADVOCATE, "holders": holders, "found": words}
    commands.send(work, head=head, body=Body(NEEDLE), **facts)
    work.commit()
    reader, concern = acknowledged(hospital, "Ines", already=True)
    reader.get(f"{at(concern)}/tell")
    typed = {"where": "board", "asked": "Nights are too loud", "answer": "Doors get felt strips", "theme": "privacy"}
    reader.submit("Ask the writer whether it may be told", status=422, **typed)
    assert "It came on paper: a yes might not be the writer’s." in reader.page.text
    assert "Nights are too loud" in reader.page.one("textarea", name="asked").text
    assert hospital.apart.query(Retelling).all() == []
    hospital.apart.commit()


# --- the log ---------------------------------------------------------------------------------------------------------


def test_the_log_tells_who_opened_what_and_whether_it_is_whole(hospital: Hospital) -> None:
    _reader, concern = acknowledged(hospital)
    omar = hospital.browser("Omar")
    page = omar.get("/concerns/log").text
    for shown in ("Ines (advocate)", "opened it", "acknowledged it", concern.name, "no line was changed", "13:00"):
        assert shown in page
    row = hospital.apart.query(LogRow).first()
    row.what = "closed"
    hospital.apart.commit()
    assert "A line of this log was changed" in omar.get("/concerns/log").text


def test_a_listener_reads_in_the_log_only_of_what_was_sent_to_the_listener(hospital: Hospital) -> None:
    _reader, concern = acknowledged(hospital)
    wren = hospital.browser("Wren")
    assert concern.name not in wren.get("/concerns/log").text
    assert "Ines" not in wren.page.text


# --- the daily mail --------------------------------------------------------------------------------------------------


def test_a_reader_says_where_the_daily_mail_goes(hospital: Hospital) -> None:
    wren = hospital.browser("Wren")
    wren.get("/my-key")
    wren.follow("A mail each morning, to remind you to look")
    wren.submit("Store it", mail_to="wren at hospital", status=422)
    assert "Write an address like wren@hospital.example." in wren.page.text
    wren.submit("Store it", mail_to="wren@hospital.example")
    wren.get("/my-key/mail")
    assert wren.page.one("input", name="mail_to")["value"] == "wren@hospital.example"
    assert hospital.browser("Tom").http.get("/my-key/mail").status_code == 403
