"""The law of `suggest` on Word tenders: rejected, nothing changed; accepted, what was put in is met, nothing worse."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tenderscan.check import Checker
from tenderscan.model.completeness import DossierKind
from tenderscan.model.document import Document
from tenderscan.model.report import AwardTable, Level, VerdictKind
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.word.read import read_docx
from tenderscan.suggest.model import SuggestOptions
from tenderscan.suggest.suggest import suggest
from tests.conftest import ROOT, SHARED
from tests.suggest.changes import accept_all, canonical, document, empty, reject_all, with_document

OWN = sorted((ROOT / "corpus" / "documents").rglob("*.docx"))
REAL = [
    SHARED / "documents" / name
    for name in (
        "nl-02-raam-natuursteen",
        "nl-07-meubilair",
        "fr-12-bureau-papier",
        "de-tmb-eigenerklaerung-ausschlussgruende.docx",
    )
] + [SHARED / "second" / "documents" / name for name in ("nl-04-laptops-nl", "nl-06-schoonmaak", "en-15-promotional")]
WORSE = {
    VerdictKind.CONTRADICTED: 0,
    VerdictKind.MISSING: 1,
    VerdictKind.UNDECIDED: 1,
    VerdictKind.WEAK: 2,
    VerdictKind.MET: 3,
    VerdictKind.NOT_APPLICABLE: 3,
}
CHANGED = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def cases() -> list[object]:
    own = [
        pytest.param(path, level, id=f"{path.name}-{level}") for path in OWN for level in Level if level != "optional"
    ]
    real = [
        pytest.param(
            path,
            level,
            id=f"{path.name}-{level}",
            marks=pytest.mark.skipif(not path.exists(), reason="the shared corpus is not at hand"),
        )
        for path in REAL
        for level in (Level.REQUIRED, Level.RECOMMENDED)
    ]
    return own + real


@pytest.mark.parametrize(("path", "level"), cases())
def test_the_law_of_suggest(checker: Checker, path: Path, level: Level) -> None:
    result, suggestion = suggest(checker, [path], SuggestOptions(level))
    assert not suggestion.unmet and not suggestion.worse
    if not suggestion.files:
        # Answers and forms cannot hold a clause: nothing is put into them. What they do not say is undecided; what
        # they ask weakly may get a clause in the annex, which is a paper of its own.
        assert result.report.dossier.kind in (DossierKind.ANSWERS, DossierKind.FORM)
        assert suggestion.undecided and not suggestion.plan.insertions and not suggestion.plan.amendments
        assert {need.finding.verdict for need in suggestion.needs} <= {VerdictKind.WEAK}
        return
    accepted = {}
    for name, data in suggestion.files.items():
        original = result.originals[name]()
        assert canonical(reject_all(data)) == canonical(reject_all(original))
        assert canonical(reject_all(data, "tenderscan")) == canonical(document(original))
        assert empty(reject_all(data)) == empty(reject_all(original))
        assert empty(accept_all(data)) <= empty(accept_all(original))
        assert canonical(accept_all(data)) != canonical(accept_all(original))
        untouched(original, data)
        accepted[name] = with_document(data, accept_all(data))

    def again(read: Document) -> Document:
        data = accepted.get(read.path)
        return read if data is None else read_docx(data, read.path, ReadOptions())

    after = checker.check_dossier(replace(result.dossier, documents=tuple(map(again, result.dossier.documents))))
    verdicts = {finding.id: finding.verdict for finding in after.report.findings}
    plan = suggestion.plan
    for clause in (*(i.clause for i in plan.insertions), *(a.clause for a in plan.amendments if a.clause)):
        for need in clause.serves:
            assert verdicts[need.criterion.id] is VerdictKind.MET
    for amendment in plan.amendments:
        for need in amendment.needs:
            assert verdicts[need.criterion.id] is not VerdictKind.CONTRADICTED
    # Award criteria that added up before still do, with a new one among them where one was put in.
    whole = {table.lot for table in result.report.award if adds_up(table)} - {lot for lot, _ in suggestion.award}
    assert {table.lot for table in after.report.award if adds_up(table)} >= whole
    asked = (Level.REQUIRED, level)
    left = {need.criterion.id for clause in plan.left for need in clause.serves}
    for finding in result.report.findings:
        # What applies only since a clause was put in may be absent, unless it was asked for and there was room.
        expected = finding.level in asked and finding.id not in left
        newly = finding.verdict is VerdictKind.NOT_APPLICABLE and not expected
        assert newly or WORSE[verdicts[finding.id]] >= WORSE[finding.verdict], finding.id


def adds_up(table: AwardTable) -> bool:
    return bool(table.weights) and abs(sum(weight.percent or 0.0 for weight in table.weights) - 100) < 1


def untouched(original: bytes, data: bytes) -> None:
    """All parts but those that must change are the same bytes, in the same order."""
    with zipfile.ZipFile(io.BytesIO(original)) as before, zipfile.ZipFile(io.BytesIO(data)) as after:
        assert after.testzip() is None
        names = before.namelist()
        assert after.namelist()[: len(names)] == names
        assert set(after.namelist()) - set(names) <= {"word/comments.xml"}
        for name in names:
            if name not in CHANGED:
                assert before.read(name) == after.read(name), name


def test_the_same_tender_gives_the_same_bytes(checker: Checker, corpus: Path) -> None:
    path = corpus / "documents" / "nl-koffie.docx"
    one, two = (suggest(checker, [path], SuggestOptions(Level.RECOMMENDED))[1].files for _ in range(2))
    assert one == two
