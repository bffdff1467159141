"""The glossary as other tools want it: which file carries what, and what gets lost on the way.

`FORMATS` is the table of them. What a format does with each field stands in its `Carriage`, from which both the report
of an export and the table in the documentation are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from tm import languages
from tm.errors import Place, TmError
from tm.formats import tables, tbx
from tm.formats.files import write_atomically
from tm.formats.glossaries import Pair, omegat, pairs_of, weblate
from tm.formats.loss import CONCEPT_FIELDS, KEPT, Carriage, Carried, Fate, Loss, losses
from tm.formats.standing import GOOD
from tm.glossary.rows import COLUMNS, rows
from tm.messages import say
from tm.model import Concept, Term
from tm.operations.glossary import codes, known_code
from tm.operations.lint import load_glossary
from tm.workspace import Workspace

APART = "forbidden"
"""What stands between the name and the suffix of a file of terms not to use: `terms.forbidden.tbx`."""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What an export should hold."""

    format: str = ""
    """A name in `FORMATS`; empty means what the file's suffix tells."""
    source: str = ""
    """The code of the language to translate from; empty means the workspace's source."""
    target: str = ""
    """The code of the other language; empty means all, or the only one where the format takes a pair."""
    style: str = "dca"
    """How TBX version 3 writes its categories: `dca`, `dct`."""


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What an export wrote."""

    files: tuple[Path, ...]
    format: str
    concepts: int
    """How many stand in the files."""
    terms: int
    losses: tuple[Loss, ...]


class _Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """An export in the making: its languages and the file."""

    source: str
    target: str
    """Empty for all languages."""
    style: str
    file: str

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages to write; none means all."""
        return (self.source, self.target) if self.target else ()


class GlossaryFormat(msgspec.Struct, frozen=True, kw_only=True):
    """A file format that carries concepts."""

    name: str
    suffixes: tuple[str, ...]
    carriage: Carriage
    serialize: Callable[[Sequence[Concept], _Wanted], bytes]
    pair: bool = False
    """True where a file has two languages and each line is a pair of terms."""
    apart: bool = False
    """True where terms not to use get a file of their own, because readers would offer them or hide their concept."""
    writable: Callable[[Pair], bool] = lambda _: True
    """Tells, of a format of pairs, which pairs it takes."""
    refusal: str = ""
    """Why it does not take the others."""


def _table(concepts: Sequence[Concept], wanted: _Wanted) -> bytes:
    return tables.serialize(COLUMNS, rows(concepts), wanted.file)


def _martif(concepts: Sequence[Concept], wanted: _Wanted) -> bytes:
    return _tbx(concepts, wanted, tbx.MARTIF)


def _tbx3(concepts: Sequence[Concept], wanted: _Wanted) -> bytes:
    return _tbx(concepts, wanted, tbx.DCT if wanted.style == "dct" else tbx.DCA)


def _tbx(concepts: Sequence[Concept], wanted: _Wanted, edition: tbx.Edition) -> bytes:
    data, refused = tbx.serialize(concepts, edition=edition, language=wanted.source, languages=wanted.languages)
    for fault in refused:
        raise TmError(fault.reason, place=fault.place, hint=say("Mend the glossary first: tm glossary check."))
    return data


def _pairs(concepts: Iterable[Concept], wanted: _Wanted) -> Iterator[Pair]:
    return (pair for concept in concepts for pair in pairs_of(concept, wanted.source, wanted.target))


def _omegat(concepts: Sequence[Concept], wanted: _Wanted) -> bytes:
    return omegat.serialize(_pairs(concepts, wanted))


def _weblate(concepts: Sequence[Concept], wanted: _Wanted) -> bytes:
    pairs, suffix = _pairs(concepts, wanted), Path(wanted.file).suffix.lower()
    if suffix == ".po":
        plural_forms = languages.get(wanted.target).plural_forms
        return weblate.catalog(pairs, language=wanted.target, plural_forms=plural_forms).encode()
    if suffix == ".tbx":
        return weblate.tbx(pairs, source=wanted.source, target=wanted.target)
    return tables.serialize(weblate.CSV_COLUMNS, weblate.csv_rows(pairs), wanted.file)


