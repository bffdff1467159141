import csv
import io

import pytest
from hypothesis import given, strategies as st
from lxml import html

from tm.align.multilingual import Group
from tm.documents import Format, parse
from tm.errors import Place, TmError
from tm.languages import get
from tm.model import Segment, Span
from tm.operations.alignment import Aligned, align_versions, findings
from tm.operations.review import read_table, to_page, to_table
from tm.operations.statements import Version, read_version

CODES = ("en", "az", "ru")


@pytest.fixture
def versions(desk):
    return [read_version(desk.root / f"sources/notice/{code}.md", get(code), file=f"{code}.md") for code in CODES]


@pytest.fixture
def table(versions):
    return Table(versions, align_versions(versions, {}))


class Table:
    """A table in the hands of a person with a spreadsheet. Line 1 is the header."""

    def __init__(self, versions, aligned):
        self.versions = versions
        text = to_table(versions, aligned).decode("utf-8-sig")
        self.rows = [None, *csv.reader(io.StringIO(text, newline=""), dialect="excel-tab")]

    def mark(self, line, sign="x"):
        self.rows[line][0] = sign

    def numbers(self, line, code, text=None):
        column = 2 + 2 * CODES.index(code)
        if text is not None:
            self.rows[line][column] = text
        return self.rows[line][column]

    def data(self, delimiter="\t"):
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter).writerows(self.rows[1:])
        return out.getvalue().encode()

    def read(self, delimiter="\t"):
        return read_table(self.data(delimiter), self.versions, file="out.tsv")

    def faults(self):
        with pytest.raises(TmError) as caught:
            self.read()
        return str(caught.value).splitlines()


def test_the_table_is_in_the_order_of_the_text(table):
    assert [table.numbers(line, "en") for line in range(2, 7)] == ["1", "2", "3", "4", "5+6"]


def test_the_table_shows_texts_and_confidence(table):
    assert table.rows[2][3] == "Notice on National Mourning Day"
    assert 0 < float(table.rows[2][1]) <= 1


def test_spreadsheets_see_that_the_table_is_utf8(versions):
    assert to_table(versions, align_versions(versions, {})).startswith(b"\xef\xbb\xbf")


def test_an_unchanged_table_confirms_nothing(table):
    assert table.read() == ()


def test_a_marked_row_is_confirmed(table):
    table.mark(3)
    assert table.read() == ({"en": (1,), "az": (1,), "ru": (1,)},)


@pytest.mark.parametrize("sign", ["X", "+", "х", " yes "])
def test_there_are_several_marks(table, sign):
    table.mark(3, sign)
    assert len(table.read()) == 1


def test_a_row_whose_numbers_were_changed_is_confirmed(table):
    table.numbers(6, "en", "5")
    table.numbers(6, "ru", "5")
    table.rows.append(["", "", "6", "", "", "", "6", "", ""])
    assert table.read() == ({"en": (4,), "az": (4,), "ru": (4,)}, {"en": (5,), "az": (), "ru": (5,)})


def test_a_row_emptied_by_moving_its_numbers_is_no_row(table):
    table.numbers(5, "en", "4+5+6")
    table.numbers(5, "az", "4+5")
    table.numbers(5, "ru", "4-6")
    for code in CODES:
        table.numbers(6, code, "")
    assert table.read() == ({"en": (3, 4, 5), "az": (3, 4), "ru": (3, 4, 5)},)


@pytest.mark.parametrize("text", ["5 6", "6,5", "5-6", "5 – 6", "5;6", "5 + 6"])
def test_numbers_may_be_written_in_any_way(table, text):
    table.numbers(6, "en", text)
    table.mark(6)
    assert table.read()[0]["en"] == (4, 5)


def test_writing_the_same_numbers_otherwise_is_no_change(table):
    table.numbers(6, "en", "6 5")
    assert table.read() == ()


