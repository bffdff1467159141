"""Every form of every term of this glossary in a catalogue: the wrong ones are caught, the right ones pass."""

from pathlib import Path

import pytest

from tm.formats.po import Catalog, Entry, header_entry, serialize
from tm.glossary.check import forms_of
from tm.glossary.load import load_folder
from tm.languages import LANGUAGES
from tm.lint.rules import RULES
from tm.model import TermStatus
from tm.operations.lint import lint_files
from tm.workspace import load

GLOSSARY = Path(__file__).parents[2] / "glossary"
CARRIERS = {"en": "There, {} came up again.", "az": "Orada {} yenə çəkildi.", "ru": "Там {} снова звучит."}
BAD = {TermStatus.FORBIDDEN, TermStatus.DEPRECATED}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    root = tmp_path_factory.mktemp("workspace")
    (root / "sources").mkdir()
    others = [rule.code for rule in RULES if not rule.code.startswith("TM1")]
    folders, ignored = f'glossary = "{GLOSSARY.as_posix()}"', f"ignore = {others}"
    config = f'source = "en"\ntargets = ["az", "ru"]\n[folders]\n{folders}\n[lint]\n{ignored}\n'
    (root / "tm.toml").write_text(config, encoding="utf-8")
    return load(root)


def forms(code, statuses):
    """Return all forms of the terms with these statuses, each with its concept."""
    concepts = load_folder(GLOSSARY, list(LANGUAGES))
    terms = [
        (concept.id, term) for concept in concepts for term in concept.in_language(code) if term.status in statuses
    ]
    return [(concept, form) for concept, term in terms for form in forms_of(term, LANGUAGES[code])]


def findings(workspace, code, texts):
    """Return the terminology findings of a catalogue with these texts, each with the number of its entry."""
    header = header_entry(project="", language=code, plural_forms=LANGUAGES[code].plural_forms, date=None)
    entries = [Entry(msgid=f"entry-{number}", msgstr=(text,)) for number, text in enumerate(texts)]
    path = workspace.root / f"{code}.po"
    path.write_text(serialize(Catalog(header_entry=header, entries=tuple(entries))), encoding="utf-8")
    found = lint_files([path], workspace).findings
    return {(int(one.unit.rpartition("-")[2]), one.code, one.concept) for one in found}


@pytest.mark.parametrize("code", CARRIERS)
def test_every_form_of_every_bad_term_is_caught(workspace, code):
    bad = forms(code, BAD)
    found = findings(workspace, code, [CARRIERS[code].format(form) for _, form in bad])
    missed = [form for number, (concept, form) in enumerate(bad) if (number, "TM101", concept) not in found]
    assert len(bad) > 20
    assert missed == []


@pytest.mark.parametrize("code", CARRIERS)
def test_no_form_of_a_preferred_term_is_a_finding(workspace, code):
    good = forms(code, {TermStatus.PREFERRED})
    found = findings(workspace, code, [CARRIERS[code].format(form) for _, form in good])
    assert len(good) > 100
    assert [(good[number], code, concept) for number, code, concept in sorted(found)] == []


@pytest.mark.parametrize("code", CARRIERS)
def test_no_form_of_an_admitted_term_is_a_finding(workspace, code):
    good = forms(code, {TermStatus.ADMITTED})
    found = findings(workspace, code, [CARRIERS[code].format(form) for _, form in good])
    assert [(good[number], code, concept) for number, code, concept in sorted(found)] == []
