"""A bundle proves itself: derived again it is the same, and what was changed in it is named."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tenderscan.audit.bundle import write_bundle
from tenderscan.audit.run import RunOptions, run
from tenderscan.audit.store.open import Store
from tenderscan.audit.verify import verify
from tenderscan.audit.worklist import dossiers
from tenderscan.check import Checker, CheckOptions
from tenderscan.cli import run as command
from tenderscan.errors import UsageError
from tests.audit.conftest import Here

PROFILE = "name: own\ntitle: {nl: x, fr: x, en: x, de: x}\ndescription: {nl: x, fr: x, en: x, de: x}\n"


@pytest.fixture
def bundle(store: Store, folder: Path, here: Here, tmp_path: Path) -> Path:
    own = tmp_path / "own"
    (own / "profiles").mkdir(parents=True)
    (own / "profiles" / "own.yaml").write_text(PROFILE + "required: [labour.ilo-conventions]\n", encoding="utf-8")
    options = CheckOptions(rules=(own,), profile="own")
    run(store, dossiers(str(folder)), RunOptions(options), lambda: here)
    with Checker(options) as checker:
        found = write_bundle(store, checker, tmp_path / "a.zip")
        again = write_bundle(store, checker, tmp_path / "b.zip")
        with pytest.raises(UsageError, match="no result"):
            write_bundle(store, checker, tmp_path / "c.zip", ["none*"])
    assert found.dossiers == 3 and found == again
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    return tmp_path / "a.zip"


def changed(bundle: Path, name: str, old: str, new: str) -> Path:
    """The bundle with a text changed in its members whose names end so."""
    target = bundle.with_name("changed.zip")
    with zipfile.ZipFile(bundle) as source, zipfile.ZipFile(target, "w") as copy:
        for info in source.infolist():
            content = source.read(info)
            if info.filename.endswith(name):
                content = content.decode().replace(old, new).encode()
            copy.writestr(info.filename, content)
    return target


def test_a_bundle_is_derived_again_with_its_own_rules_and_profile(bundle: Path) -> None:
    found = verify(bundle)
    assert (found.dossiers, found.differences, found.remarks) == (3, (), ())


def test_a_verdict_that_was_changed_is_named(bundle: Path) -> None:
    found = verify(changed(bundle, "00001/report.json", '"verdict":"met"', '"verdict":"missing"'))
    said = [text for _, text in found.differences]
    assert "dossiers/00001/report.json was changed" in said
    assert "labour.ilo-conventions: the bundle says missing, derived again it is met" in said


def test_a_text_and_a_rule_that_were_changed_are_named(bundle: Path) -> None:
    text = verify(changed(bundle, "text-001.txt", "koffie", "thee")).differences
    assert any("the text of" in said for _, said in text)
    rule = verify(changed(bundle, "own.yaml", "labour.ilo-conventions", "labour.living-wage")).differences
    assert any("the rules are not those" in said for _, said in rule)


def test_what_is_no_bundle_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "no.zip").write_bytes(b"no zip")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("manifest.json", json.dumps({"schema": "else"}))
    for name in ("no.zip", "other.zip", "none.zip"):
        assert command(["audit", "verify", str(tmp_path / name)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_commands_bundle_and_verify(
    store: Store, store_url: str, folder: Path, here: Here, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Without a profile each dossier is judged by that of its country, in the audit, the bundle and the proof alike.
    run(store, dossiers(str(folder), only=("Stad*",)), RunOptions(CheckOptions()), lambda: here)
    assert command(["audit", "bundle", str(tmp_path / "x.zip"), "--store", store_url]) == 0
    digest = capsys.readouterr().out.strip()
    assert command(["audit", "verify", str(tmp_path / "x.zip")]) == 0
    assert f"manifest {digest}" in capsys.readouterr().out
    # The results are of other rules than those that are named now.
    with pytest.raises(UsageError, match="other rules"), Checker(CheckOptions(profile="minimum")) as checker:
        write_bundle(store, checker, tmp_path / "y.zip")
