"""How a server runs, and what its limits are."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import msgspec

from tm.errors import TmError

LONGEST_TEXT = 10_000
"""Code points of a text that is looked up or checked."""
LARGEST_BODY = 8 << 20
"""Bytes of a request."""
SECONDS = 10.0
"""What an answer may take."""
_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line says."""

    root: Path
    """The workspace."""
    host: str = "127.0.0.1"
    port: int = 8888
    token: str = ""
    """What a client must know to write, and to ask from another machine; none means nobody can."""
    allow_writes: bool = False
    """True where clients on this machine may write without a token."""
    hosts: tuple[str, ...] = ()
    """Other names under which clients may reach the server."""
    rate: float = 200.0
    """Requests a second and client; 0 for no limit."""
    access_log: bool = True

    @property
    def local(self) -> bool:
        """True where only programs on this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def names(self) -> frozenset[str]:
        """The names of the server that a request may use; addresses may always be used."""
        return frozenset(name.lower() for name in (*_LOCAL_NAMES, self.host, *self.hosts))

    def check(self) -> None:
        """Raise `TmError` where the settings would open the memory to strangers."""
        if not self.local and not self.token:
            hint = "Put a token into a file and name it with --token-file, or listen on 127.0.0.1."
            raise TmError(f"{self.host} can be reached from other machines, so a token is needed.", hint=hint)
        if not self.local and self.allow_writes:
            hint = "Leave --allow-writes out: who sends the token may write."
            raise TmError(f"--allow-writes is for this machine alone, not for {self.host}.", hint=hint)


def is_loopback(host: str) -> bool:
    """Tell whether an address is this machine's own; a name other than `localhost` is taken for a foreign one."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
