"""The command line: it parses, calls, prints and exits; nothing else does."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress

from tenderscan.errors import TenderscanError
from tenderscan.model.letters import fit

_HELP = frozenset({"-h", "--help"})
_SHORTEST = 3
"""Words of a command line from which it is no group of commands alone, which shows its help."""

FAILED = 2
"""Exit status of a run that failed."""


def main() -> None:
    """Run the command line, turning errors into one plain sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        # Reports are UTF-8 with \n on every system, whatever the console's code page.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n", errors="replace")
    # A run makes many small objects and drops few: collecting seldom saves a tenth of its time, at the same memory.
    gc.set_threshold(5_000_000, 50, 50)
    status = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    # The system takes all memory back at once; taking the rulebook apart object by object costs a tenth of a run.
    os._exit(status)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status; errors become one sentence on standard error."""
    import typer
    from typer.main import get_command

    from tenderscan.cli.app import app
    from tenderscan.messages import SPOKEN, messages, users_language

    language = users_language(arguments)
    SPOKEN.set(language)
    command = get_command(app)
    if language != "en" and (len(arguments) < _SHORTEST or not _HELP.isdisjoint(arguments)):
        from tenderscan.cli.help import translate

        translate(command, messages(language))
    try:
        status = command.main(args=arguments, prog_name="tenderscan", standalone_mode=False)
    except typer.Abort:
        complain("stopped.")
        return FAILED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except Exception as error:
        from tenderscan.cli.usage import is_refusal, refused, shows_help

        if not is_refusal(error):
            raise
        if shows_help(error):
            sys.stdout.write(f"{error}\n" if str(error) else "")
        else:
            complain(refused(error).sentence())
        return FAILED
    return status if isinstance(status, int) else 0


def guarded(work: Callable[[], int]) -> int:
    """Do a command's work; whatever the user can mend becomes a sentence and an exit status."""
    try:
        return work()
    except TenderscanError as error:
        complain(error.sentence())
        return error.exit_status
    except KeyboardInterrupt:
        complain("stopped.")
    except BrokenPipeError:
        # The reader of our output is gone (as with "| head"); what it did not take is no fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def complain(sentence: str) -> None:
    """One sentence on standard error, in the user's language; nothing in it is obeyed by a terminal."""
    from tenderscan.messages import SPOKEN, messages

    sys.stderr.write(f"tenderscan: {fit(messages(SPOKEN.get()).say(sentence))}\n")
