"""Bytes to text: what is declared, what is seen in the bytes, and what is refused."""

import codecs

import pytest
from hypothesis import given, strategies as st

from tm.documents import Format, decode, read
from tm.errors import FormatError

TEXT = "Dəyirman satıldı.\r\nМельница продана.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
)
def test_unicode_is_read_with_and_without_a_byte_order_mark(data):
    assert decode(data, file="a.txt") == TEXT


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\ufeff-")))
def test_utf8_comes_back_as_it_was(text):
    assert decode(text.encode(), file="a.txt") == text


def test_cp1251_is_read_when_the_caller_declares_it():
    assert decode("Мельница".encode("cp1251"), file="a.txt", encoding="cp1251") == "Мельница"


def test_cp1251_is_read_when_the_front_matter_declares_it():
    text = "---\ntitle: Мельница\nencoding: cp1251\n---\nПродана.\n"
    assert decode(text.encode("cp1251"), file="a.txt") == text


def test_cp1251_is_never_guessed():
    with pytest.raises(FormatError, match=r"a\.txt:2: byte 0xcc at offset 4 is not UTF-8\."):
        decode("abc\nМельница".encode("cp1251"), file="a.txt")


def test_a_declaration_in_the_body_is_text():
    with pytest.raises(FormatError, match="is not UTF-8"):
        decode("---\ntitle: a\n---\nencoding: cp1251\nМ".encode("cp1251"), file="a.txt")


def test_a_byte_order_mark_outweighs_a_declaration():
    data = codecs.BOM_UTF8 + TEXT.encode()
    assert decode(data, file="a.txt", encoding="cp1251") == TEXT


def test_the_offset_counts_the_byte_order_mark():
    with pytest.raises(FormatError, match="at offset 4 "):
        decode(codecs.BOM_UTF8 + b"a\xff", file="a.txt")


def test_half_a_character_at_the_end_is_an_error():
    with pytest.raises(FormatError, match="at offset 3 "):
        decode("a\nbə".encode()[:-1], file="a.txt")


def test_zero_bytes_are_no_text():
    with pytest.raises(FormatError, match="zero bytes"):
        decode(b"a\0\0b", file="a.txt")


@pytest.mark.parametrize("encoding", ["klingon", "base64", "rot13"])
def test_an_encoding_nobody_knows_is_an_error(encoding):
    with pytest.raises(FormatError, match=f"unknown encoding '{encoding}'"):
        decode(b"a", file="a.txt", encoding=encoding)


@pytest.mark.parametrize(("name", "kind"), [("a.txt", Format.TXT), ("a.MD", Format.MD)])
def test_the_ending_tells_the_format(tmp_path, name, kind):
    (tmp_path / name).write_text("The mill is sold.", encoding="utf-8")
    assert read(tmp_path / name).format is kind


def test_places_carry_the_name_the_caller_gives(tmp_path):
    (tmp_path / "a.txt").write_text("The mill is sold.", encoding="utf-8")
    assert read(tmp_path / "a.txt", file="sources/a.txt").file == "sources/a.txt"


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(FormatError, match="can't be read"):
        read(tmp_path / "a.txt")


def test_another_format_is_an_error(tmp_path):
    with pytest.raises(FormatError, match=r"can't read files of type '\.exe'. Known: \.txt, \.md\."):
        read(tmp_path / "a.exe")
