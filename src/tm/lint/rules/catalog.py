"""TM5xx: catalogues: what is unfinished, in the wrong language, or at odds with the file's header."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import ClassVar

import msgspec

from tm.formats.po import Catalog, Entry, Field, plural_count
from tm.language import Language
from tm.lint.finding import Severity
from tm.lint.rule import Case, CatalogSubject, EntryFault, Fault, Side, Text, Trigger, Where
from tm.lint.words import neighbours
from tm.messages import say
from tm.model import Span
from tm.text.lookalikes import IS_CYRILLIC, is_cyrillic

_WORD = re.compile(r"[^\W\d_]+")
_PLURAL = re.compile(r"plural\s*=\s*([^;]+)")
_REFERENCE = re.compile(r"(?P<file>.+?)(?::(?P<line>[0-9]+))?")
_CHARSET = re.compile(r"charset=([\w-]+)", re.IGNORECASE)
_PROOF = 2
"""How many different common words tell a language."""
_AROUND = ".,;:!?…()[]«»“”„\"'"
_SENTENCE = 3
"""How many words make more than a name."""
_LARGEST = 200
"""CLDR's plural rules have shown all their forms by then."""


class Untranslated(msgspec.Struct, frozen=True):
    """TM501. An entry without a translation."""

    code: str = "TM501"
    slug: str = "untranslated"
    severity: Severity = Severity.INFO
    summary: str = "An entry has no translation."

    def check(self, subject: CatalogSubject) -> Iterator[EntryFault]:
        """Report each; a fuzzy one waits for a person anyway."""
        for entry in _living(subject.catalog):
            if not any(entry.msgstr) and not entry.fuzzy:
                yield EntryFault(entry=entry, message=say("the entry has no translation."), advice=say("Translate it."))


class Fuzzy(msgspec.Struct, frozen=True):
    """TM502. An entry that waits for a person."""

    code: str = "TM502"
    slug: str = "fuzzy"
    severity: Severity = Severity.INFO
    summary: str = "An entry is fuzzy: its source has changed, or nobody has looked at it."

    def check(self, subject: CatalogSubject) -> Iterator[EntryFault]:
        """Report each."""
        for entry in _living(subject.catalog):
            if entry.fuzzy:
                yield EntryFault(
                    entry=entry,
                    message=say("the entry is fuzzy."),
                    advice=say("Check the translation and remove the flag."),
                )


class EqualToSource(msgspec.Struct, frozen=True):
    """TM503. The translation is the source text."""

    code: str = "TM503"
    slug: str = "equal-to-source"
    severity: Severity = Severity.WARNING
    summary: str = "A sentence was copied from the source and not translated."
    trigger: ClassVar[Trigger] = Trigger(
        side=Side.TARGET, test=lambda where, piece: piece in where.other.function_words
    )

    def check(self, case: Case) -> Iterable[Fault]:
        """Report it where the text has common words of the source language, so that it is no name."""
        source = case.source
        return self._faults(case, source) if source and source.text == case.target.text else ()

    @staticmethod
    def _faults(case: Case, source: Text) -> Iterator[Fault]:
        words = [word for word in case.source_plain.split() if word.isalpha()]
        small = [word for word in words if word.islower()]
        common = [word for word in small if word in source.language.function_words]
        if len(words) > _SENTENCE and common and len(common) < len(small):
            yield Fault(
                span=Span(0, len(source.text)),
                message=say("the translation is the source text."),
                advice=say("Translate it."),
                decisive=True,
            )


def _tells_language(where: Where, piece: str) -> bool:
    """Tell whether a piece is a word of another language, or has letters of another alphabet only."""
    if is_cyrillic(where.language) and IS_CYRILLIC.search(piece) is None and _WORD.search(piece):
        return True
    word = _bare(piece)
    return word in where.other.function_words or word in neighbours(where.language)


def _bare(piece: str) -> str:
    """Return a piece in small letters without the marks of a sentence around it; `--to` and `a/b` stay as they are."""
    return piece.lower().strip(_AROUND)


