"""The rulebook out of its files: read, checked, merged; kept between runs by content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

from tenderscan.cache import cached
from tenderscan.errors import UsageError
from tenderscan.lexicon.syntax import words
from tenderscan.model.place import Act
from tenderscan.model.rule import LANGUAGES, Criterion, Fusion, OwnRule, Profile, Rulebook, Word
from tenderscan.model.scope import CueScope
from tenderscan.rulebook.load import parse, places
from tenderscan.rulebook.load.files import RuleFile, read_file
from tenderscan.rulebook.load.locate import rules_folder
from tenderscan.rulebook.load.store import pack, unpack

Item = TypeVar("Item", Word, str)
Noun = Literal["criterion", "concept", "profile", "reference"]

FOLDERS = ("criteria", "vocabulary", "signals", "structure", "texts", "profiles", "references", "readers", "countries")
FORMAT = 9
"""Raised when the kept form changes its meaning."""


def load_rulebook(
    extra: Sequence[Path] = (), *, folder: Path | None = None, keep: bool | None = None, examples: bool = False
) -> Rulebook:
    """The built-in rules, and those of the extra folders, which add to them and override them by id.

    Examples of criteria are left out unless asked for: no run on a tender needs them. The rulebook is kept between
    runs unless it has examples, which those ask for who work on the rules and on their checks; `keep` decides. Raises
    RuleError, with file, line, key and mend, for a file that is wrong.
    """
    roots = (folder or rules_folder(), *extra)
    paths = [(root, path) for root in roots for path in rule_paths(root)]
    digest = _digest(paths)

    def build() -> bytes:
        return pack(_build(roots, paths, digest), examples=examples)

    if not (keep if keep is not None else not examples):
        return _build(roots, paths, digest)
    data = cached(digest, f"rulebook-{FORMAT}{'-examples' if examples else ''}", build)
    rulebook = unpack(data)
    return rulebook if rulebook is not None else _build(roots, paths, digest)


def check_version(rulebook: Rulebook, wanted: str | None) -> None:
    """Raise UsageError where a version of the rulebook is asked for and another one is installed."""
    if wanted is not None and wanted != rulebook.version:
        raise UsageError(
            f"rulebook {wanted} is asked for and {rulebook.version} is installed.",
            f"Install the release of tenderscan with rulebook {wanted}, or ask for {rulebook.version}.",
        )


def rule_paths(root: Path) -> Iterator[Path]:
    """The rule files under a folder, in a stable order."""
    for name in FOLDERS:
        yield from sorted(p for p in (root / name).rglob("*.yaml") if p.is_file())


def _digest(paths: Sequence[tuple[Path, Path]]) -> str:
    digest = hashlib.sha256()
    for root, path in paths:
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def _build(roots: Sequence[Path], paths: Sequence[tuple[Path, Path]], digest: str) -> Rulebook:
    # Late: jsonschema is imported where files are checked, never on a run that finds them kept.
    from tenderscan.rulebook.load.validate import check_file, check_references, gather

    kinds = read_kinds(paths)
    for kind, files in kinds.items():
        for file in files:
            check_file(file, kind)
    concepts = gather("concept", kinds["vocabulary"])
    criteria = {name: file for name, (file, _) in gather("criterion", kinds["criteria"]).items()}
    references = {name: raw for file in kinds["references"] for name, raw in file.data["references"].items()}
    acts = places.acts(kinds["countries"])
    rulebook = Rulebook(
        version=_version(roots),
        sha256=digest,
        concepts={name: parse.concept(name, raw) for name, (_, raw) in sorted(concepts.items())},
        signals=_lists(kinds["signals"], "signals", words),
        criteria=tuple(_criteria(criteria, acts)),
        profiles=_profiles(kinds["profiles"]),
        structure=_lists(kinds["structure"], "structure", _strings),
        texts=_texts(kinds["texts"]),
        references={
            **{name: parse.reference(name, raw) for name, raw in sorted(references.items())},
            **places.marks(kinds["countries"]),
        },
        own=tuple(_own(kinds, roots)),
        places=places.places(kinds["countries"]),
        acts=acts,
        fusion=parse.fusion(kinds["readers"][-1].data["fusion"]) if kinds["readers"] else Fusion(),
        scopes=_scopes(kinds["signals"]),
    )
    check_references(rulebook, kinds)
    return rulebook


def read_kinds(paths: Sequence[tuple[Path, Path]]) -> dict[str, list[RuleFile]]:
    """The rule files by the folder they stand in, read but not yet checked."""
    kinds: dict[str, list[RuleFile]] = {name: [] for name in FOLDERS}
    for root, path in paths:
        kinds[path.relative_to(root).parts[0]].append(read_file(path, root))
    return kinds


def _own(kinds: Mapping[str, Sequence[RuleFile]], roots: Sequence[Path]) -> Iterator[OwnRule]:
    """What the folders after the first add, and what of it stands in the first as well."""
    builtin: set[tuple[str, str]] = set()
    for kind, files in kinds.items():
        for file in files:
            own = not file.path.is_relative_to(roots[0])
            for noun, name in _named(kind, file):
                if own:
                    yield OwnRule(noun, name, file.name, (noun, name) in builtin)
                else:
                    builtin.add((noun, name))


def _named(kind: str, file: RuleFile) -> Iterator[tuple[Noun, str]]:
    if kind == "criteria":
        yield "criterion", file.data["id"]
    elif kind == "profiles":
        yield "profile", file.data["name"]
    elif kind == "vocabulary":
        yield from (("concept", name) for name in file.data["concepts"])
    elif kind == "references":
        yield from (("reference", name) for name in file.data["references"])


def _version(roots: Sequence[Path]) -> str:
    found = [root / "version.txt" for root in roots if (root / "version.txt").is_file()]
    return found[0].read_text(encoding="utf-8").strip() if found else "unversioned"


def _criteria(files: dict[str, RuleFile], acts: Mapping[str, Act]) -> Iterator[Criterion]:
    for name in sorted(files):
        yield parse.criterion(files[name].data, acts)


def _strings(raw: Sequence[Any]) -> tuple[str, ...]:
    return tuple(str(item) for item in raw)


def _lists(
    files: Sequence[RuleFile], key: str, convert: Callable[[Any], tuple[Item, ...]]
) -> dict[str, dict[str, tuple[Item, ...]]]:
    """Lists by language and key; those of "any" are added to each language's."""
    found: dict[str, dict[str, tuple[Item, ...]]] = {}
    for file in files:
        language = str(file.data["language"])
        own = found.setdefault(language, {})
        for name, raw in (file.data[key] or {}).items():
            own[name] = own.get(name, ()) + convert(raw or ())
    shared = found.pop("any", {})
    for language in LANGUAGES:
        own = found.setdefault(language, {})
        for name, items in shared.items():
            own[name] = own.get(name, ()) + items
    return {language: found[language] for language in LANGUAGES}


