import pytest
from hypothesis import given, strategies as st

from tm.formats.tmx.mend import illegal, mend


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("A & B", "A &amp; B"),
        ("A&B;", "A&amp;B;"),
        ("a&nbsp;b", "a\u00a0b"),
        ("&amp;&lt;&#601;&#x259;", "&amp;&lt;&#601;&#x259;"),
        ("a\x0bb", "a\nb"),
        ("a&#x1e;b\x1f", "a\u2011b\u00ad"),
        ("&#1;", "\x01"),
        ("&#xD800;", "\ud800"),
        ("&#x110000;", "&amp;#x110000;"),
        ("<![CDATA[A & B]]> &", "<![CDATA[A & B]]> &amp;"),
    ],
)
def test_what_is_sure_is_mended(text, mended):
    assert mend(text) == mended


@given(st.text(alphabet="&#x1;<>ampltə \x0b\x01[]!CDAT", max_size=40))
def test_mending_twice_is_mending_once(text):
    assert mend(mend(text)) == mend(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ə😀\t\n", ""),
        ("a\x01", "The control character U+0001 can't stand in XML."),
        ("a\udcff", "The byte 0xFF is no text in the file's encoding."),
        ("a\ud800", "The code U+D800 is no character."),
    ],
)
def test_what_xml_forbids_is_named(text, reason):
    assert illegal(text) == reason