def test_a_table_sorted_by_confidence_is_put_in_order(table):
    for line in range(2, 7):
        table.mark(line)
    table.rows[2:] = table.rows[:1:-1]
    assert [spans["en"][0] for spans in table.read()] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_spreadsheet_may_change_the_delimiter(table, delimiter):
    table.mark(3)
    assert len(table.read(delimiter)) == 1


def test_what_was_confirmed_is_marked_in_the_next_table(versions):
    aligned = align_versions(versions, {}, [{"en": (1,), "az": (1,), "ru": (1,)}])
    assert Table(versions, aligned).read() == ({"en": (1,), "az": (1,), "ru": (1,)},)


def test_a_mark_taken_away_is_no_longer_confirmed(versions):
    table = Table(versions, align_versions(versions, {}, [{"en": (1,), "az": (1,), "ru": (1,)}]))
    table.mark(3, "")
    assert table.read() == ()


def test_an_unknown_number_is_an_error_with_its_line(table):
    table.numbers(3, "az", "2+77")
    assert table.faults() == ["out.tsv:3: There is no segment 77 of az. They are numbered from 1 to 5."]


def test_a_number_in_two_rows_is_an_error(table):
    table.numbers(4, "az", "2+3")
    assert table.faults() == ["out.tsv:4: Segment 2 of az stands in line 3 already. Keep it in one place."]


def test_a_lost_number_is_an_error_where_it_was(table):
    table.numbers(4, "ru", "")
    assert table.faults()[0].startswith("out.tsv:3: Segment 3 of ru is in no row.")


def test_a_lost_row_is_an_error_for_each_of_its_segments(table):
    del table.rows[6]
    assert len(table.faults()) == 5


def test_neighbours_that_are_none_are_an_error(table):
    table.numbers(2, "ru", "1+3")
    table.numbers(4, "ru", "")
    assert table.faults() == [
        "out.tsv:2: The segments 1+3 of ru don't follow each other. Add what lies between, or make two rows.",
    ]


def test_rows_that_cross_are_an_error(table):
    table.numbers(3, "az", "3")
    table.numbers(4, "az", "2")
    assert table.faults()[0].startswith("out.tsv:3: Lines 3 and 4 cross.")


def test_letters_for_a_number_are_an_error(table):
    table.numbers(3, "az", "2a")
    assert "out.tsv:3: “2a” is no segment number of az. Write numbers like 3 or 3+4." in table.faults()


def test_an_unknown_mark_is_an_error(table):
    table.mark(3, "perhaps")
    assert table.faults() == ["out.tsv:3: The mark “perhaps” is not known. Write x to confirm a row, or nothing."]


def test_all_errors_come_at_once_in_the_order_of_the_lines(table):
    table.mark(6, "perhaps")
    table.numbers(3, "az", "2+77")
    table.numbers(4, "en", "3+x")
    assert [fault.split(":")[1] for fault in table.faults()] == ["3", "4", "6"]


def test_a_table_of_a_changed_text_is_refused(desk, table):
    desk.replace("sources/notice/az.md", "Bakıya daxil oldu", "Bakıya girdi")
    table.versions = [
        read_version(desk.root / f"sources/notice/{code}.md", get(code), file=f"{code}.md") for code in CODES
    ]
    assert table.faults()[0].startswith("out.tsv:1: The text in az has changed since the review.")


def test_a_table_of_more_versions_is_refused(table):
    table.versions = table.versions[:2]
    assert table.faults()[0].startswith("out.tsv:1: The table is about ru, too.")


def test_a_table_without_the_column_of_what_was_found_is_refused(table):
    for row in table.rows[1:]:
        row.pop()
    assert table.faults()[0].startswith("out.tsv:1: The column “found” is missing.")


def test_an_empty_table_is_refused(versions):
    with pytest.raises(TmError, match="missing"):
        read_table(b"", versions, file="out.tsv")


