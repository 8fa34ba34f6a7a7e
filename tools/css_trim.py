"""Cut a compiled style sheet down to what WardVoice shows: rules for components, browsers and media it lacks go."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A rule is its prelude and its body: declarations as text, or the rules inside an @media or @supports.
Rule = tuple[str, "str | list[Rule]"]

UNUSED_SELECTORS = re.compile(
    r"--reverse|--login|--brand|button--secondary-solid"
    r"|nhsuk-scroll|expander|link-image|nhsuk-code|nhsuk-lede|password-input|link--no-visited"
    r"|table__panel|heading-tab|aria-sort|nhsuk-icon--(search|user)"
    r"|nhsuk-grid|nhsuk-width-container|nhsuk-image|nhsuk-section-break|nhsuk-login"
    r"|caption--xl|caption-xxl|heading-xxs|u-frontend-not-supported"
    r"|-ms-|::-moz-focus"
)
# Print has a style sheet of our own; the strange screens are old Internet Explorer's.
UNUSED_BLOCKS = re.compile(r"@media print|print and|@container|@media screen[^\s({]|-ms-high-contrast: none|@charset")
UNUSED_DECLARATIONS = re.compile(r"url\(|-ms-|image-set\(")


def trimmed(css: str, *, layer: str) -> str:
    """Return `css` without what is unused, inside one cascade layer, so that our own rules always win over it."""
    kept = _merged(_kept(list(parse(css.lstrip("\ufeff")))))
    return f"@layer {layer}{{{_written(kept)}}}\n"


def parse(css: str) -> Iterator[Rule]:
    """Read compressed CSS, which has no comments; statements without a body, such as @charset, are left out."""
    at = 0
    while (opening := _next_of("{;", css, at)) >= 0:
        prelude = css[at:opening]
        if css[opening] == ";":
            at = opening + 1
            continue
        closing = _closing(css, opening)
        body = css[opening + 1 : closing]
        nests = prelude.startswith(("@media", "@supports", "@container"))
        yield prelude, list(parse(body)) if nests else body
        at = closing + 1


def _next_of(marks: str, css: str, start: int) -> int:
    """Return where one of `marks` stands next outside quotation marks, or -1."""
    quote = ""
    for at in range(start, len(css)):
        letter = css[at]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in marks:
            return at
    return -1


def _closing(css: str, opening: int) -> int:
    depth, at = 1, opening
    while depth:
        at = _next_of("{}", css, at + 1)
        depth += 1 if css[at] == "{" else -1
    return at


def _kept(rules: list[Rule]) -> list[Rule]:
    kept = ((_prelude(prelude), _body(body)) for prelude, body in rules if not UNUSED_BLOCKS.search(prelude))
    return [(prelude, body) for prelude, body in kept if prelude and body]


def _prelude(prelude: str) -> str:
    """Drop the unused selectors of a list; in a media query the half that speaks to Internet Explorer."""
    if prelude.startswith("@"):
        return prelude.replace(",(-ms-high-contrast: active)", "")
    selectors = re.split(r",(?![^(]*\))", prelude)
    return ",".join(selector for selector in selectors if not UNUSED_SELECTORS.search(selector))


def _body(body: str | list[Rule]) -> str | list[Rule]:
    if isinstance(body, list):
        return _kept(body)
    return ";".join(said for said in body.split(";") if not UNUSED_DECLARATIONS.search(said))


def _merged(rules: list[Rule]) -> list[Rule]:
    """Join neighbours under the same @media or @supports; the order of rules, which decides, stays."""
    merged: list[Rule] = []
    for prelude, body in rules:
        before = merged[-1] if merged else None
        if before and before[0] == prelude and isinstance(body, list) and isinstance(before[1], list):
            before[1].extend(body)
        else:
            merged.append((prelude, body))
    return merged


def _written(rules: list[Rule]) -> str:
    return "".join(f"{prelude}{{{body if isinstance(body, str) else _written(body)}}}" for prelude, body in rules)
