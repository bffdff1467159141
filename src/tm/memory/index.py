"""The index over the texts of one language: signatures in memory-mapped files, and a tail of what came since.

Each file (`index/<language>-<row>.sig`) covers a range of the store's rows, so everything newer than the last file is
simply read from the store: a unit written a moment ago, here or in another process, is found by the next query. Files
are derived and replaced whole (written aside, flushed, renamed); one that is missing, torn, of another version, of
another memory or folded by other rules is made again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Protocol
from unicodedata import unidata_version

import numpy as np
from msgspec.structs import astuple
from numpy.typing import NDArray

from tm.language import Language
from tm.memory.shards import ASIDE, Draft, Shard, load, save
from tm.memory.signatures import Bounds, Pile, Table, bounds, containing, merge, sign, signature
from tm.memory.similarity import Prepared, prepare_normal

SHARD = 1 << 20
"""The most segments in one file."""
TAIL = 4096
"""The most segments that are left to the tail; more are written into a file."""
_FAR = 65_536
"""The most rows of other languages that a new process should have to pass by."""
_BATCH = 5000
_ABANDONED_SECONDS = 3600
_DEAD_SHARE = 0.2


class Rows(Protocol):
    """What the index needs of a store."""

    def texts(self, language: str, *, after: int = 0) -> Iterator[tuple[int, str]]:
        """Yield row and normalised text in a language, rows above `after` only, in their order."""
        ...

    def last_row(self) -> int:
        """Return the highest row ever given."""
        ...

    def removed(self) -> int:
        """Return how many rows were ever taken away."""
        ...


class Candidates(Protocol):
    """Something that names the segments worth scoring."""

    def candidates(self, asked: Prepared, threshold: int) -> Bounds:
        """Return all segments that may score `threshold` or more, with the most that each can score."""
        ...


class Index:
    """Finds the candidates for a text among those of one language."""

    def __init__(
        self, store: Rows, language: Language, *, folder: Path | None, identity: str, writing: bool = True
    ) -> None:
        """Take the store, and the folder for the files (None: none); `identity` tells memories apart.

        Where nothing may be written, files that are there are used and what they lack is kept in memory.
        """
        self._store = store
        self._language = language
        self._folder = folder
        self._writing = writing
        self._keys = (_digest(identity), _digest(_rules(language)))
        self._shards: list[Shard] | None = None
        self._tail = Shard(0, 0, 0, sign(()))

    def candidates(self, asked: Prepared, threshold: int) -> Bounds:
        """Return all segments that may score `threshold` or more, with the most that each can score."""
        sought = signature(asked)
        parts = [bounds(held, sought, threshold) for held in self._tables()]
        rows, scores, words = (np.concatenate(arrays) for arrays in zip(*map(astuple, parts), strict=True))
        return Bounds(rows, scores, words)

    def containing(self, letters: str, words: Sequence[str] = ()) -> NDArray[np.uint32]:
        """Return the rows, in rising order, of all segments that may contain these folded characters in one piece.

        `words` are words among them that certainly begin a word of the segment; they make the search faster.
        """
        return np.sort(np.concatenate([containing(held, letters, words) for held in self._tables()]))

    def _tables(self) -> list[Table]:
        """Return all tables, caught up with the store; never none."""
        self.refresh()
        return [shard.held for shard in [*(self._shards or ()), self._tail]]

    def refresh(self) -> None:
        """Catch up with the store. Cheap where nothing has changed; after an import it writes the files."""
        if self._shards is None:
            self._open()
        last = self._store.last_row()
        if last == self._tail.until:
            return
        new = list(islice(self._read(self._tail.until), TAIL + 1 - len(self._tail.held)))
        if len(self._tail.held) + len(new) > TAIL or last - self._tail.after > _FAR:
            self._extend()
        else:
            until = max(last, new[-1][0] if new else 0)
            self._tail = Shard(self._tail.after, until, 0, merge([self._tail.held, sign(new)]))

    def behind(self) -> int:
        """Return how many rows the store has, in any language, that stand in no file yet."""
        if self._shards is None:
            self._open()
        return self._store.last_row() - self._tail.after

    def __len__(self) -> int:
        """Return the number of segments in the index, those counted that were taken out of the store since."""
        return sum(len(shard.held) for shard in [*(self._shards or ()), self._tail])

    def _open(self) -> None:
        """Map the files that can be used, up to the first gap; too many dead rows in them spoil all of them."""
        shards: list[Shard] = []
        start, last, removed = 0, self._store.last_row(), self._store.removed()
        while (shard := self._load(start)) and start < shard.until <= last:
            shards.append(shard)
            start = shard.until
        dead = removed - min((shard.removed for shard in shards), default=removed)
        usable = dead <= max(TAIL, _DEAD_SHARE * sum(len(shard.held) for shard in shards))
        self._adopt(shards if usable else [])

    def _adopt(self, shards: list[Shard]) -> None:
        self._shards = shards
        covered = shards[-1].until if shards else 0
        self._tail = Shard(covered, covered, 0, sign(()))

    def _extend(self) -> None:
        """Read all that the files lack and write it: into the last file while it has room, then into new ones."""
        shards = list(self._shards or ())
        while not shards or shards[-1].until < self._store.last_row():
            grown = shards.pop() if shards and len(shards[-1].held) < SHARD else None
            start = shards[-1].until if shards else 0
            shards.append(self._save(self._grow(grown or Shard(start, start, self._store.removed(), sign(())))))
        self._adopt(shards)
        self._tidy()

    def _grow(self, shard: Shard) -> Draft:
        """Return the shard with what follows it in the store, until it is full."""
        last, full = self._store.last_row(), False
        pile = Pile(SHARD)
        pile.add(shard.held)
        stream = self._read(shard.until)
        while not full and (batch := list(islice(stream, min(_BATCH, SHARD - len(pile))))):
            pile.add(sign(batch))
            last, full = max(last, batch[-1][0]), len(pile) >= SHARD
            reached = batch[-1][0]
        return Draft(shard.after, reached if full else last, shard.removed, pile.sorted())

    def _read(self, after: int) -> Iterator[tuple[int, Prepared]]:
        texts = self._store.texts(self._language.code, after=after)
        prepared = ((row, prepare_normal(text, self._language)) for row, text in texts)
        return ((row, text) for row, text in prepared if text.normal)

    def _path(self, after: int) -> Path | None:
        return self._folder / f"{self._language.code}-{after}.sig" if self._folder else None

    def _load(self, after: int) -> Shard | None:
        path = self._path(after)
        return load(path, self._keys) if path else None

    def _save(self, draft: Draft) -> Shard:
        """Write the draft and return it mapped; where it can't be written it stays in memory: a look-up still works."""
        path = self._path(draft.after)
        if path and self._writing:
            with suppress(OSError):
                save(path, draft, self._keys)
                if shard := load(path, self._keys):
                    return shard
        return Shard(draft.after, draft.until, draft.removed, draft.held.table())

    def _tidy(self) -> None:
        """Remove files that follow no other any more, and what a killed process has left."""
        kept = {self._path(shard.after) for shard in self._shards or ()}
        for path in self._folder.glob(f"{self._language.code}-*") if self._folder and self._writing else ():
            if path not in kept and not (path.suffix == ASIDE and _young(path)):
                path.unlink(missing_ok=True)


def _young(path: Path) -> bool:
    """Tell whether another process may still be writing the file."""
    try:
        return time.time() - path.stat().st_mtime < _ABANDONED_SECONDS
    except OSError:
        return True


def _rules(language: Language) -> str:
    """Return what the signature of a text depends on beside the text."""
    return repr((sorted(language.lower.items()), sorted(language.equal.items()), unidata_version))


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()
