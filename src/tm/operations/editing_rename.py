"""A term that gets another name, in the glossary and in every text that uses it, each form for the same form.

A rename is all or nothing: where one occurrence has no certain new form, the whole is refused with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from tm.errors import GlossaryError, Place, TmError
from tm.formats.po.escape import escape
from tm.glossary.load import load
from tm.glossary.toml_tree import quoted
from tm.lint.suggest import in_same_form
from tm.messages import say
from tm.model import Concept, Term, TermStatus
from tm.operations.editing_terms import Glossary
from tm.operations.editing_uses import Texts, Use, text_of, uses
from tm.workspace import Workspace

_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'")
_SHOWN = 3
"""Places that a refusal names."""


class Rename(msgspec.Struct, frozen=True):
    """A term and its new name."""

    concept: Concept
    term: Term
    name: str
    """The new dictionary form."""

    @property
    def renamed(self) -> Term:
        """The term as it will be."""
        return msgspec.structs.replace(self.term, text=self.name)


class FileEdit(msgspec.Struct, frozen=True, order=True):
    """A stretch of a file, from a place up to another, and what to put there."""

    place: Place
    end: Place
    text: str


Edits = Mapping[Path, Sequence[FileEdit]]


def rename(workspace: Workspace, glossary: Glossary, wanted: Rename, texts: Texts) -> Iterator[Edits | None]:
    """Yield None while it looks, last the edits of all files, in order.

    :raises TmError: the term can't be renamed, the glossary would refuse the new name, or an occurrence has no certain
        form of the new term.
    """
    check(wanted)
    found: dict[Path, list[FileEdit]] = {}
    path, edit = _in_glossary(workspace, wanted, texts)
    found[path] = [edit]
    stuck: list[Use] = []
    for use in uses(workspace, glossary, wanted.concept, texts):
        if use is None:
            yield None
        elif _is_of(use, wanted.term):
            form = _new_form(use, wanted)
            if form is None:
                stuck.append(use)
            else:
                found.setdefault(use.passage.path, []).append(FileEdit(use.place, use.end, form))
    if stuck:
        raise _refusal(stuck, wanted)
    yield {path: sorted(edits) for path, edits in found.items()}


def check(wanted: Rename) -> None:
    """Raise `TmError` for a term that can't be renamed by program, and for a name that is none."""
    term = wanted.term
    if not wanted.name.strip() or wanted.name != " ".join(wanted.name.split()):
        raise TmError(
            say("the new name is empty, or has spaces too many."), hint=say("Write the dictionary form of the term.")
        )
    if term.status in {TermStatus.FORBIDDEN, TermStatus.DEPRECATED}:
        hint = say("The quick fix writes the preferred term instead.")
        raise TmError(
            say("“{text}” is {status}; such a term has no new name.", text=term.text, status=term.status),
            place=term.place,
            hint=hint,
        )
    if term.forms or term.not_forms or term.derivations:
        hint = say("Change it there by hand, with its forms.")
        raise TmError(say("the glossary lists forms of “{text}” by hand.", text=term.text), place=term.place, hint=hint)


def _is_of(use: Use, term: Term) -> bool:
    hit = use.hit.term
    return use.hit.certain and (hit.text, hit.language) == (term.text, term.language)


def _new_form(use: Use, wanted: Rename) -> str | None:
    """Return what to write for an occurrence: the same form of the new term, with its capitals; None if unknown."""
    new = msgspec.structs.replace(wanted.renamed, status=TermStatus.PREFERRED)
    concept = msgspec.structs.replace(wanted.concept, terms=(new,))
    passage = use.passage
    form = in_same_form(use.hit, passage.text, passage.language, concept)
    return escape(form) if form and passage.path.suffix == ".po" else form


def _in_glossary(workspace: Workspace, wanted: Rename, texts: Texts) -> tuple[Path, FileEdit]:
    """Return the glossary's file and the edit there; `GlossaryError` where the file would no longer load."""
    place = wanted.term.place or Place("")
    path = workspace.root / place.file
    text = text_of(path, texts)
    lines = text.split("\n")
    written = _STRING.match(lines[place.line - 1], place.column - 1) if place.line <= len(lines) else None
    if written is None:
        raise GlossaryError(
            say("the term does not stand where it stood."), place=place, hint=say("Save the glossary first.")
        )
    new = quoted(wanted.name)
    line = lines[place.line - 1]
    lines[place.line - 1] = line[: written.start()] + new + line[written.end() :]
    codes = [language.code for language in workspace.languages]
    load("\n".join(lines), file=place.file, subject=path.stem, languages=codes)
    return path, FileEdit(place, Place(place.file, place.line, written.end() + 1), new)


def _refusal(stuck: Sequence[Use], wanted: Rename) -> TmError:
    """Return the error that names the first places where nobody can tell the new form."""
    shown = [f"“{use.passage.text[use.hit.span.start : use.hit.span.end]}” ({use.place})" for use in stuck[:_SHOWN]]
    more = say(" and {number} more", number=len(stuck) - _SHOWN) if len(stuck) > _SHOWN else ""
    message = say(
        "no certain form of “{name}” for {names}{more}. Nothing was changed.",
        name=wanted.name,
        names=", ".join(shown),
        more=more,
    )
    return TmError(message, hint=say("Change these by hand first, or choose a name with the same forms."))
