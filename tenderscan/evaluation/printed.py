"""Judgements and figures as a person reads them: what was measured first, tables next, every disagreement last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tenderscan.evaluation.figures import (
    DOCUMENT_GROUPS,
    PASSAGE_GROUPS,
    VERDICTS,
    Share,
    document_figures,
    f1,
    figures,
    grouped,
    lost,
    macro,
    sure_ones,
)
from tenderscan.evaluation.judgements import Judgement

LONGEST = 220
"""Letters of a quote in the list of disagreements."""

SENTENCES = {
    "precision": "reported as asked, weak or waived, and so by the labels",
    "recall": "asked, weak or waived by the labels, and found",
    "exact": "of those found, with the same verdict",
    "quoted": "of those found, with a quote of the labelled passage",
    "missing-found": "missing by the labels, and reported missing",
    "missing-applies": "reported missing, and fair to ask by the labels",
    "met-kept": "met by the labels, and not called missing or not applicable",
}
"""What each figure on documents says, in the order of `document_figures`."""


def printed(judgements: Sequence[Judgement], left_out: int) -> str:
    """The whole text of `tenderscan evaluate`, with a line feed at its end; `left_out` are labels without a rule."""
    lines: list[str] = []
    if any(j.kind == "document" for j in judgements):
        lines += _documents(judgements)
    if any(j.kind != "document" for j in judgements):
        lines += _passages([j for j in judgements if j.kind != "document"])
    if left_out:
        lines += [f"{left_out} labels were left out: the rulebook has no such criterion yet.", ""]
    lines += _disagreements([j for j in judgements if not j.exact], len(judgements))
    return "\n".join(lines) + "\n"


def _documents(judgements: Sequence[Judgement]) -> Iterator[str]:
    documents = [j for j in judgements if j.kind == "document"]
    sure = sure_ones(documents)
    dossiers = len({j.item.split("/")[0] for j in documents})
    criteria = len({j.criterion for j in documents})
    yield f"DOCUMENTS: {dossiers} dossiers, {criteria} criteria, {len(sure)} sure labels"
    yield "(a label is a dossier with a criterion; in brackets the 95 % interval, Wilson)"
    yield ""
    shares = document_figures("documents", sure)
    for share in shares:
        yield _line(SENTENCES[share.name.split(".")[-1]], share)
    means = {mean.name.split(".")[-1]: mean for mean in macro(documents)}
    both = f1(shares[0], shares[1])
    yield f"  {'F1 on asked, weak or waived':60} {_number(both)}"
    for name, mean in means.items():
        yield f"  {f'the mean over {mean.of} criteria (macro): {name}':60} {_number(mean.value)}"
    yield ""
    yield "Apart, and in none of the figures above:"
    yield _line("entries in doubt, with the same verdict", _same([j for j in documents if j.doubt]))
    baselines = [j for j in documents if j.statutory and not j.doubt]
    yield _line("statutory baselines, with the same verdict", _same(baselines))
    absent = [j for j in documents if j.expected == "missing" and not (j.doubt or j.statutory)]
    apart = Share("documents.incomplete", sum(1 for j in absent if j.apart), len(absent))
    yield _line("missing by the labels, undecided because the dossier is no whole tender", apart)
    yield ""
    yield from _matrix(sure)
    yield from _lost(documents)
    for label, key in DOCUMENT_GROUPS:
        yield from _table(label, grouped(sure, key))


def _matrix(sure: Sequence[Judgement]) -> Iterator[str]:
    """Labels down, verdicts across."""
    counts = Counter((j.expected, j.verdict) for j in sure)
    yield "Labels (down) and verdicts (across)"
    yield f"  {'':16}" + "".join(f"{name:>16}" for name in VERDICTS)
    for expected in VERDICTS:
        row = [counts[expected, verdict] for verdict in VERDICTS]
        if any(row):
            yield f"  {expected:16}" + "".join(f"{count:16}" for count in row)
    yield ""


def _table(label: str, groups: Iterable[tuple[str, list[Judgement]]]) -> Iterator[str]:
    yield f"By {label}"
    yield f"  {'':36}{'precision':>26}{'recall':>26}{'same verdict':>26}{'missing, and applies':>26}"
    for name, group in groups:
        precision, recall, exact, _, _, applies, _ = document_figures(name, group)
        if not any(share.of for share in (precision, recall, applies)):
            continue
        yield f"  {name:36}" + "".join(f"{_short(share):>26}" for share in (precision, recall, exact, applies))
    yield ""


def _lost(documents: Sequence[Judgement]) -> Iterator[str]:
    gone = lost(documents)
    yield f"Labelled met, and called missing or not applicable: {len(gone)}"
    for judgement in gone:
        yield f"  {judgement.item}: {judgement.verdict}"
    yield ""


def _passages(passages: Sequence[Judgement]) -> Iterator[str]:
    shares = {share.name: share for share in figures(passages)}
    yield f"PASSAGES: {len(passages)} texts, each with one criterion"
    yield ""
    yield _line("with the verdict of the label", shares["passages"])
    yield _line("look-alikes, waivers and negations that are not counted", shares["passages.not-counted"])
    if "parity" in shares:
        yield _line("clauses with that verdict in all four languages", shares["parity"])
    yield ""
    for label, key in PASSAGE_GROUPS:
        yield f"By {label}"
        for name, group in grouped(passages, key):
            yield _line(name, _same(group))
        yield ""


def _same(group: Sequence[Judgement]) -> Share:
    return Share("", sum(1 for j in group if j.exact), len(group))


def _line(sentence: str, share: Share) -> str:
    return f"  {sentence:60} {_short(share)}"


def _short(share: Share) -> str:
    """ "94.8 %  92/97  [88-98]", or a dash where nothing was counted."""
    if share.value is None or share.interval is None:
        return "-"
    low, high = share.interval
    return f"{share.value:6.1%}  {share.hits}/{share.of} [{low:.0%}-{high:.0%}]"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:6.3f}"


def _disagreements(wrong: Sequence[Judgement], all_of_them: int) -> Iterator[str]:
    yield f"DISAGREEMENTS: {len(wrong)} of {all_of_them} judgements"
    for judgement in wrong:
        yield from _disagreement(judgement)


def _disagreement(judgement: Judgement) -> Iterator[str]:
    doubt = " (in doubt)" if judgement.doubt else ""
    reasons = f" ({', '.join(judgement.reasons)})" if judgement.reasons else ""
    name = judgement.item if judgement.criterion in judgement.item else f"{judgement.item} {judgement.criterion}"
    yield f"- {name}: expected {judgement.expected}{doubt}, got {judgement.verdict}{reasons}"
    for label, text in (("label", judgement.label), ("quote", judgement.quote), ("near", judgement.near)):
        if text:
            yield f"    {label}: {' '.join(text.split())[:LONGEST]}"
    if judgement.cues:
        yield f"    cues: {'; '.join(judgement.cues)[:LONGEST]}"
