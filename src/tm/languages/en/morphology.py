"""English morphology: plurals, possessives, and the ways to write a compound.

Every form is made beforehand. *crime against humanity* inflects its head; *cease-fire*, *cease fire* and *ceasefire*
count as one term unless the glossary lists one of them by itself, which is the finder's business.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain

import msgspec

from tm.language import Form, Pattern
from tm.languages.en import LANGUAGE
from tm.model import PartOfSpeech, Term
from tm.text.normalize import fold, normalize

_POSSESSIVE = frozenset({"", "'s"})
"""What may follow every form; the bare apostrophe of *martyrs'* ends the word anyway."""
_BARE = frozenset({""})
_BRACKETS = re.compile(r"(.*\S) \(([^()]+)\)")
_COUNTABLE = frozenset({PartOfSpeech.NOUN, PartOfSpeech.PROPER_NOUN})
_HYPHENATED_WORDS = 3
"""Phrases up to this many words are joined with hyphens when they stand before a noun: *human-rights law*."""
_PLURAL_RULES = (
    (re.compile(r"(.*[^aeiou])y$"), (r"\1ies",)),
    (re.compile(r"([a-z]*[sx])is$"), (r"\1es",)),
    (re.compile(r"(.*(?:s|x|z|ch|sh))$"), (r"\1es",)),
    (re.compile(r"(.*)$"), (r"\1s",)),
)
"""The first rule that fits speaks: *bodies*, *crises*, *losses*, *terms*."""


class _Data(msgspec.Struct, frozen=True):
    plurals: dict[str, str]
    not_men: frozenset[str]
    after_noun: frozenset[str]
    prepositions: frozenset[str]


class EnglishMorphology:
    """The forms of English terms."""

    def patterns(self, term: Term) -> Sequence[Pattern]:
        """Return the forms of the term and its other spellings, each with and without the possessive."""
        others = {fold(form, LANGUAGE) for form in term.not_forms}
        endings = _BARE if term.invariable else _POSSESSIVE
        texts = [form.text for form in _forms(term)]
        spelled = chain(texts, term.forms, () if term.invariable else chain.from_iterable(map(_respelled, texts)))
        stems = dict.fromkeys(fold(text, LANGUAGE) for text in spelled)
        return [Pattern(stem, endings - _tails(stem, others)) for stem in stems if stem not in others]

    def paradigm(self, term: Term) -> Sequence[Form]:
        """Return singular and plural, each plain and possessive; a proper noun is offered in the singular only."""
        plain = {form.features[0]: form for form in reversed(_forms(term))}
        if term.invariable or term.part_of_speech not in _COUNTABLE:
            return list(reversed(plain.values()))
        numbers = ["singular"] if term.part_of_speech is PartOfSpeech.PROPER_NOUN else ["singular", "plural"]
        return [form for number in numbers for form in (plain[number], _possessive(plain[number]))]

    def analyse(self, term: Term, form: str) -> Sequence[Form]:
        """Return each reading of `form` as a form of the term; empty where it is none."""
        shown = normalize(form)
        folded = LANGUAGE.fold(shown)
        if folded in {fold(other, LANGUAGE) for other in term.not_forms}:
            return ()
        readings = [made for made in _all_forms(term) if folded in _spellings(made, term)]
        if not readings and folded in {fold(pinned, LANGUAGE) for pinned in term.forms}:
            readings = [Form(text=shown, features=("listed",), steps=(shown,))]
        return [msgspec.structs.replace(made, text=shown) for made in readings]

    def inflect(self, term: Term, features: Sequence[str]) -> str | None:
        """Return the term with these features, such as `("plural", "possessive")`; the rest is singular, nominative."""
        number = "plural" if "plural" in features else "singular"
        case = "possessive" if "possessive" in features else "nominative"
        if set(features) - {number, case}:
            return None
        return next((form.text for form in self.paradigm(term) if form.features == (number, case)), None)

    def agreement(self, term: Term, features: Sequence[str]) -> frozenset[str]:  # noqa: ARG002 - the protocol's
        """Return nothing: no word agrees with another in gender."""
        return frozenset()


@cache
def _data() -> _Data:
    read = tomllib.loads(files(__package__).joinpath("irregular.toml").read_text(encoding="utf-8"))
    lists = {name: frozenset(read[name]["words"].split()) for name in ("not_men", "after_noun", "prepositions")}
    return _Data(plurals=read["plurals"], **lists)


