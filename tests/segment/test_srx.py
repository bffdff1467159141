"""SRX documents: reading them, refusing bad ones, and exporting ours."""

import re
from pathlib import Path

import pytest
from lxml import etree

from tm.errors import ErrorList, FormatError
from tm.languages import LANGUAGES, get
from tm.segment.srx import NAMESPACE, export_srx, parse_srx, unshared

GOLDEN = Path(__file__).parent.parent / "languages"
RULE = "<rule break='no'><beforebreak>{before}</beforebreak><afterbreak>{after}</afterbreak></rule>"
DOCUMENT = """<srx xmlns="{namespace}" version="2.0"><header segmentsubflows="yes" cascade="{cascade}"/><body>
<languagerules>
<languagerule languagerulename="First">{rules}</languagerule>
<languagerule languagerulename="Last"><rule><beforebreak>x</beforebreak></rule></languagerule>
</languagerules>
<maprules><languagemap languagepattern="aa.*" languagerulename="{name}"/><languagemap languagepattern=".*"
languagerulename="Last"/></maprules></body></srx>"""


def document(rules="", *, name="First", cascade="yes", namespace=NAMESPACE):
    return DOCUMENT.format(rules=rules, name=name, cascade=cascade, namespace=namespace)


def test_rules_of_all_maps_count_in_order_when_cascading():
    srx = parse_srx(document(RULE.format(before="a", after="b")), file="f.srx")
    assert [(rule.breaks, rule.before, rule.after) for rule in srx.rules("aa-BB")] == [
        (False, "a", "b"),
        (True, "x", ""),
    ]


def test_only_the_first_map_counts_without_cascading():
    srx = parse_srx(document(RULE.format(before="a", after="b"), cascade="no"), file="f.srx")
    assert [rule.before for rule in srx.rules("aa")] == ["a"]


def test_a_language_without_a_map_is_an_error():
    srx = parse_srx(get("az").segmentation(), file="f.srx")
    with pytest.raises(FormatError, match=r"f\.srx: no rules for language 'de'"):
        srx.rules("de")


def test_comments_in_a_rule_are_its_name_reason_and_examples():
    comments = "<!-- stop: why\n so --><!-- needs\n  A.| |B\n\n  C.| |D\n--><!-- keeps\n  E\n-->"
    text = document(f"<rule>{comments}<beforebreak>a</beforebreak></rule>")
    rule = parse_srx(text, file="f.srx").rules("aa")[0]
    assert (rule.name, rule.reason, rule.needs, rule.keeps) == ("stop", "why so", ("A.| |B", "C.| |D"), ("E",))


def test_a_rule_knows_its_line():
    rule = parse_srx(document("\n\n<rule><beforebreak>a</beforebreak></rule>"), file="f.srx").rules("aa")[0]
    assert str(rule.place) == "f.srx:5"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<srx", "broken XML"),
        ("<!DOCTYPE srx SYSTEM 'http://127.0.0.1/x.dtd'><srx/>", "this is no SRX 2.0 document"),
        (document(namespace="http://www.lisa.org/srx10"), "this is no SRX 2.0 document"),
        (document(name="None"), "no rules named 'None'"),
        (document(RULE.format(before="(", after="")), "bad regular expression"),
        (document(RULE.format(before="a", after="b") * 2), "stands here twice"),
    ],
)
def test_a_bad_document_is_refused_with_its_place(text, message):
    with pytest.raises(FormatError, match=re.escape(message)) as error:
        parse_srx(text, file="f.srx")
    assert str(error.value).startswith("f.srx")


def test_all_faults_are_told_at_once():
    with pytest.raises(ErrorList) as error:
        parse_srx(document(RULE.format(before="(", after="["), name="None"), file="f.srx")
    assert len(error.value.errors) == 3


def test_external_entities_are_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    text = f'<!DOCTYPE srx [<!ENTITY e SYSTEM "{secret.as_uri()}">]>' + document(RULE.format(before="&e;", after=""))
    assert parse_srx(text, file="f.srx").rules("aa")[0].before == ""


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<![\p{L}\p{N}])(?:Mr|Dr)\.",
        r"[.!?…][\"”\])\*]*",
        r"\s+[A-Z0-9]{1,3}(?!\.)",
        r"(?<=a|b{1,3})x+",
        r"[\[\-\+]?\(?",
    ],
)
def test_shared_constructs_pass(pattern):
    assert unshared(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "construct"),
    [
        (r"\bMr\.", r"\b"),
        (r"\w+", r"\w"),
        (r"\d", r"\d"),
        (r"(?i)mr", "(?i"),
        (r"(?>mr)", "(?>"),
        (r"(?P<a>mr)", "(?P"),
        (r"a++", "++"),
        (r"a*+", "*+"),
        (r"a{2}+", "}+"),
        (r"(?<=a+)b", "+"),
        (r"(?<!(?:a|b{2,}))c", "{2,}"),
        (r"[a[b]]", "[a[b]"),
        (r"[a&&b]", "[a&&b]"),
        (r"[*•]", "[*•]"),
        (r"[\d.]", r"[\d.]"),
        (r"(a)\1", r"\1"),
    ],
)
def test_constructs_that_engines_read_differently_are_found(pattern, construct):
    assert unshared(pattern) == construct


def test_export_holds_the_rules_of_every_language():
    srx = parse_srx(export_srx(list(LANGUAGES.values())), file="all.srx")
    for code, language in LANGUAGES.items():
        own = parse_srx(language.segmentation(), file="all.srx").rules(code)
        assert [(r.breaks, r.before, r.after) for r in srx.rules(code)] == [(r.breaks, r.before, r.after) for r in own]


def test_export_is_well_formed_and_names_each_list_once():
    root = etree.fromstring(export_srx(list(LANGUAGES.values())).encode())
    names = [one.get("languagerulename") for one in root.iter(f"{{{NAMESPACE}}}languagerule")]
    assert root.get("version") == "2.0"
    assert len(names) == len(set(names)) == len(LANGUAGES)


@pytest.mark.parametrize(("code", "tag"), [("en", "EN-US"), ("az", "az_AZ"), ("ru", "ru")])
def test_another_srx_program_cuts_the_golden_lines_by_the_export(tmp_path, code, tag):
    from choppa import SRX_2_XSD, SrxDocument, SrxTextIterator

    path = tmp_path / "all.srx"
    path.write_text(export_srx(list(LANGUAGES.values())), encoding="utf-8")
    read = SrxDocument(ruleset=path, validate_ruleset=SRX_2_XSD)
    lines = (GOLDEN / code / "segmentation.txt").read_text(encoding="utf-8").splitlines()
    cuts = (SrxTextIterator(read, tag, line.replace("| |", " ")) for line in lines)
    assert ["| |".join(piece.strip() for piece in pieces if piece.strip()) for pieces in cuts] == lines
