"""`tenderscan serve`: the local page, until it is stopped."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from tenderscan.cli.refusals import refuse
from tenderscan.errors import MissingPartError
from tenderscan.options import CheckOptions

NEEDED = ("fastapi", "uvicorn", "python_multipart")


@dataclass(frozen=True)
class ServeRequest:
    """What the user asked of `serve`."""

    host: str
    port: int | None
    token: str | None
    names: tuple[str, ...]
    certificate: Path | None
    key: Path | None
    store: str | None
    open: bool
    quiet: bool
    minutes: float
    options: CheckOptions


def run_serve(request: ServeRequest) -> int:
    """Serve until stopped. Raises UsageError, and MissingPartError where what the page needs is not installed."""
    absent = [name for name in NEEDED if find_spec(name) is None]
    if absent:
        raise MissingPartError(
            f"the local page needs {', '.join(name.replace('_', '-') for name in absent)}, which is not installed.",
            'Install tenderscan with its extra "web": python -m pip install "<its folder or repository>[web]".',
        )
    refuse(request.options)
    from tenderscan.web.limits import Limits
    from tenderscan.web.serve import Address, Asked, serve

    def say(link: str) -> None:
        if not request.quiet:
            sys.stdout.write(f"{link}\n")
            sys.stdout.flush()

    address = Address(request.host, request.port, request.names, request.certificate, request.key)
    token = request.token or os.environ.get("TENDERSCAN_TOKEN") or None
    limits = replace(Limits(), idle=request.minutes * 60)
    serve(Asked(address, token, request.open, request.options, limits, request.store), say)
    return 0
