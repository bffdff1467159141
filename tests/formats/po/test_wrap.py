import pytest
from hypothesis import given, strategies as st

from tm.formats.po.escape import unescape
from tm.formats.po.wrap import Style, columns, detect, wrap

texts = st.text(alphabet='ab ə😀İ日.,/-"\\\n\t', max_size=120)
widths = st.integers(10, 90)


def joined(lines, keyword):
    first, *rest = lines
    return unescape("".join(line[1:-1] for line in [first.removeprefix(f"{keyword} "), *rest]))


@given(texts, widths, st.booleans(), st.booleans())
def test_wrapping_changes_no_text(text, width, stops, splits):
    lines = wrap("msgstr", text, Style(width=width, stops=stops, splits=splits))
    assert joined(lines, "msgstr") == text


@given(
    st.text(alphabet="ab ", min_size=1, max_size=200).filter(lambda text: "a" * 5 not in text and "b" * 5 not in text)
)
def test_no_line_is_wider_than_the_page_where_words_are_short(text):
    text = " ".join(word[:8] for word in text.split(" "))
    assert all(len(line) <= 40 for line in wrap("msgid", text, Style(width=40)))


def test_a_text_that_fits_stays_beside_its_keyword():
    assert wrap("msgid", "a" * 71, Style()) == [f'msgid "{"a" * 71}"']


def test_a_text_that_does_not_fit_begins_on_a_line_of_its_own():
    assert wrap("msgid", "a " * 36 + "b", Style()) == ['msgid ""', f'"{"a " * 36}b"']


def test_a_long_word_is_not_broken():
    assert wrap("msgid", "a" * 100, Style()) == [f'msgid "{"a" * 100}"']


def test_each_line_feed_begins_a_line():
    assert wrap("msgid", "a\nb", Style()) == ['msgid ""', '"a\\n"', '"b"']


def test_a_line_feed_at_the_end_begins_none():
    assert wrap("msgid", "a\n", Style()) == ['msgid "a\\n"']


def test_line_feeds_stay_inside_where_the_file_has_it_so():
    assert wrap("msgid", "a\nb", Style(splits=False)) == ['msgid "a\\nb"']


def test_without_width_only_line_feeds_break():
    assert wrap("msgid", "a " * 100 + "\nb", Style(width=None)) == ['msgid ""', f'"{"a " * 100}\\n"', '"b"']


def test_an_empty_text_is_a_pair_of_quotation_marks():
    assert wrap("msgstr[10]", "", Style(width=10)) == ['msgstr[10] ""']


def test_the_prefix_counts():
    assert wrap("msgid", "a " * 5, Style(width=16), prefix="#~ ") == ['#~ msgid ""', '#~ "a a a a a "']


def test_an_escape_sequence_is_never_torn():
    lines = wrap("msgid", 'a "' * 30, Style(width=20))
    assert all(not line.removesuffix('"').endswith("\\") for line in lines)


def test_older_gettext_breaks_after_a_full_stop():
    text = "see www.example.org/documents"
    assert wrap("msgid", text, Style(width=20, stops=True))[1] == '"see www.example."'


def test_newer_gettext_does_not_break_after_a_full_stop():
    text = "see www.example.org/documents"
    assert wrap("msgid", text, Style(width=20))[1] == '"see "'


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("ə", 1), ("\u200b", 0)])
def test_columns_are_those_of_a_terminal(text, width):
    assert columns(text) == width


WORDS = (
    "Azərbaycan Respublikasının Prezidenti ümumxalq hüzn günü ilə bağlı sərəncam imzalamışdır "
    "və xalqa müraciət etmişdir "
)


@pytest.mark.parametrize("width", [40, 50, 60, 70, 78, 79, 80, 100, 120])
@pytest.mark.parametrize("stops", [True, False])
def test_the_width_is_found_again(width, stops):
    style = Style(width=width, stops=stops)
    text = WORDS * 4 + "http://www.president.example/az/documents/decrees/www.president.example.az"
    entries = ["\n".join(wrap("msgid", text[start:], style)) for start in range(40)]
    assert detect(entries) == style


def test_a_file_that_is_not_wrapped_is_recognised():
    assert detect([f'msgid "{WORDS}"\nmsgstr ""\n']).width is None


def test_a_file_that_says_nothing_has_the_usual_width():
    assert detect(['msgid "a"\nmsgstr ""\n']) == Style(width=79)


def test_one_text_broken_by_hand_does_not_decide():
    assert detect(['msgid ""\n"a "\n"b"\nmsgstr ""\n']).width == 79


def test_line_feeds_kept_inside_are_recognised():
    assert not detect(['msgid "a\\nb"\nmsgstr "c\\nd"\n']).splits


def test_an_escaped_backslash_is_no_line_feed():
    assert detect(['msgid "C:\\\\new"\nmsgstr "C:\\\\new"\n']).splits
