"""What an entry's notes say after its source or its published version has changed: `tm.operations.catalogs`."""

import msgspec
import polib
import pytest

from tm.formats import po
from tm.operations import provenance
from tm.operations.match_note import note, with_rejection
from tm.operations.po.judgement import accept

OLD = "On January 20, 1990, units of the Soviet army entered Baku."
NEW = "On January 20, 1990, troops of the Soviet army entered Baku."
FILE = "locales/az/notice.po"


def entry(desk, msgid):
    return next(one for one in po.parse(desk.read(FILE)).entries if one.msgid == msgid)


def change(desk, how, msgid=OLD):
    """Write the Azerbaijani file with one entry changed."""
    catalog = po.parse(desk.read(FILE))
    entries = tuple(how(one) if one.msgid == msgid else one for one in catalog.entries)
    desk.write(FILE, po.serialize(msgspec.structs.replace(catalog, entries=entries)))


def with_note(one, *notes):
    return msgspec.structs.replace(one, extracted=(*one.extracted, *notes))


def matched(one):
    """Return an entry as `tm pretranslate` writes it."""
    filled = one.with_(msgstr="Sovet ordusu Bakıya girdi.", fuzzy=True, previous=po.Previous(msgid="The army came."))
    return msgspec.structs.replace(filled, extracted=(note("84 %, old, number 1991 → 1990"),))


def rebuilt(desk):
    """Build with a changed source sentence; return its entry."""
    desk.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    desk.build()
    return entry(desk, NEW)


def test_a_changed_source_takes_the_note_on_a_match_away(desk):
    desk.build()
    change(desk, matched)
    (said,) = rebuilt(desk).extracted
    assert said.startswith("tm: aligned ")


def test_a_changed_source_keeps_the_source_that_was_matched(desk):
    desk.build()
    change(desk, matched)
    assert rebuilt(desk).previous.msgid == "The army came."


def test_a_matched_entry_that_was_finished_by_hand_shows_the_source_it_was_finished_for(desk):
    desk.build()
    change(desk, lambda one: matched(one).with_(fuzzy=False))
    assert rebuilt(desk).previous.msgid == OLD


def test_a_note_on_a_match_stays_while_the_source_does(desk):
    desk.build()
    change(desk, matched)
    before = desk.read(FILE).count("tm: [84 %")
    desk.replace("sources/notice/en.md", "The Office remembers", "This Office remembers")
    desk.build()
    assert (before, desk.read(FILE).count("tm: [84 %")) == (1, 1)


def test_what_a_person_has_confirmed_of_the_old_source_is_not_confirmed_of_the_new(desk):
    desk.build()
    change(desk, lambda one: msgspec.structs.replace(one, extracted=provenance.rated(one.extracted, 1.0)))
    assert provenance.read(entry(desk, OLD).extracted).confidence == 1
    assert 0.5 < provenance.read(rebuilt(desk).extracted).confidence < 1


def test_a_changed_source_that_no_published_text_fits_any_more_is_not_aligned(desk):
    desk.build()
    (desk.root / "sources/notice/az.md").unlink()
    assert provenance.read(rebuilt(desk).extracted).confidence == 0


def test_an_untouched_translation_of_a_changed_source_still_follows_the_published_version(desk):
    desk.build()
    published = desk.read("sources/notice/az.md")
    (desk.root / "sources/notice/az.md").unlink()
    rebuilt(desk)
    desk.write("sources/notice/az.md", published.replace("hissələri", "qoşunları"))
    desk.build()
    assert "qoşunları" in entry(desk, NEW).msgstr[0]


def test_a_changed_source_takes_the_note_of_a_review_away(desk):
    desk.build()
    change(desk, lambda one: accept(one, as_reviewed=True))
    assert [line.split()[1] for line in rebuilt(desk).extracted] == ["aligned"]


def test_what_was_rejected_stays_noted_while_the_entry_is_empty(desk):
    desk.build()
    change(desk, lambda one: with_rejection(one).with_(msgstr=""))
    desk.build()
    assert [line.split()[1] for line in entry(desk, OLD).extracted] == ["aligned", "rejected"]


def test_what_was_rejected_is_forgotten_when_the_entry_is_finished(desk):
    desk.build()
    change(desk, with_rejection)
    desk.build()
    assert [line.split()[1] for line in entry(desk, OLD).extracted] == ["aligned"]


def test_what_was_rejected_for_the_old_source_is_forgotten(desk):
    desk.build()
    change(desk, lambda one: with_rejection(one).with_(msgstr=""))
    assert [line.split()[1] for line in rebuilt(desk).extracted] == ["aligned"]


@pytest.fixture
def wrapped(desk):
    """A built workspace whose PO file polib has wrapped, with comments of somebody else around ours."""
    desk.build()
    change(desk, lambda one: msgspec.structs.replace(one, extracted=("before", *one.extracted, "behind")))
    catalog = polib.pofile(str(desk.root / FILE), wrapwidth=36)
    catalog.save()
    assert len(entry(desk, OLD).extracted) == 4
    return desk


def test_a_build_leaves_a_wrapped_file_alone(wrapped):
    before = wrapped.read(FILE)
    wrapped.build()
    assert wrapped.read(FILE) == before


def test_a_wrapped_note_is_replaced_as_a_whole(wrapped):
    wrapped.replace("sources/notice/az.md", "Bakıya daxil oldu", "Bakıya girdi")
    wrapped.build()
    found = entry(wrapped, OLD)
    assert found.msgstr[0].endswith("Bakıya girdi.")
    assert [line.split(",")[0] for line in found.extracted] == ["before", "behind", "tm: aligned 0.99"]
