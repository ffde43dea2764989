"""Where others install tenderscan from: takes what the user says, gives repository and tag.

tenderscan is in no package index: a name that nobody owns is never written down.
"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import tenderscan
from tenderscan.errors import UsageError

_URL = re.compile(r"^(?:git\+)?(?P<url>(?:https?|ssh)://\S+?|git@[\w.-]+:\S+?)@(?P<revision>[\w.\-/]+)$")
_ADVICE = "Say it, with a tag or a commit: --source https://example.org/tenderscan.git@v0.1.0."


@dataclass(frozen=True, slots=True)
class Origin:
    """A Git repository and the tag or commit of it."""

    url: str
    revision: str

    @property
    def requirement(self) -> str:
        """What pip installs."""
        url = self.url if "://" in self.url else "ssh://" + self.url.replace(":", "/", 1)
        return f"git+{url}@{self.revision}"


def origin(said: str | None) -> Origin:
    """The origin that was said, else that of this installation. Raises UsageError where neither tells one."""
    if said is not None:
        match = _URL.match(said)
        if match is None:
            raise UsageError(f'"{said}" is no repository with a tag or a commit.', _ADVICE)
        return Origin(match["url"], match["revision"])
    found = _installed() or _checkout()
    if found is None:
        raise UsageError("it is not known where others can install tenderscan from.", _ADVICE)
    return found


def _installed() -> Origin | None:
    """From what pip notes of an installation out of a repository (PEP 610)."""
    try:
        noted = distribution("tenderscan").read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    data: dict[str, Any] = json.loads(noted) if noted else {}
    commit = data.get("vcs_info", {}).get("commit_id")
    return Origin(data["url"], commit) if commit and _is_remote(data["url"]) else None


def _checkout() -> Origin | None:
    """From the repository out of which this very code runs."""
    root = Path(tenderscan.__file__).parent.parent
    if not (root / ".git").exists():
        return None
    url, commit = _git(root, "remote", "get-url", "origin"), _git(root, "rev-parse", "HEAD")
    return Origin(url, commit) if commit and _is_remote(url) else None


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, text=True, encoding="utf-8", timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _is_remote(url: str) -> bool:
    return bool(_URL.match(f"{url}@x"))
