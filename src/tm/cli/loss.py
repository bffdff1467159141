"""How a loss report looks on the terminal, the same in every command that writes another format."""

from __future__ import annotations

from collections.abc import Mapping

from tm.cli.console import styled, table
from tm.formats.loss import Fate
from tm.messages import say


def loss_table(losses: Mapping[tuple[str, Fate, str], int], *, listed: str = "") -> str:
    """Return what was lost and what became of the rest; `listed` is the file that has each single one."""
    if not losses:
        return styled(say("Everything was kept."), fg="green")
    rows = [(f"{count:,}", say(field), _became(fate, how)) for (field, fate, how), count in losses.items()]
    body = "\n".join("  " + line for line in table(rows, right=[0]).splitlines())
    where = say("{listed} has each of them.", listed=listed) if listed else say("--loss FILE.json lists each of them.")
    return say("Not kept as it was\n{body}\n{where}", body=body, where=where)


def _became(fate: Fate, how: str) -> str:
    return say(how) if fate is Fate.MAPPED else say("lost")
