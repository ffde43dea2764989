"""Review over HTTP: blind, with what readers differ on decided, by two people at once on one store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

pytest.importorskip("sqlalchemy", reason="needs the extra audit")

from sqlalchemy import text

from tenderscan.audit.review.sample import draw
from tenderscan.audit.run import RunOptions, run
from tenderscan.audit.store.open import Store
from tenderscan.audit.worklist import dossiers
from tenderscan.check import CheckOptions
from tenderscan.web.app import Serving, make_app
from tenderscan.web.work import Work
from tests.audit.conftest import Here, folder, here, one_rulebook, postgres, rested, store, store_url  # noqa: F401
from tests.web.conftest import BEARER, TOKEN


@pytest.fixture
def sampled(store: Store, folder: Path, here: Here) -> Store:  # noqa: F811
    run(store, dossiers(str(folder)), RunOptions(CheckOptions()), lambda: here)
    draw(store, "first", 30, seed=1)
    return store


@pytest.fixture
def reviewer(work: Work, sampled: Store) -> TestClient:
    return TestClient(make_app(work, Serving(TOKEN, store=sampled)), base_url="http://127.0.0.1:8383", headers=BEARER)


def queue(client: TestClient, reader: str) -> list[dict[str, object]]:
    return list(client.get("/api/review/queue", params={"reader": reader, "language": "nl"}).json()["items"])


def answer(client: TestClient, reader: str, item: object, verdict: str, role: str = "reader") -> str:
    told = client.put("/api/review/answers", json={"item": item, "reader": reader, "verdict": verdict, "role": role})
    assert told.status_code == 200, told.text
    return str(told.json()["kept"])


def test_a_reader_sees_questions_and_the_text_and_nothing_that_anybody_said(
    reviewer: TestClient, sampled: Store
) -> None:
    asked = queue(reviewer, "Anne")
    assert {each["item"] for each in asked} == {each["item"] for each in queue(reviewer, "Bert")}
    assert [each["item"] for each in asked] != [each["item"] for each in queue(reviewer, "Bert")]
    known = {"item", "dossier", "criterion", "title", "why", "place", "readings", "answer"}
    assert all(set(each) == known and each["answer"] is None and not each["readings"] for each in asked)
    books = reviewer.get("/api/review/text", params={"item": asked[0]["item"]}).json()
    assert "koffie" in str(books)


def test_an_answer_is_kept_changed_and_remembered_for_its_reader_alone(reviewer: TestClient, sampled: Store) -> None:
    item = queue(reviewer, "Anne")[0]["item"]
    kept = [answer(reviewer, "Anne", item, verdict) for verdict in ("met", "met", "weak")]
    assert kept == ["new", "same", "changed"]
    own = {each["item"]: each["answer"] for each in queue(reviewer, "Anne")}
    assert own[item] == {"verdict": "weak", "quote": "", "page": "", "note": ""}
    assert all(each["answer"] is None for each in queue(reviewer, "Bert"))
    with sampled.reading() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM reviews")).scalar() == 2, "nothing is lost"


def test_what_readers_differ_on_is_decided_and_agreement_told(reviewer: TestClient) -> None:
    items = [each["item"] for each in queue(reviewer, "Anne")]
    for number, item in enumerate(items):
        answer(reviewer, "Anne", item, "met" if number % 2 else "missing")
        answer(reviewer, "Bert", item, "met" if number % 2 or number == 0 else "missing")
    disputes = reviewer.get("/api/review/disputes").json()["items"]
    assert [each["item"] for each in disputes] == [items[0]]
    assert "Anne" not in disputes[0]["readings"] and "Bert" not in disputes[0]["readings"]
    told = reviewer.get("/api/review/agreement").json()
    assert told["disputes"] == 1
    assert told["agreement"][0]["name"] == "all"
    assert told["agreement"][0]["raw"] == pytest.approx(1 - 1 / len(items))
    answer(reviewer, "Chris", items[0], "met", "adjudicator")
    assert reviewer.get("/api/review/disputes").json()["items"] == []


def test_two_people_answer_at_once_and_no_answer_is_lost(reviewer: TestClient, sampled: Store) -> None:
    items = [each["item"] for each in queue(reviewer, "Anne")][:15]

    def all_of(reader: str) -> list[str]:
        return [answer(reviewer, reader, item, "missing") for item in items]

    with ThreadPoolExecutor(2) as pool:
        assert all(kept == "new" for found in pool.map(all_of, ("Anne", "Bert")) for kept in found)
    with sampled.reading() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM reviews")).scalar() == 2 * len(items)


def test_what_is_no_item_or_no_verdict_is_refused(reviewer: TestClient, work: Work) -> None:
    wrong = {"item": "none", "reader": "Anne", "verdict": "met"}
    assert reviewer.put("/api/review/answers", json=wrong).status_code == 404
    assert reviewer.put("/api/review/answers", json={**wrong, "verdict": "perhaps"}).status_code == 422
    assert reviewer.get("/api/review/queue", params={"reader": "Anne", "sample": "none"}).status_code == 404
    alone = TestClient(make_app(work, Serving(TOKEN)), base_url="http://127.0.0.1:8383", headers=BEARER)
    assert alone.get("/api/review/queue", params={"reader": "Anne"}).status_code == 404
