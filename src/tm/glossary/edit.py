"""Changing glossary files by program: a concept added, a concept amended, a whole file put in order.

All functions take the text of a file that can be loaded and return the new text; nothing that people wrote around the
values is lost. Whether the new text is right is for `load` to say, and writing files is the caller's matter.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from tm.glossary.toml_tree import (
    Array,
    Entry,
    Inline,
    Item,
    Key,
    Scalar,
    Section,
    Tree,
    Value,
    entry_text,
    parse,
    quoted,
    written,
    written_key,
)
from tm.messages import say
from tm.model import CaseRule, Concept, PartOfSpeech, Term, TermStatus

_PROSE = ("definition", "source", "note")
_STATUSES = tuple(TermStatus)
_FLAG = Scalar("true")
_SUBJECT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_subject(name: str) -> bool:
    """Tell whether a name can be a subject field, and so a file: small Latin letters, digits and single hyphens."""
    return _SUBJECT.fullmatch(name) is not None


def _usual_case(term: Term) -> CaseRule:
    return CaseRule.EXACT if term.abbreviation else CaseRule.ANY


_WRITERS: tuple[tuple[str, Callable[[Term], Value | None]], ...] = (
    ("term", lambda term: _text(term.text)),
    ("abbreviation", lambda term: _FLAG if term.abbreviation else None),
    ("pos", lambda term: None if term.part_of_speech is PartOfSpeech.NOUN else _text(term.part_of_speech)),
    ("gender", lambda term: _text(term.gender) if term.gender else None),
    ("case", lambda term: None if term.case is _usual_case(term) else _text(term.case)),
    ("forms", lambda term: _texts(term.forms)),
    ("not-forms", lambda term: _texts(term.not_forms)),
    ("invariable", lambda term: _FLAG if term.invariable else None),
    ("derivations", lambda term: _texts(term.derivations)),
    ("since", lambda term: Scalar(term.since.isoformat()) if term.since else None),
    ("until", lambda term: Scalar(term.until.isoformat()) if term.until else None),
    ("source", lambda term: _text(term.source) if term.source else None),
    ("note", lambda term: _text(term.note) if term.note else None),
)
"""The keys of a term in braces, in the order in which they are written, and what stands there; None for nothing."""
_TERM_KEYS = tuple(key for key, _ in _WRITERS)


def formatted(text: str, languages: Sequence[str]) -> str:
    """Return the text of a file in the house style; `languages` are the codes in the order wanted.

    Concepts and comments stay where they are. Inside a concept the definition comes first, its source, the note, then
    the languages; spaces, quotation marks and line breaks are made alike. Formatting twice changes nothing more.
    """
    mark, lines = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    plain = lines.replace("\r\n", "\n")
    tree = parse(plain)
    result = written(Tree(tuple(_ordered(section, languages) for section in tree.sections), tree.below))
    if tomllib.loads(result) != tomllib.loads(plain):
        raise AssertionError(say("formatting would change what the glossary says"))
    return mark + (result.replace("\n", "\r\n") if "\r\n" in lines else result)


def _ordered(section: Section, languages: Sequence[str]) -> Section:
    """Return the table of a concept with its keys in order; what stands outside of concepts keeps its order."""
    entries = [entry for one in section.entries for entry in _expanded(one, languages)]
    if section.path:
        entries.sort(key=lambda entry: _rank((*section.path[1:], *entry.key), languages))
    tidy = tuple(msgspec.structs.replace(entry, value=_tidy(entry.value)) for entry in entries)
    return msgspec.structs.replace(section, entries=tidy)


def _expanded(entry: Entry, languages: Sequence[str]) -> list[Entry]:
    """Return `xx = { preferred = "…" }` as `xx.preferred = "…"`; other entries as they are."""
    value = entry.value
    if len(entry.key) != 1 or entry.key[0] not in languages or not isinstance(value, Inline) or not value.pairs:
        return [entry]
    found = [Entry(key=(*entry.key, *key), value=inner) for key, inner in value.pairs]
    found[0] = msgspec.structs.replace(found[0], above=entry.above)
    found[-1] = msgspec.structs.replace(found[-1], beside=entry.beside)
    return found


def _rank(path: Key, languages: Sequence[str]) -> tuple[int, int]:
    first = (*_PROSE, *languages)
    rank = first.index(path[0]) if path[:1] and path[0] in first else len(first)
    status = _STATUSES.index(TermStatus(path[1])) if path[1:] and path[1] in _STATUSES else len(_STATUSES)
    return rank, status


def _tidy(value: Value) -> Value:
    """Return a value with the keys of each term in braces in order."""
    if isinstance(value, Array):
        items = (msgspec.structs.replace(item, value=_tidy(item.value)) for item in value.items)
        return msgspec.structs.replace(value, items=tuple(items))
    if isinstance(value, Inline):
        pairs = sorted(value.pairs, key=lambda pair: _place_of(pair[0]))
        return Inline(tuple((key, _tidy(inner)) for key, inner in pairs))
    return value


def _place_of(key: Key) -> int:
    return _TERM_KEYS.index(key[0]) if key[0] in _TERM_KEYS else len(_TERM_KEYS)


# --- adding


def concept_text(concept: Concept, languages: Sequence[str]) -> str:
    """Return a concept as it is written in a file, with a line end at its end."""
    section = Section(
        path=(concept.id,), header=f"[{written_key((concept.id,))}]", entries=tuple(_entries(concept, languages))
    )
    return written(Tree((section,)))


def _entries(concept: Concept, languages: Sequence[str]) -> Iterable[Entry]:
    for key in _PROSE:
        if getattr(concept, key):
            yield Entry(key=(key,), value=_text(getattr(concept, key)))
    for language, status in _groups(languages):
        terms = _having(concept, language, status)
        if terms:
            yield Entry(key=(language, status), value=_terms_value(terms, status))


def _groups(languages: Sequence[str]) -> Iterable[tuple[str, TermStatus]]:
    return ((language, status) for language in languages for status in _STATUSES)


def _having(concept: Concept, language: str, status: TermStatus) -> list[Term]:
    return [term for term in concept.in_language(language) if term.status is status]


def appended(text: str, concept: Concept, languages: Sequence[str]) -> str:
    """Return the text with a concept behind it; what was there stays as it is, letter by letter."""
    block = concept_text(concept, languages)
    if not text.strip("\ufeff"):
        return text + block
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if text.endswith(end) else end
    blank = "" if text.endswith(end * 2) else end
    return text + gap + blank + block.replace("\n", end)


def _text(text: str) -> Scalar:
    return Scalar(quoted(text))


def _texts(texts: Sequence[str]) -> Array | None:
    return Array(tuple(Item(_text(text)) for text in texts)) if texts else None


def _term_value(term: Term) -> Value:
    """Return a term as it is written: its text alone, or in braces with what else is said of it."""
    pairs = tuple(((key,), value) for key, write in _WRITERS if (value := write(term)) is not None)
    return Inline(pairs) if len(pairs) > 1 else pairs[0][1]


def _terms_value(terms: Sequence[Term], status: TermStatus) -> Value:
    if status is TermStatus.PREFERRED and len(terms) == 1:
        return _term_value(terms[0])
    return Array(tuple(Item(_term_value(term)) for term in terms))


# --- amending


def amendable(text: str) -> frozenset[str]:
    """Return the concepts that stand in one table with a header of their own, as `amended` needs it."""
    sections = [section for section in parse(_plain(text)).sections if section.path]
    counts = Counter(section.path[0] for section in sections)
    return frozenset(section.path[0] for section in sections if counts[section.path[0]] == 1 and _simple(section))


def _simple(section: Section) -> bool:
    return len(section.path) == 1 and all(len(e.key) == (1 if e.key[0] in _PROSE else 2) for e in section.entries)


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def amended(text: str, pairs: Iterable[tuple[Concept, Concept]], languages: Sequence[str]) -> str:
    """Return the text with concepts as the second of each pair has them; the first is what the text says now.

    Only the keys that differ are written anew, and in them the terms that stay keep their comments. The concepts must
    be `amendable`.
    """
    plain = _plain(text)
    sections = {section.path[0]: section for section in parse(plain).sections if section.path}
    changes = [change for old, new in pairs for change in _changes(sections[old.id], old, new, languages)]
    for start, end, put in sorted(changes, reverse=True):
        plain = plain[:start] + put + plain[end:]
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return mark + (plain.replace("\n", "\r\n") if "\r\n" in text else plain)


_Change = tuple[int, int, str]
"""Replace the text from here to there with this."""


def _changes(section: Section, old: Concept, new: Concept, languages: Sequence[str]) -> Iterable[_Change]:
    written_now = {entry.key: entry for entry in section.entries}
    for key in _PROSE:
        if getattr(old, key) != getattr(new, key):
            prose = _text(getattr(new, key)) if getattr(new, key) else None
            yield _change(section, written_now, (key,), prose, languages)
    for language, status in _groups(languages):
        before, after = _having(old, language, status), _having(new, language, status)
        if [_bare(term) for term in before] != [_bare(term) for term in after]:
            entry = written_now.get((language, status))
            value = _merged(entry, before, after, status) if after else None
            yield _change(section, written_now, (language, status), value, languages)


def _bare(term: Term) -> Term:
    return msgspec.structs.replace(term, place=None)


def _merged(entry: Entry | None, before: Sequence[Term], after: Sequence[Term], status: TermStatus) -> Value:
    """Return the value for these terms; those that stand there already keep what is written around them."""
    if entry is None:
        return _terms_value(after, status)
    value = entry.value
    items = value.items if isinstance(value, Array) else (Item(value),)
    there = {_bare(term): item for term, item in zip(before, items, strict=True)}
    kept = tuple(there.get(_bare(term)) or Item(_term_value(term)) for term in after)
    if len(kept) == 1 and not isinstance(value, Array):
        return kept[0].value
    return Array(kept, value.below if isinstance(value, Array) else ())


def _change(
    section: Section, entries: dict[Key, Entry], key: Key, value: Value | None, languages: Sequence[str]
) -> _Change:
    entry = entries.get(key)
    if entry is None:
        before = [other for other in section.entries if _rank(other.key, languages) <= _rank(key, languages)]
        at = before[-1].line_end if before else section.head_end
        return at, at, "\n" + entry_text(key, value) if value else ""
    if value is None:
        return entry.start, entry.line_end + 1, ""
    return entry.start, entry.end, entry_text(key, value)
