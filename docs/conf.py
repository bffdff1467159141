"""How Sphinx builds the documentation: `make docs`."""

from tm import __version__

project = "tm"
author = "The tm authors"
copyright = "The tm authors, GPL-3.0-or-later"  # noqa: A001 - Sphinx's name
release = version = __version__

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
suppress_warnings = ["myst.xref_missing"]

html_theme = "furo"
html_title = f"tm {__version__}"
html_static_path: list[str] = []
