"""A run: whole dossiers, once; resumed, retried, judged again from stored text, on both kinds of store."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text

from tenderscan.audit.engine import Lost
from tenderscan.audit.report.failures import failed
from tenderscan.audit.run import Progress, RunOptions, run
from tenderscan.audit.store.open import Store, open_store
from tenderscan.audit.task import Failure, Task
from tenderscan.audit.worklist import dossiers
from tenderscan.check import CheckOptions
from tenderscan.errors import StoreError, UsageError
from tests.audit.conftest import COFFEE, ILO, Here, rows


def audited(store: Store, folder: Path, engine: Here, options: RunOptions = RunOptions()) -> Progress:
    return run(store, dossiers(str(folder)), options, lambda: engine)


def one(store: Store, query: str) -> object:
    with store.reading() as connection:
        return connection.execute(text(query)).scalar()


def test_every_file_and_folder_is_a_dossier_with_its_verdicts(store: Store, folder: Path, here: Here) -> None:
    ended = audited(store, folder, here)
    assert (ended.total, ended.done, ended.failed, ended.left) == (4, 3, 1, 0)
    found = rows(store)
    assert len(found["results"]) == 3 and len(found["texts"]) == 3
    assert any("bestek één.txt" in row for row in found["documents"])
    verdict = (
        "SELECT p.verdict FROM published p JOIN dossiers d ON d.id = p.dossier_id "
        "WHERE d.name = 'Stad Gent - 2019 - koffie #1.txt' AND p.criterion = 'labour.ilo-conventions'"
    )
    assert one(store, verdict) == "met"
    quote = "SELECT quote FROM evidence WHERE criterion = 'labour.ilo-conventions' AND kind = 'evidence'"
    assert one(store, quote) == ILO.strip()
    assert failed(store) == [
        ("kapot.pdf", "unreadable", 1, str((folder / "kapot.pdf").resolve()), failed(store)[0][4]),
    ]
    assert "kapot.pdf is broken" in failed(store)[0][4]


def test_a_second_run_does_nothing_again(store: Store, folder: Path, here: Here) -> None:
    audited(store, folder, here)
    before = rows(store)
    again = audited(store, folder, Here())
    assert (again.before, again.failed_before, again.done, again.failed) == (3, 1, 0, 0)
    assert rows(store) == before


def test_a_failed_dossier_is_tried_again_when_asked_or_changed(store: Store, folder: Path, here: Here) -> None:
    audited(store, folder, here)
    engine = Here()
    assert audited(store, folder, engine, RunOptions(retry=("failed",))).failed == 1
    assert [task.entry.name for task in engine.done] == ["kapot.pdf"]
    assert len(failed(store)) == 1 and one(store, "SELECT count(*) FROM failures") == 2
    (folder / "kapot.pdf").unlink()
    (folder / "kapot.pdf").write_bytes((Path(__file__).parents[2] / "corpus/documents/nl-marktplein.pdf").read_bytes())
    assert audited(store, folder, Here()).done == 1
    assert failed(store) == []


def test_only_what_changed_is_read_again(store: Store, folder: Path, here: Here) -> None:
    audited(store, folder, here)
    (folder / "zonder niets.md").write_text(COFFEE + ILO, encoding="utf-8")
    engine = Here()
    assert audited(store, folder, engine).done == 1
    assert [task.entry.name for task in engine.done] == ["zonder niets.md"]
    assert one(store, "SELECT count(*) FROM results WHERE NOT current") == 1


def test_a_file_that_was_only_touched_makes_no_new_result(store: Store, folder: Path, here: Here) -> None:
    audited(store, folder, here)
    before = rows(store)["results"]
    os.utime(folder / "zonder niets.md", (1, 1))
    assert audited(store, folder, Here()).unchanged == 1
    assert rows(store)["results"] == before
    assert audited(store, folder, Here()).before == 3


def test_changed_rules_are_judged_from_stored_text_without_the_files(
    store: Store, folder: Path, here: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audited(store, folder, here)
    first = rows(store)
    own = tmp_path / "rules" / "profiles"
    own.mkdir(parents=True)
    names = "title: {nl: x, fr: x, en: x, de: x}\ndescription: {nl: x, fr: x, en: x, de: x}\n"
    (own / "one.yaml").write_text(f"name: one\n{names}required: [labour.ilo-conventions]\n", encoding="utf-8")
    monkeypatch.setattr("tenderscan.audit.worker.fetched", lambda *_: pytest.fail("a file was opened"))
    options = RunOptions(CheckOptions(rules=(tmp_path / "rules",), profile="one"))
    # The one that failed has no text: it is not tried, as its files may be gone.
    wanted = [entry for entry in dossiers(str(folder)) if entry.name != "kapot.pdf"]
    again = run(store, wanted, options, lambda: Here())
    assert (again.done, again.from_text) == (3, 3)
    assert one(store, "SELECT count(*) FROM results") == 6
    second = rows(store)
    assert [row.split(", ")[:3] for row in second["texts"]] == [row.split(", ")[:3] for row in first["texts"]]
    level = "SELECT count(*) FROM published WHERE level = 'required'"
    assert one(store, level) == 3
    back = run(store, wanted, RunOptions(), lambda: Here())
    assert back.done == 3 and one(store, "SELECT count(*) FROM results") == 6


def test_reading_with_ocr_is_a_new_result_and_no_duplicate(store: Store, folder: Path, here: Here) -> None:
    audited(store, folder, here)
    engine = Here()
    again = audited(store, folder, engine, RunOptions(CheckOptions(ocr="never")))
    assert again.done == 3 and again.from_text == 0
    assert all(task.packed is None for task in engine.done)
    assert one(store, "SELECT count(*) FROM results") == 6


def test_stored_text_gives_the_same_rows_as_the_files(store: Store, folder: Path, here: Here, tmp_path: Path) -> None:
    audited(store, folder, here, RunOptions(CheckOptions(as_of="2020-01-01")))
    audited(store, folder, Here(), RunOptions(CheckOptions(as_of="2026-01-01")))
    other = open_store(f"sqlite:///{tmp_path / 'other.db'}", make=True)
    audited(other, folder, Here(), RunOptions(CheckOptions(as_of="2026-01-01")))
    assert [row for row in rows(store)["results"] if ", 1, 'complete'" in row] == rows(other)["results"]
    assert set(rows(other)["evidence"]) <= set(rows(store)["evidence"])
    other.close()


def test_a_lost_worker_costs_an_attempt_and_three_cost_the_dossier(store: Store, folder: Path) -> None:
    class Losing(Here):
        def wait(self, seconds: float) -> list[object]:  # type: ignore[override]
            task = self.tasks[0]
            if task.entry.name.startswith("zonder") or task.attempt == 1:
                self.tasks.pop(0)
                return [Lost(task, Failure("killed", task.entry.location, "It is gone."))]
            return list(super().wait(seconds))

    ended = audited(store, folder, Losing())
    assert (ended.done, ended.failed) == (2, 2)
    assert [row[:3] for row in failed(store)] == [("kapot.pdf", "unreadable", 2), ("zonder niets.md", "killed", 3)]
    assert "attempt 3 of 3" in failed(store)[1][4]


def test_a_run_that_breaks_in_the_middle_is_resumed(store: Store, folder: Path, tmp_path: Path) -> None:
    class Breaking(Here):
        def wait(self, seconds: float) -> list[object]:  # type: ignore[override]
            if len(self.done) == 2:
                raise StoreError("the power went.")
            return list(super().wait(seconds))

    with pytest.raises(StoreError):
        audited(store, folder, Breaking())
    assert one(store, "SELECT count(*) FROM work WHERE state = 'leased'") == 0
    engine = Here()
    audited(store, folder, engine)
    assert len(engine.done) == 2
    other = open_store(f"sqlite:///{tmp_path / 'other.db'}", make=True)
    audited(other, folder, Here())
    found, undisturbed = rows(store), rows(other)
    for name in ("dossiers", "findings", "evidence", "facts", "failed", "texts"):
        assert found[name] == undisturbed[name], name
    other.close()


def test_two_dossiers_of_one_name_from_two_folders_are_refused(
    store: Store, folder: Path, here: Here, tmp_path: Path
) -> None:
    audited(store, folder, here)
    other = tmp_path / "other"
    other.mkdir()
    (other / "zonder niets.md").write_text(COFFEE, encoding="utf-8")
    with pytest.raises(UsageError, match="another dossier"):
        audited(store, other, Here())
    folder.rename(tmp_path / "moved")
    assert audited(store, tmp_path / "moved", Here()).before == 3


def test_the_day_of_a_sheet_comes_before_that_of_a_name(store: Store, folder: Path, here: Here) -> None:
    audited(store, folder, here)
    day = "SELECT r.as_of FROM results r JOIN dossiers d ON d.id = r.dossier_id WHERE r.current AND d.name LIKE 'Stad%'"
    assert one(store, day) == "2019-01-01"
    given = "SELECT id, 'date', 'sheet', '2018-05-06' FROM dossiers WHERE name LIKE 'Stad%'"
    with store.writing() as connection:
        connection.execute(text(f"INSERT INTO facts (dossier_id, field, source, value) {given}"))
    again = audited(store, folder, Here())
    assert (again.done, again.from_text) == (1, 1)
    assert one(store, day) == "2018-05-06"


def test_lists_globs_and_urls_name_dossiers_too(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "lijst.txt").write_text(
        "dossiers/Stad Gent - 2019 - koffie #1.txt\ndossiers/Ville de Liège\n", encoding="utf-8"
    )
    assert [e.name for e in dossiers(str(tmp_path / "lijst.txt"))] == [
        "dossiers/Stad Gent - 2019 - koffie #1.txt",
        "dossiers/Ville de Liège",
    ]
    assert [e.name for e in dossiers(f"{folder}/*.md")] == ["zonder niets.md"]
    plain, remote = dossiers(str(folder)), dossiers(folder.as_uri().replace("%20", " ").replace("%23", "#"))
    assert [(e.name, e.kind) for e in plain] == [(e.name, e.kind) for e in remote]
    assert dossiers(str(folder), only=("*.md",))[0].name == "zonder niets.md"
    for wrong in (str(folder / "none"), str(folder / "kapot.pdf")):
        with pytest.raises(UsageError):
            dossiers(wrong)


def test_dossiers_at_a_url_are_fetched_and_judged(store: Store, folder: Path, here: Here) -> None:
    with zipfile.ZipFile(folder / "bundel.zip", "w") as bundle:
        bundle.writestr("bestek.txt", COFFEE + ILO)
    ended = run(store, dossiers(f"file://{folder.as_posix()}"), RunOptions(), lambda: here)
    assert (ended.done, ended.failed) == (4, 1)
    assert one(store, "SELECT count(*) FROM dossiers WHERE location LIKE 'file://%'") == 5
    assert run(store, dossiers(f"file://{folder.as_posix()}"), RunOptions(), lambda: Here()).before == 4


def test_a_task_tells_its_attempt(store: Store, folder: Path, here: Here) -> None:
    audited(store, folder, here)
    assert {task.attempt for task in here.done} == {1}
    assert all(isinstance(task, Task) for task in here.done)
