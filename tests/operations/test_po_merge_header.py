import pytest

from tm.formats import po
from tm.operations.po.merge_header import merge_header

FIELDS = {
    "Project-Id-Version": "notice",
    "PO-Revision-Date": "2026-01-01 10:00+0400",
    "Last-Translator": "Leyla",
    "Language": "az",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def header(comments=(), **changes):
    fields = FIELDS | {name.replace("_", "-"): value for name, value in changes.items()}
    text = "".join(f"{name}: {value}\n" for name, value in fields.items() if value is not None)
    return po.Entry(msgid="", msgstr=(text,), comments=comments)


def fields(entry):
    return dict(po.Catalog(header_entry=entry).header)


def test_a_field_that_one_side_changed_is_taken_from_it():
    merged = merge_header(header(), header(Last_Translator="Orxan"), header(Project_Id_Version="notice 2"))
    assert fields(merged.entry) == FIELDS | {"Last-Translator": "Orxan", "Project-Id-Version": "notice 2"}
    assert merged.conflicts == ()


@pytest.mark.parametrize("turned", [False, True])
def test_the_newer_date_wins_whichever_side_it_is_on_and_brings_its_translator(turned):
    sides = [
        header(PO_Revision_Date="2026-02-01 10:00+0400", Last_Translator="Orxan"),
        header(PO_Revision_Date="2026-02-01 07:00+0000", Last_Translator="Nigar"),
    ]
    merged = merge_header(header(), *(sides[::-1] if turned else sides))
    assert fields(merged.entry)["PO-Revision-Date"] == "2026-02-01 07:00+0000"
    assert fields(merged.entry)["Last-Translator"] == "Nigar"


def test_a_field_both_sides_changed_is_kept_in_a_comment_and_named():
    merged = merge_header(header(), header(Language="az_AZ"), header(Language="az_IR"))
    assert (fields(merged.entry)["Language"], merged.conflicts) == ("az_AZ", ("Language",))
    assert merged.entry.comments == ("tm: theirs Language: az_IR",)


def test_a_field_one_side_has_added_is_there():
    merged = merge_header(header(), header(X_Note="1"), header(Last_Translator="Orxan"))
    assert fields(merged.entry)["X-Note"] == "1"


def test_a_field_one_side_has_taken_out_is_gone():
    merged = merge_header(header(), header(Last_Translator="Orxan"), header(Project_Id_Version=None))
    assert "Project-Id-Version" not in fields(merged.entry)


def test_comments_of_both_sides_are_kept():
    merged = merge_header(header(("title",)), header(("title", "left")), header(("title", "right")))
    assert merged.entry.comments == ("title", "left", "right")


def test_a_header_only_one_side_has_is_the_header():
    assert merge_header(None, None, header()).entry == header()
