"""The page in a real browser: the whole way, by mouse and by keyboard, with what a hostile file may try."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tenderscan.web.app import Serving
from tenderscan.web.limits import Limits
from tenderscan.web.work import Work
from tests.reports.axe import axe, chromium
from tests.sources.pdf_files import many_pages
from tests.web.conftest import TOKEN
from tests.web.serving import Server, serving

pytest.importorskip("playwright", reason="needs playwright: pip install playwright")

from playwright.sync_api import Browser, Page, expect, sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="needs a Chromium on the path (apt-get install chromium)"),
]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SOON, LATER = 30_000, 120_000
"""Milliseconds in which something is on the screen: at once, or after a tender was read."""

PHONE = {"locale": "de-DE", "color_scheme": "dark", "viewport": {"width": 390, "height": 800}}
SEE_ASKED = """() => {
  document.getElementById("files").onclick = event => { event.preventDefault(); window.asked = true; };
}"""
FOCUSED = """() => {
  // Past the last element the focus is the page's own, whose text holds every name.
  const at = document.activeElement;
  return at === document.body ? "" : (at.getAttribute("aria-label") || at.textContent).trim();
}"""


@pytest.fixture(scope="module")
def server(work: Work) -> Iterator[Server]:
    work.warm(("nl", "de"))
    with serving(work, Serving(TOKEN)) as running:
        yield running


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    expect.set_options(timeout=SOON)
    with sync_playwright() as running:
        found = running.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


class Seen:
    """A page of one person, and what went wrong on it."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(SOON)
        self.faults: list[str] = []
        self.elsewhere: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.page.on("request", lambda asked: self._request(asked.url, server.url))
        self.page.goto(server.link(TOKEN))
        expect(self.page.locator("h1")).to_be_visible()

    def _request(self, url: str, own: str) -> None:
        if not url.startswith((own, "blob:", "data:")):
            self.elsewhere.append(url)

    def send(self, *files: Path | dict[str, object]) -> None:
        """Choose files and send them."""
        self.page.set_input_files("#files", list(files))  # type: ignore[arg-type]
        self.page.locator("form button.main").click()

    def result(self) -> None:
        """Wait for the result."""
        expect(self.page.locator(".split")).to_be_visible(timeout=LATER)

    def barriers(self) -> list[object]:
        """What axe-core finds."""
        return barriers(self.page)


def barriers(page: Page) -> list[object]:
    """What axe-core finds wrong on a page; nothing where it is not installed."""
    script = axe()
    if script is None:
        return []
    page.evaluate(script.read_text("utf-8"))
    found = page.evaluate(
        """rules => axe.run(document, {runOnly: rules})
        .then(f => [f.passes.length, f.violations.map(v => [v.id, v.nodes.map(n => n.html)])])""",
        RULES,
    )
    assert found[0] > 10
    return list(found[1])


@pytest.fixture
def person(chrome: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Seen]:
    """A person whose browser speaks Dutch, or as a parameter says."""
    given = getattr(request, "param", {"locale": "nl-BE"})
    context = chrome.new_context(**given)
    seen = Seen(context, server)
    yield seen
    context.close()
    assert seen.faults == []
    assert seen.elsewhere == [], "nothing is asked of another machine"


