import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import given, settings, strategies as st

from tm.errors import FormatError, TmError
from tm.formats.tables import SUFFIXES, parse, serialize

cells = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from("=+-@'\",;"),
    max_size=12,
).map(str.strip)


def read(data, file="t.csv"):
    return [(row.number, *row.cells.values()) for row in parse(data, file)]


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=50, deadline=None)
@given(rows=st.lists(st.tuples(cells, cells, st.just("x")), max_size=4))
def test_what_is_written_reads_back(suffix, rows):
    data = serialize(["a", "b", "c"], rows, f"t{suffix}")
    assert read(data, f"t{suffix}") == [(number, *row) for number, row in enumerate(rows, 2)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_table_gives_the_same_bytes(suffix):
    assert serialize(["a"], [["b"]], f"t{suffix}") == serialize(["a"], [["b"]], f"t{suffix}")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@A1", "＝1", "'=1", "=HYPERLINK(1)"])
def test_no_cell_of_a_csv_begins_like_a_formula(cell):
    line = serialize(["a"], [[cell]], "t.csv").decode().splitlines()[1]
    assert line.strip('"').startswith("'")


def test_a_formula_is_text_in_xlsx():
    data = serialize(["a"], [["=1+1"]], "t.xlsx")
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


def test_an_apostrophe_before_a_word_stays():
    assert read(b"a\n'Oumuamua\n") == [(2, "'Oumuamua")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_tells_what_divides_the_cells(delimiter):
    assert read(f"a{delimiter}b\n1{delimiter}2\n".encode()) == [(2, "1", "2")]


def test_a_tsv_is_divided_by_tabs():
    assert serialize(["a", "b"], [["1,5", "=x"]], "t.tsv").decode("utf-8-sig") == "a\tb\n1,5\t'=x\n"


def test_the_unicode_text_of_a_spreadsheet_is_read():
    rows = parse("a\tb\nə\tı\n".encode("utf-16"), "t.tsv")
    assert [row.cells for row in rows] == [{"a": "ə", "b": "ı"}]


def test_utf16_that_is_cut_off_is_an_error():
    with pytest.raises(FormatError, match="cut off"):
        parse("a\tb".encode("utf-16")[:-1], "t.tsv")


def test_a_byte_order_mark_is_no_part_of_the_first_column():
    assert list(parse("\ufeffid\nx\n".encode(), "t.csv")[0].cells) == ["id"]


def test_empty_rows_are_counted_and_left_out():
    assert read(b"a,b\n1,2\n,\n\n3,4\n") == [(2, "1", "2"), (5, "3", "4")]


def test_a_short_row_has_empty_cells():
    assert read(b"a,b\n1\n") == [(2, "1", "")]


def test_cells_beyond_the_last_column_are_kept_apart():
    assert parse(b"a\n1,2\n", "t.csv")[0].surplus == ("2",)


@pytest.mark.parametrize(
    ("data", "file", "message"),
    [
        (b'a\n"b\n', "t.csv", "t.csv:2: This is not CSV: unexpected end of data."),
        (b"a\n\xff\n", "t.csv", "t.csv:2:1: The file is not UTF-8"),
        (b"", "t.csv", "t.csv:1: The table is empty."),
        (b"a,A\n1,2\n", "t.csv", "t.csv:1: The column “a” stands twice."),
        (b"a,,,b\n", "t.csv", "t.csv:1: A column has no name."),
        (b"nothing", "t.xlsx", "t.xlsx: This is not XLSX."),
    ],
)
def test_what_is_no_table_is_an_error(data, file, message):
    with pytest.raises(FormatError) as caught:
        parse(data, file)
    assert str(caught.value).startswith(message)


def test_an_archive_that_is_no_workbook_is_an_error():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(FormatError, match="not XLSX"):
        parse(out.getvalue(), "t.xlsx")


def test_an_archive_that_unpacks_to_very_much_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (32 << 20))
    with pytest.raises(FormatError, match="unpacks to 32 MB"):
        parse(out.getvalue(), "t.xlsx")


def test_another_suffix_is_an_error():
    with pytest.raises(TmError, match="does not tell the format"):
        serialize(["a"], [], "t.ods")


def test_a_text_too_long_for_a_cell_is_an_error():
    with pytest.raises(TmError, match="32768 letters"):
        serialize(["a"], [["x" * 32768]], "t.xlsx")


def test_numbers_dates_and_flags_of_a_spreadsheet_become_text():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["a", "b", "c"])
    sheet.write_row(1, 0, [2020, 1.5, True])
    book.close()
    assert read(out.getvalue(), "t.xlsx") == [(2, "2020", "1.5", "true")]
