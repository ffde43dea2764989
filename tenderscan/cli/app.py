"""The commands and their options; each command's work is in a module of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tenderscan import __version__
from tenderscan.cli import choices
from tenderscan.cli.audit import app as audit_app
from tenderscan.cli.rules import app as rules_app

app = typer.Typer(
    help="Reads a tender and says what it asks, asks weakly, waives or lacks.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(rules_app, name="rules")
app.add_typer(audit_app, name="audit")


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
    paths: choices.Paths,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            help="text, json, html, markdown, csv, xlsx, sarif, junit, github, gitlab, concise, pdf or docx; "
            "several times as FORMAT=FILE, one may go to the screen.",
        ),
    ] = None,
    profile: choices.Profile = None,
    country: choices.Country = None,
    rules: choices.Rules = None,
    cpv: choices.Cpv = None,
    each: Annotated[
        bool, typer.Option("--each", help="Every file is a dossier of its own; folders are walked.")
    ] = False,
    language: choices.Language = None,
    fail_on: Annotated[
        str | None,
        typer.Option("--fail-on", help="Which gaps fail: required, recommended or never.", show_default="required"),
    ] = None,
    allow: Annotated[str | None, typer.Option("--allow", help="weak: weak clauses do not fail.")] = None,
    explain: Annotated[
        list[str] | None, typer.Option("--explain", help="A criterion: show all that was considered.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="A file of known gaps: only new ones fail.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option("--write-baseline", help="Write the gaps of this run as known ones.")
    ] = None,
    as_of: choices.AsOf = None,
    rulebook_version: choices.RulebookVersion = None,
    password: choices.Password = None,
    ocr: choices.Ocr = None,
    markup: choices.Markup = "final",
    pages: choices.Pages = "auto",
    reader: choices.Reader = None,
    no_config: choices.NoConfig = False,
    no_color: choices.NoColor = False,
    no_crops: Annotated[bool, typer.Option("--no-crops", help="No pictures of the pages in the HTML report.")] = False,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Everything, not one page: what is met, recommended, reasons, sources."),
    ] = False,
    stdin_filename: Annotated[
        str | None, typer.Option("--stdin-filename", help="The path of what stands on standard input (PATH -).")
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="On the screen only a line for each gap that fails.")
    ] = False,
) -> None:
    """Check a tender: what it asks, asks weakly, contradicts and misses, with the clause to paste."""
    from tenderscan.cli import guarded
    from tenderscan.cli.check import CheckRequest, run_check
    from tenderscan.settings.load import settings_for

    def work() -> int:
        # What stands on standard input is looked at as if it stood at its path.
        start = Path(stdin_filename or "stdin") if paths[0] == Path("-") else paths[0]
        settings = settings_for(start, wanted=not no_config)
        return run_check(
            CheckRequest(
                paths=tuple(paths),
                formats=tuple(formats or settings.formats or ("text",)),
                options=choices.chosen(
                    settings,
                    profile=profile,
                    country=country,
                    rules=rules,
                    cpv=cpv,
                    language=language,
                    password=password,
                    as_of=as_of,
                    rulebook_version=rulebook_version,
                    ocr=ocr,
                    markup=markup,
                    reader=reader,
                ),
                pages=pages,
                each=each,
                fail_on=fail_on or settings.fail_on or "required",
                allow=allow or settings.allow,
                explain=tuple(explain or ()),
                color=not no_color,
                quiet=quiet,
                crops=not no_crops,
                everything=everything,
                baseline=baseline or settings.baseline,
                write_baseline=write_baseline,
                settings=settings,
                stdin_name=stdin_filename,
            )
        )

    raise typer.Exit(guarded(work))


@app.command()
def suggest(
    paths: choices.Paths,
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
    profile: choices.Profile = None,
    country: choices.Country = None,
    rules: choices.Rules = None,
    cpv: choices.Cpv = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Language of the comments: nl, fr, en or de.")
    ] = None,
    password: choices.Password = None,
    no_config: choices.NoConfig = False,
    quiet: choices.Quiet = False,
) -> None:
    """Put what is missing into the tender: tracked changes and comments in Word, an annex for other files."""
    from tenderscan.cli import guarded
    from tenderscan.cli.suggest import SuggestRequest, run_suggest
    from tenderscan.settings.load import settings_for

    def work() -> int:
        settings = settings_for(paths[0], wanted=not no_config)
        return run_suggest(
            SuggestRequest(
                paths=tuple(paths),
                output=output,
                level=level,
                only=tuple(only or ()),
                but=tuple(but or ()),
                date=date,
                options=choices.chosen(
                    settings,
                    profile=profile,
                    country=country,
                    rules=rules,
                    cpv=cpv,
                    language=language,
                    password=password,
                ),
                quiet=quiet,
            )
        )

    raise typer.Exit(guarded(work))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="The version before: a file, a folder or a ZIP.")],
    new: Annotated[Path, typer.Argument(help="The version now.")],
    format_: Annotated[str, typer.Option("--format", help="text, json or markdown.")] = "text",
    profile: choices.Profile = None,
    country: choices.Country = None,
    rules: choices.Rules = None,
    cpv: choices.Cpv = None,
    language: choices.Language = None,
    password: choices.Password = None,
    no_config: choices.NoConfig = False,
    no_color: choices.NoColor = False,
    quiet: choices.Quiet = False,
) -> None:
    """Compare two versions of a tender: which criteria were lost, weakened, gained or strengthened."""
    from tenderscan.cli import guarded
    from tenderscan.cli.diff import DiffRequest, run_diff
    from tenderscan.settings.load import settings_for

    def work() -> int:
        settings = settings_for(new, wanted=not no_config)
        return run_diff(
            DiffRequest(
                old=old,
                new=new,
                format=format_,
                options=choices.chosen(
                    settings,
                    profile=profile,
                    country=country,
                    rules=rules,
                    cpv=cpv,
                    language=language,
                    password=password,
                ),
                color=not no_color,
                quiet=quiet,
            )
        )

    raise typer.Exit(guarded(work))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="The root of your repository.")] = Path(),
    github: Annotated[bool, typer.Option("--github", help="Add a workflow for GitHub Actions.")] = False,
    gitlab: Annotated[bool, typer.Option("--gitlab", help="Add a pipeline for GitLab.")] = False,
    pre_commit: Annotated[bool, typer.Option("--pre-commit", help="Add a hook for pre-commit.")] = False,
    source: Annotated[
        str | None,
        typer.Option(
            "--source", help="Where those files install tenderscan from: REPOSITORY@TAG.", show_default="as it is here"
        ),
    ] = None,
    expect: Annotated[
        bool, typer.Option("--expect/--no-expect", help="Write what each file asks today as what it must ask.")
    ] = True,
    print_: Annotated[bool, typer.Option("--print", help="Only print what the files ask today.")] = False,
) -> None:
    """Write a commented tenderscan.toml with what the files ask today; nothing is asked and nothing is overwritten."""
    from tenderscan.cli import guarded
    from tenderscan.cli.init import run_init, run_print

    def work() -> int:
        if print_:
            return run_print(folder)
        return run_init(folder, github=github, gitlab=gitlab, pre_commit=pre_commit, source=source, expect=expect)

    raise typer.Exit(guarded(work))


@app.command()
def serve(
    host: Annotated[
        str, typer.Option("--host", help="The address to serve at; another than this machine's own needs a token.")
    ] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="The port.", show_default="8383, or a free one")
    ] = None,
    token: Annotated[
        str | None,
        typer.Option("--token", help="Who has it may use the page; or TENDERSCAN_TOKEN.", show_default="a new one"),
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="A name by which other machines call this one.")
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", help="A certificate (PEM): serve https with it and --key.")
    ] = None,
    key: Annotated[Path | None, typer.Option("--key", help="The key of the certificate (PEM).")] = None,
    store: Annotated[
        str | None, typer.Option("--store", help="The store of an audit, to review its findings in the page.")
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
    minutes: Annotated[
        float, typer.Option("--minutes", min=1, help="After how long without use a tender is dropped from memory.")
    ] = 60.0,
    profile: choices.Profile = None,
    country: choices.Country = None,
    rules: choices.Rules = None,
    reader: choices.Reader = None,
    no_config: choices.NoConfig = False,
    quiet: choices.Quiet = False,
) -> None:
    """Open a page on this machine: drop a tender, see what is missing, copy the clauses. Ctrl-C stops it."""
    from tenderscan.cli import guarded
    from tenderscan.cli.serve import ServeRequest, run_serve
    from tenderscan.settings.load import settings_for

    def work() -> int:
        settings = settings_for(Path(), wanted=not no_config)
        options = choices.chosen(settings, profile=profile, country=country, rules=rules, reader=reader)
        return run_serve(
            ServeRequest(
                host, port, token, tuple(name or ()), certificate, key, store, browser, quiet, minutes, options
            )
        )

    raise typer.Exit(guarded(work))


@app.command("desktop-entry")
def desktop_entry(
    remove: Annotated[bool, typer.Option("--remove", help="Take the entry away.")] = False,
) -> None:
    """Write an entry in the start menu that opens the local page (on macOS, on the desktop)."""
    from tenderscan.cli import guarded
    from tenderscan.cli.desktop import run_desktop_entry

    raise typer.Exit(guarded(lambda: run_desktop_entry(remove=remove)))


@app.command()
def lsp() -> None:
    """Serve an editor: gaps, why they are gaps, and edits that mend them, over standard input and output."""
    from tenderscan.cli import guarded
    from tenderscan.cli.lsp import run_lsp

    raise typer.Exit(guarded(run_lsp))


@app.command()
def completion(shell: Annotated[str, typer.Argument(help="bash, zsh, fish, powershell or pwsh.")]) -> None:
    """Print what completes commands and options in a shell; --install-completion puts it in place."""
    from tenderscan.cli import guarded
    from tenderscan.cli.completion import run_completion

    raise typer.Exit(guarded(lambda: run_completion(shell)))


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
    reader: choices.Reader = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on the screen.")] = False,
) -> None:
    """Compare verdicts with gold labels, and list every disagreement with its evidence."""
    from tenderscan.cli import guarded
    from tenderscan.cli.evaluate import EvaluateRequest, run_evaluate

    request = EvaluateRequest(
        tuple(paths), format_, tuple(rules or ()), floors, tuple(only or ()), language, quiet, reader or "both"
    )
    raise typer.Exit(guarded(lambda: run_evaluate(request)))