def _forms(term: Term) -> list[Form]:
    """Return the term and its plurals, or what its part of speech has instead."""
    text = normalize(term.text)
    first = Form(text=text, features=("singular", "nominative"), steps=(text,))
    if term.invariable or term.part_of_speech in {PartOfSpeech.ADJECTIVE, PartOfSpeech.OTHER}:
        return [first]
    if term.part_of_speech is PartOfSpeech.VERB:
        return [first, *_verb_forms(text)]
    return [
        first,
        *(Form(text=made, features=("plural", "nominative"), steps=(text, "plural")) for made in _plurals(text)),
    ]


def _all_forms(term: Term) -> Iterator[Form]:
    for form in _forms(term):
        yield form
        if not term.invariable:
            yield _possessive(form)


def _possessive(form: Form) -> Form:
    words = re.split(r"[ -]", form.text)
    plural = form.features[0] == "plural" or _heads_before_last(words)
    ending = "'" if form.text.endswith("s") and plural else "'s"
    return Form(
        text=form.text + ending, features=(form.features[0], "possessive"), steps=(*form.steps, f"+{ending} possessive")
    )


def _heads_before_last(words: Sequence[str]) -> bool:
    """Tell whether the last word is not the head: *Alley of Martyrs*."""
    return any(word.lower() in _data().prepositions for word in words[1:])


def _spellings(form: Form, term: Term) -> set[str]:
    texts = [form.text, *([] if term.invariable else _respelled(form.text))]
    return {fold(text, LANGUAGE) for text in texts}


def _tails(stem: str, others: set[str]) -> frozenset[str]:
    return frozenset(other[len(stem) :] for other in others if other.startswith(stem))


# --- plurals


def _plurals(text: str) -> list[str]:
    brackets = _BRACKETS.fullmatch(text)
    if brackets:
        return [
            f"{outside} ({inside})"
            for outside in _plurals(brackets[1])
            for inside in (*_plurals(brackets[2]), brackets[2])
        ]
    words = re.split(r"([ -])", text)
    made = []
    for place in _heads(words):
        made += ["".join((*words[:place], plural, *words[place + 1 :])) for plural in _plural_words(words[place])]
    return list(dict.fromkeys(made))


def _heads(words: Sequence[str]) -> Iterator[int]:
    """Yield the places of the words that may take the plural; every second item of `words` is a separator."""
    small = [word.lower() for word in words]
    first = next((i for i in range(2, len(small), 2) if small[i] in _data().prepositions), None)
    head = first - 2 if first else len(small) - 1
    if head and small[head] in _data().after_noun:
        yield head - 2
    yield head


def _plural_words(word: str) -> Iterator[str]:
    small, data = word.lower(), _data()
    if small in data.plurals:
        for plural in data.plurals[small].split():
            yield word[:1] + plural[1:]
    elif small.endswith("man") and small not in data.not_men:
        yield f"{word.removesuffix('an')}en"
    else:
        rule, results = next((rule, results) for rule, results in _PLURAL_RULES if rule.match(word))
        for result in results:
            yield rule.sub(result, word, count=1)


# --- verbs


def _verb_forms(text: str) -> Iterator[Form]:
    """Yield the regular forms of a verb, with a doubled last letter as well: *planned*."""
    verb, space, rest = text.partition(" ")
    stem = verb.removesuffix("e")
    past = verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else stem + "ed"
    made = [("present-3", next(_plural_words(verb))), ("past", past), ("participle", stem + "ing")]
    if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", verb):
        made += [("past", verb + verb[-1] + "ed"), ("participle", verb + verb[-1] + "ing")]
    for feature, form in made:
        yield Form(text=form + space + rest, features=(feature,), steps=(text, feature))


# --- spellings


def _respelled(text: str) -> Iterator[str]:
    """Yield the other ways to write a compound: with spaces, with hyphens, and as one word where it is no name."""
    if "-" in text:
        yield text.replace("-", " ")
    elif " " in text and "(" not in text and text.count(" ") < _HYPHENATED_WORDS:
        yield text.replace(" ", "-")
    if re.fullmatch(r"[^\W\d_]+[ -][^\W\d_]+", text) and text == text.lower():
        yield text.replace("-", "").replace(" ", "")
