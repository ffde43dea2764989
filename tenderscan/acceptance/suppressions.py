"""Suppressions that stand beside a dossier or in its own Markdown and text files.

Beside a dossier: `tenderscan-suppress.toml`, in the folder that is checked, or in the folder of the file or ZIP.
In a file: `<!-- tenderscan: ignore labour.living-wage until 2027-01-31: why -->`, several ids with commas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from tenderscan.errors import SettingsError
from tenderscan.model.acceptance import Suppression
from tenderscan.model.document import Document
from tenderscan.settings.load import suppressions
from tenderscan.settings.tables import check, toml
from tenderscan.sources.elements.encoding import decode
from tenderscan.sources.readers.text.plain import MARKER

BESIDE = "tenderscan-suppress.toml"
"""The file of suppressions beside a dossier."""

_MARKED = ("text/markdown", "text/plain")
_IGNORE = re.compile(
    r"ignore\s+(?P<ids>[\w.*?\-]+(?:\s*,\s*[\w.*?\-]+)*)(?:\s+until\s+(?P<until>[\d-]+))?\s*(?::\s*(?P<reason>.*))?",
    re.DOTALL,
)
_ADVICE = "Write <!-- tenderscan: ignore labour.living-wage until 2027-01-31: why -->."


def beside(paths: Sequence[Path]) -> tuple[Suppression, ...]:
    """Suppressions in files beside the dossier. Raises SettingsError for a file that is wrong."""
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in paths)
    found: list[Suppression] = []
    for file in (folder / BESIDE for folder in folders):
        if file.is_file():
            data = toml(file)
            check(data, "suppress", file.as_posix())
            found += suppressions(data.get("suppress", ()), file)
    return checked(found)


def marked(documents: Iterable[Document], originals: Mapping[str, Callable[[], bytes]]) -> tuple[Suppression, ...]:
    """Suppressions in the dossier's own Markdown and text files. Raises SettingsError for one without a reason."""
    found: list[Suppression] = []
    for document in documents:
        if document.media_type in _MARKED and document.path in originals:
            found += _in_text(decode(originals[document.path]()), document.path)
    return checked(found)


def _in_text(text: str, path: str) -> Iterator[Suppression]:
    for marker in MARKER.finditer(text):
        place = f"{path}:{text.count(chr(10), 0, marker.start()) + 1}"
        said = _IGNORE.fullmatch(marker["body"].strip())
        if said is None:
            raise SettingsError(f"{place}: the marker is not understood.", _ADVICE)
        reason = " ".join((said["reason"] or "").split())
        if not reason:
            raise SettingsError(f"{place}: the marker says not why {said['ids']} is ignored.", _ADVICE)
        for criterion in re.split(r"\s*,\s*", said["ids"]):
            yield Suppression(criterion, reason, said["until"] or "", place)


def checked(found: Iterable[Suppression]) -> tuple[Suppression, ...]:
    """The suppressions, each with a day that exists or none. Raises SettingsError otherwise."""
    every = tuple(found)
    for each in every:
        try:
            right = not each.until or date.fromisoformat(each.until).isoformat() == each.until
        except ValueError:
            right = False
        if not right:
            raise SettingsError(
                f'{each.source}: "{each.until}" is no day (suppression of {each.criterion}).', "Write it as 2027-01-31."
            )
    return every
