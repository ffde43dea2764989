"""The weighing of claims: precedence, waivers, coverage, lots."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderscan.model.document import Document, Rejection, UnreadPage
from tenderscan.model.match import Claim, Place, Stance
from tenderscan.model.report import VerdictKind
from tenderscan.verdicts.coverage import blind_spots
from tenderscan.verdicts.decide import decide, worst

V = VerdictKind


def claim(stance: Stance, document: int = 0, start: int = 0, **more: object) -> Claim:
    reasons = ("vague",) if stance is Stance.WEAKENS and "reasons" not in more else ()
    values = {"reasons": reasons, **more}
    return Claim("a.b", Place(document, 0, start, start + 5), stance, **values)  # type: ignore[arg-type]


ASKS, WEAK, WAIVES = claim(Stance.ASKS), claim(Stance.WEAKENS, start=10), claim(Stance.WAIVES, start=20)


@pytest.mark.parametrize(
    ("claims", "clarifications", "verdict"),
    [
        ([], {}, V.MISSING),
        ([ASKS], {}, V.MET),
        ([WEAK], {}, V.WEAK),
        ([ASKS, WEAK], {}, V.MET),
        ([ASKS, WAIVES], {}, V.CONTRADICTED),
        ([WAIVES], {}, V.CONTRADICTED),
        ([claim(Stance.ASKS, 1), WAIVES], {1: 1}, V.MET),
        ([ASKS, claim(Stance.WAIVES, 1)], {1: 1}, V.CONTRADICTED),
        ([claim(Stance.ASKS, dropped="heading")], {}, V.MISSING),
        ([claim(Stance.WAIVES, 1), claim(Stance.ASKS, 2)], {1: 1, 2: 2}, V.MET),
        ([claim(Stance.ASKS, 1), claim(Stance.WAIVES, 2)], {1: 1, 2: 2}, V.CONTRADICTED),
        ([claim(Stance.ASKS, 1), claim(Stance.WAIVES, 2)], {1: 1, 2: 1}, V.CONTRADICTED),
        ([ASKS, claim(Stance.WEAKENS, 1)], {1: 1}, V.MET),
    ],
)
def test_precedence(claims: list[Claim], clarifications: dict[int, int], verdict: VerdictKind) -> None:
    found = decide(claims, lambda c: clarifications.get(c.place.document, 0), applies=True, readable=True)
    assert found.verdict is verdict


class Uncompared(Claim):
    """A claim that may not be compared with others: thousands of them must not be, each with each."""

    __hash__ = Claim.__hash__

    def __eq__(self, other: object) -> bool:
        raise AssertionError("claims were compared")


@pytest.mark.parametrize("stance", [Stance.ASKS, Stance.WAIVES])
def test_what_speaks_last_comes_first_and_the_rest_keeps_its_order(stance: Stance) -> None:
    claims = [Uncompared("a.b", Place(n % 3, 0, n, n + 5), stance) for n in range(6)]
    found = decide(claims, lambda c: c.place.document, applies=True, readable=True)
    assert [(c.place.document, c.place.start) for c in found.claims] == [(2, 2), (2, 5), (0, 0), (0, 3), (1, 1), (1, 4)]


def test_a_weaker_repetition_is_a_gap_of_met() -> None:
    wish = claim(Stance.WEAKENS, start=10, reasons=("not-binding",))
    assert decide([ASKS, wish], applies=True, readable=True).gaps == ("weakened-elsewhere",)


def test_the_least_weak_passage_gives_the_reason() -> None:
    policy = claim(Stance.WEAKENS, reasons=("buyer-policy",))
    vague = claim(Stance.WEAKENS, start=9, reasons=("vague",))
    assert decide([policy, vague], applies=True, readable=True).reasons == ("vague",)


@given(st.lists(st.sampled_from([ASKS, WEAK, WAIVES]), max_size=4), st.booleans())
def test_an_unread_page_never_gives_missing(claims: list[Claim], applies: bool) -> None:
    verdict = decide(claims, applies=applies, readable=False).verdict
    assert verdict is not V.MISSING
    if not claims:
        assert verdict is (V.UNDECIDED if applies else V.NOT_APPLICABLE)


@given(st.permutations([ASKS, WEAK, claim(Stance.ASKS, 1, 40), claim(Stance.WEAKENS, 1, 50)]))
def test_the_order_of_claims_does_not_matter(claims: list[Claim]) -> None:
    first = decide(sorted(claims, key=lambda c: c.place), applies=True, readable=True)
    assert decide(claims, applies=True, readable=True) == first


def test_the_worst_lot_counts_and_those_without_application_do_not() -> None:
    assert worst([V.MET, V.NOT_APPLICABLE]) is V.MET
    assert worst([V.MET, V.WEAK, V.MISSING]) is V.MISSING
    assert worst([V.NOT_APPLICABLE]) is V.NOT_APPLICABLE


def test_blind_spots() -> None:
    read = Document("a.pdf", "0", "application/pdf", (), 3, (UnreadPage(2, "scan"),))
    rejected = (Rejection("b.docx", "broken"), Rejection("c.ttf", "font", may_hold_text=False))
    assert [(b.path, b.page) for b in blind_spots((read,), rejected)] == [("a.pdf", 2), ("b.docx", None)]
