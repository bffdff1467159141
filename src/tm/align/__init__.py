"""Sentence alignment: which sentences of two or more versions of a text translate each other.

`align` takes one document, `align_all` a batch, from which it learns a lexicon first; `multilingual.join` makes one
set of groups of the pairwise alignments of several versions. Sentences are strings here; where they come from is not
known.
"""

from __future__ import annotations

from tm.align.aligner import align, align_all
from tm.align.evidence import Evidence, Structure

__all__ = ["Evidence", "Structure", "align", "align_all"]
