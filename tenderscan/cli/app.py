"""The commands and their options; each command's work is in a module of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tenderscan import __version__

app = typer.Typer(
    help="Reads a tender and says what it asks, asks weakly, waives or lacks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tenderscan {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and stop.")
    ] = False,
) -> None:
    """Reads a tender and says what it asks, asks weakly, waives or lacks."""


@app.command()
def check(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders or ZIPs: together one dossier.")],
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            help="text, json, html, markdown, csv, xlsx, sarif, junit, github, pdf or docx; "
            "several times as FORMAT=FILE, one may go to the screen.",
        ),
    ] = None,
    profile: Annotated[
        str, typer.Option(help="What the buyer expects: a profile's name or file.")
    ] = "flemish-municipality",
    rules: Annotated[
        list[Path] | None, typer.Option("--rules", help="A folder of rules of your own, added to the built-in ones.")
    ] = None,
    cpv: Annotated[list[str] | None, typer.Option("--cpv", help="A CPV code of what is bought.")] = None,
    each: Annotated[bool, typer.Option("--each", help="Every path is a dossier of its own.")] = False,
    language: Annotated[
        str | None, typer.Option("--language", help="Language of the report: nl, fr, en or de.")
    ] = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="Which gaps fail: required, recommended or never.")
    ] = "required",
    allow: Annotated[str | None, typer.Option("--allow", help="weak: weak clauses do not fail.")] = None,
    explain: Annotated[
        list[str] | None, typer.Option("--explain", help="A criterion: show all that was considered.")
    ] = None,
    password: Annotated[str | None, typer.Option("--password", help="Opens encrypted files.")] = None,
    ocr: Annotated[
        str, typer.Option("--ocr", help="Scanned pages read by Tesseract: auto (where needed), never or force.")
    ] = "auto",
    markup: Annotated[
        str,
        typer.Option("--markup", help="Files with tracked changes: final (all accepted) or original (all rejected)."),
    ] = "final",
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours.")] = False,
    no_crops: Annotated[bool, typer.Option("--no-crops", help="No pictures of the pages in the HTML report.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on the screen but errors.")] = False,
) -> None:
    """Check a tender: what it asks, asks weakly, contradicts and misses, with the clause to paste."""
    from tenderscan.cli import guarded
    from tenderscan.cli.check import CheckRequest, run_check

    request = CheckRequest(
        paths=tuple(paths),
        formats=tuple(formats or ("text",)),
        profile=profile,
        rules=tuple(rules or ()),
        cpv=tuple(cpv or ()),
        each=each,
        language=language,
        fail_on=fail_on,
        allow=allow,
        explain=tuple(explain or ()),
        password=password,
        color=not no_color,
        quiet=quiet,
        ocr=ocr,
        markup=markup,
        crops=not no_crops,
    )
    raise typer.Exit(guarded(lambda: run_check(request)))


@app.command()
def suggest(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders or ZIPs: together one dossier.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Where it goes: a .docx, or a folder where several files change.")
    ],
    level: Annotated[
        str, typer.Option("--level", help="What is put in: required, or recommended as well.")
    ] = "required",
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Only this criterion, whatever its level and length.")
    ] = None,
    but: Annotated[list[str] | None, typer.Option("--except", help="Not this criterion.")] = None,
    date: Annotated[
        str | None, typer.Option("--date", help="The day of the changes, as 2026-11-25; none is noted without it.")
    ] = None,
    profile: Annotated[
        str, typer.Option(help="What the buyer expects: a profile's name or file.")
    ] = "flemish-municipality",
    rules: Annotated[
        list[Path] | None, typer.Option("--rules", help="A folder of rules of your own, added to the built-in ones.")
    ] = None,
    cpv: Annotated[list[str] | None, typer.Option("--cpv", help="A CPV code of what is bought.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Language of the comments: nl, fr, en or de.")
    ] = None,
    password: Annotated[str | None, typer.Option("--password", help="Opens encrypted files.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on the screen but errors.")] = False,
) -> None:
    """Put what is missing into the tender: tracked changes and comments in Word, an annex for other files."""
    from tenderscan.cli import guarded
    from tenderscan.cli.suggest import SuggestRequest, run_suggest

    request = SuggestRequest(
        paths=tuple(paths),
        output=output,
        level=level,
        only=tuple(only or ()),
        but=tuple(but or ()),
        date=date,
        profile=profile,
        rules=tuple(rules or ()),
        cpv=tuple(cpv or ()),
        language=language,
        password=password,
        quiet=quiet,
    )
    raise typer.Exit(guarded(lambda: run_suggest(request)))


@app.command()
def evaluate(
    paths: Annotated[
        list[Path], typer.Argument(help="Folders with documents/ and labels/, or .jsonl sets of passages or parity.")
    ],
    format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    rules: Annotated[list[Path] | None, typer.Option("--rules", help="A folder of rules of your own.")] = None,
    floors: Annotated[
        Path | None, typer.Option("--floors", help="A YAML file of figures; one below its floor fails.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="Only this criterion.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="Only this language.")] = None,
) -> None:
    """Compare verdicts with gold labels, and list every disagreement with its evidence."""
    from tenderscan.cli import guarded
    from tenderscan.cli.evaluate import EvaluateRequest, run_evaluate

    request = EvaluateRequest(tuple(paths), format_, tuple(rules or ()), floors, tuple(only or ()), language)
    raise typer.Exit(guarded(lambda: run_evaluate(request)))
