"""What a block is: heading, dateline, signature line, advert or plain paragraph; and what an extractor broke is mended.

The phrases that give a block away are data (`boilerplate.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from tm.documents.blocks import Block, Source, cut, join
from tm.documents.boilerplate import Boilerplate, boilerplate
from tm.documents.lines import LONG_LINE, continues, is_capitals, is_final
from tm.model import BlockKind

_SHORT = 100
"""The longest heading or signature line below the first sentence, in characters."""
_TITLE = 180
"""The longest title above it."""
_SMALL_WORD_END = re.compile(r"\s[a-zà-öø-ÿа-яёəğıöşçü]{1,3}$")
"""A sentence that ends like this, without a stop, goes on: *of the*, *və*, *на*."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’“»)\]]*\s$")


def with_roles(source: Source, blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks with their kinds; a dateline or an advert inside a paragraph becomes a block of its own."""
    phrases = boilerplate()
    found = _mended(source, blocks, phrases)
    found = [part for block in found for part in _without_advert(source, block, phrases)]
    found = _without_datelines(source, found, phrases)
    return _titled(_signed(found, phrases))


def is_prose(block: Block) -> bool:
    """Tell whether the block holds sentences rather than a title, a name or a date."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        return False
    return len(block.text) > _TITLE or (is_final(block.text) and not boilerplate().date.fullmatch(block.text))


def _first_prose(blocks: Sequence[Block]) -> int:
    return next((i for i, block in enumerate(blocks) if is_prose(block)), len(blocks))


def _of_kind(block: Block, kind: BlockKind) -> Block:
    return msgspec.structs.replace(block, kind=kind)


def _mended(source: Source, blocks: Iterable[Block], phrases: Boilerplate) -> list[Block]:
    """Join a paragraph that stops in mid-sentence with the next one that starts there."""
    out: list[Block] = []
    signed = False
    for block in blocks:
        if out and _is_broken(out[-1], block, phrases, signed=signed):
            out[-1] = join(source, out[-1], block)
        else:
            out.append(block)
        signed = signed or is_prose(out[-1])
    return out


def _is_broken(block: Block, following: Block, phrases: Boilerplate, *, signed: bool) -> bool:
    """Tell whether two blocks are one; `signed` is true below the first sentence, where a name is a signature."""
    if not block.kind == following.kind == BlockKind.PARAGRAPH:
        return False
    if is_final(block.text) or is_capitals(block.text) or (signed and phrases.name.fullmatch(block.text)):
        return False
    if len(block.text) >= LONG_LINE and (block.text.endswith(",") or (signed and _SMALL_WORD_END.search(block.text))):
        return True
    return continues(following.text) or (signed and following.text.startswith("(") and len(block.text) <= _SHORT)


def _without_advert(source: Source, block: Block, phrases: Boilerplate) -> Iterator[Block]:
    """Yield the block, and the advert that runs into its end as a block of its own."""
    for hit in phrases.advert.finditer(block.text):
        if hit.start() == 0:
            yield _of_kind(block, BlockKind.ADVERT)
            return
        if _SENTENCE_END.search(block.text[: hit.start()]):
            before, after = cut(source, block, hit.start())
            yield before
            yield _of_kind(after, BlockKind.ADVERT)
            return
    yield block


def _without_datelines(source: Source, blocks: Sequence[Block], phrases: Boilerplate) -> list[Block]:
    """Take the datelines off the blocks down to the first sentence: below it, a place and a date begin sentences."""
    top = _first_prose(blocks) + 1
    return [part for block in blocks[:top] for part in _without_dateline(source, block, phrases)] + list(blocks[top:])


def _without_dateline(source: Source, block: Block, phrases: Boilerplate) -> Iterator[Block]:
    hit = phrases.dateline.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
    if not hit:
        yield block
    elif hit.end() == len(block.text):
        yield _of_kind(block, BlockKind.DATELINE)
    else:
        before, after = cut(source, block, hit.end())
        yield _of_kind(before, BlockKind.DATELINE)
        yield after


def _signed(blocks: Sequence[Block], phrases: Boilerplate) -> list[Block]:
    """Mark the runs of short lines below the text that hold a name, an office or a date."""
    out = list(blocks)
    start = _first_prose(out) + 1
    while start < len(out):
        end = start
        while end < len(out) and _is_short(out[end], phrases):
            end += 1
        last = all(block.kind is BlockKind.ADVERT for block in out[end:])
        if _is_signature(out[start:end], phrases, last=last):
            out[start:end] = [_of_kind(block, BlockKind.SIGNATURE) for block in out[start:end]]
        start = end + 1
    return out


def _is_short(block: Block, phrases: Boilerplate) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or len(block.text) > _SHORT:
        return False
    return not is_final(block.text) or bool(phrases.date.fullmatch(block.text))


def _is_signature(run: Sequence[Block], phrases: Boilerplate, *, last: bool) -> bool:
    """Tell whether lines are a signature: at the end one sign is enough, above further text it takes two."""
    name = any(phrases.name.fullmatch(block.text) for block in run)
    office = any(phrases.office.search(block.text) for block in run)
    date = any(phrases.date.fullmatch(block.text) for block in run)
    return name + office + date >= (1 if last else 2) and (last or len(run) > 1)


def _titled(blocks: Sequence[Block]) -> list[Block]:
    """Mark headings: short lines without a final stop that text follows, and lines in capitals."""
    first = _first_prose(blocks)
    out = list(blocks)
    for i, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH or len(block.text) > (_TITLE if i < first else _SHORT):
            continue
        follows = any(other.kind not in (BlockKind.ADVERT, BlockKind.SIGNATURE) for other in blocks[i + 1 : i + 2])
        if is_capitals(block.text) or (follows and not is_final(block.text)):
            out[i] = _of_kind(block, BlockKind.HEADING)
    return out
