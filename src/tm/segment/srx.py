"""Segmentation rules as data: the SRX 2.0 document in, one document for several languages out.

SRX 2.0 is the LISA/GALA standard that OmegaT, memoQ, Okapi and Trados read. A rule is a pair of regular expressions
around a possible boundary; rules are asked in order and the first one that matches decides. What is special here is
what stands in the comments of a rule:

    <rule break="no">
      <!-- title: a title never ends the sentence, a name follows -->
      <!-- needs
        Mr. Aliyev spoke.
      -->
      <!-- keeps
        We met the doctor.| |Mr. Aliyev spoke.
      -->
      <beforebreak>…</beforebreak><afterbreak>…</afterbreak>
    </rule>

The first comment is the rule's name and reason. Each line of `needs` is a text, cut as it should be, that comes out
wrong without the rule; each line of `keeps` is one that looks similar and comes out the same with and without it.
In an example `| |` stands for the boundary and the white space around it. Running the rules is the segmenter's work
(`tm.segment.segmenter`), running the examples that of `tm.segment.examples`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import cast

import msgspec
from lxml import etree

from tm.errors import ErrorList, FormatError, Place, TmError
from tm.language import Language
from tm.messages import say

NAMESPACE = "http://www.lisa.org/srx20"
_NAME = re.compile(r"\s*([a-z0-9-]+):\s*(.*?)\s*", re.DOTALL)
_EXAMPLES = re.compile(r"\s*(needs|keeps)\n(.*)", re.DOTALL)
_PART = re.compile(r"\\p\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?<?[^<]?|[*+?}][+]|[*+]|\{\d+,\}|.", re.DOTALL)
_SHARED_ESCAPE = re.compile(r"\\(?:p\{[A-Z][a-z]?\}|[sStnu]|[^\w\s])")
_SHARED_GROUPS = frozenset({"(?:", "(?=", "(?!", "(?<=", "(?<!"})
_POSSESSIVE = frozenset({"*+", "++", "?+", "}+"})
_PLAIN_IN_CLASS = re.compile(r"\\p\{[A-Z][a-z]?\}|\\[stnu]|\\[^\w\s]")
_BAD_IN_CLASS = re.compile(r"[\[*+{\\]|&&|--|\|\||~~")


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One SRX rule: whether the text is cut where `before` ends and `after` begins."""

    breaks: bool
    before: str
    """Regular expression for what stands before the boundary; empty for anything."""
    after: str
    """Regular expression for what stands after it; empty for anything."""
    name: str = ""
    reason: str = ""
    needs: tuple[str, ...] = ()
    """Examples in boundary notation that come out wrong without the rule."""
    keeps: tuple[str, ...] = ()
    """Examples in boundary notation that come out the same with and without the rule."""
    place: Place | None = None


class LanguageMap(msgspec.Struct, frozen=True):
    """Which language tags a list of rules is for."""

    pattern: str
    """Regular expression that must match the whole tag; capitals count."""
    rules: str
    """Name of the list."""


class Srx(msgspec.Struct, frozen=True, kw_only=True):
    """An SRX document: lists of rules by name and the maps from languages to them."""

    lists: dict[str, tuple[Rule, ...]]
    maps: tuple[LanguageMap, ...]
    cascade: bool = True
    """True where all maps that match a language count, in order; False where only the first does."""
    file: str = ""

    def rules(self, tag: str) -> tuple[Rule, ...]:
        """Return the rules for a language tag, in the order in which they are asked.

        Raises `FormatError` where no map matches: an unknown language must not become "one segment" in silence.
        """
        hits = [one for one in self.maps if re.fullmatch(one.pattern, tag)]
        if not hits:
            known = ", ".join(one.pattern for one in self.maps)
            raise FormatError(
                say("no rules for language {tag!r}.", tag=tag),
                place=Place(self.file),
                hint=say("The maps are: {known}.", known=known),
            )
        return tuple(rule for hit in (hits if self.cascade else hits[:1]) for rule in self.lists[hit.rules])


