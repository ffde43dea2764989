"""A file that proves itself: takes results out of a store, gives a ZIP with rules, texts, reports and their digests.

Anyone with tenderscan can derive the results again from it (verify.py). The same results give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tenderscan.audit.identity import BY_COUNTRY, Identity
from tenderscan.audit.kept import unpack_reading
from tenderscan.audit.store import tables as t
from tenderscan.audit.store.open import Store
from tenderscan.audit.store.read import packed_reading
from tenderscan.check import Checker
from tenderscan.errors import UsageError
from tenderscan.rulebook.load.locate import rules_folder
from tenderscan.rulebook.load.rulebook import rule_paths

SCHEMA = "tenderscan-bundle-1"
MANIFEST = "manifest.json"

_TIME = (2026, 1, 1, 0, 0, 0)
"""The moment a ZIP must name: always the same one, so that the same results give the same bytes."""

_COLUMNS = (
    "inputs",
    "content",
    "reading",
    "rules",
    "tool",
    "rulebook",
    "as_of",
    "cpv",
    "settings",
    "held",
    "held_because",
)


@dataclass(frozen=True, slots=True)
class Bundled:
    """How many dossiers were bundled, and the digest of the manifest: published apart, it vouches for the whole."""

    dossiers: int
    manifest: str


def write_bundle(store: Store, checker: Checker, path: Path, only: Sequence[str] = ()) -> Bundled:
    """Bundle the current results of dossiers whose names fit `only` (all where it is empty).

    Raises UsageError where there is none, where results were made with other rules or another profile than the
    checker's, and where the text of one is not kept.
    """
    rows = [row for row in _results(store) if not only or any(fnmatchcase(row["name"], glob) for glob in only)]
    if not rows:
        raise UsageError("there is no result to bundle.", "Audit first, or name other dossiers with --only.")
    identity = Identity.of(checker)
    other = [row["name"] for row in rows if row["rules"] != identity.rules or row["profile"] != identity.profile]
    if other:
        what = f"{len(other)} results were made with other rules or another profile ({other[0]})."
        raise UsageError(what, "Audit again, or give the --rules and --profile of the audit.")
    members: dict[str, str] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:

        def put(name: str, content: bytes) -> None:
            members[name] = hashlib.sha256(content).hexdigest()
            _put(bundle, name, content)

        for name, content in _rules(checker):
            put(name, content)
        dossiers = [_dossier(store, row, f"dossiers/{number:05}", put) for number, row in enumerate(rows, start=1)]
        manifest = {
            "schema": SCHEMA,
            "tool": {"name": "tenderscan", "version": identity.tool, "code": identity.code, "ocr": identity.engine},
            "rulebook": {
                "version": identity.rulebook,
                "sha256": identity.rules,
                "folders": 1 + len(checker.options.rules),
            },
            "profile": asdict(checker.profile) if checker.profile else BY_COUNTRY,
            "dossiers": dossiers,
            "members": members,
        }
        raw = (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")
        _put(bundle, MANIFEST, raw)
    return Bundled(len(rows), hashlib.sha256(raw).hexdigest())


def _dossier(store: Store, row: Mapping[str, Any], folder: str, put: Any) -> dict[str, Any]:
    packed = packed_reading(store, row["reading"])
    if packed is None:
        raise UsageError(f"the text of {row['name']} is not kept in this store.", "Name its texts with --texts.")
    put(f"{folder}/report.json", zlib.decompress(row["packed"]))
    put(f"{folder}/reading.bin", packed)
    texts = []
    for number, document in enumerate(unpack_reading(packed).dossier.documents, start=1):
        put(f"{folder}/text-{number:03}.txt", document.text.encode("utf-8", "replace"))
        texts.append({"path": document.path, "sha256": document.sha256, "text": f"{folder}/text-{number:03}.txt"})
    reviews = _reviews(store, int(row["dossier_id"]))
    put(f"{folder}/reviews.json", json.dumps(reviews, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
    return {"name": row["name"], "folder": folder, "documents": texts, **{name: row[name] for name in _COLUMNS}}


def _results(store: Store) -> list[dict[str, Any]]:
    r = t.results.c
    columns = [t.dossiers.c.name, r.dossier_id, r.profile, t.reports.c.packed, *(r[name] for name in _COLUMNS)]
    joined = t.results.join(t.dossiers, t.dossiers.c.id == r.dossier_id).join(t.reports, t.reports.c.result_id == r.id)
    with store.reading() as connection:
        rows = connection.execute(select(*columns).select_from(joined).where(r.current)).mappings().all()
    return sorted((dict(row) for row in rows), key=lambda row: str(row["name"]))


def _reviews(store: Store, dossier: int) -> list[dict[str, Any]]:
    """What people judged of a dossier, with all revisions; of the readers only that they are different ones."""
    v = t.reviews.c
    asked = select(t.reviews).where(v.dossier_id == dossier).order_by(v.criterion, v.id)
    with store.reading() as connection:
        rows = connection.execute(asked).mappings().all()
    names = {name: f"reader {number}" for number, name in enumerate(sorted({row["reader"] for row in rows}), start=1)}
    kept = ("criterion", "role", "revision", "inputs", "verdict", "quote", "page", "note")
    return [{**{name: row[name] for name in kept}, "reader": names[row["reader"]]} for row in rows]


def _rules(checker: Checker) -> Iterator[tuple[str, bytes]]:
    for number, root in enumerate((rules_folder(), *checker.options.rules)):
        version = root / "version.txt"
        for path in [*([version] if version.is_file() else []), *rule_paths(root)]:
            content = path.read_bytes().replace(b"\r\n", b"\n")
            yield f"rules/{number}/{path.relative_to(root).as_posix()}", content


def _put(bundle: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    bundle.writestr(info, content)
