"""Files as the linter sees them, before it reads them: `tm.operations.checkable`."""

from pathlib import PurePath

import pytest

from tm.errors import FormatError
from tm.operations.checkable import foreign_language, nameless, open_checkable

ENTRY = '\nmsgid "Page"\nmsgstr "Sayfa"\n'


@pytest.mark.parametrize(
    ("name", "language", "foreign"),
    [
        ("locales/tr/x.po", "tr", "tr"),
        ("locales/x.po", "tr_TR", "tr"),
        ("locales/tr/x.po", "", "tr"),
        ("locale/de/LC_MESSAGES/django.po", "", "de"),
        ("po/tr.po", "", "tr"),
        ("notice.pt_BR.po", "", "pt"),
        ("locales/gag/x.po", "gag", "gag"),
    ],
)
def test_a_catalogue_in_an_unknown_language_is_foreign(name, language, foreign):
    assert foreign_language(PurePath(name), _catalog(language)) == foreign


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("locales/az/x.po", "az"),
        ("locales/x.po", "ru_RU"),
        ("locales/az/x.po", ""),
        ("locales/x.po", ""),
        ("templates/x.po", "LANGUAGE"),
    ],
)
def test_a_catalogue_in_a_known_or_unnamed_language_is_not(name, language):
    assert foreign_language(PurePath(name), _catalog(language)) == ""


@pytest.mark.parametrize("language", ["azz", "aze", "rus"])
def test_what_may_be_a_slip_for_a_known_language_is_not(language):
    assert foreign_language(PurePath("locales/x.po"), _catalog(language)) == ""


@pytest.mark.parametrize("name", ["locales/az/x.po", "locales/x.az.po", "locales/ru/LC_MESSAGES/x.po"])
def test_a_header_that_contradicts_a_folder_of_a_known_language_is_not(name):
    assert foreign_language(PurePath(name), _catalog("tr")) == ""


def test_a_catalogue_that_cannot_be_read_in_full_is_foreign_by_its_header():
    assert foreign_language(PurePath("locales/tr/x.po"), _catalog("tr") + b'msgid "\xff') == "tr"


def test_only_catalogues_are_foreign():
    assert foreign_language(PurePath("locales/tr/x.tmx"), b"") == ""


def _catalog(language):
    return f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n{ENTRY}'.encode()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ('msgid ""\n', "-.po"),
        ('# Translators: A. B.\n#\n\n#, fuzzy\nmsgid ""\n', "-.po"),
        ('\ufeff#: a.py:1\r\nmsgctxt "menu"\r\n', "-.po"),
        ("# A heading\n\nA paragraph.\n", "-.txt"),
        ('How to write an entry:\nmsgid ""\n', "-.txt"),
        ("", "-.txt"),
    ],
)
def test_data_without_a_name_is_a_catalogue_where_it_begins_as_one(data, name):
    assert nameless(data.encode()) == name


@pytest.mark.parametrize("charset", ["CHARSET", "UTF-8", "no-such-one"])
def test_an_encoding_that_cannot_be_converted_from_is_not_offered(empty_desk, charset):
    path = empty_desk.root / "az.po"
    path.write_bytes(b'msgid ""\nmsgstr "Content-Type: text/plain; charset=%s\\n"\n\n# \xfe\n' % charset.encode())
    with pytest.raises(FormatError) as caught:
        open_checkable(path, empty_desk.workspace)
    assert caught.value.hint == "Save it as UTF-8."
