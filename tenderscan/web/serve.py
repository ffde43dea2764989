"""Serving: takes an address and a token, runs the server, opens the browser, tells other programs."""

from __future__ import annotations

import ipaddress
import json
import os
import secrets
import socket
import sys
import threading
import urllib.request
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import platformdirs
import uvicorn

from tenderscan.errors import UsageError
from tenderscan.options import CheckOptions
from tenderscan.web.app import Serving, make_app
from tenderscan.web.limits import Limits
from tenderscan.web.work import Work

if TYPE_CHECKING:
    from tenderscan.audit.store.open import Store

PORT = 8383
"""The port where nothing else is asked for; where it is taken, any free one."""

SHORTEST_TOKEN = 16


@dataclass(frozen=True)
class Address:
    """Where to serve: host, port (0: any free one), names it may be called by, and files of a certificate and key."""

    host: str = "127.0.0.1"
    port: int | None = None
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


@dataclass(frozen=True)
class Asked:
    """What `tenderscan serve` was asked."""

    address: Address = field(default_factory=Address)
    token: str | None = None
    open: bool = True
    options: CheckOptions = field(default_factory=CheckOptions)
    limits: Limits = field(default_factory=Limits)
    store: str | None = None


def serve(asked: Asked, say: Callable[[str], None]) -> None:
    """Serve until stopped. Raises UsageError where that cannot be, and RuleError as a Checker does.

    `say` is told the address, with the token, once the server answers.
    """
    address = asked.address
    if not address.local and asked.token is None:
        raise UsageError(
            "to serve other machines, a token is required.",
            "Give one of sixteen letters or more with --token, or in the environment as TENDERSCAN_TOKEN.",
        )
    if asked.token is not None and len(asked.token) < SHORTEST_TOKEN:
        raise UsageError("the token is too short.", "Give sixteen letters or more.")
    token = asked.token or secrets.token_urlsafe(24)
    running = running_server() if address.local and address.port is None and asked.token is None else None
    if running is not None:
        link = f"{running['url']}/?token={quote(running['token'])}"
        say(f"tenderscan serves already: {link}")
        if asked.open:
            webbrowser.open(link)
        return
    with _listening(address) as listener:
        _serve(asked, token, listener, say)


def _serve(asked: Asked, token: str, listener: socket.socket, say: Callable[[str], None]) -> None:
    address = asked.address
    url = _url(address, listener.getsockname()[1])
    # Read before the port answers: a rule file that is wrong is reported at once.
    work = Work(asked.options, asked.limits.read)
    store = _store(asked.store)
    try:
        names = (*address.names, socket.gethostname(), address.host)
        server: uvicorn.Server | None = None

        def stop() -> None:
            if server is not None:
                server.should_exit = True

        serving = Serving(token, asked.limits, names, store, stop if address.local else None)
        config = uvicorn.Config(
            make_app(work, serving),
            log_level="warning",
            access_log=False,  # what is asked for is nobody's business
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=2,
            ssl_certfile=address.certificate,
            ssl_keyfile=address.key,
            ws="none",
        )
        server = uvicorn.Server(config)
        threading.Thread(target=work.warm, daemon=True, name="warm").start()
        link = f"{url}/?token={quote(token)}"
        say(link)
        told = _tell(url, token) if address.local else None
        if asked.open:
            threading.Timer(0.5, webbrowser.open, (link,)).start()
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            # uvicorn has ended in order, and hands the signal on.
            pass
        finally:
            if told is not None:
                with suppress(OSError):
                    told.unlink()
    finally:
        work.close()
        if store is not None:
            store.close()


def _store(url: str | None) -> Store | None:
    """The store of an audit. Raises MissingPartError and StoreError."""
    if url is None:
        return None
    from tenderscan.audit.extras import need

    need("audit")
    from tenderscan.audit.store.open import open_store

    return open_store(url)


def _listening(address: Address) -> socket.socket:
    """A socket at the address. Raises UsageError where there is none to be had."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    ports = [address.port] if address.port is not None else [PORT, 0]
    reason = ""
    for port in ports:
        listener = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address.host, port))
            listener.listen(128)
            return listener
        except OSError as error:
            listener.close()
            reason = (error.strerror or "an error").lower()
    raise UsageError(
        f"{address.host} cannot be served at port {ports[-1]} ({reason}).", "Choose another --host or --port."
    )


def _url(address: Address, port: int) -> str:
    host = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}.get(address.host, address.host)
    scheme = "https" if address.certificate is not None else "http"
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def running_file() -> Path:
    """The file in which a server of this user tells other programs where it is: url, token and process id, in JSON."""
    named = os.environ.get("TENDERSCAN_RUNNING")
    return Path(named) if named else Path(platformdirs.user_state_dir("tenderscan", appauthor=False)) / "serving.json"


def running_server() -> dict[str, str] | None:
    """The url and token of a server of this user that answers; None where there is none."""
    try:
        told = json.loads(running_file().read_text("utf-8"))
        url, token = str(told["url"]), str(told["token"])
        # Something that the token opens: another server may have taken the port of one that was killed.
        asked = urllib.request.Request(f"{url}/api/cpv?q=", headers={"Authorization": f"Bearer {token}"})
        # Never by a proxy that the environment names: it is this machine, and the token stays here.
        here = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with here.open(asked, timeout=5) as answer:
            found = json.load(answer)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return {"url": url, "token": token} if found == [] else None


def _tell(url: str, token: str) -> Path | None:
    """Write the file for other programs of this user, which nobody else may read; None where the disk is full."""
    file = running_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            file.unlink()
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump({"url": url, "token": token, "process": os.getpid()}, out)
    except OSError:
        return None
    return file
