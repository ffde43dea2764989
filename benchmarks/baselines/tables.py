"""The tables of docs/accuracy.md: one row for each way to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tenderscan.evaluation.figures import Share, document_figures, f1, sure_ones
from tenderscan.evaluation.judgements import Judgement
from tenderscan.model.rule import LANGUAGES

VERDICTS = ("met", "weak", "contradicted", "missing")
Cells = Callable[[Sequence[Judgement]], list[str]]


def tables(judged: Mapping[str, Sequence[Judgement]]) -> Iterator[str]:
    """All tables in Markdown, those of documents first."""
    documents = {name: sure_ones(found) for name, found in judged.items()}
    passages = {name: [j for j in found if j.kind != "document"] for name, found in judged.items()}
    if any(documents.values()):
        columns = ["precision on addressed", "recall on addressed", "F1", "same verdict of those found"]
        yield from _table("Documents", documents, columns, _overall)
        yield from _table("Documents: labels with that verdict that got it", documents, list(VERDICTS), _verdicts)
        yield from _table("Documents: F1 on addressed by language", documents, list(LANGUAGES), _languages_f1)
    if any(passages.values()):
        columns = ["same verdict", "look-alikes, waivers and negations not counted"]
        yield from _table("Passages", passages, columns, _passages)
        yield from _table("Passages: labels with that verdict that got it", passages, list(VERDICTS), _verdicts)
        yield from _table("Passages: same verdict by language", passages, list(LANGUAGES), _languages_same)


def _table(
    title: str, judged: Mapping[str, Sequence[Judgement]], columns: Sequence[str], cells: Cells
) -> Iterator[str]:
    yield from (f"**{title}**", "", f"| | {' | '.join(columns)} |", f"| --- |{' --- |' * len(columns)}")
    for name, found in judged.items():
        yield f"| {name} | {' | '.join(cells(found))} |"
    yield ""


def _overall(found: Sequence[Judgement]) -> list[str]:
    precision, recall, exact = document_figures("x", found)[:3]
    return [_cell(precision), _cell(recall), _number(precision, recall), _cell(exact)]


def _verdicts(found: Sequence[Judgement]) -> list[str]:
    return [_same([j for j in found if j.expected == verdict]) for verdict in VERDICTS]


def _languages_f1(found: Sequence[Judgement]) -> list[str]:
    shares = [document_figures("x", [j for j in found if j.language == language])[:2] for language in LANGUAGES]
    return [_number(precision, recall) for precision, recall in shares]


def _languages_same(found: Sequence[Judgement]) -> list[str]:
    return [_same([j for j in found if j.language == language]) for language in LANGUAGES]


def _passages(found: Sequence[Judgement]) -> list[str]:
    traps = [j for j in found if j.kind in ("look-alike", "waiver", "negation") and j.expected != "met"]
    return [_same(found), _cell(Share("", sum(1 for j in traps if j.verdict not in ("met", "weak")), len(traps)))]


def _same(found: Sequence[Judgement]) -> str:
    return _cell(Share("", sum(1 for j in found if j.exact), len(found)))


def _cell(share: Share) -> str:
    if share.value is None or share.interval is None:
        return "–"
    low, high = share.interval
    return f"{share.value:.0%} ({share.hits}/{share.of}; {low:.0%}–{high:.0%})"


def _number(precision: Share, recall: Share) -> str:
    both = f1(precision, recall)
    return "–" if both is None else f"{both:.2f}"
