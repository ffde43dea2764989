"""`tenderscan.toml`, or `[tool.tenderscan]` in pyproject.toml: where it is, and what it says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tenderscan.model.acceptance import Expectation, Suppression
from tenderscan.settings.tables import check, read, toml

OWN, PYPROJECT = "tenderscan.toml", "pyproject.toml"

_EXPECT = re.compile(r"\s*\[\[\s*(?:tool\s*\.\s*tenderscan\s*\.\s*)?expect\s*\]\]")


@dataclass(frozen=True)
class Settings:
    """What a repository asks of every run; empty and None where it asks nothing. Paths are absolute."""

    file: Path | None = None
    profile: str | None = None
    rules: tuple[Path, ...] = ()
    cpv: tuple[str, ...] = ()
    language: str | None = None
    fail_on: str | None = None
    allow: str | None = None
    formats: tuple[str, ...] = ()
    baseline: Path | None = None
    ocr: str | None = None
    reader: str | None = None
    rulebook_version: str | None = None
    country: str | None = None
    suppressions: tuple[Suppression, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    exclude: tuple[str, ...] = ()


def settings_for(path: Path, *, wanted: bool) -> Settings:
    """The settings nearest to a path, or none where they are not wanted. Raises SettingsError."""
    return find_settings(path) if wanted else Settings()


def find_settings(path: Path) -> Settings:
    """The settings nearest to a path, from its folder upwards, never past the root of a repository.

    In one folder tenderscan.toml goes before pyproject.toml. Raises SettingsError where the file is wrong.
    """
    for folder in _upwards(path):
        if (folder / OWN).is_file():
            return _settings(folder / OWN, toml(folder / OWN))
        table = _table(folder / PYPROJECT) if (folder / PYPROJECT).is_file() else None
        if table is not None:
            return _settings(folder / PYPROJECT, table)
    return Settings()


def _upwards(path: Path) -> Iterator[Path]:
    start = path.resolve()
    start = start if start.is_dir() else start.parent
    for folder in (start, *start.parents):
        yield folder
        if (folder / ".git").exists():
            return


def _table(path: Path) -> dict[str, Any] | None:
    """Our table of a pyproject.toml; None where it has none, or is broken in what is not ours."""
    text = read(path)
    if "tenderscan" not in text:
        return None
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        if "[tool.tenderscan" not in text.replace(" ", ""):
            return None
    tool = toml(path).get("tool")
    table = tool.get("tenderscan") if isinstance(tool, Mapping) else None
    return dict(table) if isinstance(table, Mapping) else None


def _settings(file: Path, data: Mapping[str, Any]) -> Settings:
    check(data, "settings", _shown(file))
    folder = file.parent
    profile = data.get("profile")
    return Settings(
        file=file,
        profile=str(folder / profile) if profile and _is_file_name(profile) else profile,
        rules=tuple(folder / name for name in data.get("rules", ())),
        cpv=tuple(data.get("cpv", ())),
        language=data.get("language"),
        fail_on=data.get("fail-on"),
        allow=data.get("allow"),
        formats=tuple(_format(folder, raw) for raw in data.get("format", ())),
        baseline=folder / data["baseline"] if "baseline" in data else None,
        ocr=data.get("ocr"),
        reader=data.get("reader"),
        rulebook_version=data.get("rulebook-version"),
        country=data.get("country"),
        suppressions=suppressions(data.get("suppress", ()), file),
        expectations=tuple(_expectations(data.get("expect", ()), file)),
        exclude=tuple(data.get("exclude", ())),
    )


def suppressions(raw: Sequence[Mapping[str, str]], file: Path) -> tuple[Suppression, ...]:
    """Checked tables as suppressions; patterns of dossiers count from the folder of the file they stand in."""
    root = str(file.resolve().parent)
    return tuple(
        Suppression(each["id"], each["reason"].strip(), each.get("until", ""), file.name, each.get("dossier", ""), root)
        for each in raw
    )


def _expectations(raw: Sequence[Mapping[str, Any]], file: Path) -> Iterator[Expectation]:
    root = str(file.resolve().parent)
    lines = [number for number, line in enumerate(read(file).splitlines(), 1) if _EXPECT.match(line)] if raw else []
    for number, each in enumerate(raw):
        # Written as an array of inline tables it has no line of its own.
        line = f":{lines[number]}" if len(lines) == len(raw) else ""
        yield Expectation(
            _several(each["files"]), _several(each["criteria"]), each.get("verdict", "met"), each.get("language", ""),
            f"{_shown(file)}{line}", root,
        )  # fmt: skip


def _several(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _format(folder: Path, raw: str) -> str:
    """A format whose file lies in the folder of the settings, wherever the command runs."""
    name, equals, file = raw.partition("=")
    return f"{name}={(folder / file).as_posix()}" if equals and file else raw


def _is_file_name(profile: str) -> bool:
    return profile.endswith((".yaml", ".yml"))


def _shown(file: Path) -> str:
    """The file as the user may find it: from the working folder where it lies under it."""
    try:
        return file.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()
