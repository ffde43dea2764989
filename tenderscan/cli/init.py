"""`tenderscan init`: a commented configuration, and files for what runs tenderscan elsewhere."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

from tenderscan.errors import UsageError

_FILES = {
    "tenderscan.toml": "tenderscan.toml",
    "github": ".github/workflows/tenderscan.yml",
    "gitlab": ".gitlab-ci.yml",
    "pre-commit": ".pre-commit-config.yaml",
}
_TEMPLATES = {
    "tenderscan.toml": "tenderscan.toml",
    "github": "github-workflow.yml",
    "gitlab": "gitlab-ci.yml",
    "pre-commit": "pre-commit-config.yaml",
}


def run_init(folder: Path, *, github: bool, gitlab: bool, pre_commit: bool) -> int:
    """Write the files that are asked for, or none of them. Raises UsageError where one is there already."""
    if not folder.is_dir():
        raise UsageError(f"{folder.as_posix()} is no folder.", "Name the root of your repository.")
    asked = {"github": github, "gitlab": gitlab, "pre-commit": pre_commit}
    extra = [name for name, wanted in asked.items() if wanted]
    # A repository that is configured may still ask for the other files.
    own = [] if extra and (folder / _FILES["tenderscan.toml"]).exists() else ["tenderscan.toml"]
    there = [_FILES[name] for name in (*own, *extra) if (folder / _FILES[name]).exists()]
    if there:
        raise UsageError(
            f"{', '.join(there)} is there already, and nothing was written.",
            "Remove it first, or take what you need from docs/templates.md.",
        )
    for name in (*own, *extra):
        path = folder / _FILES[name]
        text = (resources.files("tenderscan.cli") / "templates" / _TEMPLATES[name]).read_text("utf-8")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            reason = (error.strerror or "an error").lower()
            raise UsageError(f"{path.as_posix()} cannot be written ({reason}).", "Choose another folder.") from error
        sys.stdout.write(f"Written: {path.as_posix()}\n")
    return 0
