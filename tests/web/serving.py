"""A server in a thread, at a port of its own."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from tenderscan.web.app import Serving, make_app
from tenderscan.web.shelf import Shelf
from tenderscan.web.work import Work


@dataclass(frozen=True)
class Server:
    """Where it is, and what it keeps."""

    url: str
    shelf: Shelf

    def link(self, token: str) -> str:
        """The link that lets a browser in."""
        return f"{self.url}/?token={token}"


@contextmanager
def serving(work: Work, how: Serving) -> Iterator[Server]:
    """Serve while it is entered."""
    app = make_app(work, how)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", timeout_graceful_shutdown=2))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield Server(f"http://127.0.0.1:{listener.getsockname()[1]}", app.state.shelf)
        finally:
            server.should_exit = True
            thread.join(10)
