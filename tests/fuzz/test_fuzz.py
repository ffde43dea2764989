"""Half a minute of damaged files, the same on every run; `python -m tests.fuzz` goes on at length."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from tenderscan.model.document import Box, Document, Element, Rejection
from tenderscan.sources.isolation.process import ReaderProcess
from tests.fuzz.run import run, wrong
from tests.fuzz.seeds import ENDINGS

SECONDS = 2.0
FEWEST = 3
"""Files of a reader on however slow a machine."""


@pytest.fixture(scope="module")
def process() -> Iterator[ReaderProcess]:
    with ReaderProcess() as warm:
        yield warm


@pytest.mark.parametrize("reader", [name for name in ENDINGS if name != "image"])
def test_damaged_files_are_answered(process: ReaderProcess, reader: str) -> None:
    tallies = list(run([reader], count(), SECONDS, process))
    assert len(tallies) >= FEWEST
    assert tallies[-1].findings == []


def test_what_does_not_hold_is_found() -> None:
    good = Document("a", "0", "x", (Element("eis", page=1, box=Box(1, 0, 0, 9, 9)),), pages=1)
    assert not list(wrong(good)) and not list(wrong(Rejection("a", "a is broken. Save it anew.")))
    for element in (
        Element("e\x00is"),
        Element("e\ud800is"),
        Element(" "),
        Element("e" * 20_001),
        Element("eis", page=2),
        Element("eis", page=1, box=Box(1, 9, 0, 0, 9)),
        Element("eis", page=1, box=Box(1, 0, 0, float("nan"), 9)),
        Element("eis", level=-1),
    ):
        assert list(wrong(Document("a", "0", "x", (element,), pages=1))), element
    for reason in ("It could not be read (KeyError). Save it.", "Reading it took too long (over 2 seconds).", "no end"):
        assert list(wrong(Rejection("a", reason)))
