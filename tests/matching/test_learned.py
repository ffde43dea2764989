"""The learned reader: the same bytes always, each passage for itself, what it was taught and nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenderscan.errors import UsageError
from tenderscan.matching.learned import Model, Passage, chosen_model
from tenderscan.matching.learned.features import BUCKETS, bucket, of_word, passage, weighed
from tenderscan.matching.learned.likeness import LEAST, Likeness
from tenderscan.matching.learned.model import read_model, scored
from tenderscan.matching.learned.numbers import likely, shares
from tenderscan.matching.learned.training import Lesson, calibrated, learn

CRITERIA = ("a.wage", "b.timber")
TEXTS = {
    "a.wage": (
        "naaisters verdienen genoeg om van te leven",
        "het loon dekt huur voeding en schoolgeld",
        "een loon om van te leven",
    ),
    "b.timber": (
        "het hout komt uit beheerde bossen",
        "planken dragen een keurmerk voor bosbeheer",
        "hout met een keurmerk",
    ),
    "": (
        "de facturen worden na dertig dagen betaald",
        "de offerte blijft geldig",
        "het loon van de griffier",
        "de zaal sluit om tien uur",
    ),
}


def lessons() -> list[Lesson]:
    """A handful of passages, each often enough to be learned."""
    found = []
    for criterion, texts in TEXTS.items():
        for number, text in enumerate(texts):
            for turn in range(6):
                stance = "weak" if criterion and number == 2 else "met" if criterion else ""
                asked = (criterion,) if criterion else ()
                found.append(Lesson(passage(text.split()), asked, f"{criterion}{number}{turn}", True, stance=stance))
    return found


@pytest.fixture(scope="module")
def model() -> Model:
    """A model of the handful."""
    return learn(lessons(), CRITERIA, folds=2)


def test_it_recognises_what_it_was_taught(model: Model) -> None:
    seen = model.read([passage(text.split()) for texts in TEXTS.values() for text in texts])
    best = [
        seen.criteria[row.argmax()] if row.max() > none else ""
        for row, none in zip(seen.share, seen.nothing, strict=True)
    ]
    assert best == [name for name, texts in TEXTS.items() for _ in texts]


def test_other_words_of_the_same_thing_are_nearer_than_ordinary_ones(model: Model) -> None:
    seen = model.read([passage("elke naaister kan van haar loon leven".split()), passage("de zaal is betaald".split())])
    column = seen.criteria.index("a.wage")
    assert seen.share[0, column] > 0.5 > seen.share[1, column]


def test_the_same_lessons_give_the_same_bytes(model: Model, tmp_path: Path) -> None:
    model.write(tmp_path / "one")
    learn(lessons(), CRITERIA, folds=2).write(tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_file_gives_the_model_back(model: Model, tmp_path: Path) -> None:
    model.write(tmp_path / "m.bin")
    again = read_model(tmp_path / "m.bin")
    read = passage("een loon om van te leven".split())
    assert np.array_equal(again.read([read]).probability, model.read([read]).probability)
    assert again.stance([read]) == model.stance([read]) == [("weak", again.stance([read])[0][1])]


def test_what_is_no_model_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("hello\n", encoding="utf-8")
    for name in (str(tmp_path / "x"), "sometimes"):
        with pytest.raises(UsageError, match="no reader"):
            chosen_model(name)
    assert chosen_model("words") is None


WORDS = st.lists(st.sampled_from("loon hout 14001 12 keurmerk leven — de , ø œuvre".split()), max_size=12)


@settings(max_examples=20, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), st.integers(1, 5))
def test_a_passage_is_judged_for_itself(model: Model, texts: list[list[str]], size: int) -> None:
    """In whatever company it is read: alone, in any batch, in any order."""
    read = [passage(words, [("heading", words)]) for words in texts]
    together = model.read(read)
    for at, one in enumerate(read):
        alone = model.read([one])
        assert np.array_equal(alone.probability[0], together.probability[at])
        assert np.array_equal(alone.share[0], together.share[at])
    reversed_ = model.read(read[::-1])
    assert np.array_equal(reversed_.probability[::-1], together.probability)


def test_of_an_empty_passage_nothing_is_sure(model: Model) -> None:
    assert model.read([Passage(())]).share[0].max() < 0.5


def test_features_fall_where_they_always_fell() -> None:
    """The hash is part of the model's format: another one would read every weight from the wrong row."""
    assert bucket("wloon") == 13_395 and bucket("wloon") < BUCKETS
    rows = dict(of_word("loon"))
    assert rows[bucket("wloon")] == 2 and rows[bucket("c<lo")] == 1
    found = weighed(passage(["loon", ",", "12", "loon"], [("heading", ["Loon"[0:0], "loon"])]))
    assert found[bucket("wloon")] == 4 and found[bucket("ploon #")] == 2 and found[bucket("heading:loon")] == 1


def test_shares_add_up_and_are_exact_whole_numbers() -> None:
    steps = np.array([[0, 256, 512], [0, 0, 0]])
    assert np.allclose(shares(steps).sum(axis=1), 1)
    assert likely(steps).dtype == np.int64
    assert abs(likely(steps)[0, 1] / likely(steps)[0, 2] - np.exp(-1)) < 1e-9


def test_scores_rise_with_the_share() -> None:
    low, high = scored(likely(np.array([[0, 0, 600], [900, 0, 600]])))[:, 0]
    assert low < high


def test_worth_never_falls_and_is_the_share_of_right_ones() -> None:
    read = passage(["x"])
    steps = np.array([[at, -5_000, 0] for at in range(-1_500, 1_500, 10)])
    asked = [Lesson(read, ("a.wage",) if at > 0 else (), str(at), True) for at in range(-1_500, 1_500, 10)]
    worth = calibrated(steps, asked, CRITERIA)
    values = [value for _, value in worth]
    assert values == sorted(values) and values[0] < 0.05 and values[-1] > 0.9


def test_a_passage_shows_what_it_reads_like(model: Model) -> None:
    kept = {"a.wage": {"nl": [("p1", "met", "Naaisters verdienen genoeg."), ("p2", "weak", "De zaal is betaald.")]}}
    likeness = Likeness(kept, model)
    found = likeness.nearest(passage("de naaisters verdienen genoeg".split()), "a.wage", "nl")
    assert [like.id for like in found] == ["p1"]
    assert likeness.nearest(passage(["hout"]), "a.wage", "nl") == () and LEAST > 0
    assert likeness.nearest(passage(["naaisters"]), "a.wage", "fr") == ()
