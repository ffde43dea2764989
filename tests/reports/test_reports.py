"""The reports: what a person sees, and what a program reads."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest

from tenderscan.reports.json import as_data, json_report, schema
from tenderscan.reports.text import plain_text
from tenderscan.rulebook.load.rulebook import load_rulebook
from tests.reports.sample import report

GOLDEN = Path(__file__).parent / "golden"
RULEBOOK = load_rulebook()


@pytest.mark.parametrize("width", [60, 100])
def test_text_is_as_it_was_looked_at(width: int) -> None:
    path = GOLDEN / f"report-{width}.txt"
    text = plain_text(report(), RULEBOOK.texts_in("nl"), width)
    if os.environ.get("TENDERSCAN_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def test_golden_reports_are_not_being_written() -> None:
    assert "TENDERSCAN_GOLDEN" not in os.environ


@pytest.mark.parametrize("width", [20, 40, 72, 300])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    widest = max(40, min(100, width))
    assert all(len(line) <= widest for line in plain_text(report(), RULEBOOK.texts_in("nl"), width).splitlines())


def test_what_is_missing_comes_first_and_what_is_met_after_what_is_weak() -> None:
    text = plain_text(report(), RULEBOOK.texts_in("nl"))
    order = ["trustone.missing", "trustone.waived", "labour.unread", "human-rights.weak", "labour.met"]
    places = [text.index(name) for name in order]
    assert places == sorted(places)
    assert "[environment.optional]" not in text, "what nobody expects is only counted"
    assert "De opdrachtnemer eerbiedigt de mensenrechten." in text


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_every_word_for_the_reader_is_kept(language: str) -> None:
    text = plain_text(report(), RULEBOOK.texts_in(language), 100)
    for key in ("report.", "verdict.", "reason.", "gap.", "near-miss.", "level.", "role."):
        assert key not in text


def test_json_is_valid_and_the_same_twice() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(as_data(report()), schema())
    assert json_report(report()) == json_report(report())
    assert json_report(report(), one_line=True).count("\n") == 1


def test_json_has_what_outside_scripts_read() -> None:
    data = json.loads(json_report(report()))
    assert data["schema"] == "tenderscan-report-1"
    assert data["summary"] == {
        "met": 1, "weak": 2, "contradicted": 1, "missing": 2, "not-applicable": 1, "undecided": 1,
    }  # fmt: skip
    assert data["criteria"][0]["evidence"][0]["boxes"] == [
        {"page": 12, "x0": 70.0, "top": 100, "x1": 500, "bottom": 112.3}
    ]
    assert data["criteria"][-1]["by_lot"] == {"1": "met", "2": "weak"}


def test_the_schema_refuses_what_is_no_report() -> None:
    data = as_data(report())
    data["criteria"][0]["verdict"] = "perhaps"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema())
