"""Derives the results in a bundle again: takes the file, says where it differs from what is found now."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from tenderscan.audit.bundle import MANIFEST, SCHEMA
from tenderscan.audit.identity import BY_COUNTRY, judging_digest
from tenderscan.audit.kept import unpack_reading
from tenderscan.check import Checker, CheckOptions
from tenderscan.errors import UsageError
from tenderscan.reports.json import as_data

LARGEST = 500_000_000
"""Bytes of a member that is read."""

MOST_NAMED = 20
"""Differences named of one report."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying found: dossiers looked at, differences (dossier, what), and remarks that are no difference."""

    dossiers: int
    differences: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    manifest: str


def verify(path: Path) -> Verified:
    """Check the digests in a bundle and judge its texts again by its rules. Raises UsageError for what is no bundle."""
    try:
        with zipfile.ZipFile(path) as bundle:
            return _verified(bundle, path.name)
    except OSError as error:
        raise UsageError(f"{path.as_posix()} cannot be read ({error.strerror or error}).", "Check its name.") from error
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError) as error:
        raise UsageError(
            f"{path.name} is no bundle, or it is damaged.", "Make it with tenderscan audit bundle."
        ) from error


def _verified(bundle: zipfile.ZipFile, name: str) -> Verified:
    raw = _member(bundle, MANIFEST)
    manifest = json.loads(raw)
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        raise UsageError(f"{name} is no bundle of this version of tenderscan.", "Make it with tenderscan audit bundle.")
    differences = list(_digests(bundle, manifest["members"]))
    remarks = []
    if manifest["tool"]["code"] != judging_digest():
        made = manifest["tool"]["version"]
        remarks.append(f"It was made by tenderscan {made}, not by the version here: what differs may come from that.")
    with tempfile.TemporaryDirectory(prefix="tenderscan-") as folder:
        options = _options(bundle, manifest, Path(folder))
        with Checker(options, rules_folder=Path(folder) / "rules" / "0") as checker:
            if checker.rulebook.sha256 != manifest["rulebook"]["sha256"]:
                differences.append(("", "the rules are not those whose digest the bundle names"))
            for dossier in manifest["dossiers"]:
                differences += ((dossier["name"], said) for said in _dossier(bundle, dossier, checker, options))
    return Verified(len(manifest["dossiers"]), tuple(differences), tuple(remarks), hashlib.sha256(raw).hexdigest())


def _digests(bundle: zipfile.ZipFile, members: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    held = {info.filename for info in bundle.infolist()} - {MANIFEST}
    for name in sorted(set(members) - held):
        yield "", f"{name} is gone"
    for name in sorted(held - set(members)):
        yield "", f"{name} was put in later"
    for name in sorted(held & set(members)):
        if hashlib.sha256(_member(bundle, name)).hexdigest() != members[name]:
            yield "", f"{name} was changed"


def _dossier(
    bundle: zipfile.ZipFile, dossier: Mapping[str, Any], checker: Checker, options: CheckOptions
) -> Iterator[str]:
    report = json.loads(_member(bundle, f"{dossier['folder']}/report.json"))
    reading = unpack_reading(_member(bundle, f"{dossier['folder']}/reading.bin"))
    texts = {document.path: document.text for document in reading.dossier.documents}
    for document in dossier["documents"]:
        if texts.get(document["path"], "").encode("utf-8", "replace") != _member(bundle, document["text"]):
            yield f"the text of {document['path']} is not the one that was judged"
    checker.options = _own_options(options, dossier)
    derived = json.loads(json.dumps(as_data(checker.judge(reading).report)))
    yield from list(_different(report, derived))[:MOST_NAMED]


def _different(old: Any, new: Any, place: str = "") -> Iterator[str]:
    """Where two reports differ, criteria by their verdict first."""
    if isinstance(old, dict) and isinstance(new, dict) and "criteria" in old and "criteria" in new:
        before = {finding["id"]: finding for finding in old["criteria"]}
        after = {finding["id"]: finding for finding in new["criteria"]}
        for name in sorted(before.keys() | after.keys()):
            one, other = before.get(name, {}).get("verdict"), after.get(name, {}).get("verdict")
            if one != other:
                yield f"{name}: the bundle says {one}, derived again it is {other}"
    yield from _leaves(old, new, place)


def _leaves(old: Any, new: Any, place: str) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from _leaves(old.get(key), new.get(key), f"{place}.{key}" if place else key)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _leaves(one, other, f"{place}[{number}]")
    elif old != new:
        yield f"{place}: {_short(old)} is {_short(new)} when derived again"


def _short(value: Any) -> str:
    said = json.dumps(value, ensure_ascii=False)
    return said if len(said) <= 60 else f"{said[:57]}…"


def _options(bundle: zipfile.ZipFile, manifest: Mapping[str, Any], folder: Path) -> CheckOptions:
    """The rules and the profile of the bundle as files, and the options that name them.

    Where the profile was each dossier's own, that of its country, none is named here either.
    """
    for info in bundle.infolist():
        parts = PurePosixPath(info.filename).parts
        if parts[0] != "rules" or info.is_dir():
            continue
        if ".." in parts or PurePosixPath(info.filename).is_absolute():
            raise UsageError("the bundle names files outside of itself.", "Do not trust it.")
        target = folder.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_member(bundle, info.filename))
    more = tuple(folder / "rules" / str(number) for number in range(1, int(manifest["rulebook"]["folders"])))
    if manifest["profile"] == BY_COUNTRY:
        return CheckOptions(rules=more)
    profile = {key: value for key, value in manifest["profile"].items() if value and key != "extends"}
    file = folder / "profile.yaml"
    file.write_text(yaml.safe_dump(profile, allow_unicode=True), encoding="utf-8")
    return CheckOptions(profile=str(file), rules=more)


def _own_options(options: CheckOptions, dossier: Mapping[str, Any]) -> CheckOptions:
    """The options by which a dossier was judged; of the day the one that the result names."""
    known = {field.name for field in fields(CheckOptions)}
    said = {name: value for name, value in json.loads(dossier["settings"]).items() if name in known}
    for name, value in said.items():
        said[name] = tuple(value) if isinstance(value, list) else value
    said |= {"applicable": frozenset(said.get("applicable", ())), "password": None, "as_of": dossier["as_of"]}
    return CheckOptions(**{**said, "profile": options.profile, "rules": options.rules})


def _member(bundle: zipfile.ZipFile, name: str) -> bytes:
    info = bundle.getinfo(name)
    if info.file_size > LARGEST:
        raise UsageError(f"{name} in the bundle is too large.", "Do not trust it.")
    return bundle.read(info)
