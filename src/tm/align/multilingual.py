"""From pairwise alignments between several versions of a text to groups that all of them share.

Two sentences belong together when a chain of beads joins them; so all pairs of a group agree by construction. A chain
that one weak bead has made absurdly long is cut there, and every bead that the groups do not keep is reported.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tm.errors import TmError
from tm.messages import say
from tm.model import Bead

LONGEST = 3
"""Sentences of one version in a group; a longer chain is cut at its weakest bead."""

LIKELY = 0.5
"""A bead less likely than this never joins two chains that are held together by surer ones."""

Node = tuple[str, int]
"""A sentence: language code and index."""


class Group(msgspec.Struct, frozen=True):
    """What was said once, in every version that says it."""

    sentences: Mapping[str, tuple[int, ...]]
    """For each language code the indexes of its sentences, rising without gaps; a language that lacks it is missing."""
    confidence: float
    """Probability that the weakest link in it is right, 0 to 1; for a sentence alone, that it has no counterpart."""


class Disagreement(msgspec.Struct, frozen=True):
    """A bead that the groups do not keep, because the others contradict it."""

    languages: tuple[str, str]
    """The pair in whose alignment it was found."""
    bead: Bead
    reason: str
    """`chain`: it made a group too long; `order`: it crosses surer beads or leaves a gap; `missing`: it says a sentence
    has no counterpart, but the other pairs give it one."""


class Joined(msgspec.Struct, frozen=True):
    """The groups of all versions, in the order of the text, and what had to be given up for them."""

    groups: tuple[Group, ...]
    disagreements: tuple[Disagreement, ...]


class _Link(msgspec.Struct, frozen=True):
    """A bead with sentences on both sides, as nodes."""

    languages: tuple[str, str]
    bead: Bead
    nodes: tuple[Node, ...]


class _Chains:
    """Sentences joined into chains, strongest link first, no chain longer than it may be (Kruskal 1956)."""

    def __init__(self, links: Iterable[_Link]) -> None:
        self._parent: dict[Node, Node] = {}
        self.members: dict[Node, list[Node]] = {}
        self.kept: list[_Link] = []
        self.refused: list[_Link] = []
        for link in links:
            (self.kept if self._add(link) else self.refused).append(link)

    def root(self, node: Node) -> Node:
        """Return the sentence that stands for the chain of this one."""
        while (parent := self._parent.get(node, node)) != node:
            node = parent
        return node

    def _add(self, link: _Link) -> bool:
        roots = sorted({self.root(node) for node in link.nodes})
        nodes = [node for root in roots for node in self.members.get(root, [root])]
        if len(roots) > 1 and not (_short(nodes, link) and self._sure(roots, link)):
            return False
        for root in roots:
            self._parent[root] = roots[0]
            self.members.pop(root, None)
        self.members[roots[0]] = nodes
        return True

    def _sure(self, roots: Sequence[Node], link: _Link) -> bool:
        """Tell whether a link is likely enough: one that is rather wrong must not join what is joined already."""
        chains = [root for root in roots if root in self.members]
        return link.bead.confidence >= LIKELY or len(chains) <= 1


def _short(nodes: Sequence[Node], link: _Link) -> bool:
    """Tell whether a chain has at most `LONGEST` sentences a language, or as many as the link itself."""
    return all(
        sum(node[0] == language for node in nodes) <= max(LONGEST, sum(node[0] == language for node in link.nodes))
        for language in {node[0] for node in nodes}
    )


def join(versions: Mapping[str, Sequence[str]], alignments: Mapping[tuple[str, str], Sequence[Bead]]) -> Joined:
    """Join pairwise alignments into groups, in the order of the text; every sentence is in exactly one group.

    `versions` holds the sentences of each language; `alignments` the beads of some or all pairs of languages (a
    sentence is joined through a third language where a pair is missing). Raises `TmError` if a bead points outside
    its version.
    """
    _check(versions, alignments)
    links = sorted(_links(alignments), key=lambda link: (-link.bead.confidence, link.languages, link.bead.source))
    crossing: list[_Link] = []
    while True:
        chains = _Chains(links)
        groups = _groups(versions, chains)
        order, knots = _order(versions, groups)
        if not knots:
            break
        weakest = _weakest(chains.kept, groups, knots)
        crossing += weakest
        links = [link for link in links if link not in weakest]
    refused = [(link, "chain") for link in chains.refused] + [(link, "order") for link in crossing]
    found = [Disagreement(link.languages, link.bead, reason) for link, reason in refused] + _missing(groups, alignments)
    doubts = _Doubts(alignments, chains.kept, found)
    return Joined(tuple(_group(groups[number], doubts) for number in order), tuple(sorted(found, key=_place)))


def _check(versions: Mapping[str, Sequence[str]], alignments: Mapping[tuple[str, str], Sequence[Bead]]) -> None:
    for pair, beads in alignments.items():
        for side, language in enumerate(pair):
            name = "-".join(pair)
            if language not in versions:
                raise TmError(
                    say("the alignment {name} has no version in {language}.", name=name, language=language),
                    hint=say("Pass its sentences."),
                )
            last = max((max(_sides(bead)[side], default=-1) for bead in beads), default=-1)
            if last >= (size := len(versions[language])):
                message = say(
                    "the alignment {name} names sentence {last} of {language}, which has {size}, counted from 0.",
                    name=name,
                    last=last,
                    language=language,
                    size=size,
                )
                raise TmError(message, hint=say("Align the versions as they are now."))


def _sides(bead: Bead) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return bead.source, bead.target


def _nodes(languages: tuple[str, str], bead: Bead) -> tuple[Node, ...]:
    return tuple((language, index) for language, side in zip(languages, _sides(bead), strict=True) for index in side)


def _links(alignments: Mapping[tuple[str, str], Sequence[Bead]]) -> Iterable[_Link]:
    for languages, beads in alignments.items():
        for bead in beads:
            if bead.source and bead.target:
                yield _Link(languages, bead, _nodes(languages, bead))


def _groups(versions: Mapping[str, Sequence[str]], chains: _Chains) -> list[list[Node]]:
    """Return the chains and the sentences that are in none."""
    lone = [
        [(language, index)]
        for language, sentences in versions.items()
        for index in range(len(sentences))
        if (language, index) not in chains.members and chains.root((language, index)) == (language, index)
    ]
    return [sorted(nodes) for nodes in chains.members.values()] + lone


def _order(versions: Mapping[str, Sequence[str]], groups: Sequence[Sequence[Node]]) -> tuple[list[int], set[int]]:
    """Return the groups in the order of the text (Kahn 1962), and those that no order suits (crossed, with a gap)."""
    number = {node: place for place, group in enumerate(groups) for node in group}
    after: list[set[int]] = [set() for _ in groups]
    for language, sentences in versions.items():
        for index in range(1, len(sentences)):
            one, two = number[language, index - 1], number[language, index]
            if one != two:
                after[one].add(two)
    waiting = Counter(follower for followers in after for follower in followers)
    key = [min((index / len(versions[language]), language) for language, index in group) for group in groups]
    ready = [(key[place], place) for place in range(len(groups)) if not waiting[place]]
    heapq.heapify(ready)
    order: list[int] = []
    while ready:
        place = heapq.heappop(ready)[1]
        order.append(place)
        for follower in after[place]:
            waiting[follower] -= 1
            if not waiting[follower]:
                heapq.heappush(ready, (key[follower], follower))
    return order, _knots(after, set(range(len(groups))) - set(order))


def _knots(after: Sequence[set[int]], left: set[int]) -> set[int]:
    """Return the groups that really wait for each other: drop, from the end, those that only wait."""
    before: dict[int, set[int]] = {place: set() for place in left}
    for place in left:
        for follower in after[place] & left:
            before[follower].add(place)
    idle = [place for place in left if not after[place] & left]
    remaining = {place: len(after[place] & left) for place in left}
    while idle:
        place = idle.pop()
        left = left - {place}
        for earlier in before[place]:
            remaining[earlier] -= 1
            if not remaining[earlier]:
                idle.append(earlier)
    return left


def _weakest(links: Sequence[_Link], groups: Sequence[Sequence[Node]], knots: set[int]) -> list[_Link]:
    """Return the weakest link of the groups that wait for each other; `links` are sorted, strongest first."""
    tied = {node for place in knots for node in groups[place]}
    return [next(link for link in reversed(links) if tied.issuperset(link.nodes))]


def _missing(
    groups: Sequence[Sequence[Node]], alignments: Mapping[tuple[str, str], Sequence[Bead]]
) -> list[Disagreement]:
    """Return the beads that leave a sentence alone though its group has a counterpart."""
    spoken = {node: {language for language, _ in group} for group in groups for node in group}
    return [
        Disagreement(languages, bead, "missing")
        for languages, beads in alignments.items()
        for bead in beads
        if not (bead.source and bead.target) and any(set(languages) <= spoken[node] for node in _nodes(languages, bead))
    ]


class _Doubts:
    """What speaks for and against a group."""

    def __init__(
        self,
        alignments: Mapping[tuple[str, str], Sequence[Bead]],
        kept: Sequence[_Link],
        found: Sequence[Disagreement],
    ) -> None:
        self.alone: dict[Node, float] = {}
        for languages, beads in alignments.items():
            for bead in beads:
                if not (bead.source and bead.target):
                    for node in _nodes(languages, bead):
                        self.alone[node] = min(bead.confidence, self.alone.get(node, 1.0))
        self.links: dict[Node, list[_Link]] = {}
        for link in kept:
            for node in link.nodes:
                self.links.setdefault(node, []).append(link)
        self.against: dict[Node, float] = {}
        for doubt in found:
            for node in _nodes(doubt.languages, doubt.bead):
                self.against[node] = max(doubt.bead.confidence, self.against.get(node, 0.0))

    def confidence(self, nodes: Sequence[Node]) -> float:
        """Return the strength of the weakest link needed to hold the nodes together, less what contradicts it."""
        links = {id(link): link for node in nodes for link in self.links.get(node, ())}
        chance = min((self.alone.get(node, 1.0) for node in nodes), default=1.0) if len(nodes) == 1 else 1.0
        whole: dict[Node, Node] = {}
        for link in sorted(links.values(), key=lambda link: -link.bead.confidence):
            roots = {_find(whole, node) for node in link.nodes}
            if len(roots) > 1:
                chance = min(chance, link.bead.confidence)
                first = min(roots)
                whole.update((root, first) for root in roots)
        return chance * (1 - max((self.against.get(node, 0.0) for node in nodes), default=0.0))


def _find(parents: Mapping[Node, Node], node: Node) -> Node:
    while (parent := parents.get(node, node)) != node:
        node = parent
    return node


def _group(nodes: Sequence[Node], doubts: _Doubts) -> Group:
    sentences: dict[str, tuple[int, ...]] = {}
    for language, index in nodes:
        sentences[language] = (*sentences.get(language, ()), index)
    return Group(sentences, doubts.confidence(nodes))


def _place(doubt: Disagreement) -> tuple[tuple[str, str], tuple[int, ...], tuple[int, ...]]:
    return doubt.languages, doubt.bead.source, doubt.bead.target
