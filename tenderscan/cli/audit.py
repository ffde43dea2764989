"""`tenderscan audit`: many dossiers into a store, and what is made of them; each command's work is in its module."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

BY_COUNTRY = "that of each dossier's country"

Store = Annotated[
    str,
    typer.Option("--store", help="Where results are kept: sqlite:///audit.db or postgresql+psycopg://user@host/name."),
]
Texts = Annotated[
    str | None,
    typer.Option("--texts", help="Where full texts are kept; else a file (PostgreSQL: a schema) beside the results."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on the screen but errors.")]


class FolderFirst(TyperGroup):
    """`audit FOLDER` runs an audit, `audit report` and the others are commands; a folder of such a name is ./report."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command that runs an audit before what is no command."""
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["run", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=FolderFirst,
    help="Audit a folder of dossiers: tenderscan audit FOLDER --store URL. Then report, review and publish.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command("run", hidden=True)
def run_(
    folder: Annotated[
        str,
        typer.Argument(help="A folder: every file, sub-folder or ZIP in it is a dossier. Or a list, a glob, a URL."),
    ],
    store: Store,
    texts: Texts = None,
    retry: Annotated[
        list[str] | None, typer.Option("--retry", help="failed: try again what failed in the same way before.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="Only dossiers whose name fits this glob.")] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes at work.", show_default="one a processor")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", help="The address of a Dask scheduler, such as tcp://host:8786.")
    ] = None,
    time_limit: Annotated[
        float, typer.Option("--time-limit", min=0.01, help="Minutes that one dossier may take.")
    ] = 60.0,
    names: Annotated[
        str | None,
        typer.Option("--names", help='What names of dossiers tell, such as "{authority} - {date} - *".'),
    ] = None,
    rehash: Annotated[
        bool, typer.Option("--rehash", help="Look into files whose size and time are as before, too.")
    ] = False,
    profile: Annotated[
        str | None,
        typer.Option(help="What the buyers are expected to ask: a profile's name or file.", show_default=BY_COUNTRY),
    ] = None,
    rules: Annotated[
        list[Path] | None, typer.Option("--rules", help="A folder of rules of your own, added to the built-in ones.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="The law of which day, for dossiers that neither a sheet nor a notice dates."),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Language of the texts: nl, fr, en or de; else each dossier's own.")
    ] = None,
    password: Annotated[str | None, typer.Option("--password", help="Opens encrypted files.")] = None,
    ocr: Annotated[str, typer.Option("--ocr", help="Scanned pages: auto (where needed), never or force.")] = "auto",
    quiet: Quiet = False,
) -> None:
    """Audit many dossiers. Started again after a stop it goes on; what did not change is not done again."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_run import AuditRequest, run_audit

    request = AuditRequest(
        folder=folder,
        store=store,
        texts=texts,
        retry=tuple(retry or ()),
        only=tuple(only or ()),
        workers=workers,
        cluster=cluster,
        minutes=time_limit,
        names=names,
        rehash=rehash,
        profile=profile,
        rules=tuple(rules or ()),
        as_of=as_of,
        language=language,
        password=password,
        ocr=ocr,
        quiet=quiet,
    )
    raise typer.Exit(guarded(lambda: run_audit(request)))


@app.command()
def failures(store: Store, texts: Texts = None) -> None:
    """List the dossiers that failed: status, path, reason, attempt."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_run import run_failures

    raise typer.Exit(guarded(lambda: run_failures(store, texts)))


@app.command()
def coverage(
    store: Store,
    texts: Texts = None,
    dossiers: Annotated[
        bool, typer.Option("--dossiers", help="List the dossiers that are not complete, and why.")
    ] = False,
) -> None:
    """What was held: how many dossiers are complete, notices alone, without an annex, or could not be read."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_report import run_coverage

    raise typer.Exit(guarded(lambda: run_coverage(store, texts, dossiers=dossiers)))


@app.command()
def report(
    store: Store,
    texts: Texts = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", help="csv=FILE, xlsx=FILE, parquet=FILE or site=FOLDER; several times. Else a table."),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", help="Only this table: authority, year, cpv, theme, criterion or held.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", help="Language of the site: nl, fr, en or de.", show_default="most dossiers'"),
    ] = None,
    rules: Annotated[
        list[Path] | None, typer.Option("--rules", help="A folder of rules of your own, as in the audit.")
    ] = None,
    no_crops: Annotated[bool, typer.Option("--no-crops", help="No pictures of the pages in the site.")] = False,
    quiet: Quiet = False,
) -> None:
    """Results: tables, files for spreadsheets, and a site to publish. What people judged wins."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_report import ReportRequest, run_report

    request = ReportRequest(
        store, texts, tuple(formats or ()), by, language, tuple(rules or ()), crops=not no_crops, quiet=quiet
    )
    raise typer.Exit(guarded(lambda: run_report(request)))


metadata = typer.Typer(help="What is known of the dossiers: out as a sheet, and in again.", no_args_is_help=True)
app.add_typer(metadata, name="metadata")


@metadata.command("export")
def metadata_export(
    file: Annotated[Path, typer.Argument(help="The CSV to write, a row a dossier; OpenRefine reads it.")],
    store: Store,
    texts: Texts = None,
) -> None:
    """Write what is known of each dossier and where it is known from."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_report import run_metadata_export

    raise typer.Exit(guarded(lambda: run_metadata_export(store, texts, file)))


@metadata.command("import")
def metadata_import(
    file: Annotated[Path, typer.Argument(help='A CSV with a column "dossier" and some of those that export writes.')],
    store: Store,
    texts: Texts = None,
    skip_unknown: Annotated[
        bool, typer.Option("--skip-unknown", help="Pass over dossiers that the store does not have.")
    ] = False,
) -> None:
    """Take a sheet in; what it says outranks notices and names. The next audit judges by the days it gives."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_report import run_metadata_import

    raise typer.Exit(guarded(lambda: run_metadata_import(store, texts, file, skip_unknown=skip_unknown)))


@metadata.command("gaps")
def metadata_gaps(store: Store, texts: Texts = None) -> None:
    """List the dossiers without an authority, a date or a CPV code."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_report import run_metadata_gaps

    raise typer.Exit(guarded(lambda: run_metadata_gaps(store, texts)))


review = typer.Typer(
    help="People judge a sample and do not see the tool's verdict: two read, a third decides; agreement, error rate.",
    no_args_is_help=True,
)
app.add_typer(review, name="review")
Sample = Annotated[str | None, typer.Option("--sample", help="The sample's name.", show_default="the newest")]
TextLanguage = Annotated[str, typer.Option("--language", help="Language of the codebook: nl, fr, en or de.")]


@review.command("sample")
def review_sample(
    store: Store,
    texts: Texts = None,
    size: Annotated[int, typer.Option("--size", min=1, help="About how many verdicts people are to judge.")] = 200,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same sample.")] = 1,
    name: Annotated[str, typer.Option("--name", help="What the sample is called.")] = "sample",
) -> None:
    """Draw a random sample, stratified by verdict; "missing" is drawn by whole dossiers."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_review import run_sample

    raise typer.Exit(guarded(lambda: run_sample(store, texts, name, size, seed)))


@review.command("export")
def review_export(
    file: Annotated[Path, typer.Argument(help="The file for the reader: .html (with the texts), .xlsx or .csv.")],
    reader: Annotated[str, typer.Option("--reader", help="Who is to read.")],
    store: Store,
    texts: Texts = None,
    sample: Sample = None,
    language: TextLanguage = "nl",
) -> None:
    """Write what one reader takes home; the tool's verdicts are not in it, and the order is the reader's own."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_review import run_export

    raise typer.Exit(guarded(lambda: run_export(store, texts, sample, reader, language, file)))


@review.command("import")
def review_import(
    files: Annotated[list[Path], typer.Argument(help="Sheets that came back, .csv or .xlsx.")],
    reader: Annotated[str, typer.Option("--reader", help="Who read.")],
    store: Store,
    texts: Texts = None,
    role: Annotated[str, typer.Option("--role", help="reader, or adjudicator for who decides.")] = "reader",
) -> None:
    """Merge sheets: a changed answer is a new revision, nothing is overwritten."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_review import run_import

    raise typer.Exit(guarded(lambda: run_import(store, texts, reader, role, tuple(files))))


@review.command("disputes")
def review_disputes(
    file: Annotated[Path, typer.Argument(help="The sheet for the adjudicator, .csv or .xlsx.")],
    store: Store,
    texts: Texts = None,
    sample: Sample = None,
    language: TextLanguage = "nl",
) -> None:
    """Write the items on which readers differ, for a third one to decide."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_review import run_disputes

    raise typer.Exit(guarded(lambda: run_disputes(store, texts, sample, language, file)))


@review.command("agreement")
def review_agreement(store: Store, texts: Texts = None, sample: Sample = None) -> None:
    """How far readers agree, in all and by criterion: raw, Cohen's kappa, Gwet's AC1, Krippendorff's alpha."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_review import run_agreement

    raise typer.Exit(guarded(lambda: run_agreement(store, texts, sample)))


@review.command("estimate")
def review_estimate(store: Store, texts: Texts = None, sample: Sample = None) -> None:
    """How often the tool is wrong, by stratum and weighted over all, with 95% intervals."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_review import run_estimate

    raise typer.Exit(guarded(lambda: run_estimate(store, texts, sample)))


@review.command("keep")
def review_keep(store: Store, texts: Texts = None) -> None:
    """After a re-audit: keep the reviews whose text and finding are the same; the others stay stale."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_review import run_keep

    raise typer.Exit(guarded(lambda: run_keep(store, texts)))


@app.command()
def bundle(
    file: Annotated[Path, typer.Argument(help="The ZIP to write.")],
    store: Store,
    texts: Texts = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="Only dossiers whose name fits this glob.")] = None,
    profile: Annotated[
        str | None, typer.Option(help="The profile of the audit: a name or a file.", show_default=BY_COUNTRY)
    ] = None,
    rules: Annotated[
        list[Path] | None, typer.Option("--rules", help="A folder of rules of your own, as in the audit.")
    ] = None,
) -> None:
    """Write one file that proves itself: digests, rules, texts and results."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_bundle import run_bundle

    raise typer.Exit(guarded(lambda: run_bundle(store, texts, file, tuple(only or ()), profile, tuple(rules or ()))))


@app.command()
def verify(file: Annotated[Path, typer.Argument(help="A bundle.")]) -> None:
    """Derive the results in a bundle again and say where they differ: 0 nowhere, 1 somewhere."""
    from tenderscan.cli import guarded
    from tenderscan.cli.audit_bundle import run_verify

    raise typer.Exit(guarded(lambda: run_verify(file)))