def _scopes(files: Sequence[RuleFile]) -> dict[str, dict[str, CueScope]]:
    """The scopes of each language: those of "any", with what the language says otherwise."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for file in files:
        own = found.setdefault(str(file.data["language"]), {})
        for name, raw in (file.data.get("scopes") or {}).items():
            own[name] = {**own.get(name, {}), **raw}
    shared = found.get("any", {})
    merged = {
        language: {name: {**shared.get(name, {}), **own.get(name, {})} for name in (*shared, *own)}
        for language, own in ((language, found.get(language, {})) for language in LANGUAGES)
    }
    return {
        language: {name: parse.scope(raw) for name, raw in sorted(scopes.items())}
        for language, scopes in merged.items()
    }


def _texts(files: Sequence[RuleFile]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for file in files:
        texts = {str(key): str(text) for key, text in file.data["texts"].items()}
        found[str(file.data["language"])].update(texts)
    return found


def _profiles(files: Sequence[RuleFile]) -> dict[str, Profile]:
    """The profiles by name, each with what it extends; those that others extend come first."""
    raw = {str(file.data["name"]): file.data for file in files}
    found: dict[str, Profile] = {}
    pending = sorted(raw)
    while pending:
        free = [n for n in pending if raw[n].get("extends") not in pending] or pending[:1]
        found |= {name: extended(raw[name], found) for name in free}
        pending = [name for name in pending if name not in free]
    return {name: found[name] for name in sorted(found)}


def extended(raw: Mapping[str, Any], known: Mapping[str, Profile]) -> Profile:
    """A profile with all that the profile it extends asks; what it requires is no longer only recommended."""
    own = parse.profile(raw)
    wider = known.get(str(raw.get("extends", "")))
    if wider is None:
        return own
    recommended = tuple(c for c in wider.recommended if c not in own.required)
    return Profile(
        own.name,
        own.title,
        own.description,
        tuple(dict.fromkeys(wider.required + own.required)),
        tuple(dict.fromkeys(recommended + own.recommended)),
        own.source,
        own.extends,
    )
