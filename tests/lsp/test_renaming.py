"""A term gets another name in the glossary and in all texts."""

import pytest


@pytest.fixture
def renamed(editor, kit):
    """Rename what stands at a place; return the texts that change, by file name."""

    def rename(path, line, column, name):
        changes = editor.at("rename", path, line, column, newName=name)["changes"]
        texts = {}
        for uri, edits in changes.items():
            file = uri.rpartition("/")[2]
            with open(uri.removeprefix("file://"), encoding="utf-8") as stream:  # noqa: PTH123
                texts[file] = kit.applied(stream.read(), edits)
        return texts

    return rename


def test_every_form_becomes_the_same_form_of_the_new_term(po, renamed):
    path, _ = po('msgid "In the Milli Majlis, MILLI MAJLIS."\nmsgstr "В Милли Меджлисе, МИЛЛИ МЕДЖЛИС."')
    texts = renamed(path, 6, 16, "Национальный Совет")
    assert 'msgstr "В Национальном Совете, НАЦИОНАЛЬНЫЙ СОВЕТ."' in texts[path.name]
    assert "Национальный Совет принял закон 20 января." in texts["ru.md"]
    assert 'msgstr "Национальный Совет принял закон 20 января."' in texts["notice.po"]
    assert 'ru.preferred = "Национальный Совет"' in texts["institutions.toml"]


def test_a_term_of_the_source_changes_sources_and_msgids(po, renamed):
    path, _ = po('msgid "In the Milli Majlis."\nmsgstr ""')
    texts = renamed(path, 5, 16, "National Council")
    assert 'msgid "In the National Council."' in texts[path.name]
    assert "The National Council adopted the law" in texts["en.md"]


def test_what_is_renamed_is_shown_in_its_dictionary_form(po, editor):
    path, _ = po('msgid "In the Milli Majlis."\nmsgstr "В Милли Меджлисе."')
    assert editor.at("prepareRename", path, 6, 16)["placeholder"] == "Милли Меджлис"


def test_nothing_is_renamed_where_no_term_stands(po, editor):
    path, _ = po('msgid "In the Milli Majlis."\nmsgstr "В Милли Меджлисе."')
    assert editor.at("prepareRename", path, 6, 2) is None
    with pytest.raises(RuntimeError, match="no term of the glossary here"):
        editor.at("rename", path, 6, 2, newName="X")


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("Aparat", "Ofis", "lists forms of “Aparat” by hand"),
        ("Milli Meclis", "Ofis", "is forbidden; such a term has no new name"),
        ("Milli Məclis", " ", "the new name is empty"),
        ("Milli Məclis", "Milli Meclis", "stands twice in one concept"),
    ],
)
def test_what_can_not_be_renamed_is_refused_with_the_reason(po, editor, text, name, reason):
    path, _ = po(f'msgid "a"\nmsgstr "{text}"', code="az")
    with pytest.raises(RuntimeError, match=reason):
        editor.at("rename", path, 6, 10, newName=name)


def test_a_form_that_the_new_term_does_not_have_refuses_the_whole(po, editor):
    path, _ = po('msgid "The Milli Majlises"\nmsgstr "Милли Меджлисы"')
    with pytest.raises(RuntimeError, match="no certain form"):
        editor.at("rename", path, 6, 12, newName="НАТО-123")
