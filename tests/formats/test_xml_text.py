import io

import pytest
from hypothesis import given, strategies as st

from tm.errors import FormatError
from tm.formats.xml_text import decoded

TEXT = '<?xml version="1.0"?><xliff>Gəncə</xliff>'


def decode(data):
    return "".join(decoded(io.BytesIO(data), file="f"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_the_encoding_is_told_by_how_the_file_begins(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_the_declaration_names_the_encoding():
    text = TEXT.replace("?>", ' encoding="windows-1251"?>').replace("ə", "ё")
    assert decode(text.encode("cp1251")) == text


def test_a_mark_counts_more_than_the_declaration():
    text = TEXT.replace("?>", ' encoding="UTF-16"?>')
    assert decode(text.encode("utf-8-sig")) == text


def test_bytes_that_are_no_text_are_kept_apart():
    assert decode(b"<xliff>\xff</xliff>") == "<xliff>\udcff</xliff>"


def test_an_unknown_encoding_is_an_error():
    with pytest.raises(FormatError, match="klingon"):
        decode(b'<?xml version="1.0" encoding="klingon"?>')


@given(st.integers(65_530, 65_540))
def test_line_ends_become_line_feeds_wherever_they_fall(length):
    assert decode(b"x" * length + b"\r\n\r.") == "x" * length + "\n\n."
