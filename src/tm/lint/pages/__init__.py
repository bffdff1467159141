"""The rules' pages: what each checks, why, with a bad and a good example and how often it is wrong."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def page_of(code: str) -> str:
    """Return the page of a rule as Markdown, empty where it has none."""
    path = files(__name__).joinpath(f"{code}.md")
    return path.read_text(encoding="utf-8") if path.is_file() else ""
