"""A command called wrongly gets one sentence and the nearest thing that exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenderscan.cli import run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--profil", "minimum", "x.pdf"], 'there is no option "--profil". Did you mean --profile?'),
        (["check", "--lang", "nl", "x.pdf"], 'there is no option "--lang". Did you mean --language?'),
        (["chekc", "x.pdf"], 'there is no command "chekc". Did you mean check?'),
        (["rules", "lsit"], 'there is no command "lsit". Did you mean list, lint?'),
        (["check"], "no file or folder is named. See tenderscan check --help."),
        (["check", "x.pdf", "--profile"], 'the option "--profile" needs a value.'),
        (["suggest", "x.docx"], 'the option "--output" is missing. See tenderscan suggest --help.'),
        (["serve", "--port", "abc"], '"--port" does not take this value. See tenderscan serve --help.'),
        (["diff", "a", "b", "c"], "this is more than the command takes. See tenderscan diff --help."),
    ],
)
def test_one_sentence_with_what_was_meant(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert run(arguments) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"tenderscan: {said}") and error.count("\n") == 1


def test_what_is_said_follows_the_language(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")
    assert run(["check", "--profil", "minimum", "x.pdf"]) == 2
    assert capsys.readouterr().err == "tenderscan: de optie “--profil” bestaat niet. Bedoelde u --profile?\n"


def test_a_folder_of_tenders_is_no_tender(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for number, thing in enumerate(("stoelen", "papier", "brood", "fietsen", "lampen")):
        text = (
            f"Bestek 2026-{number}: levering van {thing}\n\nDe gemeente koopt {thing} voor haar scholen.\n\n"
            "Gunningscriteria\n\n- Prijs: 60 punten\n- Kwaliteit: 40 punten\n\n"
            "Uitvoeringsvoorwaarden\n\nDe opdrachtnemer levert binnen de tien dagen na elke bestelling."
        )
        (tmp_path / f"bestek-{thing}.txt").write_text(text, "utf-8")
    assert run(["check", str(tmp_path), "--no-config", "--language", "en"]) == 2
    assert "these look like 5 tenders. Check them one by one with --each, or use audit." in capsys.readouterr().err
