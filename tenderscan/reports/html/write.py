"""The HTML report: one self-contained file for a browser, a phone, a printer or a screen reader."""

from __future__ import annotations

from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tenderscan.model.report import Level, VerdictKind
from tenderscan.reports.accepted import accepted_lines, why_aside
from tenderscan.reports.award import award_views, notice_lines
from tenderscan.reports.first_page import first_page
from tenderscan.reports.html.crops import crops
from tenderscan.reports.html.view import ORDER, article_views, finding_views, shown, theme_views
from tenderscan.reports.markup import markup_lines
from tenderscan.reports.material import Material, asked
from tenderscan.reports.proof import chain_views

MARKS = {
    VerdictKind.MET: "✓",
    VerdictKind.WEAK: "~",
    VerdictKind.MISSING: "✗",
    VerdictKind.CONTRADICTED: "!",
    VerdictKind.UNDECIDED: "?",
    VerdictKind.NOT_APPLICABLE: "–",
}
"""A sign beside each verdict's colour, for those who do not see it."""


def write(material: Material) -> str:
    """The report as HTML. All that a tender says is escaped; nothing is fetched from a network."""
    report = material.report
    findings = shown(material)
    pictures = crops(material, (f.evidence[0] for f in findings if f.evidence)) if material.crops else {}
    environment = Environment(
        loader=PackageLoader("tenderscan.reports", "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    counts = {kind.value.replace("-", "_"): report.count(kind) for kind in VerdictKind}
    page = environment.get_template("report.html.j2").render(
        say=material.say,
        label=material.label,
        title=material.title,
        report=report,
        summary=material.say("report.summary-line", total=len(report.findings), **counts),
        verdicts=[kind for kind in ORDER if any(f.verdict is kind for f in findings)],
        levels=[level for level in Level if any(f.level is level for f in findings)],
        counts=[(kind, *_counted(material, kind)) for kind in ORDER],
        marks=MARKS,
        themes=theme_views(material),
        findings=finding_views(material, pictures),
        articles=article_views(material),
        chain=chain_views,
        awards=award_views(report, material.say),
        notice=notice_lines(report, material.say),
        markup=markup_lines(report, material.say),
        accepted=accepted_lines(report, material.say),
        aside=lambda finding: why_aside(finding, report, material.say),
        away=[f for f in report.findings if f.verdict is VerdictKind.NOT_APPLICABLE],
        absent=[f for f in report.findings if f not in asked(report)],
        first=first_page(report, material.say),
        everything=material.everything,
        style=_own("style.css"),
        script=_own("script.js"),
    )
    # A lone surrogate out of a damaged file has no place in UTF-8.
    return page.encode("utf-8", "replace").decode("utf-8").rstrip() + "\n"


def _counted(material: Material, kind: VerdictKind) -> tuple[int, int]:
    """How many criteria have the verdict, as the sentence counts them, and how many of these nobody expects."""
    counting = sum(finding.verdict is kind for finding in asked(material.report))
    number = material.report.count(kind)
    return number, number - counting


def _own(name: str) -> Markup:
    return Markup((resources.files("tenderscan.reports.html") / name).read_text("utf-8"))
