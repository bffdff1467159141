"""What the benchmarks share: counting hits, and printing rows."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


def installed(name: str) -> ModuleType | None:
    """Return a package, None where it is not installed."""
    return import_module(name) if find_spec(name) else None


def scores(hits: float, false: float, missed: float) -> tuple[float, float, float]:
    """Return precision, recall and F1 in percent; nothing found and nothing there is perfect."""
    precision = hits / (hits + false) if hits + false else 1.0
    recall = hits / (hits + missed) if hits + missed else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return 100 * precision, 100 * recall, 100 * f1


def print_scores(label: str, found: tuple[float, float, float], rate: float, unit: str) -> None:
    """Print one row: a tool, its precision, recall and F1, and how much it did in a second."""
    precision, recall, f1 = found
    print(f"  {label:12} P {precision:6.2f}  R {recall:6.2f}  F1 {f1:6.2f}  {rate:10,.0f} {unit}/s", flush=True)


Method = Callable[[list[tuple[str, str]]], list[bool]]
"""Answers pairs of term and text with yes or no."""
