"""`tm glossary show`, `forms`, `explain` and `match`: what the glossary says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import click
import msgspec

from tm import languages
from tm.cli.commands.glossary.paradigm import grammatical, paradigm_text, possessive_forms
from tm.cli.console import WIDTH, print_json, print_json_line, styled
from tm.cli.options import JSON, JSONL, WORKSPACE, json_lines, maybe_workspace, workspace_at
from tm.errors import ExitCode, TmError
from tm.glossary.finder import TermFinder
from tm.language import Form, Language
from tm.messages import say
from tm.model import Concept, Term, TermStatus
from tm.operations.lint import load_glossary
from tm.text.normalize import fold

_COLOURS = {TermStatus.PREFERRED: "green", TermStatus.DEPRECATED: "yellow", TermStatus.FORBIDDEN: "red"}
_LANG = click.option("--lang", required=True, help="Language of the term.")


@click.command(epilog="Example: tm glossary show milli-majlis")
@click.argument("wanted", metavar="ID|TERM")
@WORKSPACE
@JSON
def show(*, wanted: str, folder: Path, as_json: bool) -> int:
    """Show the concepts with this id, or with this word in one of their terms."""
    workspace = workspace_at(folder)
    concepts = _matching(load_glossary(workspace), wanted, workspace.languages)
    if as_json:
        print_json([_concept_as_json(concept) for concept in concepts])
    elif concepts:
        places = [workspace.shown(Path(concept.place.file)) if concept.place else "" for concept in concepts]
        click.echo("\n\n".join(map(_card, concepts, places)))
    else:
        click.echo(say("No concept has {wanted!r}. To see what the texts call it: tm glossary extract", wanted=wanted))
    return ExitCode.CLEAN if concepts else ExitCode.FINDINGS


def _matching(concepts: Sequence[Concept], wanted: str, known: Sequence[Language]) -> list[Concept]:
    """Return the concept with this id, else those with a term of which this is a form, else those that contain it."""
    exact = [concept for concept in concepts if concept.id == wanted]
    return exact or _with_form(concepts, wanted, known) or _with_text(concepts, wanted, known)


def _with_form(concepts: Sequence[Concept], wanted: str, known: Sequence[Language]) -> list[Concept]:
    found: dict[str, Concept] = {}
    for language in known:
        for hit in TermFinder(concepts, language).find(wanted):
            if (hit.span.start, hit.span.end) == (0, len(wanted)):
                found[hit.concept.id] = hit.concept
    return list(found.values())


def _with_text(concepts: Sequence[Concept], wanted: str, known: Sequence[Language]) -> list[Concept]:
    by_code = {language.code: language for language in known}
    return [
        concept
        for concept in concepts
        if wanted.lower() in concept.id
        or any(fold(wanted, by_code[t.language]) in fold(t.text, by_code[t.language]) for t in concept.terms)
    ]


def _card(concept: Concept, file: str) -> str:
    line = f":{concept.place.line}" if concept.place else ""
    lines = [f"{styled(concept.id, bold=True)}  {styled(f'{concept.subject}, {file}{line}', dim=True)}"]
    lines += _wrapped(concept.definition, "  ") + _wrapped(concept.source, say("  Source: ")) + _terms(concept.terms)
    return "\n".join(lines + _wrapped(concept.note, say("  Note: ")))


def _wrapped(text: str, start: str) -> list[str]:
    return click.wrap_text(text, WIDTH - 2, start, " " * len(start)).splitlines() if text else []


def _terms(terms: Sequence[Term]) -> list[str]:
    """Return a line for each term, its source and note wrapped below it."""
    width = max(len(term.status) for term in terms) + max(len(term.language) for term in terms) + 6
    lines: list[str] = []
    for term in terms:
        status = styled(f"{term.status:{width - len(term.language) - 6}}", fg=_COLOURS.get(term.status, "white"))
        lines.append(f"  {term.language}  {status}  {term.text}")
        source = say("Source: {source}", source=term.source) if term.source else ""
        lines += [styled(line, dim=True) for text in (source, term.note) for line in _wrapped(text, " " * width)]
    return lines


def _concept_as_json(concept: Concept) -> dict[str, object]:
    return {
        "id": concept.id,
        "subject": concept.subject,
        "definition": concept.definition,
        "source": concept.source,
        "note": concept.note,
        "terms": [_term_as_json(term) for term in concept.terms],
    }


def _term_as_json(term: Term) -> dict[str, object]:
    said = {"language": term.language, "status": term.status, "text": term.text}
    return said | {"gender": term.gender, "source": term.source, "note": term.note}


# --- forms


@click.command(epilog='Example: tm glossary forms "Ümumxalq Hüzn Günü" --lang az')
@click.argument("text", metavar="TERM")
@_LANG
@click.option("--possessives", is_flag=True, help="Also the possessed forms: my, your, his.")
@WORKSPACE
@JSON
def forms(*, text: str, lang: str, possessives: bool, folder: Path, as_json: bool) -> int:
    """Print the forms of a term as a table: cases down, numbers across.

    A term of the glossary is inflected as the glossary says there; any other as a noun.
    """
    language = languages.get(lang)
    term = _glossary_term(text, language, folder)
    paradigm = language.morphology().paradigm(term)
    owned = possessive_forms(term, paradigm, language) if possessives else {}
    if as_json:
        every = [*paradigm, *(form for forms_ in owned.values() for form in forms_)]
        print_json([{"features": form.features, "text": form.text} for form in every])
        return ExitCode.CLEAN
    click.echo(paradigm_text(paradigm))
    for name, forms_ in owned.items():
        click.echo(f"\n{styled(name, bold=True)}\n{paradigm_text(forms_)}")
    if possessives and not owned:
        click.echo(say("\nThere are no possessed forms of “{text}”.", text=term.text))
    return ExitCode.CLEAN


def _glossary_term(text: str, language: Language, folder: Path) -> Term:
    """Return the term as the glossary has it, a plain noun where it doesn't."""
    if not text.strip():
        raise TmError(say("an empty term."), hint=say("Name a term."))
    workspace = maybe_workspace(folder)
    concepts = load_glossary(workspace) if workspace else ()
    there = [term for concept in concepts for term in concept.in_language(language.code)]
    same = (term for term in there if fold(term.text, language) == fold(text, language))
    return next(same, Term(text=text, language=language.code))


