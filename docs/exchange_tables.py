"""Makes the tables of `docs/exchange.md` from the code that reports losses: `python docs/exchange_tables.py`."""

from __future__ import annotations

import re
from pathlib import Path

from tm.formats import FORMATS
from tm.formats.loss import CONCEPT_FIELDS, UNIT_FIELDS, Fate, page
from tm.formats.toolkit import CARRIAGE
from tm.languages import LANGUAGES
from tm.operations.glossary_exchange import FORMATS as GLOSSARY_FORMATS
from tm.operations.profiles import PROFILES, Profile, tag_of

PAGE = Path(__file__).parent / "exchange.md"
_BLOCK = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def tables() -> dict[str, str]:
    """Return the tables by their names."""
    units = {known.name: known.carriage for known in FORMATS} | {"wordfast, qt, …": CARRIAGE}
    concepts = {known.name: known.carriage for known in GLOSSARY_FORMATS}
    return {"units": page(UNIT_FIELDS, units), "concepts": page(CONCEPT_FIELDS, concepts), "tools": _tools()}


def _tools() -> str:
    lines = ["| for | languages | reviewed | not reviewed | markup | neighbours in | not kept |", f"|{'---|' * 7}"]
    return "\n".join([*lines, *map(_tool, PROFILES)]) + "\n"


def _tool(profile: Profile) -> str:
    tags = ", ".join(f"`{tag_of(code, profile.form)}`" for code in LANGUAGES)
    others = dict.fromkeys(
        [*profile.others.values(), profile.unreviewed] if not profile.others else profile.others.values()
    )
    context = profile.context
    neighbours = ", ".join(f"`{name}`" for name in (context.before, context.after) if name) if context else ""
    lost = "; ".join(f"{name}: {one.how}" for name, one in profile.carriage.items() if one.fate is not Fate.KEPT)
    cells = (profile.name, tags, _files(profile.file), " ".join(map(_files, others)), profile.inline, neighbours, lost)
    return f"| {' | '.join(cells)} |"


def _files(name: str) -> str:
    return f"`{name.format(pair='en-az')}`"


def filled(text: str) -> str:
    """Return the page with its tables as the code has them now."""
    made = tables()
    return _BLOCK.sub(lambda block: f"{block[1]}\n{made[block[2]]}\n{block[3]}", text)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
