import contextlib

import pytest
from hypothesis import given, settings, strategies as st

from tm.errors import FormatError
from tm.formats import tbx
from tm.formats.tbx.markup import markup

TEXT = "<martif>ə</martif>"
WRONG = "a wrong encoding in the XML declaration passed over"


@pytest.mark.parametrize(
    ("data", "repairs"),
    [
        (TEXT.encode(), {}),
        (TEXT.encode("utf-8-sig"), {}),
        (TEXT.encode("utf-16"), {}),
        (TEXT.encode("utf-16-be"), {}),
        (f'<?xml version="1.0" encoding="utf-16"?>{TEXT}'.encode(), {WRONG: 1}),
        (f'<?xml version="1.0" encoding="iso-8859-9"?>{TEXT}'.encode("utf-8-sig"), {}),
    ],
)
def test_any_encoding_becomes_utf8_without_a_declaration(data, repairs):
    assert markup(data, "f") == (TEXT.encode(), repairs)


def test_the_declaration_decides_where_nothing_else_does():
    assert (
        markup('<?xml version="1.0" encoding="windows-1251"?><a>Ж</a>'.encode("cp1251"), "f")[0] == "<a>Ж</a>".encode()
    )


def test_lines_stay_where_they_were():
    assert markup(b'<?xml\nversion="1.0"?>\n<a/>', "f")[0] == b"\n\n<a/>"


@pytest.mark.parametrize("text", ["a\x02b", "a&#2;b", "a&#x1F;b", "a&#00008;b", "a\ufffeb"])
def test_characters_xml_forbids_are_left_out(text):
    assert markup(text.encode(), "f") == (b"ab", {"control characters left out": 1})


@pytest.mark.parametrize("text", ["a&#9;b", "a&#10;b", "a&#x20;b", "a&#1234;b", "a\tb"])
def test_other_characters_stay(text):
    assert markup(text.encode(), "f") == (text.encode(), {})


SAMPLE = (
    b'<tbx type="TBX-Basic" style="dca" xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="c1">'
    b'<descripGrp><descrip type="definition">d</descrip><admin type="source">s</admin></descripGrp>'
    b'<langSec xml:lang="en"><termSec><term>t</term><termNote type="termType">acronym</termNote></termSec></langSec>'
    b"</conceptEntry></body></text></tbx>"
)


@given(at=st.integers(0, len(SAMPLE)), length=st.integers(0, 40), put=st.binary(max_size=6))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused(at, length, put):
    with contextlib.suppress(FormatError):
        reading = tbx.read(SAMPLE[:at] + put + SAMPLE[at + length :], file="f")
        assert len(reading.concepts) + len(reading.refused) <= 1