def test_the_whole_way_with_a_pdf_in_dutch(person: Seen, corpus: Path) -> None:
    page = person.page
    expect(page.locator("h1")).to_have_text("Wat vraagt dit bestek, en wat ontbreekt er?")
    assert person.barriers() == []
    person.send(corpus / "documents" / "nl-marktplein.pdf")
    person.result()
    expect(page.locator(".verdict.big")).to_contain_text("nog niet in orde")

    # A finding moves the document to its page, and marks the passage.
    weak = page.locator("article.weak", has_text="TruStone").first
    weak.locator("summary").first.click()
    expect(page.locator(".viewer-bar")).to_contain_text("Pagina 6 van 15")
    expect(page.locator(".sheet img")).to_have_attribute("alt", re.compile("Pagina 6 van nl-marktplein.pdf"))
    assert page.locator(".sheet .box").count() >= 1
    expect(weak.locator("mark").first).to_contain_text("TruStone")
    page.get_by_role("button", name="Volgende pagina").click()
    expect(page.locator(".viewer-bar")).to_contain_text("Pagina 7 van 15")

    # What comes close is told with its reason in words.
    page.locator(".criterion .inner details").first.locator("summary").click()
    near = page.locator(".criterion .inner details blockquote p.soft").first
    expect(near).to_have_text(re.compile(r"\w+ \w+ \w+"))
    expect(near).not_to_have_text(re.compile(r", [a-z-]+$"))

    # The clause meets the criterion; a mere wish in its place does not.
    clause = weak.locator(".clause textarea")
    kept = clause.input_value()
    clause.fill(kept + " ")
    expect(weak.locator(".draft .badge")).to_have_text(re.compile("Voldaan|In orde"), timeout=LATER)
    clause.fill("De gemeente hecht belang aan zorgvuldigheid in de keten van natuursteen.")
    expect(weak.locator(".draft .badge")).not_to_have_text(re.compile("Voldaan|In orde"), timeout=LATER)
    assert person.barriers() == []

    # Set aside, the gap no longer counts; it stays so after a reload, and can be saved.
    before = page.locator(".gaps li").count()
    weak.get_by_role("button", name="Niet voor ons, want …").click()
    weak.get_by_label("Waarom is dit niet voor dit bestek?").fill("Wij kopen <b>geen</b> natuursteen")
    weak.get_by_role("button", name="Opzijleggen").click()
    expect(page.locator(".gaps li")).to_have_count(before - 1)
    page.reload()
    person.result()
    expect(page.locator(".gaps li")).to_have_count(before - 1)
    with page.expect_download() as saved:
        page.get_by_role("button", name="tenderscan-suppress.toml").click()
    assert "Wij kopen <b>geen</b> natuursteen" in Path(saved.value.path()).read_text("utf-8")

    # What was recognised can be corrected: another profile expects other things.
    page.locator(".correct summary").click()
    page.get_by_label("Wat verwacht wordt").select_option("eu-minimum")
    page.get_by_role("button", name="Opnieuw beoordelen").click()
    expect(page.locator(".verdict.big")).to_contain_text("eu-minimum", timeout=LATER)
    code = page.get_by_role("combobox", name="Wat wordt gekocht (CPV-codes)")
    page.locator(".correct summary").click()
    code.fill("koffie")
    page.locator(".options [role=option]").first.wait_for()
    code.press("ArrowDown")
    code.press("Enter")
    expect(page.locator(".chips")).to_contain_text("Koffie")


@pytest.mark.parametrize("person", [PHONE], indirect=True)
def test_the_whole_way_with_a_word_file_in_german_on_a_phone_in_the_dark(person: Seen, corpus: Path) -> None:
    page = person.page
    person.send(corpus / "documents" / "de-verpflegung.docx")
    person.result()
    assert person.barriers() == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390, "nothing sticks out of a phone"
    expect(page.locator(".viewer mark").first).to_be_attached()
    with page.expect_download(timeout=LATER) as taken:
        page.get_by_role("button", name="Änderungen nachverfolgt").click()
    assert taken.value.suggested_filename == "de-verpflegung.docx"
    assert b"<w:ins " in zipfile.ZipFile(taken.value.path()).read("word/document.xml")
    # The language is changed in the middle, and the report with it.
    page.get_by_label("Sprache").select_option("fr")
    expect(page.locator("h2#all")).to_have_text("Tous les critères", timeout=LATER)
    expect(page.locator("#title")).to_contain_text("Durabilité", timeout=LATER)


def test_a_reading_is_cancelled_and_survives_a_reload(person: Seen, server: Server) -> None:
    page = person.page
    person.send({"name": "lang.pdf", "mimeType": "application/pdf", "buffer": many_pages(2500)})
    expect(page.locator("main")).to_contain_text(re.compile(r"pagina \d+ van 2500"), timeout=LATER)
    assert person.barriers() == []
    page.reload()
    expect(page.locator("main")).to_contain_text(re.compile(r"pagina \d+ van 2500"), timeout=LATER)
    page.get_by_role("button", name="Annuleren").click()
    expect(page.locator("h1")).to_have_text("Gestopt. Er is niets bewaard.")
    assert "lang.pdf" not in server.shelf.names(), "nothing of it is kept"
    page.get_by_role("link", name="Een ander bestek nakijken").click()
    expect(page.locator("h1")).to_have_text("Wat vraagt dit bestek, en wat ontbreekt er?")


def test_what_a_tender_says_never_runs(person: Seen) -> None:
    page = person.page
    page.evaluate("window.hit = false")
    evil = '<img src=x onerror="window.hit=true"><script>window.hit=true</script>'
    text = f"# Bestek {evil}\n\nDe opdrachtnemer betaalt een leefbaar loon {evil} en bewijst dat.\n\nVoorwerp: {evil}"
    name = '"><img src=x onerror=window.hit=true>.md'
    person.send({"name": name, "mimeType": "text/markdown", "buffer": text.encode()})
    person.result()
    page.get_by_label("Tonen").select_option("all")
    for summary in page.locator("article.met summary").all()[:3]:
        summary.click()
    expect(page.locator("main")).to_contain_text("onerror")
    assert page.evaluate("window.hit") is False
    assert page.locator("main img, main script").count() == 0


def test_a_broken_file_is_told_in_one_sentence(person: Seen) -> None:
    person.send({"name": "stuk.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 stuk"})
    expect(person.page.locator(".fault")).to_contain_text("stuk.pdf", timeout=LATER)
    expect(person.page.locator(".fault")).not_to_contain_text("broken")
    assert person.barriers() == []


