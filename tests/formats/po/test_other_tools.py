"""What other tools read of our files, and we of theirs."""

import shutil
import subprocess

import msgspec
import polib
import pytest
from translate.storage import pypo

from tm.formats import po

SENTENCES = [
    "Azərbaycan Respublikasının Prezidenti ümumxalq hüzn günü ilə bağlı sərəncam imzalamışdır.",
    'Nazirlər Kabineti "Bakı" kəndində yerləşən binanı təmir etməlidir, deyə İclas qərara aldı.\n',
    "Tab\tayrılmış \\ sətir\nvə ikinci sətir: 100 % — «dırnaq» işarəsi, uzun-uzadı tire – və ... nöqtələr\n\nson",
    "20 января в стране объявлено Днём всенародной скорби; приспускаются флаги, отменяются мероприятия (все).",
    '<a href="https:/"/>%(name)s, {count} / %d [nömrə] qısa-qısa sözlər üçün / üzrə / kimi bölünən mətn</a> 😀 İ',
    "Sözsüzuzunbirsözkibölünməzvəsətrəsığmaz" * 3,
    "国務院は本日、国民追悼の日に関する声明を発表し、すべての公共施設で半旗を掲げることを決定した。犠牲者を悼む。",
    "qısa",
]
HEADER = """\
msgid ""
msgstr ""
"Language: az\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
WIDTHS = [40, 60, 79, 100]

needs_gettext = pytest.mark.skipif(shutil.which("msgcat") is None, reason="msgcat is not installed")


def entry(number, sentence):
    plural = number % 3 == 2
    return po.Entry(
        msgid=f"{number} {sentence}",
        msgid_plural=f"{number}+ {sentence}" if plural else None,
        msgstr=(sentence * 2, sentence) if plural else (sentence * 2,),
        msgctxt=f"context {sentence}" if number % 2 else None,
        flags=("fuzzy", "c-format") if number % 4 == 1 else (),
        comments=("qeyd", "", "ikinci sətir"),
        extracted=("sentence by sentence",),
        references=tuple(f"sources/statement-{line}/en.md:{line}" for line in range(number * 2)),
        previous=po.Previous(msgid=sentence, msgctxt="previous") if number % 4 == 1 else None,
        obsolete=number % 5 == 4,
    )


def catalogue():
    """A catalogue with everything PO has; obsolete entries last, where gettext puts them."""
    header = po.parse(HEADER).header_entry.content
    entries = sorted((entry(number, text) for number, text in enumerate(SENTENCES)), key=lambda each: each.obsolete)
    plain = [
        msgspec.structs.replace(each, references=(), extracted=(), flags=()) if each.obsolete else each
        for each in entries
    ]
    return po.Catalog(header_entry=header, entries=tuple(plain))


def gettext(program, *options, text):
    done = subprocess.run([program, *options, "-"], input=text.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def contents(catalog):
    return [each.content for each in catalog.entries]


def as_polib(text):
    return [
        (
            each.msgctxt,
            each.msgid,
            each.msgid_plural or None,
            tuple(each.msgstr_plural[form] for form in sorted(each.msgstr_plural)) or (each.msgstr,),
            tuple(each.flags),
            each.tcomment.split("\n"),
            bool(each.obsolete),
        )
        for each in polib.pofile(text)
    ]


def as_we(catalog):
    return [
        (e.msgctxt, e.msgid, e.msgid_plural, e.msgstr, e.flags, list(e.comments), e.obsolete) for e in catalog.entries
    ]


def as_toolkit(text):
    store = pypo.pofile.parsestring(text.encode())
    return [
        (unit.getcontext(), [str(form) for form in getattr(unit.source, "strings", [unit.source])], unit.isfuzzy())
        for unit in store.units
        if not unit.isheader()
    ]


def test_polib_reads_what_we_write():
    text = po.serialize(catalogue())
    assert as_polib(text) == as_we(po.parse(text))


def test_we_read_what_polib_writes():
    text = str(polib.pofile(po.serialize(catalogue()), wrapwidth=60)) + "\n"
    assert as_we(po.parse(text)) == as_polib(text)


def test_what_polib_writes_is_given_back_as_it_was():
    text = str(polib.pofile(po.serialize(catalogue()), wrapwidth=60))
    assert po.serialize(po.parse(text)) == text


def test_toolkit_reads_what_we_write():
    text = po.serialize(catalogue())
    ours = [
        (e.msgctxt or "", [e.msgid, e.msgid_plural] if e.msgid_plural else [e.msgid], e.fuzzy)
        for e in catalogue().entries
    ]
    assert as_toolkit(text) == ours


def test_we_read_what_toolkit_writes():
    text = bytes(pypo.pofile.parsestring(po.serialize(catalogue()).encode())).decode()
    assert [each.msgstr for each in po.parse(text).entries] == [each.msgstr for each in catalogue().entries]
    assert po.serialize(po.parse(text)) == text


@pytest.mark.external
@needs_gettext
@pytest.mark.parametrize("width", WIDTHS)
def test_what_msgcat_writes_is_given_back_as_it_was(width):
    text = gettext("msgcat", f"--width={width}", text=po.serialize(catalogue()))
    assert po.serialize(po.parse(text)) == text


@pytest.mark.external
@needs_gettext
@pytest.mark.parametrize("width", WIDTHS)
def test_msgcat_changes_nothing_in_what_we_splice(width):
    catalog = po.parse(gettext("msgcat", f"--width={width}", text=po.serialize(catalogue())))
    turned = tuple(
        each.with_(
            msgstr=[f"{text}{text}" for text in each.msgstr], fuzzy=False, previous=po.Previous(msgid=each.msgid)
        )
        for each in catalog.entries
    )
    text = po.serialize(msgspec.structs.replace(catalog, entries=turned))
    assert gettext("msgcat", f"--width={width}", text=text) == text


@pytest.mark.external
@needs_gettext
def test_msgcat_changes_nothing_in_a_new_file():
    text = po.serialize(catalogue())
    assert gettext("msgcat", text=text) == text


@pytest.mark.external
@needs_gettext
def test_msgcat_changes_nothing_in_a_file_that_is_not_wrapped():
    catalog = po.parse(gettext("msgcat", "--no-wrap", text=po.serialize(catalogue())))
    turned = tuple(each.with_(msgstr=[text * 2 for text in each.msgstr]) for each in catalog.entries)
    text = po.serialize(msgspec.structs.replace(catalog, entries=turned))
    assert gettext("msgcat", "--no-wrap", text=text) == text


@pytest.mark.external
@needs_gettext
def test_msgfmt_checks_what_we_write(tmp_path):
    text = po.serialize(catalogue())
    gettext("msgfmt", "--check-format", "--check-domain", "-o", str(tmp_path / "out.mo"), text=text)
    assert (tmp_path / "out.mo").stat().st_size > 0


BROKEN = {
    "closing quotation mark": 'msgid "a\nmsgstr "b"\n',
    "missing msgstr": 'msgid "a"\n\nmsgid "b"\nmsgstr ""\n',
    "stray text": 'msgid "a"\nmsgstr "b" c\n',
    "twice": 'msgid "a"\nmsgstr "b"\nmsgstr "c"\n',
    "escape": 'msgid "a\\d"\nmsgstr "b"\n',
    "plural index": 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n',
    "conflict": 'msgid "a"\n<<<<<<< x\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> y\n',
    "comment": 'msgid "a"\n# note\nmsgstr "b"\n',
}


@pytest.mark.external
@needs_gettext
@pytest.mark.parametrize("name", BROKEN)
def test_what_gettext_refuses_is_a_fault(name):
    done = subprocess.run(
        ["msgfmt", "-o", "/dev/null", "-"], input=BROKEN[name].encode(), capture_output=True, check=False
    )
    assert (done.returncode != 0, bool(po.scan(BROKEN[name])[1])) == (True, True)
