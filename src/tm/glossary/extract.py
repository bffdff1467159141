"""Terms that texts use and a glossary might have: candidates with their spellings, forms and evidence.

Which runs of words there are is `mentions`' matter, which names are one name `variants`'. Here they are counted,
chosen and ranked; what the glossary has already is marked, not left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log2

import msgspec

from tm.errors import Place
from tm.glossary.endings import JOINS, learn, same_letters
from tm.glossary.finder import TermFinder, TermHit
from tm.glossary.mentions import Key, Kind, Mention, Passage, Reader, is_solid
from tm.glossary.variants import same_names
from tm.language import Language
from tm.model import Concept, Term, TermStatus
from tm.text.tokens import words

_SEEN = 8
"""Forms of a spelling among which its dictionary form is looked for."""
_LEARN = 4
"""Letters of the words from whose paradigms endings are learned."""
_ALWAYS = 0.9
"""A share of occurrences that counts as all."""
_BESIDE = 3
"""So many times as often must a name stand elsewhere for a phrase with it to be an accident."""
_WEIGHTS = {Kind.NAME: 2.0, Kind.PHRASE: 1.0, Kind.ABBREVIATION: 1.0}


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much evidence a candidate needs."""

    names: int = 2
    """Occurrences of a name or abbreviation, in all spellings."""
    phrases: int = 3
    """Occurrences of a phrase."""


class Spelling(msgspec.Struct, frozen=True, kw_only=True):
    """One way to write a candidate, in all its forms."""

    text: str
    """The dictionary form if the texts have it, else the commonest form."""
    forms: tuple[tuple[str, int], ...]
    """The forms in the texts and how often each stands there, commonest first."""
    places: tuple[Place, ...]
    """Where it stands, in the order of the texts."""
    concept: str = ""
    """The concept that has it in the glossary; empty where none has."""
    status: TermStatus | None = None
    """What the glossary thinks of it."""

    @property
    def count(self) -> int:
        """How often it stands in the texts."""
        return len(self.places)


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may deserve a term."""

    kind: Kind
    suggested: str
    """The spelling to prefer: the glossary's if it has the candidate, else the commonest."""
    spellings: tuple[Spelling, ...]
    """All spellings, commonest first."""
    abbreviation: str = ""
    """The abbreviation that the texts explain by it."""
    score: float
    """For ranking: rises with occurrences and length."""

    @property
    def count(self) -> int:
        """Occurrences of all spellings."""
        return sum(spelling.count for spelling in self.spellings)

    @property
    def files(self) -> int:
        """Files that have it."""
        return len({place.file for spelling in self.spellings for place in spelling.places})

    @property
    def known(self) -> str:
        """The concept that has one of its spellings; empty where none has."""
        return next((spelling.concept for spelling in self.spellings if spelling.concept), "")


def extract(
    passages: Sequence[Passage], language: Language, concepts: Sequence[Concept], *, limits: Limits | None = None
) -> list[Candidate]:
    """Return the candidates in texts of one language, best first; what the glossary has is marked."""
    stemmer = learn(language, _common_words(passages, language))
    found = _Found(Reader(language, stemmer, passages), passages)
    groups = list(_groups(found, limits or Limits()))
    scores = _scores(groups, found)
    ranked = sorted((group for group in groups if scores[group[0]] > 0), key=lambda group: (-scores[group[0]], group))
    judge = _Judge(found, language, concepts)
    named = [judge.candidate(group, scores[group[0]]) for group in ranked if not _told_by_name(group, found, scores)]
    return list(_merged(candidate for candidate in named if candidate.known or not judge.is_made_of_known(candidate)))


