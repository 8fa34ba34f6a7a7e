"""What a hospital answers for: read whole or not at all, good for a year, and said to patients where it is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.house.readability import sentences
from wardvoice import attestation
from wardvoice.attestation import ASKED, LASTS, Answer, Attestation, Question
from wardvoice.checkup import Installation, somebody_answers_for_the_place
from wardvoice.concerns.words.promise import MAY_BE_SEEN, UNPROMISED, in_short, unpromised
from wardvoice.config import ConfigError, Settings
from wardvoice.storage.apart import open_apart

TODAY = date(2026, 3, 2)
KIT = Path(__file__).resolve().parents[1] / "deploy" / "attestation.toml"
YES = Answer(is_so=True, who="Priya", when=TODAY)
ALL = Attestation(dict.fromkeys(Question, YES))


def but(**changed: Answer) -> Attestation:
    return Attestation({**ALL.answers, **{Question[name]: answer for name, answer in changed.items()}})


def test_the_file_of_the_kit_asks_every_question_in_its_words_and_answers_none() -> None:
    text = KIT.read_text(encoding="utf-8")
    assert attestation.read(text) == Attestation()
    assert [line[1:-1] for line in text.splitlines() if line.startswith("[")] == list(Question)
    assert ASKED.keys() == set(Question)
    assert all(f"# {sentence}\n" in text for sentence in ASKED.values())


def test_answers_are_read() -> None:
    read = attestation.read('[dpia_signed]\nanswer = "no"\nwho = " Priya "\nwhen = 2026-03-02\nnote = "in May"\n')
    assert read.answers == {Question.DPIA: Answer(is_so=False, who="Priya", when=TODAY)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[no_such_thing]", "no_such_thing is no question"),
        ("dpia_signed = true", "dpia_signed is no question"),
        ('[dpia_signed]\nanswer = "perhaps"\nwho = "P"\nwhen = 2026-03-02', "must be"),
        ('[dpia_signed]\nanswer = ["yes"]\nwho = "P"\nwhen = 2026-03-02', "must be"),
        ('[dpia_signed]\nanswer = true\nwho = "P"\nwhen = 2026-03-02', "must be"),
        ('[dpia_signed]\nanswer = "yes"\nwho = 7\nwhen = 2026-03-02', "nobody is named"),
        ('[dpia_signed]\nanswer = "yes"\nwhen = 2026-03-02', "nobody is named"),
        ('[dpia_signed]\nanswer = "yes"\nwho = "  "\nwhen = 2026-03-02', "nobody is named"),
        ('[dpia_signed]\nanswer = "yes"\nwho = "P"', "has no day"),
        ('[dpia_signed]\nanswer = "yes"\nwho = "P"\nwhen = 2026-03-02T10:00:00', "has no day"),
        ('[dpia_signed]\nanswre = "yes"', "unknown line: answre"),
        ("[dpia_signed", "at the end of a table"),
    ],
)
def test_a_file_with_a_fault_is_refused_at_the_start(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "attestation.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=told) as caught:
        Settings.load({"WARDVOICE_ATTESTATION": str(file)})
    assert "WARDVOICE_ATTESTATION names" in str(caught.value)


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        Settings.load({"WARDVOICE_ATTESTATION": "/no/such/file.toml"})


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (replace(YES, is_so=False), "Priya said on 2026-03-02 that this is not so"),
        (replace(YES, when=TODAY + timedelta(days=1)), "still to come"),
        (replace(YES, when=TODAY - LASTS - timedelta(days=1)), "more than a year old"),
    ],
)
def test_no_answer_an_old_one_and_a_no_all_count_as_not_so(answer: Answer, why: str) -> None:
    attested = but(SCREENS=answer)
    assert attested.missing(TODAY) == (Question.SCREENS,)
    assert why in attested.why(Question.SCREENS, TODAY)
    assert unpromised(attested, TODAY) == (UNPROMISED[Question.SCREENS],)


def test_a_yes_holds_for_a_year() -> None:
    assert but(DPIA=replace(YES, when=TODAY - LASTS)).missing(TODAY) == ()


# --- what patients read ---------------------------------------------------------------------------------------------


def test_where_nobody_answers_patients_read_all_of_it_and_where_all_is_answered_nothing() -> None:
    assert unpromised(Attestation(), TODAY) == tuple(UNPROMISED.values())
    assert MAY_BE_SEEN in in_short(UNPROMISED.values())
    assert unpromised(ALL, TODAY) == ()
    assert MAY_BE_SEEN not in in_short(())


@pytest.mark.parametrize("sentence", [*UNPROMISED.values(), MAY_BE_SEEN], ids=str)
def test_each_is_short(sentence: object) -> None:
    assert all(len(words) <= 12 for words in sentences(str(sentence)))


# --- what the command says ------------------------------------------------------------------------------------------


def told(tmp_path: Path, attested: Attestation) -> list[str]:
    settings = Settings(instance=tmp_path, attestation=attested)
    apart = open_apart(settings.concerns_database_url)
    return list(somebody_answers_for_the_place(Installation(settings, apart, apart, TODAY)))


def test_check_names_what_is_missing_and_says_where_patients_read_it(tmp_path: Path) -> None:
    assert told(tmp_path, ALL) == []
    (nobody,) = told(tmp_path, Attestation())
    assert "Answer the 14 questions of deploy/attestation.toml" in nobody
    no = Answer(is_so=False, who="Priya", when=TODAY)
    assert told(tmp_path, but(CAMERAS=no, DPIA=no)) == [
        "Priya said on 2026-03-02 that this is not so (no_camera_on_the_screen): No camera, CCTV included, sees a ward"
        " terminal's screen or keyboard. Patients read so before they write in private.",
        "Priya said on 2026-03-02 that this is not so (dpia_signed): The data protection impact assessment is signed.",
    ]
