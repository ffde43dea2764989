"""What all tests share: the real rulebook's checker, warm, and a cache folder of the test run's own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "corpus"


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache that no other run wrote: what is kept is made by the code under test."""
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get("TENDERSCAN_CACHE")
    os.environ["TENDERSCAN_CACHE"] = str(folder)
    yield folder
    if before is None:
        del os.environ["TENDERSCAN_CACHE"]
    else:
        os.environ["TENDERSCAN_CACHE"] = before


@pytest.fixture(scope="session", autouse=True)
def no_pages() -> Iterator[None]:
    """Tests of the command line set no pages of Word files unless they ask for it: LibreOffice takes seconds."""
    before = os.environ.get("TENDERSCAN_PAGES")
    os.environ["TENDERSCAN_PAGES"] = "never"
    yield
    if before is None:
        del os.environ["TENDERSCAN_PAGES"]
    else:
        os.environ["TENDERSCAN_PAGES"] = before


@pytest.fixture(scope="session", autouse=True)
def words_alone() -> Iterator[None]:
    """Tests say what the words find; those of the learned reader name its file (tests/matching/test_shipped.py).

    Teaching it anew must not turn a test of the rules.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("tenderscan.matching.learned.model.load_model", lambda: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def rules_once() -> Iterator[None]:
    """Rules are read once for all commands of the tests, by their content: nothing changes what was read."""
    rulebooks, lexicons = import_module("tenderscan.rulebook.load.rulebook"), import_module("tenderscan.lexicon.store")
    build, built = rulebooks._build, {}

    def build_once(roots: Sequence[Path], paths: Sequence[tuple[Path, Path]], digest: str) -> object:
        key = (tuple(roots), digest)
        if key not in built:
            built[key] = build(roots, paths, digest)
        return built[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rulebooks, "_build", build_once)
        for module in (rulebooks, lexicons):
            patched.setattr(module, "unpack", lru_cache(maxsize=8)(module.unpack))
        yield


@pytest.fixture(scope="session")
def checker(cache: Path) -> Iterator[object]:
    """One warm checker with the built-in rules."""
    from tenderscan.check import Checker

    with Checker() as warm:
        yield warm


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The project's own tenders."""
    return ROOT / "corpus"
