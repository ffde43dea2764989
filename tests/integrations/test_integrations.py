"""Files for CI and pre-commit: they parse, and their commands exist and do what they say."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

from tenderscan.cli import run
from tests.conftest import ROOT

TENDER = ROOT / "corpus" / "documents" / "nl-koffie.docx"
TEMPLATES = ROOT / "tenderscan" / "cli" / "templates"


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A checkout with one tender, and `tenderscan` on its PATH."""
    shutil.copy(TENDER, tmp_path / "tender.docx")
    return tmp_path


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", **more}


@pytest.mark.skipif(shutil.which("bash") is None, reason="GitHub's runners have bash")
@pytest.mark.parametrize(
    ("paths", "options", "status"),
    [
        ("tender.docx", "--fail-on=never", 0),
        ("tender.docx\n", "--profile=flemish-municipality\n--language=fr", 1),
        ("absent.docx", "", 2),
    ],
)
def test_the_action_checks_and_hands_on_the_status(workspace: Path, paths: str, options: str, status: int) -> None:
    action = loaded(ROOT / "integrations" / "github" / "action.yml")
    step = next(step for step in action["runs"]["steps"] if step.get("id") == "check")
    assert "${{" not in step["run"], "what a user gives never becomes part of a script"
    given = {"PATHS": paths, "EACH": "false", "OPTIONS": options, "BASELINE": "", "SARIF": "t.sarif"}
    assert set(given) == set(step["env"])
    output = workspace / "output"
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]],
        cwd=workspace, env=environment(**given, GITHUB_OUTPUT=str(output)), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stderr
    assert output.read_text(encoding="utf-8") == f"status={status}\n"
    assert (workspace / "t.sarif").is_file() is (status != 2)


def test_the_actions_inputs_are_those_it_uses() -> None:
    action = loaded(ROOT / "integrations" / "github" / "action.yml")
    text = (ROOT / "integrations" / "github" / "action.yml").read_text(encoding="utf-8")
    assert all(f"inputs.{name}" in text for name in action["inputs"])
    assert action["runs"]["using"] == "composite"


def test_the_gitlab_job_gives_a_junit_report(workspace: Path) -> None:
    job = loaded(ROOT / "integrations" / "gitlab" / "tenderscan.gitlab-ci.yml")[".tenderscan"]
    (line,) = job["script"]
    values = {**job["variables"], "TENDERSCAN_PATHS": "tender.docx", "TENDERSCAN_OPTIONS": "--fail-on never"}
    for name, value in values.items():
        line = line.replace(f"${name}", value)
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(line)], cwd=workspace, env=environment(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert JUnitXml.fromfile(str(workspace / job["artifacts"]["reports"]["junit"])).tests > 50
    assert (workspace / "tenderscan.html").is_file()


def commands() -> list[str]:
    hooks = loaded(ROOT / ".pre-commit-hooks.yaml")
    own = loaded(TEMPLATES / "pre-commit-config.yaml")["repos"][0]["hooks"]
    steps = loaded(TEMPLATES / "github-workflow.yml")["jobs"]["tenderscan"]["steps"]
    lines = [*(hook["entry"] for hook in [*hooks, *own]), *(step.get("run", "") for step in steps)]
    lines += loaded(TEMPLATES / "gitlab-ci.yml")["tenderscan"]["script"]
    return [line for line in lines if line.startswith("tenderscan ")]


@pytest.mark.parametrize("line", commands())
def test_every_command_that_is_written_down_runs(
    line: str, workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace)
    arguments = shlex.split(line)[1:]
    files = [] if "." in arguments else ["tender.docx"]
    assert run([*arguments, *files, "--fail-on", "never"]) == 0, capsys.readouterr().err


def test_init_writes_what_is_valid_and_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path), "--github", "--gitlab", "--pre-commit"]) == 0
    written = (".github/workflows/tenderscan.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml")
    assert all(loaded(tmp_path / name) for name in written)
    before = (tmp_path / "tenderscan.toml").read_bytes()
    for arguments in ([], ["--github"], ["--gitlab", "--pre-commit"]):
        assert run(["init", str(tmp_path), *arguments]) == 2
    assert "is there already" in capsys.readouterr().err
    assert (tmp_path / "tenderscan.toml").read_bytes() == before


def test_every_key_of_the_commented_configuration_is_one(tmp_path: Path) -> None:
    from tenderscan.settings.tables import check

    text = (TEMPLATES / "tenderscan.toml").read_text(encoding="utf-8")
    check(tomllib.loads(text), "settings", "tenderscan.toml")
    lines = [line.removeprefix("# ") for line in text.splitlines()]
    whole = "\n".join(line for line in lines if " = " in line.split('"')[0] or line.startswith("[["))
    data = tomllib.loads(whole)
    data["suppress"][0]["until"] = data["suppress"][0]["until"].isoformat()
    check(data, "settings", "tenderscan.toml")
    assert len(data) > 8


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_given_for_each_shell(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tenderscan", "completion", shell], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "TENDERSCAN_COMPLETE" in done.stdout


def test_a_shell_that_asks_gets_the_commands() -> None:
    asked = environment(_TENDERSCAN_COMPLETE="complete_bash", COMP_WORDS="tenderscan di", COMP_CWORD="1")
    done = subprocess.run([sys.executable, "-m", "tenderscan"], env=asked, capture_output=True, check=False, text=True)
    assert done.stdout.split() == ["diff"]