_TABLE: Carriage = {field.name: KEPT for field in CONCEPT_FIELDS}
_OVER = Carried(Fate.MAPPED, "a term whose time is over counts as deprecated")
_OMEGAT: Carriage = {
    "definition": Carried(Fate.MAPPED, "the comment"),
    "note": Carried(Fate.MAPPED, "the comment"),
    "admitted terms": Carried(Fate.MAPPED, "lines of their own"),
    "deprecated terms": Carried(Fate.MAPPED, "named in the comment, never offered"),
    "forbidden terms": Carried(Fate.MAPPED, "named in the comment, never offered"),
    "validity": _OVER,
    "term note": Carried(Fate.MAPPED, "the comment of a target"),
}
_WEBLATE: Carriage = {
    "id": Carried(Fate.MAPPED, "the context, with a number from the second pair on"),
    "definition": Carried(Fate.MAPPED, "the explanation or comment"),
    "note": Carried(Fate.MAPPED, "the explanation or comment"),
    "admitted terms": Carried(Fate.MAPPED, "strings of their own"),
    "deprecated terms": Carried(Fate.MAPPED, "flag forbidden; in CSV named in the comment"),
    "forbidden terms": Carried(Fate.MAPPED, "flag forbidden; in CSV named in the comment"),
    "validity": _OVER,
    "term note": Carried(Fate.MAPPED, "the explanation or comment of a target"),
}
_MARTIF: Carriage = {
    **tbx.CARRIAGE,
    "deprecated terms": Carried(Fate.MAPPED, f"in NAME.{APART}.tbx"),
    "forbidden terms": Carried(Fate.MAPPED, f"in NAME.{APART}.tbx, as deprecatedTerm-admn-sts and a note"),
}

FORMATS = (
    GlossaryFormat(name="csv", suffixes=(".csv",), carriage=_TABLE, serialize=_table),
    GlossaryFormat(name="tsv", suffixes=(".tsv",), carriage=_TABLE, serialize=_table),
    GlossaryFormat(name="xlsx", suffixes=(".xlsx",), carriage=_TABLE, serialize=_table),
    GlossaryFormat(name="tbx", suffixes=(".tbx", ".xml"), carriage=_MARTIF, serialize=_martif, apart=True),
    GlossaryFormat(name="tbx3", suffixes=(".tbx", ".xml"), carriage=tbx.CARRIAGE, serialize=_tbx3),
    GlossaryFormat(
        name="omegat",
        suffixes=(".utf8", ".txt"),
        carriage=_OMEGAT,
        serialize=_omegat,
        pair=True,
        writable=omegat.writable,
        refusal="OmegaT takes a line that begins with # for a comment",
    ),
    GlossaryFormat(
        name="weblate",
        suffixes=(".csv", ".po", ".tbx"),
        carriage=_WEBLATE,
        serialize=_weblate,
        pair=True,
        writable=weblate.writable,
        refusal="Weblate takes no term that begins with =, +, - or @",
    ),
)
"""All formats; where several have a suffix, the first of them is meant by it."""
CARRIAGES: Mapping[str, Carriage] = {one.name: one.carriage for one in FORMATS}
"""What each format does with each field of `CONCEPT_FIELDS`, for the table in the documentation."""


def omegat_glossary(concepts: Iterable[Concept], source: str, target: str) -> bytes:
    """Return OmegaT's text glossary for a pair of languages: the bytes of `glossary/*.utf8` in a project.

    Forbidden and deprecated terms are no lines of their own; the comment beside the preferred term names them.
    """
    return _omegat(tuple(concepts), _Wanted(source=source, target=target, style="", file=""))


def export_glossary(workspace: Workspace, file: Path, choice: Choice) -> Exported:
    """Write the glossary to a file, and beside it, where the format needs it, one of the terms not to use.

    :raises TmError: the format or a language is not known, the suffix does not fit, or there is nothing to write.
    """
    form = _format(choice.format, file)
    wanted = _Wanted(
        source=known_code(choice.source or workspace.source.code, workspace),
        target=_target(workspace, choice, form),
        style=choice.style,
        file=str(file),
    )
    concepts = [concept for one in load_glossary(workspace) if (concept := _in(wanted.languages, one)).terms]
    lost = [loss for concept in concepts for loss in _losses(concept, form, wanted)]
    parts = [part for part in _parts(concepts, form, wanted) if part[1]]
    if not parts:
        raise TmError(say("The glossary has no concept to write."), hint=say("See what it has: tm glossary check."))
    for path, held in parts:
        write_atomically(path, form.serialize(held, msgspec.structs.replace(wanted, file=str(path))))
    return Exported(
        files=tuple(path for path, _ in parts),
        format=form.name,
        concepts=len({concept.id for _, held in parts for concept in held}),
        terms=sum(len(concept.terms) for _, held in parts for concept in held),
        losses=tuple(lost),
    )


