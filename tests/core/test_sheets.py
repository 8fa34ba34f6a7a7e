"""Files with a table, as a browser sends them: read as they were saved, or refused with a sentence."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from wardvoice.core.errors import RuleBroken
from wardvoice.core.sheets import Sheet, limits, parts, rows_of, sheets_of
from wardvoice.core.sheets.limits import NO_FILE, TOO_BIG, TOO_LONG, TOO_MUCH, TOO_OLD, UNREADABLE

FROM_A_SPREADSHEET = Path(__file__).parents[1] / "evidence" / "files" / "criteria.xlsx"  # saved by Gnumeric
WORKBOOK = '<workbook xmlns:r="r"><sheets><sheet name="one" r:id="rId1"/></sheets></workbook>'
LEADS = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
TWO_STRINGS = "<sst><si><t>one</t></si><si><t>two</t></si></sst>"
ONE_CELL = '<row r="1"><c r="A1" t="str"><v>theme</v></c></row>'


def xlsx(sheet: str = f"<sheetData>{ONE_CELL}</sheetData>", way: int = zipfile.ZIP_DEFLATED, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as file:
        file.writestr("xl/workbook.xml", parts.get("workbook", WORKBOOK))
        file.writestr("xl/_rels/workbook.xml.rels", parts.get("leads", LEADS))
        file.writestr("xl/worksheets/sheet1.xml", f"<worksheet>{sheet}</worksheet>" if sheet[:1] == "<" else sheet)
        for name, place in (("strings", "sharedStrings"), ("styles", "styles")):
            if name in parts:
                file.writestr(f"xl/{place}.xml", parts[name])
        file.writestr("xl/vbaProject.bin", "macros that nobody looks at")
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(RuleBroken) as refusal:
        rows_of(data)
    assert refusal.value.field == "file"
    return refusal.value.message


def test_a_spreadsheet_is_read_as_it_was_saved() -> None:
    rows = rows_of(FROM_A_SPREADSHEET.read_bytes())
    assert rows[0] == ["Theme", "Number", "Words"]
    assert rows[1] == ["Food", "12.3", "Meals are good, and there is a choice"]
    assert rows[2] == ["leave", "4.5", "Leave is planned"], "a formula's value as it was saved"
    assert [cell for cell in rows[3] if cell] == []
    assert rows[4][:2] == ["Smoking", "7"]


def test_of_a_spreadsheet_rows_and_cells_keep_their_place() -> None:
    cells = '<c r="B3" t="s"><v>0</v></c><c r="D3" t="inlineStr"><is><t>in</t><t>line</t></is></c>'
    more = '<c r="E3"><f>1+1</f><v>12.300000000000001</v></c><c t="b"><v>1</v></c>'
    strings = "<sst><si><r><t>two </t></r><r><t>runs</t></r></si></sst>"
    rows = rows_of(xlsx(f'<sheetData><row r="3">{cells}{more}</row></sheetData>', strings=strings))
    assert rows == [[], [], ["", "two runs", "", "inline", "12.3", "1"]]


@pytest.mark.parametrize("target", ["/xl/worksheets/sheet1.xml", "worksheets/sheet1.xml"])
def test_a_sheet_is_found_where_the_workbook_says(target: str) -> None:
    leads = f'<Relationships><Relationship Id="rId1" Target="{target}"/></Relationships>'
    assert rows_of(xlsx(leads=leads)) == [["theme"]]


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_in_every_way_in_which_spreadsheets_write_it(between: str, code: str) -> None:
    text = f'theme{between}number\r\nFood{between}"12.3"\r\n"é – \n, ;"{between}7\r\n'
    assert rows_of(text.encode(code)) == [["theme", "number"], ["Food", "12.3"], ["é – , ;", "7"]]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", NO_FILE),
        (b"  \r\n", NO_FILE),
        (b"x" * (limits.MOST_BYTES + 1), TOO_BIG),
        (b"\xd0\xcf\x11\xe0" + b"old Excel, or with a password", TOO_OLD),
        (b"PK\x03\x04 no zip", UNREADABLE),
        (b"\x89PNG\r\n\x1a\n\0\0", UNREADABLE),
        (b"%PDF\0", UNREADABLE),
        (b"a,b\r\n" * (limits.MOST_ROWS + 1), TOO_LONG),
        (xlsx("no XML"), UNREADABLE),
        (xlsx('<sheetData><row r="5000"><c><v>1</v></c></row></sheetData>'), TOO_LONG),
        (xlsx('<sheetData><row r="x"/></sheetData>'), UNREADABLE),
        (xlsx(leads="<Relationships/>"), UNREADABLE),
        (xlsx(workbook="<workbook/>"), UNREADABLE),
        (xlsx('<sheetData><row><c t="s"><v>-9</v></c></row></sheetData>', strings=TWO_STRINGS), UNREADABLE),
        (xlsx('<sheetData><row><c t="s"><v>-1</v></c></row></sheetData>', strings=TWO_STRINGS), UNREADABLE),
        (xlsx('<sheetData><row><c t="s"><v>2</v></c></row></sheetData>', strings=TWO_STRINGS), UNREADABLE),
        (xlsx('<sheetData><row><c t="s"><v>0</v></c></row></sheetData>'), UNREADABLE),
        (xlsx(way=zipfile.ZIP_BZIP2), UNREADABLE),
        (xlsx(way=zipfile.ZIP_LZMA), UNREADABLE),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, sentence: str) -> None:
    assert refused(data) == sentence


@pytest.mark.parametrize("encoding", ["foo", "hex", "rot13", "zlib", "idna", "undefined", "utf-7", "utf-32"])
def test_an_encoding_that_nobody_knows_or_that_is_none_is_refused_in_every_part(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?><a/>'
    for file in (xlsx(workbook=declared), xlsx(leads=declared), xlsx(strings=declared)):
        with suppress(RuleBroken):
            assert rows_of(file) == [["theme"]], "some of them may be read"
    assert refused(xlsx(workbook=declared)) == UNREADABLE


def test_a_zip_that_unfolds_is_refused_before_it_fills_the_memory() -> None:
    bomb = xlsx("<sheetData>" + " " * (parts.MOST_UNPACKED + 1) + "</sheetData>")
    assert len(bomb) < 20_000
    assert refused(bomb) == TOO_BIG
    assert refused(xlsx("<sheetData>" + "<c/>" * (parts.MOST_NODES + 1) + "</sheetData>")) == TOO_MUCH
    assert refused(xlsx("<a>" * 2000 + "</a>" * 2000)) == TOO_MUCH


def in_a_row(cells: str) -> str:
    return f"<sheetData><row>{cells}</row></sheetData>"


def test_the_largest_table_that_is_taken_is_not_too_much() -> None:
    cell = '<c t="inlineStr"><is><t>x</t></is></c>'
    rows = f"<row>{cell * limits.MOST_COLUMNS}</row>" * limits.MOST_ROWS
    assert rows_of(xlsx(f"<sheetData>{rows}</sheetData>")) == [["x"] * limits.MOST_COLUMNS] * limits.MOST_ROWS


def test_a_small_file_with_more_parts_than_any_table_needs_is_refused() -> None:
    cut = "x<b/>" * 101_000  # 110 seconds were spent on 190,000 of these, in 22 KB
    for file in (xlsx(strings=f"<sst><si><t>{cut}</t></si></sst>"), xlsx(in_a_row(f"<c><v>{cut}</v></c>"))):
        assert len(file) < 22_000
        assert refused(file) == TOO_MUCH


def test_the_text_of_a_cell_has_an_end_in_one_piece_or_in_many() -> None:
    most = "x" * parts.MOST_TEXT
    assert rows_of(xlsx(in_a_row(f'<c t="str"><v>{most}</v></c>'))) == [["x" * limits.MOST_CELL]]
    for more in (f"{most}x", f"{most}<b/>x", "x<b/>" * (parts.MOST_TEXT + 1)):
        assert refused(xlsx(in_a_row(f'<c t="str"><v>{more}</v></c>'))) == TOO_MUCH


def test_pieces_of_a_text_are_kept_and_put_together_once() -> None:
    (text,) = parts.Growing().read(b"<t>" + b"x<b/>" * 1_000 + b"</t>").inside
    assert text.parts == ["x"] * 1_000
    assert parts.Growing().read(b"<row> \n <t>one</t> </row>").inside[0].parts == [], "what stands between is not kept"


def note_what_is_cleaned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    noted: list[str] = []
    clean = parts.clean

    def noting(text: str) -> str:
        noted.append(text)
        return clean(text)

    monkeypatch.setattr(parts, "clean", noting)
    return noted


def test_each_cell_is_gone_through_once_however_they_are_nested(monkeypatch: pytest.MonkeyPatch) -> None:
    cleaned = note_what_is_cleaned(monkeypatch)
    inmost = "<t>x</t>" * 50
    cell = '<c t="inlineStr">'
    nested = "<row>" * 15 + cell * 15 + inmost + "</c>" * 15 + "</row>" * 15
    assert rows_of(xlsx(f"<sheetData>{nested}</sheetData>")) == [["x" * 50]]
    assert cleaned == ["x" * 50]


def test_a_text_that_many_cells_share_is_cleaned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cleaned = note_what_is_cleaned(monkeypatch)
    shared = f"<sst><si><t>{'x' * 2_000}</t></si></sst>"
    rows = rows_of(xlsx(in_a_row('<c t="s"><v>0</v></c>' * 30), strings=shared))
    assert rows == [["x" * 2_000] * 30]
    assert cleaned.count("x" * 2_000) == 1


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        '<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>',
    ],
)
def test_entities_are_refused_in_every_part(declared: str) -> None:
    assert refused(xlsx(workbook=declared)) == UNREADABLE
    assert refused(xlsx(strings=declared)) == UNREADABLE
    assert refused(xlsx(" ".join(["", declared]).strip())) == UNREADABLE
    assert refused(xlsx(workbook=declared.encode("utf-16").decode("latin-1"))) == UNREADABLE


def test_a_zip_with_a_password_says_so() -> None:
    data = bytearray(xlsx())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):  # the flag of each entry says that it is locked
        at = data.find(mark)
        while at >= 0:
            data[at + (6 if mark == b"PK\x03\x04" else 8)] |= 1
            at = data.find(mark, at + 4)
    assert refused(bytes(data)) == TOO_OLD


@given(some.binary(max_size=300), some.integers(0, 2000), some.booleans())
@example(b"\xff\xfe", 0, False)
def test_no_file_ever_breaks_it(noise: bytes, at: int, in_a_zip: bool) -> None:
    data = xlsx()
    data = data[:at] + noise + data[at + len(noise) :] if in_a_zip else noise
    with suppress(RuleBroken):
        assert all(cell.isprintable() for row in rows_of(data) for cell in row)


# --- what old lists need ----------------------------------------------------------------------------------------------


def sheet_of(data: bytes) -> Sheet:
    (sheet,) = sheets_of(data)
    return sheet


def book(sheet: str, *, styles: str = "", workbook: str = WORKBOOK) -> bytes:
    more = {"styles": styles} if styles else {}
    return xlsx(sheet, workbook=workbook, **more)


STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)


@pytest.mark.parametrize(
    ("style", "code", "text"),
    [
        (0, "0", "45385"),
        (1, "0", "2024-04-03"),
        (2, "dd/mm/yyyy", "2024-04-03"),
        (2, "[$-809]d mmmm yyyy;@", "2024-04-03"),
        (2, "mmm", "2024-04-03"),
        (2, "0.00&quot; days&quot;", "45385"),
        (2, "[Red]0.0", "45385"),
        (2, "h:mm", "45385"),
        (2, r"0\d", "45385"),
    ],
)
def test_a_number_is_a_day_where_its_style_shows_one(style: int, code: str, text: str) -> None:
    cell = in_a_row(f'<c r="A1" s="{style}"><v>45385</v></c>')
    assert sheet_of(book(cell, styles=STYLES.format(code=code))).lines[0].cells == [text]


def test_days_of_old_macintoshes_are_counted_from_1904() -> None:
    old = WORKBOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    data = book(in_a_row('<c s="1"><v>43923.5</v></c>'), styles=STYLES.format(code="0"), workbook=old)
    assert sheet_of(data).lines[0].cells == ["2024-04-03"]


@pytest.mark.parametrize("number", ["-1", "0", "60", "1e300", "nan", "3000000"])
def test_a_number_that_is_no_day_stays_a_number(number: str) -> None:
    cell = in_a_row(f'<c s="1"><v>{number}</v></c>')
    assert sheet_of(book(cell, styles=STYLES.format(code="0"))).lines[0].cells == [f"{float(number):.10g}"]


def test_what_is_merged_over_lines_stands_in_each_of_them_and_a_wide_line_is_known() -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><v>A heading</v></c></row>'
        '<row r="3"><c r="A3" t="str"><v>Sam</v></c><c r="B3" t="str"><v>one</v></c></row>'
        '<row r="4"><c r="A4"/><c r="B4" t="str"><v>two</v></c></row>'
        '<row r="5" hidden="1"><c r="B5" t="str"><v>three</v></c></row><row r="6"><c r="A6" s="1"/></row>'
    )
    merged = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A3:A6"/><mergeCell ref="nonsense"/></mergeCells>'
    lines = sheet_of(xlsx(f"<sheetData>{rows}</sheetData>{merged}")).lines
    assert [(line.number, line.cells, line.wide, line.hidden) for line in lines] == [
        (1, ["A heading"], True, False),
        (3, ["Sam", "one"], False, False),
        (4, ["Sam", "two"], False, False),
        (5, ["Sam", "three"], False, True),
    ]


def test_merges_without_an_end_are_refused() -> None:
    merged = '<mergeCell ref="A1:A9999999"/>' * 40
    assert refused(xlsx(f"<sheetData>{ONE_CELL}</sheetData><mergeCells>{merged}</mergeCells>")) == TOO_MUCH


def test_a_formula_without_a_value_is_known() -> None:
    lines = sheet_of(xlsx(in_a_row('<c t="str"><v>one</v></c><c><f>TODAY()</f></c>'))).lines
    assert (lines[0].cells, lines[0].unsaved) == (["one", ""], True)


def test_each_sheet_is_read_and_of_a_hidden_one_the_name() -> None:
    workbook = (
        '<workbook xmlns:r="r"><sheets><sheet name="one" r:id="rId1"/>'
        '<sheet name="two" state="veryHidden" r:id="rId1"/></sheets></workbook>'
    )
    one, two = sheets_of(xlsx(workbook=workbook))
    assert (one.name, one.hidden, len(one.lines)) == ("one", False, 1)
    assert (two.name, two.hidden, two.lines) == ("two", True, [])


def test_there_is_an_end_to_the_sheets_and_to_the_lines_of_them_all() -> None:
    many = '<sheet name="one" r:id="rId1"/>' * (limits.MOST_SHEETS + 1)
    with pytest.raises(RuleBroken, match=TOO_MUCH):
        sheets_of(xlsx(workbook=f'<workbook xmlns:r="r"><sheets>{many}</sheets></workbook>'))
    row = '<row><c t="str"><v>x</v></c></row>' * 600
    two = WORKBOOK.replace("</sheets>", '<sheet name="two" r:id="rId1"/></sheets>')
    with pytest.raises(RuleBroken, match="too long"):
        sheets_of(xlsx(f"<sheetData>{row}</sheetData>", workbook=two))


def test_lines_that_hold_nothing_but_a_colour_may_be_as_many_as_there_are() -> None:
    assert sheet_of(xlsx('<sheetData><row r="1048576"><c r="A1048576" s="3"/></row></sheetData>')).lines == []


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Alder, our list\nWhat;Who;When\nMend it, soon;Sam;1/2\nBuy it;OT;3/4\n", ["What", "Who", "When"]),
        ("sep=;\nWhat;Who\nMend, it;Sam\n", ["Mend, it", "Sam"]),
        ("SEP=,\r\nWhat,Who\r\nMend; it,Sam", ["Mend; it", "Sam"]),
    ],
)
def test_the_sign_between_cells_is_the_one_that_cuts_evenly(text: str, second: list[str]) -> None:
    lines = sheet_of(text.encode()).lines
    assert next(line.cells for line in lines if line.number == 2) == second