def test_a_table_in_another_encoding_is_refused(versions):
    with pytest.raises(TmError, match="UTF-8"):
        read_table("confirmed\tə".encode("utf-16"), versions, file="out.tsv")


def test_a_text_that_looks_like_a_formula_stays_text(desk):
    desk.write("sources/notice/az.md", "# =SUM(A1)\n\nMətn budur.\n")
    one = [read_version(desk.root / f"sources/notice/{code}.md", get(code)) for code in ("en", "az")]
    rows = Table(one, align_versions(one, {})).rows[2:]
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


@pytest.fixture
def page(versions):
    first, *rest = align_versions(versions, {}, [{"en": (1,), "az": (1,), "ru": (1,)}]).groups
    groups = (first, *rest[:-1], Group(rest[-1].sentences, 0.3))
    aligned = Aligned(groups=groups, disagreements=(), unaligned=(), confirmed=frozenset({1}))
    return to_page(versions, aligned)


def rows_of(page):
    return html.fromstring(page).xpath("//tr[@class]")


def test_the_page_begins_with_the_least_sure_group(page):
    assert [row.get("class") for row in rows_of(page)][::4] == ["low", "confirmed"]


def test_the_page_shows_the_versions_side_by_side(page):
    assert [cell.get("lang") for cell in rows_of(page)[0].xpath("td[@lang]")] == ["en", "az", "ru"]


def test_the_page_names_the_line_in_the_table(page):
    assert "line 6" in rows_of(page)[0].text_content()


def test_the_page_needs_no_other_file(page):
    assert not html.fromstring(page).xpath("//script | //link | //img | //@src")


def test_the_page_shows_marks_of_html_as_text(desk):
    desk.write("sources/notice/az.md", "# 1 < 2 & 3 > 2\n\nMətn <b> budur.\n")
    one = [read_version(desk.root / f"sources/notice/{code}.md", get(code)) for code in ("en", "az")]
    assert "1 < 2 & 3 > 2" in html.fromstring(to_page(one, align_versions(one, {}))).text_content()


def test_the_page_lists_where_the_pairs_disagree(versions):
    aligned = align_versions(versions, {}, [{"en": (2,), "az": (3,)}])
    doubts = list(findings(aligned, versions, folder="sources/notice"))
    shown = html.fromstring(to_page(versions, aligned, doubts)).xpath("//li")
    assert [item.text_content().partition(": ")[2] for item in shown] == [doubt.message for doubt in doubts] != []


@given(st.data())
def test_any_partition_in_order_comes_back_from_a_table(data):
    versions = [version_of(code, data.draw(st.integers(1, 6), label=code)) for code in ("en", "az")]
    groups = data.draw(partitions([len(version.segments) for version in versions]))
    aligned = Aligned(groups=groups, disagreements=(), unaligned=(), confirmed=frozenset(range(len(groups))))
    back = read_table(to_table(versions, aligned), versions, file="out.tsv")
    assert back == tuple({"en": group.sentences["en"], "az": group.sentences["az"]} for group in groups)


def version_of(code, size):
    segments = tuple(Segment(text=f"{code} {n}.", span=Span(n, n + 1), place=Place(code, n + 1)) for n in range(size))
    document = parse("x", file=code, format=Format.TXT)
    return Version(language=get(code), file=code, document=document, segments=segments, left_out=())


@st.composite
def partitions(draw, sizes):
    """Groups of two versions that hold every segment once, in order; each has both versions."""
    count = draw(st.integers(1, min(sizes)))
    cuts = [
        [0, *sorted(draw(st.sets(st.integers(1, size - 1), min_size=count - 1, max_size=count - 1))), size]
        if size > 1
        else [0, size]
        for size in sizes
    ]
    return tuple(
        Group({code: tuple(range(cut[n], cut[n + 1])) for code, cut in zip(("en", "az"), cuts, strict=True)}, 0.9)
        for n in range(count)
    )
