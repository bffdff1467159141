"""The processes of the server: one, or several on the same socket."""

from __future__ import annotations

import socket

import uvicorn
from uvicorn.supervisors import Multiprocess

_GRACE = 5
"""Seconds that requests get to end when the server is stopped."""
_LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        "tm.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "uvicorn.error": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}


def run(listening: socket.socket, workers: int) -> None:
    """Answer on a socket, in so many processes, until a signal ends it."""
    config = uvicorn.Config(
        "tm.server.app:from_environment",
        factory=True,
        workers=workers,
        access_log=False,
        log_level="warning",
        log_config=_LOGGING,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
        timeout_keep_alive=_GRACE,
    )
    with listening as sock:
        if workers == 1:
            uvicorn.Server(config).run([sock])
        else:
            Multiprocess(config, sockets=[sock]).run()
