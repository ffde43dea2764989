"""`--markup`: the verdicts that tracked changes alter are told, and which text was judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tenderscan.check import CheckOptions, check_paths
from tenderscan.cli import run
from tenderscan.model.report import MarkupDifference, VerdictKind
from tests.sources.word import p, packed, r

HEAD = p("Bestek voor de levering van werkkledij") + p("De opdrachtnemer levert binnen de maand.") * 3
CLAUSE = "De opdrachtnemer leeft in de hele keten de IAO-basisconventies na en bezorgt elk jaar een auditverslag."
ID = "labour.ilo-conventions"


def tracked(folder: Path) -> Path:
    """A tender in which the clause was inserted as a tracked change."""
    path = folder / "bestek.docx"
    path.write_bytes(packed(HEAD + f"<w:p><w:ins w:id='1'>{r(CLAUSE)}</w:ins></w:p>"))
    return path


@pytest.mark.parametrize(("markup", "verdict"), [("final", VerdictKind.MET), ("original", VerdictKind.MISSING)])
def test_the_text_that_was_asked_for_is_judged_and_the_difference_told(
    tmp_path: Path, markup: str, verdict: VerdictKind
) -> None:
    report = check_paths([tracked(tmp_path)], CheckOptions(markup=markup)).report
    assert next(f.verdict for f in report.findings if f.id == ID) is verdict
    assert (report.markup.read, report.markup.files) == (markup, ("bestek.docx",))
    told = {item.id: item for item in report.markup.differs}
    title = next(f.title for f in report.findings if f.id == ID)
    assert told[ID] == MarkupDifference(ID, title, VerdictKind.MET, VerdictKind.MISSING)


def test_every_report_for_a_reader_tells_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tracked(tmp_path))
    for form in ("text", "markdown", "html", "json"):
        options = ["--markup", "original", "--fail-on", "never", "--language", "nl", "--all"]
        run(["check", path, "--format", form, *options])
        said = capsys.readouterr().out
        if form == "json":
            assert {"id": ID, "final": "met", "original": "missing"} in json.loads(said)["markup"]["differs"]
        else:
            assert "Bijgehouden wijzigingen" in said and "bestek.docx: de oorspronkelijke tekst" in " ".join(
                said.split()
            )


def test_a_file_without_changes_has_no_such_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bestek.docx"
    path.write_bytes(packed(HEAD))
    run(["check", str(path), "--format", "json", "--fail-on", "never"])
    assert json.loads(capsys.readouterr().out)["markup"] == {"read": "final", "files": [], "differs": []}


def test_a_word_that_is_no_choice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(tracked(tmp_path)), "--markup", "both"]) == 2
    assert "final, original" in capsys.readouterr().err
