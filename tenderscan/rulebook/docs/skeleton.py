"""The first draft of a criterion: a file that loads, with notes that say what to write where."""

from __future__ import annotations

import re
from pathlib import Path

from tenderscan.errors import UsageError
from tenderscan.rulebook.load.locate import rules_folder

_ID = re.compile(r"^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$")

SKELETON = "new-criterion.yaml"
"""The draft, in the folder of the built-in rules; @ID@, @NAME@ and @ROOT@ are filled in."""


def new_criterion(identity: str, root: Path) -> Path:
    """Write the skeleton of a criterion under a folder of rules, and return its path.

    Raises UsageError for an id that is not `theme.name`, one that is built in, or a file that is there already.
    """
    if not _ID.match(identity):
        raise UsageError(f'"{identity}" is no id.', "Write theme.name in small letters, like labour.living-wage.")
    theme, name = identity.split(".")
    place = Path("criteria") / theme / f"{name}.yaml"
    if (rules_folder() / place).is_file():
        raise UsageError(f"{identity} is there already.", f"See it with: tenderscan rules show {identity}")
    path = root / place
    if path.exists():
        raise UsageError(f"{path.as_posix()} is there already.", "Choose another id, or edit that file.")
    text = (rules_folder() / SKELETON).read_text(encoding="utf-8")
    for mark, value in (
        ("@ID@", identity),
        ("@NAME@", name.replace("-", " ").capitalize()),
        ("@ROOT@", root.as_posix()),
    ):
        text = text.replace(mark, value)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = (error.strerror or "an error").lower()
        raise UsageError(f"{path.as_posix()} cannot be written ({reason}).", "Choose another folder.") from error
    return path
