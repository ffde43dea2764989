"""The task pane of Word: its files and manifest, and its whole way in a real browser with a stand-in for Word.

It was not tried in Word itself: there is none where these tests run.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document as WordDocument
from fastapi.testclient import TestClient

from tenderscan.web.app import Serving
from tenderscan.web.word.serve import OFFICE
from tenderscan.web.work import Work
from tests.conftest import ROOT
from tests.reports.axe import axe, chromium
from tests.web.conftest import TOKEN
from tests.web.serving import Server, serving

PANE = ROOT / "tenderscan" / "web" / "word"
MANIFEST = ROOT / "integrations" / "word" / "manifest.xml"


def test_every_sentence_is_in_four_languages() -> None:
    words = json.loads((PANE / "words.json").read_text("utf-8"))
    used = set(re.findall(r'say\("([\w-]+)"', (PANE / "pane.js").read_text("utf-8")))
    used |= set(re.findall(r'data-say="([\w-]+)"', (PANE / "pane.html").read_text("utf-8")))
    assert used == set(words)
    for name, said in words.items():
        assert set(said) == {"nl", "fr", "en", "de"}, name
        assert len({tuple(sorted(re.findall(r"\{\w+\}", text))) for text in said.values()}) == 1, name


def test_the_pane_may_load_our_files_and_words_own_script_alone(program: TestClient) -> None:
    answer = program.get("/word/pane.html", headers={"Authorization": ""})
    policy = answer.headers["content-security-policy"]
    assert answer.status_code == 200
    assert f"script-src 'self' {OFFICE};" in policy and "unsafe" not in policy
    loaded = re.findall(r'(?:src|href)="([^"]+)"', answer.text)
    assert [each for each in loaded if "://" in each] == [f"{OFFICE}/lib/1/hosted/office.js"]
    assert program.get("/word/serve.py").status_code == 404
    assert program.get("/word/..%2Fpage%2Findex.html").status_code == 404


def test_the_manifest_names_what_is_there(program: TestClient) -> None:
    text = MANIFEST.read_text("utf-8")
    tree = ElementTree.fromstring(text)
    own = re.findall(r'"https://localhost:8383(/[^"]+)"', text)
    assert own
    for path in own:
        assert program.get(path).status_code == 200, path
    ids = {each.get("id") for each in tree.iter() if each.tag.endswith(("}Image", "}Url", "}String"))} - {None}
    assert {each.get("resid") for each in tree.iter() if each.get("resid")} == ids
    for each in tree.iter():
        if each.tag.endswith("}String") or (each.tag.endswith("}Description") and each.get("DefaultValue")):
            if each.get("id") == "Name":
                continue
            assert {child.get("Locale") for child in each} == {"nl-NL", "fr-FR", "de-DE"}


@pytest.fixture(scope="module")
def server(work: Work) -> Iterator[Server]:
    with serving(work, Serving(TOKEN)) as running:
        yield running


@pytest.mark.slow
@pytest.mark.skipif(chromium() is None, reason="needs a Chromium on the path (apt-get install chromium)")
def test_check_and_put_in(server: Server, corpus: Path) -> None:
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")
    source = corpus / "documents" / "nl-koffie.docx"
    paragraphs = [
        {"text": each.text, "style": each.style.name, "outlineLevel": _level(each.style.name)}
        for each in WordDocument(str(source)).paragraphs
    ]
    tender = {"file": base64.b64encode(source.read_bytes()).decode(), "paragraphs": paragraphs}
    stand_in = Path(__file__).with_name("word_stand_in.js").read_text("utf-8")
    with api.sync_playwright() as running:
        chrome = running.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = chrome.new_page(viewport={"width": 350, "height": 800})
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.add_init_script(f"window.tender = {json.dumps(tender)};")
        page.route(f"{OFFICE}/**", lambda route: route.fulfill(body=stand_in, content_type="text/javascript"))
        page.goto(f"{server.url}/word/pane.html")
        page.fill("#token", "a-wrong-token-of-letters")
        page.click("#door button")
        api.expect(page.locator("#told")).to_contain_text("jeton")
        page.fill("#token", server.link(TOKEN))
        page.click("#door button")
        page.click("#check")
        api.expect(page.locator("#gaps li").first).to_be_visible(timeout=60_000)
        api.expect(page.locator("#told")).to_contain_text("Requis et pas encore en ordre")
        script = axe()
        if script is not None:
            # Evaluated by the browser's own tools: the pane's policy lets no script of others in.
            page.evaluate(script.read_text("utf-8"))
            found = page.evaluate("async () => (await axe.run(document)).violations.map((each) => each.id)")
            assert found == []
        titles = page.locator("#gaps strong").all_text_contents()
        page.click("#insert")
        api.expect(page.locator("#told")).to_contain_text("suivi des modifications", timeout=60_000)
        state = page.evaluate("window.word")
        assert not faults
        chrome.close()
    put = [each for each in state["paragraphs"] if each["put"]]
    assert titles and put
    assert {each["put"] for each in put} == {"TrackAll"} and state["mode"] == "Off"
    assert [each["text"] for each in state["paragraphs"] if not each["put"]] == [each["text"] for each in paragraphs]
    headings = [each for each in put if each["style"].startswith("Heading")]
    assert headings and state["paragraphs"][-1]["text"] == paragraphs[-1]["text"]


def _level(style: str) -> int:
    return int(style[-1]) if style.startswith("Heading ") else 10
