"""What stays secret of whoever writes: nothing in addresses, rows, files or logs, nothing after Finish (privacy.md)."""

from __future__ import annotations

import logging
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from tests.concerns.served import BACK, GO_ON, TO_THE_ADVOCATE, Served, five_words, is_receipt
from tests.conftest import SetClock
from tests.pages import PageClient, filled
from wardvoice.alerts.models import Alert
from wardvoice.concerns.rules import About, Soon
from wardvoice.concerns.words import labels
from wardvoice.core.budget import LONG_LEAST, Budget
from wardvoice.web.sessions import SessionRow

NEEDLE = "zanzibar-marmalade"
AGENT, ADDRESS, LANGUAGE = "Quixotic/77.1 (needle)", "203.0.113.77", "qu-needle"
ENDS_A_VISIT = {"people.sign_out", "web.ended", "people.finish"}
ODD_SECOND = (date(2026, 3, 2), 10, 37)


@pytest.fixture
def odd(served: Served) -> PageClient:
    """A browser that tells a lot about itself, at an odd minute."""
    served.clock.go_to(*ODD_SECOND)
    served.clock.go_on(seconds=41)
    client = served.nobody()
    client.http.environ_base |= {
        "HTTP_USER_AGENT": AGENT,
        "HTTP_X_FORWARDED_FOR": ADDRESS,
        "REMOTE_ADDR": ADDRESS,
        "HTTP_ACCEPT_LANGUAGE": LANGUAGE,
    }
    return client


def traces(served: Served, needles: list[str]) -> list[tuple[str, str]]:
    """Where one of these stands in a file of the installation, in UTF-8 or UTF-16."""
    return [
        (name, needle)
        for name, held in served.files().items()
        for needle in needles
        if needle.encode() in held or needle.encode("utf-16-le") in held
    ]