# --- explain


class Explained(msgspec.Struct, frozen=True):
    """One way to read a form."""

    form: Form
    term: Term
    """What it is a form of: a term of the glossary, a word of one, or the term that was named."""
    owner: Term | None
    """The glossary's term that holds the word, or is the term; None where the term was named."""
    concept: Concept | None


@click.command(epilog='Example: tm glossary explain "Milli Məclisindən" --lang az')
@click.argument("form")
@_LANG
@click.option("--term", default="", help="Explain it as a form of this term, whatever the glossary says.")
@WORKSPACE
@JSON
def explain(*, form: str, lang: str, term: str, folder: Path, as_json: bool) -> int:
    """Say which terms of the glossary a word or phrase is a form of, and how the form is made.

    A word that is no term by itself is explained as a form of a word in one.
    """
    language = languages.get(lang)
    found = _of_term(form, term, language) if term else _of_glossary(form, language, folder)
    if as_json:
        print_json([_explained_as_json(one) for one in found])
    elif found:
        click.echo("\n".join(map(_explained, found)))
    else:
        click.echo(_not_explained(form, term, language))
    return ExitCode.CLEAN if found else ExitCode.FINDINGS


def _not_explained(form: str, term: str, language: Language) -> str:
    if term:
        return say(
            "“{form}” is no form of “{term}”. To see them: tm glossary forms {term!r} --lang {code}",
            form=form,
            term=term,
            code=language.code,
        )
    return say(
        "The glossary has no term in {code!r} with the form “{form}”. Name its dictionary form: --term …",
        code=language.code,
        form=form,
    )


