"""The local tenderscan server, as a client: finds it, starts it where it does not run, and asks it over HTTP.

Only Python's own library: it runs within LibreOffice.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from pathlib import Path

STARTS_IN = 60
"""Seconds in which a server that we start must answer."""

ENDS_IN = 600
"""Seconds in which a document must be read and judged."""


class ServerError(Exception):
    """Why the server did not do what it was asked: one sentence for the user, or "no-server"."""


def running_file():
    """Where a server of this user says its address and token (docs/api.md, "Who may ask")."""
    if os.environ.get("TENDERSCAN_RUNNING"):
        return Path(os.environ["TENDERSCAN_RUNNING"])
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Application Support"
    else:
        root = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return root / "tenderscan" / "serving.json"


class Server:
    """A server that answers."""

    def __init__(self, url, token):
        self.url, self._token = url.rstrip("/"), token

    def ask(self, path, data=None, kind="application/json", language=""):
        """The answer to a request, from JSON; None where it has no body. Raises ServerError."""
        request = urllib.request.Request(self.url + path, data=data)
        request.add_header("Authorization", "Bearer " + self._token)
        if language:
            request.add_header("Accept-Language", language)
        if data is not None:
            request.add_header("Content-Type", kind)
        try:
            with urllib.request.urlopen(request, timeout=ENDS_IN) as answer:
                body = answer.read()
        except urllib.error.HTTPError as error:
            raise ServerError(_detail(error)) from error
        except OSError as error:
            raise ServerError("no-server") from error
        return json.loads(body) if body else None

    def check(self, name, data, language=""):
        """Send a document and wait until it is judged: its id. Raises ServerError."""
        body, kind = _form(name, data)
        dossier = self.ask("/api/dossiers", body, kind, language)
        ends = time.monotonic() + ENDS_IN
        while dossier["state"] in ("waiting", "reading", "judging"):
            if time.monotonic() > ends:
                raise ServerError("too-slow")
            time.sleep(0.2)
            dossier = self.ask("/api/dossiers/" + dossier["id"], language=language)
        if dossier["state"] != "done":
            raise ServerError(dossier.get("fault") or "too-slow")
        return dossier["id"]

    def report(self, dossier):
        """The report of a dossier, as docs/reports.md has it."""
        return self.ask(f"/api/dossiers/{urllib.parse.quote(dossier)}/report?format=json")

    def changes(self, dossier, level="required"):
        """The clauses that it lacks, each with its place (docs/api.md)."""
        return self.ask(f"/api/dossiers/{urllib.parse.quote(dossier)}/changes?level={level}")["changes"]


def running():
    """The server that runs, or None."""
    try:
        said = json.loads(running_file().read_text("utf-8"))
        server = Server(said["url"], said["token"])
        with urllib.request.urlopen(server.url + "/api/health", timeout=2) as answer:
            known = json.load(answer).get("name") == "tenderscan"
    except (OSError, ValueError, KeyError, AttributeError):
        return None
    return server if known else None


def server():
    """The server that runs, else one that is started now. Raises ServerError where there is no tenderscan."""
    found = running()
    command = shutil.which("tenderscan")
    if found is None and command is not None:
        _start(command)
        ends = time.monotonic() + STARTS_IN
        while found is None and time.monotonic() < ends:
            time.sleep(0.5)
            found = running()
    if found is None:
        raise ServerError("no-server")
    return found


def _start(command):
    """Start a server that outlives this document; it shows no window and opens no browser."""
    hidden = {"creationflags": subprocess.CREATE_NO_WINDOW} if sys.platform == "win32" else {"start_new_session": True}
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        subprocess.Popen([command, "serve", "--no-browser"], **quiet, **hidden)
    except OSError as error:
        raise ServerError("no-server") from error


def _form(name, data):
    """A form with one file, and its media type."""
    edge = uuid.uuid4().hex
    shown = urllib.parse.quote(name, safe=" .-_")
    head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{shown}"\r\n'
    body = head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + data + b"\r\n--%s--\r\n" % edge.encode()
    return body, "multipart/form-data; boundary=" + edge


def _detail(error):
    try:
        return json.load(error)["detail"]
    except (ValueError, KeyError, TypeError):
        return f"HTTP {error.code}"
