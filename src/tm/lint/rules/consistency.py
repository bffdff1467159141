"""TM6xx: what all files together say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from tm.lint.finding import Severity
from tm.lint.rule import Pair, PairFault
from tm.messages import say
from tm.text.normalize import normalize

_Key = Callable[[Pair], tuple[str, ...]]


class TwoTranslations(msgspec.Struct, frozen=True):
    """TM601. One source text is translated in two ways."""

    code: str = "TM601"
    slug: str = "two-translations"
    severity: Severity = Severity.WARNING
    summary: str = "The same source text has another translation elsewhere."

    def check(self, pairs: Sequence[Pair]) -> Iterator[PairFault]:
        """Report the rarer translations, each with the commonest; another `msgctxt` makes another text."""
        for group in _groups(pairs, lambda pair: (pair.language, pair.context, pair.source)):
            counts = Counter(normalize(pair.target) for pair in group)
            if len(counts) == 1:
                continue
            usual = next(pair for pair in group if normalize(pair.target) == counts.most_common(1)[0][0])
            for pair in group:
                if normalize(pair.target) != normalize(usual.target):
                    yield PairFault(
                        pair=pair,
                        message=say(
                            "the same text is “{short}” in {place}.", short=_short(usual.target), place=usual.place
                        ),
                        advice=say("Translate it in one way."),
                    )


class OneTranslation(msgspec.Struct, frozen=True):
    """TM602. Two source texts have one translation."""

    code: str = "TM602"
    slug: str = "one-translation"
    severity: Severity = Severity.INFO
    summary: str = "Another source text has the same translation."

    def check(self, pairs: Sequence[Pair]) -> Iterator[PairFault]:
        """Report all but the first source; texts that differ in capitals and punctuation only are one."""
        for group in _groups(pairs, lambda pair: (pair.language, pair.target)):
            first = group[0]
            for pair in {_bare(pair.source): pair for pair in reversed(group)}.values():
                if _bare(pair.source) != _bare(first.source):
                    yield PairFault(
                        pair=pair,
                        message=say(
                            "“{short}” in {place} has the same translation.",
                            short=_short(first.source),
                            place=first.place,
                        ),
                        advice=say("Keep different things apart."),
                    )


def _groups(pairs: Sequence[Pair], key: _Key) -> Iterator[list[Pair]]:
    """Return the groups of two or more pairs with one key, in the order of their first pair."""
    groups: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[key(pair)].append(pair)
    return (group for group in groups.values() if len(group) > 1)


def _bare(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"  # noqa: PLR2004 - what fits into a line of a report


class DiffersFromReviewed(msgspec.Struct, frozen=True):
    """TM603. A translation is not what the memory has as reviewed."""

    code: str = "TM603"
    slug: str = "differs-from-reviewed"
    severity: Severity = Severity.WARNING
    summary: str = "The memory has a reviewed translation of the same text, and this is another."
    reviewed: Mapping[tuple[str, str], frozenset[str]] = {}
    """By target language and normalised source: the reviewed translations, normalised."""

    def check(self, pairs: Sequence[Pair]) -> Iterator[PairFault]:
        """Report the pairs whose source was reviewed with other words."""
        if not self.reviewed:
            return
        for pair in pairs:
            known = self.reviewed.get((pair.language, normalize(pair.source)), frozenset())
            if known and normalize(pair.target) not in known:
                right = min(known)
                yield PairFault(
                    pair=pair,
                    message=say("the memory has another reviewed translation."),
                    advice=say("Write “{short}”, or have the new one reviewed.", short=_short(right)),
                )


class DiffersFromPublished(msgspec.Struct, frozen=True):
    """TM604. A translation is not what the published version says; found where the catalogue is read."""

    code: str = "TM604"
    slug: str = "differs-from-published"
    severity: Severity = Severity.INFO
    summary: str = "A translation taken from a published version was changed."

    def check(self, pairs: Sequence[Pair]) -> Iterator[PairFault]:
        """Report the pairs that no longer say what the note about their origin stands for."""
        for pair in pairs:
            if pair.published:
                yield PairFault(
                    pair=pair,
                    message=say("the translation is not what {published} says.", published=pair.published),
                    advice=say("Correct the published version, too, or take its text back."),
                )


RULES = (TwoTranslations(), OneTranslation(), DiffersFromReviewed(), DiffersFromPublished())
