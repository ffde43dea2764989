"""Rule files as data with line numbers, and the errors that name file, line, key and the mend."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tenderscan.errors import RuleError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Keys = tuple[Hashable, ...]


@dataclass(frozen=True)
class RuleFile:
    """A YAML file that was read: its path, data, name for errors (relative, with "/"), and its folder of rules."""

    path: Path
    name: str
    data: Any
    root: Path = Path()

    def error(self, message: str, keys: Sequence[Hashable] = (), advice: str = "") -> RuleError:
        """An error that names the file and the line of the key it is about."""
        line = line_of(self.path, keys)
        return RuleError(f"{self.name}, line {line}: {message}", advice)


def read_file(path: Path, root: Path) -> RuleFile:
    """Read one YAML file. Raises RuleError, with the line, where it is no YAML or no mapping."""
    name = path.relative_to(root.parent).as_posix() if path.is_relative_to(root.parent) else path.as_posix()
    try:
        text = path.read_text(encoding="utf-8")
        data = yaml.load(text, Loader=_Loader)
    except UnicodeDecodeError as error:
        raise RuleError(f"{name} is not in UTF-8.", "Save it as UTF-8.") from error
    except OSError as error:
        raise RuleError(f"{name} cannot be read ({error.strerror}).", "Check the path and the rights.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = error.problem or "it is no YAML"
        raise RuleError(f"{name}, line {line}: {problem}.", "Mend the indentation or the quotes there.") from error
    if not isinstance(data, dict):
        raise RuleError(f"{name}, line 1: a mapping of keys is expected.", "See docs/rule-format.md.")
    _no_key_twice(path, name, text)
    return RuleFile(path, name, data, root)


def line_of(path: Path, keys: Sequence[Hashable]) -> int:
    """The line, from 1, on which the value that the keys lead to begins; as far as they lead."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    line = 1
    for key in keys:
        found = _child(node, key)
        if found is None:
            break
        mark, node = found
        line = mark
    return line


def _child(node: Any, key: Hashable) -> tuple[int, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return name.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key].start_mark.line + 1, node.value[key]
    return None


def _no_key_twice(path: Path, name: str, text: str) -> None:
    """YAML readers keep the last of two equal keys in silence; an author would lose words."""
    pending = [yaml.compose(text, Loader=_Loader)]
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.SequenceNode):
            pending.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    line = key.start_mark.line + 1
                    raise RuleError(f'{name}, line {line}: the key "{key.value}" stands twice.', "Keep one.")
                seen.add(key.value)
                pending.append(value)
