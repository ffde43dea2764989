"""Rules that load, rules that do not, and the sentence that says where and how to mend it."""

from __future__ import annotations

import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from tenderscan.errors import RuleError, UsageError
from tenderscan.model.report import Level
from tenderscan.rulebook.load import locate
from tenderscan.rulebook.load.locate import rules_folder
from tenderscan.rulebook.load.profiles import find_profile, level_of
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.rulebook.load.store import pack, unpack
from tests.conftest import ROOT

LANGUAGES = {"nl", "fr", "en", "de"}


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the built-in rules to break."""
    return Path(shutil.copytree(rules_folder(), tmp_path / "rules"))


def broken(folder: Path, file: str, old: str, new: str) -> str:
    """The sentence that loading gives once a file is changed so."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError) as error:
        load_rulebook(folder=folder, keep=False)
    return error.value.sentence()


def test_the_built_in_rules_load() -> None:
    rulebook = load_rulebook()
    assert len(rulebook.criteria) >= 14
    themes = {criterion.theme for criterion in rulebook.criteria}
    for theme in ("due-diligence", "human-rights", "labour", "environment", "fair-trade", "trustone"):
        assert theme in themes
        assert sum(c.theme == theme for c in rulebook.criteria) >= 2


def test_what_is_kept_is_what_was_read() -> None:
    fresh = load_rulebook(keep=False)
    kept = unpack(pack(fresh))
    assert kept is not None
    assert [c.evidence for c in kept.criteria] == [c.evidence for c in fresh.criteria]
    assert kept.concepts == fresh.concepts and kept.texts == fresh.texts


def test_spoilt_bytes_are_no_rulebook() -> None:
    assert unpack(b"\x93\x01\x02") is None


ILO = "criteria/labour/ilo-conventions.yaml"
STONE = "vocabulary/stone.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "parts"),
    [
        (ILO, "evidence:", "evidense:", [ILO, "line ", '"evidense"', 'Did you mean "evidence"?']),
        (ILO, "strength: concrete", "strength: strong", [ILO, "line ", '"strong"', "concrete"]),
        (ILO, "match: ilo-convention", "match: ilo-conventoin", ["no concept", "ilo-convention"]),
        (ILO, "id: labour.ilo-conventions", "id: labour.ilo", ["does not fit", "criteria/labour/ilo.yaml"]),
        (ILO, "title:\n", "title: x\ntitle:\n", ["twice"]),
        (ILO, "provisions:", "provisions: [", ["line "]),
        ("profiles/minimum.yaml", "labour.ilo-conventions", "labour.ilo-convention", ["no criterion"]),
    ],
)
def test_a_fault_is_named_with_its_place_and_mend(rules: Path, file: str, old: str, new: str, parts: list[str]) -> None:
    sentence = broken(rules, file, old, new)
    for part in parts:
        assert part in sentence
    assert file in sentence


def test_rules_of_ones_own_add_and_override(tmp_path: Path) -> None:
    own = tmp_path / "own" / "criteria" / "labour"
    own.mkdir(parents=True)
    text = (rules_folder() / ILO).read_text(encoding="utf-8")
    new = text.replace("labour.ilo-conventions", "labour.our-own")
    (own / "our-own.yaml").write_text(new, encoding="utf-8")
    rulebook = load_rulebook([tmp_path / "own"])
    assert {"labour.our-own", "labour.ilo-conventions"} <= {c.id for c in rulebook.criteria}


def test_profiles() -> None:
    rulebook = load_rulebook()
    profile = find_profile("flemish-municipality", rulebook)
    assert level_of(profile, "labour.ilo-conventions") is Level.REQUIRED
    assert level_of(profile, "theme.unknown") is Level.OPTIONAL
    with pytest.raises(UsageError, match="no profile"):
        find_profile("flemish", rulebook)


PROFILE = """name: ours
title: {nl: x, fr: x, en: x, de: x}
description: {nl: x, fr: x, en: x, de: x}
extends: flemish-municipality
required: [labour.non-discrimination]
"""


def test_a_profile_in_a_file_extends_a_built_in_one(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    profile = find_profile(str(path), load_rulebook())
    assert level_of(profile, "labour.non-discrimination") is Level.REQUIRED
    assert level_of(profile, "labour.ilo-conventions") is Level.REQUIRED
    assert level_of(profile, "labour.social-employment") is Level.RECOMMENDED
    path.write_text(PROFILE.replace("non-discrimination", "non-discriminaton"), encoding="utf-8")
    with pytest.raises(RuleError, match="no criterion"):
        find_profile(str(path), load_rulebook())


def test_texts_have_the_same_keys_in_all_languages() -> None:
    texts = load_rulebook().texts
    assert set(texts) == LANGUAGES
    keys = set(texts["nl"])
    for language in LANGUAGES:
        assert set(texts[language]) == keys, language


def test_the_checkout_has_the_rules() -> None:
    assert (rules_folder() / "version.txt").is_file()


def test_package_data_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "tenderscan"
    for folder in (package / "_rules", tmp_path / "rules"):
        folder.mkdir(parents=True)
        (folder / "version.txt").write_text("x", encoding="utf-8")
    monkeypatch.setattr(locate.resources, "files", lambda _: package)
    assert locate.rules_folder() == package / "_rules"
    shutil.rmtree(package / "_rules")
    assert locate.rules_folder() == tmp_path / "rules"
    shutil.rmtree(tmp_path / "rules")
    with pytest.raises(RuleError):
        locate.rules_folder()


@pytest.mark.slow
def test_an_installed_wheel_finds_its_rules(tmp_path: Path) -> None:
    import subprocess

    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    wheel = next(tmp_path.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path / "site")
    assert f"tenderscan/_rules/{ILO}" in names
    assert "tenderscan/reports/schema/report.schema.json" in names
    code = "from tenderscan.rulebook.load.locate import rules_folder as f; print(f())"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site"), "PATH": ""},
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(run.stdout.strip()) == tmp_path / "site" / "tenderscan" / "_rules"


def test_a_rulebook_is_kept_with_its_examples_and_without() -> None:
    made = load_rulebook(examples=True, keep=False)
    kept = [load_rulebook(examples=True, keep=True) for _ in range(2)]
    assert kept == [made, made]
    assert not any(criterion.examples for criterion in load_rulebook().criteria)
