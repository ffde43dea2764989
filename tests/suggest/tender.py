# ruff: noqa: E501  # XML reads worse when it is folded
"""A small Dutch tender as a whole Word package, with whatever a test puts into it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.sources.word import W, p, r

TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    "{more}</Types>"
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
)
BASE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
)
ILO = "De naleving van de IAO-conventies wordt voor deze opdracht niet gevraagd."
END = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def h(text: str, level: int = 1) -> str:
    """A heading."""
    return p(text, f'<w:pStyle w:val="Kop{level}"/>')


def text(*sentences: str) -> str:
    """A paragraph of running text."""
    return p(" ".join(sentences))


def tender(conditions: str, before: str = "", after: str = "") -> str:
    """The body of a tender for paint work, with its conditions of performance."""
    return (
        h("Bestek 2026-17: schilderwerken in het gemeentehuis")
        + text("De gemeente laat de traphal en de raadzaal van het gemeentehuis schilderen door een aannemer.")
        + before
        + h("Gunningscriteria")
        + text("De offerte met de laagste prijs wint; de prijs telt voor honderd punten van de honderd.")
        + h("Uitvoeringsvoorwaarden")
        + conditions
        + (
            h("Offerteformulier")
            + text("De ondergetekende verbindt zich ertoe de opdracht uit te voeren tegen deze prijs.")
        )
        + after
        + END
    )


def package(body: str, parts: dict[str, str] | None = None, strict: bool = False) -> bytes:
    """The package; `parts` are the insides of comments, footnotes … by name."""
    parts = parts or {}
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
    more = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind.format(name)}"/>' for name in parts)
    related = f'<Relationship Id="rId1" Type="{BASE}/styles" Target="styles.xml"/>' + "".join(
        f'<Relationship Id="rId{n}" Type="{BASE}/{name}" Target="{name}.xml"/>' for n, name in enumerate(parts, 2)
    )
    main = f'<Relationship Id="rId1" Type="{BASE}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": TYPES.format(more=more),
        "_rels/.rels": RELATIONS.format(inside=main),
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:document {W}><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": RELATIONS.format(inside=related),
        "word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>",
        **{f"word/{name}.xml": f"<w:{name} {W}>{inside}</w:{name}>" for name, inside in parts.items()},
        "customXml/item1.xml": "<own>\r\n  kept &#x9; as it is</own>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if strict:
                content = content.replace(
                    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    "http://purl.oclc.org/ooxml/wordprocessingml/main",
                ).replace(BASE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            archive.writestr(name, content)
    return out.getvalue()


def written(folder: Path, body: str, parts: dict[str, str] | None = None, strict: bool = False) -> Path:
    """The tender as a file."""
    path = folder / "bestek.docx"
    path.write_bytes(package(body, parts, strict))
    return path


__all__ = ["END", "ILO", "h", "p", "package", "r", "tender", "text", "written"]
