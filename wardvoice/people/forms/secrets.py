"""How somebody shows that a ward name is theirs: by six numbers, or by four pictures. A page draws one of the two."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from flask import request
from flask_babel import lazy_gettext as _l

from wardvoice.people.rules.pictures import IN_A_ROW
from wardvoice.people.words import PICTURES
from wardvoice.web.fields import Kept, Pin
from wardvoice.web.forms import Form
from wardvoice.web.hall import SAFE
from wardvoice.web.pictures import Pictures

INSTEAD = "instead"


class By(StrEnum):
    """The two ways."""

    NUMBERS = "numbers"
    PICTURES = "pictures"


class KnownBy(Form):
    """Mixin: the secret of a ward name. Where `turned`, somebody asked for the other way and sent nothing yet."""

    boxes_by: ClassVar[dict[By, tuple[str, ...]]] = {By.NUMBERS: ("pin",), By.PICTURES: ("pictures",)}

    by = Kept(default=By.NUMBERS.value)
    pin = Pin(_l("Your PIN"), needed=_l("Type your PIN."), hint=_l("Six numbers."))
    pictures = Pictures(
        _l("Your four pictures"), words=PICTURES, needed=_l("Choose your four pictures."), count=IN_A_ROW
    )

    def __init__(self, obj: Any = None, **values: Any) -> None:
        super().__init__(obj, **values)
        self.turned = request.method not in SAFE and INSTEAD in request.form
        wanted = request.form[INSTEAD] if self.turned else self.by.data
        self.way = By.PICTURES if wanted == By.PICTURES else By.NUMBERS
        self.by.data = self.way.value
        for name in self.boxes_by[self.other_way]:
            del self[name]

    @property
    def other_way(self) -> By:
        """The way that this page does not draw."""
        return By.NUMBERS if self.way is By.PICTURES else By.PICTURES

    @property
    def secret_boxes(self) -> list[Any]:
        """The boxes of the way that was chosen."""
        return [self[name] for name in self.boxes_by[self.way]]

    @property
    def secret(self) -> str:
        """What was typed or chosen. No row of pictures reads like a PIN, so one hash serves both."""
        return self.secret_boxes[0].data or ""
