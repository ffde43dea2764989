"""Files for CI and pre-commit: they parse, and their commands exist and do what they say."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

from tenderscan.cli import origin as source
from tenderscan.cli import run
from tenderscan.errors import UsageError
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


def test_the_gitlab_job_gives_reports_in_a_folder_that_is_not_checked(workspace: Path) -> None:
    job = loaded(ROOT / "integrations" / "gitlab" / "tenderscan.gitlab-ci.yml")[".tenderscan"]
    (line,) = job["script"]
    values = {**job["variables"], "TENDERSCAN_PATHS": "tender.docx", "TENDERSCAN_OPTIONS": "--fail-on never"}
    for name, value in values.items():
        line = line.replace(f"${name}", value)
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(line)], cwd=workspace, env=environment(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    reports = job["artifacts"]["reports"]
    assert JUnitXml.fromfile(str(workspace / reports["junit"])).tests > 50
    assert json.loads((workspace / reports["codequality"]).read_text("utf-8"))
    assert (workspace / ".tenderscan" / "tender.html").is_file()
    assert run(["check", str(workspace), "--format", f"json={workspace / 'out.json'}", "--fail-on", "never"]) == 0
    data = json.loads((workspace / "out.json").read_text("utf-8"))
    assert [each["path"] for each in data["dossier"]["documents"]] == ["tender.docx"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="GitLab's runners have a shell")
def test_the_gitlab_job_says_that_it_must_be_told_where_from(workspace: Path) -> None:
    job = loaded(ROOT / "integrations" / "gitlab" / "tenderscan.gitlab-ci.yml")[".tenderscan"]
    first = ["bash", "-ec", job["before_script"][0]]
    told = subprocess.run(first, env=environment(TENDERSCAN_INSTALL=""), capture_output=True, text=True, check=False)
    assert (told.returncode, "Set TENDERSCAN_INSTALL" in told.stdout) == (2, True)
    assert subprocess.run(first, env=environment(TENDERSCAN_INSTALL="git+https://x@y"), check=False).returncode == 0


def commands() -> list[str]:
    hooks = loaded(ROOT / ".pre-commit-hooks.yaml")
    steps = loaded(TEMPLATES / "github-workflow.yml")["jobs"]["tenderscan"]["steps"]
    lines = [*(hook["entry"] for hook in hooks), *(step.get("run", "") for step in steps)]
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
    assert not [path for path in workspace.iterdir() if path.name not in ("tender.docx", ".tenderscan")]


def test_hooks_see_the_files_of_tenders() -> None:
    hook = next(each for each in loaded(ROOT / ".pre-commit-hooks.yaml") if each["id"] == "tenderscan")
    seen = [name for name in ("a.md", "b/C.DOCX", "d.odt", "e.pdf", "f.txt") if re.search(hook["files"], name)]
    assert len(seen) == 5 and not re.search(hook["files"], "a.md.py")


SOURCE = "https://example.org/tenderscan.git@v0.1.0"


def test_init_writes_what_is_valid_and_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path), "--github", "--gitlab", "--pre-commit", "--source", SOURCE]) == 0
    written = (".github/workflows/tenderscan.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml")
    assert all(loaded(tmp_path / name) for name in written)
    for name in written[:2]:
        assert 'pip install "git+https://example.org/tenderscan.git@v0.1.0"' in (tmp_path / name).read_text("utf-8")
    hooks = loaded(tmp_path / written[2])["repos"][0]
    assert (hooks["repo"], hooks["rev"]) == ("https://example.org/tenderscan.git", "v0.1.0")
    offered = {each["id"] for each in loaded(ROOT / ".pre-commit-hooks.yaml")}
    assert {each["id"] for each in hooks["hooks"]} <= offered
    for name in (*written, "tenderscan.toml"):
        assert not re.search(r"@[A-Z]+@", (tmp_path / name).read_text("utf-8")), "nothing is left open"
    before = (tmp_path / "tenderscan.toml").read_bytes()
    for arguments in ([], ["--github"], ["--gitlab", "--pre-commit"]):
        assert run(["init", str(tmp_path), *arguments]) == 2
    assert "is there already" in capsys.readouterr().err
    assert (tmp_path / "tenderscan.toml").read_bytes() == before


def test_init_names_a_version_of_the_rules_that_runs(tmp_path: Path) -> None:
    assert run(["init", str(tmp_path)]) == 0
    text = (tmp_path / "tenderscan.toml").read_text("utf-8").replace("# rulebook-version", "rulebook-version")
    (tmp_path / "tenderscan.toml").write_text(text, encoding="utf-8")
    shutil.copy(TENDER, tmp_path / "tender.docx")
    assert run(["check", str(tmp_path / "tender.docx"), "-q", "--fail-on", "never"]) == 0


def test_init_says_which_configuration_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.tenderscan]\nprofile = "social"\n', encoding="utf-8")
    assert run(["init", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert f"Read for what lies in {tmp_path.as_posix()}: {(tmp_path / 'tenderscan.toml').as_posix()}" in told
    assert "pyproject.toml has a [tool.tenderscan] too; it is not read" in told


@pytest.mark.parametrize(
    "said", ["tenderscan", "https://example.org/x", "example.org@v1", "https://e.org/x@v 1", "@v1"]
)
def test_a_source_that_is_no_repository_with_a_tag_is_refused(
    tmp_path: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path), "--github", "--source", said]) == 2
    assert "is no repository with a tag or a commit" in capsys.readouterr().err
    assert not list(tmp_path.iterdir()), "nothing is written"


def test_the_source_is_that_of_the_checkout_or_must_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    remotes = {"remote": "git@example.org:town/tenderscan.git", "rev-parse": "abc123"}
    monkeypatch.setattr(source, "_installed", lambda: None)
    monkeypatch.setattr(source, "_git", lambda root, *arguments: remotes[arguments[0]])
    found = source.origin(None)
    assert (found.url, found.revision) == ("git@example.org:town/tenderscan.git", "abc123")
    assert found.requirement == "git+ssh://git@example.org/town/tenderscan.git@abc123"
    for nowhere in ("", "/home/me/tenderscan", "file:///home/me/tenderscan"):
        remotes["remote"] = nowhere
        with pytest.raises(UsageError, match="not known where others can install"):
            source.origin(None)


def test_what_is_said_of_a_source_is_used_as_it_is() -> None:
    found = source.origin("git+https://example.org/x.git@release/1.0")
    assert (found.url, found.requirement) == ("https://example.org/x.git", "git+https://example.org/x.git@release/1.0")


def test_print_shows_what_files_ask_and_writes_nothing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(workspace), "--print"]) == 0
    (table,) = tomllib.loads(capsys.readouterr().out)["expect"]
    assert table["files"] == ["tender.docx"] and "fair-trade.food-and-drink" in table["criteria"]
    assert [path.name for path in workspace.iterdir()] == ["tender.docx"]


def test_the_image_is_made_of_all_that_its_build_needs(tmp_path: Path) -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    copied = [words for line in text.splitlines() if line.startswith("COPY ") for words in [line.split()[1:]]]
    for *sources, target in copied:
        for name in sources:
            into = tmp_path / target.removeprefix("/")
            into = into / name if target.endswith("/") else into
            into.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, into)
            allowed = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
            assert f"!{name}" in allowed
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    done = subprocess.run(command, cwd=tmp_path / "src", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = (tmp_path / "src" / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        assert any(name.startswith("tenderscan/_rules/criteria/") for name in packed.namelist())
    last = [line for line in text.splitlines() if line.startswith("USER ")][-1]
    assert last == "USER tenderscan"
    packages = {line for line in (ROOT / ".ci/packages").read_text("utf-8").split("\n") if line}
    assert {word for word in text.split() if word.startswith(("tesseract-", "libreoffice-", "fonts-"))} <= packages


def test_the_devcontainer_names_files_that_are_there() -> None:
    folder = ROOT / ".devcontainer"
    settings = json.loads((folder / "devcontainer.json").read_text("utf-8"))
    assert (folder / settings["build"]["dockerfile"]).is_file()
    target = settings["postCreateCommand"].removeprefix("make ")
    assert "$(VENV)/" + target.removeprefix(".venv/") + ":" in (ROOT / "Makefile").read_text("utf-8")


@pytest.mark.skipif(shutil.which("bash") is None, reason="CI has bash")
def test_ci_says_where_no_image_can_be_built(tmp_path: Path) -> None:
    bash = shutil.which("bash") or ""
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "dirname").symlink_to(shutil.which("dirname") or "")
    done = subprocess.run(
        [bash, str(ROOT / ".ci/container")], env={"PATH": str(tools)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "the Dockerfile was not tried" in done.stdout) == (0, True), done.stderr


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
