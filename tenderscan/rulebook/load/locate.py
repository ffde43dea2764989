"""Where the built-in rules are: in the installed package, else in the checkout."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from tenderscan.errors import RuleError


def rules_folder() -> Path:
    """The folder of the built-in rules: package data first, the checkout's `rules/` second.

    Raises RuleError where neither is there, which means that the installation is broken.
    """
    package = Path(str(resources.files("tenderscan")))
    for folder in (package / "_rules", package.parent / "rules"):
        if (folder / "version.txt").is_file():
            return folder
    raise RuleError("the built-in rules are not there.", "Install tenderscan anew.")
