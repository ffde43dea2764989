"""Dossiers, texts and choices over HTTP: what the command line says, the API says."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pypdf import PdfWriter

from tenderscan.check import Checker
from tenderscan.options import CheckOptions
from tenderscan.reports.json import as_data
from tenderscan.web.limits import Limits
from tests.sources.pdf_files import many_pages
from tests.web.conftest import LIMITS, browser, ended, send

MARKTPLEIN = "nl-marktplein.pdf"


@pytest.fixture
def tender(corpus: Path) -> Path:
    return corpus / "documents" / MARKTPLEIN


def test_a_dossier_is_judged_as_the_command_line_judges_it(program: TestClient, checker: Checker, tender: Path) -> None:
    sent = send(program, tender, cpv="45233262", language="fr")
    state = ended(program, sent["id"])
    assert state["state"] == "done"
    told = program.get(f"/api/dossiers/{sent['id']}/report").json()
    chosen = checker.choosing(CheckOptions(cpv=("45233262",), language="fr"))
    assert told == json.loads(json.dumps(as_data(chosen.check_paths([tender]).report)))
    assert state["summary"] == told["summary"]
    assert state["recognised"]["cpv"] == ["45233262"]


def test_corrections_judge_anew_without_the_files(program: TestClient, tender: Path) -> None:
    sent = send(program, tender)
    before = ended(program, sent["id"])
    answer = program.patch(f"/api/dossiers/{sent['id']}", json={"language": "de", "profile": "minimum"})
    assert answer.status_code == 202
    after = ended(program, sent["id"])
    assert after["recognised"]["language"] == "de"
    assert after["revision"] > before["revision"]
    assert program.get(f"/api/dossiers/{sent['id']}/report").json()["rulebook"]["profile"] == "minimum"
    # Null is what the documents show.
    program.patch(f"/api/dossiers/{sent['id']}", json={"language": None, "profile": None})
    assert ended(program, sent["id"])["recognised"] == before["recognised"]


def test_a_gap_that_is_set_aside_is_so_in_every_report_and_in_the_next_check(program: TestClient, tender: Path) -> None:
    sent = send(program, tender, language="en")
    ended(program, sent["id"])
    address = f"/api/dossiers/{sent['id']}"
    gap = next(f["id"] for f in program.get(f"{address}/report").json()["criteria"] if f["verdict"] == "missing")
    program.patch(address, json={"aside": [{"criterion": gap, "reason": 'This is met, see "p. 12"'}]})
    told = {f["id"]: f for f in program.get(f"{address}/report").json()["criteria"]}
    assert told[gap]["suppressed"] == 'This is met, see "p. 12"'
    assert told[gap]["verdict"] == "missing", "a verdict is the tender's, whatever is set aside"
    assert "p. 12" in program.get(f"{address}/report", params={"format": "html"}).text
    kept = program.get(f"{address}/suppressions")
    assert kept.headers["content-disposition"].endswith("tenderscan-suppress.toml")
    again = send(program, tender, ("tenderscan-suppress.toml", kept.content))
    ended(program, again["id"])
    told = {f["id"]: f for f in program.get(f"/api/dossiers/{again['id']}/report").json()["criteria"]}
    assert told[gap]["suppressed"] == 'This is met, see "p. 12"'


def test_every_format_comes_as_a_file(program: TestClient, tender: Path) -> None:
    sent = send(program, tender)
    ended(program, sent["id"])
    formats = [each["id"] for each in program.get("/api/choices").json()["formats"]]
    for name in formats:
        answer = program.get(f"/api/dossiers/{sent['id']}/report", params={"format": name})
        assert answer.status_code == 200, (name, answer.text)
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert len(answer.content) > 100
    assert b"data:image/png" in program.get(f"/api/dossiers/{sent['id']}/report?format=html").content


def test_a_word_file_comes_back_with_tracked_changes(program: TestClient, corpus: Path) -> None:
    sent = send(program, corpus / "documents" / "nl-koffie.docx", profile="ambitious")
    ended(program, sent["id"])
    answer = program.get(f"/api/dossiers/{sent['id']}/suggestion")
    assert answer.status_code == 200
    body = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml")
    assert b"<w:ins " in body
    assert WordDocument(io.BytesIO(answer.content)).paragraphs


def test_pages_are_drawn_and_texts_told(program: TestClient, tender: Path) -> None:
    sent = send(program, tender)
    ended(program, sent["id"])
    picture = program.get(f"/api/dossiers/{sent['id']}/page", params={"document": MARKTPLEIN, "page": 2, "width": 400})
    assert picture.content.startswith(b"\x89PNG")
    assert int.from_bytes(picture.content[16:20]) == 400
    text = program.get(f"/api/dossiers/{sent['id']}/text", params={"document": MARKTPLEIN}).json()
    told = program.get(f"/api/dossiers/{sent['id']}/report").json()
    whole = "\n".join(element["text"] for element in text["elements"])
    passages = [passage for f in told["criteria"] for passage in f["evidence"]]
    assert passages
    for passage in passages:
        assert whole[passage["start"] : passage["end"]].split() == passage["quote"].split()
    assert program.get(f"/api/dossiers/{sent['id']}/page?document={MARKTPLEIN}&page=99").status_code == 404
    assert program.get(f"/api/dossiers/{sent['id']}/text?document=../../etc/passwd").status_code == 404


def test_a_text_is_judged_at_once(program: TestClient) -> None:
    def verdict(text: str) -> str:
        asked = {"text": text, "criteria": ["labour.living-wage"], "language": "en"}
        [found] = program.post("/api/texts", json=asked).json()["criteria"]
        return str(found["verdict"])

    assert verdict("De opdrachtnemer betaalt een leefbaar loon en legt elk jaar een auditverslag voor.") == "met"
    assert verdict("De gemeente hecht belang aan een leefbaar loon.") == "weak"
    assert verdict("De opdrachtnemer levert stoelen.") == "missing"
    assert len(program.post("/api/texts", json={"text": "De opdrachtnemer levert stoelen."}).json()["criteria"]) > 50


def test_two_versions_side_by_side(program: TestClient) -> None:
    texts = ("De opdrachtnemer betaalt een leefbaar loon, met een jaarlijks auditverslag.", "Levering van stoelen.")
    old, new = (send(program, ("bestek.txt", text.encode()))["id"] for text in texts)
    ended(program, old), ended(program, new)
    told = program.post("/api/comparisons", json={"old": old, "new": new}).json()
    assert {c["id"]: c["change"] for c in told["criteria"]}["labour.living-wage"] == "lost"


@pytest.mark.parametrize(
    ("words", "code"),
    [("Straßenbau", "45233120"), ("wegenbouw", "45233120"), ("koffie", "15860000"), ("café", "15860000"),
     ("4523312", "45233120"), ("cleaning services", "90910000")],
)  # fmt: skip
def test_cpv_codes_are_found_by_word_in_four_languages(program: TestClient, words: str, code: str) -> None:
    found = program.get("/api/cpv", params={"q": words, "language": "nl"}).json()
    assert code in [each["code"] for each in found]


def test_what_is_not_known_is_refused_in_the_clients_language(program: TestClient, tender: Path) -> None:
    files = [("files", ("a.txt", b"De opdrachtnemer levert."))]
    for fields in ({"profile": "nobody"}, {"country": "xx"}, {"cpv": "12345678"}, {"language": "es"}, {"ocr": "often"}):
        answer = program.post("/api/dossiers", files=files, data=fields)
        assert answer.status_code == 422, fields
        assert answer.json()["detail"]
    dutch = program.post("/api/dossiers", files=files, data={"profile": "x"}, headers={"Accept-Language": "nl-BE,nl"})
    assert "profiel" in dutch.json()["detail"]


def test_a_profile_is_never_a_file(program: TestClient, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("name: own", encoding="utf-8")
    answer = program.post("/api/texts", json={"text": "Levering.", "profile": str(own)})
    assert answer.status_code == 422
    assert "there is no profile" in answer.json()["detail"]


def test_what_cannot_be_judged_fails_in_one_sentence(program: TestClient) -> None:
    sent = send(program, ("broken.pdf", b"%PDF-1.7 nothing"), language="nl")
    state = ended(program, sent["id"])
    assert state["state"] == "failed"
    assert "broken.pdf" in state["fault"]
    assert program.get(f"/api/dossiers/{sent['id']}/report").status_code == 409


def test_what_the_page_says_names_no_option_of_the_command_line(program: TestClient) -> None:
    sent = send(program, ("bestek.txt", b"De opdrachtnemer levert wat gevraagd is en bewijst dat."), language="nl")
    ended(program, sent["id"])
    told = program.get(f"/api/dossiers/{sent['id']}/result").json()
    assert told["about"] and "--" not in str([told["about"], told["dossier"]])
    locked = io.BytesIO()
    writer = PdfWriter(clone_from=io.BytesIO(many_pages(1)))
    writer.encrypt("geheim")
    writer.write(locked)
    state = ended(program, send(program, ("slot.pdf", locked.getvalue()), language="nl")["id"])
    assert state["state"] == "failed" and "slot.pdf" in state["fault"] and "--" not in state["fault"]
    opened = send(program, ("slot.pdf", locked.getvalue()), password="geheim")
    assert ended(program, opened["id"])["state"] == "done"


def test_a_dossier_that_is_dropped_is_read_no_further(program: TestClient, app: FastAPI) -> None:
    sent = send(program, ("long.pdf", many_pages(2500)))
    assert program.delete(f"/api/dossiers/{sent['id']}").status_code == 204
    assert program.get(f"/api/dossiers/{sent['id']}").status_code == 404
    assert app.state.shelf.held == 0
    # The reader is free for the next one at once.
    assert ended(program, send(program, ("a.txt", b"De opdrachtnemer levert."))["id"], 20)["state"] == "done"


def test_limits_are_kept_and_nothing_stays_of_what_is_refused(program: TestClient, app: FastAPI) -> None:
    large = ("files", ("large.txt", b"x" * (LIMITS.dossier + 1)))
    assert program.post("/api/dossiers", files=[large]).status_code == 413
    many = [("files", (f"{n}.txt", b"text")) for n in range(LIMITS.files + 1)]
    assert program.post("/api/dossiers", files=many).status_code == 413
    assert program.post("/api/dossiers", data={"language": "nl"}).status_code in (415, 422)
    assert app.state.shelf.held == 0
    assert len(app.state.shelf) == 0


def test_two_people_do_not_see_each_others_files(app: FastAPI) -> None:
    with browser(app) as one:
        other = browser(app)
        sent = send(one, ("a.txt", b"De opdrachtnemer levert."))
        ended(one, sent["id"])
        for ask in (other.get, other.delete):
            assert ask(f"/api/dossiers/{sent['id']}").status_code == 404
        assert other.get(f"/api/dossiers/{sent['id']}/report").status_code == 404
        assert one.get(f"/api/dossiers/{sent['id']}/report").status_code == 200


def test_the_default_limits_are_those_of_the_documentation() -> None:
    text = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    limits = Limits()
    assert f"{limits.files} files and {limits.dossier // 1_000_000} MB" in text
    assert f"{limits.kept / 1e9:g} GB; at most {limits.waiting} dossiers wait" in text
