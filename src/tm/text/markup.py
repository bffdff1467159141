"""Where markup stands in a text: tags of HTML and XML, and the marks of Markdown.

Here it is found and paired; `tm.text.inline` takes it out of a text and puts it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from tm.model import Span, TagKind

_HTML = (
    r"<(?P<slash>/)?(?P<name>[A-Za-z][\w:.-]*)"
    r"(?:\s+[\w:.@-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>\"'=]+))?)*\s*(?P<alone>/)?>"
    r"|<!--.*?-->"
)
_TAGS = re.compile(_HTML, re.DOTALL)
_MARKDOWN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<fence>(?<!`)`+(?!`))(?P<code>.+?)(?<!`)(?P=fence)(?!`)"
    rf"|{_HTML}"
    r"|(?P<bracket>!?\[)"
    r"|(?P<target>\]\((?:<[^<>\n]*>|[^()\s<>]*(?:\([^()\s]*\)[^()\s]*)?)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\))"
    r"|(?P<run>\*{1,3}|_{1,3}|~~)",
    re.DOTALL,
)
_MEANINGS = {
    "bold": "b strong",
    "italic": "i em cite dfn",
    "underlined": "u ins",
    "struck": "s del strike",
    "link": "a",
    "code": "code kbd samp tt var",
    "image": "img",
    "break": "br wbr",
    "subscript": "sub",
    "superscript": "sup",
    "": "span font small big mark q abbr label button p div li ul ol h1 h2 h3 h4 h5 h6 hr input",
}
"""What the elements of HTML that stand inside a text are for. A name that is not here is a tag only as half of a pair:
`<file>` alone is a placeholder, and text."""
_MEANING = {name: meaning for meaning, names in _MEANINGS.items() for name in names.split()}
_VOID = frozenset("br wbr img hr input".split())
_RUNS = {"*": "italic", "_": "italic", "**": "bold", "__": "bold", "~~": "struck", "***": "bold", "___": "bold"}


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of markup as it stands in a text."""

    span: Span
    kind: TagKind
    key: str
    """Opening and closing marks of a pair have the same key."""
    meaning: str = ""
    pair: int = 0
    """The same number, from 1, in both halves of a pair; 0 without a partner."""
    sure: bool = True
    """False where the mark is markup only if it has a partner."""


def find(text: str, *, markdown: bool = False) -> tuple[Found, ...]:
    """Return the markup of a text in its order; in Markdown its own marks beside the tags of HTML."""
    if markdown:
        found = _in_markdown(text)
    elif "<" in text:
        found = (_of_html(hit) for hit in _TAGS.finditer(text))
    else:
        return ()
    return tuple(mark for mark in _paired(tuple(found)) if mark.sure or mark.pair)


def _of_html(hit: re.Match[str]) -> Found:
    """Return the mark of one tag or comment."""
    name = (hit["name"] or "").lower()
    kind = TagKind.CLOSE if hit["slash"] else TagKind.OPEN
    if not name or hit["alone"] or name in _VOID:
        kind = TagKind.ALONE
    meaning, sure = _MEANING.get(name, ""), kind is TagKind.ALONE or name in _MEANING
    return Found(span=Span(*hit.span()), kind=kind, key=f"<{name}", meaning=meaning, sure=sure)


def _in_markdown(text: str) -> Iterator[Found]:
    for hit in _MARKDOWN.finditer(text):
        if hit["escape"]:
            continue
        if hit["fence"]:
            yield from _of_code(hit)
        elif hit["bracket"]:
            meaning = "image" if hit["bracket"] == "![" else "link"
            yield _unsure(hit.span(), TagKind.OPEN, "[", meaning)
        elif hit["target"]:
            yield _unsure(hit.span(), TagKind.CLOSE, "[", "link")
        elif hit["run"]:
            yield from _of_run(text, hit)
        else:
            yield _of_html(hit)


def _of_code(hit: re.Match[str]) -> Iterator[Found]:
    """Return the two marks around code; what stands between them is text and no markup."""
    start, end = hit.span("code")
    yield _unsure((hit.start(), start), TagKind.OPEN, "`", "code")
    yield _unsure((end, hit.end()), TagKind.CLOSE, "`", "code")


def _of_run(text: str, hit: re.Match[str]) -> Iterator[Found]:
    """Return the mark of a run of `*`, `_` or `~` that opens or closes; CommonMark 6.2, without its finer points."""
    run, (start, end) = hit["run"], hit.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = bool(after) and not after.isspace() and after not in "*_~"
    closes = bool(before) and not before.isspace() and before not in "*_~"
    if run.startswith("_"):
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    if opens or closes:
        both = opens and closes
        key = f"{run}?" if both else run
        yield _unsure((start, end), TagKind.CLOSE if closes else TagKind.OPEN, key, _RUNS[run])


def _unsure(span: tuple[int, int], kind: TagKind, key: str, meaning: str) -> Found:
    return Found(span=Span(*span), kind=kind, key=key, meaning=meaning, sure=False)


def _paired(found: Sequence[Found]) -> Sequence[Found]:
    """Number the pairs by their opening marks: a closing mark goes with the nearest open one of its key."""
    partners: dict[int, int] = {}
    open_: dict[str, list[int]] = {}
    for index, mark in enumerate(found):
        key = mark.key.removesuffix("?")
        waiting = open_.setdefault(key, [])
        if mark.kind is TagKind.CLOSE and waiting:
            partners[waiting.pop()] = index
        elif mark.kind is TagKind.OPEN or (mark.key.endswith("?") and mark.kind is TagKind.CLOSE):
            waiting.append(index)
    marks = list(found)
    for number, (first, second) in enumerate(sorted(partners.items()), 1):
        meaning = marks[first].meaning
        marks[first] = _half(marks[first], TagKind.OPEN, number, meaning)
        marks[second] = _half(marks[second], TagKind.CLOSE, number, meaning)
    return marks


def _half(mark: Found, kind: TagKind, pair: int, meaning: str) -> Found:
    return Found(span=mark.span, kind=kind, key=mark.key, meaning=meaning, pair=pair, sure=mark.sure)
