from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from tm.documents import parse, segments
from tm.documents.rendering import render
from tm.languages import get
from tm.segment.segmenter import Segmenter

ROOT = Path(__file__).parent.parent.parent
SOURCES = sorted((ROOT / "sources").glob("*/*.md"))
SEGMENTER = Segmenter(get("en"))


def cut(text, format_="md", segmenter=SEGMENTER):
    document = parse(text, file="a", format=format_)
    return document, segments(document, segmenter)


def rendered(text, *new, format_="md", **front):
    """Render a document with its segments replaced in order; None keeps one."""
    document, found = cut(text, format_)
    assert len(new) == len(found), [one.text for one in found]
    texts = [one.text if wish is None else wish for one, wish in zip(found, new, strict=True)]
    return render(document, found, texts, front)


def test_a_heading_keeps_its_marks():
    assert rendered("## Old ##\n\nText.\n", "Yeni", None) == "## Yeni ##\n\nText.\n"


def test_an_underlined_heading_keeps_its_line():
    assert rendered("Old\n===\n\nText.\n", "Yeni", None) == "Yeni\n===\n\nText.\n"


def test_list_items_keep_their_marks_and_levels():
    text = "- one two.\n  1. three four.\n* five six.\n"
    assert rendered(text, "bir.", "üç.", "beş.") == "- bir.\n  1. üç.\n* beş.\n"


def test_a_link_comes_from_the_translation():
    assert rendered("See [the law](law.md).\n", "[Qanuna](law.md) baxın.") == "[Qanuna](law.md) baxın.\n"


def test_code_and_comments_and_rules_stay():
    text = "One.\n\n```sh\ntm build\n```\n\n<!-- note -->\n\n---\n\nTwo.\n"
    assert rendered(text, "Bir.", "İki.") == text.replace("One", "Bir").replace("Two", "İki")


WRAPPED = """\
The office is open from Monday to Friday from nine to six o'clock and
closed on holidays. Bring a passport.
"""


def test_a_wrapped_paragraph_is_wrapped_at_the_same_width():
    text = rendered(WRAPPED, "söz " * 30 + "son.", "Pasport gətirin.")
    assert max(map(len, text.split("\n"))) <= 69
    assert " ".join(text.split()) == "söz " * 30 + "son. Pasport gətirin."


def test_a_paragraph_whose_text_stays_is_not_touched():
    odd = WRAPPED.replace("Monday to", "Monday   to")
    assert rendered(f"# Title\n\n{odd}", "Başlıq", None, None) == f"# Başlıq\n\n{odd}"


def test_a_line_a_sentence_stays_a_line_a_sentence():
    text = "The first sentence is here.\nThe second one is there.\n"
    assert rendered(text, "Birinci.", "İkinci.") == "Birinci.\nİkinci.\n"


def test_a_paragraph_on_one_line_stays_on_one_line():
    long = "söz " * 60 + "son."
    assert rendered("One sentence. Another.\n", long, "Yeni.") == f"{long} Yeni.\n"


def test_a_quote_is_quoted_on_every_line():
    quoted = "".join(f"> {line}\n" for line in WRAPPED.splitlines())
    text = rendered(quoted, "söz " * 30 + "son.", "Yeni.")
    assert {line[:2] for line in text.splitlines()} == {"> "}


def test_a_wrapped_list_item_is_indented():
    text = "- The office is open from Monday to Friday from nine to six o'clock\n  and closed on holidays.\n"
    lines = rendered(text, "söz " * 30 + "son.").splitlines()
    assert (lines[0][:2], {line[:2] for line in lines[1:]}) == ("- ", {"  "})


def test_a_short_list_item_of_a_wrapped_document_is_indented_where_it_gets_long():
    lines = rendered(f"{WRAPPED}\n10. Short.\n", None, None, "söz " * 30 + "son.").splitlines()
    assert lines[3].startswith("10. söz")
    assert {line[:4] for line in lines[4:]} == {"    "}


def test_no_line_begins_with_what_would_begin_a_list():
    text = rendered(WRAPPED, "söz " * 16 + "1990. - # > son.", None)
    assert [one.kind for one in cut(text)[0].blocks] == ["paragraph"]


def test_a_first_word_that_would_begin_a_list_is_escaped():
    assert rendered("One sentence.\n", "1990. ildə.") == "1990\\. ildə.\n"


def test_line_ends_stay_what_they_are():
    text = rendered(WRAPPED.replace("\n", "\r\n"), "söz " * 30 + "son.", None)
    assert text.count("\n") == text.count("\r\n") > 2


