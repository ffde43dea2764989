"""No report on any tender at hand cites the law of another country, nor names its bodies in a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tenderscan.check import Checker, CheckOptions
from tenderscan.errors import TenderscanError
from tenderscan.model.report import Report
from tenderscan.model.rule import Rulebook
from tests.conftest import ROOT

SHARED = ROOT.parent / "shared" / "corpus"
FOLDERS = (ROOT / "corpus" / "documents", SHARED / "documents", SHARED / "second" / "documents")
TENDERS = [path for folder in FOLDERS if folder.is_dir() for path in sorted(folder.iterdir())]


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    with Checker(CheckOptions(ocr="never", language="en")) as warm:
        yield warm


def foreign(rules: Rulebook, report: Report) -> re.Pattern[str]:
    """Titles of acts and names of laws and bodies of places that are not the report's own."""
    home = report.dossier.home
    own = {home.country, home.region, "int", *(p.id for p in rules.places.values() if p.id == home.country and p.union)}
    # A country without rules of ours is of the Union where a notice of the Union's journal names it.
    place = rules.places.get(home.country or "")
    own |= {"eu"} if place is None or place.union else set()
    words = [act.title["en"] for act in rules.acts.values() if act.jurisdiction not in own]
    words += [n for p in rules.places.values() if p.id not in own and p.within not in own for n in p.names]
    words = [w for w in words if not any(w == n for p in own & set(rules.places) for n in rules.places[p].names)]  # type: ignore[index]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


@pytest.mark.parametrize("tender", TENDERS, ids=lambda path: path.name)
def test_no_law_or_body_of_another_country(tender: Path, checker: Checker) -> None:
    try:
        report = checker.check_paths([tender]).report
    except TenderscanError:
        pytest.skip("no tender that can be judged")
    pattern = foreign(checker.rulebook, report)
    for finding in report.findings:
        if finding.advice is not None:
            hit = pattern.search(f"{finding.advice.source}\n{finding.advice.clause}")
            assert hit is None, (finding.id, report.dossier.home, hit[0] if hit else "")
