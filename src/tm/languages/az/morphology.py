"""Azerbaijani morphology: which forms a given term has.

The term is known, so nothing is looked up in a dictionary: the stems of the term (`stems`) and the endings they take
(`automaton`) say which words are its forms. Recognising them in a text is the finder's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from tm.language import Endings, Form, Pattern
from tm.languages.az import LANGUAGE
from tm.languages.az.automaton import (
    SEPARATORS,
    Link,
    Without,
    WithSeparator,
    any_endings,
    any_parse,
    build,
    endings,
    parse,
)
from tm.languages.az.homographs import doubtful_words, other_words
from tm.languages.az.stems import Stem, derived, stems
from tm.languages.az.suffixes import Reach, State
from tm.model import Term
from tm.text.normalize import fold, normalize

NUMBERS = ("singular", "plural")
"""The numbers, in the order of a grammar."""
CASES = ("nominative", "genitive", "dative", "accusative", "locative", "ablative")
"""The six cases, in the order of a grammar."""
_ALL_CASES = frozenset({*CASES, "instrumental"})
_BARE = frozenset({""})
_BRACKETS = re.compile(r"(.*\S) \(([^()]+)\)")
_LETTERS_GLUED = 3
"""Shorter abbreviations take endings after a hyphen only: *Aİ* with *-lə* is *ailə*, "family"."""
_OWN_LETTERS = re.compile("[əıöüğşç]")
_FOREIGN = 5
"""Words from this length on without a letter of our own may be foreign: *Facebook*, in capitals with I and not İ."""


class AzerbaijaniMorphology:
    """The forms of Azerbaijani terms: number, possession, case, -ki, the copula, and their legal chains."""

    def patterns(self, term: Term) -> Sequence[Pattern]:
        """Return the stems of the term with their endings; pinned forms stand as they are."""
        found = [Pattern(text, _BARE) for form in (term.text, *term.forms) for text in _writings(normalize(form))]
        if not term.invariable:
            found += _bracketed_patterns(term) if _brackets(term) else _stem_patterns(term)
        doubtful = frozenset() if term.invariable else doubtful_words(fold(term.text, LANGUAGE)) - _pinned(term)
        others = _others(term)
        found = [_unlike(pattern, others | doubtful) for pattern in found]
        return found + [Pattern(form, _BARE, certain=False) for form in sorted(doubtful - others)]

    def paradigm(self, term: Term) -> Sequence[Form]:
        """Return singular and plural in the six cases; of an invariable term the one form there is."""
        wanted = ((number, case) for number in NUMBERS for case in CASES)
        return [form for features in wanted if (form := _make(term, features))]

    def analyse(self, term: Term, form: str) -> Sequence[Form]:
        """Return each reading of `form` as a form of the term; empty where it is none."""
        shown = normalize(form)
        if LANGUAGE.fold(shown) in _others(term):
            return ()
        readings = [] if term.invariable else [*_read_bracketed(term, shown), *_read(term, shown)]
        if not readings and LANGUAGE.fold(shown) in _pinned(term):
            readings = [Form(text=shown, features=("listed",), steps=(shown,))]
        return list(dict.fromkeys(readings))

    def inflect(self, term: Term, features: Sequence[str]) -> str | None:
        """Return the term with these features, such as `("singular", "possessive-3", "ablative")`.

        What is not named is singular and nominative; None where there is no such form.
        """
        form = _make(term, features)
        return form.text if form else None

    def agreement(self, term: Term, features: Sequence[str]) -> frozenset[str]:  # noqa: ARG002 - the protocol's
        """Return nothing: no word agrees with another in gender."""
        return frozenset()


def _stems(term: Term) -> Iterator[Stem]:
    written = normalize(term.text)
    yield from stems(written, abbreviation=term.abbreviation)
    for suffix in term.derivations:
        yield from derived(written, suffix)


def _stem_patterns(term: Term) -> list[Pattern]:
    return [Pattern(text, _endings(stem)) for stem in _stems(term) for text in _writings(stem.written)]


def _endings(stem: Stem) -> Endings:
    glued: Endings = endings(stem.start)
    if stem.unspoken:
        long = len(stem.written) >= _LETTERS_GLUED
        glued = any_endings(stem.start.state, stem.start.reach) if long else _BARE
    return WithSeparator(glued, stem.start.state) if stem.whole else glued


def _writings(written: str) -> dict[str, None]:
    """Return how a text may be folded: in foreign words and careless typing I stands for i as well as for ı."""
    folded = LANGUAGE.fold(written)
    found = dict.fromkeys((folded, LANGUAGE.fold(written.replace("I", "i")), re.sub(r"\bi", "ı", folded)))
    if len(folded) >= _FOREIGN and not _OWN_LETTERS.search(folded):
        found[folded.replace("i", "ı")] = None
    return found


def _others(term: Term) -> frozenset[str]:
    """Return the words, folded, that the term's stems and endings would give but that are not the term."""
    unwanted = frozenset(fold(other, LANGUAGE) for other in term.not_forms)
    return unwanted | (other_words(fold(term.text, LANGUAGE)) - _pinned(term))


def _pinned(term: Term) -> frozenset[str]:
    return frozenset(fold(form, LANGUAGE) for form in (term.text, *term.forms))


