"""What clients, files and machines may do wrong: twenty at once, broken off, a killed reader, a full disk."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import psutil
import pytest

from tenderscan.check import Checker
from tenderscan.cli import run as command
from tenderscan.reports.json import as_data
from tenderscan.sources.dossier.file import SourceFile
from tenderscan.web.app import Serving
from tenderscan.web.serve import running_server
from tenderscan.web.work import Work
from tests.sources.pdf_files import many_pages
from tests.web.conftest import BEARER, LIMITS, TOKEN
from tests.web.serving import Server, serving

pytestmark = pytest.mark.slow

AT_ONCE = 20
CLAUSES = (
    "De opdrachtnemer betaalt een leefbaar loon en legt elk jaar een auditverslag voor.",
    "De opdrachtnemer leeft de IAO-basisconventies na en bezorgt een attest.",
    "De gemeente hecht belang aan eerlijke handel.",
    "Het papier bestaat voor minstens 80 procent uit gerecycleerde vezels, met een attest.",
)


@pytest.fixture(scope="module")
def server(work: Work) -> Iterator[Server]:
    with serving(work, Serving(TOKEN, replace(LIMITS, silent=1.0))) as running:
        yield running


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, headers=BEARER, timeout=60) as found:
        yield found


def judged(client: httpx.Client, name: str, data: bytes, seconds: float = 120) -> dict[str, object]:
    """The report on a file that is sent."""
    sent = client.post("/api/dossiers", files={"files": (name, data)})
    assert sent.status_code == 202, sent.text
    place = f"/api/dossiers/{sent.json()['id']}"
    ends = time.monotonic() + seconds
    while (state := client.get(place).json())["state"] in ("waiting", "reading", "judging"):
        assert time.monotonic() < ends
        time.sleep(0.1)
    assert state["state"] == "done", state
    report: dict[str, object] = client.get(f"{place}/report").json()
    client.delete(place)
    return report


def test_twenty_uploads_at_once_each_get_their_own_answer_in_bounded_memory(server: Server, checker: Checker) -> None:
    texts = [f"Bestek {n}.\n\n{CLAUSES[n % len(CLAUSES)]}\n\nHet is bestek {n}." for n in range(AT_ONCE)]

    def ask(number: int) -> dict[str, object]:
        with httpx.Client(base_url=server.url, headers=BEARER, timeout=120) as own:
            return judged(own, f"bestek-{number}.txt", texts[number].encode())

    judged_before = psutil.Process().memory_info().rss
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = list(pool.map(ask, range(AT_ONCE)))
    for number, report in enumerate(told):
        given = SourceFile(f"bestek-{number}.txt", None, texts[number].encode(), named=True)
        assert report == json.loads(json.dumps(as_data(checker.check_paths((), given=(given,)).report)))
    assert server.shelf.held == 0
    assert len(server.shelf) == 0
    # The words of a language are loaded once; twenty small tenders beside them are next to nothing.
    assert psutil.Process().memory_info().rss - judged_before < 400_000_000


def half_a_form(server: Server, *, close: bool) -> bytes:
    """Half of an upload of a megabyte; then the client is gone, or says no more."""
    host, _, port = server.url.removeprefix("http://").partition(":")
    head = (
        f"POST /api/dossiers HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {TOKEN}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    )
    with socket.create_connection((host, int(port)), 20) as line:
        line.sendall(head.encode() + b"x" * 500_000)
        if close:
            return b""
        return line.recv(200)


def test_a_client_that_is_gone_half_way_leaves_nothing_behind(server: Server, client: httpx.Client) -> None:
    for _ in range(5):
        half_a_form(server, close=True)
    ends = time.monotonic() + 20
    while server.shelf.held and time.monotonic() < ends:
        time.sleep(0.1)
    assert server.shelf.held == 0
    assert judged(client, "a.txt", CLAUSES[0].encode())


def test_a_client_that_falls_silent_is_given_up(server: Server, client: httpx.Client) -> None:
    assert b" 408 " in half_a_form(server, close=False)
    assert server.shelf.held == 0
    assert client.get("/api/health").status_code == 200


def test_a_reader_that_is_killed_is_started_anew(server: Server, client: httpx.Client) -> None:
    sent = client.post("/api/dossiers", files={"files": ("lang.pdf", many_pages(900))}).json()
    place = f"/api/dossiers/{sent['id']}"
    while not (state := client.get(place).json())["reading"] or not state["reading"]["pages"]:
        assert state["state"] in ("waiting", "reading")
        time.sleep(0.02)
    readers = [each for each in psutil.Process().children() if "isolation.worker" in " ".join(each.cmdline())]
    assert readers
    for each in readers:
        each.kill()
    ends = time.monotonic() + 120
    while (state := client.get(place).json())["state"] in ("waiting", "reading", "judging"):
        assert time.monotonic() < ends
        time.sleep(0.1)
    assert state["state"] == "done"
    assert client.get(f"{place}/report").json()["dossier"]["documents"][0]["pages"] == 900
    client.delete(place)


def test_a_page_whose_drawing_dies_is_no_picture_and_the_next_is_drawn(work: Work) -> None:
    data = many_pages(2)
    assert work.drawing.page(data, 1, 300)
    worker = work.drawing._worker
    assert worker is not None
    worker.kill()
    worker.wait()
    assert work.drawing.page(data, 2, 300), "it is started anew"
    assert work.drawing.page(b"%PDF-1.7 nothing", 1, 300) is None
    assert work.drawing.page(data, 9, 300) is None


@contextmanager
def command_line(
    cache: Path, running: Path, *more: str, full: bool = False
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`tenderscan serve` in a process of its own, and the link that it printed; on a full disk where asked."""

    def no_room() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    root = Path(__file__).parents[2]
    options = ("serve", "--no-browser", "--no-config", "--reader", "words", *more)
    process = subprocess.Popen(
        [sys.executable, "-m", "tenderscan", *options],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=root,
        env={**os.environ, "TENDERSCAN_CACHE": str(cache), "TENDERSCAN_RUNNING": str(running), "PYTHONPATH": str(root)},
        preexec_fn=no_room if full else None,
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def answering(link: str) -> httpx.Client:
    """A client of a server that was just started."""
    url, _, token = link.partition("/?token=")
    client = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=60)
    for _ in range(200):
        try:
            httpx.get(f"{url}/api/health")
            return client
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_on_a_full_disk_a_tender_is_judged_all_the_same(cache: Path, tmp_path: Path, corpus: Path) -> None:
    data = (corpus / "documents" / "nl-koffie.docx").read_bytes()
    # Larger than what a form may hold in memory before it is usually spooled to a disk.
    padded = many_pages(60) + b"\n%" + b"x" * 3_000_000
    started = command_line(cache, tmp_path / "serving.json", "--port", "0", full=True)
    with started as (_, link), answering(link) as client:
        assert judged(client, "nl-koffie.docx", data)["dossier"]
        assert judged(client, "lang.pdf", padded)["dossier"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal")
def test_it_tells_other_programs_where_it_is_and_ends_in_order(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "serving.json"
    monkeypatch.setenv("TENDERSCAN_RUNNING", str(file))
    with command_line(cache, file, "--port", "0") as (process, link):
        with answering(link) as client:
            assert file.stat().st_mode & 0o077 == 0, "nobody else may read the token"
            found = running_server()
            assert found is not None and f"{found['url']}/?token={found['token']}" == link
            kept = file.read_text("utf-8")
            file.write_text(json.dumps({**json.loads(kept), "token": "of one that was killed"}), encoding="utf-8")
            assert running_server() is None
            file.write_text(kept, encoding="utf-8")
            # Who starts it twice gets the page that is there already.
            assert command(["serve", "--no-browser", "--no-config"]) == 0
            assert link in capsys.readouterr().out
            sent = client.post("/api/dossiers", files={"files": ("lang.pdf", many_pages(1500))})
            assert sent.status_code == 202
            own = psutil.Process(process.pid)
            while not own.children():
                time.sleep(0.05)
            below = own.children(recursive=True)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert not file.exists()
        gone, alive = psutil.wait_procs(below, timeout=5)
        assert gone and not alive


def test_other_machines_are_served_with_a_token_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["serve", "--host", "0.0.0.0", "--no-browser", "--no-config"]) == 2
    assert "a token is required" in capsys.readouterr().err
    assert command(["serve", "--token", "short", "--no-browser", "--no-config"]) == 2
    assert "too short" in capsys.readouterr().err


def test_a_port_that_is_taken_and_a_part_that_is_absent_are_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert command(["serve", "--port", port, "--no-browser", "--no-config"]) == 2
    assert "cannot be served at port" in capsys.readouterr().err
    monkeypatch.setattr("tenderscan.cli.serve.find_spec", lambda name: None)
    assert command(["serve", "--no-browser", "--no-config"]) == 2
    told = capsys.readouterr().err
    assert "fastapi" in told and "[web]" in told
