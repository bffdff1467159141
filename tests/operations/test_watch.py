import os

import pytest

from tm.errors import TmError
from tm.operations import watch as watching
from tm.operations.watch import Watch, snapshot


def later(desk, name, text):
    """Write a file with a time of change that differs for certain."""
    path = desk.write(name, text)
    about = path.stat()
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns + 10_000_000))


def edit(desk, name, old, new):
    text = desk.read(name)
    assert text.count(old) == 1
    later(desk, name, text.replace(old, new))


@pytest.fixture
def watch(desk):
    """A watch over a workspace with two statements, begun."""
    for code in ("en", "az", "ru"):
        desk.write(f"sources/other/{code}.md", desk.read(f"sources/notice/{code}.md"))
    found = Watch(desk.root)
    found.begin()
    return found


def test_the_beginning_is_a_build(desk):
    done = Watch(desk.root).begin()
    assert done.written == ("locales/az/notice.po", "locales/ru/notice.po", "locales/memory.tmx")
    assert desk.build().changed == ()


def test_what_was_written_is_no_change(watch):
    assert watch.changes() == ()


def test_a_changed_source_brings_its_own_po_files_and_the_memory_up_to_date(desk, watch):
    edit(desk, "sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    changes = watch.changes()
    done = watch.run(changes)
    assert changes == ("sources/notice/en.md",)
    assert done.written == ("locales/az/notice.po", "locales/ru/notice.po", "locales/memory.tmx")
    assert (desk.build().changed, watch.changes()) == ((), ())


def test_a_changed_po_file_brings_the_memory_up_to_date_and_is_checked(desk, watch):
    edit(desk, "locales/az/notice.po", "Milli Məclis 1994", "Milli Meclis 1994")
    done = watch.run(watch.changes())
    assert done.written == ("locales/memory.tmx",)
    assert "TM101" in {one.code for one in done.findings}
    assert {one.place.file for one in done.findings} == {"locales/az/notice.po"}
    assert desk.build().changed == ()


def test_a_changed_glossary_is_about_everything(desk, watch):
    forbidden = 'az.forbidden = ["Milli Meclis", "faciə"]'
    edit(desk, "glossary/institutions.toml", 'az.forbidden = "Milli Meclis"', forbidden)
    done = watch.run(watch.changes())
    assert {"locales/az/notice.po", "locales/az/other.po"} <= {one.place.file for one in done.findings}


def test_a_new_statement_gets_its_po_files(desk, watch):
    later(desk, "sources/new/en.md", desk.read("sources/notice/en.md"))
    done = watch.run(watch.changes())
    assert {"locales/az/new.po", "locales/ru/new.po"} <= set(done.written)
    assert desk.build().changed == ()


def test_a_statement_that_went_leaves_the_memory(desk, watch):
    for name in ("sources/other", "locales/az", "locales/ru"):
        for path in (desk.root / name).iterdir():
            if path.suffix == ".md" or path.stem == "other":
                path.unlink()
    watch.run(watch.changes())
    assert "other:" not in desk.read("locales/memory.tmx")


def test_a_file_that_cannot_be_read_is_named_and_the_memory_waits(desk, watch):
    before = desk.read("locales/memory.tmx")
    edit(desk, "locales/az/notice.po", "Bakıya daxil oldu", 'Bakıya "girdi')
    done = watch.run(watch.changes())
    assert ([one.place.file for one in done.errors], done.written) == (["locales/az/notice.po"], ())
    edit(desk, "locales/az/notice.po", 'Bakıya "girdi', "Bakıya girdi")
    assert (watch.run(watch.changes()).errors, desk.read("locales/memory.tmx") == before) == ((), False)


def test_after_settings_that_cannot_be_read_everything_is_done_again(desk, watch):
    settings = desk.read("tm.toml")
    later(desk, "tm.toml", "source = ")
    assert [one.place.file for one in watch.run(watch.changes()).errors] == ["tm.toml"]
    later(desk, "tm.toml", settings + "# new\n")
    edit(desk, "locales/az/notice.po", "Bakıya daxil oldu", "Bakıya girdi")
    assert watch.run(watch.changes()).written == ("locales/memory.tmx",)
    assert desk.build().changed == ()


def test_a_file_saved_while_it_is_worked_on_is_left_alone_and_taken_up_again(desk, watch, monkeypatch):
    edit(desk, "sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    changes = watch.changes()
    assemble = watching.assemble

    def meanwhile(*words):
        done = assemble(*words)
        edit(desk, "locales/az/notice.po", "təşəkkür edir", "minnətdardır")
        return done

    monkeypatch.setattr(watching, "assemble", meanwhile)
    done = watch.run(changes)
    monkeypatch.undo()
    assert "has changed since it was read" in str(done.errors[0])
    assert "minnətdardır" in desk.read("locales/az/notice.po")
    assert watch.run(watch.changes()).errors == ()
    assert ("minnətdardır" in desk.read("locales/az/notice.po"), desk.build().changed) == (True, ())


def test_changes_are_gathered_until_it_is_quiet(desk, watch):
    edits = iter(
        [
            lambda: edit(desk, "sources/notice/en.md", "units of the Soviet", "troops of the Soviet"),
            lambda: edit(desk, "sources/other/az.md", "Bakıya daxil oldu", "Bakıya girdi"),
        ]
    )

    def sleep(_):
        next(edits, lambda: None)()

    assert watch.wait(sleep) == ("sources/notice/en.md", "sources/other/az.md")


def test_hidden_files_and_copies_of_editors_do_not_count(desk):
    before = snapshot(desk.workspace)
    desk.write("sources/notice/.en.md.swp", "")
    desk.write("sources/notice/en.md~", "")
    assert snapshot(desk.workspace) == before


def test_a_workspace_that_cannot_be_read_is_an_error_at_the_beginning(desk):
    desk.write("tm.toml", "source = ")
    with pytest.raises(TmError):
        Watch(desk.root)


TURKISH = 'msgid ""\nmsgstr "Language: tr\\n"\n\nmsgid "Page 7"\nmsgstr "Sayfa 8"\n'


def test_a_catalogue_in_an_unknown_language_is_told_at_the_beginning(desk):
    desk.write("locales/tr/x.po", TURKISH)
    done = Watch(desk.root).begin()
    assert (done.errors, [note.partition(":")[0] for note in done.notes]) == ((), ["locales/tr/x.po"])


def test_an_edit_of_a_catalogue_in_an_unknown_language_is_no_error(desk, watch):
    later(desk, "locales/tr/x.po", TURKISH)
    done = watch.run(watch.changes())
    assert (done.errors, [note.partition(":")[0] for note in done.notes]) == ((), ["locales/tr/x.po"])
