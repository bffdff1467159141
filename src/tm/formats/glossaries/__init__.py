"""Word lists of other tools: two languages, one line a pair of terms.

A concept has many terms in many languages; a word list has pairs. `pairs` turns the one into the other and back, and
each tool's file has a module of its own: `omegat`, `weblate`.
"""

from tm.formats.glossaries.pairs import Pair, concepts_of, pairs_of

__all__ = ["Pair", "concepts_of", "pairs_of"]