def test_an_empty_text_takes_its_segment_out():
    assert rendered("One sentence. Another one. A third.\n", None, "", None) == "One sentence. A third.\n"


def test_a_block_without_text_goes_with_its_marks():
    assert rendered("Intro here.\n\n- one two.\n- three four.\n\nEnd of it.\n", None, None, "", None) == (
        "Intro here.\n\n- one two.\n\nEnd of it.\n"
    )


def test_a_paragraph_without_text_goes_with_its_blank_line():
    assert rendered("One here.\n\nTwo here.\n\nThree here.\n", None, "", None) == "One here.\n\nThree here.\n"


def test_a_dateline_goes_and_the_sentence_behind_it_stays():
    text = "# Title\n\nBAKU, January 19, 2009. Nineteen years have passed.\n"
    assert rendered(text, None, "", "On doqquz il ötür.") == "# Title\n\nOn doqquz il ötür.\n"


def test_fields_of_the_front_matter_change_and_their_quotes_stay():
    text = '---\ntitle: "Old: one"\ndate: 2026-01-20\n---\n\nText here.\n'
    assert rendered(text, None, title="Yeni") == text.replace("Old: one", "Yeni")


def test_plain_text_keeps_its_structure():
    text = "TITLE OF IT\n\nOne sentence here.\n\n1. Item one.\n2. Item two.\n"
    assert rendered(text, "BAŞLIQ", "Bir.", "1. Birinci.", "2. İkinci.", format_="txt") == (
        "BAŞLIQ\n\nBir.\n\n1. Birinci.\n2. İkinci.\n"
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_source_with_its_own_texts_is_itself(path):
    text = path.read_bytes().decode()
    document, found = cut(text, segmenter=Segmenter(get(path.stem)))
    assert render(document, found, [one.text for one in found], {}) == text


sentence = st.builds(
    lambda words, end: " ".join(words).capitalize() + end,
    st.lists(
        st.sampled_from("word another thing speaks quietly about nothing whatever".split()), min_size=3, max_size=9
    ),
    st.sampled_from([".", "?", "!"]),
)
paragraph = st.lists(sentence, min_size=1, max_size=4)


def wrapped(sentences, width=50, lead="", rest=""):
    lines, line = [], lead
    for word in " ".join(sentences).split():
        if len(line) + len(word) > width and line not in (lead, rest):
            lines.append(line.rstrip())
            line = rest
        line += word + " "
    return "\n".join([*lines, line.rstrip()])


PIECES = [
    paragraph.map(wrapped),
    paragraph.map(" ".join),
    paragraph.map("\n".join),
    paragraph.map(lambda some: wrapped(some, lead="> ", rest="> ")),
    st.lists(paragraph, min_size=1, max_size=3).map(
        lambda items: "\n".join(wrapped(some, lead="- ", rest="  ") for some in items)
    ),
    sentence.map(lambda one: f"## {one[:-1]}"),
    st.just("```\ncode = 1. 2. 3\n```"),
    st.just("***"),
    st.just("<!-- a comment. It stays. -->"),
]
documents = st.tuples(
    st.sampled_from(["", "---\ntitle: Word\n---\n\n"]),
    st.lists(st.one_of(*PIECES), min_size=1, max_size=6).map("\n\n".join),
    st.sampled_from(["", "\n", "\n\n"]),
).map("".join)


@settings(max_examples=35)
@given(
    st.one_of(documents, st.text(alphabet="ab. \n#->*`|1\t\\", max_size=80).map("x".__add__)),
    st.sampled_from(["md", "txt"]),
)
def test_a_document_with_its_own_texts_is_itself(text, format_):
    document, found = cut(text, format_)
    assert render(document, found, [one.text for one in found], {}) == text


@settings(max_examples=35)
@given(documents)
def test_a_translated_document_has_the_same_structure_and_the_new_texts(text):
    document, found = cut(text)
    new = [one.text.replace("o", "ö").replace("word", "uzunca sözlərdən ibarət") for one in found]
    after, read = cut(render(document, found, new, {}))
    assert [block.kind for block in after.blocks] == [block.kind for block in document.blocks]
    assert " ".join(one.text for one in read) == " ".join(new)
    assert [after.source.slice(mark) for mark in after.marks if after.source.slice(mark) != ">"] == [
        document.source.slice(mark) for mark in document.marks if document.source.slice(mark) != ">"
    ]
