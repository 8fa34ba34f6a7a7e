"""Writing in private at the terminal: four pages, who may get it, what is promised, and the receipt (C1, C4, C9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.concerns.served import BACK, GO_ON, NUMBERS, TO_THE_ADVOCATE, Served, five_words, is_receipt
from tests.pages import PageClient, filled
from wardvoice.attestation import Answer, Attestation, Question
from wardvoice.concerns.rules import About, Complaint, Sign, Soon, Statement
from wardvoice.concerns.words import promise

TO_BOTH = "Send to the advocate and to someone not from this ward"
SET_TIME = "It leaves on Monday 2 March at 13:00."


def offered(client: PageClient) -> set[str]:
    return {box["value"] for box in client.page.all("input", name="recipient")}


def last_form(client: PageClient, button: str) -> dict[str, object]:
    """What the form of a button would send as it stands."""
    form, _button = client.form(button)
    return filled(form, {})


def heading(client: PageClient) -> str:
    text: str = client.page.one("h1").text
    return text


def test_four_pages_lead_to_a_receipt_that_is_the_answer_to_the_form(served: Served) -> None:
    client, seen = served.nobody(), []
    client.get("/")
    client.follow("Tell someone in private")
    for button, typed in (
        (GO_ON, {"about": "yes"}),
        (GO_ON, {"recipient": "advocate"}),
        (GO_ON, {"words": "He pushed me"}),
        (TO_THE_ADVOCATE, {"wants": "no-answer"}),
    ):
        seen.append(client.page.one("title").text)
        client.submit(button, follow=False, **typed)
    assert seen == [f"Write to someone ({n} of 4) – WardVoice" for n in range(1, 5)]
    assert is_receipt(client.page)
    assert client.answer.request.path == "/concerns/new"
    assert len(served.waiting()) == 1


def test_both_advocates_read_what_was_written_and_nobody_else(served: Served) -> None:
    served.to_send(
        client := served.nobody(), "The night nurse pushed me", signs=["hurt"], statements=["held", "shouted-at"]
    )
    client.submit(TO_THE_ADVOCATE, wants="no-answer", complaint="yes", sender="Kim", way_to_reply="On the ward")
    served.passes_on()
    for name in ("Ines", "Omar"):
        ((head, body),) = served.reads(name)
        assert (head.about, head.signs, head.complaint, head.soon) == (
            About.YES,
            (Sign.HURT,),
            Complaint.YES,
            Soon.NOT_ASKED,
        )
        assert set(head.statements) == {Statement.HELD, Statement.SHOUTED_AT}
        assert (body.words, body.sender, body.way_to_reply) == ("The night nurse pushed me", "Kim", "On the ward")
    assert served.reads("Wren") == served.reads("Ada") == []


@pytest.mark.parametrize(
    ("about", "signs", "who"),
    [
        ("yes", [], {"advocate", "listener"}),
        ("unsure", [], {"advocate", "listener"}),
        ("no", [], {"advocate", "listener", "manager"}),
        ("no", ["hurt"], {"advocate", "listener"}),
        ("no", ["threatened"], {"advocate", "listener"}),
        ("no", ["sexual"], {"advocate", "listener"}),
    ],
)
def test_only_who_may_get_it_is_offered(served: Served, about: str, signs: list[str], who: set[str]) -> None:
    client = served.to_who(served.nobody(), about, signs=signs)
    assert offered(client) == who


def test_a_form_that_names_the_manager_all_the_same_is_refused(served: Served) -> None:
    client = served.to_words(served.nobody(), "manager", about="no")
    sent = {"step": "4", "about": "yes", "recipient": "manager", "words": "He pushed me", "wants": "no-answer"}
    client.post("/concerns/new", {**sent, "complaint": "no", "once": "x"}, status=422)
    assert heading(client) == "Who shall get it?"
    assert served.waiting() == []


def test_names_the_last_day_and_the_time_it_leaves_stand_beside_each_reader(served: Served) -> None:
    served.were_here(served.clock.today - timedelta(days=3), "Ines")  # a Friday
    served.were_here(served.clock.today - timedelta(days=10), "Omar")
    served.were_here(None, "Wren")
    client = served.to_who(served.nobody(), "no")
    assert offered(client) == {"advocate", "manager"}, "the listener has never signed in"
    labels = [label.text for label in client.page.all("label", cls="wv-choice__label")]
    advocate = next(label for label in labels if label.startswith("The advocate"))
    assert "Ines (advocate), Omar (advocate)" in advocate
    assert f"Last collected on Friday 27 February. {SET_TIME}" in advocate
    manager = next(label for label in labels if label.startswith("The ward manager"))
    assert "That can take up to 7 days." in manager


def test_where_nobody_looked_in_for_days_the_page_says_so_and_shows_the_other_ways(served: Served) -> None:
    served.were_here(served.clock.today - timedelta(days=30))
    client = served.to_who(served.nobody())
    assert heading(client) == "Nobody can read it here today"
    assert "03000 616161" in client.page.text
    assert [button.text for button in client.page.one("main").all("button")] == [BACK]


def test_where_nobody_can_be_chosen_the_list_of_what_to_mend_leads_nowhere(served: Served) -> None:
    """A page from a day on which somebody was there is sent when nobody is any more."""
    client = served.to_who(served.nobody())
    served.were_here(served.clock.today - timedelta(days=30))
    client.post("/concerns/new", {"step": "2", "about": "unsure"}, status=422)
    (summary,) = client.page.all("div", cls="nhsuk-error-summary")
    assert "Choose who shall get it." in summary.text
    assert summary.all("a") == []


def test_where_somebody_can_be_chosen_it_leads_to_the_first(served: Served) -> None:
    client = served.to_who(served.nobody())
    client.post("/concerns/new", {"step": "2", "about": "unsure"}, status=422)
    (link,) = client.page.one("div", cls="nhsuk-error-summary").all("a")
    assert link["href"] == "#" + client.page.all("input", type="radio", name="recipient")[0]["id"]


def test_whoever_it_is_about_can_be_left_out_and_gets_no_copy(served: Served) -> None:
    omar = str(served.holder("Omar").key_id)
    client = served.to_send(served.nobody(), "It is about Omar", left_out=[omar])
    assert "Omar" not in client.page.one("section", aria_labelledby="what").all("p")[0].text
    client.submit(TO_THE_ADVOCATE, wants="no-answer")
    served.passes_on()
    assert len(served.reads("Ines")) == 1
    assert served.reads("Omar") == []


def test_nobody_can_be_left_out_if_then_nobody_reads_it(served: Served) -> None:
    client = served.to_who(served.nobody())
    everybody = [str(served.holder(name).key_id) for name in ("Ines", "Omar")]
    client.submit(GO_ON, recipient="advocate", left_out=everybody, status=422)
    assert "Then nobody is left to read it." in client.page.text
    client.submit(GO_ON, recipient="listener", left_out=everybody)
    assert client.page.all("textarea")


def test_promise_and_limits_stand_before_the_box_and_on_the_receipt(served: Served) -> None:
    told = [str(one) for one in (*promise.PROMISES, *promise.LIMITS, promise.NOT_WATCHED, promise.ROOMS_SEARCHED)]
    assert len(told) > 15

    def missing(text: str) -> list[str]:
        return [sentence for sentence in told if sentence not in text]

    client = served.to_who(served.nobody())
    assert missing(client.page.one("main").text) == []
    client.submit(GO_ON, recipient="advocate")
    assert missing(client.answer.get_data(as_text=True).partition("<textarea")[0]) == []
    client.submit(GO_ON, words="He pushed me")
    client.submit(TO_THE_ADVOCATE, wants="no-answer")
    assert missing(client.page.one("main").text) == []


def test_the_receipt_says_who_gets_it_when_and_what_is_not_so(served: Served) -> None:
    client = served.sends(wants="words")
    main = client.page.one("main").text
    told = ("The advocate: Ines, Omar.", SET_TIME, promise.NOT_WATCHED, promise.ROOMS_SEARCHED, promise.PROMISES[-1])
    for sentence in map(str, told):
        assert sentence in main
    assert five_words(client.page)


def test_whoever_needs_no_answer_gets_no_words(served: Served) -> None:
    client = served.sends(wants="no-answer")
    assert "data-words" not in client.answer.get_data(as_text=True)


def test_the_first_choice_of_each_page_reaches_a_box_and_a_receipt(served: Served) -> None:
    """What scripts and assistive tools rely on: the first choice, the first button, page after page."""
    client = served.nobody()
    client.get("/concerns/new")
    for number in range(1, 5):
        main = client.page.one("main")
        buttons = [button for button in main.all("button") if button.get("type") == "submit"]
        assert "formnovalidate" not in buttons[0].attrs
        assert all("formnovalidate" in button.attrs for button in buttons[1:])
        if main.all("textarea"):
            assert number == 3
        first: dict[str, str] = {}
        for box in main.all("input", type="radio"):
            assert main.all("label", for_=box["id"])
            first.setdefault(box["name"], box["value"])
        boxes = {"words": "He pushed me"} if main.all("textarea") else {}
        client.submit(buttons[0].text, **first, **boxes)
    assert is_receipt(client.page)


def test_yes_has_the_value_yes(served: Served) -> None:
    client = served.nobody()
    client.get("/concerns/new")
    assert [box["value"] for box in client.page.all("input", name="about")] == ["yes", "no", "unsure"]


@pytest.mark.parametrize("step", range(4))
def test_the_other_ways_stand_on_every_page_and_the_workers_way_on_none(served: Served, step: int) -> None:
    client = served.nobody()
    go = [lambda: client.get("/concerns/new"), lambda: served.to_who(client), lambda: served.to_words(client),
          lambda: served.to_send(client)]  # fmt: skip
    go[step]()
    main = client.page.one("main").text
    for words in ("PALS (Patient Advice and Liaison Service)", "Ombudsman", "CQC", "IMHA", NUMBERS):
        assert words in main
    assert "Freedom to Speak Up" not in main
    assert "guardian" not in main.lower()


# --- an answer or not; to whom it goes; what stands in the open -------------------------------------------------------


def test_nothing_is_chosen_beforehand_and_a_sentence_says_what_is_missing(served: Served) -> None:
    client = served.to_send(served.nobody())
    assert not [box for box in client.page.all("input", name="wants") if "checked" in box.attrs]
    client.submit(TO_THE_ADVOCATE, status=422)
    assert "Say if you want an answer. Choose one of the two." in client.page.text
    assert client.page.one("blockquote").text == "He pushed me"
    assert served.waiting() == []
    client.submit(TO_THE_ADVOCATE, wants="words")
    assert five_words(client.page)


def test_where_only_one_kind_of_reader_gets_it_the_pages_say_so(served: Served) -> None:
    served.were_here(None, "Wren")
    client = served.nobody()
    client.get("/concerns/new")
    client.submit("Yes, I was")
    (label,) = client.page.all("label", for_="recipient")
    assert label.text.startswith("The advocate Ines")
    client.submit(GO_ON)
    client.submit(GO_ON)
    assert "The advocate: Ines, Omar." in client.page.one("section", aria_labelledby="what").text
    client.submit(TO_THE_ADVOCATE, wants="no-answer")
    assert "The advocate: Ines, Omar." in client.page.one("main").text


def test_whoever_leaves_one_kind_out_reads_that_the_other_gets_it(served: Served) -> None:
    client = served.nobody()
    client.get("/concerns/new")
    client.submit("Yes, I was")
    client.submit(GO_ON, left_out=[str(served.holder(name).key_id) for name in ("Ines", "Omar")])
    client.submit(GO_ON)
    client.submit("Send to the independent person", wants="no-answer")
    served.passes_on()
    assert len(served.reads("Wren")) == 1


def test_treated_differently_stands_once_on_the_first_page(served: Served) -> None:
    client = served.nobody()
    client.get("/concerns/new")
    assert client.page.one("main").text.count("treated differently after") == 1
    client.submit("Yes, I was")
    client.submit(BACK)
    (ticked,) = [box for box in client.page.all("input", name="signs") if "checked" in box.attrs]
    assert ticked["value"] == "treated-differently", "whoever tapped it can take it back"
    assert client.page.one("main").text.count("treated differently after") == 1


def test_the_other_ways_are_folded_but_on_the_receipt_and_where_they_are_all_there_is(served: Served) -> None:
    def ways(client: PageClient) -> bool:
        (folded,) = client.page.one("main").all("details", cls="wv-routes")
        return "open" in folded.attrs

    client = served.to_words(served.nobody())
    assert not ways(client)
    client.submit(GO_ON, words="He pushed me")
    assert not ways(client)
    client.submit(TO_THE_ADVOCATE, wants="no-answer")
    assert ways(client)
    served.were_here(served.clock.today - timedelta(days=30))
    assert ways(served.to_who(served.nobody()))


def test_what_nobody_may_miss_stands_in_the_open_and_all_the_rest_behind_one_tap(served: Served) -> None:
    client = served.to_who(served.nobody())
    in_the_open = [line.text for line in client.page.one("form", id="typing").all("li") if line.text]
    assert len(promise.IN_SHORT) < 8
    for sentence in map(str, promise.IN_SHORT):
        assert in_the_open.count(sentence) == 2, "once in short, once among all"


# --- mending ---------------------------------------------------------------------------------------------------------


def test_bad_input_says_what_to_do_and_keeps_what_was_typed(served: Served) -> None:
    client = served.nobody()
    client.get("/concerns/new")
    client.submit(GO_ON, signs=["hurt"], status=422)
    assert "Choose one of the three answers." in client.page.text
    assert client.page.one("title").text.startswith("Error:")
    (ticked,) = [box for box in client.page.all("input", name="signs") if "checked" in box.attrs]
    assert ticked["value"] == "hurt"
    client.submit(GO_ON, about="unsure", signs=None)
    client.submit(GO_ON, recipient=None, status=422)
    assert "Choose who shall get it." in client.page.text
    client.submit(GO_ON, recipient="listener")
    client.submit(GO_ON, words="   ", status=422)
    assert "Write a few words, or tick what happened." in client.page.text
    client.submit(GO_ON, words="", statements=["held"])
    assert heading(client) == "Before you send"


def test_twenty_thousand_letters_are_kept_and_a_sentence_says_how_many_fit(served: Served) -> None:
    client, text = served.to_words(served.nobody()), "He pushed. " * 1818 + "ok"
    client.submit(GO_ON, words=text, status=422)
    assert f"This is too long. You can use 4000 letters. You have {len(text)}." in client.page.text
    assert client.page.one("textarea").raw.strip() == text
    client.submit(GO_ON, words=text[:4000])
    client.submit(TO_THE_ADVOCATE, wants="no-answer")
    assert is_receipt(client.page)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "عندي مشكلة مع الممرض", "a\"b'c & <b>", "نص with English"]
)
def test_any_signs_arrive_as_they_were_typed_and_run_nowhere(served: Served, text: str) -> None:
    client = served.to_send(served.nobody(), text)
    assert client.page.one("blockquote").text == " ".join(text.split())
    client.submit(TO_THE_ADVOCATE, wants="no-answer")
    assert "<script>alert" not in client.answer.get_data(as_text=True)
    served.passes_on()
    ((_head, body),) = served.reads("Ines")
    assert body.words == text


def test_back_leads_to_the_page_before_with_everything_still_there(served: Served) -> None:
    client = served.to_send(served.nobody(), "He pushed me", hurt_soon=None)
    client.submit(BACK)
    assert client.page.one("textarea").raw.strip() == "He pushed me"
    client.submit(BACK)
    (chosen,) = [box for box in client.page.all("input", name="recipient") if "checked" in box.attrs]
    assert chosen["value"] == "advocate"


def test_who_changes_what_it_is_about_is_asked_again_who_gets_it(served: Served) -> None:
    client = served.to_send(served.nobody(), about="no", recipient="manager")
    for _ in range(3):
        client.submit(BACK)
    client.submit(GO_ON, about="yes")
    assert offered(client) == {"advocate", "listener"}
    assert not [box for box in client.page.all("input", name="recipient") if "checked" in box.attrs]


# --- one tap, and from an item ---------------------------------------------------------------------------------------


def test_one_tap_tells_both_who_was_treated_differently(served: Served) -> None:
    client = served.nobody()
    client.get("/concerns/new")
    client.submit("Yes, I was")
    assert offered(client) == {"both"}
    client.submit(GO_ON)
    client.submit(GO_ON)
    client.submit(TO_BOTH, wants="no-answer")
    assert is_receipt(client.page)
    served.passes_on()
    for name in ("Ines", "Omar", "Wren"):
        ((head, body),) = served.reads(name)
        assert (head.signs, body.words) == ((Sign.TREATED_DIFFERENTLY,), "")
    assert served.reads("Ada") == []


def test_a_problem_that_names_staff_can_be_told_in_private_instead(served: Served) -> None:
    client = served.nobody()
    client.get("/agenda/items/new")
    for typed in ({"how": "words"}, {"topic": "respect"}, {"kind": "problem", "words": "Ada shouted at me"}):
        client.submit(GO_ON, **typed)
    client.submit("Send to the meeting", shown_as="patient")
    client.submit("Tell someone in private")
    assert heading(client) == "Is it about someone who works here?"
    client.submit(GO_ON, about="yes")
    client.submit(GO_ON, recipient="advocate")
    assert client.page.one("textarea").raw.strip() == "Ada shouted at me"


# --- hints -----------------------------------------------------------------------------------------------------------


def test_hints_show_names_times_and_places_and_block_nothing(served: Served) -> None:
    client = served.to_send(served.nobody(), "Yesterday Darren pushed me in my room")
    hints = client.page.one("section", aria_labelledby="hints").text
    assert "Names: Darren" in hints
    assert "When it was: Yesterday" in hints
    assert "Where it was: my room" in hints
    client.submit(TO_THE_ADVOCATE, wants="no-answer")
    assert is_receipt(client.page)


def test_names_can_be_taken_out(served: Served) -> None:
    client = served.to_send(served.nobody(), "Darren pushed me, and Ada saw Darren")
    client.submit("Take the names out")
    assert client.page.one("blockquote").text == "somebody pushed me, and somebody saw somebody"
    assert not client.page.all("section", aria_labelledby="hints")
    client.submit(TO_THE_ADVOCATE, wants="no-answer")
    served.passes_on()
    ((_head, body),) = served.reads("Ines")
    assert body.words == "somebody pushed me, and somebody saw somebody"


def test_after_names_were_taken_out_the_page_says_that_it_looked_again(served: Served) -> None:
    client = served.to_send(served.nobody(), "Nurse Darren Whitlow pushed me yesterday")
    assert "Names: Darren, Whitlow" in client.page.one("section", aria_labelledby="hints").text
    assert "Look again" not in client.page.text
    client.submit("Take the names out")
    assert client.page.one("blockquote").text == "Nurse somebody pushed me yesterday"
    assert "The names are out. Look again: we found no more of them." in client.page.text


def test_it_can_go_to_the_advocate_alone(served: Served) -> None:
    client = served.to_send(served.nobody(), "Darren pushed me", recipient="manager", about="no")
    client.submit("Only to the advocate")
    client.submit(TO_THE_ADVOCATE, wants="no-answer")
    served.passes_on()
    assert len(served.reads("Ines")) == 1


def test_words_that_tell_nothing_get_no_hint(served: Served) -> None:
    client = served.to_send(served.nobody(), "The food is cold")
    assert not client.page.all("section", aria_labelledby="hints")


def test_the_page_of_a_spring_day_says_summer_time(served: Served) -> None:
    served.clock.go_to(date(2026, 3, 29), 18, 30)
    served.were_here(date(2026, 3, 29))
    client = served.to_who(served.nobody())
    assert "It leaves on Sunday 29 March at 19:00." in client.page.text


def test_larger_text_in_mid_sentence_keeps_everything_and_sends_nothing(served: Served) -> None:
    client = served.to_words(served.nobody())
    sent = {**last_form(client, GO_ON), "words": "Half a sen", "statements": ["held"], "size": "larger"}
    client.post("/concerns/new", sent)
    assert client.page.one("textarea").raw.strip() == "Half a sen"
    assert client.page.one("html")["data-size"] == "larger"
    client.submit(GO_ON)
    client.post("/concerns/new", {**last_form(client, TO_THE_ADVOCATE), "size": "largest"})
    assert heading(client) == "Before you send"
    assert not is_receipt(client.page)
    assert served.waiting() == []


GARBAGE = (
    "about",
    "signs",
    "recipient",
    "left_out",
    "statements",
    "wants",
    "complaint",
    "step",
    "once",
    "soon",
    "hurt_soon",
)


@pytest.mark.parametrize("name", GARBAGE)
@pytest.mark.parametrize("button", ["", "back", "no_names", "advocate_alone", "treated", "from_item", "size"])
def test_a_form_that_was_tampered_with_breaks_nothing(served: Served, name: str, button: str) -> None:
    client = served.nobody()
    client.get("/concerns/new")
    good = {"about": "yes", "recipient": "advocate", "words": "He pushed me", "wants": "no-answer", "complaint": "no"}
    for step in "1234":
        sent = {**good, "step": step, "once": "x", name: "\u2603 nonsense"} | ({button: "1"} if button else {})
        answer = client.http.post("/concerns/new", data={"csrf": client.csrf_token(), **sent})
        assert answer.status_code in (200, 422), (step, answer.status_code)
        assert "<main" in answer.get_data(as_text=True)


# --- what the program cannot see for itself ---------------------------------------------------------------------------


def test_what_nobody_answers_for_is_said_before_the_box_and_what_is_answered_for_is_not(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(attested: Attestation) -> list[str]:
        hall = served.app.extensions["hall"]
        changed = replace(hall, settings=replace(hall.settings, attestation=attested))
        monkeypatch.setitem(served.app.extensions, "hall", changed)
        client = served.nobody()
        client.get("/concerns/new")
        client.submit(GO_ON, about="yes")
        first = [sentence for sentence in promise.UNPROMISED.values() if str(sentence) in client.page.text]
        client.submit(GO_ON, recipient="advocate")
        assert first == [sentence for sentence in promise.UNPROMISED.values() if str(sentence) in client.page.text]
        return first

    yes = Answer(is_so=True, who="Priya", when=served.clock.today)
    assert told(Attestation()) == list(promise.UNPROMISED.values())
    assert told(Attestation(dict.fromkeys(Question, yes))) == []
    but_one = {asked: yes for asked in Question if asked is not Question.CAMERAS}
    assert told(Attestation(but_one)) == [promise.UNPROMISED[Question.CAMERAS]]
