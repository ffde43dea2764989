"""The line that says that work goes on: where somebody looks, and nowhere else."""

from __future__ import annotations

import io
import threading

import pytest

from tenderscan.cli import progress


class Screen(io.StringIO):
    """A terminal that tells when the first words reach it."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal
        self.reached = threading.Event()

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> int:
        written = super().write(text)
        if "Checking" in self.getvalue():
            self.reached.set()
        return written


def test_it_is_shown_on_a_terminal_and_wiped_out(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(terminal=True)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with progress.waiting("Checking [a] bestek.pdf", quiet=False):
        assert screen.reached.wait(60)
    assert "Checking [a] bestek.pdf" in screen.getvalue(), "a name in brackets is no markup"
    assert "\x1b[2K" in screen.getvalue().rpartition("Checking")[2], "the line is erased at the end"


@pytest.mark.parametrize(("terminal", "quiet"), [(False, False), (True, True), (False, True)])
def test_it_is_silent_where_nobody_looks(monkeypatch: pytest.MonkeyPatch, terminal: bool, quiet: bool) -> None:
    screen = Screen(terminal=terminal)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    before = threading.active_count()
    with progress.waiting("Checking", quiet=quiet):
        assert threading.active_count() == before
    assert screen.getvalue() == ""


def test_what_ends_sooner_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(terminal=True)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(progress, "PATIENCE", 3_600.0)
    with progress.waiting("Checking", quiet=False):
        pass
    assert screen.getvalue() == ""


def test_a_line_that_is_wiped_out_first_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(terminal=True)
    monkeypatch.setattr("sys.stderr", screen)
    line = progress._Line("Checking")
    line.wipe()
    line.show()
    assert screen.getvalue() == ""


def test_parts_that_are_done_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(terminal=True)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with progress.waiting("Checking a.pdf", quiet=False, total=3) as line:
        assert screen.reached.wait(60)
        line.tell("Checking b.pdf", 2)
        with line.aside():
            screen.write("a report")
            assert "\x1b[2K" in screen.getvalue().rpartition("Checking")[2], "wiped out before anything else is written"
    assert "Checking b.pdf" in screen.getvalue() and "2/3" in screen.getvalue()