def test_the_way_by_keyboard_alone(person: Seen, corpus: Path) -> None:
    page = person.page

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            said = page.evaluate(FOCUSED)
            if name in said:
                return
        raise AssertionError(f"no Tab leads to {name}")

    tab_to("Bestanden kiezen")
    # The system's own dialog is not the page's: it is only seen to be asked for.
    page.evaluate(SEE_ASKED)
    page.keyboard.press("Enter")
    page.wait_for_function("window.asked")
    page.set_input_files("#files", corpus / "documents" / "nl-koffie.docx")
    tab_to("Nakijken")
    page.keyboard.press("Enter")
    person.result()
    tab_to("aanbevolen")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('details').open")
    tab_to("Niet voor ons")
    page.keyboard.press("Enter")
    page.keyboard.type("Wij doen dit al")
    page.keyboard.press("Enter")
    expect(page.locator(".aside")).to_contain_text("Wij doen dit al")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY", "the keyboard stays where it was"


def test_a_zip_of_two_files_is_one_tender_with_two_documents(person: Seen) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("bestek.txt", "Bestek. De opdrachtnemer betaalt een leefbaar loon.")
        archive.writestr("bijlage.txt", "Bijlage. De opdrachtnemer levert gerecycleerd papier.")
    person.send({"name": "bestek.zip", "mimeType": "application/zip", "buffer": out.getvalue()})
    person.result()
    options = person.page.get_by_label("Getoond document").locator("option")
    assert options.all_text_contents() == ["bestek.txt", "bijlage.txt"]


def test_what_is_left_is_dropped_after_a_while(chrome: Browser, work: Work) -> None:
    with serving(work, Serving(TOKEN, replace(Limits(), left=0.2))) as server:
        context = chrome.new_context(locale="nl-BE")
        seen = Seen(context, server)
        seen.send({"name": "a.txt", "mimeType": "text/plain", "buffer": b"De opdrachtnemer levert."})
        seen.result()
        assert len(server.shelf) == 1
        seen.page.close(run_before_unload=True)
        ends = time.monotonic() + 10
        while len(server.shelf) and time.monotonic() < ends:
            time.sleep(0.1)
            server.shelf.sweep()
        assert len(server.shelf) == 0
        context.close()


def test_the_door_takes_the_token_that_is_typed(chrome: Browser, server: Server) -> None:
    context = chrome.new_context()
    page = context.new_page()
    page.goto(server.url)
    assert barriers(page) == []
    page.get_by_label("Token").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Token")).to_have_value("")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="OK").click()
    expect(page.locator(".zone")).to_be_visible()
    context.close()


def test_two_people_review_one_store_each_in_a_browser(
    chrome: Browser, work: Work, tmp_path: Path, corpus: Path
) -> None:
    pytest.importorskip("sqlalchemy", reason="needs the extra audit")
    from sqlalchemy import text

    from tenderscan.audit.review.sample import draw
    from tenderscan.audit.run import RunOptions, run
    from tenderscan.audit.store.open import open_store
    from tenderscan.audit.worklist import dossiers
    from tenderscan.check import CheckOptions
    from tests.audit.conftest import COFFEE, ILO, Here

    (tmp_path / "tenders").mkdir()
    (tmp_path / "tenders" / "koffie.txt").write_text(COFFEE + ILO, encoding="utf-8")
    store = open_store(f"sqlite:///{(tmp_path / 'audit.db').as_posix()}", make=True)
    run(store, dossiers(str(tmp_path / "tenders")), RunOptions(CheckOptions()), Here)
    draw(store, "first", 4, seed=1)
    with serving(work, Serving(TOKEN, store=store)) as server:
        people = []
        for name, verdict in (("Anne", "Gevraagd en concreet"), ("Bert", "Niet gevonden in de gelezen documenten")):
            seen = Seen(chrome.new_context(locale="nl-BE"), server)
            seen.page.get_by_role("link", name="Leesblad").click()
            seen.page.get_by_label("Uw naam als lezer").fill(name)
            seen.page.keyboard.press("Enter")
            expect(seen.page.locator("main")).to_contain_text("koffie")
            people.append((seen, verdict))
        assert people[0][0].barriers() == []
        for seen, verdict in people:
            expect(seen.page.locator(".plain")).to_contain_text("zakken van een kilogram")
            seen.page.get_by_label(verdict).check()
            seen.page.get_by_role("button", name="Bewaren en volgende").click()
            expect(seen.page.locator("main")).to_contain_text(re.compile(r"1 van \d+ beantwoord"))
        with store.reading() as connection:
            rows = connection.execute(text("SELECT reader, verdict FROM reviews ORDER BY reader")).all()
        assert [tuple(row) for row in rows] == [("Anne", "met"), ("Bert", "missing")]
        assert all(seen.faults == [] for seen, _ in people)
        for seen, _ in people:
            seen.page.context.close()
    store.close()
