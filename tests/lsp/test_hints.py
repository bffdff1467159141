"""The best match's score beside an empty entry."""

STORED = 'msgid "The Milli Majlis adopted the law on January 20."\nmsgstr ""'


def hints(editor, path):
    where = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    return editor.ask("textDocument/inlayHint", textDocument={"uri": path.as_uri()}, range=where)


def test_an_empty_entry_shows_the_score_behind_its_last_line(po, editor):
    path, _ = po('msgid "Three"\nmsgstr ""', STORED.replace("20", "21"))
    assert [(one["label"], one["position"]) for one in hints(editor, path)] == [
        ("84 %", {"line": 9, "character": 9}),
    ]


def test_a_translated_entry_shows_none(po, editor):
    path, _ = po(STORED.replace('msgstr ""', 'msgstr "Есть."'))
    assert hints(editor, path) == []
