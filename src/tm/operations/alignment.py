"""Versions of a statement into groups of segments that say the same, and what their pairs disagree about.

What people have confirmed goes in and comes out as it is; where it is kept is `tm.operations.confirmed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import msgspec

from tm.align import Evidence, Structure, align
from tm.align.multilingual import Disagreement, Group, join
from tm.errors import Place, TmError
from tm.glossary.finder import TermFinder
from tm.lint.finding import Finding
from tm.lint.rules.meta import VERSIONS_DISAGREE
from tm.messages import say
from tm.model import Bead, Segment
from tm.operations import confirmed as confirmed_file
from tm.operations.confirmed import Confirmed, Spans
from tm.operations.statements import Version

SUREST = 0.99
"""The highest confidence of a group that nobody has confirmed: certain is only what a person has seen."""
_QUOTED = 40


class Unaligned(msgspec.Struct, frozen=True):
    """A segment that some version does not have."""

    segment: Segment
    language: str
    """The language it is in; where several have it, the first of them."""
    missing: tuple[str, ...]
    """The languages whose version has nothing for it."""


class Aligned(msgspec.Struct, frozen=True, kw_only=True):
    """The alignment of several versions."""

    groups: tuple[Group, ...]
    disagreements: tuple[Disagreement, ...]
    unaligned: tuple[Unaligned, ...]
    """In the order of the text."""
    confirmed: frozenset[int] = frozenset()
    """Indexes of the groups that a person has confirmed as a whole; their confidence is 1."""


class _Runs:
    """Segments renumbered so that each confirmed run of them counts as one, and the way back."""

    def __init__(self, versions: Sequence[Version], confirmed: Iterable[Spans]) -> None:
        self.members: dict[str, list[tuple[int, ...]]] = {}
        self.number: dict[str, list[int]] = {}
        runs = [(code, span) for spans in confirmed for code, span in spans.items()]
        for version in versions:
            code = version.language.code
            inner = {index for other, span in runs if other == code for index in span[1:]}
            members: list[tuple[int, ...]] = []
            for index in range(len(version.segments)):
                if index in inner:
                    members[-1] = (*members[-1], index)
                else:
                    members.append((index,))
            self.members[code] = members
            self.number[code] = [place for place, run in enumerate(members) for _ in run]

    def short(self, code: str, span: Iterable[int]) -> tuple[int, ...]:
        """Return the numbers of a span's runs."""
        return tuple(dict.fromkeys(self.number[code][index] for index in span))

    def whole(self, code: str, span: Iterable[int]) -> tuple[int, ...]:
        """Return the indexes of the segments in runs."""
        return tuple(index for place in span for index in self.members[code][place])


def align_versions(
    versions: Sequence[Version], finders: Mapping[str, TermFinder], confirmed: Sequence[Spans] = ()
) -> Aligned:
    """Align every version with every other one and join the pairs; the first version gives the order.

    `finders` holds a term finder for each language whose glossary terms should serve as anchors; `confirmed` the
    groups that are settled, as `confirmed.resolve` gives them.
    """
    runs = _Runs(versions, confirmed)
    pairs = {
        (left.language.code, right.language.code): _pair(left, right, finders, confirmed)
        for left, right in combinations(versions, 2)
    }
    short = {codes: [_mapped(bead, codes, runs.short) for bead in beads] for codes, beads in pairs.items()}
    joined = join({code: [""] * len(members) for code, members in runs.members.items()}, short)
    whole = [_whole(group, runs) for group in joined.groups]
    settled = _settled(whole, confirmed, {version.language.code for version in versions})
    groups = tuple(group if number in settled else _doubtful(group) for number, group in enumerate(whole))
    return Aligned(
        groups=groups,
        disagreements=tuple(
            msgspec.structs.replace(doubt, bead=_mapped(doubt.bead, doubt.languages, runs.whole))
            for doubt in joined.disagreements
        ),
        unaligned=tuple(_unaligned(versions, groups)),
        confirmed=settled,
    )


def _mapped(bead: Bead, codes: tuple[str, str], way: Callable[[str, Iterable[int]], tuple[int, ...]]) -> Bead:
    return Bead(way(codes[0], bead.source), way(codes[1], bead.target), bead.confidence)


def _whole(group: Group, runs: _Runs) -> Group:
    return Group({code: runs.whole(code, span) for code, span in group.sentences.items()}, group.confidence)


def _doubtful(group: Group) -> Group:
    return Group(group.sentences, min(group.confidence, SUREST))


def _settled(groups: Sequence[Group], confirmed: Sequence[Spans], codes: set[str]) -> frozenset[int]:
    """Return the indexes of the groups of which a person has said what each version has."""
    known = {
        frozenset((code, span) for code, span in spans.items() if span) for spans in confirmed if codes <= spans.keys()
    }
    return frozenset(number for number, group in enumerate(groups) if frozenset(group.sentences.items()) in known)


