"""Collect the words to translate into wardvoice/translations/messages.pot: `python3 dev.py pot`.

The same sources give the same file: sorted by where the words stand, without times and without line numbers.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

PACKAGE = Path(__file__).resolve().parent.parent / "wardvoice"
CATALOGUE = PACKAGE / "translations" / "messages.pot"
METHODS = [("static/**", "ignore"), ("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
OPTIONS = {"**.html": {"silent": "false"}, "**.txt": {"silent": "false"}}

# Words inside a refusal are shown to people, so raising it marks them for translation.
OURS = ("_", "_l", "N_", "RuleBroken", "NotAllowed", "Stale", "NotFound")
KEYWORDS = DEFAULT_KEYWORDS | dict.fromkeys(OURS) | {"_n": (1, 2)}
CHANGING_HEADERS = re.compile(rb'^"(POT-Creation-Date|Generated-By): .*\n', re.MULTILINE)


def main() -> int:
    """Write the catalogue and say how many messages it holds."""
    catalogue = Catalog(project="WardVoice", version="", copyright_holder="The WardVoice contributors")
    catalogue.header_comment = "# Words of WardVoice, to be translated. Renewed by: python3 dev.py pot"
    for path, _line, message, comments, context in extract_from_dir(
        PACKAGE, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        where = Path("wardvoice", path).as_posix()
        catalogue.add(message, locations=[(where, 0)], auto_comments=comments, context=context)
    CATALOGUE.parent.mkdir(exist_ok=True)
    CATALOGUE.write_bytes(_written(catalogue))
    print(f"{len(catalogue)} messages in {CATALOGUE.relative_to(PACKAGE.parent)}")
    return 0


def _written(catalogue: Catalog) -> bytes:
    text = io.BytesIO()
    write_po(text, catalogue, width=120, sort_by_file=True, include_lineno=False)
    return CHANGING_HEADERS.sub(b"", text.getvalue())


if __name__ == "__main__":
    sys.exit(main())
