"""A result as rows: takes a JSON report and the texts of its documents, gives what the store's tables hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tenderscan.audit.completeness import held
from tenderscan.audit.task import Row
from tenderscan.model.document import Document

AROUND = 240
"""Letters of context kept before and after a quote."""


def result_row(report: Mapping[str, Any]) -> Row:
    """What the table of results says of a report itself."""
    dossier = report["dossier"]
    documents = dossier["documents"]
    found = held(report)
    return {
        "cpv": " ".join(dossier["cpv"]),
        "language": report["language"],
        "languages": " ".join(dossier["languages"]),
        "as_of": report["as_of"],
        "country": dossier.get("country"),
        "authority": dossier["authority"],
        "published": dossier["published"],
        "subject": dossier["subject"],
        "kind": dossier.get("kind"),
        "held": found.kind,
        "held_because": found.because,
        "documents": len(documents),
        "pages": sum(document["pages"] or 0 for document in documents),
        "words": sum(document["words"] for document in documents),
        "unread_pages": sum(len(document["unread_pages"]) for document in documents),
    }


def document_rows(report: Mapping[str, Any]) -> Iterator[Row]:
    """The documents that were read, and those that were not or do not count."""
    for document in report["dossier"]["documents"]:
        yield {
            **{name: document[name] for name in ("path", "sha256", "media_type", "role", "pages", "words")},
            "languages": " ".join(document["languages"]),
            "unread_pages": " ".join(map(str, document["unread_pages"])),
            "doubtful_pages": " ".join(map(str, document["doubtful_pages"])),
            "warnings": "\n".join(document["warnings"]),
            "rejected": None,
        }
    for item in report["dossier"]["rejected"]:
        empty = dict.fromkeys(("sha256", "media_type", "role", "languages", "unread_pages", "doubtful_pages"), "")
        yield {**empty, "path": item["path"], "pages": None, "words": 0, "warnings": "", "rejected": item["reason"]}


def finding_rows(report: Mapping[str, Any]) -> Iterator[Row]:
    """A row for each criterion."""
    both = read_by_both(report)
    for finding in report["criteria"]:
        readers = sorted({passage["reader"] for passage in finding["evidence"] if passage.get("reader")})
        yield {
            "criterion": finding["id"],
            **{name: finding[name] for name in ("theme", "level", "verdict", "confidence")},
            "reasons": " ".join(finding["reasons"]),
            "gaps": " ".join(finding["gaps"]),
            "readers": " ".join(readers),
            "disputed": both and disputed(finding),
            "digest": _digest(finding),
        }


def read_by_both(report: Mapping[str, Any]) -> bool:
    """Whether the learned reader took part: where words alone read, nobody disagrees with them."""
    passages = (p for finding in report["criteria"] for p in (*finding["evidence"], *finding["near_misses"]))
    return any(passage.get("reader") in ("learned", "both") for passage in passages)


def disputed(finding: Mapping[str, Any]) -> bool:
    """Whether the tool's two readers (words, learned) disagree: one alone carries the verdict, or saw what it lacks."""
    evidence = {passage.get("reader") for passage in finding["evidence"]} - {None, ""}
    if evidence:
        return "both" not in evidence and len(evidence) == 1
    return any(near.get("reader") == "learned" for near in finding["near_misses"])


def evidence_rows(report: Mapping[str, Any], documents: Sequence[Document]) -> Iterator[Row]:
    """The passages of all criteria in their order, then the near misses, with the words around them."""
    texts = {document.path: document.text for document in documents}
    for finding in report["criteria"]:
        for rank, passage in enumerate(finding["evidence"], start=1):
            text = texts.get(passage["document"], "")
            start, end = passage["start"], passage["end"]
            yield {
                **_place(finding, passage, rank, "evidence"),
                "section": passage["section"],
                "provision": passage["provision"],
                "stance": passage["stance"],
                "language": passage["language"],
                "lots": " ".join(passage["lots"]),
                "before": text[max(0, start - AROUND) : start],
                "after": text[end : end + AROUND],
                "start": start,
                "end": end,
                "paragraph": passage["paragraph"],
                "boxes": json.dumps(passage["boxes"], separators=(",", ":")) if passage["boxes"] else "",
            }
        for rank, near in enumerate(finding["near_misses"], start=1):
            yield {**_EMPTY, **_place(finding, near, rank, "near-miss"), "reason": near["reason"]}


_TEXTS = ("section", "stance", "language", "lots", "before", "after", "boxes")
_EMPTY: Row = {**dict.fromkeys(_TEXTS, ""), "provision": None, "start": None, "end": None, "paragraph": None}


def _place(finding: Mapping[str, Any], passage: Mapping[str, Any], rank: int, kind: str) -> dict[str, Any]:
    return {
        "criterion": finding["id"],
        "kind": kind,
        "rank": rank,
        "document": passage["document"],
        "page": passage["page"],
        "quote": passage["quote"],
        "reason": "",
        "reader": passage.get("reader") or "",
        "probability": passage.get("probability"),
    }


def _digest(finding: Mapping[str, Any]) -> str:
    """What a reader of the finding sees: verdict, reasons and quotes; a review stays true while it is the same."""
    quotes = [(passage["document"], passage["quote"]) for passage in finding["evidence"]]
    said = json.dumps([finding["verdict"], finding["reasons"], quotes], ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
