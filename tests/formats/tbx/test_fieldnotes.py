import datetime as dt

import pytest

from tm.formats.tbx.fieldnotes import fields_of, notes_of
from tm.model import CaseRule, PartOfSpeech, Term, TermStatus


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"status": TermStatus.FORBIDDEN}, "status: forbidden"),
        ({"part_of_speech": PartOfSpeech.PROPER_NOUN}, "part of speech: proper-noun"),
        ({"case": CaseRule.INITIAL}, "capitals: initial"),
        ({"case": CaseRule.EXACT}, "capitals: exact"),
        ({"forms": ("a|b", "c")}, "forms: a\\|b | c"),
        ({"not_forms": ("a",)}, "not-forms: a"),
        ({"invariable": True}, "invariable: yes"),
        ({"derivations": ("lı",)}, "derivations: lı"),
        ({"since": dt.date(2015, 1, 1)}, "since: 2015-01-01"),
        ({"until": dt.date(2015, 1, 1)}, "until: 2015-01-01"),
        ({"note": "Plain."}, "Plain."),
        ({"note": "status: forbidden"}, "note: status: forbidden"),
    ],
)
def test_a_field_is_a_note_and_the_note_is_the_field(fields, note):
    assert list(notes_of(Term(text="t", language="en", **fields))) == [note]
    assert fields_of([note]) == fields


def test_a_usual_term_has_no_notes():
    assert list(notes_of(Term(text="UN", language="en", abbreviation=True, case=CaseRule.EXACT))) == []


@pytest.mark.parametrize("note", ["since: long ago", "status: unclear", "invariable: no", "Forms: a", "plain"])
def test_a_note_that_only_looks_alike_stays_a_note(note):
    assert fields_of([note]) == {"note": note}


def test_plain_notes_are_joined():
    assert fields_of(["One.", "until: 2001-02-03", "Two."]) == {"until": dt.date(2001, 2, 3), "note": "One. Two."}