def _pair(left: Version, right: Version, finders: Mapping[str, TermFinder], confirmed: Sequence[Spans]) -> list[Bead]:
    evidence = Evidence(
        confirmed=tuple(_beads(confirmed, (left.language.code, right.language.code))),
        structure=(_structure(left), _structure(right)),
        concepts=(_concepts(left, finders), _concepts(right, finders)),
    )
    return align(_texts(left), _texts(right), (left.language, right.language), evidence=evidence)


def _beads(confirmed: Sequence[Spans], pair: tuple[str, str]) -> Iterator[Bead]:
    """Yield what the confirmed groups say of two languages."""
    for spans in confirmed:
        if pair[0] in spans and pair[1] in spans and (spans[pair[0]] or spans[pair[1]]):
            yield Bead(spans[pair[0]], spans[pair[1]])


def _texts(version: Version) -> list[str]:
    return [segment.text for segment in version.segments]


def _structure(version: Version) -> Structure:
    return Structure(
        paragraphs=tuple(segment.paragraph for segment in version.segments),
        kinds=tuple(segment.kind for segment in version.segments),
    )


def _concepts(version: Version, finders: Mapping[str, TermFinder]) -> tuple[tuple[str, ...], ...]:
    finder = finders.get(version.language.code)
    if finder is None:
        return ((),) * len(version.segments)
    return tuple(
        tuple(dict.fromkeys(hit.concept.id for hit in hits if hit.certain)) for hits in finder.find_all(_texts(version))
    )


def _unaligned(versions: Sequence[Version], groups: Sequence[Group]) -> Iterator[Unaligned]:
    by_code = {version.language.code: version for version in versions}
    for group in groups:
        missing = tuple(code for code in by_code if code not in group.sentences)
        if missing:
            code = next(code for code in by_code if code in group.sentences)
            segments = (by_code[code].segments[index] for index in group.sentences[code])
            yield from (Unaligned(segment, code, missing) for segment in segments)


def confirmed_in(folder: Path, versions: Sequence[Version], *, file: str) -> Confirmed:
    """Return what people have confirmed of the versions in a statement's folder; `file` is its name in messages.

    Raises `ErrorList` where it can't be read.
    """
    rows = confirmed_file.read_confirmed(folder / confirmed_file.FILE, file=file)
    return confirmed_file.resolve(rows, {version.language.code: _texts(version) for version in versions})


def keep_confirmed(folder: Path, versions: Sequence[Version], groups: Sequence[Spans], *, file: str) -> None:
    """Keep in a statement's folder what people have confirmed of its versions, in place of what was there.

    Raises `TmError` where it can't be written, or where it is about a version that is not among these.
    """
    path = folder / confirmed_file.FILE
    codes = [version.language.code for version in versions]
    for row in confirmed_file.read_confirmed(path, file=file):
        if others := [code for code in row.keys if code not in codes]:
            message = say("there are confirmed segments of {others}, too.", others=others[0])
            raise TmError(
                message, place=Place(file, row.line), hint=say("Review all versions of the statement together.")
            )
    confirmed_file.write_confirmed(path, groups, {version.language.code: _texts(version) for version in versions})


def findings(aligned: Aligned, versions: Sequence[Version], *, folder: str) -> Iterator[Finding]:
    """Yield a finding for each place where the alignments of the pairs contradict each other.

    `folder` is the statement's, as messages show it.
    """
    by_code = {version.language.code: version for version in versions}
    for doubt in aligned.disagreements:
        sides = [
            [by_code[code].segments[index] for index in span]
            for code, span in zip(doubt.languages, (doubt.bead.source, doubt.bead.target), strict=True)
        ]
        first = next(segments[0] for segments in sides if segments)
        yield Finding(
            code=VERSIONS_DISAGREE.code,
            slug=VERSIONS_DISAGREE.slug,
            severity=VERSIONS_DISAGREE.severity,
            place=first.place,
            message=_message(doubt, sides, [code for code in by_code if code not in doubt.languages]),
            advice=say("See which is right: tm align {folder} --review review.html", folder=folder),
            text=first.text,
        )


def _reasons(others: str) -> dict[str, str]:
    """Return why a pair is doubted, by what the doubt is called."""
    return {
        "chain": say("with {others} that would tie together what does not belong together", others=others),
        "order": say("that crosses what is surer"),
        "missing": say("through {others} there is one", others=others),
    }


def _message(doubt: Disagreement, sides: Sequence[Sequence[Segment]], others: Sequence[str]) -> str:
    """Return what a pair says, and what contradicts it."""
    pair = "–".join(doubt.languages)
    said = [_shorten(" ".join(segment.text for segment in side)) for side in sides if side]
    reason = _reasons(", ".join(others) or say("the other pairs"))[doubt.reason]
    if len(said) > 1:
        one, other = said
        return say("{pair} puts “{one}” with “{other}”; {reason}.", pair=pair, one=one, other=other, reason=reason)
    missing = next(code for code, side in zip(doubt.languages, sides, strict=True) if not side)
    return say(
        "{pair} finds nothing in {missing} for “{one}”; {reason}.",
        pair=pair,
        missing=missing,
        one=said[0],
        reason=reason,
    )


def _shorten(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
