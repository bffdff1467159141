import datetime as dt

from tm.formats.glossaries import Pair, concepts_of, pairs_of
from tm.model import Concept, Term, TermStatus

PREFERRED, ADMITTED = TermStatus.PREFERRED, TermStatus.ADMITTED
DEPRECATED, FORBIDDEN = TermStatus.DEPRECATED, TermStatus.FORBIDDEN


def term(text, status=PREFERRED, language="az", **fields):
    return Term(text=text, language=language, status=status, **fields)


SHIP = Concept(
    id="ship",
    subject="sea",
    definition="A thing.",
    note="N.",
    terms=(
        term("vessel", ADMITTED, "en"),
        term("ship", PREFERRED, "en"),
        term("boat", FORBIDDEN, "en"),
        term("qayıq", FORBIDDEN),
        term("gəmi", note="Usual."),
        term("tabut", DEPRECATED),
    ),
)


def short(concept):
    return [(pair.source, pair.target, pair.status) for pair in pairs_of(concept, "en", "az")]


def test_good_sources_have_all_good_targets_and_the_preferred_one_the_bad_targets():
    assert short(SHIP) == [
        ("ship", "gəmi", PREFERRED),
        ("vessel", "gəmi", PREFERRED),
        ("ship", "tabut", DEPRECATED),
        ("ship", "qayıq", FORBIDDEN),
    ]


def test_the_comment_names_the_targets_not_to_use():
    first, *_, last = pairs_of(SHIP, "en", "az")
    assert first.comment == "A thing. N. Deprecated: tabut. Forbidden: qayıq."
    assert (first.note, last.comment) == ("Usual.", "")


def test_a_term_whose_time_is_over_is_not_to_be_used():
    past = term("gəmi", until=dt.date(1990, 1, 1))
    concept = Concept(id="s", subject="", terms=(term("ship", language="en"), past, term("yeni", ADMITTED)))
    assert short(concept) == [("ship", "yeni", ADMITTED), ("ship", "gəmi", DEPRECATED)]


def test_a_concept_without_a_good_term_in_a_language_has_no_pairs():
    assert short(Concept(id="s", subject="", terms=(term("ship", language="en"), term("gəmi", FORBIDDEN)))) == []


def test_pairs_of_one_source_are_a_concept():
    pairs = [Pair(source="ship", target="gəmi", comment="C."), Pair(source="ship", target="gəmi 2", note="N.")]
    (concept,) = concepts_of(pairs, "en", "az", subject="sea")
    assert (concept.subject, concept.note) == ("sea", "C.")
    assert [(one.language, one.text, one.status, one.note) for one in concept.terms] == [
        ("en", "ship", PREFERRED, ""),
        ("az", "gəmi", PREFERRED, ""),
        ("az", "gəmi 2", ADMITTED, "N."),
    ]


def test_a_source_without_a_target_is_a_concept_of_one_language():
    (concept,) = concepts_of([Pair(source="ship", target="")], "en", "az")
    assert [one.text for one in concept.terms] == ["ship"]


def test_pairs_that_name_a_concept_belong_together():
    pairs = [Pair(source="ship", target="gəmi", concept="s"), Pair(source="vessel", target="gəmi", concept="s")]
    (concept,) = concepts_of(pairs, "en", "az")
    assert (concept.id, [one.text for one in concept.terms]) == ("s", ["ship", "vessel", "gəmi"])
