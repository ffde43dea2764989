"""The HTML report: whole, safe, in four languages, with pictures, and without barriers where axe-core is there."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import io
import re
from pathlib import Path

import pypdfium2
import pytest
from lxml import html
from PIL import Image

from tenderscan.check import Checker, CheckResult
from tenderscan.errors import UnreadableError
from tenderscan.model.document import Box
from tenderscan.model.report import Evidence, Level, VerdictKind
from tenderscan.model.texts import Texts
from tenderscan.reports.html import crops
from tenderscan.reports.html.write import write
from tenderscan.reports.material import Material
from tests.reports.axe import axe, chromium, dom, violations
from tests.reports.sample import PASSAGE, finding, report
from tests.reports.test_formats import RULEBOOK, golden, material, nasty


class Strict(Texts):
    """Texts that are all there: one that lacks is an error, not a fallback."""

    def get(self, key: str, default: object = None) -> str:  # type: ignore[override]
        return self[key]


@pytest.fixture(scope="module")
def result(checker: Checker, corpus: Path) -> CheckResult:
    return checker.check_paths([corpus / "documents" / "nl-marktplein.pdf"])


def of(result: CheckResult, **more: object) -> Material:
    values = {"structured": result.structured, "originals": result.originals, **more}
    return Material(result.report, RULEBOOK.texts_in("nl"), RULEBOOK.criteria, **values)  # type: ignore[arg-type]


def test_html_is_as_it_was_looked_at() -> None:
    golden("report.html", write(material()))


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_every_text_is_there_in_every_language(language: str, result: CheckResult) -> None:
    for one in (report(), result.report):
        page = write(Material(one, Strict(RULEBOOK.texts_in(language)), RULEBOOK.criteria))
        assert html.fromstring(page).findtext(".//title")


def test_nothing_of_a_tender_becomes_markup_and_nothing_is_fetched() -> None:
    page = html.fromstring(write(material(nasty())))
    assert not page.xpath("//b[.='*x*']")
    assert "<b>*x*</b>" in page.text_content()
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//link | //iframe | //*[@onclick] | //script[@src]")
    assert all(image.get("src").startswith("data:") for image in page.xpath("//img"))
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]


def test_ids_are_unique_and_every_link_leads_somewhere(result: CheckResult) -> None:
    page = html.fromstring(write(of(result)))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(ids)


def test_every_criterion_is_named_once_and_those_that_count_have_an_entry(result: CheckResult) -> None:
    page = html.fromstring(write(of(result)))
    entries = page.xpath("//article/@id")
    listed = page.xpath("//section[@aria-labelledby='others']//li/text() | //details/details//li/text()")
    assert len(entries) + len(listed) == len(result.report.findings)
    assert [f.id for f in result.report.findings if f.verdict is VerdictKind.WEAK and f.id not in entries] == []


def test_tiles_and_sentence_count_alike(result: CheckResult) -> None:
    page = html.fromstring(write(of(result)))
    tiles = {li.get("class"): int(li.find("b").text) for li in page.xpath("//ul[@class='tiles']/li")}
    assert tiles == {kind.value: result.report.count(kind) for kind in VerdictKind}


def test_the_first_page_has_the_required_gaps_and_the_rest_is_folded(result: CheckResult) -> None:
    page = html.fromstring(write(of(result)))
    first = page.xpath("//section[@class='first']")[0].text_content()
    fold = page.xpath("//details[@class='rest']")[0]
    assert fold.get("open") is None
    assert html.fromstring(write(dataclasses.replace(of(result), everything=True))).xpath(
        "//details[@class='rest'][@open]"
    )
    for found in result.report.findings:
        lacking = found.verdict not in (VerdictKind.MET, VerdictKind.NOT_APPLICABLE)
        assert (found.title in first) is (lacking and found.level is Level.REQUIRED), found.id


def test_a_passage_stands_between_its_neighbours(result: CheckResult) -> None:
    page = html.fromstring(write(of(result)))
    quotes = page.xpath("//blockquote[p/mark]")
    assert quotes
    assert all(quote.xpath("p/span[@class='soft']") for quote in quotes)


def test_a_clause_that_every_page_repeats_is_not_told_every_time() -> None:
    passages = tuple(dataclasses.replace(PASSAGE, start=number, page=number + 1) for number in range(11))
    often = dataclasses.replace(report(), findings=(finding("labour.often", VerdictKind.MET, evidence=passages),))
    page = html.fromstring(write(material(often)))
    assert len(page.xpath("//blockquote")) == 8
    assert "nog 3" in page.text_content()


def test_a_crop_shows_the_marked_lines(result: CheckResult) -> None:
    pictures = html.fromstring(write(of(result))).xpath("//figure/img")
    assert len(pictures) > 10
    for picture in pictures:
        data = base64.b64decode(picture.get("src").partition(",")[2])
        with Image.open(io.BytesIO(data)) as opened:
            assert opened.size == (int(picture.get("width")), int(picture.get("height")))
            colors = [color for _, color in opened.convert("RGB").getcolors() or []]
        assert any(red > 230 and green > 200 and blue < 170 for red, green, blue in colors), "no line is marked"
        assert any(max(color) < 90 for color in colors), "no letter is seen"
        assert re.search(r"pagina \d+ van nl-marktplein\.pdf", picture.get("alt"))


def test_without_crops_or_with_a_file_that_is_gone_changed_or_locked_the_report_stands(result: CheckResult) -> None:
    plain = write(of(result, crops=False))
    assert "<img" not in plain

    def gone() -> bytes:
        raise UnreadableError("x is gone.", "")

    for original in ({}, {"nl-marktplein.pdf": gone}, {"nl-marktplein.pdf": lambda: b"%PDF-1.4 changed"}):
        assert write(of(result, originals=original)) == plain


def test_pictures_stop_where_the_report_would_grow_too_large(
    result: CheckResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crops, "MOST_BYTES", 60_000)
    wanted: list[Evidence] = [passage for finding in result.report.findings for passage in finding.evidence]
    found = crops.crops(of(result), wanted)
    assert found
    assert sum(len(picture.uri) for picture in found.values()) <= 60_000
    assert len(found) < len(set(wanted))


def test_a_sheet_as_wide_as_a_drawing_gives_no_wider_picture(result: CheckResult) -> None:
    passage = next(p for f in result.report.findings for p in f.evidence if p.boxes)
    box = Box(1, 100.0, 100.0, 3_000.0, 140.0)
    wide = pypdfium2.PdfDocument.new()
    wide.new_page(3_400, 2_400).close()
    out = io.BytesIO()
    wide.save(out)
    wide.close()
    data = out.getvalue()
    document = dataclasses.replace(result.report.dossier.documents[0], sha256=hashlib.sha256(data).hexdigest())
    dossier = dataclasses.replace(result.report.dossier, documents=(document,))
    one = dataclasses.replace(of(result), report=dataclasses.replace(result.report, dossier=dossier))
    one = dataclasses.replace(one, originals={document.path: lambda: data})
    sheet = dataclasses.replace(passage, boxes=(box,))
    assert crops.crops(one, [sheet])[sheet].width == 1_300


def test_a_box_outside_its_page_gives_no_picture_and_no_error(result: CheckResult) -> None:
    passage = next(p for f in result.report.findings for p in f.evidence if p.boxes)
    low = dataclasses.replace(passage.boxes[0], top=9_000.0, bottom=9_010.0)
    beyond = dataclasses.replace(passage.boxes[0], page=900)
    moved = [dataclasses.replace(passage, boxes=(box,)) for box in (low, beyond)]
    assert crops.crops(of(result), moved) == {}


@pytest.mark.slow
@pytest.mark.skipif(chromium() is None or axe() is None, reason="needs chromium, and axe-core by npm or TENDERSCAN_AXE")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 1200), ("light", 500)])
def test_axe_finds_no_barrier(result: CheckResult, tmp_path: Path, scheme: str, width: int) -> None:
    assert violations(write(of(result)), tmp_path, scheme, width) == []
    assert violations(write(material()), tmp_path, scheme, width) == []


@pytest.mark.slow
@pytest.mark.skipif(chromium() is None or axe() is None, reason="needs chromium, and axe-core by npm or TENDERSCAN_AXE")
def test_axe_finds_a_barrier_that_is_there(tmp_path: Path) -> None:
    page = write(material()).replace('<html lang="nl">', "<html>")
    assert violations(page, tmp_path, "light")


@pytest.mark.slow
@pytest.mark.skipif(chromium() is None, reason="needs chromium")
def test_filters_hide_and_buttons_show_in_a_browser(tmp_path: Path) -> None:
    choose = """<script>
    const verdict = document.getElementById("by-verdict");
    verdict.value = "weak";
    verdict.dispatchEvent(new Event("change", {bubbles: true}));
    </script></body>"""
    page = html.fromstring(dom(write(material()).replace("</body>", choose), tmp_path))
    seen = page.xpath("//article[not(@hidden)]/@data-verdict")
    assert seen == ["weak", "weak"]
    assert page.xpath("//article[@hidden]")
    assert page.get_element_by_id("count").text_content().endswith(" 2")
    assert page.xpath("//button[@data-copy]")
    assert not page.xpath("//button[@data-copy][@hidden]"), "without scripts they would do nothing, and are not shown"
