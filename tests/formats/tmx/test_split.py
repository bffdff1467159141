import io

import pytest
from hypothesis import given, strategies as st

from tm.errors import FormatError
from tm.formats.tmx import split as module
from tm.formats.tmx.split import split

HEAD = '<?xml version="1.0"?>\n<tmx version="1.4">\n<header/>\n<body>\n'
TAIL = "\n</body></tmx>"
UNIT = "<tu>\n<tuv/></tu>"


def cut(text, encoding="utf-8"):
    return list(split(io.BytesIO(text.encode(encoding)), file="a.tmx"))


def texts(text, encoding="utf-8"):
    return [piece.text for piece in cut(text, encoding)]


def test_the_head_comes_first():
    assert texts(HEAD + UNIT + TAIL) == [HEAD, UNIT]


def test_a_file_without_units_has_a_head():
    assert texts(HEAD + TAIL) == [HEAD + "\n"]


def test_an_empty_body_may_close_itself():
    assert texts("<tmx><header/><body/></tmx>") == ["<tmx><header/>"]


def test_each_unit_knows_its_line():
    assert [piece.line for piece in cut(f"{HEAD}{UNIT}\n\n{UNIT}{TAIL}")] == [1, 5, 8]


def test_a_unit_in_a_comment_is_none():
    assert texts(f"{HEAD}<!-- {UNIT} -->{UNIT}{TAIL}")[1:] == [UNIT]


def test_a_closing_tag_in_character_data_closes_nothing():
    unit = "<tu><seg><![CDATA[</tu>]]></seg></tu>"
    assert texts(HEAD + unit + TAIL)[1:] == [unit]


def test_a_variant_is_no_unit():
    assert texts(f"{HEAD}<tu a='1'><tuv></tuv></tu >{TAIL}")[1:] == ["<tu a='1'><tuv></tuv></tu >"]


def test_a_unit_that_is_not_closed_ends_where_the_next_begins():
    pieces = cut(f"{HEAD}<tu>a\n{UNIT}<tu>b{TAIL}")
    assert [(piece.text, piece.closed) for piece in pieces[1:]] == [
        ("<tu>a\n", False),
        (UNIT, True),
        ("<tu>b\n", False),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_the_encoding_is_seen_from_the_first_bytes(encoding):
    assert texts(f"{HEAD}<tu>ə</tu>{TAIL}", encoding)[1:] == ["<tu>ə</tu>"]


def test_a_mark_counts_more_than_the_declaration():
    head = HEAD.replace('"?>', '" encoding="ISO-8859-1"?>', 1)
    assert texts(f"{head}<tu>ə</tu>{TAIL}", "utf-8-sig")[1:] == ["<tu>ə</tu>"]


def test_a_declared_encoding_is_taken():
    head = HEAD.replace('"?>', '" encoding="windows-1254"?>', 1)
    assert texts(f"{head}<tu>ğ</tu>{TAIL}", "windows-1254")[1:] == ["<tu>ğ</tu>"]


def test_utf_16_that_is_only_declared_is_utf_8():
    head = HEAD.replace('"?>', '" encoding="UTF-16"?>', 1)
    assert texts(f"{head}<tu>ə</tu>{TAIL}")[1:] == ["<tu>ə</tu>"]


def test_an_unknown_encoding_is_an_error():
    with pytest.raises(FormatError, match="klingon is unknown"):
        cut('<?xml version="1.0" encoding="klingon"?><tmx>')


def test_utf_16_cut_in_a_character_is_an_error_with_its_line():
    data = (HEAD + UNIT).encode("utf-16")[:-1]
    with pytest.raises(FormatError) as caught:
        list(split(io.BytesIO(data), file="a.tmx"))
    assert caught.value.place.file == "a.tmx"


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("", "no <tmx> element", 1),
        ("msgid", "no <tmx> element", 1),
        (HEAD, "before </body>, after 0 units", 1),
        (HEAD + UNIT + "\n", "before </body>, after 1 units", 6),
        (HEAD + UNIT + "\n<tu>\n", "inside the unit that begins here; 1 units stand before it", 7),
        (HEAD + UNIT + "\n<!-- open", "before </body>, after 1 units", 6),
    ],
)
def test_a_file_that_is_cut_off_says_where(text, message, line):
    with pytest.raises(FormatError, match=message) as caught:
        cut(text)
    assert caught.value.place.line == line
    assert caught.value.hint


def test_what_stands_before_the_cut_is_given():
    pieces = split(io.BytesIO((HEAD + UNIT + "<tu>").encode()), file="a.tmx")
    assert [next(pieces).text, next(pieces).text] == [HEAD, UNIT]


def test_bytes_that_are_no_text_stay_recognisable():
    data = HEAD.encode() + b"<tu>\xff</tu></body>"
    assert [piece.text for piece in split(io.BytesIO(data), file="a")][1] == "<tu>\udcff</tu>"


def test_a_unit_of_any_size_is_refused_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(module, "_LARGEST", 1000)
    monkeypatch.setattr("tm.formats.xml_text._CHUNK", 100)
    with pytest.raises(FormatError, match="a unit is over"):
        cut(f"{HEAD}<tu>{'a' * 2000}</tu>{TAIL}")


body = st.lists(
    st.sampled_from(
        ["<tu>", "</tu>", "<tu a='>'>", "<!--", "-->", "<![CDATA[", "]]>", "a", "\n", "<tuv>", "ə", "<", ">", "<t", "u"]
    )
)


@given(body.map("".join), st.integers(1, 7))
def test_the_size_of_a_chunk_makes_no_difference(text, size):
    def run(chunk):
        splitter = module._Splitter("a")
        whole = HEAD + text + TAIL
        pieces = [
            piece for start in range(0, len(whole), chunk) for piece in splitter.feed(whole[start : start + chunk])
        ]
        return pieces + list(splitter.feed("", last=True)), splitter.done

    assert run(size) == run(10_000)
