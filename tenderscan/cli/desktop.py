"""`tenderscan desktop-entry`: an entry in the start menu that opens the local page."""

from __future__ import annotations

import shutil
import sys
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from tenderscan.errors import MissingPartError, UsageError

NAME = "tenderscan"
SCRIPT = "_ -m tenderscan serve"
"""The command behind the entry, with the Python that writes it ("_" is pyshortcuts' word for it)."""

_ON_DESKTOP = sys.platform == "darwin"
"""macOS has no start menu."""


def run_desktop_entry(*, remove: bool) -> int:
    """Write the entry, or take it away. Raises MissingPartError, and UsageError where it cannot be written.

    On Windows and Linux it stands in the start menu; macOS has none, so it is put on the desktop.
    """
    if find_spec("pyshortcuts") is None:
        raise MissingPartError(
            "an entry in the start menu needs pyshortcuts, which is not installed.",
            'Install tenderscan with its extra "web": python -m pip install "<its folder or repository>[web]".',
        )
    try:
        places = _remove() if remove else _write()
    except OSError as error:
        reason = (error.strerror or "an error").lower()
        raise UsageError(
            f"the entry cannot be written ({reason}).", "Check who may write to your start menu."
        ) from error
    for place in places:
        sys.stdout.write(f"{place} is {'gone' if remove else 'written'}.\n")
    return 0


def _write() -> list[Path]:
    from pyshortcuts import make_shortcut

    make_shortcut(
        SCRIPT,
        name=NAME,
        description="Check a tender on this computer",
        icon=str(resources.files("tenderscan.web.page") / _icon()),
        terminal=True,  # closing its window stops the server
        desktop=_ON_DESKTOP,
        startmenu=not _ON_DESKTOP,
    )
    return _places()


def _remove() -> list[Path]:
    found = _places()
    for place in found:
        if place.is_dir():  # an application of macOS is a folder
            shutil.rmtree(place)
        else:
            place.unlink()
    return found


def _places() -> list[Path]:
    """Where the entry stands now."""
    from pyshortcuts import get_folders, scut_ext

    folders = get_folders()
    home = folders.desktop if _ON_DESKTOP else folders.startmenu
    place = Path(home) / f"{NAME}.{scut_ext}"
    return [place] if place.exists() else []


def _icon() -> str:
    """Our icon in the form that this system shows."""
    return {"win32": "icon.ico", "darwin": "icon.icns"}.get(sys.platform, "icon.svg")
