import itertools

import pytest
from hypothesis import given, strategies as st

from tm.text.placeholders import blanked, find_marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("%s of %(total)d, %1$s", ["%s", "%(total)d", "%1$s"]),
        ("100% of, 24 %-i, 50%%", []),
        ("%1 and %2asılı", ["%1", "%2"]),
        ("{name} {0} {{who}} ${file} {x:.2f}", ["{name}", "{0}", "{{who}}", "${file}", "{x:.2f}"]),
        ("{not a name}", []),
        ('<b>x</b> <a href="/az/?a=%s">', ["<b>", "</b>", '<a href="/az/?a=%s">']),
        ("see https://example.org/a, or info@example.org.", ["https://example.org/a", "info@example.org"]),
        ("a &lt; b & c", ["&lt;"]),
    ],
)
def test_marks_are_found(text, marks):
    assert [mark.text for mark in find_marks(text)] == marks


def test_a_flag_rules_a_kind_out():
    assert find_marks("%s {x}", ["no-c-format", "no-python-brace-format"]) == ()


@given(st.text(alphabet="%s{}a1<>/&;@.: (d)$", max_size=30))
def test_marks_lie_in_the_text_in_order_and_blanks_keep_its_length(text):
    marks = find_marks(text)
    assert all(text[mark.span.start : mark.span.end] == mark.text for mark in marks)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(marks))
    assert len(blanked(text, marks)) == len(text)


@given(st.text(alphabet="%s{}a1<>/&;. (d)$", max_size=30))
def test_an_address_behind_a_text_changes_no_mark_in_it(text):
    address = "a@b.cc"
    assert find_marks(f"{text}\n{address}")[:-1] == find_marks(text)
