"""Messages in other languages: `tm.messages`, and the catalogues that ship."""

import gettext
import importlib.util
import string
from pathlib import Path

import click
import polib
import pytest

from tm import messages
from tm.languages import LANGUAGES
from tm.messages import FOLDER, say, say_number, wording
from tm.model import Term

ROOT = Path(__file__).parent.parent
CATALOGS = sorted(FOLDER.glob("*.po"))


@pytest.fixture
def speak(monkeypatch):
    def choose(code):
        for name in messages.VARIABLES:
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("LANG", code)

    return choose


def test_english_is_said_as_it_stands_in_the_code(speak):
    speak("C.UTF-8")
    assert say("{number} of {all}", number=1, all=2) == "1 of 2"


def test_braces_stay_where_there_is_nothing_to_fill_in():
    assert say('{"text"} lines go in') == '{"text"} lines go in'


@pytest.mark.parametrize(("locale", "code"), [("az_AZ.UTF-8", "az"), ("ru", "ru"), ("ru:az", "ru"), ("fr", "C")])
def test_the_environment_chooses_the_language(speak, locale, code):
    speak(locale)
    assert messages.chosen() == code


def test_a_message_nobody_has_translated_is_said_in_english(speak):
    speak("az")
    assert say("zzz {name}", name="x") == "zzz x"


@pytest.mark.parametrize(("number", "said"), [(1, "1 файл"), (2, "2 файла"), (5, "5 файлов"), (21, "21 файл")])
def test_a_number_takes_its_form(speak, number, said):
    speak("ru")
    assert say_number("{number} file", "{number} files", number) == said


def test_the_form_a_number_takes_can_be_had_without_the_number(speak):
    speak("ru")
    assert wording("{number} file", "{number} files", 5) == "{number} файлов"


def test_a_broken_translation_does_not_cost_the_message(monkeypatch):
    broken = gettext.NullTranslations()
    monkeypatch.setattr(broken, "gettext", lambda _: "{nothing} here")
    monkeypatch.setattr(messages, "_messages", lambda: broken)
    assert say("all of {name}", name="x") == "all of x"


def test_catalogues_are_in_languages_that_the_toolkit_knows():
    assert {"az", "ru"} <= {path.stem for path in CATALOGS} <= set(LANGUAGES)


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_a_catalogue_is_complete(path):
    catalog = polib.pofile(str(path))
    assert [entry.msgid for entry in catalog if not entry.obsolete and (entry.fuzzy or not entry.translated())] == []


def fields(text):
    found = string.Formatter().parse(text)
    return sorted((name, spec or "", how or "") for _, name, spec, how in found if name is not None)


def pairs(catalog):
    for entry in catalog:
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            yield entry.msgid_plural or entry.msgid, text


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_a_translation_has_the_places_of_its_message(path):
    catalog = [entry for entry in polib.pofile(str(path)) if "python-brace-format" in entry.flags]
    assert [(english, text) for english, text in pairs(catalog) if fields(text) != fields(english)] == []


@pytest.fixture
def collecting():
    spec = importlib.util.spec_from_file_location("collecting", ROOT / ".ci" / "messages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_template_has_everything_that_is_said(collecting):
    assert collecting.main(check=True) == 0, "run: python .ci/messages.py"


def test_click_still_says_what_is_translated_for_it(collecting):
    source = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    assert [text for message in collecting.CLICK for text in message if f'"{text}"' not in source] == []


@pytest.mark.parametrize(("code", "noun"), [("az", "kitab"), ("en", "book"), ("ru", "книга")])
def test_the_features_of_a_paradigm_have_names(collecting, code, noun):
    forms = LANGUAGES[code].morphology().paradigm(Term(text=noun, language=code))
    assert {feature for form in forms for feature in form.features} <= set(collecting.GRAMMAR)
