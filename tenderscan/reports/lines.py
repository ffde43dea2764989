"""Lines of text with a style, wrapped at a width: what the terminal report is made of."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from tenderscan.model.letters import fit, fit_line


@dataclass(frozen=True, slots=True)
class StyledLine:
    """A line that no terminal obeys, and the style one may give it (a name of rich's, or empty)."""

    text: str
    style: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", fit_line(self.text))


class Page:
    """Gathers lines of at most `width` columns."""

    def __init__(self, width: int) -> None:
        self._width = width
        self.lines: list[StyledLine] = []

    def heading(self, text: str, style: str = "bold") -> None:
        """A heading with a rule under it, and air before it."""
        self.blank()
        for line in textwrap.wrap(text, self._width):
            self.lines.append(StyledLine(line, style))
        self.lines.append(StyledLine("─" * min(self._width, max(len(text), 8)), style))

    def paragraph(self, text: str, indent: int = 0, style: str = "", hang: int = 0) -> None:
        """A wrapped paragraph, indented; its later lines `hang` columns further."""
        self.lines += self.wrapped(text, indent, style, hang)

    def wrapped(self, text: str, indent: int = 0, style: str = "", hang: int = 0) -> list[StyledLine]:
        """The lines that a paragraph would take."""
        lines: list[StyledLine] = []
        for part in fit(text).strip().split("\n"):
            wrapped = textwrap.wrap(
                part,
                self._width,
                initial_indent=" " * indent,
                subsequent_indent=" " * (indent + hang),
                break_long_words=False,
                break_on_hyphens=False,
            )
            lines += [StyledLine(line, style) for line in wrapped]
        return lines

    def blank(self) -> None:
        """An empty line, unless the last one is."""
        if self.lines and self.lines[-1].text:
            self.lines.append(StyledLine(""))

    def plain(self) -> str:
        """The lines as text, ending in a newline."""
        return "\n".join(line.text for line in self.lines).rstrip("\n") + "\n"
