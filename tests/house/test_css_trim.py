"""The trimmer of vendored style sheets keeps what is used, drops what is not, and never changes the order."""

import pytest

from tools.css_trim import trimmed


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("a{color:red}b{top:0}", "a{color:red}b{top:0}"),
        ('a::before{content:"};{"}b{top:0}', 'a::before{content:"};{"}b{top:0}'),
        ("a,.x--reverse{color:red}", "a{color:red}"),
        (".x--reverse{color:red}", ""),
        ("a:not(b,c){color:red}", "a:not(b,c){color:red}"),
        ("a{background:url(/x.svg);color:red}", "a{color:red}"),
        ("a{background:url(/x.svg)}", ""),
        ("@media print{a{color:red}}", ""),
        ("@media(min-width: 1em){.x--reverse{top:0}}", ""),
        ("@media(a){a{top:0}}@media(a){b{top:0}}", "@media(a){a{top:0}b{top:0}}"),
        (
            "@media(min-width: 1em){a{top:0}}c{top:0}@media(min-width: 1em){b{top:0}}",
            "@media(min-width: 1em){a{top:0}}c{top:0}@media(min-width: 1em){b{top:0}}",
        ),
        ('@charset "UTF-8";a{top:0}', "a{top:0}"),
    ],
)
def test_trimmed(css, kept):
    assert trimmed(css, layer="vendor") == f"@layer vendor{{{kept}}}\n"
