"""What is offered inside a translation."""

STORED = 'msgid "The Milli Majlis adopted the law on January 20."\nmsgstr ""'


def offered(editor, path, line, column):
    return {one["label"]: one for one in editor.at("completion", path, line, column)["items"]}


def test_the_match_of_the_memory_comes_first_with_its_score(po, editor):
    path, _ = po(STORED)
    first = min(offered(editor, path, 6, 8).values(), key=lambda one: one["sortText"])
    assert first["label"].endswith("% Милли Меджлис принял закон 20 января.")
    assert first["textEdit"]["newText"] == "Милли Меджлис принял закон 20 января."


def test_a_match_says_what_differs(po, editor):
    path, _ = po(STORED.replace("20", "21"))
    match = next(one for label, one in offered(editor, path, 6, 8).items() if label.startswith("84 %"))
    assert match["detail"] == "84 %, notice, number 21 → 20; repaired 20 → 21"


def test_a_match_takes_the_place_of_what_was_typed(po, editor, kit):
    path, _ = po(STORED.replace('msgstr ""', 'msgstr "😀 Нечто"'))
    match = next(one for label, one in offered(editor, path, 6, 14).items() if "% Милли" in label)
    assert 'msgstr "Милли Меджлис принял закон 20 января."' in kit.applied(
        path.read_text(encoding="utf-8"), [match["textEdit"]]
    )


def test_a_term_comes_in_the_case_that_the_match_has_it_in(po, editor):
    path, _ = po('msgid "The children remember National Mourning Day."\nmsgstr "Uşaqlar "', code="az")
    term = offered(editor, path, 6, 16)["Ümumxalq Hüzn Gününü"]
    assert term["detail"].startswith("national-mourning-day: as in the ")


def test_without_a_match_the_dictionary_form_and_the_other_forms_are_offered(po, editor):
    path, _ = po('msgid "Everything about National Mourning Day, in short and in long, for all."\nmsgstr "Всё о "')
    found = offered(editor, path, 6, 14)
    assert found["День всенародной скорби"]["detail"] == "national-mourning-day: dictionary form"
    assert found["Дне всенародной скорби"]["detail"] == "national-mourning-day: singular, prepositional"


def test_letters_typed_choose_the_forms_and_are_replaced(po, editor, kit):
    path, _ = po('msgid "Everything about National Mourning Day"\nmsgstr "Всё о дне всен"')
    found = offered(editor, path, 6, 22)
    assert list(found) == ["Дне всенародной скорби"]
    after = kit.applied(path.read_text(encoding="utf-8"), [found["Дне всенародной скорби"]["textEdit"]])
    assert 'msgstr "Всё о Дне всенародной скорби"' in after


def test_a_forbidden_term_is_replaced_in_its_form(po, editor):
    path, _ = po('msgid "On National Mourning Day"\nmsgstr "В День национального траура"')
    term = offered(editor, path, 6, 20)["День всенародной скорби"]
    assert term["detail"] == "national-mourning-day: for “День национального траура”, which is forbidden"


def test_placeholders_of_the_source_that_are_missing_are_offered(po, editor):
    path, _ = po('#, python-format\nmsgid "%(name)s wrote {n}"\nmsgstr "{n} "')
    found = offered(editor, path, 7, 12)
    assert "%(name)s" in found
    assert "{n}" not in found


def test_a_quotation_mark_is_escaped(po, editor):
    path, _ = po(r'msgid "See <a href=\"x\">here</a>"' + '\nmsgstr ""')
    assert offered(editor, path, 6, 8)['<a href="x">']["textEdit"]["newText"] == r"<a href=\"x\">"


def test_nothing_is_offered_outside_of_translations(po, editor):
    path, _ = po(STORED)
    assert [offered(editor, path, line, 8) for line in (1, 2, 5)] == [{}, {}, {}]
