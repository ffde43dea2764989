"""One line for each gap, `path:line:column: criterion verdict: why`, for hooks, editors and scripts that read lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tenderscan.model.letters import fit_line
from tenderscan.model.report import Finding, Level
from tenderscan.reports.material import Failed, Material, accepted, to_mend


def write(material: Material) -> str:
    """What the profile or the configuration expects and the dossier lacks, less what is accepted."""
    return write_many([material], ())


def write_many(materials: Sequence[Material], failed: Sequence[Failed]) -> str:
    """The lines of many dossiers; what could not be judged has a line too."""
    lines = [line for material in materials for line in lines_of(material, _expected(material))]
    lines += [fit_line(_told(each)) for each in failed]
    return "".join(f"{line}\n" for line in lines)


def _told(each: Failed) -> str:
    """The sentence, with the path in front unless it names it already."""
    return each.reason if each.reason.startswith(each.path) else f"{each.path}: {each.reason}"


def _expected(material: Material) -> list[Finding]:
    return [f for f in to_mend(material.report) if f.level is not Level.OPTIONAL or f.lapse]


def lines_of(material: Material, findings: Sequence[Finding]) -> Iterator[str]:
    """A line for each of the findings that is not accepted."""
    for finding in findings:
        if accepted(finding):
            continue
        path, region = material.spot(finding)
        page = finding.evidence[0].page if finding.evidence else None
        place = f"{path}:{region.line}:{region.column}" if region else path
        if page is not None:
            place = f"{place}: {material.say('report.page')} {page}"
        verdict = material.say(f"verdict.{finding.verdict.value}").lower()
        level = material.say(f"level.{finding.level.value}")
        said = " ".join([finding.why, *material.comments(finding)])
        yield fit_line(f"{place}: {finding.id} {verdict} ({level}): {' '.join(said.split())}")
