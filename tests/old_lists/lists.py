"""Ten old lists as wards keep them, with the usual mess: made here, so that whoever reads a test sees what is in them.

The names in them are invented. Today is Monday 2 March 2026.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(rows: Sequence[Sequence[Any]], title: str = "Actions") -> Workbook:
    book = Workbook()
    sheet = first_of(book)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book


def first_of(book: Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def plain() -> bytes:
    """A tidy list: days as days, every column by its usual name."""
    return saved(
        filled(
            [
                ("Action", "Owner", "Date agreed", "Due", "Status", "Comments"),
                ("Mend the dryer", "Sam", date(2026, 1, 5), date(2026, 1, 19), "Open", "part on order"),
                (
                    "Second kettle",
                    "priya",
                    datetime(2026, 1, 5, 9, 30),
                    date(2026, 1, 12),
                    "Completed",
                    "",
                ),
                (
                    "Later visiting",
                    "Sam (occupational therapist)",
                    None,
                    date(2026, 4, 1),
                    "In progress",
                    None,
                ),
            ]
        )
    )


def titled_and_merged() -> bytes:
    """A title and a blank line above, one meeting merged over its lines, sections between, rich text, a hidden line."""
    book = filled(
        [
            ("Alder ward: community meeting action log", None, None, None, None),
            (None,),
            ("Meeting", "What will be done?", "By whom", "Target date", "RAG"),
            ("Meeting of 5 January 2026", "Fix the garden gate", "Ward mgr / Sam", "19.01.2026", "Red"),
            (None, "New board games", "OT", "end of Jan", "G"),
            ("FEBRUARY", None, None, None, None),
            (datetime(2026, 2, 2), "Menu with pictures", "Sam", "16/2/26, extended to 9/3/26", "Amber"),
            ("02/02/26", "Old filter line, long done", "Lena", "23 Feb", "Blue"),
            ("Meeting", "What will be done?", "By whom", "Target date", "RAG"),
            ("16/02/26", "Ask about the smoking shelter", "Sam and Lena", "mid March", ""),
        ]
    )
    sheet = first_of(book)
    sheet["B5"] = CellRichText("New ", TextBlock(InlineFont(b=True), "board"), " games")
    for place in ("A1:E1", "A4:A5", "A6:E6"):
        sheet.merge_cells(place)
    sheet.row_dimensions[8].hidden = True
    sheet["A900"].number_format = "dd/mm/yyyy"  # thousands of empty cells have a style in such lists
    return saved(book)


def years_apart() -> bytes:
    """A sheet for each year, a sheet of choices, a hidden one, and formulas whose values were saved nowhere."""
    book = filled([("Task", "Lead", "Deadline", "Done"), ("Paint the lounge", "Sam", "1/9/24", "x")], "2024")
    book.create_sheet("2025").append(["No.", "Agreed action", "Person responsible", "By when", "Date completed"])
    book["2025"].append([1, "Lock for the phone room", "Priya", date(2025, 5, 1), "02-May-2025"])
    book["2025"].append([2, "Blinds in the side room", "estates", date(2025, 6, 1), None])
    book["2025"].append([3, None, None, None, None])
    book.create_sheet("Choices").append(["Open", "Closed"])
    book.create_sheet("Old").append(["Action", "Due"])
    book["Old"].sheet_state = "hidden"
    return saved(book)


def macintosh() -> bytes:
    """A file whose days count from 1904, a column of bare numbers, and a heading with two names in it."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = first_of(book)
    for row in (
        ("Action / Task", "Owner (lead)", "Due", "Closed?"),
        ("Shelf for books", "Sam", date(2026, 3, 20), "N"),
    ):
        sheet.append(list(row))
    return saved(book)