def _unlike(pattern: Pattern, others: frozenset[str]) -> Pattern:
    tails = frozenset(other[len(pattern.stem) :] for other in others if other.startswith(pattern.stem))
    return Pattern(pattern.stem, Without(pattern.endings, tails), pattern.certain) if tails else pattern


# --- one stem: making and reading a form


def _make(term: Term, features: Sequence[str]) -> Form | None:
    if term.invariable:
        plain = set(features) <= {"singular", "nominative"}
        return Form(text=term.text, features=("singular", "nominative"), steps=(term.text,)) if plain else None
    if parts := _brackets(term):
        inside, outside = (_make(part, features) for part in parts)
        return _join(inside, outside) if inside and outside else None
    written = normalize(term.text)
    wanted = [feature for feature in features if feature not in {"singular", "nominative"}]
    for stem in _ranked_stems(written, abbreviation=term.abbreviation):
        for links in build(stem.start, _wanted_of(stem, wanted)):
            return _form(written, stem, links, separator="-" if stem.unspoken and links else "")
    return None


@lru_cache(maxsize=64)
def _ranked_stems(written: str, *, abbreviation: bool) -> tuple[Stem, ...]:
    return tuple(sorted(stems(written, abbreviation=abbreviation), key=lambda stem: stem.rank))


def _wanted_of(stem: Stem, wanted: Sequence[str]) -> list[str]:
    """Return what is left to add: *Hüzn Günü* has its possessive already, and the noun inside it needs one."""
    own = [feature for feature in wanted if feature != "possessive-3"]
    if stem.start.state is State.ITS:
        return own
    if stem.start.state is State.POSSESSED and not any(feature.startswith("possessive") for feature in own):
        return ["plural", "possessive-3", *own[1:]] if own[:1] == ["plural"] else ["none"]
    return list(wanted)


def _read(term: Term, shown: str) -> Iterator[Form]:
    folded, written = LANGUAGE.fold(shown), normalize(term.text)
    for stem in _stems(term):
        for text in _writings(stem.written):
            rest = folded[len(text) :]
            if not folded.startswith(text) or rest not in _endings(stem):
                continue
            separator = rest[:1] if rest[:1] in SEPARATORS else ""
            for links in _ways(stem, rest.removeprefix(separator), free=bool(separator)):
                yield _form(written, stem, links, separator=separator, text=shown)


def _ways(stem: Stem, ending: str, *, free: bool) -> Iterator[tuple[Link, ...]]:
    if free or (stem.unspoken and ending):
        return any_parse(ending, stem.start.state, Reach.FULL)
    return parse(ending, stem.start)


def _form(written: str, stem: Stem, links: tuple[Link, ...], *, separator: str, text: str = "") -> Form:
    spelled = stem.written + separator + "".join(link.buffer + link.body for link in links)
    steps = (written, *filter(None, (stem.change,)), *(_step(link) for link in links))
    return Form(text=text or spelled, features=_features(stem, links), steps=steps)


def _step(link: Link) -> str:
    buffer = f"+{link.buffer}" if link.buffer else ""
    return f"{buffer}+{link.body} {link.suffix.feature.replace('-', ' ')}"


def _features(stem: Stem, links: tuple[Link, ...]) -> tuple[str, ...]:
    names = [link.suffix.feature for link in links]
    if stem.start.state is State.POSSESSED and "possessive-3" in names:
        names.remove("possessive-3")
    number = names.pop(0) if names[:1] == ["plural"] else "singular"
    possessive = [names.pop(0)] if names and names[0].startswith("possessive") else []
    case = names.pop(0) if names and names[0] in _ALL_CASES else "nominative"
    return (number, *possessive, case, *names)


# --- a term that ends in brackets: both the words before them and the words inside are inflected


def _brackets(term: Term) -> tuple[Term, Term] | None:
    """Return what stands before the brackets at the end of a term and what stands inside, None where there are none."""
    found = _BRACKETS.fullmatch(normalize(term.text))
    if not found:
        return None
    outside, inside = (Term(text=text, language=term.language) for text in found.groups())
    return outside, inside


def _join(outside: Form, inside: Form) -> Form:
    return Form(
        text=f"{outside.text} ({inside.text})", features=outside.features, steps=(*outside.steps, *inside.steps)
    )


def _bracketed_forms(term: Term) -> Iterator[Form]:
    """Yield the forms with both parts in the same case, and with the one or the other left as it is."""
    parts = _brackets(term)
    if not parts:
        return
    morphology = AzerbaijaniMorphology()
    outside, inside = (morphology.paradigm(part) for part in parts)
    yield from (_join(one, other) for one, other in zip(outside, inside, strict=True))
    yield from (_join(form, inside[0]) for form in outside[1:])
    yield from (msgspec.structs.replace(_join(outside[0], form), features=form.features) for form in inside[1:])


def _bracketed_patterns(term: Term) -> list[Pattern]:
    forms = list(_bracketed_forms(term))
    found = [Pattern(text, _BARE) for form in forms for text in _writings(form.text)]
    after = WithSeparator(any_endings(State.STEM, Reach.COMMON), State.STEM)
    return found + [Pattern(text, after) for text in _writings(forms[0].text)]


def _read_bracketed(term: Term, shown: str) -> Iterator[Form]:
    folded = LANGUAGE.fold(shown)
    return (form for form in _bracketed_forms(term) if folded in _writings(form.text))
