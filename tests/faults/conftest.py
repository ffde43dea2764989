"""One checker for all of them, and how a file in memory is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tenderscan.check import Checker, CheckResult

Judge = Callable[..., CheckResult]


@pytest.fixture(scope="session")
def checker() -> Iterator[Checker]:
    with Checker() as warm:
        yield warm


@pytest.fixture
def judge(checker: Checker, tmp_path: Path) -> Judge:
    """Judges bytes or text as a file of that name, as a user would hand it in."""

    def judged(name: str, data: bytes | str) -> CheckResult:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return checker.check_paths([path])

    return judged
