"""How hard a passage binds, from signals marked by hand; the numbers are those of `force`."""

from __future__ import annotations

import pytest

from tenderscan.matching.qualifiers.force import binds, force
from tenderscan.model.rule import Alternative, Expression
from tests.matching.marked import passage
from tests.matching.small_rulebook import criterion

NAMED = Alternative("named", Expression(concept="thing"))
PROVEN = Alternative("proven", Expression(concept="thing"), "needs-proof")
HINT = Alternative("hint", Expression(concept="thing"), "hint")
RIGHT = Alternative("right", Expression(concept="thing"), right=True)
LAW = Alternative("law", Expression(concept="thing"), law=True)
DUTY, AWARD = criterion("t.duty", NAMED), criterion("t.award", NAMED, nature="award")
STATUTORY = criterion("t.statutory", NAMED, statutory=True)


def reasons(*texts: str, way: Alternative = NAMED) -> tuple[str, ...]:
    return force(passage(*texts), DUTY, way).reasons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De leverancier past de {normen:THING} toe.", ()),
        ("De leverancier {moet:obligation} de {normen:THING} naleven.", ()),
        # (0) a label
        ("{WENS:wish-label}: de leverancier past de {normen:THING} toe.", ("not-binding",)),
        # (1) named, and made a duty by the next sentence
        ("{Bij voorkeur:weakener} de {normen:THING}. {Deze normen:anaphora} {moeten:obligation} gelden.", ()),
        ("{Bij voorkeur:weakener} de {normen:THING}. Alles {moet:obligation} gelden.", ("not-binding",)),
        # (2) the buyer's own policy
        ("De {stad:buyer} {onderschrijft:policy} de {normen:THING}.", ("buyer-policy",)),
        ("De {firma:contractor} {onderschrijft:policy} de {normen:THING}.", ()),
        ("De stad {onderschrijft:policy} de {normen:THING} en wie levert {moet:obligation} ze naleven.", ()),
        ("{De:article} {stad:buyer} past de {normen:THING} toe.", ("buyer-policy",)),
        ("{De:article} {stad:buyer} {eist:buyer-act} de {normen:THING}.", ()),
        # (3) a wish, an effort, a permission
        ("De leverancier past {waar mogelijk:weakener} de {normen:THING} toe.", ("not-binding",)),
        ("De leverancier {tracht:effort} de {normen:THING} na te leven.", ("not-binding",)),
        ("De leverancier {kan:permission} de {normen:THING} naleven.", ("not-binding",)),
        ("{Niemand:negation} {mag:permission} van de {normen:THING} afwijken.", ()),
        ("De {normen:THING} gelden, zodat de {stad:buyer} dit {kan:permission} nagaan.", ()),
        ("De leverancier {mag:permission}, {mits:proviso} de {normen:THING} gelden.", ()),
        ("Hij {moet:obligation+duty-verb} {kunnen:permission} voldoen aan de {normen:THING}.", ("not-binding",)),
        # (4) only notice taken
        ("De inschrijver {neemt kennis:acknowledge} van de {normen:THING}.", ("no-verification",)),
        ("{Voor zover bekend:best-knowledge} gelden de {normen:THING}.", ("no-verification",)),
        # (5) the law only
        ("De {normen:THING} gelden {zoals de wet oplegt:law-only}.", ("law-only",)),
        ("De {normen:THING} gelden {zoals de wet oplegt:law-only}, op {straffe:sanction}.", ()),
        ("{Artikel 7:law-reference} {luidt als volgt:quote-of-law}: de {normen:THING} gelden.", ("law-only",)),
        # (7) nothing that binds
        ("{Ter informatie:information}: de {normen:THING}.", ("not-binding",)),
        ("{Ter informatie:information}: de {normen:THING} {moeten:obligation} gelden.", ()),
    ],
)
def test_reasons_of_a_passage(text: str, expected: tuple[str, ...]) -> None:
    assert reasons(text) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("De {normen:THING} gelden.",), ("vague",)),
        (("De {normen:THING} gelden, met een {attest:proof}.",), ()),
        (("De {normen:THING} gelden.", "Een {derde:check} kijkt dit na."), ()),
        (("De {normen:THING} gelden voor 30 {%:percent} van de prijs.",), ()),
        (("De {normen:THING} gelden voor {€:currency} 500.",), ()),
        (("De {normen:THING} gelden voor {dertig:number-word} {uren:unit}.",), ()),
        (("De {normen:THING} gelden voor 30 stuks.",), ("vague",)),
    ],
)
def test_a_general_duty_needs_a_threshold_a_proof_a_check_or_a_sanction(
    texts: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert reasons(*texts, way=PROVEN) == expected


def test_a_hint_is_never_more_than_vague() -> None:
    assert reasons("De leverancier {moet:obligation} de {normen:THING} {bewijzen:proof}.", way=HINT) == ("vague",)


def test_a_right_is_not_weakened_by_a_permission() -> None:
    assert reasons("De stad {kan:permission} de {normen:THING} nagaan.", way=RIGHT) == ()


def test_citing_the_law_is_the_point_of_some_rules() -> None:
    text = "De {normen:THING} gelden {zoals de wet oplegt:law-only}."
    assert reasons(text, way=LAW) == ()
    assert force(passage(text), STATUTORY, NAMED).reasons == ()


def test_an_award_criterion_is_weak_without_its_weight() -> None:
    weighed = force(passage("{Milieu:THING}: 20 {punten:scoring+unit}."), AWARD, NAMED)
    assert (weighed.reasons, [cue.text for cue in weighed.cues]) == ((), ["20 punten", "punten"])
    assert force(passage("{Milieu:THING}: 20 {bladzijden:unit}."), AWARD, NAMED).reasons == ("no-weight",)
    assert force(passage("{Milieu:THING}: 15/100."), AWARD, NAMED).reasons == ()


def test_what_says_outright_that_it_binds() -> None:
    assert binds(passage("De leverancier {moet:obligation} de {normen:THING} naleven."))
    assert not binds(passage("Men kent de {normen:THING}."))
