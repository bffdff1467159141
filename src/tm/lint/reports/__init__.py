"""Findings as other programs read them, one format a module: values in, text out.

What people read on a terminal is the skin's own.
"""

from __future__ import annotations

from collections.abc import Callable

from tm.lint.reports.checkstyle import checkstyle
from tm.lint.reports.github import github
from tm.lint.reports.gitlab import gitlab
from tm.lint.reports.junit import junit
from tm.lint.reports.markdown import markdown
from tm.lint.reports.rdjson import rdjson
from tm.lint.reports.report import Remark, Report
from tm.lint.reports.sarif import sarif

__all__ = ["REPORTS", "Remark", "Report"]

REPORTS: dict[str, Callable[[Report], str]] = {
    "sarif": sarif,
    "github": github,
    "gitlab": gitlab,
    "junit": junit,
    "checkstyle": checkstyle,
    "rdjson": rdjson,
    "markdown": markdown,
}
"""The formats by name."""
