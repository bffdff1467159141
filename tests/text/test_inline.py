from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from tm.model import Tag, TagKind
from tm.text.inline import identified, literal, pair, same_tags, split

PIECES = st.sampled_from(
    "<b>|</b>|<br/>|<a href='x'>|</a>|<file>|<!-- c -->|**|*|_|`|``|[|![|](u)|~~|\\|%s|{n}|&amp;|<|>| |söz|слово|İ|😀"
    "|<x id='1'/>|</x>|<x>".split("|")
)


def tag(kind: TagKind, code: str = "", **fields) -> Tag:
    return Tag(**{"at": 0, "kind": kind, "code": code, **fields})


def shown(text: str, *, markdown: bool = False) -> str:
    """Show where the tags of a text stand: `Hello |open 1|world|close 1|`."""
    plain, tags = split(text, markdown=markdown)
    marks = [Tag(at=one.at, kind=one.kind, code=f"|{one.kind}{f' {one.pair}' if one.pair else ''}|") for one in tags]
    return literal(plain, marks)


@given(st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join), st.booleans())
def test_what_is_split_can_be_put_together_again(text, markdown):
    assert literal(*split(text, markdown=markdown)) == text


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_is_left_holds_no_tags(text):
    plain = split(text)[0]
    assert split(plain) == (plain, ())


def test_a_tag_that_is_made_by_taking_another_one_out_is_left():
    assert split("<<br>b>") == ("<<br>b>", ())


@given(st.lists(PIECES, max_size=12).map("".join), st.booleans())
def test_a_split_text_has_nothing_to_mend(text, markdown):
    tags = split(text, markdown=markdown)[1]
    assert pair(tags) == (tags, ())


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("no markup, 2 < 3 > 1", "no markup, 2 < 3 > 1"),
        ("<b>Milli</b> Məclis", "|open 1|Milli|close 1| Məclis"),
        ("<B>Milli</b>", "|open 1|Milli|close 1|"),
        ("<i><b>x</b></i>", "|open 1||open 2|x|close 2||close 1|"),
        ("a<br>b<br/>c", "a|alone|b|alone|c"),
        ("<a href=\"https://x.az/?a>b\" title='t'>x</a>", "|open 1|x|close 1|"),
        ("<!-- note -->x", "|alone|x"),
        ("tm lint <file>", "tm lint <file>"),
        ("<glossterm>x</glossterm>", "|open 1|x|close 1|"),
        ('<xref id="3"/>', "|alone|"),
        ("a</b> <i>b", "a|close| |open|b"),
        ("%s of {count} &amp; %(name)s", "%s of {count} &amp; %(name)s"),
        ("**not** Markdown", "**not** Markdown"),
    ],
)
def test_tags_of_html_are_taken_out(text, marked):
    assert shown(text) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("**bold** and *italic*", "|open 1|bold|close 1| and |open 2|italic|close 2|"),
        ("_a_ __b__ ~~c~~", "|open 1|a|close 1| |open 2|b|close 2| |open 3|c|close 3|"),
        ("***both***", "|open 1|both|close 1|"),
        ("un*frigging*believable", "un|open 1|frigging|close 1|believable"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        (r"\*not\*", r"\*not\*"),
        ("run `tm *x* <b>`", "run |open 1|tm *x* <b>|close 1|"),
        ("``a`b``", "|open 1|a`b|close 1|"),
        ("[the *text*](https://x.az/a_(b))", "|open 1|the |open 2|text|close 2||close 1|"),
        ('![alt](pic.png "title")', "|open 1|alt|close 1|"),
        ("[no link] (x)", "[no link] (x)"),
        ("a <br> b", "a |alone| b"),
    ],
)
def test_marks_of_markdown_are_taken_out_where_the_text_is_markdown(text, marked):
    assert shown(text, markdown=True) == marked


def test_a_tag_says_what_it_is_for():
    assert [one.meaning for one in split("<strong>x</strong><br/>")[1]] == ["bold", "bold", "break"]


def test_an_image_is_no_link():
    assert [one.meaning for one in split("![x](y)", markdown=True)[1]] == ["image", "image"]


def test_an_unknown_code_leaves_no_trace_in_the_text():
    assert literal("x", (tag(TagKind.ALONE),)) == "x"


def test_pairs_are_numbered_by_their_opening_tags():
    tags = (
        tag(TagKind.OPEN, pair=7),
        tag(TagKind.OPEN, pair=3),
        tag(TagKind.CLOSE, pair=3),
        tag(TagKind.CLOSE, pair=7),
    )
    assert [one.pair for one in pair(tags)[0]] == [1, 2, 2, 1]


def test_half_a_pair_is_mended_and_named():
    tags, mended = pair((tag(TagKind.OPEN, "<b>", pair=1), tag(TagKind.ALONE, "<br/>")))
    assert tags[0].pair == 0
    assert mended == ("The opening tag `<b>` has no partner.",)


@pytest.mark.parametrize(
    "kinds",
    [
        (TagKind.CLOSE, TagKind.OPEN),
        (TagKind.OPEN, TagKind.OPEN),
        (TagKind.OPEN, TagKind.CLOSE, TagKind.CLOSE),
        (TagKind.ALONE, TagKind.ALONE),
    ],
)
def test_what_is_no_pair_loses_its_number(kinds):
    tags, mended = pair(tuple(tag(kind, pair=1) for kind in kinds))
    assert {one.pair for one in tags} == {0}
    assert len(mended) == len(kinds)


def test_a_half_whose_other_half_is_elsewhere_is_no_fault():
    tags = (tag(TagKind.CLOSE, "</b>"),)
    assert pair(tags) == (tags, ())


def test_tags_are_the_same_in_any_place_and_order():
    assert same_tags(split("<b>a</b> <br/>")[1], split("<br/>x <b>y</b>")[1])


@pytest.mark.parametrize(("one", "other"), [("<b>a</b>", "<i>a</i>"), ("<br/>", ""), ("<br/>", "<br/><br/>")])
def test_other_tags_are_not_the_same(one, other):
    assert not same_tags(split(one)[1], split(other)[1])


def test_an_unknown_code_equals_any_of_its_kind():
    one = (tag(TagKind.ALONE, "<br/>"), tag(TagKind.ALONE))
    assert same_tags(one, (tag(TagKind.ALONE), tag(TagKind.ALONE, "<hr/>")))
    assert not same_tags(one, (tag(TagKind.ALONE, "<hr/>"), tag(TagKind.ALONE, "<img/>")))
    assert not same_tags((tag(TagKind.OPEN),), (tag(TagKind.CLOSE),))


def test_counterparts_get_the_same_id():
    english, russian = identified([split("<b>a</b> <i>c</i>")[1], split("<i>в</i> <b>а</b>")[1]])
    assert {one.code: one.id for one in english} == {one.code: one.id for one in russian}
    assert [one.id for one in english] == ["1", "1", "2", "2"]


def test_an_id_that_is_there_stays():
    english, russian = identified([(tag(TagKind.ALONE, "x", id="1"),), (tag(TagKind.ALONE, "y"),)])
    assert (english[0].id, russian[0].id) == ("1", "2")
