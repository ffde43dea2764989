"""What a result says: ratios to the least that reading takes, growth with pages, and what changed since another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

import pyperf

CHANGED = 0.10
"""Share by which a figure differs before the report names it."""

Figures = Mapping[str, Sequence[float]]
"""The values of each benchmark, in the order of the rounds."""


def figures(path: Path) -> Figures:
    """The values of a result, by the name of the benchmark."""
    suite = pyperf.BenchmarkSuite.load(str(path))
    return {found.get_name(): found.get_values() for found in suite.get_benchmarks()}


def told(found: Figures, files: Sequence[str]) -> Iterator[str]:
    """The report on one result, line by line, in Markdown."""
    for file in files:
        yield from _of_file(found, file)
    yield from _growth(found, files)
    yield from _against(found, "commands import typer", "commands ", 'Commands, times `python -c "import typer"`')
    for reader in ("words", "both"):
        yield from _against(found, f"criteria 75 {reader}", "criteria ", f"Criteria, times 75 ({reader})", reader)
    yield from _against(found, "languages nl", "languages ", "Languages, times Dutch")
    yield from _shapes(found)


def changes(new: Figures, old: Figures) -> Iterator[str]:
    """The figures that differ by more than CHANGED from an older result of the same machine, the worst first."""
    shared = [(median(values) / median(old[name]), name) for name, values in new.items() if name in old]
    for ratio, name in sorted(shared, reverse=True):
        if abs(ratio - 1) > CHANGED:
            yield f"- {name}: {ratio:.2f} times ({'slower' if ratio > 1 else 'faster'})"


def ratio(found: Figures, name: str, base: str) -> str:
    """The median of the ratios of each round, and their spread."""
    pairs = [one / other for one, other in zip(found[name], found[base], strict=False)]
    return f"{median(pairs):.2f} ({min(pairs):.2f} to {max(pairs):.2f})"


def _of_file(found: Figures, file: str) -> Iterator[str]:
    base = f"{file} pypdfium2"
    if base not in found:
        return
    yield f"\n## {file}\n\n| | seconds | times pypdfium2 | times pdfplumber |\n| --- | --- | --- | --- |"
    plumber = f"{file} pdfplumber"
    for name, values in found.items():
        if not name.startswith(f"{file} ") or name.endswith("memory"):
            continue
        beside = ratio(found, name, plumber) if plumber in found else ""
        label = name.removeprefix(f"{file} ")
        yield f"| {label} | {median(values):.3f} | {ratio(found, name, base)} | {beside} |"
    for name in (f"{file} cold words memory", f"{file} cold both memory"):
        if name in found:
            yield f"\nPeak of {name.removeprefix(f'{file} ')}: {found[name][0] / 1e6:.0f} MB, reader process included."


def _growth(found: Figures, files: Sequence[str]) -> Iterator[str]:
    """How many times as long a file takes that is ten times as long."""
    lines = []
    for file in files:
        kind, _, pages = file.rpartition("-")
        longer = f"{kind}-{int(pages) * 10}"
        for name in ("warm words", "warm both"):
            if f"{longer} {name}" in found:
                grown = median(found[f"{longer} {name}"]) / median(found[f"{file} {name}"])
                lines.append(f"- {file} to {longer}, {name}: {grown:.1f} times")
    if lines:
        yield "\n## Ten times the pages\n"
        yield from lines


def _against(found: Figures, base: str, start: str, title: str, end: str = "") -> Iterator[str]:
    if base in found:
        yield f"\n## {title}\n"
        for name in found:
            if name.startswith(start) and name.endswith(end) and name != base:
                yield f"- {name.removeprefix(start)}: {ratio(found, name, base)}"


def _shapes(found: Figures) -> Iterator[str]:
    named = [name.removeprefix("shape ") for name in found if name.startswith("shape ")]
    if not named:
        return
    sizes = list(dict.fromkeys(name.rsplit(" ", 2)[1] for name in named))
    yield "\n## One thing over and over, seconds of processor time\n"
    yield f"| shape | {' | '.join(f'{size} kB' for size in sizes)} |"
    yield f"| --- |{' --- |' * len(sizes)}"
    for shape in dict.fromkeys(name.rsplit(" ", 2)[0] for name in named):
        row = [f"{found[f'shape {shape} {size} kB'][0]:.2f}" for size in sizes]
        yield f"| {shape} | {' | '.join(row)} |"
