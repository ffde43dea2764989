"""The LibreOffice extension in a real office without a window: check, put in, accept all, check again."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tenderscan.check import Checker
from tenderscan.model.report import Level, VerdictKind
from tests.conftest import ROOT

pytest.importorskip("fastapi", reason="needs the extra web")

SOURCE = ROOT / "integrations" / "libreoffice"
DRIVER = Path(__file__).with_name("libreoffice_driver.py")
OPEN = (VerdictKind.MISSING, VerdictKind.WEAK, VerdictKind.CONTRADICTED)


def _python() -> str | None:
    """A Python that can talk to LibreOffice."""
    for name in ("/usr/bin/python3", sys.executable):
        if Path(name).exists() and subprocess.run([name, "-c", "import uno"], capture_output=True).returncode == 0:
            return name
    return None


def _program(name: str) -> str | None:
    return shutil.which(name) or next(
        (str(p) for p in (Path("/usr/lib/libreoffice/program") / name,) if p.exists()), None
    )


SOFFICE, PYTHON = _program("soffice"), _python()
needs_office = pytest.mark.skipif(
    SOFFICE is None or PYTHON is None, reason="needs LibreOffice with its Python bridge (python3-uno)"
)


def builder() -> ModuleType:
    """The script that makes the extension, as a module."""
    spec = importlib.util.spec_from_file_location("libreoffice_build", SOURCE / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def build(folder: Path, number: str) -> Path:
    return Path(builder().build(folder, number))


def test_the_extension_is_the_same_bytes_twice_and_holds_every_part(tmp_path: Path) -> None:
    one, two = build(tmp_path, "1"), tmp_path / "again"
    two.mkdir()
    assert build(two, "1").read_bytes() == one.read_bytes()
    held = {p.relative_to(SOURCE).as_posix() for p in SOURCE.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert held == {*builder().PARTS, "build.py", "README.md"}


def test_every_sentence_is_in_four_languages() -> None:
    sentences = json.loads((SOURCE / "pythonpath" / "tenderscan_words.json").read_text("utf-8"))
    for name, said in sentences.items():
        assert set(said) == {"nl", "fr", "en", "de"}, name
        fields = {tuple(sorted({part.split("}")[0] for part in text.split("{")[1:]})) for text in said.values()}
        assert len(fields) == 1, name


@pytest.fixture
def server(tmp_path: Path, cache: Path) -> Iterator[dict[str, str]]:
    """A server of ours, and the environment in which others find it."""
    env = {**os.environ, "TENDERSCAN_RUNNING": str(tmp_path / "serving.json"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tenderscan", "serve", "--no-browser", "--reader", "words"]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL) as running:
        try:
            ends = time.monotonic() + 60
            while not (tmp_path / "serving.json").exists() and time.monotonic() < ends:
                time.sleep(0.1)
            assert (tmp_path / "serving.json").exists(), "the server did not start"
            yield env
        finally:
            running.terminate()
            running.wait(20)


@needs_office
def test_check_put_in_accept_all_check_again(
    checker: Checker, corpus: Path, tmp_path: Path, server: dict[str, str]
) -> None:
    assert SOFFICE and PYTHON
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    # The office embeds the system's Python, which takes another one that is first on the path for its home.
    env = {k: v for k, v in server.items() if k not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    env["PATH"] = os.pathsep.join(("/usr/local/bin", "/usr/bin", "/bin"))
    extension = build(tmp_path, "1")
    source = tmp_path / "bestek.docx"
    source.write_bytes((corpus / "documents" / "nl-koffie.docx").read_bytes())
    accepted, pipe = tmp_path / "accepted.docx", f"tenderscan{os.getpid()}"
    command = [SOFFICE, "--headless", "--norestore", "--nologo", profile, f"--accept=pipe,name={pipe};urp;"]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as office:
        try:
            driver = [PYTHON, str(DRIVER), pipe, str(extension), str(source), str(accepted)]
            done = subprocess.run(driver, env=env, capture_output=True, text=True, timeout=300)
        finally:
            office.terminate()
            office.wait(30)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["checked"], "a check changed the document"
    assert "Insert" in said["kinds"] and not said["recording"]

    def gaps(path: Path) -> set[str]:
        found = checker.check_paths([path]).report.findings
        return {f.id for f in found if f.level is Level.REQUIRED and f.verdict in OPEN}

    before, after = gaps(source), gaps(accepted)
    assert before and not after
    # What is not accepted yet is read as accepted, and the words that were there still are.
    assert gaps(tmp_path / "accepted.docx.tracked.docx") == after
    assert said["grown"] > 0
