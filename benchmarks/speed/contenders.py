"""What is timed: other tools that read a file's text, and tenderscan warm by stage and cold as a command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import process_time

import pdfplumber
import psutil
import pypdfium2

from tenderscan import spoken
from tenderscan.check import Checker, CheckOptions
from tenderscan.sources.dossier.reading import read_dossier

Timed = Mapping[str, float]
"""Seconds by what took them; the key "" is the whole."""


def pdfium_text(path: Path) -> None:
    """The text of every page by pypdfium2: the least that reading can take."""
    with pypdfium2.PdfDocument(path) as document:
        for number in range(len(document)):
            document[number].get_textpage().get_text_range()


def plumber_words(path: Path) -> None:
    """The words of every page by pdfplumber, each page closed."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_words()
            page.close()


def poppler(path: Path) -> list[str]:
    """The command that writes every word with its box."""
    return ["pdftotext", "-bbox-layout", str(path), os.devnull]


def tenderscan(path: Path, reader: str) -> list[str]:
    """The whole command, cold."""
    options = ["--format", "json", "--fail-on", "never", "--reader", reader]
    return [sys.executable, "-m", "tenderscan", "check", str(path), *options]


def now() -> float:
    """Seconds of processor time of this process, of its children that run, and of those that ended.

    On a machine that others use too, the clock on the wall tells how busy they are. What two processes do at once
    counts twice here: on an idle machine of two processors a check ends sooner than this says.
    """
    own = psutil.Process()
    ended = sum(own.cpu_times()[2:4])
    return process_time() + ended + sum(_spent(child) for child in own.children(recursive=True))


def _spent(process: psutil.Process) -> float:
    try:
        return float(sum(process.cpu_times()[:4]))
    except psutil.Error:
        return 0.0


def timed(call: Callable[[], object]) -> Timed:
    """Seconds of a call."""
    begin = now()
    call()
    return {"": now() - begin}


def ran(command: list[str]) -> Timed:
    """Seconds of a command from its start to its end."""
    return timed(lambda: subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))


def peak(command: list[str]) -> float:
    """The highest resident memory of a command and its children together, in MB, sampled every 10 ms."""
    run = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    highest = 0
    while True:
        try:
            highest = max(highest, sum(_resident(one) for one in (run, *run.children(recursive=True))))
            run.wait(0.01)
            return highest / 1e6
        except psutil.TimeoutExpired:
            continue
        except psutil.NoSuchProcess:
            return highest / 1e6


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


class Warm:
    """A checker with one reader that stays, as in an audit or a server; times a check with its stages."""

    def __init__(self, reader: str) -> None:
        self.checker = Checker(CheckOptions(reader=reader))

    def run(self, path: Path) -> Timed:
        """One check: the whole (the key ""), and what reading, structure, matching and the rest took of it."""
        spent: dict[str, float] = {}
        options = self.checker.options.reading(self.checker.rulebook)
        with patched(spoken, "structure", spent), patched(self.checker._matcher, "match", spent):
            begin = now()
            reading = read_dossier([path], self.checker._reader, options).reading
            spent["read"] = now() - begin
            self.checker.judge(reading)
            whole = now() - begin
        return {"": whole, **spent, "verdicts": whole - sum(spent.values())}


@contextmanager
def patched(home: object, name: str, spent: dict[str, float]) -> Iterator[None]:
    """While it lasts, the seconds that a function takes are added up under its name."""
    plain = getattr(home, name)

    def counted(*args: object, **named: object) -> object:
        begin = now()
        try:
            return plain(*args, **named)
        finally:
            spent[name] = spent.get(name, 0.0) + now() - begin

    setattr(home, name, counted)
    try:
        yield
    finally:
        setattr(home, name, plain)
