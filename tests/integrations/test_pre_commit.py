"""The hooks as pre-commit installs and runs them, from this repository; CI asks for it, as it installs all anew."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import ROOT

WANTED = "TENDERSCAN_TRY_REPO"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not os.environ.get(WANTED), reason=f"it installs all packages: set {WANTED}=1"),
    pytest.mark.skipif(find_spec("pre_commit") is None, reason="pre-commit is not installed"),
    pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed"),
]

CONFIGURATION = '[[expect]]\nfiles = ["a.md"]\ncriteria = ["labour.ilo-conventions"]\n'
GOOD = "De opdrachtnemer leeft de IAO-conventies na en legt elk jaar een auditverslag voor.\n"


def git(root: Path, *arguments: str) -> None:
    named = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", *named, *arguments], cwd=root, check=True, capture_output=True)


def test_pre_commit_runs_the_hook_of_this_repository(tmp_path: Path) -> None:
    (tmp_path / "tenderscan.toml").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / ".cache")}
    # The hook runs what pre-commit installed, and no other copy of ours.
    environment.pop("PYTHONPATH", None)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True)
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "tenderscan-templates", "--all-files"]
    done = subprocess.run(
        [*command, "--ref", head.stdout.strip()], cwd=tmp_path, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
