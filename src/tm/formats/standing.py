"""Which term of a language is preferred, for files of tools that leave it open or prefer several."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tm.model import Term, TermStatus
from tm.text.normalize import normalize

GOOD = (TermStatus.PREFERRED, TermStatus.ADMITTED)
"""The terms a translator may use."""


def with_one_preferred(terms: Iterable[Term]) -> list[Term]:
    """Return the terms of one language without doubles; the first preferred, else the first admitted one is preferred.

    Nothing becomes preferred where every term is one not to use.
    """
    kept: dict[str, Term] = {}
    for term in terms:
        kept.setdefault(normalize(term.text), term)
    good = [term for term in kept.values() if term.status in GOOD]
    best = next((term for term in good if term.status is TermStatus.PREFERRED), good[0] if good else None)
    return [_ranked(term, best) for term in kept.values()]


def _ranked(term: Term, best: Term | None) -> Term:
    if term.status not in GOOD:
        return term
    status = TermStatus.PREFERRED if term is best else TermStatus.ADMITTED
    return msgspec.structs.replace(term, status=status)
