"""JUnit's XML: a suite for each theme, a case for each criterion, for any CI that reads test results."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from tenderscan.model.report import Finding, Level, VerdictKind
from tenderscan.reports.about import about_lines
from tenderscan.reports.accepted import why_aside
from tenderscan.reports.material import Failed, Material, accepted, asked

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
    return _written(root)


def write_many(materials: Sequence[Material], failed: Sequence[Failed]) -> str:
    """A suite for each dossier, with what is asked of it; one that could not be judged is a suite with an error."""
    root = ET.Element("testsuites", name="tenderscan")
    for material in materials:
        name = _legal(material.report.dossier.name)
        suite = ET.SubElement(root, "testsuite", name=name, file=name)
        for finding in asked(material.report):
            _case(suite, finding, material)
    for each in failed:
        suite = ET.SubElement(root, "testsuite", name=_legal(each.path), file=_legal(each.path))
        case = ET.SubElement(suite, "testcase", name=_legal(each.path), classname="tenderscan", time="0")
        ET.SubElement(case, "error", message=_legal(each.reason), type="not-judged")
    return _written(root)


def _written(root: ET.Element) -> str:
    for suite in root:
        _count(suite)
        suite.set("skipped", str(len(list(suite.iter("skipped")))))
    _count(root)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, finding: Finding, material: Material) -> None:
    case = ET.SubElement(suite, "testcase", name=_legal(finding.title), classname=f"tenderscan.{finding.id}", time="0")
    verdict = material.say(f"verdict.{finding.verdict.value}")
    known = material.say("report.known") if finding.baseline == "known" else ""
    told = why_aside(finding, material.report, material.say) or known or finding.why
    message = _legal(f"{verdict}: {told}")
    if finding.verdict is VerdictKind.MET and not finding.lapse:
        return
    passes = finding.verdict in _PASSING or finding.level is not Level.REQUIRED
    if accepted(finding) or (passes and not finding.lapse):
        ET.SubElement(case, "skipped", message=message)
        return
    kind = "error" if finding.verdict is VerdictKind.UNDECIDED else "failure"
    ET.SubElement(case, kind, message=message, type=finding.verdict.value).text = _legal(_body(finding, material))


def _body(finding: Finding, material: Material) -> str:
    path, region = material.spot(finding)
    lines = [f"{path}:{region.line}:{region.column}" if region else path, *material.comments(finding)]
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


def _legal(text: str) -> str:
    """The text without the characters that XML does not allow."""
    return _ILLEGAL.sub(" ", text)
