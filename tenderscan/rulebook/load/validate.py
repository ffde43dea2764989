"""Rule files against their schemas and against each other; every fault names file, line, key and mend."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib import resources
from typing import Any

import jsonschema

from tenderscan.model.rule import CITED, Criterion, Rulebook
from tenderscan.model.signal import PREFIX
from tenderscan.rulebook.load.files import Keys, RuleFile
from tenderscan.rulebook.load.places import check_acts, check_places


def check_file(file: RuleFile, kind: str) -> None:
    """Check a file against the schema of its folder. Raises RuleError for the first fault."""
    fault = jsonschema.exceptions.best_match(_validator(kind).iter_errors(file.data))
    if fault is not None:
        keys = tuple(fault.absolute_path)
        raise file.error(*_advice(fault, keys))
    if kind == "criteria":
        _check_place(file)
        for number, source in enumerate(file.data["sources"]):
            _check_days(file, source, ("sources", number))
    elif kind == "references":
        for name, reference in file.data["references"].items():
            _check_days(file, reference, ("references", name))


def _check_days(file: RuleFile, raw: Mapping[str, Any], keys: Keys) -> None:
    for name in ("checked", "valid_from", "valid_to"):
        if name in raw:
            try:
                date.fromisoformat(str(raw[name]))
            except ValueError:
                advice = "Write it as 2026-11-23."
                raise file.error(f'"{raw[name]}" is no day for {name}.', (*keys, name), advice) from None
    if "valid_from" in raw and "valid_to" in raw and str(raw["valid_from"]) > str(raw["valid_to"]):
        raise file.error("valid_from is later than valid_to.", (*keys, "valid_to"), "Mend one of the days.")


@lru_cache(maxsize=9)
def _validator(kind: str) -> Any:
    text = (resources.files("tenderscan.rulebook") / "schema" / f"{kind}.schema.json").read_text("utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def _advice(fault: Any, keys: Keys) -> tuple[str, Keys, str]:
    """What is wrong, where, and the mend, in words an author understands."""
    where = ".".join(str(key) for key in keys) or "the file"
    if fault.validator == "additionalProperties":
        known = sorted(fault.schema.get("properties", {}))
        unknown = min(set(fault.instance) - set(known))
        close = difflib.get_close_matches(unknown, known, 1)
        mend = f'Did you mean "{close[0]}"?' if close else f"Known keys: {', '.join(known)}."
        return f'unknown key "{unknown}" in {where}.', (*keys, unknown), mend
    if fault.validator == "required":
        lacking = min(set(fault.validator_value) - set(fault.instance))
        return f'the key "{lacking}" is lacking in {where}.', keys, "Add it (docs/rule-format.md)."
    if fault.validator == "enum":
        close = difflib.get_close_matches(str(fault.instance), [str(v) for v in fault.validator_value], 1)
        values = ", ".join(str(value) for value in fault.validator_value)
        mend = f'Did you mean "{close[0]}"?' if close else f"Choose one of: {values}."
        return f'"{fault.instance}" is no value for {where}.', keys, mend
    if fault.validator == "pattern" and "=" in str(fault.instance):
        mend = "Put = before the whole phrase, or write a phrase of its own for the word that must stand exactly so."
        return f'"{fault.instance}" has a = inside, where it would match nothing.', keys, mend
    if fault.validator == "type":
        return f"{where} must be of type {fault.validator_value}.", keys, "See docs/rule-format.md."
    return f"{where} is not as it should be: {fault.message}.", keys, "See docs/rule-format.md."


def _check_place(file: RuleFile) -> None:
    theme, _, name = file.data["id"].partition(".")
    if (file.path.parent.name, file.path.stem) != (theme, name):
        expected = f"criteria/{theme}/{name}.yaml"
        raise file.error(f'the id "{file.data["id"]}" does not fit the file.', ("id",), f"Move it to {expected}.")


def gather(kind: str, files: Sequence[RuleFile]) -> dict[str, tuple[RuleFile, Any]]:
    """The concepts or criteria of the files by id, each with its file; those of a later folder override by id.

    Raises RuleError where one folder has an id twice: one of them would be lost in silence.
    """
    found: dict[str, tuple[RuleFile, Any]] = {}
    for file in files:
        items = file.data["concepts"].items() if kind == "concept" else ((file.data["id"], file.data),)
        for name, raw in items:
            rival = found.get(name)
            if rival is not None and rival[0].root == file.root:
                keys = ("concepts", name) if kind == "concept" else ("id",)
                raise file.error(
                    f'the {kind} "{name}" stands in {rival[0].name} too.', keys, "Join the two, or rename one."
                )
            found[name] = (file, raw)
    return found


def check_references(rulebook: Rulebook, kinds: Mapping[str, Sequence[RuleFile]]) -> None:
    """Check that every concept, signal and criterion that is referred to exists. Raises RuleError."""
    signals = {f"{PREFIX}{name}" for lists in rulebook.signals.values() for name in lists}
    concepts = rulebook.concepts.keys() | signals | {f"{CITED}{name}" for name in rulebook.concepts}
    criteria = [criterion.id for criterion in rulebook.criteria]
    for file in kinds["vocabulary"]:
        for name, raw in file.data["concepts"].items():
            for key in ("includes", "takes"):
                _known(file, raw.get(key, ()), rulebook.concepts, ("concepts", name, key), "concept")
    for file in kinds["signals"]:
        for name, raw in (file.data.get("scopes") or {}).items():
            for key in ("cues", "ends", "pseudo"):
                own = [f"{PREFIX}{signal}" for signal in raw.get(key, ())]
                _known(file, own, signals, ("scopes", name, key), "signal")
    files = {file.data["id"]: file for file in kinds["criteria"]}
    for criterion in rulebook.criteria:
        for keys, names in _references(criterion):
            _known(files[criterion.id], names, concepts, keys, "concept")
        _known_patterns(files[criterion.id], criterion.applies.when, criteria, ("applies", "when"))
    for file in kinds["references"]:
        for name, raw in file.data["references"].items():
            successor = [raw["replaced_by"]] if "replaced_by" in raw else []
            _known(file, successor, rulebook.references, ("references", name, "replaced_by"), "reference")
    check_acts(kinds["criteria"], rulebook.acts, rulebook.places)
    check_places(kinds["countries"], rulebook.places, rulebook.acts, rulebook.profiles)
    for file in kinds["profiles"]:
        check_profile(file, rulebook)
    _check_circles(kinds["profiles"])


def _check_circles(files: Sequence[RuleFile]) -> None:
    wider = {file.data["name"]: file.data.get("extends") for file in files}
    for file in files:
        passed: list[str] = []
        name: str | None = file.data["name"]
        while name is not None and name not in passed:
            passed.append(name)
            name = wider.get(name)
        if name is not None:
            way = " → ".join((*passed, name))
            raise file.error(f"the profiles extend one another in a circle: {way}.", ("extends",), "Break it.")


def check_profile(file: RuleFile, rulebook: Rulebook) -> None:
    """Check that a profile names only criteria and profiles that there are. Raises RuleError."""
    criteria = [criterion.id for criterion in rulebook.criteria]
    for key in ("required", "recommended"):
        _known_patterns(file, file.data.get(key, ()), criteria, (key,))
    if "extends" in file.data:
        _known(file, (file.data["extends"],), rulebook.profiles, ("extends",), "profile")


def _references(criterion: Criterion) -> Iterator[tuple[Keys, Iterable[str]]]:
    for number, alternative in enumerate(criterion.evidence):
        yield ("evidence", number, "match"), sorted(alternative.expression.concepts())
    yield ("not_when",), criterion.not_when
    yield ("clashes",), criterion.clashes
    yield ("applies", "bought"), criterion.applies.bought
    yield ("applies", "named"), criterion.applies.named
    yield ("applies", "not_named"), criterion.applies.not_named


def _known(file: RuleFile, names: Iterable[str], known: Iterable[str], keys: Keys, kind: str) -> None:
    for name in names:
        if name not in known:
            close = difflib.get_close_matches(name, list(known), 1)
            mend = f'Did you mean "{close[0]}"?' if close else f"Define the {kind} or leave it out."
            raise file.error(f'there is no {kind} "{name}".', keys, mend)


def _known_patterns(file: RuleFile, patterns: Iterable[str], criteria: Sequence[str], keys: Keys) -> None:
    for pattern in patterns:
        if not any(fnmatchcase(criterion, pattern) for criterion in criteria):
            close = difflib.get_close_matches(pattern, criteria, 1)
            mend = f'Did you mean "{close[0]}"?' if close else "Write its rule file first, or leave it out."
            raise file.error(f'there is no criterion "{pattern}".', keys, mend)
