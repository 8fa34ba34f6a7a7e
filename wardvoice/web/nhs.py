"""The bridge from WTForms to the NHS.UK components, built once.

The macros come with an Environment of their own: they need undefined names to be nothing, ours must not be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import wtforms
from flask import g, render_template
from flask_babel import gettext as _
from jinja2 import ChainableUndefined, Environment, PackageLoader
from markupsafe import Markup

from wardvoice.web import fields
from wardvoice.web.identity import at_ward_screen
from wardvoice.web.pictures import Pictures

FOLDERS = {"table": "tables"}
Macro = Callable[[dict[str, Any]], Markup]
ONE_TIME = "one-time-code"
"""Against its name the one word by which Chromium's password store lets a PIN, and the ward name before it, alone."""
OFF = {"autocorrect": "off", "autocapitalize": "sentences", "writingsuggestions": "false"}


class Nhs:
    """Every component as a function: `nhs.errorSummary({...})`. `text` is escaped, `html` is not."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("nhsuk_frontend_jinja"),
            autoescape=True,
            undefined=ChainableUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._macros: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Macro:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._macros:
            folder = FOLDERS.get(name) or re.sub("[A-Z]", lambda letter: "-" + letter[0].lower(), name)
            module = self._environment.get_template(f"nhsuk/components/{folder}/macro.jinja").module
            self._macros[name] = getattr(module, name)
        macro: Macro = self._macros[name]
        return macro


nhs = Nhs()


def field(box: Any, **over: Any) -> Markup:
    """Draw one field of a form with its label, hint and error. Keywords reach the component; `size` is the label's."""
    if isinstance(box, Pictures):
        g.has_box = True  # four pictures take their time, too
        return Markup(render_template("components/pictures.html", box=box))  # noqa: S704 - our own template, which escapes
    if isinstance(box, fields.Upload):
        return Markup(render_template("components/upload.html", box=box))  # noqa: S704 - our own template, which escapes
    label = {"text": _label(box), "size": over.pop("size", "m")}
    given: dict[str, Any] = {"name": box.name}
    if box.description:
        given["hint"] = {"text": str(box.description)}
    if box.errors:
        given["errorMessage"] = {"text": str(box.errors[0])}
    name, more = _component(box, label)
    wanted = given | more | over
    if box.errors or (isinstance(box, wtforms.StringField) and box.data):
        return _draw(name, wanted)
    return _draw_fresh(name, json.dumps(wanted, default=str))


def _draw(name: str, wanted: dict[str, Any]) -> Markup:
    macro: Macro = getattr(nhs, name)
    return macro(wanted)


@lru_cache(maxsize=2000)
def _draw_fresh(name: str, wanted: str) -> Markup:
    """Draw a box in which nothing was typed yet, once: nobody's words may stay in memory."""
    return _draw(name, json.loads(wanted))


def error_summary(*forms: Any) -> Markup:
    """Draw the list of all that has to be mended, each line leading to its box, if there is one on the page."""
    lines = [{"text": str(e)} | _where(box) for form in forms for box in form for e in box.errors]
    lines += [{"text": str(error)} for form in forms for error in form.form_errors]
    if not lines:
        return Markup()
    summary: Macro = nhs.errorSummary
    return summary({"heading": _("There is a problem"), "errorList": lines})


def _where(box: Any) -> dict[str, str]:
    """Return the way to a box. What offers nothing to choose draws none, and nothing can lead there."""
    is_of_choices = isinstance(box, (wtforms.RadioField, wtforms.SelectMultipleField))
    return {} if is_of_choices and not box.choices else {"href": f"#{box.id}"}


def _label(box: Any) -> Any:
    must = box.flags.required or isinstance(box, wtforms.BooleanField)
    return str(box.label.text) if must else _("%(label)s (you can leave this out)", label=box.label.text)


def _component(box: Any, label: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return which component draws a field, and what it needs to know."""
    if isinstance(box, wtforms.BooleanField):
        item = {"value": "y", "text": label["text"], "checked": bool(box.data)}
        return "checkboxes", {"idPrefix": box.id, "items": [item]}
    if isinstance(box, (wtforms.RadioField, wtforms.SelectMultipleField)):
        # idPrefix alone: an id would double the first choice's, to which the error summary leads
        kind = "radios" if isinstance(box, wtforms.RadioField) else "checkboxes"
        return kind, {"idPrefix": box.id, "fieldset": {"legend": label}, "items": _items(box)}
    given = {"id": box.id, "label": label}
    if isinstance(box, wtforms.SelectField):
        return "select", given | {"items": _items(box)}
    g.has_box = True  # a page with a box to write in gives more time
    if isinstance(box, wtforms.TextAreaField):
        rows = getattr(box, "rows", 5)
        return "textarea", given | {"value": _typed(box), "rows": rows} | _off()
    return "input", given | _input(box)


def _items(box: Any) -> list[dict[str, Any]]:
    items = []
    for choice in box.iter_choices():
        item = {"value": choice.value, "text": str(choice.label), "checked": choice.selected}
        item["selected"] = choice.selected
        if choice.render_kw.get("hint"):
            item["hint"] = {"text": choice.render_kw["hint"]}
        items.append(item)
    return items


def _input(box: Any) -> dict[str, Any]:
    plain = {"autocomplete": "off", "spellcheck": False}
    if isinstance(box, fields.Pin):
        digits = {"type": "password", "inputmode": "numeric", "width": "10", "classes": "wv-pin"}
        return plain | digits | {"autocomplete": ONE_TIME}
    if isinstance(box, wtforms.PasswordField):
        return plain | {"type": "password", "width": "20"}
    if isinstance(box, wtforms.DateField):
        return plain | {"type": "date", "value": _typed(box), "classes": "wv-date"}
    if isinstance(box, wtforms.IntegerField):
        return plain | {"inputmode": "numeric", "width": "4", "value": _typed(box)}
    return {"value": box._value()} | _off()


def _off() -> dict[str, Any]:
    """Return what keeps a browser from remembering, and at a shared screen from sending words to a spelling service."""
    quiet = {"spellcheck": "false"} if at_ward_screen() else {}
    return {"autocomplete": "off", "attributes": OFF | quiet}


def _typed(box: Any) -> str:
    """Return what was typed, also when it could not be understood."""
    if box.raw_data:
        return str(box.raw_data[0])
    return "" if box.data is None else str(box.data)