class WrongLanguage(msgspec.Struct, frozen=True):
    """TM504. The translation is in another language."""

    code: str = "TM504"
    slug: str = "wrong-language"
    severity: Severity = Severity.ERROR
    summary: str = "A translation is in another language than its file."
    trigger: ClassVar[Trigger] = Trigger(side=Side.TARGET, test=_tells_language)

    def check(self, case: Case) -> Iterable[Fault]:
        """Report a text without a letter of its alphabet, or with common words of another language only."""
        source = case.source
        if source is None or source.text == case.target.text or len(case.target_pieces) <= _SENTENCE:
            return ()
        found = self._foreign(case)
        return self._faults(case, found) if found else ()

    @staticmethod
    def _faults(case: Case, found: str) -> Iterator[Fault]:
        yield Fault(
            span=Span(0, len(case.target.text)),
            message=say("the translation is {found}, not in {code!r}.", found=found, code=case.target.language.code),
            advice=say("Replace it by a translation."),
            decisive=True,
        )

    @staticmethod
    def _foreign(case: Case) -> str:
        text, language = case.target.text, case.target.language
        other_letters = _in_cyrillic(language) and IS_CYRILLIC.search(text) is None
        found = set(map(_bare, case.target_plain_pieces))
        if len(found) <= _SENTENCE:
            return ""
        if other_letters:
            return say("in another alphabet") if _is_prose(case) else ""
        if not found.isdisjoint(language.function_words):
            return ""
        source = case.source.language if case.source else language
        if len(found & source.function_words) >= _PROOF and source.code != language.code:
            return say("in {code}", code=source.code)
        near = neighbours(language)
        told = {near[word] for word in found if word in near}
        return say("in {code}", code=min(told)) if len(found & near.keys()) >= _PROOF else ""


@lru_cache(maxsize=16)
def _in_cyrillic(language: Language) -> bool:
    return is_cyrillic(language)


def _is_prose(case: Case) -> bool:
    """Tell whether a text without a letter of its alphabet is more than what was taken over from the source."""
    words = set(_WORD.findall(case.target_plain))
    new = words - set(_WORD.findall(case.source_plain))
    return len(words) > _SENTENCE and len(new) * 2 > len(words)


class PluralForms(msgspec.Struct, frozen=True):
    """TM505. The header's plural rule is not the language's."""

    code: str = "TM505"
    slug: str = "plural-forms"
    severity: Severity = Severity.ERROR
    summary: str = "The header's plural rule does not tell apart the plural forms of the language."

    def check(self, subject: CatalogSubject) -> Iterator[EntryFault]:
        """Compare the rules for 0 to 200: numbers that CLDR tells apart must not share a form."""
        catalog = subject.catalog
        if not any(entry.msgid_plural is not None for entry in _living(catalog)):
            return
        written = catalog.header.get("Plural-Forms", "")
        forms = _forms(written)
        wanted = _forms(subject.target.plural_forms) or ()
        if forms is None or not _refines(forms, wanted):
            what = (
                say("the plural rule “{written}” does not fit the language.", written=written)
                if written
                else say("there is no plural rule.")
            )
            yield EntryFault(
                entry=catalog.header_entry,
                message=what,
                advice=say("Write “Plural-Forms: {plural_forms}”.", plural_forms=subject.target.plural_forms),
            )


