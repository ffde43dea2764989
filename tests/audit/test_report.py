"""Results: completeness, what is published, tables, files, and a site that browsers and their users can read."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyarrow import parquet
from sqlalchemy import text

from tenderscan.audit.completeness import held
from tenderscan.audit.report.coverage import coverage, incomplete
from tenderscan.audit.report.masks import BLACK, Masks
from tenderscan.audit.report.standing import COLUMNS, standings
from tenderscan.audit.report.tables import Counting, counted, together
from tenderscan.audit.run import RunOptions, run
from tenderscan.audit.store.open import Store, open_store
from tenderscan.audit.worklist import dossiers
from tenderscan.cli import run as command
from tenderscan.errors import StoreError
from tests.audit.conftest import COFFEE, ILO, Here
from tests.reports.axe import axe, chromium, violations

PERSON = "Inlichtingen bij mevr. An Peeters, an.peeters@stad.example, tel. 09 233 44 55.\n\n"
NOTICE = "<TED_EXPORT><F02_2014/></TED_EXPORT>"


def document(role: str, **more: Any) -> dict[str, Any]:
    return {"path": "a.pdf", "role": role, "unread_pages": [], **more}


@pytest.mark.parametrize(
    ("dossier", "kind"),
    [
        ({"documents": [document("specification")]}, "complete"),
        ({"documents": [document("notice")]}, "notice-only"),
        ({"documents": [document("notice"), document("specification")]}, "complete"),
        ({"documents": [document("tender-form")]}, "no-specification"),
        ({"documents": [document("specification")], "cited_but_absent": ["Bijlage C"]}, "annex-absent"),
        ({"documents": [document("specification", unread_pages=[3])]}, "partly-read"),
        ({"documents": [], "kind": "award-notice"}, "award-notice"),
        ({"documents": [document("specification")], "kind": "fragment", "complete": False}, "no-specification"),
        ({"documents": [document("specification")], "kind": "model", "complete": False}, "incomplete"),
        ({"documents": [document("tender-form")], "kind": "specification", "complete": True}, "complete"),
        ({"documents": [document("specification")], "complete": True, "cited_but_absent": ["X"]}, "complete"),
    ],
)
def test_what_was_held_is_told_by_the_report(dossier: dict[str, Any], kind: str) -> None:
    assert held({"dossier": {"cited_but_absent": [], **dossier}}).kind == kind


@pytest.fixture(scope="module")
def masks() -> Masks:
    from tenderscan.rulebook.load.rulebook import load_rulebook

    return Masks.of(load_rulebook().structure)


@pytest.mark.parametrize(
    "secret",
    ["an.peeters@stad.example", "+32 476 12 34 56", "09 233 44 55", "An Peeters", "Kerkplein 1", "rue de la Loi 16",
     "12 High Street", "Hauptstraße 5"],
)  # fmt: skip
def test_people_and_addresses_are_blacked_out(masks: Masks, secret: str) -> None:
    cue = "mevr. " if secret == "An Peeters" else ""
    assert masks.masked(f"Vraag het aan {cue}{secret}, graag.") == f"Vraag het aan {cue}{BLACK}, graag."


@pytest.mark.parametrize(
    "kept",
    ["ISO 14001:2015, artikel 0.12", "de wet van 17 juni 2016", "CPV 45233262-3", "burgemeester De inschrijver",
     "de weg 3 m", "45 233 222 stenen", "artikel 18.2 en bijlage X"],
)  # fmt: skip
def test_what_is_no_person_stays(masks: Masks, kept: str) -> None:
    assert masks.masked(kept) == kept


@pytest.fixture
def audited(store: Store, folder: Path, here: Here) -> Store:
    (folder / "zonder niets.md").write_text(COFFEE + PERSON + ILO, encoding="utf-8")
    (folder / "avis").mkdir()
    (folder / "avis" / "notice.xml").write_text(NOTICE, encoding="utf-8")
    (folder / "bijlage.txt").write_text(
        COFFEE + "De eisen over arbeid staan in bijlage C van dit bestek.\n", encoding="utf-8"
    )
    run(store, dossiers(str(folder)), RunOptions(), lambda: here)
    return store


def test_the_csv_has_a_row_a_dossier_and_criterion_and_no_times(audited: Store, masks: Masks, tmp_path: Path) -> None:
    from tenderscan.audit.report.files import write_csv

    rows = list(standings(audited, masks))
    assert [(row.dossier, row.criterion) for row in rows] == sorted((row.dossier, row.criterion) for row in rows)
    write_csv(rows, tmp_path / "one.csv")
    write_csv(standings(audited, masks), tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    read = list(csv.DictReader((tmp_path / "one.csv").read_text("utf-8").splitlines()))
    assert len(read) % 75 == 0 and tuple(read[0]) == COLUMNS
    ilo = next(
        row for row in read if row["dossier"].startswith("Stad") and row["criterion"] == "labour.ilo-conventions"
    )
    assert (ilo["verdict"], ilo["judged_by"], ilo["quote"], ilo["year"]) == ("met", "tool", ILO.strip(), "2019")


def test_what_was_not_held_is_never_published_as_missing(audited: Store, masks: Masks) -> None:
    with audited.writing() as connection:
        connection.execute(
            text("UPDATE results SET held = 'notice-only' WHERE dossier_id = (SELECT MIN(id) FROM dossiers)")
        )
    own = [row for row in standings(audited, masks) if row.held == "notice-only"]
    assert own and all(row.verdict != "missing" for row in own)
    assert any(row.tool_verdict == "missing" for row in own)
    line = next(line for line in counted(own).table("held") if line.held == "notice-only")
    # Its share would be of what it asks alone.
    assert line.share is None and line.counts["undecided"] > 0


def test_nobody_misses_a_norm_that_did_not_exist(audited: Store, masks: Masks) -> None:
    own = next(row for row in standings(audited, masks) if row.verdict == "missing" and row.dossier.startswith("Stad"))
    with audited.writing() as connection:
        connection.execute(text("UPDATE criteria SET since = '2024-07-25' WHERE id = :id"), {"id": own.criterion})
    now = next(r for r in standings(audited, masks) if (r.dossier, r.criterion) == (own.dossier, own.criterion))
    assert (own.as_of, now.verdict, now.tool_verdict) == ("2019-01-01", "not-applicable", "missing")


def test_tables_count_by_every_dimension(audited: Store, masks: Masks) -> None:
    counting = counted(standings(audited, masks))
    for dimension in ("authority", "year", "cpv", "theme", "criterion", "held"):
        lines = counting.table(dimension)
        assert sum(sum(line.counts.values()) for line in lines) == len(list(standings(audited, masks)))
    assert sum(line.dossiers for line in together(counting.table("year"))) == len(
        {r.dossier for r in standings(audited, masks)}
    )


def test_excel_and_parquet_hold_the_same_rows(audited: Store, masks: Masks, tmp_path: Path) -> None:
    from tenderscan.audit.report.files import write_parquet, write_xlsx

    rows = list(standings(audited, masks))
    counting = Counting()
    for row in rows:
        counting.add(row)
    write_xlsx(rows, lambda: counting, tmp_path / "a.xlsx")
    write_parquet(rows, tmp_path / "a.parquet")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)
    assert book.sheetnames[0] == "by authority" and book.sheetnames[-1] == "findings"
    assert sum(1 for _ in book["findings"].rows) == len(rows) + 1
    table = parquet.read_table(tmp_path / "a.parquet")
    assert table.num_rows == len(rows) and table.column("dossier")[0].as_py() == rows[0].dossier


def test_coverage_says_what_was_held(audited: Store) -> None:
    found = {line.held: line.dossiers for line in coverage(audited)}
    assert found["failed"] >= 1 and sum(found.values()) == 6
    assert all(kind != "complete" for _, kind, _ in incomplete(audited))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site of the project's own tenders, of which one is a PDF with pictures."""
    folder = tmp_path_factory.mktemp("site")
    corpus = Path(__file__).parents[2] / "corpus" / "documents"
    url = f"sqlite:///{folder / 'audit.db'}"
    store = open_store(url, make=True)
    run(store, dossiers(str(corpus), only=("nl-m*", "en-*", "fr-ecole")), RunOptions(), lambda: Here())
    store.close()
    made = folder / "out"
    assert command(["audit", "report", "--store", url, "--format", f"site={made}", "--language", "nl", "--quiet"]) == 0
    yield made


