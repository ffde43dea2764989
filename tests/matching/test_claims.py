"""What passages say of criteria: asked, weakened, waived, merely named."""

from __future__ import annotations

import pytest

from tenderscan.lexicon.compile import compile_lexicon
from tenderscan.matching.match import Matcher
from tenderscan.model.match import Claim
from tests.matching.small_rulebook import RULEBOOK, document

MATCHER = Matcher(RULEBOOK, {"nl": compile_lexicon(RULEBOOK, "nl")})


def only(criterion: str, *texts: str) -> Claim | None:
    """The one claim on a criterion that counts, or none."""
    claims = MATCHER.match([document(*texts)]).claims
    live = [c for c in claims if c.criterion == criterion and not c.dropped]
    assert len(live) < 2, live
    return live[0] if live else None


@pytest.mark.parametrize(
    ("text", "stance", "reasons"),
    [
        ("De opdrachtnemer leeft de IAO-conventies na.", "asks", ()),
        ("De opdrachtnemer moet de fundamentele arbeidsnormen naleven.", "asks", ()),
        ("De opdrachtnemer leeft bij voorkeur de IAO-conventies na.", "weakens", ("not-binding",)),
        ("De stad onderschrijft de IAO-conventies.", "weakens", ("buyer-policy",)),
        ("De IAO-basisnormen gelden zoals de wet oplegt.", "weakens", ("law-only",)),
        ("De inschrijver neemt kennis van de IAO-conventies.", "weakens", ("no-verification",)),
        ("Naleving van de IAO-conventies is geen voorwaarde.", "waives", ()),
        ("De IAO-conventies worden niet langer gevraagd.", "waives", ()),
        ("Er worden geen IAO-basisnormen opgelegd.", "waives", ()),
        (
            "Er worden geen algemene regels zoals IAO-basisnormen of andere IAO-conventies gevraagd.",
            "waives",
            (),
        ),
        ("Een offerte zonder IAO-basisnormen wordt geweigerd.", "asks", ()),
        ("De leverancier kan de IAO-conventies onderschrijven.", "weakens", ("not-binding",)),
        ("De leverancier koopt geen arbeid die een kind later kan schaden.", "asks", ()),
    ],
)
def test_a_sentence_is_read_for_what_it_does(text: str, stance: str, reasons: tuple[str, ...]) -> None:
    claim = only("labour.ilo", text)
    assert claim is not None
    assert (claim.stance.value, claim.reasons) == (stance, reasons)


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("Moeten wij de IAO-conventies naleven?", "question"),
        ("Onder basisnorm wordt verstaan de IAO-conventies van 1998.", "definition"),
        ("Het ziekenhuis kent de IAO-conventies.", "look-alike"),
    ],
)
def test_what_is_dropped_keeps_its_reason(text: str, dropped: str) -> None:
    claims = MATCHER.match([document(text)]).claims
    assert [c.dropped for c in claims if c.criterion == "labour.ilo"] == [dropped]


def test_a_list_item_is_read_with_its_lead_in() -> None:
    claim = only("labour.ilo", "De opdrachtnemer moet bij voorkeur:", "- de IAO-conventies naleven;", "- melden.")
    assert claim is not None
    assert claim.reasons == ("not-binding",)


def test_a_look_alike_takes_the_words_away() -> None:
    assert only("labour.ilo", "De IAO-conventie van de server wordt geleverd.") is None


def test_a_ban_asks_where_it_has_proof_and_is_vague_without() -> None:
    proven = only("labour.no-child-labour", "De producten zijn vrij van kinderarbeid, met een attest.")
    vague = only("labour.no-child-labour", "De producten zijn vrij van kinderarbeid.")
    assert proven is not None and proven.stance.value == "asks"
    assert vague is not None and vague.reasons == ("vague",)


def test_a_ban_merely_named_does_not_count() -> None:
    assert only("labour.no-child-labour", "Kinderarbeid en producten.") is None


def test_plain_words_in_two_sentences_of_a_paragraph_speak_together() -> None:
    text = "De arbeiders kiezen zelf. Niemand onder de schoolplichtige leeftijd werkt mee."
    claim = only("labour.no-child-labour", text)
    assert claim is not None and claim.alternative == "plain"


def test_an_award_criterion_needs_its_weight() -> None:
    weighed = only("environment.award", "Gunningscriterium milieuprestatie: 20 punten.")
    bare = only("environment.award", "Gunningscriterium milieuprestatie.")
    assert weighed is not None and weighed.stance.value == "asks"
    assert bare is not None and bare.reasons == ("no-weight",)
