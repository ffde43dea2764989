"""`tenderscan diff` from the command line: formats and exit statuses."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tenderscan.cli import run
from tenderscan.sources.dossier.own import own_report

NONE = (
    "De opdrachtnemer levert banken van hout, zoals in zijn offerte, "
    "en zet ze op het plein in de schaduw van de bomen.\n"
)
GOOD = f"{NONE}\nDe opdrachtnemer leeft de IAO-conventies na en legt elk jaar een auditverslag voor.\n"


def write(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_required_criterion_that_is_lost_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = write(tmp_path / "v1.md", GOOD), write(tmp_path / "v2.md", NONE)
    assert run(["diff", old, new, "--profile", "flemish-municipality", "--format", "json"]) == 1
    lost = [c["id"] for c in json.loads(capsys.readouterr().out)["criteria"] if c["change"] == "lost"]
    assert "labour.ilo-conventions" in lost
    assert run(["diff", new, old, "--profile", "flemish-municipality"]) == 0
    assert "Bijgekomen" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_a_comparison_in_the_folder_is_no_document(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = write(tmp_path / "v1.md", NONE), write(tmp_path / "v2.md", GOOD)
    run(["diff", old, new, "--format", name])
    assert own_report(capsys.readouterr().out.encode())


def test_files_folders_and_zips_may_stand_on_either_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(write(tmp_path / "folder" / "bestek.md", GOOD)).parent
    with zipfile.ZipFile(tmp_path / "v2.zip", "w") as archive:
        archive.writestr("bestek.md", GOOD)
    assert run(["diff", str(folder), str(tmp_path / "v2.zip"), "--format", "markdown", "--language", "en"]) == 0
    assert "No required criterion was lost or weakened" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["{a}", "{gone}"], ["{gone}", "{a}"], ["{a}", "{a}", "--format", "html"], ["{a}", "{empty}"], ["{a}"]],
)
def test_what_cannot_be_compared_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    names = {"a": write(tmp_path / "a.md", GOOD), "empty": write(tmp_path / "e.md", ""), "gone": str(tmp_path / "x.md")}
    assert run(["diff", *(argument.format(**names) for argument in arguments)]) == 2
    assert "Traceback" not in capsys.readouterr().err
