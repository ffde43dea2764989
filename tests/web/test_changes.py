"""The changes one by one, as a word processor asks for them."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from tests.web.conftest import ended, send


def test_each_clause_has_its_place_in_a_word_file(program: TestClient, corpus: Path) -> None:
    sent = send(program, corpus / "documents" / "nl-koffie.docx")
    ended(program, sent["id"])
    answer = program.get(f"/api/dossiers/{sent['id']}/changes", params={"level": "recommended"})
    changes = answer.json()["changes"]
    assert answer.status_code == 200 and changes
    document = program.get(f"/api/dossiers/{sent['id']}/report").json()["dossier"]["documents"][0]["path"]
    for change in changes:
        assert change["clause"] or change["strike"]
        assert change["criteria"]
        if change["place"] is not None:
            assert change["place"]["document"] == document
            assert change["strike"] in change["place"]["text"]
    assert any(change["place"] is not None and change["clause"] for change in changes)


def test_without_a_word_file_clauses_have_no_place(program: TestClient) -> None:
    text = b"Bestek voor de levering van natuursteen\n\nDe opdrachtnemer levert binnen dertig dagen.\n"
    sent = send(program, ("bestek.txt", text), language="nl", cpv="44912100")
    ended(program, sent["id"])
    changes = program.get(f"/api/dossiers/{sent['id']}/changes").json()["changes"]
    assert changes and all(change["place"] is None and change["clause"] for change in changes)
