"""TOML and JSON files that a user writes, checked against a schema; what is wrong becomes a sentence with its mend."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from tenderscan.errors import SettingsError


def toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file, days as text. Raises SettingsError where it cannot be read or is no TOML."""
    return parsed(read(path), path.as_posix())


def parsed(text: str, name: str) -> dict[str, Any]:
    """The tables of a TOML text, days as text; `name` is what an error calls it. Raises SettingsError for no TOML."""
    try:
        loaded = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name} is no TOML: {error}.", "Mend that line.") from error
    plain: dict[str, Any] = _plain(loaded)
    return plain


def read(path: Path) -> str:
    """The text of a file in UTF-8. Raises SettingsError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path.as_posix()} is not in UTF-8.", "Save it as UTF-8.") from error
    except OSError as error:
        reason = (error.strerror or "an error").lower()
        raise SettingsError(f"{path.as_posix()} cannot be read ({reason}).", "Check the file.") from error


def check(data: Any, schema: str, file: str) -> None:
    """Hold data against a schema of this package. Raises SettingsError naming the file, the key and the mend."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    error = best_match(Draft202012Validator(_schema(schema)).iter_errors(data))
    if error is not None:
        raise SettingsError(*_sentence(error, file))


@lru_cache
def _schema(name: str) -> dict[str, Any]:
    text = (resources.files("tenderscan.settings") / "schema" / f"{name}.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value


def _sentence(error: Any, file: str) -> tuple[str, str]:
    key = _key(error.absolute_path)
    place = f'{file}: "{key}"' if key else f"{file}:"
    if error.validator == "additionalProperties":
        known = sorted(error.schema["properties"])
        extra = sorted(set(error.instance) - set(known))
        return f'{place} has a key that is not known, "{extra[0]}".', f"Known keys: {', '.join(known)}."
    if error.validator == "required":
        lacking = next(name for name in error.validator_value if name not in error.instance)
        said = error.schema["properties"][lacking].get("description", "Add it.")
        return f'{place} has no "{lacking}".', said
    if error.validator == "enum":
        choices = ", ".join(str(choice) for choice in error.validator_value)
        return f'{place} does not know "{error.instance}".', f"Choose one of: {choices}."
    return f"{place} is not as it should be.", error.schema.get("description", error.message)


def _key(path: Iterable[Any]) -> str:
    """A path in the data as a user counts: the second item of a list is number 2."""
    return ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in path)