def test_a_canary_leaves_no_trace_anywhere(
    served: Served, odd: PageClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    before = set(Path(tempfile.gettempdir()).iterdir())
    served.to_send(odd, f"The {NEEDLE} nurse", signs=["sexual"], statements=["laughed-at"])
    odd.submit(TO_THE_ADVOCATE, wants="words", complaint="yes", sender=f"Kim {NEEDLE}")
    words = five_words(odd.page)
    minute = ["10:37", "103741", "10-37", "10:37:41"]
    needles = [NEEDLE, AGENT, ADDRESS, LANGUAGE, words, *minute, "laughed-at", "sexual"]
    needles += [str(int(served.clock.now().timestamp()))]
    assert len(served.waiting()) == 1
    assert traces(served, needles) == []
    told = caplog.text + "".join(capfd.readouterr())
    assert [needle for needle in needles if needle in told] == []
    new = set(Path(tempfile.gettempdir()).iterdir()) - before
    assert [path for path in new if path.is_file() and NEEDLE.encode() in path.read_bytes()] == []
    served.passes_on()
    assert traces(served, [NEEDLE, AGENT, ADDRESS, words, "laughed-at"]) == []


def test_the_search_itself_finds_what_is_there(served: Served) -> None:
    served.ward.place = NEEDLE
    served.session.commit()
    assert {needle for _name, needle in traces(served, [NEEDLE])} == {NEEDLE}


def test_nothing_typed_or_chosen_stands_in_an_address_a_title_or_a_cookie(served: Served, odd: PageClient) -> None:
    seen: list[str] = []

    def note() -> None:
        cookies = odd.answer.headers.getlist("Set-Cookie")
        seen.extend((odd.answer.request.url, odd.page.one("title").text, *cookies))
        seen.extend(
            node[name] for node in odd.page.all("a", "form", "link") for name in ("href", "action") if node.get(name)
        )

    odd.get("/concerns/new")
    note()
    for button, typed in ((GO_ON, {"about": "yes", "signs": ["hurt"]}), (GO_ON, {"recipient": "listener"}),
                          (GO_ON, {"words": NEEDLE, "statements": ["held"]}),
                          ("Send to the independent person", {"wants": "words"})):  # fmt: skip
        odd.submit(button, **typed)
        note()
    assert is_receipt(odd.page)
    words = five_words(odd.page)
    told = " ".join(seen)
    for one in (NEEDLE, "listener", "hurt", "held"):
        assert one not in told, one
    assert not re.search(r"\W+".join(words.split()), told), "each of them may stand somewhere by itself"
    titles = {title for title in seen if "WardVoice" in title}
    assert titles == {
        "Write to someone – WardVoice",
        *(f"Write to someone ({n} of 4) – WardVoice" for n in range(1, 5)),
    }


def test_five_words_stand_in_one_answer_alone(served: Served) -> None:
    client = served.sends(wants="words")
    words = five_words(client.page)
    assert shows(client, words)
    for address in ("/", "/concerns/new", "/answer", "/board", "/agenda"):
        client.get(address)
        assert not shows(client, words)
    client.get("/answer")
    client.submit("Look for an answer", five=words)
    assert not shows(client, words)


def shows(client: PageClient, words: str) -> bool:
    """Whether all five stand in the answer, however they are set apart."""
    told = client.answer.get_data(as_text=True)
    return all(word in told for word in words.split())


# --- the same form twice, and after Finish ---------------------------------------------------------------------------


def last_form(client: PageClient, **typed: Any) -> dict[str, Any]:
    """What the last page's form would send."""
    form, _button = client.form(TO_THE_ADVOCATE)
    return filled(form, typed)


def test_a_second_click_replaces_the_first_and_shows_new_words(served: Served) -> None:
    client = served.to_send(served.nobody())
    sent = last_form(client, wants="words")
    client.post("/concerns/new", sent)
    first = five_words(client.page)
    client.post("/concerns/new", sent)
    second = five_words(client.page)
    assert first != second
    assert len(served.waiting()) == 1
    served.passes_on()
    client.get("/answer")
    client.submit("Look for an answer", five=first, status=422)
    client.submit("Look for an answer", five=second)
    assert client.page.one("h1").text == "Nothing new yet"


def test_after_finish_the_same_form_leads_to_the_start_page(served: Served) -> None:
    client = served.to_send(served.nobody())
    sent = last_form(client, wants="words")
    client.post("/concerns/new", sent)
    client.submit("Finish")
    answer = client.http.post("/concerns/new", data=sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert len(served.waiting()) == 1


def test_the_next_persons_form_replaces_nothing_even_with_the_same_mark(served: Served) -> None:
    first = served.to_send(served.nobody())
    once = last_form(first, wants="no-answer")["once"]
    first.submit(TO_THE_ADVOCATE, wants="no-answer")
    second = served.to_send(served.nobody(), "Something else")
    second.post("/concerns/new", {**last_form(second, wants="no-answer"), "once": once})
    assert len(served.waiting()) == 2


def test_a_form_without_any_mark_replaces_nothing(served: Served) -> None:
    for _ in range(2):
        client = served.to_send(served.nobody())
        client.post("/concerns/new", {**last_form(client, wants="no-answer"), "once": ""})
        assert is_receipt(client.page)
    assert len(served.waiting()) == 2


# --- nobody is joined to it ------------------------------------------------------------------------------------------


def test_whoever_is_signed_in_is_signed_out_first_and_never_joined(served: Served) -> None:
    client, actor = served.patient()
    client.get("/")
    client.follow("Tell someone in private")
    assert "When you go on, you are signed out." in client.page.text
    with Session(served.main) as session:
        assert len(session.scalars(select(SessionRow)).all()) == 1, "looking at a page changes nothing"
    client.submit(GO_ON, about="yes")
    assert "You are signed out now." in client.page.text
    assert f"You are {actor.name}" not in client.page.text
    with Session(served.main) as session:
        assert session.scalars(select(SessionRow)).all() == []
    client.submit(GO_ON, recipient="advocate")
    client.submit(GO_ON, words=NEEDLE)
    client.submit(TO_THE_ADVOCATE, wants="words")
    assert is_receipt(client.page)
    assert actor.id is not None
    apart = Path(str(served.apart.url.database)).read_bytes()
    for needle in (actor.id.bytes, actor.id.hex.encode(), str(actor.id).encode(), str(actor.name).encode()):
        assert needle not in apart
    for needle in (served.screen.id.bytes, served.screen.id.hex.encode(), served.screen.place.encode() or b"\0" * 40):
        assert needle not in apart


def test_no_column_of_the_locked_room_holds_a_person_or_a_screen(served: Served) -> None:
    served.sends()
    columns = {
        (table, column["name"])
        for table in ("waiting", "concerns", "copies", "letters", "letter_copies")
        for column in inspect(served.apart).get_columns(table)
    }
    names = {name for _table, name in columns}
    assert not names & {
        "account_id",
        "screen_id",
        "session",
        "user_id",
        "ip",
        "agent",
        "created_at",
        "sent_at",
        "language",
    }


@pytest.mark.parametrize("who", ["Ines", "Ada"])
def test_nobody_writes_from_a_desk_and_no_desk_learns_that_the_page_exists(served: Served, who: str) -> None:
    client = served.staff(who)
    client.get("/")
    nowhere = client.http.get("/no-such-page").get_data()
    for sent in (None, {}, {"csrf": client.csrf_token()}):
        answer = client.http.get("/concerns/new") if sent is None else client.http.post("/concerns/new", data=sent)
        assert answer.status_code == 404
        assert len(answer.get_data()) == len(nowhere)
    assert served.waiting() == []


def test_an_unknown_browser_finds_nothing_there(served: Served) -> None:
    assert PageClient(served.app).http.get("/concerns/new").status_code == 404
    assert PageClient(served.app).http.post("/concerns/new", data={"about": "yes"}).status_code == 404


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json"])
def test_files_are_refused(served: Served, kind: str) -> None:
    client = served.nobody()
    client.get("/concerns/new")
    body = f"--x\r\nContent-Disposition: form-data; name=words; filename=a\r\n\r\n{NEEDLE}\r\n--x--\r\n"
    headers = {"X-CSRF-Token": client.csrf_token()}
    assert client.http.post("/concerns/new", data=body, content_type=kind, headers=headers).status_code == 415
    assert client.page.all("input", type="file") == []


def test_a_fault_shows_nothing_of_what_was_typed_elsewhere_and_says_not_sent(
    served: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client = served.to_send(served.nobody(), NEEDLE)
    sent = last_form(client, wants="no-answer")

    def broken(*_args: object, **_facts: object) -> None:
        raise RuntimeError(NEEDLE)

    monkeypatch.setattr("wardvoice.concerns.commands.send", broken)
    client.post("/concerns/new", sent, status=500)
    assert client.page.one("h1").text == "Not sent yet"
    assert not is_receipt(client.page)
    assert NEEDLE not in caplog.text
    assert served.waiting() == []


MASKED = re.compile(r'[0-9a-f]{32}|name="once" value="[^"]+"')
"""The tokens of a visit's forms; the clock stands still."""


def all_that_a_desk_shows(client: PageClient) -> dict[str, tuple[int, str, str]]:
    """Every page without an id in its address, with its headers."""
    shown = {}
    for rule in client.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments and rule.endpoint not in ENDS_A_VISIT:
            answer = client.http.get(rule.rule)
            headers = sorted((name, value) for name, value in answer.headers.items() if name != "Set-Cookie")
            shown[rule.rule] = (answer.status_code, MASKED.sub("", answer.get_data(as_text=True)), str(headers))
    return shown


@pytest.mark.parametrize("name", ["Ines", "Wren", "Ada", "Tom"])
def test_no_desk_can_tell_whether_something_waits(served: Served, name: str) -> None:
    """P14, for the pages that stand at an address of their own."""
    served.nurse("Tom")
    client = served.staff(name)
    before = all_that_a_desk_shows(client)
    assert len(before) > 20
    served.sends("The night nurse pushed me", wants="words", signs=["hurt"])
    served.sends("Another", wants="no-answer", about="no")
    after = all_that_a_desk_shows(client)
    assert [address for address, page in before.items() if after[address] != page] == []


# --- too much at once ------------------------------------------------------------------------------------------------


SIX = 6


def six_at_once(served: Served) -> None:
    served.app.extensions["budget"] = Budget(draw=lambda low, _high: max(low, SIX))


def test_when_a_ward_has_sent_too_much_the_words_stay_and_the_other_ways_stand_there(served: Served) -> None:
    six_at_once(served)
    for number in range(SIX):
        served.sends(f"Number {number}")
    client = served.to_send(served.nobody(), "One more")
    client.submit(TO_THE_ADVOCATE, wants="no-answer", status=429)
    assert "Too much was sent from this ward just now." in client.page.text
    assert client.page.one("blockquote").text == "One more"
    assert "PALS" in client.page.one("main").text
    assert len(served.waiting()) == SIX
    served.clock.go_on(minutes=11)
    client.submit(TO_THE_ADVOCATE, wants="no-answer")
    assert is_receipt(client.page)


def test_what_is_taken_back_makes_no_room(served: Served) -> None:
    """Else whoever sends and takes back could count the others again and again, and leave nothing behind."""
    six_at_once(served)
    for number in range(SIX):
        words = five_words(served.sends(f"Number {number}", wants="words").page)
        client = served.nobody()
        client.get("/answer")
        client.submit("Look for an answer", five=words)
        client.submit("Show how it stands")
        client.follow("Take it back")
        client.submit("Yes, take it back")
    assert served.waiting() == []
    served.to_send(served.nobody(), "One more").submit(TO_THE_ADVOCATE, wants="words", status=429)


def test_a_restart_forgets_the_budget(clock: SetClock) -> None:
    budget = Budget()
    while budget.allows("alder", clock.now()):
        pass
    assert Budget().allows("alder", clock.now())


@pytest.mark.parametrize("processes", [1, 2, 4])
def test_processes_share_the_budget_of_a_day(clock: SetClock, processes: int) -> None:
    clock.go_to(clock.today, 0, 1)
    budgets, sent = [Budget(processes) for _ in range(processes)], 0
    for _ in range(90):
        clock.go_on(minutes=15)
        sent += sum(budget.allows("alder", clock.now()) for budget in budgets)
    assert sent <= 2 * LONG_LEAST


# --- somebody could get hurt soon ------------------------------------------------------------------------------------


def serious(served: Served, words: str, about: str = "no", **more: Any) -> PageClient:
    client = served.to_words(served.nobody(), "advocate", about=about)
    client.submit(GO_ON, words=words, **more)
    return client


def test_serious_words_are_asked_about_before_the_last_page_and_no_is_kept(served: Served) -> None:
    """Story 6's twin: the writer says no; nobody is called, and the reader finds it marked."""
    client = serious(served, "I won't be here by morning", about="yes")
    assert client.page.one("h1").text == "This sounds serious. Shall we tell someone now?"
    assert str(labels.IF_NO) in client.page.text
    assert "Ombudsman" in client.page.one("main").text
    client.submit("No")
    assert client.page.one("h1").text == "Before you send"
    assert str(labels.SAID_NO) in client.page.text
    client.submit(TO_THE_ADVOCATE, wants="no-answer")
    assert is_receipt(client.page)
    assert str(labels.SAID_NO) in client.page.text
    assert alerts(served) == []
    served.passes_on()
    ((head, _body),) = served.reads("Ines")
    assert (head.soon, head.may_be_urgent) == (Soon.DO_NOT_TELL, True)


def test_a_tick_asks_whatever_the_words_look_like_and_yes_calls_at_once(served: Served) -> None:
    client = serious(served, "Please come", hurt_soon="y")
    client.submit("Yes")
    assert alerts(served) == [False]
    assert served.waiting() == [], "the alert is stored before the words"
    client.submit(TO_THE_ADVOCATE, wants="no-answer")
    served.passes_on()
    ((head, _body),) = served.reads("Ines")
    assert head.soon is Soon.TELL
    assert len(alerts(served)) == 1


@pytest.mark.parametrize(("about", "away"), [("yes", True), ("unsure", True), ("no", False)])
def test_where_it_may_be_about_staff_nobody_of_the_ward_is_called(served: Served, about: str, away: bool) -> None:
    client = serious(served, "I won't be here by morning", about=about)
    client.submit("Yes")
    assert alerts(served) == [away]


TICKED = "Could someone get hurt soon?"


def danger(client: PageClient) -> str:
    """What the block says that asks whether somebody could get hurt soon."""
    text: str = client.page.one("section", aria_labelledby="danger").text
    return text


def test_the_tick_stands_in_a_block_of_its_own_and_once_more_on_the_last_page(served: Served) -> None:
    client = served.to_words(served.nobody())
    for _ in range(2):
        assert danger(client).startswith(TICKED)
        (box,) = client.page.one("section", aria_labelledby="danger").all("input")
        assert (box["name"], box["class"]) == ("hurt_soon", "wv-choice__box"), "the whole block is the target"
        if client.page.all("textarea"):
            client.submit(GO_ON, words="Please come")
    assert "You did not tick this." in danger(client)


def test_a_tick_on_the_last_page_asks_before_a_missing_choice_and_calls(served: Served) -> None:
    client = served.to_send(served.nobody(), "Please come", about="no")
    client.submit(TO_THE_ADVOCATE, hurt_soon="y")
    assert client.page.one("h1").text == "This sounds serious. Shall we tell someone now?"
    client.submit("Yes", status=422)
    assert alerts(served) == [False]
    assert "Say if you want an answer." in client.page.text
    assert "You asked us to call someone now." in danger(client)
    client.submit(TO_THE_ADVOCATE, wants="words")
    assert len(alerts(served)) == 1
    served.passes_on()
    ((head, _body),) = served.reads("Ines")
    assert head.soon is Soon.TELL


def test_a_tick_on_the_last_page_can_be_taken_away_again(served: Served) -> None:
    client = served.to_send(served.nobody(), "The food is cold", about="no")
    client.post("/concerns/new", {**last_form(client, wants="no-answer"), "hurt_soon": "y", "size": "larger"})
    assert "You did not tick this." not in danger(client)
    client.submit(TO_THE_ADVOCATE, hurt_soon=None)
    assert is_receipt(client.page), "nobody is asked about what is not ticked"


def test_whoever_said_no_reads_so_on_the_last_page_and_can_be_asked_again(served: Served) -> None:
    client = serious(served, "I won't be here by morning")
    client.submit("No")
    assert str(labels.SAID_NO) in danger(client)
    client.submit("Ask me again")
    assert client.page.one("textarea").raw.strip() == "I won't be here by morning"
    client.submit(GO_ON)
    client.submit("Yes")
    assert len(alerts(served)) == 1
    assert "You asked us to call someone now." in danger(client)


@pytest.mark.parametrize(
    ("wants", "told"), [("words", "Copy your words and press Finish"), ("no-answer", "Press Finish")]
)
def test_the_receipt_tells_to_finish_before_whoever_was_called_comes(served: Served, wants: str, told: str) -> None:
    client = serious(served, "Please come", hurt_soon="y")
    client.submit("Yes")
    client.submit(TO_THE_ADVOCATE, wants=wants)
    assert f"{told} before someone comes. Whoever comes can see this screen." in client.page.one("main").text


def test_without_an_alert_the_receipt_speaks_of_nobody_who_comes(served: Served) -> None:
    assert "before someone comes" not in served.sends(wants="words").page.text


def test_taking_names_out_does_not_ask_again(served: Served) -> None:
    client = serious(served, "Darren knows I won't be here by morning", about="yes")
    client.submit("No")
    client.submit("Take the names out")
    client.submit(TO_THE_ADVOCATE, wants="no-answer")
    assert is_receipt(client.page)


def test_calm_words_are_not_asked_about(served: Served) -> None:
    client = serious(served, "The food is cold")
    client.submit(TO_THE_ADVOCATE, wants="no-answer")
    served.passes_on()
    ((head, _body),) = served.reads("Ines")
    assert (head.soon, head.about) == (Soon.NOT_ASKED, About.NO)


def test_back_from_the_last_page_and_other_words_are_asked_about(served: Served) -> None:
    client = serious(served, "The food is cold")
    client.submit(BACK)
    client.submit(GO_ON, words="I won't be here by morning")
    assert client.page.one("h1").text == "This sounds serious. Shall we tell someone now?"


def alerts(served: Served) -> list[bool]:
    """Whether each alert is about staff."""
    with Session(served.apart) as session:
        return list(session.scalars(select(Alert.about_staff)))
