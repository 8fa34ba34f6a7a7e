"""What can be typed about questions of the week: the question, and an answer to it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from wardvoice.agenda.forms.asking import AsksOnce
from wardvoice.meetings.words import DECIDES
from wardvoice.questions.rules import MAX_LETTERS
from wardvoice.questions.words import SAYS
from wardvoice.web.fields import Choice, Line, Pick
from wardvoice.web.forms import Form, SentOnce


class QuestionForm(AsksOnce, SentOnce):
    """A question to those who will not be in the room."""

    words = Line(
        _l("What do you ask?"),
        needed=_l("Write the question first."),
        most=MAX_LETTERS,
        hint=_l("Somebody can be for it or against it. Like: Shall the TV be off at meals?"),
    )
    about = Pick(_l("What is it about?"))
    decides = Choice(
        _l("What does the answer decide? Everybody reads it before they answer."),
        words=DECIDES,
        needed=_l("Choose what the answer decides."),
    )


class AnswerForm(Form):
    """One of three answers."""

    says = Choice(_l("What do you say?"), words=SAYS, needed=_l("Choose an answer."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Say a mistake above the page: its buttons are no box that a link could lead to."""
        good = super().validate(extra_validators)
        self.form_errors += self.says.errors
        self.says.errors = []
        return good
