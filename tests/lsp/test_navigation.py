"""Where things are."""

ENTRY = 'msgid "The Milli Majlis met."\nmsgstr "Заседал Милли Меджлис."'


def test_the_definition_is_the_concept_in_the_glossary(po, editor, workspace):
    path, _ = po(ENTRY)
    found = editor.at("definition", path, 6, 20)
    assert found["uri"] == (workspace / "glossary/institutions.toml").as_uri()
    assert found["range"]["start"] == {"line": 2, "character": 1}


def test_a_reference_leads_to_the_source(po, editor, workspace):
    path, _ = po(f"#: sources/notice/en.md:8\n{ENTRY}")
    found = editor.at("definition", path, 5, 6)
    assert found["uri"] == (workspace / "sources/notice/en.md").as_uri()
    assert found["range"]["start"]["line"] == 7


def test_no_term_has_no_definition(po, editor):
    path, _ = po(ENTRY)
    assert editor.at("definition", path, 6, 10) is None


def test_references_are_all_forms_in_all_files(po, editor, workspace, kit):
    path, _ = po('msgid "😀 In the Milli Majlis."\nmsgstr "😀 В Милли Меджлисе."')
    found = editor.at("references", path, 6, 16, context={"includeDeclaration": True})
    here = [one["range"] for one in found if one["uri"] == path.as_uri()]
    text = path.read_text(encoding="utf-8")
    assert [kit.marked(text, where) for where in here] == ["Milli Majlis", "Милли Меджлисе"]
    files = {one["uri"].removeprefix(workspace.as_uri()) for one in found}
    assert {"/glossary/institutions.toml", "/sources/notice/az.md", "/locales/az/notice.po"} <= files


def test_references_are_found_in_what_was_typed_and_not_saved(po, editor):
    path, _ = po(ENTRY)
    editor.type(path, 6, 8, "Милли Меджлис. ")
    found = editor.at("references", path, 6, 10, context={"includeDeclaration": False})
    assert [one["range"]["start"]["character"] for one in found if one["uri"] == path.as_uri()] == [11, 8, 31]


def test_symbols_are_the_entries_with_their_states(po, editor):
    path, _ = po(ENTRY, '#, fuzzy\nmsgid "Two"\nmsgstr "Два"', 'msgid "Three"\nmsgstr ""')
    found = editor.ask("textDocument/documentSymbol", textDocument={"uri": path.as_uri()})
    assert [(one["name"], one["detail"]) for one in found] == [
        ("The Milli Majlis met.", ""),
        ("Two", "fuzzy"),
        ("Three", "untranslated"),
    ]


def test_symbols_move_with_their_entries(po, editor):
    path, _ = po(ENTRY)
    editor.type(path, 0, 0, "# one\n")
    found = editor.ask("textDocument/documentSymbol", textDocument={"uri": path.as_uri()})
    assert found[0]["selectionRange"]["start"] == {"line": 6, "character": 0}
