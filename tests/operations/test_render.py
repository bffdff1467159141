from pathlib import Path

import msgspec
import pytest

from tm.errors import TmError
from tm.formats import po
from tm.languages import LANGUAGES, get
from tm.operations.render import Missing, render
from tm.workspace import load

ROOT = Path(__file__).parent.parent.parent
STATEMENTS = sorted(path.name for path in (ROOT / "sources").iterdir() if path.is_dir())
OLD = "On January 20, 1990, units of the Soviet army entered Baku."


def rendered(desk, code="az", **options):
    return render("notice", get(code), desk.workspace, **options)


def text(desk, code="az", **options):
    return rendered(desk, code, **options).data.decode()


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_in_its_own_language_is_its_source_byte_for_byte(name):
    workspace = load(ROOT)
    source = workspace.sources / name / f"{workspace.source.code}.md"
    assert render(name, workspace.source, workspace).data == source.read_bytes()


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_statement_can_be_rendered_in_every_target_language(name):
    workspace = load(ROOT)
    for target in workspace.targets:
        found = render(name, target, workspace)
        assert found.data.count(b"[[") == len(found.lacks)


def test_a_source_in_an_old_encoding_is_itself(built):
    path = built.root / "sources/notice/en.md"
    data = path.read_text(encoding="utf-8").replace("title: en", "title: en\nencoding: cp1251").encode("cp1251")
    path.write_bytes(data.replace(b"\n", b"\r\n"))
    assert rendered(built, "en").data == data.replace(b"\n", b"\r\n")


def test_a_translation_of_a_source_in_an_old_encoding_is_utf_8_and_says_so(built):
    built.replace("sources/notice/en.md", "title: en", "title: en\nencoding: cp1251")
    assert "encoding: utf-8\n" in text(built)


def test_the_translation_stands_in_the_place_of_the_source(built):
    assert text(built).startswith("---\ntitle: en\nissuer: Office\ndate: 2025-01-19\nkind: notice\n---\n")
    assert "\n# Ümumxalq Hüzn Günü haqqında bildiriş\n\n" in text(built)


def test_a_unit_of_two_sentences_stands_where_they_stood(built):
    assert text(built).endswith(
        "\n\nAparat faciə qurbanlarının xatirəsini yad edir və bütün ziyarətçilərə təşəkkür edir.\n"
    )


def test_a_title_that_the_po_file_knows_is_translated(built):
    built.replace("sources/notice/en.md", "title: en", "title: Notice on National Mourning Day")
    assert "title: Ümumxalq Hüzn Günü haqqında bildiriş\n" in text(built)


def test_what_is_not_translated_is_marked(built):
    (built.root / "locales/az/notice.po").unlink()
    (built.root / "sources/notice/az.md").unlink()
    built.build()
    assert f"[[en: {OLD}]]" in " ".join(text(built).split())


def test_what_is_fuzzy_is_marked(built):
    built.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    built.build()
    assert "[[fuzzy: 1990-cı il yanvarın 20-də sovet" in " ".join(text(built).split())


def test_what_is_missing_can_be_left_in_the_source_language(built):
    built.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    built.build()
    assert OLD.replace("units", "troops") in " ".join(text(built, missing=Missing.SOURCE).split())


def test_what_is_missing_can_be_refused(built):
    built.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    found = rendered(built, missing=Missing.REFUSE)
    assert (found.refused, found.data, [one.place.line for one in found.lacks]) == (True, b"", [9])


def test_a_po_file_behind_its_source_has_gaps_where_it_is(built):
    built.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    assert [one.text for one in rendered(built).lacks] == [OLD.replace("units", "troops")]


def test_a_dateline_is_left_out_and_named(built):
    built.replace("sources/notice/en.md", "\nJanuary 20 is", "\nBAKU, January 19, 2009. January 20 is")
    built.build()
    found = rendered(built)
    assert ([one.text for one in found.left_out], b"BAKU" in found.data) == (["BAKU, January 19, 2009."], False)


def test_a_repeated_sentence_has_the_translation_of_its_place(built):
    built.write("sources/notice/en.md", built.read("sources/notice/en.md") + "\nBring a pen.\n\nBring a pen.\n")
    built.build()
    path = "locales/az/notice.po"
    first, second = built.read(path).split('msgctxt "2"')
    both = first.replace('msgid "Bring a pen."\nmsgstr ""', 'msgid "Bring a pen."\nmsgstr "Bir."')
    built.write(path, f'{both}msgctxt "2"{second}'.replace('pen."\nmsgstr ""', 'pen."\nmsgstr "İki."'))
    assert text(built).endswith("\n\nBir.\n\nİki.\n")


def test_a_unit_over_two_paragraphs_is_divided_between_them(built):
    built.replace("sources/notice/en.md", "victims of the tragedy. It", "victims of the tragedy.\n\nIt")
    said = "Aparat faciə qurbanlarını yad edir. O bütün ziyarətçilərə təşəkkür edir."
    catalog = po.parse(built.read("locales/az/notice.po"))
    entries = (*catalog.entries[:-1], catalog.entries[-1].with_(msgstr=said))
    built.write("locales/az/notice.po", po.serialize(msgspec.structs.replace(catalog, entries=entries)))
    assert text(built).endswith("\n\n" + said.replace(" O ", "\n\nO ") + "\n")


def test_an_unknown_statement_is_an_error_with_a_guess(built):
    with pytest.raises(TmError, match="Did you mean 'notice'"):
        render("notise", get("az"), built.workspace)


def test_a_language_without_a_po_file_is_an_error(desk):
    with pytest.raises(TmError, match=r"locales/az/notice\.po: there is no PO file yet"):
        rendered(desk)


def test_a_language_the_workspace_does_not_have_is_an_error(built):
    built.write("tm.toml", 'source = "en"\ntargets = ["az"]\n')
    assert "ru" in LANGUAGES
    with pytest.raises(TmError, match="'ru' is no language of this workspace"):
        rendered(built, "ru")
