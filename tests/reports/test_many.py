"""One report on many dossiers: valid by schemas that are not ours, a row for each, and for each that failed."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path

import jsonschema
import junitparser
import openpyxl
import pytest
from lxml import etree

from tenderscan.model.region import Region
from tenderscan.model.report import VerdictKind
from tenderscan.reports.material import Failed, Material
from tenderscan.reports.registry import FORMATS
from tests.reports.sample import PASSAGE, WISH, finding, report
from tests.reports.test_formats import NASTY, RULEBOOK, nasty

HERE = Path(__file__).parent
FAILED = [Failed("clauses/nl/stuk.docx", "clauses/nl/stuk.docx is broken."), Failed(NASTY, NASTY)]
PLACE = Region(7, 3, 8, 12)


def one(name: str, path: str, **more: object) -> Material:
    """A dossier of one Markdown file at a path, whose passages stand at one place."""
    base = report()
    document = dataclasses.replace(base.dossier.documents[0], media_type="text/markdown")
    dossier = dataclasses.replace(base.dossier, name=name, documents=(document,), published="2026-03-01")
    whole = dataclasses.replace(base, dossier=dossier, **more)  # type: ignore[arg-type]
    return Material(
        whole, RULEBOOK.texts_in("nl"), RULEBOOK.criteria, paths={"bestek.pdf": path}, region=lambda passage: PLACE
    )


def materials() -> list[Material]:
    lapsed = (
        finding("labour.expected", VerdictKind.NOT_APPLICABLE, expected="met", lapse="expected"),
        finding("labour.tongue", VerdictKind.MET, expected="met", lapse="language", evidence=(PASSAGE,)),
        finding("labour.weak", VerdictKind.WEAK, expected="met", lapse="expected", evidence=(WISH,)),
        finding("labour.held", VerdictKind.MET, expected="met", evidence=(PASSAGE,)),
        finding("labour.other", VerdictKind.MISSING),
    )
    bad = Material(nasty(), RULEBOOK.texts_in("fr"), RULEBOOK.criteria)
    return [one("nl/a.md", "clauses/nl/a.md"), one("nl/b.md", "clauses/nl/b.md", findings=lapsed), bad]


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.many])
def test_the_same_twice_and_no_key_of_a_text(name: str) -> None:
    first = FORMATS[name].many_content(materials(), FAILED)
    assert first == FORMATS[name].many_content([each.light() for each in materials()], FAILED)
    for key in (b"report.", b"verdict.", b"reason.", b"gap.", b"level.", b"lapse."):
        assert key not in first
    assert FORMATS[name].many_content([], []) is not None


def test_sarif_is_one_run_that_its_schema_takes() -> None:
    schema = json.loads((HERE / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
    for given, failed in ((materials(), FAILED), ([], FAILED), (materials(), []), ([], [])):
        log = json.loads(FORMATS["sarif"].many_text(given, failed))
        jsonschema.Draft4Validator(schema).validate(log)
        assert len(log["runs"]) == 1
    run = json.loads(FORMATS["sarif"].many_text(materials()[:1], FAILED[:1]))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    places = {r["ruleId"]: r["locations"][0]["physicalLocation"] for r in run["results"]}
    assert places["human-rights.weak"]["artifactLocation"]["uri"] == "clauses/nl/a.md"
    assert places["human-rights.weak"]["region"] == {"startLine": 7, "startColumn": 3, "endLine": 8, "endColumn": 12}
    assert places["trustone.missing"]["region"]["startLine"] == 1, "what is missing stands at the beginning"
    assert places["tenderscan.not-judged"]["artifactLocation"]["uri"] == "clauses/nl/stuk.docx"


def test_sarif_with_findings_that_the_first_dossier_does_not_have() -> None:
    log = json.loads(FORMATS["sarif"].many_text(materials(), []))
    rules = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in log["runs"][0]["results"])
    assert "labour.tongue" in rules


def test_junit_is_one_file_that_its_schema_takes() -> None:
    schema = etree.XMLSchema(etree.parse(HERE / "schemas" / "junit-10.xsd"))
    for text in (FORMATS["junit"].many_text(materials(), FAILED), FORMATS["junit"].text(materials()[2])):
        schema.assertValid(etree.fromstring(text.encode()))
    parsed = junitparser.JUnitXml.fromstring(FORMATS["junit"].many_text(materials()[:2], FAILED[:1]).encode())
    suites = {suite.name: suite for suite in parsed}
    assert list(suites) == ["nl/a.md", "nl/b.md", "clauses/nl/stuk.docx"]
    assert (suites["nl/b.md"].tests, suites["nl/b.md"].failures) == (4, 3), "what is expected, and that alone"
    assert suites["clauses/nl/stuk.docx"].errors == 1
    weak = next(case for case in suites["nl/b.md"] if case.classname == "tenderscan.labour.weak")
    assert weak.result[0].text.startswith("clauses/nl/b.md:7:3\n")


def test_the_schema_of_junit_can_refuse() -> None:
    schema = etree.XMLSchema(etree.parse(HERE / "schemas" / "junit-10.xsd"))
    assert not schema.validate(
        etree.fromstring(b'<testsuites><testsuite name="x"><testcase/></testsuite></testsuites>')
    )


def test_csv_and_excel_have_a_row_for_each_and_for_what_failed() -> None:
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].many_text(materials()[:2], FAILED))))
    assert [row["dossier"] for row in rows[:8]] == ["nl/a.md"] * 8
    assert rows[0]["authority"] == "Gemeente" and rows[0]["date"] == "2026-03-01" and rows[0]["digest"] == "a" * 64
    assert (rows[-2]["dossier"], rows[-2]["error"]) == (FAILED[0].path, FAILED[0].reason)
    assert not any((cell or "").startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].many_content(materials()[:2], FAILED)))
    table, dossiers = book.worksheets
    assert [cell.value for cell in table[1]] == list(rows[0])
    assert table.max_row == len(rows) + 1
    assert [row[0].value for row in dossiers.iter_rows(min_row=2)][:3] == ["nl/a.md", "nl/b.md", FAILED[0].path]
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_digest_of_several_documents_is_of_all_in_any_order() -> None:
    base = materials()[0]
    first = base.report.dossier.documents[0]
    second = dataclasses.replace(first, path="b", sha256="b" * 64)

    def digest(*documents: object) -> str:
        dossier = dataclasses.replace(base.report.dossier, documents=documents)
        material = dataclasses.replace(base, report=dataclasses.replace(base.report, dossier=dossier))
        return next(csv.DictReader(io.StringIO(FORMATS["csv"].many_text([material], []))))["digest"]

    assert digest(first, second) == digest(second, first) != digest(first)


def test_gitlab_lists_issues_with_path_line_and_their_own_fingerprint() -> None:
    issues = json.loads(FORMATS["gitlab"].many_text(materials(), FAILED))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "engine_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    weak = next(issue for issue in issues if issue["check_name"] == "labour.weak")
    assert weak["location"] == {"path": "clauses/nl/b.md", "lines": {"begin": 7}}


def test_github_names_lines_and_the_columns_of_one_line_alone() -> None:
    lines = FORMATS["github"].many_text(materials()[:2], FAILED).splitlines()
    weak = next(line for line in lines if "labour.weak" in line)
    assert weak.startswith("::error endLine=8,file=clauses/nl/b.md,line=7,title=")
    gone = next(line for line in lines if "labour.expected" in line)
    assert gone.startswith("::error col=1,endColumn=1,endLine=1,file=clauses/nl/b.md,line=1,title=")
    assert any(line.startswith("::error file=clauses/nl/stuk.docx,") for line in lines)
    assert not any("labour.other" in line or "labour.held" in line for line in lines)


def test_concise_gives_a_line_for_each_gap() -> None:
    lines = FORMATS["concise"].many_text(materials(), FAILED).splitlines()
    assert lines[0].startswith("clauses/nl/a.md:1:1: trustone.missing ")
    assert [line.split(": ")[0] for line in lines if "labour.weak" in line] == ["clauses/nl/b.md:7:3"]
    assert not any("environment.optional" in line or "labour.held" in line for line in lines)
    assert any(line.startswith("bestek.pdf: page 12: ") for line in lines), "a PDF has pages and no lines"
    assert "clauses/nl/stuk.docx is broken." in lines


def test_what_is_accepted_is_no_line() -> None:
    accepted = (
        finding("labour.aside", VerdictKind.MISSING, suppressed="niet voor ons"),
        finding("labour.known", VerdictKind.MISSING, baseline="known"),
    )
    for name in ("concise", "gitlab"):
        written = FORMATS[name].many_text([one("a", "a", findings=accepted)], [])
        assert written in ("", "[]\n")
