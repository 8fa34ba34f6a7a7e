"""A real browser in the hands of the people of the stories: it clicks, types and chooses what their sentences say.

It stands where their page client stands; so the stories of tests/journeys are told here in the same words, with every
style and script at work, or with scripts switched off.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, Response, expect

from tests.checks import check_page
from tests.markup import Node, read

SWAPPED = """form => form.getAttribute("hx-target") ||
  (form.hasAttribute("hx-post") && form.closest("[hx-target\\\\:inherited]")?.getAttribute("hx-target:inherited"))"""
"""What the answer to a form takes the place of, named by the form or by what stands around it."""


class Chromium:
    """Somebody at a browser of their own, or at a screen of the ward."""

    def __init__(self, context: BrowserContext, home: str, screen: str = "") -> None:
        if screen:
            context.add_cookies([{"name": "wv-screen", "value": screen, "url": home, "httpOnly": True}])
        self.window, self.home = context.new_page(), home
        self.by_keyboard = False
        self.looks_closely: Callable[[Page], None] = lambda page: None
        self._read: Node | None = None
        self._looked_at: Node | None = None

    @property
    def page(self) -> Node:
        """What stands on the page now; after something was chosen with `page = …`, that part of it."""
        if self._looked_at is None:
            self._read = self._looked_at = read(self.window.content())
        return self._looked_at

    @page.setter
    def page(self, part: Node) -> None:
        self._looked_at = part

    @property
    def address(self) -> str:
        return urlsplit(self.window.url).path

    def get(self, address: str) -> Node:
        """Follow the link that leads there; only the start page may be typed in."""
        link = self.window.locator(f'a[href="{address}"]:visible').first
        if link.count():
            return self._arrives(lambda: self._press(link), 200)
        assert address == "/", f"no link leads to {address} from {self.address}"
        return self._arrives(lambda: self.window.goto(self.home), 200)

    def form(self, which: str) -> tuple[Node, Node]:
        """Return the form with a button that says this, and the button."""
        for form in self.page.all("form"):
            for button in form.all("button"):
                if which in (button.text, button.get("aria-label")):
                    return form, button
        raise AssertionError(f"no form for {which!r} on {self.address}: {[b.text for b in self.page.all('button')]}")

    def submit(self, which: str, *, status: int = 200, **fields: Any) -> Node:
        """Fill in the boxes of a form, and press its button."""
        form, button = self.form(which)
        assert self._read is not None
        real = self.window.locator("form").nth(_place(form, self._read.all("form")))
        for name, value in fields.items():
            self._fill(real, name, value)
        pressed = real.locator("button").nth(self._real_place(real, button, form))
        swapped = real.evaluate(SWAPPED)
        if swapped and self.scripts:
            return self._swaps(real if swapped == "this" else self.window.locator(swapped), pressed, status)
        return self._arrives(lambda: self._press(pressed), status)

    @property
    def scripts(self) -> bool:
        """Whether this browser runs scripts: ours give each page of the ward a module, and htmx a name."""
        return bool(self.window.locator("noscript > *").count() == 0 and self.window.evaluate("'htmx' in window"))

    # --- hands --------------------------------------------------------------------------------------------------------

    def _press(self, target: Locator) -> None:
        _open_around(target)
        if self.by_keyboard:
            target.focus()
            self.window.keyboard.press("Enter")
        else:
            target.click()

    def _fill(self, form: Locator, name: str, value: Any) -> None:
        box = form.locator(f'[name="{name}"]:not([type=hidden])')
        if box.first.get_attribute("type") == "radio":
            box = self._near(form, name, value) or form.locator(f'[name="{name}"][value="{value}"]')
        _open_around(box.first)
        kind = box.first.evaluate("box => box.type")
        if kind in ("radio", "checkbox"):
            box.set_checked(value is not None)
        elif kind == "select-one":
            box.select_option(str(value))
        elif kind == "date":
            box.fill("-".join(reversed(str(value).split("/"))))
        else:
            box.fill(str(value))

    def _near(self, form: Locator, name: str, value: Any) -> Locator | None:
        """Return the box behind buttons of its own name, once asked for, if no button says the value."""
        behind = form.locator(f'.wv-near__box [name="{name}"]')
        if not behind.count() or form.locator(f'.wv-near__few [value="{value}"]').count():
            return None
        form.locator(f'.wv-near__few [name="{name}"][value=""]').check()
        return behind

    def _real_place(self, real: Locator, button: Node, form: Node) -> int:
        """Return the place of a button among those that the browser has: a script may have added some."""
        wanted, seen = button.get("aria-label") or button.text, form.all("button")
        assert _place(button, seen) < real.locator("button").count(), f"the button {wanted!r} is gone"
        return _place(button, seen)

    # --- what comes of it ---------------------------------------------------------------------------------------------

    def _arrives(self, act: Any, status: int) -> Node:
        with self.window.expect_navigation() as arrival:
            act()
        answer: Response = arrival.value
        self._looked_at = None
        assert answer.status == status, f"{self.address} answered {answer.status}: {self.page.text}"
        check_page(answer.text())
        self.looks_closely(self.window)
        return self.page

    def _swaps(self, place: Locator, button: Locator, status: int) -> Node:
        """Press a button whose answer takes the place of a part of the page, or leads to another page."""
        place.evaluate("element => element.setAttribute('data-was-here', '')")
        with self.window.expect_response(_to_htmx) as got:
            self._press(button)
        assert got.value.status == status, f"{self.address} answered {got.value.status}: {self.page.text}"
        expect(self.window.locator("[data-was-here]")).to_have_count(0)
        self.window.wait_for_load_state()
        self._looked_at = None
        self.looks_closely(self.window)
        return self.page


def _to_htmx(answer: Response) -> bool:
    """Whether a form that htmx sends was answered; meanwhile a page may also say that somebody is still there."""
    return answer.request.method == "POST" and "hx-request" in answer.request.headers


def _place(node: Node, among: list[Node]) -> int:
    return next(place for place, one in enumerate(among) if one is node)


def _open_around(target: Locator) -> None:
    """Open whatever is folded around something, as one has to before one can use it."""
    folded = target.locator("xpath=ancestor::details[not(@open)]/summary")
    for place in range(folded.count()):
        folded.nth(place).click()
