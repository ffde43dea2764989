"""`tenderscan completion`: the lines by which a shell completes commands and options."""

from __future__ import annotations

import sys

from tenderscan.errors import UsageError

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def run_completion(shell: str) -> int:
    """Print the lines for one shell."""
    if shell not in SHELLS:
        raise UsageError(f'there is no completion for "{shell}".', f"Choose one of: {', '.join(SHELLS)}.")
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    script = get_completion_script(prog_name="tenderscan", complete_var="_TENDERSCAN_COMPLETE", shell=shell)
    sys.stdout.write(script.rstrip("\n") + "\n")
    return 0
