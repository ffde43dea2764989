"""JUnit's XML: a suite for each theme, a case for each criterion, for any CI that reads test results."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from tenderscan.model.report import Finding, Level, VerdictKind
from tenderscan.reports.about import about_lines
from tenderscan.reports.accepted import why_aside
from tenderscan.reports.material import Material

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PASSING = (VerdictKind.MET, VerdictKind.NOT_APPLICABLE)


def write(material: Material) -> str:
    """Required gaps are failures, what could not be judged is an error; what is not required is skipped, with why."""
    report = material.report
    root = ET.Element("testsuites", name=_legal(material.title))
    for theme in dict.fromkeys(finding.theme for finding in report.findings):
        suite = ET.SubElement(root, "testsuite", name=_legal(material.say(f"theme.{theme}")))
        properties = ET.SubElement(suite, "properties")
        for label, text in about_lines(report, material.say):
            ET.SubElement(properties, "property", name=_legal(label), value=_legal(text))
        for finding in report.findings:
            if finding.theme == theme:
                _case(suite, finding, material)
        _count(suite)
    _count(root)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, finding: Finding, material: Material) -> None:
    case = ET.SubElement(suite, "testcase", name=_legal(finding.title), classname=f"tenderscan.{finding.id}", time="0")
    verdict = material.say(f"verdict.{finding.verdict.value}")
    known = material.say("report.known") if finding.baseline == "known" else ""
    told = why_aside(finding, material.report, material.say) or known or finding.why
    message = _legal(f"{verdict}: {told}")
    if finding.verdict is VerdictKind.MET:
        return
    accepted = finding.suppressed is not None or bool(known)
    if accepted or finding.verdict in _PASSING or finding.level is not Level.REQUIRED:
        ET.SubElement(case, "skipped", message=message)
        return
    kind = "error" if finding.verdict is VerdictKind.UNDECIDED else "failure"
    ET.SubElement(case, kind, message=message, type=finding.verdict.value).text = _legal(_body(finding, material))


def _body(finding: Finding, material: Material) -> str:
    lines = [*material.comments(finding)]
    for passage in finding.evidence:
        lines.append(f"{material.place(passage.document, passage.page, passage.section)}: {passage.quote}")
    if finding.advice:
        lines.append(f"{material.label('report.where-it-belongs')} {finding.advice.where}")
        lines.append(f"{material.label('report.clause-to-paste')} {finding.advice.clause}")
    return "\n".join(lines)


def _count(element: ET.Element) -> None:
    element.set("tests", str(len(list(element.iter("testcase")))))
    element.set("failures", str(len(list(element.iter("failure")))))
    element.set("errors", str(len(list(element.iter("error")))))
    element.set("skipped", str(len(list(element.iter("skipped")))))


def _legal(text: str) -> str:
    """The text without the characters that XML does not allow."""
    return _ILLEGAL.sub(" ", text)
