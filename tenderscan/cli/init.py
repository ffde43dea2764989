"""`tenderscan init`: a commented configuration with what the files ask today, and files for what runs it elsewhere."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

from tenderscan.cli.origin import Origin, origin
from tenderscan.errors import UsageError

_FILES = {
    "tenderscan.toml": "tenderscan.toml",
    "github": ".github/workflows/tenderscan.yml",
    "gitlab": ".gitlab-ci.yml",
    "pre-commit": ".pre-commit-config.yaml",
}
_TEMPLATES = {
    "tenderscan.toml": "tenderscan.toml",
    "github": "github-workflow.yml",
    "gitlab": "gitlab-ci.yml",
    "pre-commit": "pre-commit-config.yaml",
}
_NO_EXCLUDE = '# exclude = ["README.md", "docs"]'


def run_init(
    folder: Path, *, github: bool, gitlab: bool, pre_commit: bool, source: str | None = None, expect: bool = True
) -> int:
    """Write the files that are asked for, or none of them. Raises UsageError where one is there already."""
    if not folder.is_dir():
        raise UsageError(f"{folder.as_posix()} is no folder.", "Name the root of your repository.")
    asked = {"github": github, "gitlab": gitlab, "pre-commit": pre_commit}
    extra = [name for name, wanted in asked.items() if wanted]
    # A repository that is configured may still ask for the other files.
    own = [] if extra and (folder / _FILES["tenderscan.toml"]).exists() else ["tenderscan.toml"]
    there = [_FILES[name] for name in (*own, *extra) if (folder / _FILES[name]).exists()]
    if there:
        raise UsageError(
            f"{', '.join(there)} is there already, and nothing was written.",
            "Remove it first, or take what you need from docs/templates.md; "
            '"tenderscan init --print" shows what the files ask today.',
        )
    where = origin(source) if extra else None
    for name in (*own, *extra):
        text = (resources.files("tenderscan.cli") / "templates" / _TEMPLATES[name]).read_text("utf-8")
        filled = _configuration(text, folder, expect=expect) if name == "tenderscan.toml" else _with_origin(text, where)
        _write(folder / _FILES[name], filled)
    _tell_which(folder)
    return 0


def run_print(folder: Path) -> int:
    """Print what the files ask today, as tables for a configuration that is there already."""
    from tenderscan.cli.expecting import met_in, tables

    sys.stdout.write(tables(met_in(folder)))
    return 0


def _configuration(text: str, folder: Path, *, expect: bool) -> str:
    from tenderscan.cli.expecting import meets_nothing, met_in, tables, toml_list
    from tenderscan.rulebook.load.rulebook import load_rulebook

    text = text.replace("@RULEBOOK@", load_rulebook().version)
    found = met_in(folder) if expect else ()
    told = tables(found)
    if not told:
        return text
    left_out = meets_nothing(found)
    if left_out:
        text = text.replace(_NO_EXCLUDE, f"exclude = {toml_list(left_out)}")
    head, _, _ = text.partition("# [[expect]]")
    count = len(found) - len(left_out)
    sys.stdout.write(f"{count} of {len(found)} files ask something, and are expected to go on.\n")
    return f"{head}\n{told}"


def _with_origin(text: str, where: Origin | None) -> str:
    if where is None:
        return text
    values = {"@REQUIREMENT@": where.requirement, "@URL@": where.url, "@REVISION@": where.revision}
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = (error.strerror or "an error").lower()
        raise UsageError(f"{path.as_posix()} cannot be written ({reason}).", "Choose another folder.") from error
    sys.stdout.write(f"Written: {path.as_posix()}\n")


def _tell_which(folder: Path) -> None:
    """Say which configuration a check of this folder reads; one that is wrong is said now, not at the first run."""
    from tenderscan.settings.load import OWN, PYPROJECT, find_settings

    read = find_settings(folder).file
    if read is None:
        return
    sys.stdout.write(f"Read for what lies in {folder.resolve().as_posix()}: {read.as_posix()}\n")
    other = folder / PYPROJECT
    if read.name == OWN and other.is_file() and "[tool.tenderscan" in other.read_text("utf-8", "replace"):
        sys.stdout.write(f"{other.as_posix()} has a [tool.tenderscan] too; it is not read, {OWN} goes first.\n")
