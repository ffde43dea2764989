"""Options that the commands share, and the one object that they fill."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tenderscan.options import CheckOptions
    from tenderscan.settings.load import Settings

Paths = Annotated[list[Path], typer.Argument(help="Files, folders or ZIPs: together one dossier.")]
Profile = Annotated[
    str | None,
    typer.Option(help="What the buyer expects: a profile's name or file.", show_default="that of the tender's country"),
]
Country = Annotated[
    str | None,
    typer.Option(
        "--country",
        help="Whose law and words: be-vlg, be-wal, be-bru, be, nl, fr, de, at, ch, lu, ie or uk.",
        show_default="what the documents show",
    ),
]
Rules = Annotated[
    list[Path] | None, typer.Option("--rules", help="A folder of rules of your own, added to the built-in ones.")
]
Cpv = Annotated[list[str] | None, typer.Option("--cpv", help="A CPV code of what is bought.")]
Language = Annotated[str | None, typer.Option("--language", help="Language of the report: nl, fr, en or de.")]
Password = Annotated[str | None, typer.Option("--password", help="Opens encrypted files.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="The law of which day, such as 2026-11-23; else the day of the notice.")
]
RulebookVersion = Annotated[
    str | None, typer.Option("--rulebook-version", help="Check with this version of the rules only, or fail.")
]
Ocr = Annotated[
    str | None,
    typer.Option(
        "--ocr", help="Scanned pages read by Tesseract: auto (where needed), never or force.", show_default="auto"
    ),
]
Pages = Annotated[
    str,
    typer.Option(
        "--pages",
        envvar="TENDERSCAN_PAGES",
        help="Page numbers of Word files, as LibreOffice sets them: auto (where it is at hand) or never.",
    ),
]
Reader = Annotated[
    str | None,
    typer.Option(
        "--reader",
        metavar="both|words|FILE",
        help="Who reads: words and the learned reader, or words alone; a FILE is a reader that rules learn taught.",
        show_default="both",
    ),
]
Markup = Annotated[
    str, typer.Option("--markup", help="Files with tracked changes: final (all accepted) or original (all rejected).")
]
NoConfig = Annotated[bool, typer.Option("--no-config", help="Leave tenderscan.toml and pyproject.toml alone.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colours.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on the screen but errors.")]


def chosen(
    settings: Settings,
    *,
    profile: str | None = None,
    rules: list[Path] | None = None,
    cpv: list[str] | None = None,
    language: str | None = None,
    password: str | None = None,
    as_of: str | None = None,
    rulebook_version: str | None = None,
    ocr: str | None = None,
    markup: str = "final",
    country: str | None = None,
    reader: str | None = None,
) -> CheckOptions:
    """What the user chose for a check: on the command line, else in the settings, else by default."""
    from tenderscan.options import CheckOptions

    return CheckOptions(
        profile=profile or settings.profile,
        rules=tuple(rules or settings.rules),
        cpv=tuple(cpv or settings.cpv),
        language=language or settings.language,
        password=password,
        as_of=as_of,
        rulebook_version=rulebook_version or settings.rulebook_version,
        ocr=ocr or settings.ocr or "auto",
        markup=markup,
        country=country or settings.country,
        reader=reader or settings.reader or "both",
    )
