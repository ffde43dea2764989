"""`tenderscan rules`: look at the rulebook, check it, run its examples, begin a rule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Look at the rules, check them, run their examples, begin one of your own.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Folders = Annotated[
    list[Path] | None, typer.Option("--rules", help="A folder of rules of your own, added to the built-in ones.")
]
Language = Annotated[str, typer.Option("--language", help="nl, fr, en or de.")]
Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Criteria, such as labour.living-wage.")]


@app.command("list")
def list_(
    format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    language: Language = "en",
    profile: Annotated[
        list[str] | None, typer.Option("--profile", help="Only the levels of this profile, a name or a file.")
    ] = None,
    rules: Folders = None,
) -> None:
    """List the criteria by theme: id, title, level in each profile, languages that are complete."""
    from tenderscan.cli import guarded
    from tenderscan.cli.rules_output import run_list

    code = guarded(lambda: run_list(format_, language, tuple(profile or ()), tuple(rules or ())))
    raise typer.Exit(code)


@app.command()
def show(
    identity: Annotated[str, typer.Argument(metavar="ID", help="A criterion, such as labour.living-wage.")],
    language: Language = "en",
    rules: Folders = None,
) -> None:
    """Show one criterion: why, where, when, what counts, its sources, the clause and examples."""
    from tenderscan.cli import guarded
    from tenderscan.cli.rules_output import run_show

    raise typer.Exit(guarded(lambda: run_show(identity, language, tuple(rules or ()))))


@app.command()
def lint(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="Rules of your own; without it, the built-in ones.")
    ] = None,
    words: Annotated[
        bool,
        typer.Option(
            "--words", help="Report on the vocabulary instead: what serves one criterion, and what never fires."
        ),
    ] = False,
    on: Annotated[
        list[Path] | None,
        typer.Option("--on", metavar="PATH", help="With --words: tenders or passage sets (.jsonl) to try too."),
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="With --words: text or json.")] = "text",
) -> None:
    """Check rules without running them: sources, languages, dead words, circles, repeated examples."""
    from tenderscan.cli import guarded

    if words:
        from tenderscan.cli.rules_words import run_words

        raise typer.Exit(guarded(lambda: run_words(folder, format_, tuple(on or ()))))
    from tenderscan.cli.rules_output import run_lint

    raise typer.Exit(guarded(lambda: run_lint(folder)))


@app.command()
def test(ids: Ids = None, rules: Folders = None) -> None:
    """Run the examples and clauses of the rules: each must get the verdict that it expects."""
    from tenderscan.cli import guarded
    from tenderscan.cli.rules_output import run_test

    raise typer.Exit(guarded(lambda: run_test(tuple(ids or ()), tuple(rules or ()))))


@app.command()
def new(
    identity: Annotated[str, typer.Argument(metavar="ID", help="theme.name, such as labour.night-work.")],
    rules: Annotated[Path, typer.Option("--rules", help="The folder of your rules; made if it is not there.")] = Path(
        "my-rules"
    ),
) -> None:
    """Write the first draft of a criterion, with notes that say what to put where."""
    from tenderscan.cli import guarded
    from tenderscan.cli.rules_output import run_new

    raise typer.Exit(guarded(lambda: run_new(identity, rules)))


@app.command()
def docs(
    folder: Annotated[Path, typer.Argument(help="Where the pages go, such as docs/criteria.")],
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail where a page is stale.")] = False,
) -> None:
    """Write a page for each built-in criterion and an index by theme."""
    from tenderscan.cli import guarded
    from tenderscan.cli.rules_output import run_docs

    raise typer.Exit(guarded(lambda: run_docs(folder, check)))


@app.command()
def learn(
    also: Annotated[
        list[Path] | None,
        typer.Option("--also", help="A folder of labelled tenders of your own (documents/ and labels/), or passages."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", help="Where the model goes; without it, the one of this checkout is made anew."),
    ] = None,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="The teaching set; without it, corpus/ of this checkout.")
    ] = None,
) -> None:
    """Teach the learned reader: from the rules' examples, labelled passages and labelled tenders."""
    from tenderscan.cli import guarded
    from tenderscan.cli.rules_learn import run_learn

    raise typer.Exit(guarded(lambda: run_learn(corpus, tuple(also or ()), output)))
