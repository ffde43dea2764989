"""The report as Markdown, for a merge request, a wiki or a mail: what asks for work first, then what is met."""

from __future__ import annotations

import re

from tenderscan.model.report import Evidence, Finding, VerdictKind
from tenderscan.reports.accepted import accepted_lines
from tenderscan.reports.award import award_views, notice_lines
from tenderscan.reports.first_page import first_page
from tenderscan.reports.markup import markup_lines
from tenderscan.reports.material import FAILING, Material, to_mend
from tenderscan.reports.proof import chain_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")
_LONGEST_QUOTE = 600


def write(material: Material) -> str:
    """The first page as CommonMark, and the rest behind a fold.

    Nothing of a tender's text is taken for Markdown or HTML. Where everything is asked for, the rest stands open.
    """
    lines = _first(material)
    if not material.everything:
        # A line between keeps what follows Markdown; where HTML is not shown, the rest simply follows.
        lines += ["<details>", f"<summary>{escape(material.say('first.fold'))}</summary>", ""]
    lines += _rest(material)
    lines += [] if material.everything else ["</details>", ""]
    lines += ["---", "", escape(material.say("report.no-legal-advice"))]
    lines += ["", escape(material.say("report.clauses-no-legal-advice"))]
    return "\n".join(lines) + "\n"


def _first(material: Material) -> list[str]:
    """What is bought, the verdict, and the required gaps with their places and clauses."""
    told = first_page(material.report, material.say)
    colon = material.say("report.colon")
    lines = [f"# {escape(material.title)}", ""]
    for label, text in (*told.about, *told.unread):
        lines += [f"{escape(label + colon)} {escape(text)}", ""]
    lines += [f"**{escape(told.verdict)}**", ""]
    for gap in told.gaps:
        place = f" – {escape(gap.place)}" if gap.place else ""
        ids = " ".join(f"`{finding.id}`" for finding in gap.findings)
        lines += [f"**{escape(gap.title)}**{place} {ids}", ""]
        lines += [escape(gap.why), ""] if gap.why else []
        if gap.clause:
            lines += [f"> {escape(part)}" if part.strip() else ">" for part in gap.clause.split("\n")]
            lines.append("")
    return [*lines, *([escape(told.rest), ""] if told.rest else [])]


def _rest(material: Material) -> list[str]:
    """Every finding that asks for work, what is met, and what the report rests on."""
    report = material.report
    lines: list[str] = []
    counts = {kind.value.replace("-", "_"): report.count(kind) for kind in VerdictKind}
    lines += [escape(material.say("report.summary-line", total=len(report.findings), **counts)), ""]
    lines += [f"{escape(material.label('report.profile'))} {escape(report.profile)}", ""]
    if report.as_of:
        lines += [f"{escape(material.label('report.as-of'))} {escape(report.as_of)}", ""]
    elif report.undated:
        lines += [escape(material.say("report.no-date")), ""]
    lines += _documents(material)
    failing = to_mend(report)
    for verdict in FAILING:
        group = [finding for finding in failing if finding.verdict is verdict and finding.suppressed is None]
        if group:
            lines += [f"## {escape(material.say(f'verdict.{verdict.value}.plural-heading'))}", ""]
            for finding in group:
                lines += _finding(finding, material)
    lines += _met(material)
    lines += _accepted(material)
    lines += _award(material)
    lines += _notice(material)
    lines += _references(material)
    return lines + _markup(material)


def _award(material: Material) -> list[str]:
    lines: list[str] = []
    for view in award_views(material.report, material.say):
        word = material.say("report.lot" if len(view.lots) == 1 else "report.lots")
        lots = f" ({word} {', '.join(view.lots)})" if view.lots else ""
        names = ("report.criterion", "report.weight", "report.page", "report.award-rewards")
        lines += [f"## {escape(material.say('report.award-criteria') + lots)}", ""]
        lines += [f"| {' | '.join(escape(material.say(name)) for name in names)} |", "|---|---:|---|---|"]
        for row in view.rows:
            name = "&nbsp;&nbsp;&nbsp;" * row.depth + escape(row.name)
            merit = escape(material.say("report.yes")) if row.sustainability else ""
            lines.append(f"| {name} | {escape(row.percent)} | {row.page or ''} | {merit} |")
        lines += ["", *(f"{escape(said)}\n" for said in (view.share, *view.remarks) if said)]
    return lines


def _accepted(material: Material) -> list[str]:
    lines: list[str] = []
    for label, items in accepted_lines(material.report, material.say):
        lines += [f"## {escape(label)}", "", *(f"- {escape(item)}" for item in items), ""]
    return lines


