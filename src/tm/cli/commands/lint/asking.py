"""`tm lint --explain` and `--print-config`: what rules there are, and which run here."""

from __future__ import annotations

import click

from tm.cli.console import table
from tm.errors import ExitCode, TmError
from tm.lint.pages import page_of
from tm.lint.policy import FAMILIES, Scope, meant
from tm.lint.rules import ALL, ELSEWHERE, OPT_IN
from tm.messages import say
from tm.operations.judging import policy_of
from tm.workspace import Workspace


def explain(code: str) -> int:
    """Print a rule's page, or the rules of a family, or for `all` every rule; `TmError` where there is none such."""
    family = "" if code == "all" else code.upper()
    if not family or family in FAMILIES:
        chosen = [rule for rule in ALL if rule.code.startswith(family)]
        click.echo(table([(rule.code, rule.slug, rule.severity, _remark(rule.code)) for rule in chosen]))
        return ExitCode.CLEAN
    found = next((rule for rule in ALL if code.lower() in {rule.code.lower(), rule.slug}), None)
    if found is None:
        close = meant(code)
        hint = say("Did you mean {close}?", close=close) if close else say("`tm lint --explain all` lists the rules.")
        raise TmError(say("there is no rule {code!r}.", code=code), hint=hint)
    page = page_of(found.code)
    click.echo(page or f"# {found.code} {found.slug}\n\n{found.summary}\n", nl=False)
    return ExitCode.CLEAN


def print_config(workspace: Workspace) -> int:
    """Print the rules with the severity that holds, then what differs by path."""
    policy = policy_of(workspace)
    severities = [policy.severity_of(rule) if policy.allows(rule.code, "") else say("off") for rule in ALL]
    rows = [
        (rule.code, rule.slug, severity, _remark(rule.code)) for rule, severity in zip(ALL, severities, strict=True)
    ]
    click.echo(table(rows, head=[say("rule"), say("name"), say("severity"), ""]))
    for scope in policy.scopes:
        click.echo(say("\nin {path}:\n{differences}", path=scope.path, differences=_differences(scope)))
    return ExitCode.CLEAN


def _remark(code: str) -> str:
    """Return what is special about a code: it must be selected, or another command reports it."""
    return say("opt-in") if code in OPT_IN else ELSEWHERE.get(code, "")


def _differences(scope: Scope) -> str:
    rows = [("  select", *scope.select), ("  ignore", *scope.ignore)]
    lines = [" ".join(row) for row in rows if len(row) > 1]
    lines += [f"  {code} {severity}" for code, severity in scope.severity.items()]
    return "\n".join(lines) or say("  nothing differs")