def _format(name: str, file: Path) -> GlossaryFormat:
    """Return the format asked for, or the one that the file's name tells."""
    suffix = file.suffix.lower()
    found = [one for one in FORMATS if (one.name == name if name else suffix in one.suffixes)]
    if not found:
        hint = say("Say --format; there are: {names}.", names=", ".join(CARRIAGES))
        raise TmError(say("The name does not tell the format."), place=Place(str(file)), hint=hint)
    if suffix not in found[0].suffixes:
        hint = say("Let its name end in {names}.", names=", ".join(found[0].suffixes))
        raise TmError(
            say("No reader of {name} looks for a file “{suffix}”.", name=name, suffix=suffix),
            place=Place(str(file)),
            hint=hint,
        )
    return found[0]


def _target(workspace: Workspace, choice: Choice, form: GlossaryFormat) -> str:
    """Return the second language, empty for all of them."""
    if choice.target:
        return known_code(choice.target, workspace)
    others = [code for code in codes(workspace) if code != (choice.source or workspace.source.code)]
    if form.pair and len(others) == 1:
        return others[0]
    if form.pair or choice.source:
        raise TmError(
            say("A file for {name} has two languages.", name=form.name),
            hint=say("Say the other one: --to {others}.", others=others[0]),
        )
    return ""


def _in(wanted: Sequence[str], concept: Concept) -> Concept:
    """Return a concept with the terms of these languages alone; with all of them where none are named."""
    if not wanted:
        return concept
    terms = tuple(term for term in concept.terms if term.language in wanted)
    return msgspec.structs.replace(concept, terms=terms)


def _is_good(term: Term) -> bool:
    return term.status_on(None) in GOOD


def _parts(concepts: Sequence[Concept], form: GlossaryFormat, wanted: _Wanted) -> Iterator[tuple[Path, list[Concept]]]:
    """Yield the files to write with what goes into each."""
    file = Path(wanted.file)
    if form.pair:
        concepts = [concept for concept in concepts if any(form.writable(pair) for pair in _pairs([concept], wanted))]
    if not form.apart:
        yield file, list(concepts)
        return
    yield file, [good for concept in concepts if (good := _only(concept, _is_good)).terms]
    yield (
        file.with_suffix(f".{APART}{file.suffix}"),
        [_bad(one, wanted) for one in concepts if not all(map(_is_good, one.terms))],
    )


def _only(concept: Concept, keep: Callable[[Term], bool]) -> Concept:
    return msgspec.structs.replace(concept, terms=tuple(term for term in concept.terms if keep(term)))


def _bad(concept: Concept, wanted: _Wanted) -> Concept:
    """Return a concept with the terms not to use, and with the source's preferred one, by which it is known."""
    anchor = concept.preferred(wanted.source)
    return _only(concept, lambda term: term is anchor or not _is_good(term))


def pair_losses(concepts: Iterable[Concept], name: str, source: str, target: str) -> Iterator[Loss]:
    """Yield what a format for two languages does not keep of these concepts."""
    form = next(known for known in FORMATS if known.name == name)
    wanted = _Wanted(source=source, target=target, style="", file="")
    for concept in concepts:
        yield from _losses(concept, form, wanted)


def _losses(concept: Concept, form: GlossaryFormat, wanted: _Wanted) -> Iterator[Loss]:
    """Yield what a format does not keep of a concept that has only the languages wanted."""
    if not form.pair:
        yield from losses(concept.id, concept, CONCEPT_FIELDS, form.carriage)
        return
    pairs = list(_pairs([concept], wanted))
    if not pairs:
        bare = next(code for code in wanted.languages if not any(map(_is_good, concept.in_language(code))))
        how = f"no term to use in {bare}"
        yield Loss(item=concept.id, field="concept", fate=Fate.LOST, value=concept.terms[0].text, how=how)
        return
    for pair in pairs:
        if not form.writable(pair):
            value = f"{pair.source} = {pair.target}"
            yield Loss(item=concept.id, field="pair", fate=Fate.LOST, value=value, how=form.refusal)
    for term in concept.in_language(wanted.source):
        if not _is_good(term):
            how = "a word list has only sources to use"
            yield Loss(item=concept.id, field=f"{term.status} terms", fate=Fate.LOST, value=term.text, how=how)
    paired = _only(concept, lambda term: term.language != wanted.source or _is_good(term))
    yield from losses(concept.id, paired, CONCEPT_FIELDS, form.carriage)
