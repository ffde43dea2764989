"""Gaps that a user sets aside in the page, as the file that a later check takes: bytes of TOML in and out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tenderscan.acceptance.suppressions import BESIDE, checked
from tenderscan.errors import SettingsError
from tenderscan.model.acceptance import Suppression
from tenderscan.settings.load import suppressions
from tenderscan.settings.tables import check, parsed

__all__ = ["BESIDE", "SOURCE", "suppressions_in", "suppressions_text"]

SOURCE = "page"
"""Where a suppression stands that was made in the page."""


def suppressions_in(data: bytes) -> tuple[Suppression, ...]:
    """What a file of suppressions sets aside. Raises SettingsError for one that is wrong.

    Patterns of dossiers have no meaning here, where no path is known: such a suppression is for another dossier.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{BESIDE} is not in UTF-8.", "Save it as UTF-8.") from error
    tables = parsed(text, BESIDE)
    check(tables, "suppress", BESIDE)
    found = suppressions(tables.get("suppress", ()), Path(BESIDE))
    return checked(each for each in found if not each.dossier)


def suppressions_text(every: Iterable[Suppression]) -> str:
    """The file that sets the same gaps aside in a later check: put beside the tender, or sent with it."""
    parts = []
    for each in every:
        # A string of JSON is one of TOML, with every control sign written out.
        lines = [f"id = {_string(each.criterion)}", f"reason = {_string(each.reason)}"]
        if each.until:
            lines.append(f"until = {_string(each.until)}")
        parts.append("\n".join(("[[suppress]]", *lines)))
    return "\n\n".join(parts) + "\n"


def _string(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("\x7f", "")
