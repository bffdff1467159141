import pytest

from tm.errors import Place
from tm.glossary.endings import Stemmer
from tm.glossary.mentions import Kind, Passage, Reader, is_solid
from tm.languages import LANGUAGES


def passage(text):
    return Passage(text, "f.md", lambda at: Place("f.md", 1, at + 1))


def reader(text, code):
    return Reader(LANGUAGES[code], Stemmer({"s", "'s"}), [passage(text)])


def mentions(text, code="en"):
    return {mention.text: mention.kind for mention in reader(text, code).mentions()}


def expansions(text, code="en"):
    return {one.short: one.mention.text for one in reader(text, code).expansions()}


def test_words_with_capitals_are_a_name():
    assert mentions("Then the Milli Majlis met.")["Milli Majlis"] is Kind.NAME


def test_a_name_may_have_function_words_inside():
    assert mentions("Then the Office of the Commissioner spoke.")["Office of the Commissioner"] is Kind.NAME


def test_no_run_begins_or_ends_with_a_function_word():
    assert not [text for text in mentions("of the law of the land") if text.split()[0] == "of" or text.endswith("the")]


def test_no_run_crosses_a_comma():
    assert "Baku Ganja" not in mentions("In Baku, Ganja and elsewhere.")


def test_small_letters_are_a_phrase():
    assert mentions("in a state of emergency")["state of emergency"] is Kind.PHRASE


def test_a_number_belongs_to_a_run_only_beside_a_month():
    found = mentions("after the 20 January tragedy 150 wounded people")
    assert "20 January tragedy" in found
    assert "150 wounded people" not in found


def test_a_word_in_capitals_is_an_abbreviation_without_its_ending():
    assert mentions("Dünən BMT-nin nümayəndəsi gəldi.", "az")["BMT"] is Kind.ABBREVIATION


def test_a_line_in_capitals_has_no_abbreviations():
    assert Kind.ABBREVIATION not in mentions("STATEMENT ON THE LAW").values()


@pytest.mark.parametrize(
    ("text", "code", "short", "long"),
    [
        ("the Council of Europe (CE) met", "en", "CE", "Council of Europe"),
        ("the Organization for Security and Co-operation in Europe (OSCE)", "en", "OSCE",
         "Organization for Security and Co-operation in Europe"),
        ("The ICRC (International Committee of the Red Cross) came.", "en", "ICRC",
         "International Committee of the Red Cross"),
        ("Birləşmiş Millətlər Təşkilatının (BMT) üzvü", "az", "BMT", "Birləşmiş Millətlər Təşkilatının"),
        ("İslam Əməkdaşlıq Təşkilatı (İƏT) bildirdi", "az", "İƏT", "İslam Əməkdaşlıq Təşkilatı"),
        ("Организация Объединённых Наций (ООН) ответила", "ru", "ООН", "Организация Объединённых Наций"),
    ],
)  # fmt: skip
def test_brackets_explain_an_abbreviation(text, code, short, long):
    assert expansions(text, code) == {short: long}


def test_brackets_that_explain_nothing_are_passed_over():
    assert expansions("The session ended (BAKU) at noon.") == {}


@pytest.mark.parametrize(
    ("word", "solid"), [("MilliMajlis", True), ("Majlis", False), ("OSCE", False), ("iPhone", False)]
)
def test_two_names_in_one_word_are_seen(word, solid):
    assert is_solid(word) is solid
