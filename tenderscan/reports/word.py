"""The report in Word: the tender itself with comments at the evidence; for other tenders a document of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from lxml import etree

from tenderscan.containers.ooxml.comments import Comments, anchor, ends, reference
from tenderscan.containers.ooxml.elements import element
from tenderscan.containers.ooxml.file import WordFile
from tenderscan.containers.ooxml.words import W
from tenderscan.errors import TenderscanError
from tenderscan.model.document import Document
from tenderscan.model.own import OWN_BOOKMARK
from tenderscan.model.report import Evidence, Finding, Level, VerdictKind
from tenderscan.reports.first_page import first_page
from tenderscan.reports.material import Material, asked
from tenderscan.reports.word_document import report_document
from tenderscan.word.alignment import Alignment, Piece
from tenderscan.word.runs import put

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AUTHOR = "tenderscan"
OWN_ID = "987654321"
"""The id of our bookmark, which no program gives to one of its own."""

_ABSENT = (VerdictKind.MISSING, VerdictKind.UNDECIDED)
_SETTLED = (VerdictKind.MET, VerdictKind.NOT_APPLICABLE)


def write(material: Material) -> bytes:
    """The dossier's Word file with comments, where it has just one that can still be read; else a report in Word."""
    word = [each for each in material.report.dossier.documents if each.media_type == DOCX]
    if len(word) == 1:
        document = next((s.document for s in material.structured if s.document.path == word[0].path), None)
        data = _read(material, word[0].path, word[0].sha256)
        if document is not None and data is not None:
            return commented(data, document, material)
    return report_document(material)


def commented(data: bytes, document: Document, material: Material) -> bytes:
    """A Word file with a comment at each passage, and one at its beginning on what was found nowhere in it."""
    file = WordFile(data, document.path)
    body = file.document.find(f"{W}body")
    if body is None:
        return report_document(material)
    alignment = Alignment(document, body)
    comments = Comments(file, AUTHOR)
    shown: list[tuple[Evidence, Finding]] = []
    elsewhere: list[Finding] = []
    for finding in asked(material.report):
        own = [passage for passage in finding.evidence if passage.document == document.path]
        # Word has no comments in footnotes: what stands there is said at the beginning.
        placed = [passage for passage in own if alignment.stretches(passage.start, passage.end)]
        shown += [(passage, finding) for passage in placed]
        if len(placed) < max(1, len(own)) and finding.verdict is not VerdictKind.NOT_APPLICABLE:
            elsewhere.append(finding)
    first = next((held for p in alignment.pieces if alignment.text(p).strip() and (held := ends(p))), None)
    if first is not None:
        anchor(comments.add(_summary(material, elsewhere)), *first)
    edges: list[tuple[int, Piece, int, list[etree._Element]]] = []
    for passage, finding in sorted(shown, key=lambda pair: (pair[0].start, pair[0].end, pair[1].id)):
        stretches = alignment.stretches(passage.start, passage.end)
        number = comments.add(_remark(material, finding, passage))
        head, tail = stretches[0], stretches[-1]
        edges.append((passage.start, head.head, head.start, [element("commentRangeStart", id=number)]))
        closing = [element("commentRangeEnd", id=number), reference(number)]
        edges.append((passage.end, tail.tail, tail.end, closing))
    # From the end backwards: splitting a run leaves all that stands before it in its place.
    for _, piece, at, nodes in sorted(edges, key=lambda edge: -edge[0]):
        put(piece, at, nodes)
    for node in (element("bookmarkEnd", id=OWN_ID), element("bookmarkStart", id=OWN_ID, name=OWN_BOOKMARK)):
        body.insert(0, node)
    comments.save()
    return file.content()


def _read(material: Material, path: str, digest: str) -> bytes | None:
    """The file's bytes, if they are those that were checked."""
    read = material.originals.get(path)
    try:
        data = read() if read is not None else b""
    except TenderscanError:
        return None
    return data if hashlib.sha256(data).hexdigest() == digest else None


def _remark(material: Material, finding: Finding, passage: Evidence) -> list[str]:
    """A comment: verdict and criterion, what this passage does, why, what lacks, what to paste."""
    lines = [_named(material, finding), finding.why]
    lines.append(f"{material.label('report.passage')} {material.say(f'stance.{passage.stance}')}")
    lines += material.comments(finding)
    if finding.verdict not in _SETTLED:
        lines += _to_paste(material, finding)
    return lines


def _named(material: Material, finding: Finding) -> str:
    """Verdict, level and criterion."""
    verdict = material.say(f"verdict.{finding.verdict.value}")
    level = material.say(f"level.{finding.level.value}")
    return f"{verdict} ({level}){material.say('report.colon')} {finding.title}"


def _to_paste(material: Material, finding: Finding) -> list[str]:
    """The clause and its source, where there is one."""
    if finding.advice is None or not finding.advice.clause:
        return []
    clause = f"{material.label('report.clause-to-paste')} {finding.advice.clause}"
    return [clause, f"{material.label('report.source')} {finding.advice.source}"]


def _summary(material: Material, elsewhere: Sequence[Finding]) -> list[str]:
    """The comment at the beginning: the verdict, what is missing, its place and clause, what stands in other files."""
    told = first_page(material.report, material.say)
    colon = material.say("report.colon")
    lines = [material.title, *(f"{label}{colon} {text}" for label, text in told.about), told.verdict]
    lines += [f"{label}{colon} {text}" for label, text in told.unread]
    levels = list(Level)
    for finding in sorted(elsewhere, key=lambda f: levels.index(f.level)):
        line = f"{_named(material, finding)} ({finding.id})"
        if finding.verdict in _ABSENT and finding.advice:
            lines.append(f"{line} – {finding.advice.place or finding.advice.where}")
            lines += _to_paste(material, finding) if finding.verdict is VerdictKind.MISSING else []
            continue
        if finding.evidence:
            place = finding.evidence[0]
            line += f" – {material.place(place.document, place.page, place.section)}"
        lines.append(line)
    return [*lines, told.rest, material.say("report.no-legal-advice")]
