"""What readers type about a concern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.concerns.rules.checklist import CHECKLIST, Reply
from wardvoice.concerns.rules.retelling import MOST_WORDS, Where
from wardvoice.concerns.words.reading import CHECKS, REPLIES, THEMES, WHERE, YES_NO
from wardvoice.web.fields import Box, Choice, Line, Pick, Tick
from wardvoice.web.forms import Form, SentOnce

CHOOSE = _l("Choose an answer.")
WHY = "-why"


class StepForm(SentOnce, Form):
    """What every step has: each leaves a line in the log, and a second click leaves none."""


class NothingForm(StepForm):
    """Nothing to type: the button says it all."""


class AcknowledgeForm(StepForm):
    """What it is about, in the open; only this feeds any measure."""

    theme = Pick(_l("What is it about?"), words={"": "", **THEMES}, needed=_l("Choose what it is about."))
    about_staff = Choice(_l("Is it about somebody who works here?"), words=YES_NO, needed=CHOOSE)
    treated_differently = Choice(_l("Was somebody treated differently after speaking up?"), words=YES_NO, needed=CHOOSE)


class AnswerForm(StepForm):
    """The answer that its writer reads with five words."""

    words = Box(
        _l("Your answer"),
        needed=_l("Write an answer."),
        most=4000,
        rows=8,
        hint=_l("Short sentences, plain words. No name, and nothing that tells who wrote."),
    )


class PassOnForm(StepForm):
    """Another kind of reader."""

    recipient = Choice(_l("Who should read it instead?"), needed=_l("Choose another reader."))


class ProtectForm(StepForm):
    """The one step that protects somebody."""

    step = Box(_l("What protects this person from now on?"), needed=_l("Write down what was done."))


class WorkerForm(StepForm):
    """What somebody who is named in it said to it."""

    words = Box(
        _l("What did this person say?"),
        needed=_l("Write down what this person said."),
        most=4000,
        hint=_l("Only when those who look into it have decided that this person is heard."),
    )


class CloseForm(StepForm):
    """Whether there was nothing in it."""

    unfounded = Tick(_l("It was looked into and there was nothing in it. A second reader has to agree."))


class ReferenceForm(StepForm):
    """Where else it stands."""

    reference = Line(
        _l("Reference in the complaints, safeguarding or incident record"),
        needed=_l("Write down the reference."),
        most=60,
        hint=_l("The number alone, no name."),
    )


class TellForm(StepForm):
    """What the ward would be told, in the reader's own words."""

    where = Choice(_l("Where would it be shown?"), words=WHERE, needed=_l("Choose where it would be shown."))
    asked = Box(
        _l("What was asked, in your own words"),
        needed=_l("Write it in your own words."),
        most=MOST_WORDS,
        hint=_l("Never the writer’s words. No name, no shift, no room, no day."),
    )
    answer = Box(_l("The answer for everyone"), most=MOST_WORDS, hint=_l("The board needs it."))
    theme = Pick(_l("What is it about?"), words={"": "", **THEMES}, needed=_l("Choose what it is about."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether all makes sense; the board needs an answer for everyone."""
        good = super().validate(extra_validators)
        if good and self.where.data is Where.BOARD and not (self.answer.data or "").strip():
            self.answer.errors = [_("Write the answer for everyone.")]
            self.status, good = 422, False
        return good


class ChecklistForm(StepForm):
    """The nine lines of the safeguarding checklist, each with an answer and a reason; any number at a time.

    `kept` are the reasons that are written down already: no page shows them, and each stays until there is another.
    """

    def __init__(self, *, kept: Mapping[str, str], **values: Any) -> None:
        super().__init__(**values)
        self.kept = kept

    def lines(self) -> Iterator[tuple[str, Any, Any]]:
        """Yield each line with its two boxes: the answer, and why."""
        for line in CHECKLIST:
            yield line, self[line], self[line + WHY]

    def answered(self, known: Mapping[str, tuple[Reply, str]]) -> Iterator[tuple[str, Reply, str]]:
        """Yield what is new against what was answered before."""
        for line, reply, why in self.lines():
            said = self._said(line, why)
            if reply.data and (reply.data, said) != known.get(line):
                yield line, reply.data, said

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether all makes sense; a "no" needs its reason."""
        return super().validate(extra_validators) and self._has_reasons()

    def _has_reasons(self) -> bool:
        bare = [why for line, reply, why in self.lines() if reply.data is Reply.NO and not self._said(line, why)]
        for why in bare:
            why.errors = [CHOOSE_WHY]
        self.status = 422 if bare else 200
        return not bare

    def _said(self, line: str, why: Any) -> str:
        return (why.data or "").strip() or self.kept.get(line, "")


CHOOSE_WHY = _l("Write down why not.")
for _line in CHECKLIST:
    setattr(ChecklistForm, _line, Choice(CHECKS[_line], words=REPLIES))
    setattr(ChecklistForm, _line + WHY, Line(_l("Why, or what was done"), most=500))
