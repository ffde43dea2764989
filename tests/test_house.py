"""No module imports itself by a way round, in no package: a circle is named by its modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

from tenderscan.model.signal import PREFIX, Signal
from tenderscan.rulebook.load.rulebook import load_rulebook

ROOT = Path(__file__).parent.parent
LONGEST = 400


def _imports(package: str) -> dict[str, set[str]]:
    graph = grimp.build_graph(package, cache_dir=None)
    # A package stands for its `__init__`; what lies in it may import it, and it may name what lies in it.
    return {
        module: {
            other
            for other in graph.find_modules_directly_imported_by(module)
            if not module.startswith(f"{other}.") and not other.startswith(f"{module}.")
        }
        for module in graph.modules
    }


def test_no_module_imports_itself_by_a_way_round() -> None:
    try:
        TopologicalSorter(_imports("tenderscan")).prepare()
    except CycleError as error:
        pytest.fail("A circle: " + " imports ".join(reversed(error.args[1])))


def test_no_module_is_too_long() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in (ROOT / "tenderscan").rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert not long, f"Modules of more than {LONGEST} lines: {long}"


def test_every_room_says_in_its_first_line_what_it_takes_and_gives() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tenderscan").rglob("__init__.py")
        if not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert not silent


def _trees() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted((ROOT / "tenderscan").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name != "tenderscan/model/signal.py":
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def test_every_signal_of_the_code_is_read_by_it() -> None:
    read = {
        node.attr
        for _, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Signal"
    }
    # What only the scopes of cues name is read through them.
    scopes = [scope for each in load_rulebook().scopes.values() for scope in each.values()]
    named = {name for scope in scopes for name in (*scope.cues, *scope.ends, *scope.pseudo)}
    assert {signal.name for signal in Signal if signal not in named} - read == set()


READERS = frozenset({"own", "cues", "says", "around", "nearby", "has_nearby", "hits", "Cue"})
"""What is asked for a signal by its name."""


def test_no_signal_is_named_by_a_string() -> None:
    names, found = set(Signal), []
    for name, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(PREFIX):
                found.append(f"{name}:{node.lineno} {node.value}")
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if called in READERS:
                    found += [f"{name}:{node.lineno} {text}" for text in texts if text in names]
    assert found == []