def parse_srx(text: str, *, file: str) -> Srx:
    """Return the SRX 2.0 document in `text`; `file` is only for messages.

    Raises `FormatError`, or `ErrorList` with all faults: broken XML, another namespace, an expression that does
    not compile, the same rule twice, a map to rules that don't exist.
    """
    root = _root(text, file)
    lists: dict[str, tuple[Rule, ...]] = {
        element.get("languagerulename", ""): tuple(_rule(one, file) for one in element.iterfind(_tag("rule")))
        for element in root.iter(_tag("languagerule"))
    }
    maps = tuple(
        LanguageMap(one.get("languagepattern", ""), one.get("languagerulename", ""))
        for one in root.iter(_tag("languagemap"))
    )
    header = root.find(_tag("header"))
    cascade = header is not None and header.get("cascade") == "yes"
    srx = Srx(lists=lists, maps=maps, cascade=cascade, file=file)
    faults = list(_faults(srx))
    if faults:
        raise faults[0] if len(faults) == 1 else ErrorList(faults)
    return srx


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _root(text: str, file: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise FormatError(say("broken XML: {msg}.", msg=error.msg), place=Place(file, line, column)) from error
    if root.tag != _tag("srx"):
        hint = say("The outermost element must be srx in the namespace {namespace}.", namespace=NAMESPACE)
        raise FormatError(say("this is no SRX 2.0 document."), place=Place(file, 1), hint=hint)
    return root


def _rule(element: etree._Element, file: str) -> Rule:
    comments = [one.text or "" for one in element.iterchildren(etree.Comment)]
    named = _NAME.fullmatch(comments[0]) if comments else None
    return Rule(
        breaks=element.get("break") != "no",
        before=element.findtext(_tag("beforebreak")) or "",
        after=element.findtext(_tag("afterbreak")) or "",
        name=named[1] if named else "",
        reason=" ".join(named[2].split()) if named else "",
        needs=_examples(comments, "needs"),
        keeps=_examples(comments, "keeps"),
        place=Place(file, cast("int | None", element.sourceline) or 0),
    )


def _examples(comments: Iterable[str], label: str) -> tuple[str, ...]:
    found = (_EXAMPLES.fullmatch(comment) for comment in comments)
    blocks = (hit[2] for hit in found if hit and hit[1] == label)
    return tuple(line.strip() for block in blocks for line in block.splitlines() if line.strip())


def _faults(srx: Srx) -> Iterable[TmError]:
    for one in srx.maps:
        if one.rules not in srx.lists:
            yield FormatError(
                say("no rules named {rules!r}.", rules=one.rules),
                place=Place(srx.file),
                hint=say("Mend the language map."),
            )
    for rules in srx.lists.values():
        seen: set[tuple[bool, str, str]] = set()
        for rule in rules:
            yield from _rule_faults(rule, seen)


def _rule_faults(rule: Rule, seen: set[tuple[bool, str, str]]) -> Iterable[TmError]:
    import regex  # the engine's own dialect; takes a while to load

    key = (rule.breaks, rule.before, rule.after)
    if key in seen:
        yield FormatError(say("the same rule stands here twice."), place=rule.place, hint=say("Delete one."))
    seen.add(key)
    for pattern in (rule.before, rule.after):
        try:
            regex.compile(pattern, regex.V1)
        except regex.error as error:
            hint = say("Mend it at position {pos}.", pos=error.pos)
            yield FormatError(
                say("bad regular expression {pattern!r}: {msg}.", pattern=pattern, msg=error.msg),
                place=rule.place,
                hint=hint,
            )


def unshared(pattern: str) -> str | None:
    r"""Return the first construct of an expression that Java, .NET, ICU and Python don't read alike, None without one.

    `\b`, `\w` and `\d` know only ASCII in Java; `(?i)` too, and it knows no ı and İ; possessive and atomic groups are
    missing in .NET, open-ended look-behinds in ICU and Java, nested classes differ; a bare `*`, `+` or `{` in a class
    is rewritten by engines that turn the part before the boundary into a look-behind.
    """
    groups: list[str] = []
    for part in (hit[0] for hit in _PART.finditer(pattern)):
        if part.startswith("("):
            groups.append(part)
        elif part == ")":
            groups.pop()
        if not _is_shared(part, behind=any(group.startswith("(?<") for group in groups)):
            return part
    return None


def _is_shared(part: str, *, behind: bool) -> bool:
    """Tell whether one part of an expression is read alike everywhere; `behind` is true inside a look-behind."""
    if part.startswith("\\"):
        return bool(_SHARED_ESCAPE.fullmatch(part))
    if part.startswith("["):
        return not _BAD_IN_CLASS.search(_PLAIN_IN_CLASS.sub("", part[1:-1]))
    if part.startswith("(?"):
        return part in _SHARED_GROUPS
    if part in _POSSESSIVE:
        return False
    return not (behind and (part in ("*", "+") or part.endswith(",}")))


def export_srx(languages: Sequence[Language]) -> str:
    """Return one SRX 2.0 document with the rules of all the languages, for OmegaT, memoQ and Okapi."""
    root = etree.Element(_tag("srx"), {"version": "2.0"}, nsmap=cast("dict[str, str]", {None: NAMESPACE}))
    first = _root(languages[0].segmentation(), f"{languages[0].code}/segmentation.srx")
    header = first.find(_tag("header"))
    assert header is not None  # noqa: S101 - our own file, and tested
    root.append(header)
    body = etree.SubElement(root, _tag("body"))
    lists = etree.SubElement(body, _tag("languagerules"))
    maps = etree.SubElement(body, _tag("maprules"))
    for language in languages:
        one = _root(language.segmentation(), f"{language.code}/segmentation.srx")
        lists.extend(list(one.iter(_tag("languagerule"))))
        maps.extend(list(one.iter(_tag("languagemap"))))
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True).decode()
