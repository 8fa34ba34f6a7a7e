"""What is typed to come in: a password, or a ward name and its PIN; and what makes a new ward name."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.people.forms.secrets import By, KnownBy
from wardvoice.people.words import PICTURES
from wardvoice.web.fields import Choice, Kept, Line, Pin, Secret
from wardvoice.web.forms import Form, SentOnce
from wardvoice.web.pictures import Pictures


class SignInForm(Form):
    """A member of staff."""

    username = Line(_l("Username"), needed=_l("Type your username."), most=60)
    password = Secret(_l("Password"), needed=_l("Type your password."))


class MyNameForm(KnownBy):
    """A patient with a ward name. `to` is the page they wanted."""

    to = Kept()
    word = Line(_l("Your ward name"), needed=_l("Type your ward name."), most=40)


class CardForm(Form):
    """The first of three steps to a ward name: the card."""

    code = Line(
        _l("The letters on your card"),
        needed=_l("Type the letters on your card."),
        most=40,
        hint=_l("Eight letters. Big or small does not matter."),
    )
    old_word = Line(
        _l("Your old ward name, if you forgot its PIN"),
        most=40,
        hint=_l("It stops working tomorrow. If somebody signs in with it before, it stays."),
    )


class WordForm(Form):
    """The second step: a word from those on offer."""

    code = Kept()
    old_word = Kept()
    word = Choice(_l("Choose your ward name"), needed=_l("Choose one of the words."))


class NewPinForm(KnownBy, SentOnce):
    """The third step: a PIN or pictures, given twice."""

    boxes_by = {By.NUMBERS: ("pin", "again"), By.PICTURES: ("pictures", "pictures_again")}

    code = Kept()
    old_word = Kept()
    word = Kept()
    pin = Pin(_l("Your PIN"), needed=_l("Type six numbers."), hint=_l("Six numbers that only you know."))
    again = Pin(_l("Your PIN again"), needed=_l("Type the six numbers again."))
    pictures = Pictures(
        _l("Your four pictures"),
        words=PICTURES,
        needed=_l("Choose four pictures."),
        hint=_l("In an order that you can keep. You may choose one twice."),
    )
    pictures_again = Pictures(
        _l("The same four pictures again"), words=PICTURES, needed=_l("Choose the four pictures again.")
    )


class EnrolForm(Form):
    """The code that makes this browser a screen of a ward."""

    code = Line(
        _l("The code"),
        needed=_l("Type the code."),
        most=40,
        hint=_l("Eight letters and numbers. An admin or the ward manager makes it. It works once, for an hour."),
    )
