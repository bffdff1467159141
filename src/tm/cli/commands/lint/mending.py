"""`tm lint --fix` and `--diff`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from tm.cli.console import styled
from tm.errors import ExitCode, FormatError
from tm.messages import say
from tm.operations.fix import Mended, mend_files, write
from tm.operations.lint import linter, load_glossary
from tm.workspace import Workspace


def mend(paths: Sequence[Path], workspace: Workspace, lang: str, *, write_them: bool) -> list[Mended]:
    """Return the files with corrections, written if that is wanted; name those that can't be mended."""
    checker = linter(load_glossary(workspace), workspace.config.lint)
    mended = []
    for one in mend_files(paths, workspace, checker, language=lang):
        if isinstance(one, FormatError):
            click.echo(styled(str(one), fg="yellow"), err=True)
            continue
        mended.append(one)
        if write_them:
            write(one)
    return mended


def show_diff(mended: Sequence[Mended]) -> int:
    """Print the corrections as a unified diff."""
    for one in mended:
        click.echo(one.diff(), nl=False)
    if not mended:
        click.echo(say("Nothing to mend."))
    return ExitCode.FINDINGS if mended else ExitCode.CLEAN
