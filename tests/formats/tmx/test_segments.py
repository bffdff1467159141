from __future__ import annotations

import pytest
from lxml import etree

from tm.formats.tmx import segments
from tm.model import Tag, TagKind


def read(content):
    return segments.read(etree.fromstring(f"<seg>{content}</seg>"))


def shown(content):
    """Show each tag as place, kind, pair, code, meaning and id; what is empty is left out."""
    tags = read(content).tags
    return [" ".join(str(part) for part in (t.at, t.kind, t.pair, t.code, t.meaning, t.id) if part != "") for t in tags]


@pytest.mark.parametrize(
    ("content", "tags"),
    [
        ("plain", []),
        (
            "a <bpt i='7' x='2' type='bold'>&lt;b></bpt>c<ept i='7'>&lt;/b></ept>",
            ["2 open 1 <b> bold 2", "3 close 1 </b> bold 2"],
        ),
        ("<bpt i='1'/><bpt i='2'/>a<ept i='1'/><ept i='2'/>", ["0 open 1", "0 open 2", "1 close 1", "1 close 2"]),
        ("<bpt i='1'/>a<ept i='1'/><bpt i='1'/><ept i='1'/>", ["0 open 1", "1 close 1", "1 open 2", "1 close 2"]),
        ("a<ph x='1' type='fnote' assoc='p'>{1}</ph>", ["1 alone 0 {1} fnote 1"]),
        ("<it pos='begin' type='b'>&lt;b></it>a<it pos='end'/>", ["0 open 0 <b> b", "1 close 0"]),
        ("<it>?</it>", ["0 alone 0 ?"]),
        ("a<hi type='term'>b</hi>", ["1 open 1 term", "2 close 1 term"]),
        ("<ut x='3'>{cs}</ut>", ["0 alone 0 {cs} 3"]),
        ("<ph>&lt;img alt='<sub>a <hi>b</hi></sub>'></ph>", ["0 alone 0 <img alt='a <hi>b</hi>'>"]),
        ("<g id='1' ctype='bold'>a<x id='2'/></g>", ["0 open 1 bold 1", "1 alone 0 2", "1 close 1 bold 1"]),
        ("<bx id='1'/>a<ex id='1'/>", ["0 open 1 1", "1 close 1 1"]),
        ("<bx id='5' rid='1'/>a<ex id='6' rid='1'/>", ["0 open 1 5", "1 close 1 5"]),
        ("<b class='x'>a</b>", ['0 open 1 <b class="x">', "1 close 1 </b>"]),
        ("<ph><br/></ph>", ["0 alone 0 <br/>"]),
        ("<ept i='1'>&lt;/b></ept>a<bpt i='1'/>", ["0 close 0 </b>", "1 open 0"]),
    ],
)
def test_elements_become_tags(content, tags):
    assert shown(content) == tags


def test_a_closing_tag_without_an_opening_one_is_told():
    assert read("<ept i='1'/>").mended


def test_whole_pairs_and_halves_are_no_fault():
    assert not read("<bpt i='1'/>a<ept i='1'/><it pos='begin'/>").mended


def written(text, *tags):
    return [piece for piece in segments.write(text, tags) if piece]


def test_tags_become_elements():
    tags = (
        Tag(at=0, kind=TagKind.OPEN, pair=4, code="<b>", meaning="bold", id="1"),
        Tag(at=1, kind=TagKind.CLOSE, pair=4, code="</b>", meaning="bold", id="1"),
        Tag(at=1, kind=TagKind.ALONE),
        Tag(at=2, kind=TagKind.CLOSE, code="</i>"),
    )
    assert written("ab", *tags) == [
        ("bpt", {"i": "1", "x": "1", "type": "bold"}, "<b>"),
        "a",
        ("ept", {"i": "1"}, "</b>"),
        ("ph", {}, ""),
        "b",
        ("it", {"pos": "end"}, "</i>"),
    ]


def test_half_a_pair_that_says_it_has_another_half_is_written_alone():
    assert written("", Tag(at=0, kind=TagKind.OPEN, pair=1)) == [("it", {"pos": "begin"}, "")]


def test_a_tag_beyond_the_end_stands_at_the_end():
    assert written("a", Tag(at=9, kind=TagKind.ALONE)) == ["a", ("ph", {}, "")]
