import tomllib

import pytest
from hypothesis import given, settings, strategies as st

from tm.glossary.toml_tree import Array, Inline, Scalar, entry_text, parse, quoted, written

COMMENTED = """\
# about the file

# about the concept
[milli-majlis]  # beside the header
en.preferred = "Milli Majlis"  # beside a value
# above a key
en.forbidden = [
    # above an item
    "Milli Mejlis",  # beside an item
    "MilliMajlis",
    # below the last
]

# at the end
"""


def test_a_tidy_file_is_written_as_it_was():
    assert written(parse(COMMENTED)) == COMMENTED


def test_an_empty_file_stays_empty():
    assert written(parse("")) == ""


def test_a_file_without_a_last_line_end_gets_one():
    assert written(parse('[a]\nen.preferred = "x"')) == '[a]\nen.preferred = "x"\n'


def test_spaces_are_made_alike():
    assert written(parse('[ a ]\n\n\n  en . preferred="x"   # why\n')) == '[a]\nen.preferred = "x"  # why\n'


def test_a_blank_line_stands_between_concepts():
    assert written(parse("[a]\nx = 1\n[b]\nx = 1\n")) == "[a]\nx = 1\n\n[b]\nx = 1\n"


def test_a_long_list_gets_a_line_for_each_item():
    items = tuple(f"term number {number:02}" for number in range(10))
    text = entry_text(("az", "admitted"), parse(f"x = {list(items)}").sections[0].entries[0].value)
    assert text.splitlines()[1] == '    "term number 00",'


def test_a_long_list_inside_braces_runs_over_lines_and_the_braces_do_not():
    forms = ", ".join(f'"form number {number:02}"' for number in range(10))
    text = written(parse(f'x = {{ term = "t", forms = [{forms}] }}\n'))
    assert text.splitlines()[0] == 'x = { term = "t", forms = ['
    assert text.splitlines()[-1] == "] }"


def test_a_comment_between_an_item_and_its_comma_stays_with_the_item():
    assert parse('x = ["a" # one\n, "b"]').sections[0].entries[0].value.items[0].beside == "# one"


@pytest.mark.parametrize(
    ("raw", "result"),
    [
        ("'plain'", '"plain"'),
        ("'with \"marks\"'", "'with \"marks\"'"),
        (r'"M\u0259clis"', '"Məclis"'),
        ("true", "true"),
    ],
)
def test_quotation_marks_are_made_alike(raw, result):
    assert entry_text(("x",), Scalar(raw)) == f"x = {result}"


def test_text_over_several_lines_is_left_alone():
    text = 'x = """\none\ntwo"""\n'
    assert written(parse(text)) == text


def test_what_cannot_be_seen_is_written_as_a_code():
    assert quoted("a\u00adb") == '"a\\u00ADb"'


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"])))
def test_a_quoted_text_reads_back(text):
    assert tomllib.loads(f"x = {quoted(text)}")["x"] == text


keys = st.text("abcдə.-_ \"'", min_size=1, max_size=6).map(lambda key: (key,))
scalars = st.text(max_size=30).map(lambda text: Scalar(quoted(text))) | st.sampled_from([Scalar("true"), Scalar("7")])
pairs = st.lists(st.tuples(keys, scalars), max_size=4, unique_by=lambda pair: pair[0]).map(tuple)
values = scalars | pairs.map(Inline)
comments = st.text("ab #\"'[]{}=", max_size=8).map(lambda text: f"# {text}".rstrip())


@st.composite
def arrays(draw):
    lines = ["["]
    for value in draw(st.lists(values, max_size=5)):
        lines += draw(st.lists(comments, max_size=2))
        lines.append(entry_text(("x",), value).removeprefix("x = ") + "," + draw(st.sampled_from(["", "  # beside"])))
    return "\n".join([*lines, *draw(st.lists(comments, max_size=2)), "]"])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(keys, arrays(), st.lists(comments | st.just(""), max_size=3)), unique_by=lambda one: one[0]))
def test_writing_keeps_values_and_comments_and_happens_once(parts):
    lines = [line for key, array, above in parts for line in (*above, f"{quoted(key[0])} = {array}")]
    text = "\n".join(lines)
    once = written(parse(text))
    assert tomllib.loads(once) == tomllib.loads(text)
    assert once.count("# ") >= sum(line.startswith("# ") for line in lines)
    assert written(parse(once)) == once


def test_a_list_knows_its_comments():
    value = parse(COMMENTED).sections[1].entries[1].value
    assert isinstance(value, Array)
    assert (value.items[0].above, value.items[0].beside, value.below) == (
        ("# above an item",),
        "# beside an item",
        ("# below the last",),
    )
