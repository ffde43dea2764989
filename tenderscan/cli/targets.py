"""Where reports go: takes the formats of a command line, gives each with its file, and refuses what would collide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tenderscan.cli.dossiers import AskedDossier
from tenderscan.errors import UsageError, meant
from tenderscan.reports.registry import FORMATS


@dataclass(frozen=True)
class Target:
    """A format, and the file it goes to (None: standard output); `many` where one report is on all dossiers."""

    format: str
    file: str | None
    many: bool = False

    def file_of(self, name: str) -> str:
        """The file for a dossier by its name."""
        return (self.file or "").replace("{name}", name)


def targets_of(formats: Sequence[str], dossiers: Sequence[AskedDossier], *, each: bool) -> tuple[Target, ...]:
    """The targets of a run. Raises UsageError for what is no format, or would replace another report."""
    found = [_target(raw, each=each) for raw in formats]
    if sum(1 for target in found if target.file is None) > 1:
        raise UsageError("two formats cannot both go to the screen.", "Give one a file: --format json=report.json.")
    single = [t for t in found if t.file and "{name}" not in t.file and not t.many and t.format != "json"]
    if each and single and len(dossiers) > 1:
        raise UsageError(
            f"with --each, every dossier needs a {single[0].format} file of its own.", "Use {name} in the file's name."
        )
    _check_files(found, dossiers)
    return tuple(found)


def _target(raw: str, *, each: bool) -> Target:
    name, _, file = raw.partition("=")
    if name not in FORMATS:
        raise UsageError(f'there is no format "{name}".', meant(name, FORMATS))
    if FORMATS[name].binary and not file:
        raise UsageError(f"{name} cannot go to the screen.", f"Give it a file: --format {name}=report.{name}.")
    return Target(name, file or None, each and bool(FORMATS[name].many) and "{name}" not in file)


def _check_files(targets: Sequence[Target], dossiers: Sequence[AskedDossier]) -> None:
    """Refuse what would write one report over another."""
    named = [target.file for target in targets if target.file]
    twice = next((file for file in named if named.count(file) > 1), None)
    if twice:
        raise UsageError(f"two formats would be written to {twice}.", "Give each a file of its own.")
    for target in targets:
        if target.file is None or "{name}" not in target.file:
            continue
        taken: dict[str, str] = {}
        for dossier in dossiers:
            file = target.file_of(dossier.name).casefold()
            if file in taken:
                raise UsageError(
                    f'two dossiers are called "{dossier.name}": one report would replace the other.',
                    "Rename one of them, or name the folder above them.",
                )
            taken[file] = dossier.id
