"""A browser for tests, without scripts: it checks every answer, and fills in and sends the forms that it finds.

nurse = PageClient(app)
nurse.sign_in_as(Kind.ACCOUNT, account.id, ward.id)
nurse.get("/actions")
nurse.follow("Mend the dryer")
nurse.submit("Promise the new date", to="2026-03-17", because="The part is on order.")
assert "moved 1 time" in nurse.page.text
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.checks import check_answer
from tests.markup import Node
from wardvoice.storage.base import db
from wardvoice.web.hall import Hall
from wardvoice.web.sessions import Kind, SessionRow, new_token, token_hash

Fields = dict[str, Any]


class PageClient:
    """Somebody at a browser. `page` is the last page or piece as a tree, `answer` the last response."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.http = app.test_client()
        self.answer: TestResponse
        self.page: Node
        self.address = "/"

    # --- who ----------------------------------------------------------------------------------------------------------

    def at_screen(self, token: str) -> PageClient:
        """Sit down at an enrolled screen: `token` is what its enrolment gave the browser."""
        self.http.set_cookie("wv-screen", token)
        return self

    def sign_in_as(
        self, kind: Kind, person_id: UUID, ward_id: UUID | None, screen_id: UUID | None = None, minutes: int = 30
    ) -> PageClient:
        """Be signed in without the sign-in page; a ward name needs the screen where it sits, too."""
        hall: Hall = self.app.extensions["hall"]
        visit = "s" + new_token()
        row = SessionRow(
            token_hash=token_hash(visit),
            person_kind=kind,
            person_id=person_id,
            ward_id=ward_id,
            screen_id=screen_id,
            expires=hall.clock.now() + timedelta(minutes=minutes),
        )
        with self.app.app_context(), Session(db.engine) as session:
            session.add(row)
            session.commit()
        self.http.set_cookie("wv", f"{visit}.0")
        return self

    # --- where --------------------------------------------------------------------------------------------------------

    def get(self, address: str, *, status: int = 200, follow: bool = True, htmx: str | None = None) -> Node:
        """Open an address. `htmx` names the id of the element that a piece is asked for."""
        return self._arrive(self.http.get(address, headers=_htmx(htmx)), address, status, follow)

    def follow(self, words: str, *, status: int = 200) -> Node:
        """Press the link with these words."""
        links = [link for link in self.page.all("a") if words in link.text or words == link.get("aria-label")]
        assert links, f"no link says {words!r}; there are: {[link.text for link in self.page.all('a')]}"
        return self.get(links[0]["href"], status=status)

    def post(
        self,
        address: str,
        data: Fields | None = None,
        *,
        status: int = 200,
        follow: bool = True,
        htmx: str | None = None,
        csrf: bool = True,
    ) -> Node:
        """Send a form by hand, with the token that the last page carries."""
        sent = {**({"csrf": self.csrf_token()} if csrf else {}), **(data or {})}
        return self._arrive(self.http.post(address, data=sent, headers=_htmx(htmx)), address, status, follow)

    def submit(
        self, which: str, *, status: int = 200, follow: bool = True, htmx: str | None = None, **fields: Any
    ) -> Node:
        """Fill in the form whose button says `which` (or whose action ends so), and press that button."""
        form, button = self.form(which)
        data = filled(form, fields)
        if button is not None and button.get("name"):
            data[button["name"]] = button.get("value")
        action = (button.get("formaction") if button is not None else "") or form.get("action") or self.address
        if form.get("method", "get").lower() == "get":
            return self._arrive(self.http.get(action, query_string=data), action, status, follow)
        return self._arrive(self.http.post(action, data=data, headers=_htmx(htmx)), action, status, follow)

    def form(self, which: str) -> tuple[Node, Node | None]:
        """Return the form, and the button that was meant."""
        for form in self.page.all("form"):
            for button in form.all("button"):
                if which in (button.text, button.get("aria-label")):
                    return form, button
        for form in self.page.all("form"):
            if form.get("action").endswith(which):
                return form, next(iter(form.all("button")), None)
        raise AssertionError(f"no form for {which!r}; buttons: {[b.text for b in self.page.all('button')]}")

    def csrf_token(self) -> str:
        """Return the token of the last page, opening the start page first if there is none."""
        if not hasattr(self, "page") or not self.page.all("input", name="csrf"):
            self.get(self.address)
        return self.page.all("input", name="csrf")[0]["value"]

    def _arrive(self, answer: TestResponse, address: str, status: int, follow: bool) -> Node:
        for _ in range(5):
            if not (follow and answer.status_code in (302, 303, 307, 308)):
                break
            check_answer(answer)
            address = answer.headers["Location"]
            answer = self.http.get(address)
        self.answer, self.address = answer, urlsplit(address).path
        told = f"{address} answered {answer.status}: {answer.get_data(as_text=True)[:3000]}"
        assert answer.status_code == status, told
        self.page = check_answer(answer)
        return self.page


def filled(form: Node, fields: Fields) -> Fields:
    """Return what a browser would send for this form with these fields filled in."""
    offered = _offered(form)
    for name, value in fields.items():
        assert name in offered, f"the form has no {name!r}, but {sorted(offered)}"
        choices = offered[name]
        if choices is not None and value not in (None, ""):
            wanted = value if isinstance(value, (list, tuple)) else [value]
            assert {str(one) for one in wanted} <= choices, f"{name} offers {sorted(choices)}, not {value!r}"
    sent = {**_defaults(form), **fields}
    return {name: value for name, value in sent.items() if value is not None}


def _offered(form: Node) -> dict[str, set[str] | None]:
    """Return each field's name with the values it offers, or None where anything may be typed."""
    offered: dict[str, set[str] | None] = {}
    for box in form.all("input", "select", "textarea"):
        name, kind = box.get("name"), box.get("type", "text")
        if name and kind in ("radio", "checkbox"):
            known = offered.setdefault(name, set())
            assert known is not None
            known.add(box.get("value", "on"))
        elif name and box.tag == "select":
            offered[name] = {option.get("value", option.text) for option in box.all("option")}
        elif name:
            offered[name] = None
    return offered


def _defaults(form: Node) -> Fields:
    sent: Fields = {}
    for box in form.all("input", "select", "textarea"):
        name, kind = box.get("name"), box.get("type", "text")
        if not name or "disabled" in box.attrs:
            continue
        if box.tag == "textarea":
            sent[name] = box.raw.removeprefix("\n")
        elif box.tag == "select":
            options = box.all("option")
            chosen = [option for option in options if "selected" in option.attrs] or options[:1]
            sent[name] = [*_listed(sent.get(name)), *(option.get("value", option.text) for option in chosen)]
        elif kind in ("radio", "checkbox"):
            if "checked" in box.attrs:
                sent.setdefault(name, []).append(box.get("value", "on"))
        elif kind not in ("submit", "button", "image"):
            sent[name] = _and(sent.get(name), box.get("value"))
    return sent


def _and(before: Any, value: str) -> Any:
    """Return a value, together with those that unseen boxes of the same name carry."""
    return value if before is None else [*_listed(before), value]


def _listed(sent: Any) -> list[Any]:
    if sent is None:
        return []
    return sent if isinstance(sent, list) else [sent]


def _htmx(target: str | None) -> dict[str, str]:
    return {} if target is None else {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": f"div#{target}"}