def _notice(material: Material) -> list[str]:
    told = notice_lines(material.report, material.say)
    lines = [f"## {escape(material.say('report.notice'))}", ""] if told else []
    for label, items in told:
        lines += [f"{escape(label + material.say('report.colon'))}", "", *(f"- {escape(item)}" for item in items), ""]
    return lines


def _markup(material: Material) -> list[str]:
    told = markup_lines(material.report, material.say)
    if not told:
        return []
    items = [f"- {escape(line)}" for line in told[1:]]
    return [f"## {escape(material.say('report.markup'))}", "", escape(told[0]), "", *items, *([""] if items else [])]


def escape(text: str) -> str:
    """Text on one line that Markdown shows as it stands."""
    one_line = " ".join(text.split())
    escaped = _SPECIAL.sub(r"\\\1", one_line)
    # A digit cannot be escaped; the point after it can.
    return _LINE_START.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", escaped)


def _documents(material: Material) -> list[str]:
    names = ("report.document", "report.role", "report.pages", "report.unread-pages")
    head = " | ".join(escape(material.say(name)) for name in names)
    lines = [
        f"## {escape(material.say('report.documents-read'))}",
        "",
        f"| {head} | SHA-256 |",
        "|---|---|---|---|---|",
    ]
    for document in material.report.dossier.documents:
        unread = ", ".join(str(page) for page in document.unread_pages)
        cells = (document.path, material.say(f"role.{document.role}"), str(document.pages or ""), unread)
        lines.append(f"| {' | '.join(escape(cell) for cell in cells)} | `{document.sha256}` |")
    lines.append("")
    lines += [
        f"- {escape(document.path)}: {escape(material.label('report.doubtful-pages'))} {', '.join(map(str, pages))}\n"
        for document in material.report.dossier.documents
        if (pages := document.doubtful_pages)
    ]
    absent = material.report.dossier.cited_but_absent
    if absent:
        lines += [escape(material.label("report.cited-but-absent")), "", *(f"- {escape(name)}" for name in absent), ""]
    rejected = material.report.dossier.rejected
    if rejected:
        lines += [escape(material.label("report.rejected")), ""]
        lines += [f"- {escape(item.sentence())}" for item in rejected]
        lines.append("")
    return lines


def _finding(finding: Finding, material: Material) -> list[str]:
    level = material.say(f"level.{finding.level.value}")
    lines = [f"### {escape(finding.title)}", "", f"`{finding.id}` · {escape(level)}", "", escape(finding.why), ""]
    lines += [escape(material.say("report.known")), ""] if finding.baseline == "known" else []
    comments = material.comments(finding)
    if comments:
        lines += [*(f"- {escape(comment)}" for comment in comments), ""]
    if finding.outdated:
        lines += [f"**{escape(material.label('report.outdated'))}** {escape(finding.outdated)}", ""]
    for passage in finding.evidence:
        lines += [*_quote(passage, material), ""]
    chain = chain_line(finding, material.say)
    if chain:
        lines += [f"**{escape(material.label('report.chain'))}** {escape(chain)}", ""]
    if finding.advice:
        lines += [f"**{escape(material.label('report.where-it-belongs'))}** {escape(finding.advice.where)}", ""]
        if finding.advice.clause:
            lines += [f"**{escape(material.label('report.clause-to-paste'))}**", ""]
            lines += [f"> {escape(part)}" if part.strip() else ">" for part in finding.advice.clause.split("\n")]
            lines.append("")
        if finding.advice.note:
            lines += [escape(finding.advice.note), ""]
        lines += [f"{escape(material.label('report.source'))} {escape(finding.advice.source)}", ""]
    return lines


def _quote(passage: Evidence, material: Material) -> list[str]:
    quote = passage.quote if len(passage.quote) <= _LONGEST_QUOTE else passage.quote[:_LONGEST_QUOTE] + " …"
    where = material.place(passage.document, passage.page, passage.section)
    return [f"> {escape(quote)}", ">", f"> — {escape(where)}"]


def _met(material: Material) -> list[str]:
    met = [finding for finding in material.report.findings if finding.verdict is VerdictKind.MET]
    if not met:
        return []
    lines = [f"## {escape(material.say('verdict.met.plural-heading'))}", ""]
    for finding in met:
        first = finding.evidence[0] if finding.evidence else None
        where = f" ({escape(material.place(first.document, first.page, first.section))})" if first else ""
        outdated = f" {escape(finding.outdated)}" if finding.outdated else ""
        lines.append(f"- {escape(finding.title)} `{finding.id}`{where}{outdated}")
    return [*lines, ""]


def _references(material: Material) -> list[str]:
    if not material.report.references:
        return []
    lines = [f"## {escape(material.say('report.references'))}", ""]
    for cited in material.report.references:
        where = material.place(cited.document, cited.page, cited.section)
        lines.append(f"- {escape(cited.message)} ({escape(where)})")
    return [*lines, ""]
