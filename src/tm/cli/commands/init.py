"""`tm init`: a new workspace."""

from __future__ import annotations

from pathlib import Path

import click

from tm import languages
from tm.errors import ExitCode, TmError
from tm.formats.files import write_atomically
from tm.messages import say
from tm.workspace import FILE, Folders, find, starting_config

_IGNORED = "/.tm/\n"


@click.command(epilog="Example: tm init --source en --targets az,ru")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--source", default=languages.USUAL_SOURCE.code, show_default=True, help="Language you translate from.")
@click.option("--targets", default="", help="Languages you translate into, with commas.  [default: all others]")
def command(*, folder: Path, source: str, targets: str) -> int:
    """Start a workspace in FOLDER (default: here): tm.toml, sources/, glossary/, locales/."""
    if (folder / FILE).exists():
        raise TmError(
            say("{folder} exists already.", folder=folder / FILE), hint=say("Edit it, or choose another folder.")
        )
    _refuse_inside(folder)
    from_language = languages.get(source).code
    wanted = targets.split(",") if targets else [code for code in languages.LANGUAGES if code != from_language]
    into = tuple(dict.fromkeys(languages.get(target.strip()).code for target in wanted))
    if from_language in into:
        raise TmError(
            say("{from_language!r} is source and target.", from_language=from_language),
            hint=say("Leave it out of --targets."),
        )
    names = Folders()
    for name in (names.sources, names.glossary, names.locales):
        (folder / name).mkdir(parents=True, exist_ok=True)
    write_atomically(folder / FILE, starting_config(from_language, into).encode())
    if not (folder / ".gitignore").exists():
        write_atomically(folder / ".gitignore", _IGNORED.encode())
    made = say(
        "{sources}/, {glossary}/, {locales}/ and .gitignore",
        sources=names.sources,
        glossary=names.glossary,
        locales=names.locales,
    )
    click.echo(say("Started a workspace: {folder}, {made}", folder=folder / FILE, made=made))
    click.echo(
        say(
            "Next: put a statement into {sources}/NAME/{from_language}.md, then run: tm build",
            sources=names.sources,
            from_language=from_language,
        )
    )
    return ExitCode.CLEAN


def _refuse_inside(folder: Path) -> None:
    """Raise `TmError` where the folder is inside a workspace: what is in it would belong to two."""
    try:
        root = find(folder.absolute().parent)
    except TmError:
        return
    raise TmError(
        say("{folder} is inside the workspace {root}.", folder=folder, root=root),
        hint=say("Choose a folder outside of it."),
    )
