"""TM2xx: placeholders, tags and entities: what a program reads, a translation must keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from html.entities import html5
from typing import ClassVar

import msgspec

from tm.lint.finding import Severity
from tm.lint.rule import Case, Fault, Side, Text, Trigger
from tm.messages import say
from tm.model import Span
from tm.text.placeholders import DATE_FORMAT, PERCENT, Kind, Mark, find_marks

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_PAIRED = frozenset(
    "a abbr b big blockquote body button center cite code dd del div dl dt em font form h1 h2 h3 h4 h5 h6 head html "
    "i ins kbd "
    "label li markup nobr ol option p pre q s samp select small span strike strong style sub sup table tbody td th "
    "thead title tr tt u ul var".split()
)
_EMPHASIS = frozenset("b code em i kbd strong tt u".split())
_NUMBER = re.compile(r"[diu]")
_FORMATS = frozenset({"c-format", "python-format"})
_SIGNS = re.compile("%%?")
_ICU = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")


class PercentPlaceholders(msgspec.Struct, frozen=True):
    """TM201. Conversions of printf and of Python's `%`: `%s`, `%(name)d`, `%1$s`, `%1`."""

    code: str = "TM201"
    slug: str = "percent-placeholders"
    severity: Severity = Severity.ERROR
    summary: str = "A placeholder such as %s, %(name)d or %1 is missing, added or of another type."
    trigger: ClassVar[Trigger] = Trigger(side=Side.EITHER, signs=frozenset("%"))

    def check(self, case: Case) -> Iterator[Fault]:
        """Compare the conversions; unnumbered ones must keep their order, where their types differ.

        In a message that is surely a format every other per cent sign must be doubled: msgfmt refuses `100 % of %s`.
        """
        yield from _compare(case, Kind.PERCENT, _conversions)
        if not case.flags.isdisjoint(_FORMATS) and case.source and not any(_lone_signs(case.source_plain)):
            for place in _lone_signs(case.target_plain):
                yield Fault(
                    span=Span(place, place + 1),
                    message=say("this is a format, and the per cent sign stands alone."),
                    advice=say("Write %%."),
                    replacement="%%",
                )


def _lone_signs(plain: str) -> Iterator[int]:
    return (hit.start() for hit in _SIGNS.finditer(plain) if hit[0] == "%")


class BracePlaceholders(msgspec.Struct, frozen=True):
    """TM202. Placeholders in braces: `{name}`, `{0}`, `{{name}}`, `${name}`."""

    code: str = "TM202"
    slug: str = "brace-placeholders"
    severity: Severity = Severity.ERROR
    summary: str = "A placeholder such as {name}, {0} or ${name} is missing or added."
    trigger: ClassVar[Trigger] = Trigger(side=Side.EITHER, signs=frozenset("{"))

    def check(self, case: Case) -> Iterable[Fault]:
        """Compare the placeholders as a set: a translation may use one twice."""
        return _compare(case, Kind.BRACE, _braces)


_Keys = Callable[[Sequence[Mark]], list[str]]


def _compare(case: Case, kind: Kind, keys: _Keys) -> Iterator[Fault]:
    """Report what the target has and no source has, or else what is missing in it."""
    if case.source is None:
        return
    target = [mark for mark in case.target_marks if mark.kind is kind]
    source = [mark for mark in case.source_marks if mark.kind is kind]
    if _texts(source) == _texts(target):
        return
    if _ICU.search(case.source.text) or (kind is Kind.PERCENT and DATE_FORMAT.search(case.source.text)):
        return
    have = keys(target)
    others = [find_marks(text, case.flags) for text in case.alternatives]
    wants = [keys(source), *(keys([mark for mark in marks if mark.kind is kind]) for marks in others)]
    if any(have == want or (case.one_number and set(have) < set(want)) for want in wants):
        return
    yield from _faults(case, target, source)


def _texts(marks: Iterable[Mark]) -> list[str]:
    return [mark.text for mark in marks]


def _faults(case: Case, target: Sequence[Mark], source: Sequence[Mark]) -> Iterator[Fault]:
    known = Counter(mark.text for mark in source)
    missing = _rest(source, Counter(mark.text for mark in target))
    for mark in target:
        known[mark.text] -= 1
        if known[mark.text] < 0 and mark.text not in {one.text for one in source}:
            advice = (
                say("The source has {listed} instead.", listed=_listed(missing))
                if missing
                else say("Remove or correct it.")
            )
            yield Fault(
                span=mark.span,
                message=say("the translation has {text}, the source has not.", text=mark.text),
                advice=advice,
                replacement=missing[0].text if len(missing) == 1 and _is_one_off(mark, missing[0]) else None,
            )
            return
    whole = Span(0, len(case.target.text))
    if missing:
        yield Fault(
            span=whole,
            message=say("{listed} is missing.", listed=_listed(missing)),
            advice=say("A program fills it in: keep it."),
        )
    elif Counter(mark.text for mark in target) == Counter(mark.text for mark in source):
        yield Fault(
            span=target[0].span,
            message=say("the placeholders stand in another order than in the source."),
            advice=say("The source has {listed}; keep the order, or number them (%1$s).", listed=_listed(source)),
        )
    else:
        last = target[-1]
        yield Fault(
            span=last.span,
            message=say("{text} stands here more often than in the source.", text=last.text),
            advice=say("Remove it."),
        )