def _of_term(form: str, text: str, language: Language) -> list[Explained]:
    term = Term(text=text, language=language.code)
    return [Explained(reading, term, None, None) for reading in language.morphology().analyse(term, form)]


def _of_glossary(form: str, language: Language, folder: Path) -> list[Explained]:
    concepts = load_glossary(workspace_at(folder))
    terms = [(concept, term) for concept in concepts for term in concept.in_language(language.code)]
    morphology = language.morphology()
    whole = [
        Explained(reading, term, term, concept) for concept, term in terms for reading in morphology.analyse(term, form)
    ]
    return whole or list(_of_parts(form, terms, language))


def _of_parts(form: str, terms: Iterable[tuple[Concept, Term]], language: Language) -> Iterator[Explained]:
    """Yield the readings of a form as words inside a term, each word once, with the first term that has it."""
    seen: set[str] = set()
    length = len(form.split())
    for concept, term in terms:
        words = term.text.split()
        for start in range(len(words) - length + 1):
            part = Term(text=" ".join(words[start : start + length]), language=language.code)
            if len(words) > length and fold(part.text, language) not in seen:
                seen.add(fold(part.text, language))
                for reading in language.morphology().analyse(part, form):
                    yield Explained(reading, part, term, concept)


def _explained(one: Explained) -> str:
    features = ", ".join(grammatical(feature.replace("-", " ")) for feature in one.form.features)
    of = say("{features} of {term}", features=features, term=one.term.text)
    if one.owner and one.concept:
        inside = say("a word of {text}, ", text=one.owner.text) if one.owner is not one.term else ""
        of += f" ({inside}{one.owner.status}, {one.concept.id})"
    return f"{styled(one.form.text, bold=True)} = {_steps(one.form.steps) or one.form.text}\n  {of}"


def _steps(steps: Sequence[str]) -> str:
    """Return how a form is made: the word it is made from, then what is added, with its name, or what changes."""
    told = [*steps[:1], *map(_step, steps[1:])]
    return "".join(f" {step}" if step.startswith("+") else f", {step}" for step in told).removeprefix(", ")


def _step(step: str) -> str:
    """Return a step with its grammatical name as one says it: `+dən ablative`; a change of letters stays: `k → y`."""
    if "→" in step:
        return step
    added, space, name = step.partition(" ") if step.startswith("+") else ("", "", step)
    return f"{added}{space}{grammatical(name)}"


def _explained_as_json(one: Explained) -> dict[str, object]:
    return {
        "concept": one.concept.id if one.concept else None,
        "term": one.owner.text if one.owner else one.term.text,
        "status": one.owner.status if one.owner else None,
        "word": one.term.text,
        "form": one.form.text,
        "features": one.form.features,
        "steps": one.form.steps,
    }


# --- match


class Line(msgspec.Struct):
    """One line of the filter's input."""

    term: str
    text: str


@click.command(epilog='Example: echo \'{"term": "ada", "text": "adalardan"}\' | tm glossary match --lang az --jsonl')
@_LANG
@JSONL
def match(*, lang: str, jsonl: bool) -> int:
    """Find a term in a text, whatever the glossary says: {"term", "text"} lines in, {"spans": [[0, 12]]} lines out.

    A span counts code points from 0; its end is exclusive.
    """
    if not jsonl:
        raise click.UsageError(say("match is a filter: use it with --jsonl."))
    language = languages.get(lang)

    @lru_cache(maxsize=1024)
    def finder(term: str) -> TermFinder:
        return TermFinder((_lone_concept(term, language),), language)

    for line in json_lines(Line):
        hits = finder(line.term).find(line.text)
        print_json_line({"spans": [[hit.span.start, hit.span.end] for hit in hits if hit.certain]})
    return ExitCode.CLEAN


def _lone_concept(term: str, language: Language) -> Concept:
    if not term.strip():
        raise TmError(say("an empty term."), hint=say("Give each line a term."))
    return Concept(id=term, subject="", terms=(Term(text=term, language=language.code),))


COMMANDS = {"show": show, "forms": forms, "explain": explain, "match": match}
