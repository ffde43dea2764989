"""Texts that are one thing over and over, of any size: what an export or a hostile sender gives, and where cliffs hide.

Each shape has a name, a file's ending and a maker that takes bytes and gives a text of about so many. The words are
ours, and numbered, so that no two lines are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of text: its ending as a file, what stands once at its head, and its n-th line."""

    ending: str
    head: str
    line: Callable[[int], str]
    joined: str = "\n"

    def text(self, size: int) -> str:
        """The shape at `size` bytes of UTF-8, give or take a line."""
        return self.head + self.joined.join(self._lines(size - len(self.head)))

    def _lines(self, size: int) -> Iterator[str]:
        for number in count(1):
            line = self.line(number)
            size -= len(line.encode()) + len(self.joined)
            yield line
            if size <= 0:
                return


def _heading(n: int) -> str:
    return f"## {n}. Kwaliteit van deel {n} ({n % 90 + 1} punten)\n\nHet bestuur beoordeelt deel {n}.\n"


def _question(n: int) -> str:
    return f"Vraag {n}: Is het FSC-label vereist voor post {n}?\nAntwoord {n}: Ja, dat is vereist."


_TABLE = "| Post | Eis | Bewijs |\n|---|---|---|\n"

SHAPES: Mapping[str, Shape] = {
    "award criteria": Shape(".txt", "Gunningscriteria:\n", lambda n: f"- Kwaliteit van deel {n}: {n % 90 + 1} punten"),
    "award headings": Shape(".md", "# Gunningscriteria\n\n", _heading),
    "waivers": Shape(".txt", "", lambda n: f"Een label FSC is voor post {n} niet vereist."),
    "demands": Shape(".txt", "", lambda n: f"De aannemer betaalt het loon {n}."),
    "placeholders": Shape(".txt", "", lambda n: f"Post {n}: de inschrijver levert [naam] vóór [datum] en bezorgt […]."),
    "combining marks": Shape(".txt", "", lambda n: f"e{chr(0x301) * 40} o{chr(0x308)}"),
    "headings": Shape(".md", "", lambda n: f"# {n}. Uitvoeringsvoorwaarden {n}\n"),
    "one word": Shape(".txt", "", lambda n: "milieu", ""),
    "one sentence": Shape(".txt", "", lambda n: f"de aannemer levert hout met FSC-label {n} en", " "),
    "one table": Shape(".md", _TABLE, lambda n: f"| {n} | Het hout draagt het FSC-label | attest {n} |"),
    "list items": Shape(".md", "De aannemer:\n\n", lambda n: f"- levert hout met FSC-label voor post {n};"),
    "questions": Shape(".txt", "", _question),
}
"""The kinds of text that once cost more than their share of time."""
