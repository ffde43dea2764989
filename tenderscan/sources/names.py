"""Names of files as they may be shown: no way out of the folder, no control signs, nothing that cannot be written."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from tenderscan.model.letters import SIGN, fit_line

LONGEST = 400
"""Letters of a name that are kept; its ending is."""

_DRIVE = re.compile(r"^[A-Za-z]:")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def plain_name(name: str) -> str:
    """A name with "/" between its parts: no drive, no leading "/", no "..", and signs that do not print as "\ufffd".

    Empty where nothing is left. A name is for show only: no file is ever written under it.
    """
    shown = _DRIVE.sub("", visible(name.replace("\\", "/")))
    return shortened("/".join(part for part in PurePosixPath(shown).parts if part not in ("/", "//", "..", ".")))


def visible(name: str) -> str:
    """A name as it may stand on a terminal and in UTF-8; signs that turn the writing round are taken out."""
    if name.isascii() and name.isprintable():
        return name
    return fit_line("".join(SIGN if unicodedata.category(ch) in _UNSEEN else ch for ch in name))


def shortened(name: str) -> str:
    """A name that is too long, without its middle."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST // 2]}…{name[-LONGEST // 2 :]}"
