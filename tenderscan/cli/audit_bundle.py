"""The work of `tenderscan audit bundle` and `verify`: a file that proves itself, and the proof."""

from __future__ import annotations

import sys
from pathlib import Path

from tenderscan.audit.extras import need
from tenderscan.check import Checker, CheckOptions
from tenderscan.cli.audit_report import opened
from tenderscan.errors import UsageError

DIFFERS = 1
"""Exit status where something differs."""


def run_bundle(
    url: str, texts: str | None, file: Path, only: tuple[str, ...], profile: str | None, rules: tuple[Path, ...]
) -> int:
    """Write the bundle, and print the digest by which it is known."""
    with opened(url, texts) as store:
        from tenderscan.audit.bundle import write_bundle

        options = CheckOptions(profile=profile, rules=tuple(path.resolve() for path in rules))
        try:
            with Checker(options) as checker:
                found = write_bundle(store, checker, file, only)
        except OSError as error:
            raise UsageError(
                f"{file.as_posix()} cannot be written ({error.strerror}).", "Choose another place."
            ) from error
    sys.stderr.write(f"tenderscan: {found.dossiers} dossiers in {file.as_posix()}; publish this digest beside it:\n")
    print(found.manifest)
    return 0


def run_verify(file: Path) -> int:
    """Verify, and print what differs."""
    need("audit")
    from tenderscan.audit.verify import verify

    found = verify(file)
    for remark in found.remarks:
        sys.stderr.write(f"tenderscan: {remark}\n")
    for dossier, said in found.differences:
        print(f"{dossier}: {said}" if dossier else said)
    print(f"manifest {found.manifest}")
    end = f"{len(found.differences)} differences" if found.differences else "derived again, all of them the same"
    sys.stderr.write(f"tenderscan: {found.dossiers} dossiers, {end}.\n")
    return DIFFERS if found.differences else 0
