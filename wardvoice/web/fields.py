"""What a person may type or choose: the kinds of boxes, each with a clear sentence for what does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date
from enum import StrEnum
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from wardvoice.web.checks import AtMost, Between, SixDigits, Text, checks

FAR = (date(1900, 1, 1), date(2199, 12, 31))
DAY_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\s*[/. -]\s*(?P<m>\d{1,2})\s*[/. -]\s*(?P<y>\d{4})"),
)


class Line(StringField):
    """One line of text."""

    def __init__(self, label: Text, *, needed: Text | None = None, most: int = 200, hint: Text = "", **kw: Any) -> None:
        super().__init__(label, checks(needed, AtMost(most)), description=hint, **kw)


class Box(TextAreaField):
    """Several lines of text."""

    def __init__(
        self, label: Text, *, needed: Text | None = None, most: int = 2000, hint: Text = "", rows: int = 5, **kw: Any
    ) -> None:
        super().__init__(label, checks(needed, AtMost(most)), description=hint, **kw)
        self.rows = rows


class Secret(PasswordField):
    """A password: never shown again, never remembered by the browser."""

    def __init__(self, label: Text, *, needed: Text, most: int = 200, hint: Text = "", **kw: Any) -> None:
        super().__init__(label, checks(needed, AtMost(most)), description=hint, **kw)


class Pin(PasswordField):
    """Six digits that only the person knows."""

    def __init__(self, label: Text, *, needed: Text | None = None, hint: Text = "", **kw: Any) -> None:
        its_checks = checks(needed or _l("Type your six numbers."), SixDigits())
        super().__init__(label, its_checks, description=hint, **kw)


class Count(IntegerField):
    """A whole number."""

    def __init__(
        self,
        label: Text,
        *,
        needed: Text | None = None,
        least: int = 0,
        most: int = 999,
        hint: Text = "",
        **kw: Any,
    ) -> None:
        super().__init__(label, checks(needed, Between(least, most)), description=hint, **kw)
        self.least, self.most = least, most

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was typed, blanks around it not minded; an empty box is no number and no mistake."""
        self.data = None
        typed = str(valuelist[0]).strip() if valuelist else ""
        if typed and not re.fullmatch(r"[+-]?[0-9]{1,9}", typed):
            raise ValueError(_("Write a whole number, like 12."))
        if typed:
            self.data = int(typed)


class Day(DateField):
    """A day, typed or picked; `2026-03-17` and `17/3/2026` are both understood."""

    def __init__(self, label: Text, *, needed: Text | None = None, hint: Text = "", **kw: Any) -> None:
        super().__init__(label, checks(needed), description=hint, **kw)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read a day in either way of writing it."""
        self.data = None
        typed = str(valuelist[0]).strip() if valuelist else ""
        if typed:
            self.data = _day(typed)


def _day(typed: str) -> date:
    match = next((found for form in DAY_FORMS if (found := form.fullmatch(typed))), None)
    try:
        day = date(*(int(match[part]) for part in "ymd")) if match else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(_("Write a real date, like 17/3/2026."))
    if not FAR[0] <= day <= FAR[1]:
        raise ValueError(_("That date is too far away."))
    return day


class Tick(BooleanField):
    """One box to tick."""

    def __init__(self, label: Text, *, needed: Text | None = None, hint: Text = "", **kw: Any) -> None:
        super().__init__(label, checks(needed), description=hint, **kw)


Words = Mapping[Any, Text]
"""The choices: a code of the house, or a plain value, and how it reads on screen."""


class _Chosen:
    """What one-of-many fields share: codes with words, and a sentence instead of silence."""

    raw_data: Any
    process_errors: Any

    def _choices(self, words: Words | None, hints: Mapping[Any, Text]) -> Callable[[], list[SelectChoice]]:
        return lambda: [
            SelectChoice(value_of(code), str(text), {"hint": str(hints[code])} if code in hints else {})
            for code, text in (words or {}).items()
        ]

    def pre_validate(self, form: Any) -> None:
        """Leave an empty answer to `needed`, and check any other against the list."""
        if any(self.raw_data or ()):
            super().pre_validate(form)  # type: ignore[misc]


class Choice(_Chosen, RadioField):
    """One of a few, all in sight. `words` maps a code to its words; `data` is the code itself."""

    def __init__(
        self,
        label: Text,
        *,
        words: Words | None = None,
        needed: Text | None = None,
        hint: Text = "",
        hints: Mapping[Any, Text] | None = None,
        **kw: Any,
    ) -> None:
        kw = {"choices": self._choices(words, hints or {}), "coerce": reader(words), **MISFITS, **kw}
        super().__init__(label, checks(needed), description=hint, **kw)


class Pick(_Chosen, SelectField):
    """One of many, from a list that opens. An empty first line stands for no choice."""

    def __init__(
        self, label: Text, *, words: Words | None = None, needed: Text | None = None, hint: Text = "", **kw: Any
    ) -> None:
        kw = {"choices": self._choices(words, {}), "coerce": reader(words), **MISFITS, **kw}
        super().__init__(label, checks(needed), description=hint, **kw)


class Choices(_Chosen, SelectMultipleField):
    """Any number of a few."""

    def __init__(
        self, label: Text, *, words: Words | None = None, needed: Text | None = None, hint: Text = "", **kw: Any
    ) -> None:
        kw = {"choices": self._choices(words, {}), "coerce": reader(words), **MISFITS, **kw}
        super().__init__(label, checks(needed), description=hint, **kw)


class Upload(FileField):
    """A file. Its form says enctype="multipart/form-data", and holds no box for longer words."""

    def __init__(self, label: Text, *, accept: str, hint: Text = "", **kw: Any) -> None:
        super().__init__(label, description=hint, **kw)
        self.accept = accept

    @property
    def sent(self) -> bytes:
        """What was sent, or nothing; the name of the file and its kind are the browser's word, and not asked for."""
        found = request.files.get(self.name)
        if found is None:
            return b""
        with closing(found):
            return bytes(found.read())


class Kept(HiddenField):
    """Something that the page carries along unseen."""


MISFITS = {
    "invalid_value_message": _l("Choose one of the answers shown."),
    "invalid_choice_message": _l("Choose one of the answers shown."),
}


def value_of(code: Any) -> str:
    """Return how a code travels in a form."""
    return str(code.value if isinstance(code, StrEnum) else code)


def reader(words: Words | None) -> Callable[[Any], Any]:
    """Return what turns a typed value back into its code; anything else is a ValueError."""
    if words is None:
        return str
    codes = {value_of(code): code for code in words}

    def read(typed: Any) -> Any:
        if value_of(typed) not in codes:
            raise ValueError(typed)
        return codes[value_of(typed)]

    return read


def offer(field: Any, words: Words) -> None:
    """Give a Choice, Pick or Choices field its words for this request, such as the people in post."""
    field.coerce = reader(words)
    field.choices = [SelectChoice(value_of(code), str(text)) for code, text in words.items()]
    if field.raw_data:
        with suppress(ValueError):  # what is not among the choices is told when the form is validated
            field.process_formdata(field.raw_data)
