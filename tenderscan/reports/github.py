"""Workflow annotations of GitHub Actions: one line for each finding that asks for work, put at its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tenderscan.model.report import Finding, Level, VerdictKind
from tenderscan.reports.about import summary
from tenderscan.reports.material import Failed, Material, accepted, to_mend


def write(material: Material) -> str:
    """An annotation a line; nothing that a tender says can end its line or begin a command."""
    told = [_command("notice", {}, summary(material.report, material.say))]
    if material.report.dossier.incomplete_because and material.report.findings:
        told.append(_command("notice", {}, material.report.dossier.incomplete_because))
    return "".join(f"{line}\n" for line in (*_lines(material), *told))


def write_many(materials: Sequence[Material], failed: Sequence[Failed]) -> str:
    """The annotations of many dossiers; what could not be judged is an error at its path."""
    lines = [line for material in materials for line in _lines(material)]
    lines += [_command("error", {"file": each.path, "title": "tenderscan"}, each.reason) for each in failed]
    return "".join(f"{line}\n" for line in lines)


def _lines(material: Material) -> Iterator[str]:
    for finding in to_mend(material.report):
        if not accepted(finding):
            yield _line(material, finding)


def _line(material: Material, finding: Finding) -> str:
    path, region = material.spot(finding)
    properties = {
        "title": f"{material.say(f'verdict.{finding.verdict.value}')}: {finding.title} [{finding.id}]",
        "file": path,
    }
    if region is not None:
        properties["line"], properties["endLine"] = str(region.line), str(region.end_line)
        if region.line == region.end_line:
            # GitHub takes columns of one line alone.
            properties["col"], properties["endColumn"] = str(region.column), str(region.end_column)
    parts = [finding.why, *material.comments(finding)]
    if finding.evidence:
        first = finding.evidence[0]
        parts.append(f"{material.place('', first.page, first.section)} {first.quote}".strip())
    if finding.advice:
        parts.append(f"{material.label('report.clause-to-paste')} {finding.advice.clause}")
    return _command(_kind(finding), properties, "\n".join(parts))


def _kind(finding: Finding) -> str:
    if finding.lapse:
        return "error"
    if finding.level is Level.OPTIONAL:
        return "notice"
    grave = finding.level is Level.REQUIRED and finding.verdict is not VerdictKind.WEAK
    return "error" if grave else "warning"


def _command(kind: str, properties: dict[str, str], message: str) -> str:
    named = ",".join(f"{key}={_property(value)}" for key, value in sorted(properties.items()))
    return f"::{kind}{' ' + named if named else ''}::{_message(message)}"


def _message(text: str) -> str:
    # Other line ends of Unicode end a line for some readers of logs; GitHub's own escapes know only two.
    text = " ".join(line for line in text.replace("\n", "\0").splitlines()).replace("\0", "\n")
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
