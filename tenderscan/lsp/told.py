"""What an editor shows: takes findings with places, gives diagnostics, hovers and edits in the protocol's types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types as lsp
from pygls.workspace import PositionCodec, TextDocument

from tenderscan.lsp.judging import Judged, Spotted
from tenderscan.model.region import Region
from tenderscan.model.report import Level, VerdictKind
from tenderscan.reports.material import Material

SOURCE = "tenderscan"


def diagnostics(judged: Judged, document: TextDocument, codec: PositionCodec) -> list[lsp.Diagnostic]:
    """A diagnostic for each gap; or one for what keeps it from being judged, such as a wrong marker."""
    if judged.fault:
        line = min(judged.fault_line, max(1, len(document.lines)))
        return [
            lsp.Diagnostic(
                _range(_line(document, line), document, codec),
                judged.fault,
                lsp.DiagnosticSeverity.Error,
                source=SOURCE,
            )
        ]
    if judged.material is None:
        return []
    return [_diagnostic(each, judged, judged.material, document, codec) for each in judged.gaps]


def hover(judged: Judged, document: TextDocument, at: lsp.Position, codec: PositionCodec) -> lsp.Hover | None:
    """What is said on the passages at a place: verdict, why, why it matters, sources; None where there is none."""
    here = [each for each in judged.spotted if _holds(_shown(each, document, codec), at)]
    if not here or judged.material is None:
        return None
    texts = [_explained(each, judged, judged.material) for each in here]
    value = "\n\n---\n\n".join(dict.fromkeys(texts))
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, value), _shown(here[0], document, codec))


def actions(judged: Judged, document: TextDocument, asked: lsp.Range, codec: PositionCodec) -> list[lsp.CodeAction]:
    """The edits for the gaps in a range: put the clause in, or set aside, with a reason that is still to be said."""
    found: list[lsp.CodeAction] = []
    if judged.material is None:
        return found
    for each in judged.gaps:
        if _touch(_shown(each, document, codec), asked):
            diagnostic = _diagnostic(each, judged, judged.material, document, codec)
            found += _edits(each, diagnostic, document, codec)
    return found


def _diagnostic(
    each: Spotted, judged: Judged, material: Material, document: TextDocument, codec: PositionCodec
) -> lsp.Diagnostic:
    finding = each.finding
    said = " ".join([f"{finding.title} — {material.say(f'verdict.{finding.verdict.value}')}:", finding.why])
    criterion = judged.criterion(finding.id)
    link = next((source.url for source in criterion.sources if source.url), "") if criterion else ""
    return lsp.Diagnostic(
        range=_shown(each, document, codec),
        message=" ".join([said, *material.comments(finding)]),
        severity=_severity(each),
        code=finding.id,
        code_description=lsp.CodeDescription(link) if link else None,
        source=SOURCE,
    )


def _severity(each: Spotted) -> lsp.DiagnosticSeverity:
    finding = each.finding
    if finding.lapse or (finding.level is Level.REQUIRED and finding.verdict is not VerdictKind.WEAK):
        return lsp.DiagnosticSeverity.Error
    if finding.level is Level.OPTIONAL:
        return lsp.DiagnosticSeverity.Information
    return lsp.DiagnosticSeverity.Warning


def _explained(each: Spotted, judged: Judged, material: Material) -> str:
    finding = each.finding
    verdict = material.say(f"verdict.{finding.verdict.value}")
    parts = [f"**{finding.title}** — {verdict} (`{finding.id}`)", finding.why, *material.comments(finding)]
    parts.append(finding.matters)
    criterion = judged.criterion(finding.id)
    for source in criterion.sources if criterion else ():
        parts.append(f"[{source.title}]({source.url})" if source.url else source.title)
    return "\n\n".join(part for part in parts if part)


def _edits(
    each: Spotted, diagnostic: lsp.Diagnostic, document: TextDocument, codec: PositionCodec
) -> Iterator[lsp.CodeAction]:
    finding = each.finding
    if finding.advice is not None and finding.advice.clause:
        yield _action(f"Insert the clause: {finding.title}", diagnostic, document, _clause(each, document, codec))
    top = lsp.Position(_first_line(document.lines), 0)
    # The reason is the writer's to give; until it is given, the marker is an error.
    marker = f"<!-- tenderscan: ignore {finding.id}:  -->\n\n"
    yield _action(
        f"Set aside, and say why: {finding.id}", diagnostic, document, lsp.TextEdit(lsp.Range(top, top), marker)
    )


def _clause(each: Spotted, document: TextDocument, codec: PositionCodec) -> lsp.TextEdit:
    """The clause after the paragraph of its passage, or at the end of a text that has none."""
    clause = each.finding.advice.clause if each.finding.advice is not None else ""
    lines = document.lines
    after = len(lines)
    if each.finding.evidence:
        after = next((n for n in range(each.region.end_line, len(lines)) if not lines[n].strip()), len(lines))
    if after < len(lines):
        place = lsp.Position(after, 0)
        return lsp.TextEdit(lsp.Range(place, place), f"\n{clause}\n")
    last = lines[-1] if lines else ""
    ended = not last or last.endswith(("\n", "\r"))
    line = len(lines) if ended else len(lines) - 1
    place = lsp.Position(line, 0 if ended else codec.client_num_units(last))
    start = "" if not lines else "\n" if ended else "\n\n"
    return lsp.TextEdit(lsp.Range(place, place), f"{start}{clause}\n")


def _action(title: str, diagnostic: lsp.Diagnostic, document: TextDocument, edit: lsp.TextEdit) -> lsp.CodeAction:
    changes = {document.uri: [edit]}
    return lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, [diagnostic], edit=lsp.WorkspaceEdit(changes))


def _first_line(lines: Sequence[str]) -> int:
    """The line after the front matter, which must stand first."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((n + 1 for n in range(1, len(lines)) if lines[n].rstrip() in ("---", "...")), 0)


def _line(document: TextDocument, line: int) -> Region:
    text = document.lines[line - 1].rstrip("\r\n") if document.lines else ""
    return Region(line, 1, line, len(text) + 1)


def _shown(each: Spotted, document: TextDocument, codec: PositionCodec) -> lsp.Range:
    """The place as an editor marks it; what is missing stands at the whole first line."""
    region = each.region
    empty = (region.line, region.column) == (region.end_line, region.end_column)
    return _range(_line(document, region.line) if empty else region, document, codec)


def _range(region: Region, document: TextDocument, codec: PositionCodec) -> lsp.Range:
    begin = lsp.Position(region.line - 1, region.column - 1)
    end = lsp.Position(region.end_line - 1, region.end_column - 1)
    return codec.range_to_client_units(document.lines, lsp.Range(begin, end))


def _holds(where: lsp.Range, at: lsp.Position) -> bool:
    return where.start <= at <= where.end


def _touch(one: lsp.Range, other: lsp.Range) -> bool:
    return one.start <= other.end and other.start <= one.end