def _refines(forms: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    """Tell whether numbers with one form in `forms` have one form in `wanted`."""
    seen: dict[int, int] = {}
    return all(seen.setdefault(form, right) == right for form, right in zip(forms, wanted, strict=True))


@lru_cache(maxsize=64)
def _forms(header: str) -> tuple[int, ...] | None:
    """Return the plural form of each number from 0, None where the rule can't be read."""
    rule = _PLURAL.search(header)
    if rule is None:
        return None
    try:
        form: Callable[[int], int] = gettext.c2py(rule[1].strip())
        return tuple(form(number) for number in range(_LARGEST + 1))
    except (ValueError, RecursionError, ZeroDivisionError):
        return None


class Header(msgspec.Struct, frozen=True):
    """TM506. The catalogue's header is missing or wrong."""

    code: str = "TM506"
    slug: str = "header"
    severity: Severity = Severity.WARNING
    summary: str = "The catalogue has no header, or its header does not name the language or the encoding."

    def check(self, subject: CatalogSubject) -> Iterator[EntryFault]:
        """Report what a tool would stumble over."""
        header, fields = subject.catalog.header_entry, subject.catalog.header
        if header is None:
            if subject.catalog.entries:
                yield EntryFault(
                    entry=None, message=say("there is no header."), advice=say("Add one, as `msginit` does.")
                )
            return
        charset = _CHARSET.search(fields.get("Content-Type", ""))
        if charset is None or charset[1].lower() not in {"utf-8", "utf8"}:
            named = say("the charset {name}", name=charset[1]) if charset else say("no charset")
            yield EntryFault(
                entry=header,
                message=say("the header has {named}.", named=named),
                advice=say("Write “Content-Type: text/plain; charset=UTF-8”."),
                severity=Severity.ERROR if charset else None,
            )
        if not fields.get("Language"):
            yield EntryFault(
                entry=header,
                message=say("the header does not say the language."),
                advice=say("Write “Language: {code}”.", code=subject.target.code),
                severity=Severity.INFO,
            )


class DuplicateMessage(msgspec.Struct, frozen=True):
    """TM507. Two entries with the same source text and context."""

    code: str = "TM507"
    slug: str = "duplicate-message"
    severity: Severity = Severity.ERROR
    summary: str = "Two entries have the same msgid and msgctxt."

    def check(self, subject: CatalogSubject) -> Iterator[EntryFault]:
        """Report the second one and those after it."""
        seen: dict[tuple[str | None, str], Entry] = {}
        for entry in _living(subject.catalog):
            first = seen.setdefault(entry.key, entry)
            if first is not entry:
                line = first.place.line if first.place else 0
                yield EntryFault(
                    entry=entry,
                    field=Field.MSGID,
                    message=say("the same message stands in line {line}.", line=line),
                    advice=say("Delete one, or tell them apart by msgctxt."),
                )


class StaleReference(msgspec.Struct, frozen=True):
    """TM508. A reference to a place that is no longer there."""

    code: str = "TM508"
    slug: str = "stale-reference"
    severity: Severity = Severity.WARNING
    summary: str = "An entry names a file or line of the source that does not exist."

    def check(self, subject: CatalogSubject) -> Iterator[EntryFault]:
        """Report the first such reference of each entry."""
        for entry in _living(subject.catalog):
            for reference in entry.references:
                hit = _REFERENCE.fullmatch(reference)
                lines = subject.lines(hit["file"]) if hit else None
                if hit and lines is not None and (lines == 0 or int(hit["line"] or 0) > lines):
                    what = (
                        say("there is no such file") if lines == 0 else say("the file has {lines} lines", lines=lines)
                    )
                    yield EntryFault(
                        entry=entry,
                        field=Field.MSGID,
                        message=say("the reference {reference} leads nowhere: {what}.", reference=reference, what=what),
                        advice=say("Bring the catalogue up to date (`tm build`)."),
                    )
                    break


class PluralCount(msgspec.Struct, frozen=True):
    """TM509. An entry with more or fewer plural forms than its header promises, or with an empty one."""

    code: str = "TM509"
    slug: str = "plural-count"
    severity: Severity = Severity.ERROR
    summary: str = "An entry has not as many plural forms as the header says, or one of them is empty."

    def check(self, subject: CatalogSubject) -> Iterator[EntryFault]:
        """Compare the number of `msgstr[n]` and look for empty ones; an entry without any translation waits."""
        wanted = plural_count(subject.catalog)
        for entry in _living(subject.catalog):
            if entry.msgid_plural is None or not any(entry.msgstr):
                continue
            if not entry.translated and not entry.fuzzy:
                yield EntryFault(
                    entry=entry,
                    index=entry.msgstr.index(""),
                    message=say("this plural form has no translation, others have: nothing will be shown for it."),
                    advice=say("Translate it."),
                )
            if wanted is not None and len(entry.msgstr) != wanted:
                yield EntryFault(
                    entry=entry,
                    message=say(
                        "the entry has {number} plural forms, the header promises {wanted}.",
                        number=len(entry.msgstr),
                        wanted=wanted,
                    ),
                    advice=say("Add the missing ones, or delete those too many."),
                )


def _living(catalog: Catalog) -> Iterator[Entry]:
    return (entry for entry in catalog.entries if not entry.obsolete)


RULES = (EqualToSource(), WrongLanguage())
CATALOG_RULES = (
    Untranslated(),
    Fuzzy(),
    PluralForms(),
    Header(),
    DuplicateMessage(),
    StaleReference(),
    PluralCount(),
)
