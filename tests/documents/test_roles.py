"""What a block is taken for."""

import pytest

from tm.documents import parse
from tm.model import BlockKind

SENTENCE = "The mill was sold to a man whom nobody knew."
SIGNED = f"""STATEMENT

by the Office of Mills

on the sale of the mill

{SENTENCE}

{SENTENCE}
"""


def kinds(text, kind="txt"):
    return [(block.kind.value, block.text) for block in parse(text, file=f"a.{kind}", format=kind).blocks]


def only(text, wanted):
    return [words for kind, words in kinds(text) if kind == wanted]


def test_a_title_broken_over_paragraphs_is_one_heading_below_the_capitals():
    assert only(SIGNED, "heading") == ["STATEMENT", "by the Office of Mills on the sale of the mill"]


def test_a_short_line_above_text_is_a_heading():
    assert kinds(f"{SENTENCE}\n\nThe price\n\n{SENTENCE}")[1] == ("heading", "The price")


def test_a_line_that_announces_a_list_is_no_heading():
    assert kinds("We ask:\n\n- to buy;")[0] == ("paragraph", "We ask:")


def test_a_line_with_a_final_stop_is_no_heading():
    assert kinds("We remember.\n\nWe ask.")[0] == ("paragraph", "We remember.")


def test_a_sentence_broken_by_a_blank_line_is_one_paragraph():
    text = f"{SENTENCE} It was sold in the spring of that year\n\nin front of everyone.\n\n{SENTENCE}"
    assert kinds(text)[0] == ("paragraph", f"{SENTENCE} It was sold in the spring of that year in front of everyone.")


def test_a_sentence_broken_after_a_comma_is_one_paragraph():
    text = "In the spring of that year, in front of everyone who had come to the mill,\n\nOrr bought it."
    assert len(kinds(text)) == 1


def test_a_sentence_broken_after_a_small_word_is_one_paragraph():
    text = (
        f"{SENTENCE}\n\nIt was sold in the spring of that year, before everyone, by the Head of the\n\nOffice of Mills."
    )
    assert len(kinds(text)) == 2


def test_a_paragraph_without_a_stop_is_not_joined_to_the_next():
    text = f"{SENTENCE}\n\nIt was sold in the spring of that year, before everyone, to a man from Ganja\n\n{SENTENCE}"
    assert len(kinds(text)) == 3


def test_a_greeting_is_not_joined_to_the_text():
    assert len(kinds(f"Dear friends,\n\n{SENTENCE}")) == 2


def test_items_are_not_joined_to_the_text():
    assert len(kinds("- to buy\n\nto sell is wrong.")) == 2


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        (f"GANJA: {SENTENCE}", "GANJA:"),
        (f"GANJA, Azerbaijan, February 3. {SENTENCE}", "GANJA, Azerbaijan, February 3."),
        (
            f"date 2024-02-03 GANJA, Azerbaijan, February 3. {SENTENCE}",
            "date 2024-02-03 GANJA, Azerbaijan, February 3.",
        ),
        (f"2024-02-03 {SENTENCE}", "2024-02-03"),
        (f"Ganja, February 3 – {SENTENCE}", "Ganja, February 3 –"),
        ("Gəncə, 3 fevral, XƏBƏR. Dəyirman satılıb.", "Gəncə, 3 fevral, XƏBƏR."),
        ("ГЯНДЖА, 3 фев — ВЕСТИ. Мельница продана.", "ГЯНДЖА, 3 фев — ВЕСТИ."),
        ("Gəncə. Xəbər: Dəyirman satılıb.", "Gəncə. Xəbər:"),
        (f"The sale\n\nGANJA: {SENTENCE}", "GANJA:"),
        (f"Ganja, 3 February 2024\n\n{SENTENCE}", "Ganja, 3 February 2024"),
    ],
)
def test_datelines_are_taken_off(text, dateline):
    assert only(text, "dateline") == [dateline]


@pytest.mark.parametrize(
    "text",
    [
        "Ganja, February 3 saw the sale of the mill.",
        "NATO met in Ganja.",
        f"{SENTENCE}\n\nUNESCO: the mill is old.",
        "In Ganja, on 3 February, the mill was sold.",
    ],
)
def test_sentences_are_no_datelines(text):
    assert only(text, "dateline") == []


def test_a_signature_is_its_lines():
    text = f"{SIGNED}\nLeyla Orucova\n\nThe Chair of the Office\n(Miller)\nof the Republic\n\n3 February 2024\n"
    assert only(text, "signature") == [
        "Leyla Orucova",
        "The Chair of the Office (Miller) of the Republic",
        "3 February 2024",
    ]


def test_a_signature_may_have_text_below_it():
    text = f"{SIGNED}\nLeyla Orucova\n\n3 February 2024\n\nThis statement is addressed to all millers.\n"
    assert only(text, "signature") == ["Leyla Orucova", "3 February 2024"]
    assert kinds(text)[-1][0] == "paragraph"


def test_an_office_broken_over_paragraphs_is_one_line():
    text = f"{SIGNED}\nLeyla Orucova\n\nThe Chair of the Office\n\n(Miller)\n\nof the Republic"
    assert only(text, "signature") == ["Leyla Orucova", "The Chair of the Office (Miller) of the Republic"]


def test_an_office_in_small_letters_is_not_glued_to_the_name():
    assert only(f"{SIGNED}\nЛейла Оруджева\n\nпредседатель комитета\n", "signature") == [
        "Лейла Оруджева",
        "председатель комитета",
    ]
    assert only(f"{SIGNED}\nЛейла Оруджева\nпредседатель комитета\n", "signature") == [
        "Лейла Оруджева",
        "председатель комитета",
    ]


def test_a_name_alone_at_the_end_is_a_signature():
    assert only(f"{SIGNED}\nL. Orucova", "signature") == ["L. Orucova"]


def test_a_name_alone_above_text_is_a_heading():
    assert kinds(f"{SENTENCE}\n\nHuman Rights\n\n{SENTENCE}")[1][0] == "heading"


def test_a_slogan_at_the_end_is_a_paragraph():
    assert kinds(f"{SENTENCE}\nLong live the mill.")[-1] == ("paragraph", "Long live the mill.")


def test_an_advert_is_told_from_the_text():
    assert kinds(f"{SENTENCE}\n\nFollow us on Facebook")[-1] == ("advert", "Follow us on Facebook")


@pytest.mark.parametrize("gap", [" ", "\n", "  \n"])
def test_an_advert_that_runs_into_the_text_is_cut_off(gap):
    text = f"“{SENTENCE}” he says.{gap}Stay up-to-date with the mill on our channel"
    assert kinds(text)[-1] == ("advert", "Stay up-to-date with the mill on our channel")
    assert kinds(text)[0] == ("paragraph", f"“{SENTENCE}” he says.")


def test_a_signature_may_stand_above_an_advert():
    assert only(f"{SIGNED}\nL. Orucova\n\nFollow us on Facebook", "signature") == ["L. Orucova"]


def test_roles_are_found_in_markdown_too():
    text = f"# The sale\n\nGANJA: {SENTENCE}\n\n- the mill\n\nLeyla Orucova  \nchair of the office\n\nFollow us on X\n"
    assert [kind for kind, _ in kinds(text, "md")] == [
        BlockKind.HEADING,
        BlockKind.DATELINE,
        BlockKind.PARAGRAPH,
        BlockKind.ITEM,
        BlockKind.SIGNATURE,
        BlockKind.SIGNATURE,
        BlockKind.ADVERT,
    ]
