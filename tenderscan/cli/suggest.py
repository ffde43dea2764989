"""`tenderscan suggest`: the tender with what is missing put in, in a file or a folder."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from textwrap import shorten

from tenderscan.check import Checker, CheckOptions, CheckResult
from tenderscan.cli import complain
from tenderscan.cli.progress import waiting
from tenderscan.cli.refusals import refuse
from tenderscan.cli.writing import write_whole
from tenderscan.errors import UsageError
from tenderscan.model.letters import fit
from tenderscan.model.report import Level
from tenderscan.suggest.model import Clause, Suggestion, SuggestOptions
from tenderscan.suggest.needs import room
from tenderscan.suggest.suggest import suggest

LEVELS = ("required", "recommended")
GAPS, FAILED = 1, 2
QUOTED = 160
"""Letters of a passage that clashes, on the screen."""

WORD = (".docx", ".docm", ".dotx", ".dotm")


@dataclass(frozen=True)
class SuggestRequest:
    """What the user asked of `suggest`."""

    paths: tuple[Path, ...]
    output: Path
    level: str
    only: tuple[str, ...]
    but: tuple[str, ...]
    date: str | None
    options: CheckOptions
    quiet: bool


def run_suggest(request: SuggestRequest) -> int:
    """Write the suggestion and say what it holds: 0 all gaps are answered, 1 some are not, 2 the run failed."""
    options = _options(request)
    refuse(request.options)
    with Checker(request.options) as checker, waiting(f"Reading {request.paths[0].name} …", quiet=request.quiet):
        result, suggestion = suggest(checker, request.paths, options)
    written = _write(suggestion, result, request)
    if not request.quiet:
        sys.stdout.write(fit("\n".join(_said(suggestion, result, written))) + "\n")
    unread = [item for item in result.report.dossier.rejected if item.named]
    for item in unread:
        complain(item.sentence())
    if unread:
        return FAILED
    plan = suggestion.plan
    unanswered = bool(plan.left or plan.unstruck or suggestion.undecided)
    clashing = bool(suggestion.unmet or suggestion.worse or suggestion.award or plan.clashes)
    return GAPS if unanswered or clashing else 0


def _options(request: SuggestRequest) -> SuggestOptions:
    if request.level not in LEVELS:
        raise UsageError(f'--level does not know "{request.level}".', f"Choose one of: {', '.join(LEVELS)}.")
    try:
        day = date.fromisoformat(request.date) if request.date else None
    except ValueError as error:
        raise UsageError(f'"{request.date}" is no date.', "Write it as 2026-11-25.") from error
    return SuggestOptions(Level(request.level), request.only, request.but, day)


def _write(suggestion: Suggestion, result: CheckResult, request: SuggestRequest) -> list[Path]:
    """The files, at the name given or in the folder given. Raises UsageError where that cannot be."""
    files = dict(suggestion.files)
    if suggestion.annex is not None:
        stem = PurePosixPath(result.report.dossier.name).stem or "tender"
        name = next(n for n in (f"{stem} - annex{'+' * i}.docx" for i in range(99)) if n not in files)
        files[name] = suggestion.annex
    suffix = request.output.suffix.lower()
    into_folder = request.output.is_dir() or suffix not in WORD
    if not into_folder and len(files) > 1:
        raise UsageError(
            f"{len(files)} files come of this ({', '.join(sorted(files))}), and {request.output.as_posix()} is one.",
            "Give a folder: --output FOLDER.",
        )
    own = _suffix(next(iter(files), ""))
    if not into_folder and files and own != suffix:
        # Word does not open a file with macros, or a template, under another ending.
        raise UsageError(f"what is written is a {own} file.", f"Give it that ending: --output NAME{own}.")
    inputs = _inputs(request.paths)
    written = []
    for name, data in sorted(files.items()):
        # A file of a ZIP within a ZIP has that ZIP's name as its folder.
        path = request.output / Path(*PurePosixPath(name).parts) if into_folder else request.output
        path = path if path.suffix.lower() in WORD else path.with_name(f"{path.name}.docx")
        if path.resolve() in inputs:
            raise UsageError(f"{path.as_posix()} is the tender itself.", "Choose another file or folder for --output.")
        write_whole(path, data)
        written.append(path)
    return written


def _suffix(name: str) -> str:
    """The ending under which a file is written."""
    own = PurePosixPath(name).suffix.lower()
    return own if own in WORD else ".docx"


def _inputs(paths: tuple[Path, ...]) -> set[Path]:
    found = {path.resolve() for path in paths}
    for path in paths:
        if path.is_dir():
            found |= {inner.resolve() for inner in path.rglob("*") if inner.is_file()}
    return found


def _said(suggestion: Suggestion, result: CheckResult, written: list[Path]) -> list[str]:
    """What was done, and what was not, a line each."""
    texts, plan = result.rulebook.texts_in(result.report.language), suggestion.plan

    def say(key: str, **values: object) -> str:
        return texts.say(f"suggest.said.{key}", **values)

    def named(key: str, clause: Clause, where: str = "") -> str:
        others = [need.criterion.id for need in clause.serves if need is not clause.need]
        line = say(key, title=clause.need.finding.title, id=clause.need.criterion.id, where=where)
        return f"{line}; {say('serves', ids=', '.join(others))}" if others else line

    def place(document: int, section: int) -> str:
        structured = result.structured[document]
        return ", ".join(part for part in (structured.document.path, structured.heading(section)) if part)

    lines = [named("inserted", each.clause, place(each.spot.document, each.spot.section)) for each in plan.insertions]
    for each, unstruck in (*((a, False) for a in plan.amendments), *((a, True) for a in plan.unstruck)):
        structured = result.structured[each.claim.place.document]
        where = place(each.claim.place.document, structured.blocks[each.claim.place.block].section)
        if each.clause is not None and not unstruck:
            lines.append(named("replaced", each.clause, where))
            continue
        key = "unstruck" if unstruck else "softer" if each.softer else "struck"
        lines += [say(key, title=n.finding.title, id=n.criterion.id, where=where) for n in each.needs]
    for recount in plan.recounts:
        figures = {"old": recount.value, "new": recount.value - recount.points, "points": recount.points}
        many = len(plan.recounts) > 1 and len(recount.lots) > 0
        where = f" ({texts.say('report.lot')} {', '.join(recount.lots)})" if many else ""
        lines.append(say("recounted", name=recount.name, where=where, **{k: f"{v:g}" for k, v in figures.items()}))
    lines += [named("annexed", clause) for clause in plan.annexed]
    if not lines:
        lines.append(say("nothing"))
    if plan.left:
        ids = [clause.need.criterion.id for clause in plan.left]
        words = sum(document.words for document in result.report.dossier.documents)
        options = " ".join(f"--only {each}" for each in ids)
        lines.append(say("left", ids=", ".join(ids), words=words, room=room(words), options=options))
    for key, findings in (
        ("undecided", suggestion.undecided),
        ("unmet", suggestion.unmet),
        ("worse", suggestion.worse),
    ):
        if findings:
            lines.append(say(key, ids=", ".join(finding.id for finding in findings)))
    for clash in plan.clashes:
        structured = result.structured[clash.place.document]
        block = structured.blocks[clash.place.block]
        quote = shorten(" ".join(block.text[clash.place.start : clash.place.end].split()), QUOTED, placeholder=" …")
        where = place(clash.place.document, block.section)
        lines.append(say(f"clash-{clash.kind}", where=where, quote=quote, title=clash.title, id=clash.criterion))
    for lot, row in suggestion.award:
        where = f" ({texts.say('report.lot')} {lot})" if len(suggestion.award) > 1 else ""
        lines.append(say("award", name=row.name, percent=f"{row.percent or 0:g}", where=where))
    if written:
        lines.append(say("written", files=", ".join(path.as_posix() for path in written)))
    return lines
