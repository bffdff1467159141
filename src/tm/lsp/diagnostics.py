"""Findings and errors as an editor shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types

from tm.errors import TmError
from tm.lint.finding import Finding, Severity
from tm.lsp.files import Placed
from tm.lsp.text import EditedText

SOURCE = "tm"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def diagnostics_of(found: Iterable[Placed], text: EditedText) -> list[types.Diagnostic]:
    """Return what was found in a text, its places as the editor counts them."""
    return [diagnostic_of(one, text) for one in found]


def diagnostic_of(placed: Placed, text: EditedText) -> types.Diagnostic:
    """Return one finding or error."""
    area, about = placed.area, placed.about
    where = text.range(area.line, area.column, area.end_line, area.end_column)
    if isinstance(about, Finding):
        severity = _SEVERITIES[about.severity]
        return types.Diagnostic(where, message_of(about), severity, code=about.code, source=SOURCE)
    return types.Diagnostic(where, _said(about), types.DiagnosticSeverity.Error, source=SOURCE)


def message_of(finding: Finding) -> str:
    """Return what is wrong and what to do, in one line."""
    return f"{_sentence(finding.message)} {finding.advice}".strip()


def problem_diagnostics(root: Path, problems: Iterable[TmError]) -> dict[str, list[types.Diagnostic]]:
    """Return the faults of `tm.toml` and the glossary by path; columns as in the file, which nobody need have open."""
    found: dict[str, list[types.Diagnostic]] = defaultdict(list)
    for error in problems:
        if error.place:
            line, column = max(error.place.line - 1, 0), max(error.place.column - 1, 0)
            where = types.Range(types.Position(line, column), types.Position(line, column + 1))
            made = types.Diagnostic(where, _said(error), types.DiagnosticSeverity.Error, source=SOURCE)
            found[str(root / error.place.file)].append(made)
    return dict(found)


def _said(error: TmError) -> str:
    return f"{_sentence(error.message)} {error.hint}".strip()


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
