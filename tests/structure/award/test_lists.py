"""Lists of award criteria as they stand in a text: read by structure alone, with no rule and no spaCy."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tenderscan.model.award import AwardGroup, AwardItem
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.structure import StructureWords, award_lists, structure
from tenderscan.verdicts.weights import nested

WORDS = StructureWords.of(load_rulebook().structure)


def groups(text: str) -> tuple[AwardGroup, ...]:
    return award_lists((structure(read_text(text, "t.txt"), WORDS),), WORDS, "nl").groups


def named(group: AwardGroup) -> list[tuple[str, float | None, str]]:
    return [(item.name, item.value, item.unit) for item in group.items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bestek\n\nGunningscriteria\n\n1. Prijs: 120 punten\n2. Aanpak: 50 punten",
            [("Prijs", 120.0, "points"), ("Aanpak", 50.0, "points")],
        ),
        (
            "Marché\n\nCritères d'attribution\n\n- Prix : 70 %\n- Méthode : 30 %",
            [("Prix", 70.0, "percent"), ("Méthode", 30.0, "percent")],
        ),
        (
            "Vergabe\n\nZuschlagskriterien\n\n| Kriterium | Gewicht |\n| Preis | 60 % |\n| Konzept | 40 % |",
            [("Preis", 60.0, "percent"), ("Konzept", 40.0, "percent")],
        ),
        (
            "Tender\n\nAward criteria\n\nTenders are judged on these award criteria: price (55%), staffing (45%).",
            [("Price", 55.0, "percent"), ("Staffing", 45.0, "percent")],
        ),
    ],
)
def test_a_list_is_read_as_it_is_printed(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert expected in [named(group) for group in groups(text)]


def test_a_list_that_is_only_ordered_has_no_numbers() -> None:
    (group,) = groups(
        "Bestek\n\nDe gunningscriteria zijn, in dalende volgorde van belang: prijs, kwaliteit, milieuzorg."
    )
    assert group.ordered and [item.value for item in group.items] == [None, None, None]


def test_a_scale_of_marks_is_no_list_of_criteria() -> None:
    assert not groups("Bestek\n\nGunningscriteria\n\nDe score:\n- uitstekend: 10 punten\n- slecht: 0 punten")


def test_the_names_stand_in_a_text_of_their_own_block_by_block() -> None:
    text = "Bestek\n\nGunningscriteria\n\n- Prijs: 60 punten\n- Milieuzorg: 40 punten"
    found = award_lists((structure(read_text(text, "t.txt"), WORDS),), WORDS, "nl")
    assert found.spoken is not None
    assert [block.text for block in found.spoken.blocks] == [item.said or item.name for item in found.items]


def test_parts_are_told_by_depth_then_by_sums() -> None:
    def items(*rows: tuple[str, float, int]) -> tuple[AwardItem, ...]:
        return tuple(AwardItem(name, value, "points", depth=depth) for name, value, depth in rows)

    by_depth = nested(AwardGroup(items(("Prijs", 50, 0), ("Kwaliteit", 50, 0), ("Ploeg", 30, 1), ("Plan", 20, 1))))
    assert [(node.item.name, [part.item.name for part in node.parts]) for node in by_depth] == [
        ("Prijs", []),
        ("Kwaliteit", ["Ploeg", "Plan"]),
    ]
    by_sums = nested(AwardGroup(items(("Prijs", 40, 0), ("Kwaliteit", 60, 0), ("Ploeg", 35, 0), ("Plan", 25, 0))))
    assert [len(node.parts) for node in by_sums] == [0, 2]


def test_structure_loads_no_spacy() -> None:
    """Unit tests of what structure does need no spaCy, and neither does a reader of documents."""
    code = (
        "import sys, tenderscan.structure, tenderscan.verdicts, tenderscan.sources.dossier.reading;"
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
