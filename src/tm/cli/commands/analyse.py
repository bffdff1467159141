"""`tm analyse`: how much work a text is."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from tm import languages
from tm.cli.console import print_json, table
from tm.cli.options import JSON, NAMED, WORKSPACE, workspace_at
from tm.cli.report import counted
from tm.errors import ExitCode
from tm.language import Language
from tm.messages import say
from tm.operations.analyse import ROWS, Analysis, Count, analyse, texts_of, wanted
from tm.operations.many import Desk
from tm.operations.memory import concepts_of, criteria_of, open_memory
from tm.operations.naming import named, version_of

_HEAD = ("segments", "words", "characters")
_TOTAL = "total"
_BAR, _LINE, _LEFT, _WIDTH = 16, 22, 170, 720
"""Of the chart, in pixels."""
_COLOURS = (
    "#1a7f37",
    "#2da44e",
    "#57ab5a",
    "#7cc47f",
    "#a5d6a7",
    "#c5e1a5",
    "#e6d36c",
    "#e6b450",
    "#e0893e",
    "#8ca9d0",
    "#8b949e",
)


@click.command(epilog="Example: tm analyse sources/january-20-2026/en.md --to az")
@click.argument("files", metavar="FILES...", nargs=-1, required=True, type=NAMED)
@click.option("--from", "source", default="", help="Language of the texts.  [default: the workspace's source]")
@click.option("--to", "target", default="", help="Language of the translation.  [default: the first target]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json", "html"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@WORKSPACE
@JSON
def command(  # noqa: PLR0913 - one parameter an option
    *, files: tuple[Path, ...], source: str, target: str, form: str, folder: Path, as_json: bool
) -> int:
    """Count the segments, words and characters of Markdown, text and PO files by how well the memory knows them.

    The name of a statement stands for its version in the language of the texts.

    The rows add up to the total. 102 and 101 are equal texts in equal surroundings, repetitions are counted from the
    second time on, and an internal fuzzy match is similar to an earlier segment of the same files.
    """
    workspace = workspace_at(folder)
    pair = (
        languages.get(source) if source else workspace.source,
        languages.get(target) if target else _default_target(source, workspace.languages),
    )
    chosen = named(files, workspace, partial(version_of, language=pair[0]))
    texts = {workspace.shown(path): texts_of(path, pair[0], workspace.shown(path)) for path in chosen}
    concepts = concepts_of(workspace)
    with open_memory(workspace, lambda message: click.echo(message, err=True)) as store:
        desk = Desk(workspace, store, wanted(*pair), concepts)
        found = analyse(texts, desk, criteria=criteria_of(concepts, pair[0]))
    if as_json or form == "json":
        print_json(_as_json(found))
    else:
        click.echo({"text": _text, "csv": _csv, "html": _html}[form](found))
    return ExitCode.CLEAN


def _default_target(source: str, known: tuple[Language, ...]) -> Language:
    """Return the first target, or for texts in it the workspace's source."""
    return known[0] if known[1].code == source else known[1]


def _cells(count: Count) -> tuple[int, int, int]:
    return count.segments, count.words, count.characters


def _text(found: Analysis) -> str:
    words = max(1, found.total.words)
    rows = [
        (say(name), *(f"{cell:,}" for cell in _cells(count)), f"{100 * count.words / words:.1f} %")
        for name, count in (*found.rows.items(), (_TOTAL, found.total))
    ]
    head = (f"{found.source} → {found.target}", *map(say, _HEAD), say("of words"))
    files = counted(len(found.files), "file") + ". " if len(found.files) > 1 else ""
    following = files + say("Next: tm pretranslate fills the PO files with these matches.")
    return f"{table(rows, head=head, right=[1, 2, 3, 4])}\n{following}"


def _csv(found: Analysis) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("file", "band", *_HEAD))
    for name, counts in found.files.items():
        writer.writerows((name, row, *_cells(counts[row])) for row in ROWS)
    writer.writerows((_TOTAL, row, *_cells(count)) for row, count in found.rows.items())
    writer.writerow((_TOTAL, _TOTAL, *_cells(found.total)))
    return out.getvalue().removesuffix("\n")


def _as_json(found: Analysis) -> dict[str, object]:
    return {
        "source": found.source,
        "target": found.target,
        "files": found.files,
        "rows": found.rows,
        "total": found.total,
    }


def _html(found: Analysis) -> str:
    title = say("Analysis {source} → {target}", source=found.source, target=found.target)
    names = "".join(f"<li>{html.escape(name)}</li>" for name in found.files)
    head = "".join(f"<th>{one}</th>" for one in (say("Band"), *map(say, _HEAD)))
    return f"""\
<!DOCTYPE html>
<html>
<head><meta charset="utf-8"><title>{title}</title>
<style>
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 46rem; padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-bottom: 1px solid #d0d7de; padding: .25rem .5rem; text-align: right; }}
th:first-child, td:first-child {{ text-align: left; }}
tfoot {{ font-weight: bold; }}
</style></head>
<body>
<h1>{title}</h1>
<ul>{names}</ul>
{_chart(found.rows)}
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{"".join(_row(name, count) for name, count in found.rows.items())}</tbody>
<tfoot>{_row(_TOTAL, found.total).strip()}</tfoot>
</table>
</body>
</html>"""


def _row(name: str, count: Count) -> str:
    return f"<tr><td>{say(name)}</td>{''.join(f'<td>{cell}</td>' for cell in _cells(count))}</tr>\n"


def _chart(rows: Mapping[str, Count]) -> str:
    """Return the words of each row as a bar."""
    most = max((count.words for count in rows.values()), default=0) or 1
    bars = []
    for number, ((name, count), colour) in enumerate(zip(rows.items(), _COLOURS, strict=True)):
        top, width = number * _LINE, round((_WIDTH - _LEFT - 70) * count.words / most, 1)
        middle = top + _BAR - 4
        bars.append(
            f'<text x="{_LEFT - 8}" y="{middle}" text-anchor="end">{say(name)}</text>'
            f'<rect x="{_LEFT}" y="{top}" width="{width}" height="{_BAR}" fill="{colour}"/>'
            f'<text x="{_LEFT + width + 6}" y="{middle}">{count.words}</text>'
        )
    label = say("Words by band")
    return (
        f'<svg viewBox="0 0 {_WIDTH} {len(rows) * _LINE}" width="100%" role="img" aria-label="{label}" '
        f'font-size="13">{"".join(bars)}</svg>'
    )
