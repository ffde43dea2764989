"""Kills an audit at random instants (the run, a worker, a reader), starts it again, and compares the rows at the end.

    python -m benchmarks.audit.kill_run FOLDER --kills 20 --seed 1 [--store URL] [--only GLOB]

The store is a new SQLite file unless a URL is given. Prints JSON: the kills, and the tables whose rows differ from
those of a run that was left in peace (none, if all is well).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil

from tenderscan.audit.store.open import open_store
from tests.audit.conftest import rows
from tests.conftest import ROOT

TABLES = ("dossiers", "results", "documents", "findings", "evidence", "facts", "failed", "texts")


def start(folder: Path, url: str, only: str) -> subprocess.Popen[bytes]:
    """Start an audit."""
    command = [sys.executable, "-m", "tenderscan", "audit", str(folder), "--store", url, "--workers", "2", "--quiet"]
    return subprocess.Popen([*command, "--only", only], env={**os.environ, "PYTHONPATH": str(ROOT)})


def victim(run: psutil.Process, kind: str, chance: random.Random) -> psutil.Process | None:
    """A process of that kind, or None where there is none at the moment."""
    if kind == "run":
        return run
    workers = [child for child in run.children() if "spawn_main" in " ".join(child.cmdline())]
    found = workers if kind == "worker" else [reader for worker in workers for reader in worker.children()]
    return chance.choice(found) if found else None


def main() -> None:
    """Kill, resume, compare."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--store", default="")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="*")
    parser.add_argument("--longest", type=float, default=6.0, help="seconds between two kills at most")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    place = Path(tempfile.mkdtemp(prefix="tenderscan-kill-"))
    url = asked.store or f"sqlite:///{place / 'killed.db'}"
    kills: Counter[str] = Counter()
    starts, process = 1, start(asked.folder, url, asked.only)
    while sum(kills.values()) < asked.kills:
        time.sleep(chance.uniform(0.2, asked.longest))
        if process.poll() is not None:
            if process.returncode == 0:
                break
            starts, process = starts + 1, start(asked.folder, url, asked.only)
            continue
        kind = chance.choice(("run", "worker", "reader"))
        try:
            found = victim(psutil.Process(process.pid), kind, chance)
            if found is not None:
                found.kill()
                kills[kind] += 1
        except psutil.Error:
            continue
        if kind == "run":
            process.wait()
    while process.wait() != 0:
        starts, process = starts + 1, start(asked.folder, url, asked.only)
    peace = f"sqlite:///{place / 'peace.db'}"
    start(asked.folder, peace, asked.only).wait()
    one, other = open_store(url), open_store(peace)
    killed, undisturbed = rows(one), rows(other)
    differ = {name: len(set(killed[name]) ^ set(undisturbed[name])) for name in TABLES}
    counts = {name: len(undisturbed[name]) for name in TABLES}
    told = {"kills": dict(kills), "starts": starts, "rows": counts, "rows_that_differ": differ}
    print(json.dumps(told, indent=1))
    one.close()
    other.close()


if __name__ == "__main__":
    main()
