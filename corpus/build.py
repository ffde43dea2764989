"""Makes documents/ out of sources/: PDF by reportlab, Word by python-docx. A development tool, not part of tenderscan.

The Markdown it knows: a front matter with title, authority, language and format; # to ### headings; "- " items; tables
with bars; paragraphs; ".title" before a title line; ".contents" where the table of contents goes; "[ ]" and "[x]" at
the head of an item or paragraph for a tick box; "^[…]" for a footnote (Word only). "numbered: true" lets Word number
the headings.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

import yaml
from part import Part

HERE = Path(__file__).parent


def parse(path: Path) -> tuple[dict[str, Any], list[Part]]:
    """The front matter and the parts of a source."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    parts: list[Part] = []
    for chunk in re.split(r"\n\s*\n", body.strip()):
        lines = chunk.split("\n")
        if lines[0].startswith("|"):
            rows = tuple(tuple(cell.strip() for cell in line.strip()[1:-1].split("|")) for line in lines)
            parts.append(Part("table", rows=rows))
        elif lines[0].startswith("- "):
            parts += [_boxed("item", line[2:]) for line in lines]
        elif heading := re.match(r"(#+) (.*)", lines[0]):
            parts.append(Part("heading", heading.group(2), len(heading.group(1))))
        elif chunk.startswith(".title "):
            parts.append(Part("title", chunk.removeprefix(".title ")))
        elif chunk.strip() == ".contents":
            parts.append(Part("contents"))
        else:
            parts.append(_boxed("paragraph", " ".join(lines)))
    return yaml.safe_load(front), parts


def _boxed(kind: str, text: str) -> Part:
    if found := re.match(r"\[([ x])\] (.*)", text):
        return Part(kind, found.group(2), box=found.group(1))
    return Part(kind, text)


def build(into: Path, wanted: frozenset[str] = frozenset()) -> list[Path]:
    """Writes the documents of all sources, or of those whose tender is named, and gives their paths."""
    from pdf_file import write_pdf
    from word_file import write_word

    sources = HERE / "sources"
    made = []
    for path in sorted(sources.rglob("*.md")):
        name = path.relative_to(sources).with_suffix("")
        if wanted and name.parts[0] not in wanted:
            continue
        meta, parts = parse(path)
        target = into / name.with_name(f"{name.name}.{meta['format']}")
        target.parent.mkdir(parents=True, exist_ok=True)
        (write_pdf if meta["format"] == "pdf" else write_word)(meta, parts, target)
        made.append(target)
    return made


def main() -> None:
    """Build all documents, or those of the tenders that are named."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("tenders", nargs="*")
    parser.add_argument("--into", type=Path, default=HERE / "documents", help="the folder to write to")
    asked = parser.parse_args()
    build(asked.into, frozenset(asked.tenders))


if __name__ == "__main__":
    main()
