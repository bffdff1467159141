"""The same questions to every language folder."""

import tomllib
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from babel import Locale

from tm.languages import LANGUAGES, get
from tm.model import Term

HERE = Path(__file__).parent
CONTRACTS = {path.parent.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in HERE.glob("*/contract.toml")}
WORDS = {code: contract["word"] for code, contract in CONTRACTS.items()}


def test_every_folder_is_in_the_table():
    folders = {path.name for path in files("tm.languages").iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert folders == set(LANGUAGES)


def test_every_language_has_a_contract():
    assert set(CONTRACTS) == set(LANGUAGES)


def test_the_alphabet_has_no_doubles(language):
    assert len(set(language.alphabet)) == len(language.alphabet)


def test_the_alphabet_is_composed_and_small(language):
    assert unicodedata.normalize("NFC", language.alphabet) == language.alphabet
    assert language.fold(language.alphabet) == "".join(language.equal.get(one, one) for one in language.alphabet)


def test_the_letters_people_forget_are_in_the_alphabet(language):
    assert set(CONTRACTS[language.code]["letters"]) <= set(language.alphabet)


def test_folding_and_capitals_undo_each_other(language):
    for letter in language.alphabet:
        assert language.fold(language.upper(letter)) == language.fold(letter)


def test_folding_keeps_the_length(language):
    text = "İIıi ẞß ǅ ﬁ Ё Əə"
    assert len(language.fold(text)) == len(text)


def test_function_words_and_negations_are_folded(language):
    for word in language.function_words | language.negations:
        assert language.fold(word) == word


def test_function_words_are_written_in_the_alphabet(language):
    letters = set(language.alphabet) | {"'"}
    for word in language.function_words | language.negations:
        assert set(word) <= letters, word


def test_there_are_twelve_months(language):
    assert len(language.months) == 12
    assert all(stems and all(language.fold(stem) == stem for stem in stems) for stems in language.months)


def test_a_month_is_known_by_its_short_name_in_cldr(language):
    short = Locale(language.code).months["format"]["abbreviated"]
    known = zip(language.months, language.short_months or language.months, strict=True)
    for number, (stems, names) in enumerate(known, 1):
        assert language.fold(short[number]).rstrip(".").startswith((*stems, *names)), short[number]


def test_the_words_for_numbers_are_written_as_they_are_compared(language):
    words = [word.removesuffix("*") for word in (*language.spelt_numbers, *language.number_joins)]
    assert [word for word in words if language.fold(word) != word or not word.isalpha()] == []


@pytest.mark.parametrize(
    ("code", "ordinal"), [(code, ordinal) for code, contract in CONTRACTS.items() for ordinal in contract["ordinals"]]
)
def test_ordinals_end_as_the_language_says(code, ordinal):
    tail = ordinal.lstrip("0123456789")
    assert tail in get(code).ordinal_endings or tail.removeprefix("-") in get(code).ordinal_endings


def plural_index(header, number):
    expression = header.partition("plural=")[2].rstrip("; ")
    return evaluate(expression, number)


def evaluate(expression, number):
    """Evaluate a gettext plural expression; only ?: and the logical operators differ from Python."""
    expression = expression.strip()
    while expression.startswith("(") and closes(expression) == len(expression) - 1:
        expression = expression[1:-1].strip()
    condition, question, rest = expression.partition("?")
    if question:
        yes, _, no = rest.partition(":")
        return evaluate(yes if evaluate(condition, number) else no, number)
    python = expression.replace("&&", " and ").replace("||", " or ")
    return int(eval(python, {"n": number}))  # noqa: S307 - our own header


def closes(expression):
    depth = 0
    for place, letter in enumerate(expression):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            return place
    return -1


def test_the_plural_rule_is_that_of_cldr(language):
    rule = Locale.parse(language.code).plural_form
    forms = {}
    for number in range(201):
        forms.setdefault(rule(number), set()).add(plural_index(language.plural_forms, number))
    assert all(len(indexes) == 1 for indexes in forms.values())
    assert len({index for indexes in forms.values() for index in indexes}) == len(forms)


def test_quotes_come_in_pairs(language):
    assert all(opening != closing for opening, closing in language.quotes)


def test_the_segmentation_rules_are_a_document(language):
    assert "<srx" in language.segmentation()


def test_a_morphology_finds_the_term_itself(language):
    patterns = language.morphology().patterns(Term(text=WORDS[language.code], language=language.code))
    assert any(pattern.stem == WORDS[language.code] and "" in pattern.endings for pattern in patterns)


def test_stems_are_folded(language):
    word = language.upper(WORDS[language.code])
    for pattern in language.morphology().patterns(Term(text=word, language=language.code)):
        assert language.fold(pattern.stem) == pattern.stem


def test_a_paradigm_begins_with_the_dictionary_form(language):
    first = language.morphology().paradigm(Term(text=WORDS[language.code], language=language.code))[0]
    assert (first.text, first.features) == (WORDS[language.code], ("singular", "nominative"))


def test_every_form_of_a_paradigm_is_recognised_with_its_features(language):
    morphology, term = language.morphology(), Term(text=WORDS[language.code], language=language.code)
    for form in morphology.paradigm(term):
        assert form.features in [reading.features for reading in morphology.analyse(term, form.text)], form


def test_every_form_of_a_paradigm_can_be_asked_for(language):
    morphology, term = language.morphology(), Term(text=WORDS[language.code], language=language.code)
    for form in morphology.paradigm(term):
        assert morphology.inflect(term, form.features) == form.text


def test_a_feature_nobody_knows_gives_no_form(language):
    assert language.morphology().inflect(Term(text=WORDS[language.code], language=language.code), ("sideways",)) is None


def test_another_word_is_no_form(language):
    assert not language.morphology().analyse(Term(text=WORDS[language.code], language=language.code), "xyzzy")


def test_an_invariable_term_has_one_form(language):
    term = Term(text=WORDS[language.code], language=language.code, invariable=True)
    assert [form.text for form in language.morphology().paradigm(term)] == [term.text]


def test_a_pinned_form_is_accepted(language):
    term = Term(text=WORDS[language.code], language=language.code, forms=("xyzzy",))
    assert any(pattern.stem == "xyzzy" for pattern in language.morphology().patterns(term))
    assert language.morphology().analyse(term, "xyzzy")


def test_a_form_taken_out_is_not_accepted(language):
    morphology, plain = language.morphology(), Term(text=WORDS[language.code], language=language.code)
    form = morphology.paradigm(plain)[-1].text
    term = Term(text=plain.text, language=plain.language, not_forms=(form,))
    folded = language.fold(form)
    assert not morphology.analyse(term, form)
    assert not any(
        folded.startswith(pattern.stem) and folded[len(pattern.stem) :] in pattern.endings
        for pattern in morphology.patterns(term)
    )
