"""Forms: every kind of box through the NHS.UK components, and every kind of bad input."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from tests.checks import check_page
from tests.pages import PageClient
from tests.web.little_house import EveryForm, Keys, Kinds, Plain
from wardvoice.core.errors import RuleBroken
from wardvoice.web.forms import Form, clean
from wardvoice.web.nhs import error_summary, field, nhs

GOOD = {"line": "A line", "kind": "problem"}
SCRIPT = "<script>alert(1)</script>"


def sent(app: Flask, kind: type[Form], data: Any) -> Form:
    """Return a form as a POST with these data fills it, already checked."""
    with app.test_request_context("/", method="POST", data=data):
        form = kind()
        form.validate()
        return form


def drawn(app: Flask, box: Any) -> str:
    with app.test_request_context("/"):
        return field(box)


def errors(form: Form) -> dict[str, list[str]]:
    return {box.name: [str(e) for e in box.errors] for box in form if box.errors}


def test_a_good_form_gives_codes_days_and_numbers(little_house: Flask) -> None:
    data = {**GOOD, "several": ["mon", "tue"], "owner": "tom", "day": "2026-03-17", "count": " 4 ", "agree": "y"}
    form = sent(little_house, EveryForm, MultiDict(data))
    assert errors(form) == {}
    assert form.status == 200
    assert form.kind.data is Kinds.PROBLEM
    assert form.several.data == ["mon", "tue"]
    assert (form.owner.data, form.day.data, form.count.data, form.agree.data) == ("tom", date(2026, 3, 17), 4, True)


def test_an_empty_form_says_what_is_needed_and_nothing_more(little_house: Flask) -> None:
    form = sent(little_house, EveryForm, {})
    assert errors(form) == {"line": ["Write one line."], "kind": ["Choose one."]}
    assert form.status == 422


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "\u00a0", "\x00"])
def test_blanks_are_no_words(little_house: Flask, blank: str) -> None:
    assert errors(sent(little_house, Plain, {"words": blank})) == {"words": ["Write something."]}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-17", date(2026, 3, 17)),
        ("17/3/2026", date(2026, 3, 17)),
        ("17.03.2026", date(2026, 3, 17)),
        ("17 3 2026", date(2026, 3, 17)),
        ("١٧/٣/٢٠٢٦", date(2026, 3, 17)),
        ("17-03-2026", date(2026, 3, 17)),
        (" 2026-03-17 ", date(2026, 3, 17)),
        ("2024-02-29", date(2024, 2, 29)),
        ("", None),
    ],
)
def test_days_are_understood_in_the_ways_people_write_them(little_house: Flask, typed: str, day: date | None) -> None:
    form = sent(little_house, EveryForm, {**GOOD, "day": typed})
    assert errors(form) == {}
    assert form.day.data == day


@pytest.mark.parametrize(
    "typed",
    ["2026-02-30", "31/4/2026", "17/3/26", "tomorrow", "2026-3", "0000-01-01", "9" * 400, "2026-03-17x"],
)
def test_a_day_that_is_none_gets_a_sentence_and_stays_in_the_box(little_house: Flask, typed: str) -> None:
    form = sent(little_house, EveryForm, {**GOOD, "day": typed})
    assert errors(form) == {"day": ["Write a real date, like 17/3/2026."]}
    assert typed.strip() in drawn(little_house, form.day)


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31", "1/1/1899"])
def test_a_day_in_another_age_is_too_far_away(little_house: Flask, typed: str) -> None:
    assert errors(sent(little_house, EveryForm, {**GOOD, "day": typed})) == {"day": ["That date is too far away."]}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-1", "Write a number from 0 to 40."),
        ("41", "Write a number from 0 to 40."),
        ("1.5", "Write a whole number, like 12."),
        ("many", "Write a whole number, like 12."),
        ("9" * 50, "Write a whole number, like 12."),
        ("٣", "Write a whole number, like 12."),
    ],
)
def test_a_number_that_makes_no_sense_gets_a_sentence(little_house: Flask, typed: str, sentence: str) -> None:
    form = sent(little_house, EveryForm, {**GOOD, "count": typed})
    assert errors(form) == {"count": [sentence]}
    assert f'value="{typed}"' in drawn(little_house, form.count)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "123 456"])
def test_a_pin_is_six_digits(little_house: Flask, typed: str) -> None:
    form = sent(little_house, Keys, {"pin": typed, "password": "x"})
    assert list(errors(form)) == ["pin"]


def test_pins_and_passwords_never_come_back(little_house: Flask) -> None:
    form = sent(little_house, Keys, {"pin": "12345", "password": "needle"})
    with little_house.test_request_context("/"):
        assert "12345" not in field(form.pin)
        assert "needle" not in field(form.password)
        assert 'autocomplete="one-time-code"' in field(form.pin)


@pytest.mark.parametrize("name", ["kind", "owner", "several"])
def test_an_answer_that_was_not_offered_is_refused(little_house: Flask, name: str) -> None:
    form = sent(little_house, EveryForm, {**GOOD, name: "made-up"})
    assert errors(form) == {name: ["Choose one of the answers shown."]}


@pytest.mark.parametrize("letters", [51, 20_000])
@pytest.mark.parametrize("letter", ["x", "ض", "🙂", "<"])
def test_too_many_letters_get_a_sentence_and_are_kept(nurse: PageClient, letters: int, letter: str) -> None:
    nurse.get("/every")
    nurse.submit("Send", line=letter * letters, kind="problem", status=422)
    assert f"This is too long. You can use 50 letters. You have {letters}." in nurse.page.text
    assert nurse.page.one("input", name="line")["value"] == letter * letters


def test_a_box_without_a_limit_of_its_own_has_one_anyway(little_house: Flask) -> None:
    import wtforms

    class Unlimited(Form):
        words = wtforms.StringField("Words")
        box = wtforms.TextAreaField("Box")

    form = sent(little_house, Unlimited, {"words": "x" * 201, "box": "x" * 2001})
    assert set(errors(form)) == {"words", "box"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x07c", "abc"),
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("tab\tstays", "tab\tstays"),
        ("e\u0301", "é"),
        ("\u202eevil\u202c", "evil"),
        ("مرحبا بالعالم", "مرحبا بالعالم"),
        ("family 👨‍👩‍👧", "family 👨‍👩‍👧"),
        ("x\u2028y\x85z", "xyz"),
        (SCRIPT, SCRIPT),
    ],
)
def test_what_was_typed_is_cleaned_of_what_nobody_can_see(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_signs_that_cannot_be_read_get_a_sentence(nurse: PageClient) -> None:
    nurse.get("/plain")
    body = f"csrf={nurse.csrf_token()}&words=%ff%fe%41"
    answer = nurse.http.post("/plain", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422
    assert "Some signs could not be read" in answer.get_data(as_text=True)


def test_what_was_typed_is_drawn_as_words_in_every_kind_of_box(nurse: PageClient) -> None:
    nurse.get("/every")
    evil = f"\"'>{SCRIPT}"
    nurse.post("/every", {"line": evil * 3, "box": "</textarea>" + evil, "day": evil, "count": evil}, status=422)
    assert SCRIPT not in nurse.answer.get_data(as_text=True)
    assert nurse.page.one("textarea").raw.strip() == "</textarea>" + evil


@pytest.mark.parametrize("part", ["text", "label", "hint", "errorMessage", "value"])
def test_the_macros_escape_every_text(part: str) -> None:
    given = {"name": "x", "id": "x", "label": {"text": "x"}} | {part: SCRIPT if part == "value" else {"text": SCRIPT}}
    assert SCRIPT not in nhs.input(given)
    assert SCRIPT not in nhs.tag({"text": SCRIPT})


def test_a_component_that_does_not_exist_is_a_fault() -> None:
    with pytest.raises(Exception, match="macro"):
        nhs.noSuchThing  # noqa: B018


def test_the_error_summary_leads_to_each_box(nurse: PageClient) -> None:
    nurse.get("/every")
    nurse.submit("Send", status=422)
    links = nurse.page.one(cls="nhsuk-error-summary").all("a")
    assert [(link["href"], link.text) for link in links] == [("#line", "Write one line."), ("#kind", "Choose one.")]
    for link in links:
        assert nurse.page.one(id=link["href"][1:]).tag == "input"
    assert nurse.page.one("title").raw.startswith("Error: ")


def test_a_form_without_mistakes_has_no_summary(little_house: Flask) -> None:
    with little_house.test_request_context("/"):
        assert error_summary(Plain()) == ""


def test_a_rules_refusal_lands_beside_its_box_and_keeps_what_was_typed(nurse: PageClient) -> None:
    nurse.get("/every")
    nurse.submit("Send", line="rule", kind="idea", box="My words", status=422)
    assert "Choose a day after today." in nurse.page.one(id="day-error").text
    assert nurse.page.one("textarea").raw.strip() == "My words"


def test_an_outdated_form_says_so_above_the_form(nurse: PageClient) -> None:
    nurse.get("/every")
    nurse.submit("Send", line="stale", kind="idea", status=409)
    assert "Here it is as it stands now." in nurse.page.one(cls="nhsuk-error-summary").text


def test_too_many_tries_say_when_to_try_again(nurse: PageClient) -> None:
    nurse.get("/every")
    nurse.submit("Send", line="much", kind="idea", status=429)
    assert "Wait 5 minutes." in nurse.page.text


def test_a_refusal_for_a_box_that_the_form_does_not_have_stands_above_it(little_house: Flask) -> None:
    with little_house.test_request_context("/", method="POST", data={"words": "x"}):
        form = Plain()
        form.refuse(RuleBroken("Not %(day)s.", field="day", day="Monday"))
        assert form.form_errors == ["Not Monday."]
        assert form.status == 422


def test_other_refusals_are_not_the_forms_business(nurse: PageClient) -> None:
    nurse.get("/every")
    nurse.submit("Send", line="missing", kind="idea", status=404)


def test_a_form_carries_its_key_and_the_version_that_was_shown(nurse: PageClient) -> None:
    nurse.get("/every")
    keys = {nurse.page.one("input", name="once")["value"]}
    assert nurse.page.one("input", name="version")["value"] == "3"
    nurse.submit("Send", status=422)
    keys.add(nurse.page.one("input", name="once")["value"])
    assert len(keys) == 1, "the key stays the same while the form is mended"
    nurse.get("/every")
    keys.add(nurse.page.one("input", name="once")["value"])
    assert len(keys) == 2
    assert all(len(key) >= 43 for key in keys)


@pytest.mark.parametrize("typed", ["", "x", "-1", "9" * 30, None])
def test_a_version_that_nobody_can_read_is_an_old_one(little_house: Flask, typed: str | None) -> None:
    data = GOOD if typed is None else {**GOOD, "version": typed}
    assert sent(little_house, EveryForm, data).version.data == -1


def test_a_get_is_never_a_sent_form(little_house: Flask) -> None:
    with little_house.test_request_context("/?words=x"):
        form = Plain()
        assert not form.validate()
        assert form.status == 200
        assert errors(form) == {}
        assert not form.words.data


def test_every_kind_of_box_is_a_good_piece_of_a_page(little_house: Flask) -> None:
    with little_house.test_request_context("/"):
        form = EveryForm()
        for box in (form.line, form.box, form.kind, form.several, form.owner, form.day, form.count, form.agree):
            check_page(field(box))
            assert str(box.label.text) in field(box)


def test_a_box_that_may_stay_empty_says_so(little_house: Flask) -> None:
    with little_house.test_request_context("/"):
        form = EveryForm()
        assert "(you can leave this out)" in field(form.box)
        assert "(you can leave this out)" not in field(form.line)