def _is_one_off(mark: Mark, other: Mark) -> bool:
    """Tell whether two marks differ in capitals only, so that one stands for the other beyond doubt."""
    return mark.text != other.text and mark.text.lower() == other.text.lower()


def _rest(marks: Sequence[Mark], taken: Counter[str]) -> list[Mark]:
    left = []
    for mark in marks:
        taken[mark.text] -= 1
        if taken[mark.text] < 0:
            left.append(mark)
    return left


def _listed(marks: Iterable[Mark]) -> str:
    return ", ".join(dict.fromkeys(mark.text for mark in marks))


def _conversions(marks: Sequence[Mark]) -> list[str]:
    """Return the arguments a text asks for, each with its type; named and numbered ones as a set, others in order."""
    named: set[str] = set()
    ordered: list[str] = []
    for mark in marks:
        parts = PERCENT.fullmatch(mark.text)
        if parts is None:
            named.add(mark.text)
        elif parts["name"]:
            named.add(f"({parts['name']})")
        else:
            sort = _NUMBER.sub("d", parts["type"])
            ordered.append(f"{parts['number'] or len(ordered) + 1}:{sort}")
    return [*sorted(named), *sorted(set(ordered))]


def _braces(marks: Sequence[Mark]) -> list[str]:
    automatic, named = 0, set()
    for mark in marks:
        name = re.sub(r"[!:].*", "", mark.text.strip("${%}"))
        named.add(name or f"#{automatic}")
        automatic += not name
    return sorted(named)


class Tags(msgspec.Struct, frozen=True):
    """TM203. Tags of HTML and XML, in any order, but each opened and closed as in the source."""

    code: str = "TM203"
    slug: str = "tags"
    severity: Severity = Severity.ERROR
    summary: str = "A tag such as <b> or <br/> is missing, added or not closed."
    trigger: ClassVar[Trigger] = Trigger(side=Side.EITHER, signs=frozenset("<"))

    def check(self, case: Case) -> Iterable[Fault]:
        """Compare the tags by name; words in angle brackets (`<file>`) may be translated."""
        return self._faults(case) if case.source else ()

    @staticmethod
    def _faults(case: Case) -> Iterator[Fault]:
        names = _tag_names(case.source_marks) | _tag_names(case.target_marks)
        if not names:
            return
        source, target = _tags(case.source_marks, names), _tags(case.target_marks, names)
        if _texts(source) == _texts(target):
            return
        have, want = Counter(map(_tag, target)), Counter(map(_tag, source))
        if have == want or _is_restyled(source, target):
            yield from _nesting(source, target)
            return
        extra = next((mark for mark in reversed(target) if have[_tag(mark)] > want[_tag(mark)]), None)
        missing = ", ".join((want - have).keys())
        if extra:
            advice = say("The source has {missing} instead.", missing=missing) if missing else say("Remove it.")
            yield Fault(
                span=extra.span,
                message=say("the translation has {text}, the source has not.", text=extra.text),
                advice=advice,
            )
        else:
            whole = Span(0, len(case.target.text))
            yield Fault(
                span=whole,
                message=say("{missing} is missing.", missing=missing),
                advice=say("Keep the tags of the source."),
            )


def _is_restyled(source: Sequence[Mark], target: Sequence[Mark]) -> bool:
    """Tell whether only the kind of emphasis differs, or there is more of it: that is the translator's to choose."""
    have, want = Counter(map(_plain_tag, target)), Counter(map(_plain_tag, source))
    return not want - have and all("emphasis" in tag for tag in have - want) and _misnested(target) is None


def _plain_tag(mark: Mark) -> str:
    return re.sub(r"\w+", "emphasis", _tag(mark), count=1) if _tag_name(mark) in _EMPHASIS else _tag(mark)


def _tag_name(mark: Mark) -> str:
    return re.split(r"[\s/>]", mark.text.lstrip("</"), maxsplit=1)[0].lower()


def _tag_names(marks: Iterable[Mark]) -> set[str]:
    """Return the names of what is markup and no word in angle brackets: known, with attributes, or closed."""
    tags = [mark for mark in marks if mark.kind is Kind.TAG]
    return {
        name
        for mark in tags
        if (name := _tag_name(mark)) in _VOID or name in _PAIRED or "=" in mark.text or "/" in mark.text
    }


def _tags(marks: Iterable[Mark], names: set[str]) -> list[Mark]:
    return [mark for mark in marks if mark.kind is Kind.TAG and _tag_name(mark) in names]


