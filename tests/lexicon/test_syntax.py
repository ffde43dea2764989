"""How rules write words: each mark of docs/rule-format.md as pieces."""

from __future__ import annotations

import pytest

from tenderscan.lexicon.syntax import Piece, Root, Run, readings, shown, spellings, word


def pieces(written: object) -> list[tuple[tuple[Piece, ...], tuple[int, ...]]]:
    return [(reading.pieces, reading.gaps) for reading in readings(word(written))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("gedragscode leverancier", [((Run(("gedragscode", "leverancier"), True),), ())]),
        ("=EMS", [((Run(("EMS",), False),), ())]),
        ("==iLO", [((Run(("iLO",), False),), ())]),
        ("l'OIT", [((Run(("l", "OIT"), True),), ())]),
        ("IAO-conventie", [((Run(("IAO", "conventie"), True),), ())]),
        ("B.4.2", [((Run(("B", ".", "4.2"), True),), ())]),
        ("*Natuur-steen*", [((Root("contains", "natuursteen"),), ())]),
        ("hout*", [((Root("prefix", "hout"),), ())]),
        ("*keten", [((Root("suffix", "keten"),), ())]),
        ({"word": "*loon*", "not": ["BALLON"]}, [((Root("contains", "loon", ("ballon",)),), ())]),
        ("leeft ... na", [((Run(("leeft",), True), Run(("na",), True)), (12,))]),
        ("legt ...2 op", [((Run(("legt",), True), Run(("op",), True)), (2,))]),
        ("oude *steen* ...3 hier", [((Run(("oude",), True), Root("contains", "steen"), Run(("hier",), True)), (0, 3))]),
        ("... begin", [((Run(("begin",), True),), ())]),
        ("einde ...", [((Run(("einde",), True),), ())]),
        ("(de|het|) norm", [((Run((*first, "norm"), True),), ()) for first in (("de",), ("het",), ())]),
        ("'", []),
    ],
)  # fmt: skip
def test_readings(written: object, expected: object) -> None:
    assert pieces(written) == expected


def test_a_hyphen_may_be_left_out() -> None:
    assert [reading.text for reading in spellings(word("milieuzorg-systeem"))] == [
        "milieuzorg-systeem",
        "milieuzorgsysteem",
    ]
    assert [reading.text for reading in spellings(word("*milieu-zorg*"))] == ["milieu-zorg"]


@pytest.mark.parametrize(
    ("root", "word", "held"),
    [
        (Root("contains", "loon"), "loonkloof", True),
        (Root("contains", "loon", ("ballon",)), "ballonloon", False),
        (Root("prefix", "hout"), "houten", True),
        (Root("prefix", "hout"), "schouten", False),
        (Root("suffix", "keten"), "toeleveringsketen", True),
    ],
)
def test_a_root_in_a_word(root: Root, word: str, held: bool) -> None:
    assert root.matches(word) is held


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("(eerlijke|faire) steen", "eerlijke steen"),
        ("leeft ...3 na", "leeft … na"),
        ("*hout*", "…hout…"),
        ("hout*", "hout…"),
        ("*keten", "…keten"),
        ("oude *steen*", "oude …steen…"),
    ],
)
def test_a_reader_sees_no_marks(written: str, reads: str) -> None:
    assert shown(word(written)) == reads
