"""The catalogue of what the command line says, held against what the code says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tenderscan
from tenderscan.cli import run
from tenderscan.cli.help import PARSER_SAYS
from tenderscan.messages import Messages, messages, users_language

LANGUAGES = ("nl", "fr", "de")
FIELD = re.compile(r"\\{(\w+)\\}")


def sentences() -> str:
    """All texts of the code, each field of an f-string as a mark."""
    found = []
    for path in Path(tenderscan.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
            elif isinstance(node, ast.JoinedStr):
                found.append("".join(p.value if isinstance(p, ast.Constant) else "§" for p in node.values))
    return "\n".join(found)


def test_every_sentence_is_one_that_the_code_says() -> None:
    said = sentences()
    for key in set(messages("nl")._whole) - set(PARSER_SAYS):
        assert re.search(FIELD.sub("[^\n]+", re.escape(key)), said), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_have_the_same_sentences_and_fields(language: str) -> None:
    own, other = messages(language)._whole, messages("nl")._whole
    assert own.keys() == other.keys()
    for key, text in own.items():
        assert sorted(re.findall(r"\{\w+\}", key)) == sorted(re.findall(r"\{\w+\}", text)), key
        assert text.strip() and (text != key or key in ("Options", "Arguments")), key


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["check", "--language", "fr"], {"LANG": "nl_BE.UTF-8"}, "fr"),
        (["check", "--language=de"], {}, "de"),
        (["check"], {"LANG": "nl_BE.UTF-8"}, "nl"),
        (["check"], {"LC_ALL": "fr_FR", "LANG": "nl_BE.UTF-8"}, "fr"),
        (["check"], {"LANG": "C.UTF-8"}, "en"),
        (["check"], {"LANG": "fry_NL"}, "en"),
        (["check", "--language"], {}, "en"),
        (["check", "--language", "xx"], {"LANG": "de"}, "de"),
    ],
)
def test_the_language_is_that_of_the_option_else_of_the_system(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert users_language(arguments, environment) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_of_every_command_is_whole(language: str) -> None:
    from typer.main import get_command

    from tenderscan.cli.app import app

    def told(command: Any) -> Iterator[str]:
        for each in (command, *command.params):
            yield from (text for text in (getattr(each, "help", None), getattr(each, "show_default", None)) if text)
        for inner in getattr(command, "commands", {}).values():
            yield from told(inner)

    words = {"auto", "both", "required"}  # values of options
    texts = {text for text in told(get_command(app)) if isinstance(text, str)} - words
    own = messages(language)._whole
    assert len(texts) > 100
    assert sorted(texts - own.keys()) == []


def test_names_with_ends_of_sentences_and_paths_in_front_are_kept() -> None:
    said = messages("nl")
    assert said.say("a. B.docx holds no text. Check the file.") == "a. B.docx bevat geen tekst. Kijk het bestand na."
    assert said.say("x.pdf: There is no such file or folder. Check the path.") == (
        "x.pdf: Dit bestand of deze map bestaat niet. Kijk het pad na."
    )
    assert said.say("Nobody wrote this. Check the path.") == "Nobody wrote this. Kijk het pad na."
    assert Messages({}).say("As it is.") == "As it is."


@pytest.mark.parametrize(
    ("language", "told"),
    [("nl", "bestaat niet"), ("fr", "n'existe pas"), ("de", "gibt es nicht"), ("en", "there is no format")],
)
def test_an_error_speaks_the_users_language(language: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "x.pdf", "--format", "htlm", "--language", language]) == 2
    assert told in capsys.readouterr().err


def test_help_speaks_the_users_language(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from typer import rich_utils

    for name in ("ARGUMENTS_PANEL_TITLE", "OPTIONS_PANEL_TITLE", "COMMANDS_PANEL_TITLE"):
        monkeypatch.setattr(rich_utils, name, getattr(rich_utils, name))
    monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")
    assert run(["check", "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Kijk een bestek na" in told and "Opties" in told
