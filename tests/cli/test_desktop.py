"""The entry in the start menu: written where the system looks, with a command that runs, and taken away again."""

from __future__ import annotations

import configparser
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytest.importorskip("pyshortcuts", reason="needs the extra web")
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at an entry as Linux has it")


def tenderscan(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tenderscan", "desktop-entry", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)


@linux
def test_the_entry_is_written_runs_and_is_taken_away(tmp_path: Path) -> None:
    done = tenderscan(tmp_path)
    entry = tmp_path / ".local" / "share" / "applications" / "tenderscan.desktop"
    assert done.returncode == 0, done.stderr
    assert str(entry) in done.stdout and not (tmp_path / "Desktop").exists()
    read = configparser.ConfigParser(interpolation=None)
    read.read(entry, encoding="utf-8")
    desktop = read["Desktop Entry"]
    assert Path(desktop["Icon"]).is_file()
    command = shlex.split(desktop["Exec"])
    ran = subprocess.run([*command, "--help"], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    assert command[-1] == "serve" and ran.returncode == 0
    validate = shutil.which("desktop-file-validate")
    if validate:
        assert subprocess.run([validate, str(entry)], capture_output=True, text=True).returncode == 0
    assert tenderscan(tmp_path, "--remove").returncode == 0
    assert not entry.exists()
    # What is gone already is no failure.
    again = tenderscan(tmp_path, "--remove")
    assert (again.returncode, again.stdout) == (0, "")


@linux
@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = tenderscan(tmp_path)
    tmp_path.chmod(0o700)
    assert done.returncode == 2 and "Traceback" not in done.stderr and "cannot be written" in done.stderr


@linux
def test_a_file_where_the_folder_should_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".local").write_text("x", encoding="utf-8")
    done = tenderscan(tmp_path)
    assert done.returncode == 2 and "Traceback" not in done.stderr and "cannot be written" in done.stderr
