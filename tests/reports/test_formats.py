"""Every format, read back by a tool that is not ours."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import os
import zipfile
from pathlib import Path

import jsonschema
import junitparser
import openpyxl
import pytest
from markdown_it import MarkdownIt

from tenderscan.model.report import Report, VerdictKind
from tenderscan.reports.material import Material
from tenderscan.reports.registry import FORMATS
from tenderscan.rulebook.load.rulebook import load_rulebook
from tests.reports.sample import PASSAGE, finding, report

HERE = Path(__file__).parent
RULEBOOK = load_rulebook()
NASTY = "=1+1 | <b>*x*</b> ::error::\n%0A \x00\x0b [a](b) `c` 100%, a:b \ud800"


def material(one: Report | None = None, language: str = "nl") -> Material:
    return Material(one or report(), RULEBOOK.texts_in(language), RULEBOOK.criteria)


def nasty() -> Report:
    """A report in which the tender and the file's name try every escape."""
    passage = dataclasses.replace(PASSAGE, quote=NASTY, section=NASTY, document="a,b:c %.pdf")
    bad = finding("labour.bad", VerdictKind.CONTRADICTED, evidence=(passage,), why=NASTY)
    return dataclasses.replace(report(), findings=(bad, *report().findings))


def golden(name: str, text: str) -> None:
    path = HERE / "golden" / name
    if os.environ.get("TENDERSCAN_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


# The annotated PDF is made of a tender, not of a report alone: test_pdf.py.
@pytest.mark.parametrize("name", [n for n in FORMATS if n not in ("json", "text", "pdf")])
@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_every_format_in_every_language_the_same_twice(name: str, language: str) -> None:
    first = FORMATS[name].content(material(nasty(), language))
    assert first == FORMATS[name].content(material(nasty(), language))
    for key in (b"report.", b"verdict.", b"reason.", b"gap.", b"level."):
        assert key not in first


def test_csv_has_a_row_for_each_criterion_and_no_formula() -> None:
    content = FORMATS["csv"].content(material(nasty()))
    assert content.startswith(b"\xef\xbb\xbf"), "spreadsheets know UTF-8 by its mark"
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [f.id for f in nasty().findings]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    assert not FORMATS["csv"].text(material()).startswith("\ufeff"), "a pipe gets no mark"


def test_csv_and_markdown_are_as_they_were_looked_at() -> None:
    golden("report.csv", FORMATS["csv"].text(material()))
    golden("report.md", FORMATS["markdown"].text(material()))


def test_markdown_shows_the_tenders_words_as_they_stand() -> None:
    parser = MarkdownIt("commonmark").enable("table")
    shown = parser.render(FORMATS["markdown"].text(material(nasty())))
    assert "<b>" not in shown
    assert "<em>" not in shown
    assert 'href="b"' not in shown
    assert "&lt;b&gt;*x*&lt;/b&gt;" in shown


def sarif(one: Report) -> dict[str, object]:
    log = json.loads(FORMATS["sarif"].text(material(one)))
    schema = json.loads((HERE / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    run: dict[str, object] = log["runs"][0]
    return run


def test_sarif_is_valid_and_lists_rules_and_results() -> None:
    set_aside = finding("labour.not-us", VerdictKind.MISSING, suppressed="niet voor ons")
    one = nasty()
    run = sarif(dataclasses.replace(one, findings=(*one.findings, set_aside)))
    results = {result["ruleId"]: result for result in run["results"]}  # type: ignore[attr-defined]
    rules = run["tool"]["driver"]["rules"]  # type: ignore[index]
    assert len(rules) == len(one.findings) + 1
    assert all(rules[result["ruleIndex"]]["id"] == name for name, result in results.items())
    assert "labour.met" not in results
    assert results["labour.unread"]["kind"] == "open"
    assert results["trustone.missing"]["level"] == "error"
    assert results["labour.not-us"]["suppressions"][0]["justification"] == "niet voor ons"
    place = results["trustone.waived"]["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "bestek.pdf"
    assert place["properties"]["boxes"][0]["page"] == 12
    assert place["logicalLocations"][0]["name"] == "8.1 Arbeidsrechten"


def test_the_sarif_schema_can_refuse() -> None:
    schema = json.loads((HERE / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema).validate({"version": "2.1.0", "runs": [{"tool": {}}]})


def test_junit_counts_what_its_parser_counts() -> None:
    parsed = junitparser.JUnitXml.fromstring(FORMATS["junit"].text(material(nasty())).encode())
    cases = [case for suite in parsed for case in suite]
    assert len(cases) == len(nasty().findings)
    kinds = [type(result).__name__ for case in cases for result in case.result]
    told = (parsed.tests, parsed.failures, parsed.errors, parsed.skipped)
    assert told == (len(cases), kinds.count("Failure"), kinds.count("Error"), kinds.count("Skipped"))
    assert kinds.count("Error") == 1, "what could not be read is an error, not a failure"


def test_github_gives_one_command_a_line() -> None:
    lines = FORMATS["github"].text(material(nasty())).splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice", "::debug::")) for line in lines)
    first = next(line for line in lines if "labour.bad" in line)
    assert first.startswith("::error file=a%2Cb%3Ac %25.pdf,title=")
    assert not any("environment.optional" in line for line in lines)


def test_xlsx_is_read_back_with_its_sheets_filters_and_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].content(material(nasty()))))
    assert len(book.worksheets) == 3
    criteria = book.worksheets[0]
    assert criteria.max_row == len(nasty().findings) + 1
    assert all(sheet.freeze_panes == "A2" and sheet.auto_filter.ref for sheet in book)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=1+1") for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)


def test_xlsx_tells_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(FORMATS["xlsx"].content(material()))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b">2026-01-01T00:00:00Z</dcterms:modified>" in parts.read("docProps/core.xml")


def test_a_binary_format_is_no_text() -> None:
    with pytest.raises(TypeError):
        FORMATS["xlsx"].text(material())
