"""What is shown for the place under the cursor."""

TRANSLATED = 'msgid "😀 The Milli Majlis met."\nmsgstr "😀 В Милли Меджлисе."'


def shown(editor, path, line, column):
    found = editor.at("hover", path, line, column)
    return found and found["contents"]["value"]


def test_a_term_shows_what_the_concept_is_called(po, editor):
    path, _ = po(TRANSLATED)
    card = shown(editor, path, 5, 18)
    assert "The parliament of the Republic of Azerbaijan." in card
    assert "| az | preferred | Milli Məclis |" in card
    assert "| ru | forbidden | Милли Маджлис |" in card
    assert "Note: Never translated by its meaning." in card


def test_a_term_of_the_source_shows_the_forms_of_the_targets(po, editor):
    path, _ = po(TRANSLATED)
    card = shown(editor, path, 5, 18)
    assert "singular, dative: *Milli Məclisə*" in card
    assert "singular, prepositional: *Милли Меджлисе*" in card


def test_a_form_is_explained(po, editor):
    path, _ = po(TRANSLATED)
    assert "“Милли Меджлисе”: singular, prepositional of Милли Меджлис." in shown(editor, path, 6, 16)


def test_the_range_is_the_term(po, editor, kit):
    path, _ = po(TRANSLATED)
    found = editor.at("hover", path, 6, 16)
    assert kit.marked(path.read_text(encoding="utf-8"), found["range"]) == "Милли Меджлисе"


def test_elsewhere_in_an_entry_the_memory_is_shown(po, editor):
    path, _ = po('msgid "The Milli Majlis adopted the law on January 20."\nmsgstr ""')
    said = shown(editor, path, 6, 2)
    assert said.startswith("**untranslated**")
    assert "Милли Меджлис принял закон 20 января." in said


def test_the_header_says_how_far_the_file_is(po, editor):
    path, _ = po(TRANSLATED, '#, fuzzy\nmsgid "a"\nmsgstr "b"', 'msgid "c"\nmsgstr ""')
    assert shown(editor, path, 1, 0) == "1 translated, 1 fuzzy, 1 untranslated"


def test_a_source_shows_concepts_too(editor, workspace):
    path = workspace / "sources/notice/ru.md"
    editor.open(path)
    assert "The parliament" in shown(editor, path, 7, 3)
    assert shown(editor, path, 0, 0) is None


def test_a_glossary_file_shows_concepts_too(editor, workspace):
    path = workspace / "glossary/institutions.toml"
    text = path.read_text(encoding="utf-8")
    item = {"uri": path.as_uri(), "languageId": "toml", "version": 1, "text": text}
    editor.tell("textDocument/didOpen", textDocument=item)
    line = next(number for number, line in enumerate(text.split("\n")) if line.startswith("az.preferred"))
    assert "The parliament" in shown(editor, path, line, 20)
