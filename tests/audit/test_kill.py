"""An audit by the command line that is killed at work is resumed, with the rows of one that was left in peace."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest
from sqlalchemy import text

from tenderscan.audit.store.open import open_store
from tenderscan.errors import StoreError
from tests.audit.conftest import COFFEE, ILO, rows
from tests.conftest import ROOT

NUMBER = 8


def command(folder: Path, url: str, *more: str) -> list[str]:
    return [sys.executable, "-m", "tenderscan", "audit", str(folder), "--store", url, "--workers", "2", *more]


def audit(folder: Path, url: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command(folder, url), capture_output=True, encoding="utf-8", timeout=300, env=environment)


def done(url: str) -> int:
    try:
        store = open_store(url)
    except StoreError:
        return 0
    try:
        with store.reading() as connection:
            return int(connection.execute(text("SELECT count(*) FROM work WHERE state = 'done'")).scalar_one())
    finally:
        store.close()


def killed(folder: Path, url: str, whom: str) -> Sequence[int]:
    """Start an audit and kill its parent, a worker or a reader once two dossiers are done; the rows done then."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen(command(folder, url, "--quiet"), env=environment)
    ends = time.monotonic() + 120
    while done(url) < 2 and time.monotonic() < ends and parent.poll() is None:
        time.sleep(0.05)
    family = psutil.Process(parent.pid)
    workers = [child for child in family.children() if "spawn_main" in " ".join(child.cmdline())]
    readers = [child for worker in workers for child in worker.children()]
    victim = {"parent": family, "worker": workers[0], "reader": readers[0]}[whom]
    victim.kill()
    try:
        return done(url), parent.wait(timeout=200)
    finally:
        psutil.wait_procs([*workers, *readers], timeout=20)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "dossiers"
    folder.mkdir()
    for number in range(NUMBER):
        content = COFFEE + ILO * (number % 2) + f"Perceel {number} gaat over bonen.\n"
        (folder / f"dossier #{number} é.txt").write_text(content, encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    ("store_url", "whom"),
    [("sqlite", "parent"), ("postgresql", "worker"), ("sqlite", "reader")],
    indirect=["store_url"],
)
def test_a_killed_audit_is_resumed(many: Path, store_url: str, tmp_path: Path, whom: str) -> None:
    before, status = killed(many, store_url, whom)
    assert before >= 2
    # A run outlives a worker and a reader; only its own end needs a second one.
    assert (status == 0) == (whom != "parent")
    again = audit(many, store_url)
    assert again.returncode == 0, again.stderr
    # By the command line too: this process reads with the words alone, that one with the learned reader.
    peace = f"sqlite:///{tmp_path / 'peace.db'}"
    in_peace = audit(many, peace)
    assert in_peace.returncode == 0, in_peace.stderr
    found, undisturbed = open_store(store_url), open_store(peace)
    try:
        assert done(store_url) == done(peace) == NUMBER
        one, other = rows(found), rows(undisturbed)
        for name in ("dossiers", "documents", "findings", "evidence", "facts", "failed", "texts"):
            assert one[name] == other[name], name
    finally:
        found.close()
        undisturbed.close()


def test_an_audit_says_what_is_wrong_in_one_sentence(tmp_path: Path) -> None:
    ended = audit(tmp_path / "none", f"sqlite:///{tmp_path / 'audit.db'}")
    assert ended.returncode == 2
    assert ended.stderr.startswith("tenderscan: there is no folder") and ended.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())
