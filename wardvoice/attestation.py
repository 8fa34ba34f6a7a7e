"""What a hospital says about the place where this program runs, which the program cannot see for itself.

A file names for each question yes or no, who answered it, and when. An answer holds for a year. What nobody has
answered with yes counts as not so: `wardvoice check` names it, and the pages on which patients write in private say
it by themselves.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

LASTS = timedelta(days=365)
"""So long an answer holds: machines, cameras and people change."""
PARTS = {"answer", "who", "when", "note"}
ANSWERS = {"yes": True, "no": False}


class Question(StrEnum):
    """Each thing that somebody has to answer for; its value is its name in the file."""

    SCREENS = "no_screen_recording"
    TYPING = "no_keystroke_capture"
    CAMERAS = "no_camera_on_the_screen"
    INTERCEPTION = "no_tls_interception"
    NETWORK_LOGS = "no_logs_of_terminals"
    STATEMENT_LOGS = "no_statement_logs"
    COPIES = "no_snapshots_of_private_data"
    READERS = "independent_readers_named"
    DUTY_LIST = "duty_list_answers"
    PAPER = "paper_when_it_is_down"
    RESTORED = "restore_tried"
    SAFETY_OFFICER = "clinical_safety_officer_named"
    SAFETY_CASE = "safety_case_approved"
    DPIA = "dpia_signed"


ASKED = {
    Question.SCREENS: "No program records, mirrors or takes pictures of a ward terminal's screen; remote help neither.",
    Question.TYPING: "No program on a ward terminal keeps what is typed, and no keyboard learns words.",
    Question.CAMERAS: "No camera, CCTV included, sees a ward terminal's screen or keyboard.",
    Question.INTERCEPTION: "Nothing between the terminals and the server opens the encrypted pages to inspect them.",
    Question.NETWORK_LOGS: "No proxy, firewall or switch keeps a line for each request from a ward terminal.",
    Question.STATEMENT_LOGS: "Neither database server writes statements, their durations or connections to a log.",
    Question.COPIES: "The private database has no standby, archive or snapshot; its backups are kept 35 days at most.",
    Question.READERS: "Advocates and independent listeners are named, and none of them works for a ward they read for.",
    Question.DUTY_LIST: "A person answers the duty list day and night, and the alert command was tried with them.",
    Question.PAPER: "Each ward has the printed pack for when the system is down, and knows what to do then.",
    Question.RESTORED: "A backup was restored on another machine and passed wardvoice verify.",
    Question.SAFETY_OFFICER: "A Clinical Safety Officer is named for this installation (DCB0160).",
    Question.SAFETY_CASE: "The Clinical Safety Officer has approved the hazard log and the safety case.",
    Question.DPIA: "The data protection impact assessment is signed.",
}
"""What a yes says, in the words of whoever answers for it."""


@dataclass(frozen=True)
class Answer:
    """Who said yes or no, and on which day."""

    is_so: bool
    who: str
    when: date

    def holds(self, today: date) -> bool:
        """Return whether somebody answers for it today: said yes, not later than today, within a year."""
        return self.is_so and self.when <= today <= self.when + LASTS


@dataclass(frozen=True)
class Attestation:
    """All answers there are."""

    answers: Mapping[Question, Answer] = field(default_factory=dict)

    def missing(self, today: date) -> tuple[Question, ...]:
        """Return what nobody answers for today, in the order of the questions."""
        return tuple(asked for asked in Question if not self._holds(asked, today))

    def why(self, asked: Question, today: date) -> str:
        """Return in a few words why a question counts as open."""
        answer = self.answers.get(asked)
        if answer is None:
            return "Nobody has answered for this"
        if not answer.is_so:
            return f"{answer.who} said on {answer.when} that this is not so"
        if answer.when > today:
            return f"The answer is dated {answer.when}, which is still to come"
        return f"The answer of {answer.when} by {answer.who} is more than a year old"

    def _holds(self, asked: Question, today: date) -> bool:
        return asked in self.answers and self.answers[asked].holds(today)


def read(text: str) -> Attestation:
    """Return the answers of a file; raises ValueError that names every fault of it."""
    tables = tomllib.loads(text)
    faults = [fault for name, table in tables.items() for fault in _faults(name, table)]
    if faults:
        raise ValueError("; ".join(faults))
    answered = {name: table for name, table in tables.items() if table.get("answer")}
    return Attestation(
        {
            Question(name): Answer(ANSWERS[table["answer"]], table["who"].strip(), table["when"])
            for name, table in answered.items()
        }
    )


def _faults(name: str, table: Any) -> Iterator[str]:
    if name not in list(Question) or not isinstance(table, dict):
        yield f"{name} is no question"
        return
    for part in sorted(table.keys() - PARTS):
        yield f"{name} has an unknown line: {part}"
    if not table.get("answer"):
        return
    if str(table["answer"]) not in ANSWERS:
        yield f'{name}: the answer must be "yes" or "no"'
    if not isinstance(who := table.get("who", ""), str) or not who.strip():
        yield f"{name} was answered, and nobody is named (who)"
    if type(table.get("when")) is not date:
        yield f"{name} was answered, and has no day such as 2026-03-02 (when)"
