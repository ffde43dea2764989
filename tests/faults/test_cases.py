"""Every file in `files/` as `cases.tsv` says: what is right, and the public report that told of the kind."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tenderscan.check import Checker, CheckResult
from tests.faults.asked import said, verdict

HERE = Path(__file__).parent
MARKUP = re.compile(r"[<>]|--|\+[-=]|&\w+;|!!!|:::|^\||\|$|\|\s*\|")
"""What is no part of the text; the bar between the cells of a row is ours."""


def cases() -> Iterator[tuple[str, str]]:
    with (HERE / "cases.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield row["file"], row["expect"]


@pytest.mark.parametrize(("name", "expected"), list(cases()))
def test_a_small_file_gets_the_right_answer(checker: Checker, name: str, expected: str) -> None:
    result = checker.check_paths([HERE / "files" / name])
    for one in expected.split("; "):
        holds(result, one)


def holds(result: CheckResult, expected: str) -> None:
    criterion, _, verdicts = expected.partition("=")
    if verdicts:
        assert verdict(result, criterion) in verdicts.split("|")
    elif expected == "quote-clean":
        quotes = [passage.quote for finding in result.report.findings for passage in finding.evidence]
        assert quotes and not [quote for quote in quotes if MARKUP.search(quote)]
    elif expected == "says-hidden":
        assert "hidden" in said(result).casefold()
    elif expected == "subject-of-page":
        subject = result.report.dossier.subject
        text = " ".join(" ".join(document.document.text for document in result.structured).split())
        assert subject and " ".join(subject.split()) in text
    else:
        raise ValueError(expected)
