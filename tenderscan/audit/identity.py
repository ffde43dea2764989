"""Which result is the same as which: takes all that a result is made from, gives digests.

Files, code, libraries, rules, profile and options go in. A dossier whose digest is in the store is not done again; one
whose reading is the same is judged from its stored text; anything else is read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tenderscan import __version__
from tenderscan.check import Checker, CheckOptions
from tenderscan.model.rule import Rulebook
from tenderscan.sources.readers.scan.ocr import engine

PACKAGE = Path(__file__).parent.parent

_ABOVE = frozenset(
    {
        "audit",
        "cli",
        "web",
        "suggest",
        "diff",
        "acceptance",
        "evaluation",
        "settings",
        "_rules",
        "__pycache__",
        "lsp",
        "teaching",
    }
)
"""Packages that no verdict depends on."""

_READING = frozenset({"sources", "containers", "lexicon", "model"})
"""Packages that reading depends on."""

_LIBRARIES = ("pypdfium2", "pdfplumber", "lxml", "openpyxl", "python-docx", "python-oxmsg", "msoffcrypto-tool")
_JUDGING = ("spacy", "simplemma")


@dataclass(frozen=True, slots=True)
class Identity:
    """All that is the same for every dossier of a run.

    `reading` gives how files are read, `code` the program that judges, `rules` and `profile` what it judges by.
    """

    tool: str
    code: str
    reading: str
    rules: str
    rulebook: str
    profile: str
    profile_digest: str
    engine: str

    @classmethod
    def of(cls, checker: Checker) -> Identity:
        """The identity of what a checker would say."""
        options = checker.options
        found = engine() if options.ocr != "never" else None
        tesseract = f"{found.version} {' '.join(found.languages)}" if found else ""
        return cls(
            tool=__version__,
            code=judging_digest(),
            reading=reading_digest(options, checker.rulebook, tesseract),
            rules=checker.rulebook.sha256,
            rulebook=checker.rulebook.version,
            profile=checker.profile.name if checker.profile else BY_COUNTRY,
            profile_digest=digest((repr(checker.profile),)),
            engine=tesseract,
        )


BY_COUNTRY = "by-country"
"""What stands for the profile where each dossier's country decides it."""


def judging_digest() -> str:
    """The digest of the program and the libraries that judge, as they are installed here."""
    return digest((code_digest(None), *(_version(name) for name in _JUDGING)))


def reading_digest(options: CheckOptions, rulebook: Rulebook, engine: str) -> str:
    """The digest of the way files are read: code, libraries, OCR, and all that a reader is told (words among it)."""
    told = replace(options.reading(rulebook), password="password" if options.password else None)
    libraries = (f"{name} {_version(name)}" for name in _LIBRARIES)
    return digest((code_digest(_READING), *libraries, engine, repr(told)))


def reading_key(name: str, content: str, reading: str) -> str:
    """The key under which what was read of a dossier is kept."""
    return digest((name, content, reading))


def settings_of(options: CheckOptions) -> dict[str, Any]:
    """The options that a verdict may depend on, as JSON has them; of a password only that there was one."""
    left_out = {"rules", "rulebook_version", "profile"}
    found = {field.name: getattr(options, field.name) for field in fields(options) if field.name not in left_out}
    found["password"] = bool(options.password)
    own = Path(options.reader)
    if own.is_file():
        # A learned reader of the user's own is known by what is in it.
        found["reader"] = _file_digest(own)
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in sorted(found.items())}


def way_of(identity: Identity, settings: Mapping[str, Any]) -> str:
    """The digest of how a dossier is judged, whatever is in it."""
    parts = (identity.code, identity.reading, identity.rules, identity.profile_digest)
    return digest((*parts, json.dumps(settings, sort_keys=True, default=str)))


def inputs_of(name: str, content: str, way: str) -> str:
    """The digest of all that a result is made from."""
    return digest((name, content, way))


def digest(parts: Iterable[str]) -> str:
    """One digest of several texts."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return whole.hexdigest()


def content_digest(path: Path) -> str:
    """The digest of a dossier's files, by name and content. Raises OSError."""
    if not path.is_dir():
        return digest((path.name, _file_digest(path)))
    files = sorted((file.relative_to(path).as_posix(), file) for file in path.rglob("*") if file.is_file())
    return digest(part for name, file in files for part in (name, _file_digest(file)))


@cache
def code_digest(packages: frozenset[str] | None) -> str:
    """The digest of the program's own files in some packages, or in all that a verdict depends on."""
    found = []
    for file in sorted(PACKAGE.rglob("*")):
        parts = file.relative_to(PACKAGE).parts
        if not file.is_file() or "__pycache__" in parts or parts[0] in _ABOVE:
            continue
        if packages is None or parts[0] in packages:
            content = file.read_bytes().replace(b"\r\n", b"\n")
            found += ["/".join(parts), hashlib.sha256(content).hexdigest()]
    return digest(found)


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