def test_a_site_opens_from_a_disk_and_shows_the_evidence(site: Path) -> None:
    pages = sorted((site / "dossiers").glob("*.html"))
    assert len(pages) == 3 and list((site / "crops").glob("*.png"))
    data = json.loads((site / "data.js").read_text("utf-8").removeprefix("window.DOSSIERS=").rstrip(";\n"))
    assert [row[0] for row in data] == ["en-laptops.docx", "fr-ecole", "nl-marktplein.pdf"]
    whole = "".join(page.read_text("utf-8") for page in site.rglob("*.html"))
    assert "Niet gevonden in de gelezen documenten" in whole and "Ontbreekt" not in whole
    assert "http://" not in whole.replace("http://www.w3.org", "") and "https://" not in whole
    assert "<mark>" in whole and "Recht van antwoord" in whole and "audit." not in whole


def test_a_folder_with_something_else_is_no_place_for_a_site(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    url = f"sqlite:///{site.parent / 'audit.db'}"
    assert command(["audit", "report", "--store", url, "--format", f"site={tmp_path}"]) == 2
    assert "holds something else" in capsys.readouterr().err
    assert (tmp_path / "thesis.txt").read_text("utf-8") == "mine"


@pytest.mark.slow
@pytest.mark.skipif(chromium() is None or axe() is None, reason="needs Chromium and npm install axe-core")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["index", "criteria", "dossiers", "authorities"])
def test_a_site_has_no_barrier_that_axe_finds(site: Path, tmp_path: Path, kind: str, scheme: str) -> None:
    page = site / f"{kind}.html" if (site / f"{kind}.html").exists() else sorted((site / kind).glob("*.html"))[-1]
    # One file for the browser: style and script stand in it, as axe must too.
    whole = page.read_text("utf-8")
    start = whole.index('<meta http-equiv="Content-Security-Policy"')
    whole = whole[:start] + whole[whole.index(">", start) + 1 :]
    up = "" if page.parent == site else "../"
    whole = whole.replace(
        f'<link rel="stylesheet" href="{up}site.css">', f"<style>{(site / 'site.css').read_text('utf-8')}</style>"
    )
    for script in ("data.js", "site.js"):
        whole = whole.replace(
            f'<script src="{script}"></script>', f"<script>{(site / script).read_text('utf-8')}</script>"
        )
    assert violations(whole, tmp_path, scheme) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "--format", "pdf=x.pdf"], "no format"),
        (["report", "--format", "csv"], "cannot go to the screen"),
        (["report", "--by", "colour"], "--by does not know"),
        (["report", "--language", "es"], 'there are no reports in "es"'),
    ],
)
def test_wrong_options_are_said(
    site: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(["audit", *arguments, "--store", f"sqlite:///{site.parent / 'audit.db'}"]) == 2
    assert said in capsys.readouterr().err


def test_commands_print_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of two dossiers one points to an annex with clauses that it lacks."""
    folder, url = tmp_path / "dossiers", f"sqlite:///{tmp_path / 'audit.db'}"
    folder.mkdir()
    (folder / "bestek.txt").write_text(COFFEE + ILO, encoding="utf-8")
    (folder / "bijlage.txt").write_text(
        COFFEE + "De uitvoeringsvoorwaarden over arbeid staan in bijlage C van dit bestek.\n", encoding="utf-8"
    )
    store = open_store(url, make=True)
    run(store, dossiers(str(folder)), RunOptions(), lambda: Here())
    store.close()
    for arguments in (
        ["report", "--by", "theme"],
        ["coverage"],
        ["coverage", "--dossiers"],
        ["failures"],
        ["metadata", "gaps"],
    ):
        assert command(["audit", *arguments, "--store", url]) == 0
    said = capsys.readouterr().out
    assert "share_met_low" in said and "annex-absent" in said
    with pytest.raises(StoreError):
        open_store(f"sqlite:///{tmp_path / 'none.db'}")
