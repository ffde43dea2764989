"""The logic of the baselines, without scikit-learn and without a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from benchmarks.baselines.items import Item, sample, split
from benchmarks.baselines.keywords import Keywords, concepts, pattern
from benchmarks.baselines.tables import tables
from benchmarks.baselines.vectors import Cut, Scored, best_cut, fold, out_of_fold, references, score
from tenderscan.evaluation.judgements import Judgement
from tenderscan.model.rule import Word
from tenderscan.rulebook.load.rulebook import load_rulebook

RULEBOOK = load_rulebook()
ILO = next(c for c in RULEBOOK.criteria if c.id == "labour.ilo-conventions")


def judgement(item: str, expected: str, kind: str = "document") -> Judgement:
    return Judgement(f"{item}/{ILO.id}", "txt", ILO.id, "nl", kind, expected, "undecided")


def item(name: str, expected: str, *sentences: str) -> Item:
    return Item(name, name, "nl", sentences, (judgement(name, expected),))


@pytest.mark.parametrize(
    ("written", "said", "found"),
    [
        ("(dient|dienen) ... te", "Hij dient dat te doen.", True),
        ("(is|zijn) (strikt|) verplicht", "Dat is verplicht.", True),
        ("(is|zijn) (strikt|) verplicht", "Dat is strikt verplicht.", True),
        ("leeft ...1 na", "Hij leeft alle normen altijd na.", False),
        ("loon", "De loonlijst", False),
        ("IAO-conventies", "de iao-conventies", True),
    ],
)
def test_a_word_of_the_rulebook_is_searched_as_it_is_written(written: str, said: str, found: bool) -> None:
    assert bool(pattern([Word(written)]).search(said)) is found


def test_no_words_find_nothing() -> None:
    assert pattern([]).search("iets") is None


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("De leverancier moet de IAO-conventies naleven.", "met"),
        ("Wij denken aan de IAO-conventies.", "weak"),
        ("De leverancier moet op tijd leveren.", "missing"),
    ],
)
def test_keywords_count_a_hit_and_a_modal_word_in_its_sentence(sentence: str, verdict: str) -> None:
    other = "De aannemer moet dat weten."
    (found,) = Keywords(RULEBOOK).judge(item("a", "met", other, sentence))
    assert found.verdict == verdict


def test_signals_and_absent_concepts_are_no_keywords() -> None:
    named = concepts(ILO)
    assert "ilo-convention" in named
    assert not any(name.startswith("signal:") for name in named)


def test_a_sample_keeps_all_passages_and_the_same_dossiers_in_any_order() -> None:
    made = [item(name, "met", "Een zin met woorden.") for name in "abcdef"]
    text = replace(item("p", "met"), judgements=(judgement("p", "met", "plain"),))
    kept = sample([*made, text], 2)
    assert len(kept) == 3 and text in kept
    assert {one.name for one in sample([text, *reversed(made)], 2)} == {one.name for one in kept}


def test_a_text_is_cut_into_sentences_of_three_words() -> None:
    assert split("Kort. Dit is lang genoeg! En dit ook; ja.") == ["Dit is lang genoeg!", "En dit ook;"]


@dataclass(frozen=True)
class Row:
    """A row or table of numbers that knows `max` and `argmax`, so that no numpy is needed here."""

    values: Sequence[Sequence[float]]

    def __getitem__(self, at: object) -> Row:
        _, columns = at  # type: ignore[misc]
        return Row([row[columns] for row in self.values])

    def max(self, axis: int) -> Best:
        assert axis == 1
        return Best([max(row) for row in self.values])


class Best(list[float]):
    """A list with argmax."""

    def argmax(self) -> int:
        return max(range(len(self)), key=self.__getitem__)


def test_the_best_sentence_gives_the_score_and_the_modal_word() -> None:
    def cosines(language: str, sentences: Sequence[str], texts: Sequence[str]) -> Row:
        return Row([[0.9 if "IAO" in sentence else 0.1 for _ in texts] for sentence in sentences])

    def binds(sentence: str, language: str) -> bool:
        return "moet" in sentence

    made = item("a", "met", "Iets anders staat hier.", "Hij moet IAO naleven.")
    (found,) = score([made], [ILO], cosines, binds)
    assert (found.score, found.binds) == (0.9, True)
    (empty,) = score([replace(made, sentences=())], [ILO], cosines, binds)
    assert (empty.score, empty.binds) == (0.0, False)


def test_a_criterion_s_references_are_its_title_and_clauses() -> None:
    assert references(ILO, "nl")[0] == ILO.title["nl"]
    assert len(references(ILO, "nl")) > 2


def scored(name: str, expected: str, value: float, binds: bool = True) -> Scored:
    return Scored(judgement(name, expected), name, value, binds)


def test_the_cut_parts_what_the_labels_part() -> None:
    known = [scored("a", "met", 0.8), scored("b", "weak", 0.7, False), scored("c", "missing", 0.5)]
    cut = best_cut(known)
    assert cut == Cut(0.7, True)
    assert [cut.verdict(s) for s in known] == ["met", "weak", "missing"]


def test_labels_in_doubt_do_not_move_the_cut() -> None:
    doubtful = Scored(replace(judgement("d", "met"), doubt=True), "d", 0.1, True)
    assert best_cut([scored("a", "met", 0.8), scored("c", "missing", 0.5), doubtful]).threshold == 0.8


def test_no_item_is_judged_by_a_cut_that_saw_it() -> None:
    names = [f"item-{n}" for n in range(40)]
    alone = next(name for name in names if fold(name) == fold("item-0"))
    rest = [scored(name, "met", 0.9) for name in names if fold(name) != fold(alone)]
    # Were its own label seen, the cut would fall to 0.2 and the verdict be "met".
    found = out_of_fold([*rest, *(scored(n, "met", 0.2) for n in names if fold(n) == fold(alone))])
    verdicts = {j.item.split("/")[0]: j.verdict for j in found}
    assert verdicts[alone] == "missing"
    assert len(found) == len(names)


def test_tables_have_a_row_a_way_to_judge() -> None:
    met = replace(judgement("a", "met"), verdict="met")
    lines = list(tables({"ours": [met], "theirs": [replace(met, verdict="missing")]}))
    assert "**Documents**" in lines and "**Passages**" not in lines
    assert next(line for line in lines if line.startswith("| ours")).count("100% (1/1") == 3
