"""What a person may type about paper: how many new forms, and what stood on one."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.agenda.forms.asking import AsksOnce
from wardvoice.agenda.rules import MAX_WORDS, ShownAs
from wardvoice.agenda.words import FEELINGS, KINDS, SHOWN_AS, TOPICS
from wardvoice.paper.rules import SO_MANY, USUALLY
from wardvoice.web.fields import Box, Choice, Day, Kept, Line, Pick
from wardvoice.web.forms import Form, SentOnce

NO_NEW_ONES = _l("None, enough of the last ones are left")
HOW_MANY = {str(count): str(count) if count else NO_NEW_ONES for count in SO_MANY}


class PackForm(SentOnce, Form):
    """How many new forms are printed along."""

    forms = Pick(
        _l("How many new paper forms?"),
        words=HOW_MANY,
        default=str(USUALLY),
        needed=_l("Choose how many new forms you need."),
    )


class OnPaperForm(AsksOnce, SentOnce):
    """What stood on a form, copied word for word. `heeded` and `none_of_these` carry answers to questions along."""

    number = Line(
        _l("Number of the form"),
        most=20,
        hint=_l("At its top, like ALD-0042-K. Leave this empty if the form has no number, or if it is torn off."),
    )
    handed_in_on = Day(
        _l("When was it handed in?"),
        needed=_l("Choose the day on which it was handed in."),
        hint=_l("The day on the form. If there is none: the day on which you found it."),
    )
    words = Box(
        _l("The words on the paper"),
        most=MAX_WORDS,
        hint=_l("Copy them as they are, in their own words. Leave this empty if only pictures are ticked."),
    )
    feeling = Pick(_l("Which face is ticked?"), words={"": _l("None"), **FEELINGS})
    topic = Pick(_l("What is it about?"), words={"": "", **TOPICS}, needed=_l("Choose a topic."))
    kind = Choice(_l("What is it?"), words=KINDS, needed=_l("Choose what it is."))
    shown_as = Choice(
        _l("How should we show it?"),
        words={shown: SHOWN_AS[shown] for shown in (ShownAs.PATIENT, ShownAs.REP)},
        default=ShownAs.PATIENT,
        needed=_l("Choose one of the two."),
    )
    heeded = Kept()
    none_of_these = Kept()
