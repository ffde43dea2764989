"""A server without a network: its application, a client for programs and one for a browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="needs the extra web")
pytest.importorskip("httpx", reason="needs httpx")

from fastapi import FastAPI
from fastapi.testclient import TestClient

from tenderscan.options import CheckOptions
from tenderscan.web.app import Serving, make_app
from tenderscan.web.limits import Limits
from tenderscan.web.work import Work

TOKEN = "a-token-of-enough-letters"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
LIMITS = Limits(files=5, dossier=20_000_000, kept=60_000_000, silent=5.0)


@pytest.fixture(scope="session")
def work(cache: Path) -> Iterator[Work]:
    """A worker that all tests share."""
    worker = Work(CheckOptions(reader="words"))
    yield worker
    worker.close()


@pytest.fixture
def app(work: Work) -> FastAPI:
    """A server with nothing on its shelf."""
    return make_app(work, Serving(TOKEN, LIMITS, names=("buyers.example",)))


@pytest.fixture
def program(app: FastAPI) -> Iterator[TestClient]:
    """A program with the token."""
    with TestClient(app, base_url="http://127.0.0.1:8383", headers=BEARER) as client:
        yield client


def browser(app: FastAPI) -> TestClient:
    """A browser that opened the link."""
    client = TestClient(app, base_url="http://127.0.0.1:8383", headers={"X-Tenderscan": "page"})
    assert client.get("/", params={"token": TOKEN}).status_code == 200
    return client


def send(client: TestClient, *files: Path | tuple[str, bytes], **fields: str) -> dict[str, Any]:
    """Send a dossier."""
    named = [(f.name, f.read_bytes()) if isinstance(f, Path) else f for f in files]
    answer = client.post("/api/dossiers", files=[("files", each) for each in named], data=fields)
    assert answer.status_code == 202, answer.text
    return dict(answer.json())


def ended(client: TestClient, name: str, seconds: float = 120.0) -> dict[str, Any]:
    """The state of a dossier when nothing more is done on it."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        state = dict(client.get(f"/api/dossiers/{name}").json())
        if state["state"] not in ("waiting", "reading", "judging"):
            return state
        time.sleep(0.05)
    raise AssertionError(f"not done in {seconds} seconds")
