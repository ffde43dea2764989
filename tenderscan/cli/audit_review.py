"""The work of `tenderscan audit review`: samples, sheets and pages for readers, what they wrote, what it shows."""

from __future__ import annotations

import sys
from pathlib import Path

from tenderscan.cli.audit_report import opened, print_table
from tenderscan.cli.writing import beside
from tenderscan.errors import UsageError
from tenderscan.model.rule import LANGUAGES


def run_sample(url: str, texts: str | None, name: str, size: int, seed: int) -> int:
    """Draw, and say what was drawn."""
    with opened(url, texts) as store:
        from tenderscan.audit.review.sample import draw

        drawn = draw(store, name, size, seed)
    strata = sorted({item.stratum for item in drawn if item.counts})
    rows = []
    for stratum in strata:
        own = [item for item in drawn if item.stratum == stratum and item.counts]
        dossiers = len({item.candidate.dossier for item in own})
        rows.append((stratum, len(own), dossiers, own[0].population))
    print_table(("stratum", "drawn", "dossiers", "of all"), rows)
    more = sum(not item.counts for item in drawn)
    sys.stderr.write(f"tenderscan: {more} more are put in so that readers cannot tell what the tool said.\n")
    return 0


def run_export(url: str, texts: str | None, sample: str | None, reader: str, language: str, file: Path) -> int:
    """Write a reader's page or sheet."""
    _check_language(language)
    with opened(url, texts) as store:
        from tenderscan.audit.review.items import items, sample_id
        from tenderscan.audit.review.page import write_page
        from tenderscan.audit.review.sheet import write_sheet
        from tenderscan.rulebook.load.rulebook import load_rulebook

        found = items(store, sample_id(store, sample), reader, language)
        try:
            if file.suffix.lower() in (".html", ".htm"):
                with beside(file) as part:
                    write_page(store, found, reader, load_rulebook().texts_in(language), language, part)
            else:
                with beside(file) as part:
                    write_sheet(found, part)
        except OSError as error:
            raise UsageError(
                f"{file.as_posix()} cannot be written ({error.strerror}).", "Choose another place."
            ) from error
    sys.stderr.write(f"tenderscan: wrote {len(found)} items for {reader} to {file.as_posix()}\n")
    return 0


def run_import(url: str, texts: str | None, reader: str, role: str, files: tuple[Path, ...]) -> int:
    """Merge sheets."""
    with opened(url, texts) as store:
        from tenderscan.audit.review.merge import ROLES, merge
        from tenderscan.audit.review.sheet import read_sheet

        if role not in ROLES:
            raise UsageError(f'--role does not know "{role}".', f"Choose one of: {', '.join(ROLES)}.")
        for file in files:
            found = merge(store, reader, role, read_sheet(file))
            said = f"{found.new} new, {found.changed} changed, {found.same} as before"
            sys.stderr.write(f"tenderscan: {file.name}: {said}.\n")
    return 0


def run_disputes(url: str, texts: str | None, sample: str | None, language: str, file: Path) -> int:
    """Write the adjudicator's sheet."""
    _check_language(language)
    with opened(url, texts) as store:
        from tenderscan.audit.review.disputes import HEADS, disputes
        from tenderscan.audit.review.items import sample_id
        from tenderscan.audit.review.sheet import ANSWER, write_rows

        found = disputes(store, sample_id(store, sample), language)
        with beside(file) as part:
            write_rows((*HEADS, *ANSWER), found, part)
    sys.stderr.write(f"tenderscan: wrote {len(found)} items on which readers differ to {file.as_posix()}\n")
    return 0


def run_agreement(url: str, texts: str | None, sample: str | None) -> int:
    """Print agreement."""
    with opened(url, texts) as store:
        from tenderscan.audit.review.agreement import agreement
        from tenderscan.audit.review.disputes import answers
        from tenderscan.audit.review.items import sample_id

        found = answers(store, sample_id(store, sample))
    every = agreement("all", [item for items in found.values() for item in items])
    lines = [every, *(agreement(name, items) for name, items in sorted(found.items()))]
    rows = [(x.name, x.items, x.readers, x.raw, x.kappa, x.ac1, x.alpha) for x in lines if x.items]
    print_table(("criterion", "items", "readers", "raw", "kappa", "AC1", "alpha"), rows)
    return 0


def run_estimate(url: str, texts: str | None, sample: str | None) -> int:
    """Print the error rate."""
    with opened(url, texts) as store:
        from tenderscan.audit.review.estimate import estimate
        from tenderscan.audit.review.items import sample_id

        found = estimate(store, sample_id(store, sample))
    rates = [*found.strata, *([found.all] if found.all else [])]
    rows = [(x.name, x.judged, x.wrong, x.population, x.rate, x.low, x.high) for x in rates]
    print_table(("stratum", "judged", "wrong", "of all", "error rate", "low", "high"), rows)
    if found.open:
        sys.stderr.write(f"tenderscan: {found.open} items of the sample are not judged, stale, or in dispute.\n")
    return 0


def run_keep(url: str, texts: str | None) -> int:
    """Carry reviews over."""
    with opened(url, texts) as store:
        from tenderscan.audit.review.merge import keep

        number = keep(store)
    sys.stderr.write(f"tenderscan: {number} reviews kept for the new results.\n")
    return 0


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise UsageError(f'there are no texts in "{language}".', f"Choose one of: {', '.join(LANGUAGES)}.")
