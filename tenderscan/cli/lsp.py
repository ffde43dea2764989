"""`tenderscan lsp`: the language server, over standard input and output."""

from __future__ import annotations

from importlib.util import find_spec

from tenderscan.errors import MissingPartError


def run_lsp() -> int:
    """Serve one editor. Raises MissingPartError where the library of the protocol is not installed."""
    if find_spec("pygls") is None:
        raise MissingPartError(
            "the language server needs pygls, which is not installed.",
            'Install tenderscan with its extra "lsp": python -m pip install "<its folder or repository>[lsp]".',
        )
    from tenderscan.lsp.server import serve

    serve()
    return 0
