"""Workflow annotations of GitHub Actions: one line for each finding that asks for work, put at its file."""

from __future__ import annotations

from tenderscan.model.report import Finding, Level, VerdictKind
from tenderscan.reports.about import summary
from tenderscan.reports.material import Material, to_mend


def write(material: Material) -> str:
    """An annotation a line; nothing that a tender says can end its line or begin a command."""
    lines = [_line(material, finding) for finding in to_mend(material.report) if not _accepted(finding)]
    lines.append(_command("notice", {}, summary(material.report, material.say)))
    if material.report.dossier.incomplete_because and material.report.findings:
        lines.append(_command("notice", {}, material.report.dossier.incomplete_because))
    return "\n".join(lines) + "\n"


def _accepted(finding: Finding) -> bool:
    return finding.suppressed is not None or finding.baseline == "known"


def _line(material: Material, finding: Finding) -> str:
    properties = {"title": f"{material.say(f'verdict.{finding.verdict.value}')}: {finding.title} [{finding.id}]"}
    parts = [finding.why, *material.comments(finding)]
    if finding.evidence:
        first = finding.evidence[0]
        properties["file"] = material.path(first.document)
        parts.append(f"{material.place('', first.page, first.section)} {first.quote}".strip())
    elif home := material.home():
        properties["file"] = material.path(home.path)
    if finding.advice:
        parts.append(f"{material.label('report.clause-to-paste')} {finding.advice.clause}")
    return _command(_kind(finding), properties, "\n".join(parts))


def _kind(finding: Finding) -> str:
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
