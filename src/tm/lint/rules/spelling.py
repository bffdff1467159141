"""TM107: the glossary's terms in wrong spellings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import msgspec

from tm.lint.finding import Severity
from tm.lint.rule import Case, Fault, Side, Trigger
from tm.lint.suggest import with_capitals
from tm.messages import say


class MisspeltTerm(msgspec.Struct, frozen=True):
    """TM107. A term without its diacritics, with letters of another alphabet, or run together."""

    code: str = "TM107"
    slug: str = "misspelt-term"
    severity: Severity = Severity.ERROR
    summary: str = "Words look like a glossary term and are spelt in another way."
    trigger: ClassVar[Trigger] = Trigger(side=Side.TARGET, test=lambda where, piece: where.misspells_term(piece))

    def check(self, case: Case) -> Iterator[Fault]:
        """Report each suspect that no term, good or bad, explains."""
        for suspect in case.misspelt():
            found = case.target.text[suspect.span.start : suspect.span.end]
            form = with_capitals(suspect.form, found, case.target.language) if suspect.form else None
            yield Fault(
                span=suspect.span,
                message=say(
                    "“{names}” looks like “{text}” and is spelt differently.",
                    names=" ".join(found.split()),
                    text=suspect.term.text,
                ),
                advice=say("Write “{value}”.", value=form or suspect.term.text),
                replacement=form,
                concept=suspect.concept.id,
            )
