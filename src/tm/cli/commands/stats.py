"""`tm stats`: what the memory holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from tm.cli.console import print_json, table
from tm.cli.options import JSON, WORKSPACE, workspace_at
from tm.errors import ExitCode
from tm.memory.store import Holding
from tm.messages import say
from tm.model import State
from tm.operations.memory import open_memory
from tm.workspace import STATE, Workspace

_MEGA = 1e6


@click.command(epilog="Example: tm stats")
@WORKSPACE
@JSON
def command(*, folder: Path, as_json: bool) -> int:
    """Say what the memory holds: units by memory, texts by language and state, and the room they take."""
    workspace = workspace_at(folder)
    with open_memory(workspace, lambda message: click.echo(message, err=True)) as store:
        memories, holdings = store.memories(), store.holdings()
    room = _room(workspace)
    if as_json:
        print_json({"memories": memories, "texts": holdings, "bytes": room})
    else:
        click.echo(_page(memories, holdings, room))
    return ExitCode.CLEAN


def _room(workspace: Workspace) -> dict[str, int]:
    """Return the bytes of the texts and of the index."""
    folder = workspace.root / STATE
    sizes = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    index = sum(size for path, size in sizes.items() if path.suffix == ".sig")
    texts = sum(size for path, size in sizes.items() if path.name.startswith(workspace.database.name))
    return {"texts": texts, "index": index}


def _page(memories: Mapping[str, int], holdings: Sequence[Holding], room: Mapping[str, int]) -> str:
    units = [(name, f"{count:,}") for name, count in memories.items()]
    units.append((say("together"), f"{sum(memories.values()):,}"))
    texts: dict[str, dict[State, int]] = defaultdict(lambda: defaultdict(int))
    characters: dict[str, int] = defaultdict(int)
    tagged: dict[str, int] = defaultdict(int)
    for one in holdings:
        texts[one.language][one.state] += one.texts
        characters[one.language] += one.characters
        tagged[one.language] += one.tagged
    states = [state for state in State if any(counts[state] for counts in texts.values())]
    rows = [
        (code, *(f"{counts[state]:,}" for state in states), f"{tagged[code]:,}", f"{characters[code]:,}")
        for code, counts in texts.items()
    ]
    blocks = [table(units, head=(say("Memory"), say("units")), right=[1])]
    if rows:
        blocks.append(
            table(
                rows, head=(say("Texts"), *states, say("with tags"), say("characters")), right=range(1, len(states) + 3)
            )
        )
    blocks.append(
        say(
            "Texts take {room:.1f} MB, the index {room2:.1f} MB.",
            room=room["texts"] / _MEGA,
            room2=room["index"] / _MEGA,
        )
    )
    return "\n\n".join([*blocks, say("Next: tm doctor looks for what is wrong in it.")])
