"""A browser that measures: keeps its cookies and its connection, reads the hidden fields of a form, times an answer."""

from __future__ import annotations

import time
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

IDLE = 1.0
"""In seconds: a connection that rested longer is opened anew."""


class Form(HTMLParser):
    """The first form in <main>: where it goes, its hidden fields, its first choices, its boxes, its first button."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action, self.fields, self._in_main, self._depth = "", {}, False, 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._in_main = True
        elif tag == "form" and self._in_main and not self._depth:
            self.action, self._depth = given.get("action", ""), 1
        elif self._depth == 1:
            self._field(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._depth:
            self._depth = 2

    def _field(self, tag: str, given: dict[str, str]) -> None:
        kind, name = given.get("type", ""), given.get("name", "")
        if not name or (tag == "button" and self.fields.get("_went")):
            return
        if tag == "textarea":
            self.fields[name] = "The dryer on the first floor is broken again"
        elif tag == "button" and kind == "submit" and "formnovalidate" not in given:
            self.fields |= {name: given.get("value", ""), "_went": "yes"}
        elif tag == "input" and (kind == "hidden" or kind == "radio"):
            self.fields.setdefault(name, given.get("value", ""))


def enter(port: int, who: str) -> Visitor:
    """Come in through the demo's doorway."""
    visitor = Visitor(port)
    _, page = visitor.get("/demo")
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    visitor.post("/demo/enter", {"as": who, "csrf": token})
    return visitor


class Visitor:
    """One browser at one server."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port)
        self.port = port
        self.cookies: dict[str, str] = {}
        self.kind, self.led_to = "", ""
        self._last = 0.0

    def get(self, address: str) -> tuple[float, str]:
        """Return the seconds until the whole page was here, and the page."""
        return self._ask("GET", address, None)

    def post(self, address: str, fields: dict[str, str]) -> tuple[float, str]:
        """Send a form as a page of this server would."""
        return self._ask("POST", address, urlencode(fields))

    def fill_in(self, page: str, address: str) -> tuple[float, str]:
        """Send the first form of a page, taking the first choice everywhere."""
        form = Form(page)
        fields = {name: value for name, value in form.fields.items() if name != "_went"}
        return self.post(form.action or address, fields)

    def _ask(self, method: str, address: str, body: str | None) -> tuple[float, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://127.0.0.1:{self.port}",
            }
        if time.monotonic() - self._last > IDLE:  # the server may have closed it by now
            self.connection.close()
        try:
            began, answer = self._sent(method, address, body, headers)
        except ConnectionError:  # closed in the very moment; what was only to be read is asked for again
            if method != "GET":
                raise
            self.connection.close()
            began, answer = self._sent(method, address, body, headers)
        page = answer.read().decode(errors="replace")
        took = time.perf_counter() - began
        self._last = time.monotonic()
        self._keep(answer)
        self.kind = answer.headers.get_content_type()
        self.led_to = answer.headers.get("Location", "")
        if answer.status >= 400:
            raise RuntimeError(f"{method} {address} answered {answer.status}")
        return took, page

    def _sent(self, method: str, address: str, body: str | None, headers: dict[str, str]) -> tuple[float, HTTPResponse]:
        began = time.perf_counter()
        self.connection.request(method, address, body, headers)
        return began, self.connection.getresponse()

    def _keep(self, answer: HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
