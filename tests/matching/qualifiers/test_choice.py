"""What tick boxes and words after a colon choose, from signals marked by hand."""

from __future__ import annotations

import pytest

from tenderscan.matching.qualifiers.choice import Choice, choice_of
from tests.matching.marked import passage


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        # the box before its option
        ("Keuze: ☒ {attest:THING} ☐ geen eis.", None),
        ("Keuze: ☐ {attest:THING} ☒ {neen:no-answer}.", Choice.OPEN),
        ("Keuze: [x] {attest:THING} [ ] geen eis.", None),
        ("Keuze: [ ] {attest:THING} [x] geen eis.", Choice.OPEN),
        # the thing, and its options behind it
        ("Een {attest:THING} wordt gevraagd: ☒ {ja:yes-answer} ☐ {neen:no-answer}", Choice.ASKED),
        ("Een {attest:THING} wordt gevraagd: ☐ {ja:yes-answer} ☒ {neen:no-answer}", Choice.NOT_ASKED),
        ("Een {attest:THING} wordt gevraagd: ☐ {ja:yes-answer} ☒ {vervalt:waiver}", Choice.NOT_ASKED),
        ("Een {attest:THING} wordt gevraagd: ☐ {ja:yes-answer} ☐ {neen:no-answer}", Choice.OPEN),
        # the box behind its option
        ("Een {attest:THING}: {ja:yes-answer} ☐ {neen:no-answer} ☒.", Choice.NOT_ASKED),
        ("Een {attest:THING}: {ja:yes-answer} ☒ {neen:no-answer} ☐.", Choice.ASKED),
        # a box that opens the block is the block's own
        ("☐ Een {attest:THING} wordt gevraagd.", None),
        # a word after the colon
        ("Het {attest:THING}: {niet van toepassing:not-applicable-label}.", Choice.NOT_ASKED),
        ("Het {attest:THING}: {neen:no-answer}", Choice.NOT_ASKED),
        ("Het {attest:THING}: {neen:no-answer}, tenzij voor lot 2.", None),
        ("Leeswijzer: het {attest:THING} is {niet van toepassing:not-applicable-label}.", None),
        ("Een {attest:THING} wordt gevraagd.", None),
    ],
)
def test_a_choice_of_a_sentence(text: str, chosen: Choice | None) -> None:
    found = choice_of(passage(text))
    assert (found.choice if found else None) == chosen


def test_boxes_beside_what_a_tenderer_declares_choose_nothing() -> None:
    text = "heeft een {attest:THING}: ☐ {ja:yes-answer} ☒ {neen:no-answer}"
    assert choice_of(passage("{Ik verklaar:first-person} dat mijn firma " + text)) is None
    assert choice_of(passage("De firma " + text)) is not None


def test_the_words_of_a_choice_are_named() -> None:
    found = choice_of(passage("Een {attest:THING} wordt gevraagd: ☐ ja ☒ {neen:no-answer}"))
    assert found is not None and found.cue.text == "neen"