def _merged(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates, those of one concept of the glossary as one in the place of the first."""
    together: dict[str, list[Candidate]] = {}
    for number, candidate in enumerate(candidates):
        together.setdefault(candidate.known or f"?{number}", []).append(candidate)
    for alike in together.values():
        yield msgspec.structs.replace(
            alike[0],
            kind=max((one.kind for one in alike), key=lambda kind: _WEIGHTS[kind]),
            spellings=tuple(_each_once(spelling for one in alike for spelling in one.spellings)),
            abbreviation=next((one.abbreviation for one in alike if one.abbreviation), ""),
        )


def _each_once(spellings: Iterable[Spelling]) -> list[Spelling]:
    """Return the spellings, commonest first, those with the same text as one."""
    found: dict[str, Spelling] = {}
    for spelling in spellings:
        other = found.get(spelling.text)
        found[spelling.text] = _joined(other, spelling) if other else spelling
    return sorted(found.values(), key=lambda spelling: -spelling.count)


def _joined(one: Spelling, other: Spelling) -> Spelling:
    forms = Counter(dict(one.forms))
    forms.update(dict(other.forms))
    places = tuple(sorted({*one.places, *other.places}))
    return msgspec.structs.replace(one, forms=tuple(forms.most_common()), places=places)


def _common_words(passages: Iterable[Passage], language: Language) -> Iterator[str]:
    counts = Counter(word for passage in passages for word in words(passage.text))
    for word, _ in counts.most_common():
        if len(word) >= _LEARN and word.isalpha() and language.fold(word) not in language.function_words:
            yield word


_Group = list[Key]
"""The spellings of one thing, commonest first."""


class _Found:
    """All mentions by key, and which abbreviation goes with which name."""

    def __init__(self, reader: Reader, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.mentions: dict[Key, list[Mention]] = defaultdict(list)
        self.short: dict[Key, str] = {}
        self.long: dict[Key, Key] = {}
        for mention in reader.mentions():
            self.mentions[mention.key].append(mention)
        for short, mention in reader.expansions():
            self.short.setdefault(mention.key, short)
            self.long.setdefault((short,), mention.key)
            if mention.key not in self.mentions:
                self.mentions[mention.key].append(mention)
        self.kinds = {key: _kind(mentions) for key, mentions in self.mentions.items()}
        self._small = Counter(reader.small_words())

    def count(self, group: Iterable[Key]) -> int:
        return sum(len(self.mentions[key]) for key in group)

    def explained(self, group: Iterable[Key]) -> bool:
        """Tell whether the texts say in brackets what is the short or the long form."""
        return any(key in self.short or key in self.long for key in group)

    def is_name(self, key: Key) -> bool:
        """Tell whether a run is a name: one word must have a capital nearly always."""
        if self.kinds[key] is not Kind.NAME:
            return False
        if len(key) > 1:
            return True
        mentions = self.mentions[key]
        inside = any(not mention.opens or is_solid(mention.text) for mention in mentions)
        return inside and self._small[key[0]] <= (1 - _ALWAYS) * len(mentions)

    def is_phrase(self, key: Key) -> bool:
        """Tell whether a run with small letters is more than a well-known name and a word beside it."""
        mentions = self.mentions[key]
        core = mentions[0].core
        around = len(self.mentions[core]) if core and core in self.mentions else 0
        return around < _BESIDE * len(mentions)


def _kind(mentions: Sequence[Mention]) -> Kind:
    """Return what most mentions look like; where they open a sentence they say little."""
    inside = [mention.kind for mention in mentions if not mention.opens] or [mention.kind for mention in mentions]
    return Counter(inside).most_common(1)[0][0]


def _groups(found: _Found, limits: Limits) -> Iterator[_Group]:
    for group in same_names([key for key in found.mentions if found.is_name(key)]):
        if found.count(group) >= limits.names or found.explained(group):
            yield sorted(group, key=lambda key: -len(found.mentions[key]))
    for key, mentions in found.mentions.items():
        needed = limits.phrases if found.kinds[key] is Kind.PHRASE else limits.names
        enough = len(mentions) >= needed or found.explained([key])
        if found.kinds[key] is not Kind.NAME and enough and found.is_phrase(key):
            yield [key]


def _scores(groups: Sequence[_Group], found: _Found) -> dict[Key, float]:
    """Return each group's C-value by its first key: occurrences outside of longer candidates, by length and kind.

    Frantzi, Ananiadou and Mima, "Automatic Recognition of Multi-Word Terms" (2000), with what stands only inside of a
    longer candidate left out altogether.
    """
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for group in groups:
        for mention in (mention for key in group for mention in found.mentions[key]):
            spans[mention.passage].append((mention.start, mention.end))
    scores = {}
    for group in groups:
        mentions = [mention for key in group for mention in found.mentions[key]]
        free = sum(1 for mention in mentions if not _inside(mention, spans[mention.passage]))
        weight = _WEIGHTS[found.kinds[group[0]]] * log2(len(group[0]) + 1) * (1 + 0.5 * (len(group) > 1))
        scores[group[0]] = weight * (free + found.explained(group))
    return scores


def _inside(mention: Mention, spans: Iterable[tuple[int, int]]) -> bool:
    own = (mention.start, mention.end)
    return any(start <= own[0] and own[1] <= end and (start, end) != own for start, end in spans)


def _told_by_name(group: _Group, found: _Found, scores: Mapping[Key, float]) -> bool:
    """Tell whether a group is an abbreviation that another candidate shows beside its long form."""
    return any(found.long.get(key) in scores for key in group)


class _Judge:
    """Says how a candidate is written in a dictionary, and whether the glossary has it."""

    def __init__(self, found: _Found, language: Language, concepts: Sequence[Concept]) -> None:
        self._found = found
        self._language = language
        self._finder = TermFinder(concepts, language)

    def candidate(self, group: _Group, score: float) -> Candidate:
        """Return a group as a candidate."""
        short = next((self._found.short[key] for key in group if key in self._found.short), "")
        keys = [*group, (short,)] if (short,) in self._found.mentions else group
        spellings = tuple(self._spelling(key) for key in keys)
        terms = [hit for spelling in spellings if (hit := self._known((spelling.text,)))]
        preferred = terms[0].concept.preferred(self._language.code) if terms else None
        return Candidate(
            kind=self._found.kinds[group[0]],
            suggested=preferred.text if preferred else spellings[0].text,
            spellings=spellings,
            abbreviation=short,
            score=round(score, 1),
        )

    def is_made_of_known(self, candidate: Candidate) -> bool:
        """Tell whether all words of a candidate are terms of the glossary side by side: *Baku and Ganja*."""
        text = candidate.suggested
        for hit in reversed(self._finder.find(text)):
            text = text[: hit.span.start] + text[hit.span.end :]
        left = words(text)
        return len(left) < len(words(candidate.suggested)) and all(
            self._language.fold(word) in self._language.function_words for word in left
        )

    def _spelling(self, key: Key) -> Spelling:
        mentions = self._found.mentions[key]
        counts = Counter(self._written(mention) for mention in mentions)
        text = self._dictionary_form([form for form, _ in counts.most_common(_SEEN)], counts)
        hit = self._known((text, *counts))
        return Spelling(
            text=hit.term.text if hit else text,
            forms=tuple(counts.most_common()),
            places=tuple(self._found.passages[m.passage].place(m.start) for m in mentions),
            concept=hit.concept.id if hit else "",
            status=hit.term.status if hit else None,
        )

    def _written(self, mention: Mention) -> str:
        """Return the words of a mention; the capital that only a sentence asks for is taken off a phrase."""
        if mention.opens and self._found.kinds[mention.key] is Kind.PHRASE:
            inside = [other.text for other in self._found.mentions[mention.key] if not other.opens]
            if inside and all(other[0].islower() for other in inside):
                return self._language.fold(mention.text[0]) + mention.text[1:]
        return mention.text

    def _dictionary_form(self, forms: Sequence[str], counts: Mapping[str, int]) -> str:
        """Return the form of which most others are forms, or what they begin with if more are forms of that."""
        if len(forms) == 1:
            return forms[0]
        best = max(forms, key=lambda text: (self._covered(text, forms, counts), counts[text]))
        same = _in_common(forms)
        return same if self._covered(same, forms, counts) > self._covered(best, forms, counts) else best

    def _covered(self, text: str, forms: Sequence[str], counts: Mapping[str, int]) -> int:
        """Return how many of the occurrences are forms of a text."""
        term = Term(text=text, language=self._language.code)
        analyse = self._language.morphology().analyse
        return sum(counts[form] for form in forms if form == text or analyse(term, form))

    def _known(self, forms: Iterable[str]) -> TermHit | None:
        """Return the term of the glossary of which one of the forms is a form, None where there is none."""
        for form in forms:
            for hit in self._finder.find(form):
                if (hit.span.start, hit.span.end) == (0, len(form)):
                    return hit
        return None


def _in_common(forms: Sequence[str]) -> str:
    """Return forms of as many words each, cut down word by word to the letters they begin with alike."""
    columns = zip(*(form.split() for form in forms), strict=False)
    return " ".join(column[0][: same_letters(column)].rstrip(JOINS) for column in columns)
