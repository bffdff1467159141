"""The rules of XLIFF 1.2 (strict) and 2.1 for all that is written here, put down from the text of the standards."""

import io
import re
from types import SimpleNamespace

import pytest
from lxml import etree

from tm.formats import Refused, xliff

XML = "{http://www.w3.org/XML/1998/namespace}"
NAME = r"[\w.:-]+"
ANY = r"[\s\S]*"
YES_NO = "yes|no"
EXTENDED = r"x-\S+"
INLINE_1 = r"(?:(?:g|x|bx|ex|bpt|ept|ph|it|mrk) )*"
INLINE_2 = r"(?:(?:ph|pc|sc|ec|cp|mrk|sm|em) )*"
STATES = (
    "final|needs-adaptation|needs-l10n|needs-review-adaptation|needs-review-l10n|needs-review-translation"
    f"|needs-translation|new|signed-off|translated|{EXTENDED}"
)
QUALIFIERS = (
    "exact-match|fuzzy-match|id-match|leveraged-glossary|leveraged-inherited|leveraged-mt|leveraged-repository"
    f"|leveraged-tm|mt-suggestion|rejected-grammar|rejected-inaccurate|rejected-length|rejected-spelling|tm-suggestion|{EXTENDED}"
)
DELIMITER, PLACEHOLDER = f"bold|italic|underlined|link|{EXTENDED}", f"image|pb|lb|{EXTENDED}"
CONTEXT = "database|element|elementtitle|linenumber|numparams|paramnotes|record|recordtitle|sourcefile|" + EXTENDED
TEXT_1 = {f"{XML}lang": NAME}
# by element: the children in their order, then attributes with their values; those with * are required
RULES_1 = {
    "xliff": ("(?:file )+", {"version*": r"1\.2"}),
    "file": (
        "(?:header )?body ",
        {"original*": ANY, "source-language*": NAME, "datatype*": ".+", "target-language": NAME, "tool-id": ANY},
    ),
    "header": ("(?:tool )*", {}),
    "tool": ("", {"tool-id*": ANY, "tool-name*": ANY, "tool-version": ANY}),
    "body": "(?:(?:group|trans-unit) )*",
    "group": ("(?:trans-unit )+", {"id": ANY, "restype": EXTENDED}),
    "trans-unit": (
        "source (?:seg-source )?(?:target )?(?:(?:context-group|note|alt-trans) )*",
        {
            "id*": ANY,
            "approved": YES_NO,
            "translate": YES_NO,
            "reformat": YES_NO,
            "restype": EXTENDED,
            "datatype": EXTENDED,
            f"{XML}space": "default|preserve",
            **dict.fromkeys(("resname", "extradata", "extype", "charclass"), ANY),
            **dict.fromkeys(
                ("help-id", "maxwidth", "minwidth", "maxheight", "minheight", "maxbytes", "minbytes"), NAME
            ),
        },
    ),
    "source": (INLINE_1, TEXT_1),
    "seg-source": (INLINE_1, TEXT_1),
    "target": (INLINE_1, {**TEXT_1, "state": STATES, "state-qualifier": QUALIFIERS}),
    "alt-trans": ("(?:source )?target ", {"match-quality": ANY, "origin": ANY, f"{XML}space": "preserve"}),
    "context-group": ("(?:context )+", {"purpose": "location|information|match"}),
    "context": ("", {"context-type*": CONTEXT}),
    "note": ("", {"from": ANY, "annotates": "source|target|general"}),
    "g": (INLINE_1, {"id*": ANY, "ctype": DELIMITER}),
    "x": ("", {"id*": ANY, "ctype": PLACEHOLDER}),
    "ph": ("", {"id*": ANY, "ctype": PLACEHOLDER}),
    "it": ("", {"id*": ANY, "pos*": "open|close", "ctype": DELIMITER}),
    "bx": ("", {"id*": ANY, "rid": NAME, "ctype": DELIMITER}),
    "bpt": ("", {"id*": ANY, "rid": NAME, "ctype": DELIMITER}),
    "ex": ("", {"id*": ANY, "rid": NAME}),
    "ept": ("", {"id*": ANY, "rid": NAME}),
    "mrk": (
        INLINE_1,
        {"mtype*": f"abbrev|date|name|phrase|protected|seg|term|{EXTENDED}", "mid": NAME, "comment": ANY},
    ),
}
TYPE = {"type": "fmt|ui|quote|link|image|other", "subType": r"[^\s:]+:[^\s:]+"}
MARKER = {"id*": NAME, "translate": YES_NO, "type": r"generic|comment|term|[^\s:]+:[^\s:]+", "value": ANY}
PERCENT = r"\d{1,2}(?:\.\d+)?|100"
RULES_2 = {
    "xliff": ("(?:file )+", {"version*": r"2\.1", "srcLang*": NAME, "trgLang": NAME}),
    "file": ("(?:(?:unit|group) )+", {"id*": NAME, "original": ANY}),
    "group": ("(?:unit )*", {"id*": NAME, "type": r"[^\s:]+:[^\s:]+"}),
    "unit": (
        "(?:matches )?(?:glossary )?(?:metadata )?(?:notes )?(?:originalData )?(?:(?:segment|ignorable) )+",
        {
            "id*": NAME,
            "name": ANY,
            "canResegment": YES_NO,
            "translate": YES_NO,
            "srcDir": "ltr|rtl|auto",
            "trgDir": "ltr|rtl|auto",
            "type": r"[^\s:]+:[^\s:]+",
            f"{XML}space": "preserve",
        },
    ),
    "segment": (
        "source (?:target )?",
        {"id": NAME, "state": "initial|translated|reviewed|final", "subState": r"[^\s:]+:[^\s:]+"},
    ),
    "ignorable": ("source (?:target )?", {"id": NAME}),
    "source": (INLINE_2, {}),
    "target": (INLINE_2, {}),
    "notes": ("(?:note )+", {}),
    "note": ("", {"appliesTo": "source|target", "category": ANY}),
    "originalData": ("(?:data )+", {}),
    "data": ("(?:cp )*", {"id*": NAME}),
    "cp": ("", {"hex*": "(?:[0-9A-F]{2})+"}),
    "ph": ("", {"id*": NAME, "dataRef": NAME, **TYPE}),
    "pc": (INLINE_2, {"id*": NAME, "dataRefStart": NAME, "dataRefEnd": NAME, **TYPE}),
    "sc": ("", {"id*": NAME, "dataRef": NAME, "isolated": YES_NO, **TYPE}),
    "ec": ("", {"id": NAME, "startRef": NAME, "dataRef": NAME, "isolated": YES_NO, **TYPE}),
    "mrk": (INLINE_2, MARKER),
    "sm": ("", MARKER),
    "em": ("", {"startRef*": NAME}),
    "matches": ("(?:match )+", {}),
    "match": (
        "(?:originalData )?source target ",
        {"id": NAME, "ref*": f"#{NAME}", "similarity": PERCENT, "origin": ANY, "type": "tm|mt"},
    ),
    "glossary": ("(?:glossEntry )+", {}),
    "glossEntry": ("term (?:translation )*(?:definition )?", {"id": NAME, "ref": f"#{NAME}"}),
    "term": ("", {}),
    "translation": ("", {}),
    "definition": ("", {}),
    "metadata": ("metaGroup ", {}),
    "metaGroup": ("(?:meta )+", {"category": ANY}),
    "meta": ("", {"type*": ANY}),
}


