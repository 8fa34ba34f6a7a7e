"""What is typed to come back."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from wardvoice.web.fields import Line
from wardvoice.web.forms import Form


class WordsForm(Form):
    """Five words, as somebody copied them. They never stand on the page that answers (P22)."""

    five = Line(
        _l("Your five words"),
        needed=_l("Type your five words."),
        most=200,
        hint=_l("Big or small letters do not matter. The first three letters of each word are enough."),
    )

    def forget(self) -> None:
        """Empty the box before the page is drawn again."""
        self.five.data = ""