def semicolons() -> bytes:
    """CSV from a German Excel in the old code page, with a quoted line break, dashes and an accent."""
    text = (
        "sep=;\r\nIssue raised;Action;Owner;Due date;Status;Raised by\r\n"
        '"Café too loud;\r\nno place to talk";"Quiet hour\r\nfrom 3 to 4 – daily";'
        "Lena;09.03.2026;Ongoing - room found;J.K.\r\n"
    )
    return text.encode("cp1252")


def with_mark() -> bytes:
    """CSV in UTF-8 with a mark before it, tabs, letters from the right, and text that is taken for formulas."""
    text = (
        "Action\tOwner\tTarget date\tStatus\n"
        "إصلاح المجفف\tSam\t2026-03-09\tnot started\n"
        '"=HYPERLINK(""http://evil.example"",""Tea"")"\t@Lena\t09/03/2026\tOpen\n'
        "+1 kettle\t-\t10/03/2026\t50%\n"
        "<script>alert(1)</script>\tSam\t11/03/2026\tTo do\n"
    )
    return text.encode("utf-8-sig")


def messy() -> bytes:
    """Much that cannot be understood: each such line is named, and nothing of the file is brought."""
    return saved(
        filled(
            [
                ("Action", "Owner", "Date agreed", "Due", "Status", "Date completed"),
                ("Mend the dryer", "Sam", "05/01/2026", "ASAP", "Open", None),
                ("Buy a kettle", "Sam", "05/01/2026", "04/25/2026", "Open", None),
                ("Ask estates", "Lena", "05/01/2026", "TBC", "Ongoing", None),
                ("Clean the yard", "Lena", "05/01/2026", "end of March", "Waiting", None),
                ("Clean the roof", "Lena", None, "end of March", "Waiting", None),
                ("New bins", "Lena", "05/01/2026", None, "Open", None),
                ("Old bins", "Lena", "05/01/2026", "31/02/2026", "Open", None),
                ("Two ways", "Lena", "05/01/2026", "12/01/2026", "Open", "14/01/2026"),
                ("What now", "Lena", "05/01/2026", "12/01/2026", "see minutes", None),
                (None, "Lena", "05/01/2026", "12/01/2026", "Open", None),
                ("Too early", "Lena", "05/01/2026", "12/12/2025", "Open", None),
                ("Too much " + "x" * 2_050, "Lena", "05/01/2026", "12/01/2026", "Open", None),
                ("Seen ahead", "Lena", "05/01/2026", "12/01/2026", "Done", "14/01/2027"),
                ("Far away", "Lena", "05/01/2026", "12/01/2062", "Open", None),
                ("Mend the sink", "Lena", "05/01/2026", "19/01/2026", "Open", None),
                ("Mend the sink", "Sam", "05/01/2026", "19/01/2026", "Open", None),
                ("Broken sum", "Sam", "05/01/2026", "#REF!", "Open", None),
                ("A good line", "Sam", "05/01/2026", "19/01/2026", "Open", None),
            ]
        )
    )


def unsaved() -> bytes:
    """Days by formulas that a program wrote and no spreadsheet ever worked out."""
    return saved(filled([("Action", "Owner", "Due"), ("Mend the dryer", "Sam", "=TODAY()+14")]))


def no_dates() -> bytes:
    """A list that never says by when."""
    return saved(filled([("Action", "Owner", "Status"), ("Mend the dryer", "Sam", "Open")]))


def minutes() -> bytes:
    """No list at all: minutes that somebody pasted into a spreadsheet."""
    return saved(
        filled([("Minutes of 5 January",), ("Present: 9 patients, 3 staff",), ("The dryer is broken again.",)])
    )


IMPORTED: dict[str, Callable[[], bytes]] = {
    "plain": plain,
    "titled_and_merged": titled_and_merged,
    "years_apart": years_apart,
    "macintosh": macintosh,
    "semicolons": semicolons,
    "with_mark": with_mark,
}
REFUSED: dict[str, Callable[[], bytes]] = {
    "messy": messy,
    "unsaved": unsaved,
    "no_dates": no_dates,
    "minutes": minutes,
}
