"""The safety line stands on every page that a patient sees at a screen, refusals too, with the numbers the ward set."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from tests.house.hospital import PERSONS, Hospital, Visitor, address

NUMBERS = ("Ward office 2400", "Advocate 01632 960 114")
NO_PAGES_OF_A_SCREEN = ("demo.", "reports.", "people.finish", "people.sign_out", "web.ended")
"""The doorway of the demo, paper (so is all under /print/), and what ends a visit."""
PATIENTS = ("terminal", "Kestrel", "rep", "laptop")


@pytest.fixture
def numbered(hospital: Hospital) -> Hospital:
    """The hospital after the ward wrote down whom to call."""
    hospital.alder.ward.numbers = "\n".join(NUMBERS)
    hospital.alder.session.commit()
    return hospital


def is_page(answer: TestResponse) -> bool:
    return not 300 <= answer.status_code < 400 and "<html" in answer.get_data(as_text=True)


def lacks(answer: TestResponse) -> list[str]:
    """What is missing of the safety line; nothing where the answer is no page."""
    text = answer.get_data(as_text=True)
    if not is_page(answer):
        return []
    line = text[text.index('<p class="wv-safety">') :] if '<p class="wv-safety">' in text else ""
    line = line[: line.find("</p>")]
    return [one for one in ("Not safe?", *NUMBERS, "No one watches this screen all the time.") if one not in line]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", PATIENTS)
def test_the_safety_line_stands_on_every_page_at_a_screen(numbered: Hospital, name: str, method: str) -> None:
    person = Visitor(numbered, *PERSONS[name])
    pages, without = 0, []
    for rule in numbered.rules(method):
        if rule.endpoint.startswith(NO_PAGES_OF_A_SCREEN) or rule.rule.startswith("/print/"):
            continue
        answer = person.ask(method, address(rule, numbered.alder.ids))
        pages += is_page(answer)
        without += [f"{method} {rule.rule} {answer.status_code}: {lacks(answer)}"] if lacks(answer) else []
    assert without == []
    assert pages > 20
