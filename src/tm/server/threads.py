"""Work that would hold up the event loop, done in a few threads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import anyio.to_thread
from anyio.lowlevel import RunVar

T = TypeVar("T")
_THREADS = 4
_limiter: RunVar[anyio.CapacityLimiter] = RunVar("tm.server.limiter")


async def in_thread(work: Callable[[], T]) -> T:
    """Return what a function returns, called in a thread; the caller may give up waiting for it."""
    limiter = _limiter.get(None)
    if limiter is None:
        limiter = anyio.CapacityLimiter(_THREADS)
        _limiter.set(limiter)
    return await anyio.to_thread.run_sync(work, abandon_on_cancel=True, limiter=limiter)