def _tag(mark: Mark) -> str:
    """Return the tag as it is compared: without attributes; `<br>` and `<br/>` are one."""
    name = _tag_name(mark)
    if name in _VOID:
        return f"<{name}>"
    return f"</{name}>" if mark.text.startswith("</") else f"<{name}/>" if mark.text.endswith("/>") else f"<{name}>"


def _nesting(source: Sequence[Mark], target: Sequence[Mark]) -> Iterator[Fault]:
    """Report the first tag that closes what is not open, where the source is clean."""
    wrong = _misnested(target)
    if wrong is not None and _misnested(source) is None:
        yield Fault(
            span=wrong.span,
            message=say("{text} closes what is not open.", text=wrong.text),
            advice=say("The source has {names}.", names=" … ".join(mark.text for mark in source)),
        )


def _misnested(tags: Sequence[Mark]) -> Mark | None:
    stack: list[str] = []
    for mark in tags:
        name = _tag_name(mark)
        if name in _VOID or mark.text.endswith("/>"):
            continue
        if not mark.text.startswith("</"):
            stack.append(name)
        elif not stack or stack.pop() != name:
            return mark
    return None


class Entities(msgspec.Struct, frozen=True):
    """TM204. Entities: `&amp;`, `&lt;`, `&nbsp;`."""

    code: str = "TM204"
    slug: str = "entities"
    severity: Severity = Severity.ERROR
    summary: str = "An entity such as &amp; is misspelt, or lost its ampersand or semicolon."

    _broken = re.compile(r"&(?:amp|lt|gt|quot|nbsp|apos|laquo|raquo|mdash|ndash|\#[0-9]{2,5})(?![;\w=])")
    trigger: ClassVar[Trigger] = Trigger(side=Side.SOURCE, signs=frozenset("&"))

    def check(self, case: Case) -> Iterable[Fault]:
        """Report an entity that HTML doesn't know, one without its end, and a bare `<` for `&lt;`."""
        return self._faults(case) if case.source else ()

    def _faults(self, case: Case) -> Iterator[Fault]:
        text = case.target.text
        known = {mark.text for mark in case.source_marks if mark.kind is Kind.ENTITY}
        if not known:
            return
        for mark in case.target_marks:
            if mark.kind is Kind.ENTITY and not _exists(mark.text) and mark.text not in known:
                yield Fault(
                    span=mark.span, message=say("there is no entity {text}.", text=mark.text), advice=_instead(known)
                )
        for hit in self._broken.finditer(text):
            fixed = f"{hit.group()};"
            replacement = fixed if fixed in known else None
            yield Fault(
                span=Span(*hit.span()),
                message=say("{group} lacks its semicolon.", group=hit.group()),
                advice=say("Write {fixed}.", fixed=fixed),
                replacement=replacement,
            )


def _exists(entity: str) -> bool:
    return entity[1] == "#" or entity[1:] in html5


def _instead(known: Iterable[str]) -> str:
    return say("The source has {names}.", names=", ".join(sorted(known)))


class IcuMessages(msgspec.Struct, frozen=True):
    """TM209. ICU messages: `{count, plural, one {# file} other {# files}}`."""

    code: str = "TM209"
    slug: str = "icu-message"
    severity: Severity = Severity.ERROR
    summary: str = "An ICU message is broken, or lacks an argument or a plural form of its language."
    trigger: ClassVar[Trigger] = Trigger(side=Side.SOURCE, signs=frozenset("{"))

    def check(self, case: Case) -> Iterable[Fault]:
        """Read both messages and compare their arguments; the plural forms must be those of the target's language."""
        if case.source is None or _ICU.search(case.source.text) is None:
            return ()
        return self._faults(case, case.source)

    @staticmethod
    def _faults(case: Case, original: Text) -> Iterator[Fault]:
        from tm.lint.icu import IcuError, categories, read

        whole = Span(0, len(case.target.text))
        try:
            source = read(original.text)
        except IcuError:
            return
        try:
            target = read(case.target.text)
        except IcuError as error:
            yield Fault(
                span=Span(error.offset, len(case.target.text)), message=f"{error}.", advice=say("Mend the braces.")
            )
            return
        if source.arguments != target.arguments:
            odd = ", ".join(sorted(source.arguments ^ target.arguments))
            yield Fault(
                span=whole,
                message=say("the arguments differ: {odd}.", odd=odd),
                advice=say("Use the arguments of the source."),
            )
        for name, forms in target.plurals:
            lacking = categories(case.target.language.code) - forms
            if lacking:
                yield Fault(
                    span=whole,
                    message=say("the plural of {name} lacks {names}.", name=name, names=", ".join(sorted(lacking))),
                    advice=say("Every plural form of the language needs a text."),
                    severity=Severity.WARNING,
                )


RULES = (PercentPlaceholders(), BracePlaceholders(), Tags(), Entities(), IcuMessages())
