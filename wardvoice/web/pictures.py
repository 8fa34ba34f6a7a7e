"""A box in which somebody chooses a few pictures, one after the other, as others type a PIN."""

from __future__ import annotations

from typing import Any

import wtforms
from wtforms.validators import StopValidation

from wardvoice.web.checks import Text
from wardvoice.web.fields import Words


class Pictures(wtforms.Field):
    """So many of the same pictures in a row, each sent under a name of its own; `data` are their codes with blanks.

    What was chosen is never drawn again, as with a PIN.
    """

    def __init__(self, label: Text, *, words: Words, needed: Text, count: int = 4, hint: Text = "", **kw: Any) -> None:
        super().__init__(label, description=hint, **kw)
        self.words, self.needed = words, needed
        self.names = [f"{self.name}_{n + 1}" for n in range(count)]
        self.flags.required = True

    def process(self, formdata: Any, *_prefilled: Any, **_filters: Any) -> None:
        """Read what was chosen; nothing is ever filled in."""
        self.process_errors = []
        self.raw_data = [formdata.get(name, "") for name in self.names] if formdata else []
        self.data = " ".join(self.raw_data)

    def pre_validate(self, _form: Any) -> None:
        """Refuse a row in which one is missing, or is none of ours."""
        if not self.raw_data or set(self.raw_data) - set(self.words):
            raise StopValidation(str(self.needed))
