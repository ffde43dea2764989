"""Rates and memory of an audit: a first run, one with nothing to do, one changed rule; pdftotext beside.

    python -m benchmarks.audit.make_dossiers FOLDER && python -m benchmarks.audit.bench_run FOLDER [--output FILE]

Prints JSON, and writes it to a file after each step, so that a stop loses nothing. Memory is that of the run with all
its processes, sampled twice a second, by tenths of the run.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from tests.conftest import ROOT

CHANGED = "rules/criteria/labour/ilo-conventions.yaml"


def measured(command: list[str]) -> dict[str, Any]:
    """Run a command, and give its seconds and the memory of its family."""
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    samples: list[int] = []
    over = threading.Event()

    def look() -> None:
        own = psutil.Process(process.pid)
        while not over.wait(0.5):
            total = 0
            for one in [own, *own.children(recursive=True)]:
                try:
                    total += one.memory_info().rss
                except psutil.Error:
                    continue
            samples.append(total)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    status = process.wait()
    over.set()
    thread.join()
    size = max(1, len(samples) // 10)
    tenths = [
        round(median(samples[at : at + size]) / 1e6) for at in range(0, size * 10, size) if samples[at : at + size]
    ]
    seconds = time.monotonic() - began
    return {"status": status, "seconds": round(seconds, 1), "megabytes_by_tenth": tenths, "most": max(samples) // 10**6}


def pdftotext(folder: Path) -> dict[str, Any]:
    """Seconds of pdftotext for all PDFs of the dossiers, one after the other and two at a time."""
    with tempfile.TemporaryDirectory() as made:
        for bundle in folder.glob("*.zip"):
            with zipfile.ZipFile(bundle) as packed:
                for name in packed.namelist():
                    if name.endswith(".pdf"):
                        (Path(made) / f"{bundle.stem}-{name}").write_bytes(packed.read(name))
        files = sorted([*folder.rglob("*.pdf"), *Path(made).glob("*.pdf")])
        listed = "\0".join(map(str, files)).encode()
        found: dict[str, Any] = {"files": len(files)}
        for workers in (1, 2):
            began = time.monotonic()
            command = [
                "xargs",
                "-0",
                "-n",
                "1",
                "-P",
                str(workers),
                "sh",
                "-c",
                'pdftotext -layout "$0" - >/dev/null 2>&1 || true',
            ]
            subprocess.run(command, input=listed, check=True)
            found[f"seconds_{workers}"] = round(time.monotonic() - began, 1)
        return found


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--store", type=Path, default=Path(tempfile.mkdtemp()) / "audit.db")
    parser.add_argument("--workers", default="2")
    parser.add_argument("--output", type=Path)
    asked = parser.parse_args()
    found: dict[str, Any] = {}

    def save() -> None:
        if asked.output is not None:
            asked.output.write_text(json.dumps(found, indent=1), encoding="utf-8")

    asked.store.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tenderscan", "audit", str(asked.folder), "--store", f"sqlite:///{asked.store}"]
    command += ["--workers", asked.workers]
    found["pdftotext"] = pdftotext(asked.folder)
    for step in ("first", "nothing_to_do"):
        found[step] = measured(command)
        save()
    with sqlite3.connect(asked.store) as connection:
        query = "SELECT count(*), sum(pages), sum(words) FROM results WHERE current"
        found["judged"], found["pages"], found["words"] = connection.execute(query).fetchone()
        found["states"] = dict(connection.execute("SELECT state, count(*) FROM work GROUP BY state").fetchall())
    own = asked.store.parent / "own-rules" / "criteria" / "labour"
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    text = (ROOT / CHANGED).read_text(encoding="utf-8")
    (own / "ilo-conventions.yaml").write_text(text.replace("within: sentence", "within: block", 1), encoding="utf-8")
    found["one_rule_changed"] = measured([*command, "--rules", str(own.parents[1])])
    found["share_of_first"] = round(found["one_rule_changed"]["seconds"] / found["first"]["seconds"], 3)
    found["bytes"] = {path.name: path.stat().st_size for path in asked.store.parent.glob("*.db")}
    save()
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
