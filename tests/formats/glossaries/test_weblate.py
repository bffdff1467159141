import subprocess
from shutil import which

import pytest
from translate.storage.csvl10n import csvfile
from translate.storage.pypo import pofile
from translate.storage.tbx import tbxfile

from tm.formats import po, tables
from tm.formats.glossaries import Pair, weblate
from tm.model import TermStatus

PAIRS = [
    Pair(concept="ship", source="ship", target="gəmi", comment="A thing.", note="Usual."),
    Pair(concept="ship", source="vessel", target="gəmi"),
    Pair(concept="ship", source="ship", target="qayıq", status=TermStatus.FORBIDDEN),
    Pair(concept="un", source="UN", target="UN"),
    Pair(concept="sum", source="=1+1", target="x"),
]
PLURALS = "nplurals=2; plural=(n != 1);"


def catalog():
    return weblate.catalog(PAIRS, language="az", plural_forms=PLURALS)


def test_csv_has_no_terms_not_to_use_and_none_that_begins_like_a_formula():
    assert weblate.csv_rows(PAIRS) == [
        ("ship", "gəmi", "ship", "A thing. Usual."),
        ("vessel", "gəmi", "ship-2", ""),
        ("UN", "UN", "un", ""),
    ]


def test_translate_toolkit_reads_the_csv():
    store = csvfile.parsestring(tables.serialize(weblate.CSV_COLUMNS, weblate.csv_rows(PAIRS), "f.csv"))
    assert [(unit.source, unit.target, unit.context) for unit in store.units] == [
        ("ship", "gəmi", "ship"),
        ("vessel", "gəmi", "ship-2"),
        ("UN", "UN", "un"),
    ]


def test_po_has_the_flags():
    assert [
        (unit.source, unit.target, unit.typecomments) for unit in pofile.parsestring(catalog().encode()).units[1:]
    ] == [
        ("ship", "gəmi", []),
        ("vessel", "gəmi", []),
        ("ship", "qayıq", ["#, forbidden\n"]),
        ("UN", "UN", ["#, read-only\n"]),
    ]


@pytest.mark.external
@pytest.mark.skipif(not which("msgfmt"), reason="msgfmt is not installed")
def test_msgfmt_accepts_the_po(tmp_path):
    file = tmp_path / "f.po"
    file.write_text(catalog(), encoding="utf-8")
    command = ["msgfmt", "--check", "-o", str(tmp_path / "f.mo"), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_tbx_has_an_entry_a_pair_and_the_flags_where_weblate_looks():
    store = tbxfile.parsestring(weblate.tbx(PAIRS, source="en", target="az"), sourcelanguage="en", targetlanguage="az")
    statuses = [[one.administrative_status for one in unit.get_target_terms()] for unit in store.units]
    assert [(unit.getid(), unit.source, unit.target, unit.istranslatable()) for unit in store.units] == [
        ("ship", "ship", "gəmi", True),
        ("ship-2", "vessel", "gəmi", True),
        ("ship-3", "ship", "qayıq", True),
        ("un", "UN", "UN", False),
    ]
    assert statuses == [[None], [None], ["forbidden"], [None]]


def test_tbx_has_the_explanations_where_weblate_looks():
    store = tbxfile.parsestring(weblate.tbx(PAIRS, source="en", target="az"), sourcelanguage="en", targetlanguage="az")
    assert (store.units[0].getnotes("definition"), store.units[0].getnotes("translator")) == ("A thing.", "Usual.")


def test_a_context_is_one_of_a_kind():
    pairs = [Pair(concept=name, source="s", target=str(number)) for number, name in enumerate(["a", "a", "a-2", "a"])]
    assert [context for _, context in weblate.contexts(pairs)] == ["a", "a-2", "a-2-2", "a-3"]


def test_pairs_come_back_from_po():
    found = list(weblate.pairs_of_catalog(po.parse(catalog(), file="f.po")))
    assert [(pair.source, pair.target, pair.status) for pair in found] == [
        ("ship", "gəmi", TermStatus.ADMITTED),
        ("vessel", "gəmi", TermStatus.ADMITTED),
        ("ship", "qayıq", TermStatus.FORBIDDEN),
        ("UN", "UN", TermStatus.ADMITTED),
    ]


def test_a_read_only_string_is_its_own_translation_and_fuzzy_ones_are_left_out():
    text = '#, read-only\nmsgid "UN"\nmsgstr ""\n\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr ""\n'
    found = weblate.pairs_of_catalog(po.parse(text, file="f.po"))
    assert [(pair.source, pair.target) for pair in found] == [("UN", "UN")]


def test_pairs_of_a_table_need_both_sides():
    rows = [
        (2, {"source": "a", "target": "b", "explanation": "E."}),
        (3, {"source": "a", "target": ""}),
        (4, {"source": "a", "target": "b", "fuzzy": "True"}),
    ]
    assert [(pair.source, pair.comment, pair.place.line) for pair in weblate.pairs_of_table(rows, "f")] == [
        ("a", "E.", 2)
    ]
