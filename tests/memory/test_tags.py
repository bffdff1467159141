import pytest
from hypothesis import given, strategies as st

from tm.memory.tags import marks, only, same, without_markup
from tm.model import Tag, TagKind
from tm.text.inline import split
from tm.text.normalize import normalize

PIECES = st.lists(st.sampled_from(["<b>", "</b>", "<br/>", " ", "law", "a", "\u0301", "<", "’", "<x>"]), max_size=9)
BREAK = Tag(at=3, kind=TagKind.ALONE, code="<br/>")


@given(PIECES.map("".join))
def test_markup_in_a_text_and_beside_it_gives_the_same_marks(text):
    bare, tags = split(normalize(text))
    if not split(bare)[1]:
        assert marks(bare, tags) == marks(text)


@given(PIECES.map("".join))
def test_what_is_left_is_normal(text):
    left = without_markup(normalize(text))[0]
    assert left == normalize(left)


def test_a_text_without_markup_stays_as_it_is():
    assert without_markup("a < b {0} &amp;") == ("a < b {0} &amp;", ())


@pytest.mark.parametrize("other", ["The<br/> law", "The <br/>law", "The <br/> law", "The  <br/>law"])
def test_white_space_around_a_tag_does_not_count(other):
    assert same(marks("The <br/>law"), marks(other))


def test_a_tag_in_another_place_is_another():
    assert not same(marks("The <br/>law"), marks("The law<br/>"))


def test_numbers_and_ids_of_tags_do_not_count():
    one, other = Tag(at=3, kind=TagKind.OPEN, pair=1, id="7"), Tag(at=3, kind=TagKind.OPEN, pair=2, id="8")
    assert same(marks("The law", [one]), marks("The law", [other]))


def test_another_kind_is_another_tag():
    assert not same(marks("The law", [BREAK]), marks("The law", [Tag(at=3, kind=TagKind.OPEN)]))


def test_an_unknown_code_is_the_same_as_any():
    assert same(marks("The law", [BREAK]), marks("The law", [Tag(at=3, kind=TagKind.ALONE)]))


def test_what_differs_is_named_by_its_code_or_kind():
    assert only(marks("<b>a</b>"), marks("a", [Tag(at=0, kind=TagKind.ALONE)])) == (("<b>", "</b>"), ("alone",))


def test_nothing_is_named_where_places_alone_differ():
    assert only(marks("<br/>a"), marks("a<br/>")) == ((), ())
