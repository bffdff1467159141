"""The REST API: what can be asked, in which shape, and what comes back.

Each endpoint is one value of `Endpoint`; routes, the checking of parameters and the OpenAPI description are made
from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tm import languages
from tm.errors import TmError
from tm.language import Language
from tm.memory.concordance import Hit
from tm.memory.lookup import Match
from tm.model import Concept, Term
from tm.operations.desk import Asked, Desk
from tm.server.answers import Refusal, as_json, body_of
from tm.server.shapes import (
    Concepts,
    ConceptsQuestion,
    Findings,
    FoundHit,
    FoundMatch,
    FoundTerm,
    Hits,
    LintQuestion,
    LookupQuestion,
    Matches,
    Nothing,
    Rendering,
    SearchQuestion,
    ShownConcept,
    ShownFinding,
    Statistics,
    Terms,
    TermsQuestion,
    TextCount,
)
from tm.server.threads import in_thread


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be asked, with GET and, where a text may be long, with POST."""

    path: str
    methods: tuple[str, ...]
    summary: str
    question: type[Any]
    answer: type[Any]
    example: Mapping[str, object]
    handler: Callable[[Desk, Any], object]


def _lookup(desk: Desk, question: LookupQuestion) -> Matches:
    source, target = _language(question.source, desk), _language(question.target, desk)
    if source is target:
        raise Refusal(404, "`from` and `to` are the same language.")
    asked = Asked(
        text=question.text,
        source=source,
        target=target,
        threshold=question.threshold,
        limit=question.limit,
        before=question.before,
        after=question.after,
    )
    return Matches([_match(match) for match in desk.lookup(asked)])


def _search(desk: Desk, question: SearchQuestion) -> Hits:
    wanted = [_language(question.source, desk)] if question.source else desk.workspace.languages
    found = desk.search(question.phrase, wanted, exact=question.exact, limit=question.limit)
    return Hits([_hit(hit) for hit in found])


def _terms(desk: Desk, question: TermsQuestion) -> Terms:
    hits = desk.terms(question.text, _language(question.source, desk))
    return Terms(
        [
            FoundTerm(
                start=hit.span.start,
                end=hit.span.end,
                text=question.text[hit.span.start : hit.span.end],
                certain=hit.certain,
                term=_term(hit.term),
                concept=_concept(hit.concept),
            )
            for hit in hits
        ]
    )


def _concepts(desk: Desk, question: ConceptsQuestion) -> Concepts:
    return Concepts([_concept(concept) for concept in desk.concepts_named(question.word)][: question.limit])


def _lint(desk: Desk, question: LintQuestion) -> Findings:
    source = None
    if question.source is not None:
        code = question.source_language or desk.workspace.source.code
        source = (question.source, _language(code, desk))
    found = desk.check(question.text, _language(question.language, desk), source=source)
    return Findings(
        [
            ShownFinding(
                code=one.code,
                slug=one.slug,
                severity=one.severity,
                start=one.span.start,
                end=one.span.end,
                message=one.message,
                advice=one.advice,
                replacement=one.replacement,
                concept=one.concept,
            )
            for one in found
        ]
    )


def _statistics(desk: Desk, _: Nothing) -> Statistics:
    held = desk.holdings()
    return Statistics(
        memories=held.memories,
        texts=[
            TextCount(
                memory=one.memory,
                language=one.language,
                state=one.state,
                texts=one.texts,
                characters=one.characters,
                tagged=one.tagged,
            )
            for one in held.texts
        ],
        concepts=held.concepts,
        languages=list(held.languages),
    )


_SOURCE = languages.USUAL_SOURCE.code
_OTHER = next(code for code in languages.LANGUAGES if code != _SOURCE)
_TEXT = "The Milli Majlis adopted the law."
ENDPOINTS: Sequence[Endpoint] = (
    Endpoint(
        path="/rest/lookup",
        methods=("GET", "POST"),
        summary="Has something like this been said before?",
        question=LookupQuestion,
        answer=Matches,
        example={"text": _TEXT, "from": _SOURCE, "to": _OTHER},
        handler=_lookup,
    ),
    Endpoint(
        path="/rest/search",
        methods=("GET", "POST"),
        summary="Where was a phrase said, in any of its forms?",
        question=SearchQuestion,
        answer=Hits,
        example={"phrase": "Milli Majlis"},
        handler=_search,
    ),
    Endpoint(
        path="/rest/terms",
        methods=("GET", "POST"),
        summary="Which terms of the glossary are in a text?",
        question=TermsQuestion,
        answer=Terms,
        example={"text": _TEXT, "from": _SOURCE},
        handler=_terms,
    ),
    Endpoint(
        path="/rest/concepts",
        methods=("GET",),
        summary="Which concepts have a word in a term?",
        question=ConceptsQuestion,
        answer=Concepts,
        example={"word": "majlis"},
        handler=_concepts,
    ),
    Endpoint(
        path="/rest/lint",
        methods=("POST",),
        summary="What is wrong with a text, or with a translation?",
        question=LintQuestion,
        answer=Findings,
        example={"text": _TEXT, "language": _SOURCE},
        handler=_lint,
    ),
    Endpoint(
        path="/rest/stats",
        methods=("GET",),
        summary="What does the memory hold?",
        question=Nothing,
        answer=Statistics,
        example={},
        handler=_statistics,
    ),
)


def routes(desk: Desk) -> list[Route]:
    """Return the routes of the API."""
    return [Route(one.path, _answering(one, desk), methods=list(one.methods)) for one in ENDPOINTS]


def _answering(endpoint: Endpoint, desk: Desk) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        question = await _question(request, endpoint.question)
        return as_json(await in_thread(lambda: endpoint.handler(desk, question)))

    return answer


async def _question(request: Request, shape: type[Any]) -> object:
    """Return the question of a request, from its body or from its address."""
    if request.method == "POST":
        return await body_of(request, shape)
    try:
        query = request.scope["query_string"].decode("ascii")
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict")
        return msgspec.convert(dict(pairs), shape, strict=False)
    except (UnicodeDecodeError, ValueError) as error:
        raise Refusal(400, f"The question can't be used: {error}.") from error


def _language(tag: str, desk: Desk) -> Language:
    """Return a language of the workspace; `Refusal` (404) for any other."""
    try:
        language = languages.get(tag)
    except TmError as error:
        raise Refusal(404, str(error)) from error
    known = desk.workspace.languages
    if language not in known:
        raise Refusal(404, f"The workspace has no {language.code}; it has {', '.join(one.code for one in known)}.")
    return language


def _match(match: Match) -> FoundMatch:
    return FoundMatch(
        score=match.score.total,
        words=round(match.score.words, 2),
        characters=round(match.score.characters, 2),
        explanation=match.score.explain(),
        source=match.source,
        target=match.target,
        state=match.state,
        origin=match.origin.statement,
        date=match.origin.date,
        unit=match.unit,
        memory=match.memory,
    )


def _hit(hit: Hit) -> FoundHit:
    return FoundHit(
        language=hit.language,
        text=hit.text,
        spans=[(span.start, span.end) for span in hit.spans],
        unit=hit.unit.id,
        memory=hit.memory,
        origin=hit.unit.origin.statement,
        translations={v.language: v.text for v in hit.unit.variants if v.language != hit.language},
    )


def _term(term: Term) -> Rendering:
    return Rendering(text=term.text, language=term.language, status=term.status, note=term.note)


def _concept(concept: Concept) -> ShownConcept:
    return ShownConcept(
        id=concept.id,
        subject=concept.subject,
        definition=concept.definition,
        note=concept.note,
        terms=[_term(term) for term in concept.terms],
    )
