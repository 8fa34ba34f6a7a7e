"""What can be typed about one item: other words, a note, a reason to hide it, an answer, a correction."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.agenda.forms.asking import AsksOnce
from wardvoice.agenda.rules import MAX_WORDS
from wardvoice.agenda.words import ABOUT_WHOM, ANSWERS, HIDE_BECAUSE
from wardvoice.web.fields import Box, Choice, Day, Line, Tick
from wardvoice.web.forms import Form, SentOnce, Tool, Versioned


class EditForm(AsksOnce, Versioned, Tool):
    """The author's words, said differently."""

    words = Box(_l("Your words"), needed=_l("Write a few words first."), most=MAX_WORDS, rows=6)


class NoteForm(AsksOnce, SentOnce):
    """Something added by the author."""

    words = Box(_l("What do you want to add?"), needed=_l("Write a few words first."), most=MAX_WORDS, rows=4)


class HideForm(Form):
    """A reason from the fixed list."""

    because = Choice(_l("Why should the words be hidden?"), words=HIDE_BECAUSE, needed=_l("Choose a reason."))
    danger = Tick(
        _l("Somebody is in danger: hide them at once"),
        hint=_l("After a day the words are back, unless a second person agrees."),
    )


class AboutForm(Form):
    """About whom of the reps an item is."""

    part = Choice(_l("About whom?"), words=ABOUT_WHOM, needed=_l("Choose one."))


class AnswerForm(SentOnce, Versioned, Tool):
    """An answer, outside the meeting."""

    answer = Choice(_l("What is your answer?"), words=ANSWERS, needed=_l("Choose an answer."))
    words = Box(_l("In plain words"), most=MAX_WORDS, rows=4, hint=_l("For a no: why not."))
    review_on = Day(_l("For a no: when do you look at it again?"))
    passed_to = Line(_l("If you pass it on: who has it now?"))
    check_on = Day(_l("If you pass it on: when do you check?"))
    by_when = Day(_l("For a yes: by which day will it be so?"), hint=_l("From the fourth time on this is needed."))
    something_to_do = Tick(_l("Something still has to be done"))


class CorrectionForm(SentOnce, Form):
    """Something appended to one's own answer."""

    words = Box(_l("What do you want to correct?"), needed=_l("Write a few words first."), most=MAX_WORDS, rows=4)