def _faults(element, rules):
    """Yield what an element and those in it do that the standard forbids."""
    name = etree.QName(element).localname
    content, attributes = rules[name] if isinstance(rules[name], tuple) else (rules[name], {})
    children = "".join(f"{etree.QName(child).localname} " for child in element)
    if not re.fullmatch(content, children):
        yield f"<{name}> holds {children}"
    known = {key.removesuffix("*"): value for key, value in attributes.items()}
    yield from (f"{name}@{key}={value}" for key, value in element.attrib.items() if not _fits(known, key, value))
    yield from (f"{name} lacks {key}" for key in attributes if key.endswith("*") and key[:-1] not in element.attrib)
    for child in element:
        yield from _faults(child, rules)


def _fits(known, key, value):
    return key in known and re.fullmatch(known[key], value) is not None


def _doubles(data, path, attribute):
    found = [one.get(attribute) for one in data.iterfind(path)]
    return [f"{path} {one} twice" for one in set(found) if found.count(one) > 1]


def _mirrors(unit):
    """Yield ids that come twice in a unit of XLIFF 2, and codes that nothing names or that are missing."""
    codes = {one.get("id") for one in unit.iterfind("{*}originalData/{*}data")}
    inline = [one for side in ("source", "target") for one in unit.iterfind(f"{{*}}segment/{{*}}{side}//*")]
    named = {one.get(key) for one in inline for key in ("dataRef", "dataRefStart", "dataRefEnd") if one.get(key)}
    yield from (f"code {one}" for one in codes ^ named)
    for side in ("source", "target"):
        ids = [one.get("id") for one in unit.iterfind(f"{{*}}segment/{{*}}{side}//*") if one.get("id")]
        yield from (f"{side} id {one} twice" for one in set(ids) if ids.count(one) > 1)


def _check(data):
    root = etree.fromstring(data)
    if root.get("version") == "1.2":
        return [
            *_faults(root, RULES_1),
            *_doubles(root, ".//{*}trans-unit", "id"),
            *_doubles(root, ".//{*}group", "id"),
        ]
    found = [*_faults(root, RULES_2), *_doubles(root, ".//{*}unit", "id")]
    return found + [fault for unit in root.iterfind(".//{*}unit") for fault in _mirrors(unit)]


def _write(units, version="1.2", languages=("en", "az")):
    stream = io.BytesIO()
    header = xliff.Header(
        source_language=languages[0], target_language=languages[1], tool_version="1.0", version=version, original="a.po"
    )
    refused = xliff.write(units, stream, header=header)
    return SimpleNamespace(data=stream.getvalue(), text=stream.getvalue().decode(), refused=refused)


def _read(data, **options):
    data = data.encode() if isinstance(data, str) else data
    return list(xliff.entries(io.BytesIO(data), file="back.xlf", **options))


@pytest.fixture(scope="session")
def faults():
    """Say what a file does that its version of XLIFF forbids."""
    return _check


@pytest.fixture(scope="session")
def write():
    """Write units or entries; the answer has `data`, `text` and `refused`."""
    return _write


@pytest.fixture(scope="session")
def read():
    """Read entries and refusals of a text or bytes."""
    return _read


@pytest.fixture(scope="session")
def read_unit():
    """Read the one unit of a file."""

    def unit(data, **options):
        (entry,) = _read(data, **options)
        assert not isinstance(entry, Refused), entry
        return entry.unit

    return unit


@pytest.fixture(params=["1.2", "2.1"])
def version(request):
    """Both versions that are written."""
    return request.param
