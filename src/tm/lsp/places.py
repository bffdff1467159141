"""Files by the names that an editor gives them."""

from __future__ import annotations

import os
from pathlib import Path

from pygls.uris import from_fs_path, to_fs_path


def path_of(uri: str) -> Path:
    """Return the absolute path of a file; for what is no file (an unsaved text) a path that does not exist."""
    found = to_fs_path(uri)
    return Path(os.path.abspath(found or uri.replace(":", "/")))  # noqa: PTH100 - resolve() would follow links


def uri_of(path: Path) -> str:
    """Return the URI of a file."""
    return from_fs_path(str(path)) or path.as_uri()
